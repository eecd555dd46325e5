"""Bytes become a `Mail`: whatever they are, the answer is a value with its faults named, never an exception."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime

from sikuwas_mail.core import reference
from sikuwas_mail.core.incoming import Envelope, Lampiran
from sikuwas_mail.reading import addresses, authentication, content, headers, mime
from sikuwas_mail.reading import html as markup
from sikuwas_mail.reading.charsets import decode
from sikuwas_mail.reading.cutting import cut, letters
from sikuwas_mail.reading.guard import guarded
from sikuwas_mail.reading.headers import Headers

BATAS_SUBJEK = 1000  # characters
_BATAS_RUJUKAN = 200
_BATAS_BANDING = 400  # letters of two alternatives that are compared
_BATAS_CARI = 400_000  # characters searched for `Ref:` lines
_ID = re.compile(r"<[^<>\s]{1,500}>")
_RECIPIENTS = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to")


@dataclass(frozen=True, slots=True)
class Mail:
    """One message as read: words, files, and what its machinery says; `faults` tells what was wrong with it."""

    envelope: Envelope
    headers: Headers
    text: str = ""  # plain body, or the HTML as text; line ends are \n
    html: str = ""  # raw HTML body, "" where there is none
    attachments: tuple[Lampiran, ...] = ()
    faults: tuple[str, ...] = ()
    calendar: bytes = b""  # first text/calendar part
    reports: tuple[tuple[str, str], ...] = ()  # (media type, text): delivery status, feedback, read receipt
    original: Headers = Headers()  # header fields of the letter enclosed (message/rfc822 or its headers)
    tipe: str = "text/plain"  # media type at the top
    params: tuple[tuple[str, str], ...] = ()  # its parameters
    teks_html_berbeda: bool = False  # the plain and the HTML alternative bring different new words
    enclosed_first: bool = False  # a message/rfc822 stands in it


def parse(raw: bytes, authserv_id: str = "") -> Mail:
    """Read a message.

    `authserv_id` names the server whose Authentication-Results are believed ("": none). Never raises; time is
    linear in the size. Limits (headers 256 kB and 1,000 lines, 200 parts, 20 levels) show in `faults`.
    """
    root, faults = mime.cut(raw)
    found = content.gather(root)
    mail = Mail(
        envelope=_envelope(root.headers),
        headers=root.headers,
        text=content.body_text(found),
        html="\n".join(t for t in found.html if t.strip()),
        attachments=tuple(found.files),
        faults=faults,
        calendar=found.calendar,
        reports=tuple(found.reports),
        original=headers.split(found.original[: headers.BATAS_BLOK])[0] if found.original else Headers(),
        tipe=_declared_type(root),
        params=tuple(root.params.items()),
        teks_html_berbeda=_disagree(found),
        enclosed_first=found.tipe_asal in {"message/rfc822", "message/global"},
    )
    return _referenced(mail, authserv_id)


def _declared_type(root: mime.Part) -> str:
    declared, _ = headers.parameters(root.headers.raw("content-type"))
    return declared or root.tipe


def _envelope(fields: Headers) -> Envelope:
    senders = [m for value in _undecoded(fields, "from") for m in addresses.parse(value)]
    subject = fields.get("subject")[:BATAS_SUBJEK]
    ids = _ID.findall(_first_undecoded(fields, "message-id"))
    return Envelope(
        dari=tuple(m.alamat for m in senders),
        nama_dari=senders[0].nama if len(senders) == 1 else "",
        kepada=_salvaged(fields, "to"),
        tembusan=_salvaged(fields, "cc"),
        balas_ke=_salvaged(fields, "reply-to"),
        subjek=subject,
        message_id=ids[0] if ids else _first_undecoded(fields, "message-id").strip()[:500],
        rujukan=_references(fields),
        tanggal=_date(_first_undecoded(fields, "date")),
    )


def _undecoded(fields: Headers, name: str) -> list[str]:
    """Unfolded values with encoded words left closed: what they hold must not pass for syntax."""
    return [re.sub(r"\s*\n\s*", " ", _eight_bit(v)) for n, v in fields.fields if n == name]


def _first_undecoded(fields: Headers, name: str) -> str:
    return next(iter(_undecoded(fields, name)), "")


def _eight_bit(value: bytes) -> str:
    return decode(value[: headers.BATAS_NILAI * 2]) if not value.isascii() else value.decode("ascii")


def _salvaged(fields: Headers, name: str) -> tuple[str, ...]:
    found = (m.alamat for value in _undecoded(fields, name) for m in addresses.salvage(value))
    return tuple(dict.fromkeys(found))


def _references(fields: Headers) -> tuple[str, ...]:
    answered = [i for v in _undecoded(fields, "in-reply-to") for i in _ID.findall(v[:20_000])]
    chain = [i for v in _undecoded(fields, "references") for i in _ID.findall(v[:60_000])]
    return tuple(dict.fromkeys([*answered, *reversed(chain)]))[:_BATAS_RUJUKAN]


def _date(value: str) -> datetime | None:
    return guarded(lambda: parsedate_to_datetime(value[:200]), None) if value else None


def _referenced(mail: Mail, authserv_id: str) -> Mail:
    """The envelope completed: references to letters of ours, and what our server says of the sender's domain."""
    envelope = mail.envelope
    recipients = [v for name in _RECIPIENTS for v in _undecoded(mail.headers, name)]
    words = mail.text[:_BATAS_CARI]
    if mail.html and "ref" in mail.html[:_BATAS_CARI].lower():
        words += "\n" + markup.words(mail.html[:_BATAS_CARI])
    # A quoted `Ref:` line may have been wrapped: the break and the quote mark are taken out.
    flat = re.sub(r"\n[>| \t]*", "\n", words)
    found = reference.find(rujukan=envelope.rujukan, penerima=recipients, teks=flat, subjek=envelope.subjek)
    domain = envelope.dari[0].rpartition("@")[2] if len(envelope.dari) == 1 else ""
    verdict = authentication.verdict(mail.headers, authserv_id, domain)
    return replace(mail, envelope=replace(envelope, acuan=found, autentikasi=verdict), faults=_faults(mail))


def _faults(mail: Mail) -> tuple[str, ...]:
    found = list(mail.faults)
    if len(mail.headers.raw("subject")) > headers.BATAS_NILAI:
        found.append("subjek terlalu panjang")
    if sum(n == "from" for n in mail.headers.names()) > 1:
        found.append("lebih dari satu kepala From")
    elif len(mail.envelope.dari) > 1:
        found.append("lebih dari satu pengirim")
    elif not mail.envelope.dari:
        found.append("alamat pengirim tidak terbaca")
    return tuple(found)


def _disagree(found: content.Content) -> bool:
    """Whether the plain and the HTML alternative bring different new words; layout and quoting do not count."""
    plain, html = "\n".join(found.plain), "\n".join(found.html)
    if not plain.strip() or not html.strip():
        return False
    new = letters(cut(plain))[:_BATAS_BANDING]
    reach = max(60, len(new) + 20)
    if letters(_linkless(plain[: reach * 4]))[:reach] == letters(_linkless(markup.words(html)[: reach * 4]))[:reach]:
        return False
    other = letters(_linkless(cut(markup.to_quoted_text(html))))[:_BATAS_BANDING]
    return letters(_linkless(cut(plain)))[:_BATAS_BANDING].casefold() != other.casefold()


def _linkless(text: str) -> str:
    """Without the addresses that only one of two alternatives spells out."""
    return re.sub(r"https?://\S+|<[^<>\s]+@[^<>\s]+>|\[(?:image|cid):[^\]]*\]", "", text)
