"""A rehearsing office on the embedded servers: mail in, `run --once --now`, letters read by whom they are meant for."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sikuwas_mail.cli.root import call
from sikuwas_mail.demo import people, setting
from sikuwas_mail.demo.letter import Surat, read
from sikuwas_mail.demo.people import KOTAK, PEMOHON_LENGKAP, alamat
from sikuwas_mail.demo.postoffice import PostOffice

WIB = ZoneInfo("Asia/Jakarta")
IT = f"it@{people.DOMAIN}"
PEMOHON = PEMOHON_LENGKAP.email
PERMOHONAN = """Nama: Laras Contoh
NIP: 198503152010012001
Jabatan: Kepala Subbidang
Perangkat Daerah: {opd}
Nomor HP: 081200000000
Topik: Penatausahaan hibah
Uraian: Bagaimana mencatat hibah barang dari pusat?
Metode: daring
{tambahan}
"""


def jam(hari: int, pukul: int, menit: int = 0, bulan: int = 11) -> datetime:
    """An instant of 2026 in WIB."""
    return datetime(2026, bulan, hari, pukul, menit, tzinfo=WIB)


class Rehearsal:
    """One office in `mode = "uji"`; every letter lies in one mailbox and names whom it is meant for."""

    def __init__(self, folder: Path, post: PostOffice, extra: str = "") -> None:
        self.post = post
        self.config = folder / "config.toml"
        text = setting.config_toml(post.ports).replace('mode = "langsung"', f'mode = "uji"\nalihkan_ke = "{IT}"')
        self.config.write_text(text + extra, encoding="utf-8")
        self._mails = 0

    def run(self, now: datetime) -> None:
        """One pass at that time."""
        self.command("run", "--once", "--now", now.isoformat())

    def command(self, *words: str) -> str:
        """What one command prints; it must succeed."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = call(["--config", str(self.config), *words])
        assert code == 0, err.getvalue()[-2000:]
        return out.getvalue()

    def show(self, nomor: str = "SKW-2026-0001") -> Any:
        """`kasus show --json`."""
        return json.loads(self.command("kasus", "show", nomor, "--json"))

    def letters(self, to: str, jenis: str = "") -> list[Surat]:
        """Letters meant for somebody, oldest first."""
        found = [m for m in map(read, self.post.inbox(IT)) if m.nilai("X-Sikuwas-Untuk") == to]
        return [m for m in found if jenis in ("", m.jenis)]

    def write(self, sender: str, subject: str, text: str, answered: Surat | None = None) -> None:
        """A mail of somebody into the office's mailbox."""
        self._mails += 1
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, KOTAK, subject
        mail["Message-ID"] = f"<surel-{self._mails}@{sender.rpartition('@')[2]}>"
        if answered is not None:
            mail["In-Reply-To"] = answered.message_id
            mail["References"] = answered.message_id
        mail.set_content(text)
        self.post.deliver(KOTAK, mail.as_bytes())

    def answer(self, sender: str, text: str, now: datetime, jenis: str = "tugas") -> None:
        """Somebody answers the newest letter of a kind to him, and a pass is made."""
        letter = self.letters(sender, jenis)[-1]
        self.write(sender, f"Re: {letter.subjek}", text, letter)
        self.run(now)

    def request(self, now: datetime, opd: str = "BPKAD", tambahan: str = "", sender: str = PEMOHON) -> None:
        """A complete request arrives."""
        self.write(sender, "Permohonan konsultasi", PERMOHONAN.format(opd=opd, tambahan=tambahan))
        self.run(now)

    def until_assignment(self, now: datetime) -> None:
        """A request on the desk of Irban II."""
        self.request(now)
        self.answer(alamat("admin"), "TERUSKAN", now)
        self.answer(alamat("sekretaris"), "SETUJU", now)


def accounts() -> list[tuple[str, str]]:
    """Mailboxes that must exist."""
    return [*setting.accounts(), (IT, setting.SANDI)]
