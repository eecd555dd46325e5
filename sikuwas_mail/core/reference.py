"""How a letter of ours is recognised again: one written form each for Message-ID, plus-address and `Ref:` line."""

import re
from collections.abc import Iterable

from sikuwas_mail.core.incoming import Acuan

TOKEN_PANJANG = 26  # base32 digits of 5 bits: 130 bits
_NOMOR = r"[A-Za-z][A-Za-z0-9]{0,11}-\d{4}-\d{4,9}"
_DIGITS = r"[A-Za-z2-7]{26}"
_MESSAGE_ID = re.compile(rf"<({_NOMOR})\.({_DIGITS})\.[0-9a-f]{{12}}@", re.IGNORECASE)
_PLUS = re.compile(rf"\+({_NOMOR})\.({_DIGITS})@", re.IGNORECASE)
_REF = re.compile(rf"\bRef\s*:\s*({_NOMOR})/({_DIGITS})\b", re.IGNORECASE)
_SUBJEK = re.compile(rf"\[SIKUWAS\s+({_NOMOR})\]", re.IGNORECASE)


def message_id(nomor: str, token: str, sidik: str, domain: str) -> str:
    """`<NOMOR.token.fingerprint@domain>`; `sidik`: 12 hex digits that tell the letters of one task apart."""
    return f"<{nomor}.{token}.{sidik}@{domain}>"


def plus_address(alamat: str, nomor: str, token: str) -> str:
    """The mailbox's own address with ticket and token as RFC 5233 detail."""
    local, _, domain = alamat.rpartition("@")
    return f"{local}+{nomor.lower()}.{token}@{domain}"


def ref_line(nomor: str, token: str) -> str:
    """The line a letter prints and a `mailto:` answer brings back."""
    return f"Ref: {nomor}/{token}"


def without_ref(teks: str) -> str:
    """The text with `Ref:` references taken out: they are addressing, not words."""
    return _REF.sub("", teks)


def find(*, rujukan: Iterable[str], penerima: Iterable[str], teks: str, subjek: str) -> tuple[Acuan, ...]:
    """Every reference a mail carries, strongest first: Message-IDs, plus-addresses, `Ref:` lines, subject."""
    found = [Acuan("message-id", *_parts(m)) for r in rujukan for m in _MESSAGE_ID.finditer(r)]
    found += [Acuan("plus", *_parts(m)) for p in penerima for m in _PLUS.finditer(p)]
    found += [Acuan("ref", *_parts(m)) for m in _REF.finditer(teks)]
    found += [Acuan("subjek", m.group(1).upper()) for m in _SUBJEK.finditer(subjek)]
    return tuple(dict.fromkeys(found))


def _parts(match: re.Match[str]) -> tuple[str, str]:
    return match.group(1).upper(), match.group(2).lower()
