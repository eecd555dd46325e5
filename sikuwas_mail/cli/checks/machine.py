"""The machine: disk, clock, zone, the PDF maker, and the known holes of this Python, probed by behaviour."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from sikuwas_mail.cli.checks.settings import existing
from sikuwas_mail.cli.checks.values import Finding, fail, ok, warn
from sikuwas_mail.config import Config

_FULL, _LOW = 100_000_000, 1_000_000_000  # bytes
_BUILT = 2026  # no honest clock shows an earlier year
_SLACK = timedelta(days=1)
_UPDATE = "perbarui Python; layanan ini tidak bergantung padanya"


def disk(config: Config, _now: datetime) -> Iterator[Finding]:
    """Room where the data grows."""
    folder = existing((config.database_file or config.arsip_folder).parent)
    free = shutil.disk_usage(folder).free
    said = f"Ruang kosong {free / 1e9:.1f} GB"
    if free < _FULL:
        yield fail("SKW-070", f"Ruang disk hampir habis: {free / 1e6:.0f} MB", str(folder), "kosongkan ruang disk")
    elif free < _LOW:
        yield warn("SKW-070", f"Ruang disk menipis: {free / 1e6:.0f} MB", str(folder), "kosongkan ruang disk")
    else:
        yield ok("SKW-070", said, str(folder))


def clock(config: Config, now: datetime) -> Iterator[Finding]:
    """The clock is not behind what this machine wrote itself, and the zone is known."""
    local = now.astimezone(ZoneInfo(config.instansi.zona))
    said = f"Jam {local:%d-%m-%Y %H.%M} {config.instansi.zona}"
    marks = [f for f in (config.berkas, config.database_file) if f is not None and f.exists()]
    newest = max((f.stat().st_mtime for f in marks), default=0.0)
    if now.year < _BUILT or newest > (now + _SLACK).timestamp():
        yield fail(
            "SKW-042", f"Jam mesin tertinggal: {said}", "", "nyalakan penyelarasan waktu (timedatectl set-ntp true)"
        )
    else:
        yield ok("SKW-042", said)


def pdf(_config: Config, _now: datetime) -> Iterator[Finding]:
    """LibreOffice is wanted, not needed."""
    from sikuwas_mail.edge.pdf import available

    if available():
        yield ok("SKW-080", "LibreOffice ada: dokumen juga dibuat sebagai PDF")
    else:
        yield ok("SKW-080", "LibreOffice tidak ada: dokumen dikirim sebagai DOCX saja")


def python_holes(_config: Config, _now: datetime) -> Iterator[Finding]:
    """Two attacks on the mail code of Python, tried here and now."""
    if reads_wrong_address():
        yield warn("SKW-060", "Python ini salah membaca alamat palsu (CVE-2023-27043)", "", _UPDATE)
    else:
        yield ok("SKW-060", "Python ini menolak alamat palsu (CVE-2023-27043)")
    if lets_headers_in():
        yield warn("SKW-061", "Python ini meloloskan kepala surat sisipan (CVE-2024-6923)", "", _UPDATE)
    else:
        yield ok("SKW-061", "Python ini menolak kepala surat sisipan (CVE-2024-6923)")


def reads_wrong_address() -> bool:
    """Whether `parseaddr` takes an attacker's mail for the staff member's."""
    return parseaddr("staff@contoh.go.id <penyerang@contoh.id>")[1] == "staff@contoh.go.id"


class _Literal(str):
    """A header value that folds to itself, as a hostile template could make one."""

    name = "Subject"

    def fold(self, **_: object) -> str:
        return str(self)


def lets_headers_in() -> bool:
    """Whether a line end inside a header's value becomes a header of its own."""
    message = EmailMessage()
    message["Subject"] = _Literal("Subject: a\r\nBcc: penyerang@contoh.id\r\n\r\nisi")
    try:
        return "\nBcc:" in message.as_string().replace("\r", "")
    except (MessageError, ValueError):
        return False
