"""A letter as the person who opens it sees it: decoded headers, the text, the HTML; never raises on a bad one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

_PREFIX = re.compile(r"^\s*(?:re|bls|balas)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Surat:
    """One letter read: names and addresses as (name, address), both texts, attachments as (name, bytes)."""

    raw: bytes
    header: tuple[tuple[str, str], ...]
    dari: tuple[str, str]
    kepada: tuple[str, str]
    subjek: str
    tanggal: datetime | None
    teks: str
    html: str
    lampiran: tuple[tuple[str, bytes], ...]

    def nilai(self, nama: str) -> str:
        """The first value of a header, unfolded; "" where there is none."""
        return next((v for k, v in self.header if k.lower() == nama.lower()), "")

    @property
    def message_id(self) -> str:
        """The Message-ID with its angle brackets."""
        return self.nilai("Message-ID").strip()

    @property
    def rujukan(self) -> tuple[str, ...]:
        """The References of this letter, oldest first."""
        return tuple(re.findall(r"<[^<>\s]+>", self.nilai("References") or self.nilai("In-Reply-To")))

    @property
    def balas_ke(self) -> str:
        """Where an answer goes: Reply-To, else From."""
        answers = getaddresses([self.nilai("Reply-To")])
        return next((a for _, a in answers if a), self.dari[1])

    @property
    def jenis(self) -> str:
        """X-Sikuwas-Jenis; "" on a letter that is not ours."""
        return self.nilai("X-Sikuwas-Jenis").strip()

    @property
    def langkah(self) -> str:
        """X-Sikuwas-Langkah."""
        return self.nilai("X-Sikuwas-Langkah").strip()

    @property
    def kasus(self) -> str:
        """X-Sikuwas-Kasus: the ticket number."""
        return self.nilai("X-Sikuwas-Kasus").strip()

    @property
    def pokok(self) -> str:
        """The subject without reply prefixes."""
        subject = self.subjek
        while (found := _PREFIX.match(subject)) is not None:
            subject = subject[found.end() :]
        return subject


def read(raw: bytes) -> Surat:
    """Read the bytes of a mail; what cannot be decoded is replaced, what is missing is empty."""
    message = message_from_bytes(raw, policy=policy.compat32)
    header = tuple((k, _decoded(str(v))) for k, v in message.items())
    values = {k.lower(): v for k, v in reversed(header)}
    return Surat(
        raw=raw,
        header=header,
        dari=_person(str(message.get("From", ""))),
        kepada=_person(str(message.get("To", ""))),
        subjek=values.get("subject", ""),
        tanggal=_date(values.get("date", "")),
        teks=_first(message, "text/plain"),
        html=_first(message, "text/html"),
        lampiran=tuple(_attachments(message)),
    )


def _decoded(value: str) -> str:
    plain = re.sub(r"\r?\n[ \t]+", " ", value)
    try:
        return str(make_header(decode_header(plain)))
    except (LookupError, ValueError):
        return plain


def _person(value: str) -> tuple[str, str]:
    name, address = next(iter(getaddresses([value])), ("", ""))
    return _decoded(name), address


def _date(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None


def _first(message: Message, kind: str) -> str:
    parts = (p for p in message.walk() if p.get_content_type() == kind and p.get_filename() is None)
    part = next(parts, None)
    return _text(part) if part is not None else ""


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    octets = payload if isinstance(payload, bytes) else b""
    try:
        return octets.decode(part.get_content_charset("utf-8"), "replace").replace("\r\n", "\n")
    except LookupError:
        return octets.decode("utf-8", "replace").replace("\r\n", "\n")


def _attachments(message: Message) -> Iterator[tuple[str, bytes]]:
    for part in message.walk():
        name = part.get_filename()
        payload = part.get_payload(decode=True) if name else None
        if name and isinstance(payload, bytes):
            yield _decoded(name), payload
