"""A letter sent and found again: proves the way out and in, the plus-address, and what the server stamps on mail."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import format_datetime, make_msgid

from sikuwas_mail.cli.checks.values import Finding, fail, ok, warn
from sikuwas_mail.config import Config
from sikuwas_mail.daemon.opening import imap_settings, smtp_settings
from sikuwas_mail.edge.mailbox import Mailbox, MailboxError
from sikuwas_mail.edge.smtp import Sent, Submission
from sikuwas_mail.edge.smtp.values import Result

_PATIENCE, _PAUSE = 60.0, 1.0  # seconds
_HEADERS_ONLY = 1  # octets: every message is larger, so only its header block is read


@dataclass(frozen=True, slots=True)
class Probe:
    """One test letter: to whom, and by which Message-ID it is known again."""

    kepada: str
    message_id: str


def send(config: Config, alamat: str, now: datetime, patience: float = _PATIENCE) -> Iterator[Finding]:
    """A test letter to `alamat`, another to ourselves and, where used, one to our plus-address."""
    domain = config.alamat.rpartition("@")[2]
    yield _sent(config, Probe(alamat, make_msgid(domain=domain)), now)
    own = Probe(config.alamat, make_msgid(domain=domain))
    yield from _round(config, own, now, patience)
    if config.smtp.plus_address:
        local, _, host = config.alamat.rpartition("@")
        plus = Probe(f"{local}+periksa@{host}", make_msgid(domain=domain))
        yield from _round(config, plus, now, patience)


def _sent(config: Config, probe: Probe, now: datetime) -> Finding:
    result = asyncio.run(_hand_over(config, probe, now))
    if isinstance(result, Sent):
        return ok("SKW-120", f"Surel percobaan diterima server untuk {probe.kepada}: {result.reply}")
    text = getattr(result, "text", "")
    return fail(
        "SKW-121", f"Surel percobaan untuk {probe.kepada} ditolak: {text}", "", "periksa smtp.from dan alamatnya"
    )


async def _hand_over(config: Config, probe: Probe, now: datetime) -> Result:
    line = Submission(smtp_settings(config))
    try:
        return await line.send(_letter(config, probe, now), config.alamat, probe.kepada)
    finally:
        await line.close()


def _letter(config: Config, probe: Probe, now: datetime) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"] = config.smtp.pengirim, probe.kepada
    letter["Subject"] = "[SIKUWAS] Surel percobaan"
    letter["Date"], letter["Message-ID"] = format_datetime(now), probe.message_id
    letter["Auto-Submitted"], letter["X-Sikuwas-Jenis"] = "auto-generated", "operator"
    letter.set_content("Surel ini dikirim oleh perintah sikuwas-mail check --send dan tidak perlu dibalas.\n")
    return letter.as_bytes()


def _round(config: Config, probe: Probe, now: datetime, patience: float) -> Iterator[Finding]:
    sent = _sent(config, probe, now)
    yield sent
    if sent.kode != "SKW-120":
        return
    try:
        stamps = _arrival(config, probe, patience)
    except MailboxError as error:
        yield fail("SKW-122", f"Surel percobaan tidak dapat dicari: {error.reason}")
        return
    if stamps is None:
        how = "periksa apakah smtp.from adalah alamat kotak surat imap.user"
        yield fail("SKW-122", f"Surel untuk {probe.kepada} tidak tiba dalam {patience:.0f} detik", "", how)
        return
    yield ok("SKW-122", f"Surel untuk {probe.kepada} tiba di kotak surat")
    yield _stamped(config, stamps)


def _stamped(config: Config, stamps: list[str]) -> Finding:
    if not stamps:
        return warn("SKW-123", "Server tidak membubuhkan Authentication-Results; pemalsuan pengirim tidak tersaring")
    server = stamps[0].partition(";")[0].split()[0] if stamps[0].split() else ""
    if config.keamanan.authserv_id in {"", server}:
        how = (
            "" if config.keamanan.authserv_id else f'; isi keamanan.authserv_id = "{server}" bila server ini dipercaya'
        )
        return ok("SKW-123", f"Authentication-Results dari {server}{how}")
    return warn("SKW-123", f"Authentication-Results dari {server}, bukan {config.keamanan.authserv_id}")


def _arrival(config: Config, probe: Probe, patience: float) -> list[str] | None:
    """The Authentication-Results of the letter once it is there; None where it does not come."""
    deadline = time.monotonic() + patience
    box = Mailbox(imap_settings(config))
    box.connect()
    try:
        while time.monotonic() < deadline:
            for fetched in box.new_messages(None, limit=_HEADERS_ONLY):
                head = BytesHeaderParser(policy=compat32).parsebytes(fetched.raw)
                if str(head.get("Message-ID", "")).strip() == probe.message_id:
                    box.move([fetched.uid], config.imap.folder_selesai)
                    return [str(v) for v in head.get_all("Authentication-Results", [])]
            # A daemon at work may have taken it already.
            if box.find_message_id(config.imap.folder_selesai, probe.message_id):
                return []
            time.sleep(_PAUSE)
        return None
    finally:
        box.close()
