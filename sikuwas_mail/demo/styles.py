"""How people's mail programs write an answer: one row per program, its quoting, its signature, its headers."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

from sikuwas_mail.core import reference
from sikuwas_mail.demo import quoting
from sikuwas_mail.demo.letter import Surat
from sikuwas_mail.demo.quoting import Body, Draft, Orang

_LONG_LINES = SMTP.clone(max_line_length=900)  # long Message-IDs must not be folded into encoded words


class Style(StrEnum):
    """The mail programs the cast uses."""

    GMAIL = "gmail"
    GMAIL_ANDROID = "gmail-android"
    OUTLOOK = "outlook"
    OUTLOOK_HTML = "outlook-html"
    OUTLOOK_MOBILE = "outlook-mobile"
    IPHONE = "apple-mail"
    THUNDERBIRD = "thunderbird"
    ZIMBRA = "zimbra"
    ROUNDCUBE = "roundcube"
    YAHOO = "yahoo"
    SAMSUNG = "samsung"
    MAILTO = "mailto"
    BOTTOM = "bawah"


@dataclass(frozen=True, slots=True)
class Client:
    """One mail program: how it sets the body, prefixes a subject, shapes a Message-ID, and what else it says."""

    body: Callable[[Draft], Body]
    prefix: str
    message_id: str  # {h}: 32 hex digits, {d}: the sender's domain
    headers: Mapping[str, str]
    cte: str = "quoted-printable"  # unless a line is too long for it


CLIENTS: dict[Style, Client] = {
    Style.GMAIL: Client(quoting.gmail, "Re: ", "<CA+{h}@mail.gmail.com>", {}),
    Style.GMAIL_ANDROID: Client(quoting.gmail_android, "Re: ", "<CAJ{h}@mail.gmail.com>", {}),
    Style.OUTLOOK: Client(
        quoting.outlook,
        "RE: ",
        "<000001dc5c$e{h}@{d}>",
        {"X-Mailer": "Microsoft Outlook 16.0", "Content-Language": "id"},
    ),
    Style.OUTLOOK_HTML: Client(quoting.outlook_html, "RE: ", "<SG2PR{h}@{d}>", {"Accept-Language": "id-ID, en-US"}),
    Style.OUTLOOK_MOBILE: Client(quoting.outlook_mobile, "Re: ", "<SEZPR{h}@{d}>", {"Content-Language": "id-ID"}),
    Style.IPHONE: Client(
        quoting.iphone, "Re: ", "<{h}@{d}>", {"Mime-Version": "1.0 (1.0)", "X-Mailer": "iPhone Mail (22B91)"}
    ),
    Style.THUNDERBIRD: Client(
        quoting.thunderbird,
        "Re: ",
        "<{h}@{d}>",
        {"User-Agent": "Mozilla Thunderbird", "Content-Language": "id"},
        "8bit",
    ),
    Style.ZIMBRA: Client(
        quoting.zimbra,
        "Bls: ",
        "<1849200731.{h}.JavaMail.zimbra@{d}>",
        {"X-Mailer": "Zimbra 8.8.15_GA_4717 (ZimbraWebClient - GC131 (Win)/8.8.15_GA_4717)"},
    ),
    Style.ROUNDCUBE: Client(quoting.roundcube, "Re: ", "<{h}@{d}>", {"User-Agent": "Roundcube Webmail/1.6.9"}, "8bit"),
    Style.YAHOO: Client(
        quoting.yahoo, "Bls: ", "<{h}@mail.yahoo.com>", {"X-Mailer": "WebService/1.1.22876 AndroidMobile"}, "base64"
    ),
    Style.SAMSUNG: Client(quoting.samsung, "Re: ", "<{h}@email.android.com>", {"Importance": "normal"}, "base64"),
    Style.MAILTO: Client(quoting.plain_new, "", "<CAM{h}@mail.gmail.com>", {}),
    Style.BOTTOM: Client(quoting.bottom, "Re: ", "<{h}@{d}>", {"User-Agent": "Mozilla Thunderbird"}, "8bit"),
}


def reply(
    style: Style, teks: str, orang: Orang, waktu: datetime, surat: Surat, lampiran: Sequence[tuple[str, bytes]] = ()
) -> bytes:
    """The bytes of an answer to `surat` as the program makes it; `mailto` makes a new mail from the letter's link."""
    if style is Style.MAILTO:
        return _one_tap(teks, orang, waktu, surat)
    client = CLIENTS[style]
    message = _headed(client, orang, waktu, surat.balas_ke, _answer_subject(client, surat), teks)
    message["In-Reply-To"] = surat.message_id
    message["References"] = " ".join((*surat.rujukan, surat.message_id))
    return _filled(message, client.body(Draft(teks, orang, waktu, surat)), client, lampiran)


def new_mail(
    style: Style,
    teks: str,
    orang: Orang,
    waktu: datetime,
    kepada: str,
    subjek: str,
    lampiran: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """The bytes of a mail that answers nothing."""
    client = CLIENTS[style]
    message = _headed(client, orang, waktu, kepada, subjek, teks)
    return _filled(message, client.body(Draft(teks, orang, waktu)), client, lampiran)


def _one_tap(teks: str, orang: Orang, waktu: datetime, surat: Surat) -> bytes:
    kepada, subjek, body = mailto_answer(surat, teks)
    return new_mail(Style.MAILTO, body, orang, waktu, kepada, subjek)


def mailto_answer(surat: Surat, teks: str) -> tuple[str, str, str]:
    """Address, subject and body a tap on the letter's link for this word gives, the words typed put in front."""
    word = teks.split(maxsplit=1)[0].rstrip(":.").upper()
    for link in re.findall(r'href="(mailto:[^"]+)"', surat.html):
        parts = urlsplit(unescape(link))
        query = {k.lower(): v[0] for k, v in parse_qs(parts.query.replace("+", "%2B")).items()}
        body = query.get("body", "")
        if body.upper().startswith(word):
            return unquote(parts.path), query.get("subject", surat.pokok), _typed_over(teks, body, word)
    return surat.balas_ke, surat.pokok, f"{teks} {_ref(surat)}".strip()


def _typed_over(teks: str, body: str, word: str) -> str:
    return body if teks.strip().upper() == word else f"{teks} {_ref_of(body)}".strip()


def _ref(surat: Surat) -> str:
    return _ref_of(surat.teks) or next((_ref_of(f"Ref: {m}") for m in _tokens(surat.message_id)), "")


def _ref_of(teks: str) -> str:
    found = reference.find(rujukan=(), penerima=(), teks=teks, subjek="")
    return next((reference.ref_line(a.nomor, a.token) for a in found), "")


def _tokens(message_id: str) -> list[str]:
    found = reference.find(rujukan=(message_id,), penerima=(), teks="", subjek="")
    return [f"{a.nomor}/{a.token}" for a in found]


def _answer_subject(client: Client, surat: Surat) -> str:
    if surat.subjek.lower().startswith(("re:", "bls:")):
        return surat.subjek
    return client.prefix + surat.subjek


def _headed(client: Client, orang: Orang, waktu: datetime, kepada: str, subjek: str, teks: str) -> EmailMessage:
    message = EmailMessage(policy=_LONG_LINES)
    message["From"] = Address(orang.nama, addr_spec=orang.alamat)
    message["To"] = kepada
    message["Subject"] = subjek
    message["Date"] = format_datetime(waktu)
    digest = hashlib.sha256("\n".join((orang.alamat, kepada, subjek, teks, waktu.isoformat())).encode()).hexdigest()
    message["Message-ID"] = client.message_id.format(h=digest[:32], d=orang.alamat.rpartition("@")[2])
    for name, value in client.headers.items():
        message[name] = value
    return message


def _filled(message: EmailMessage, body: Body, client: Client, lampiran: Sequence[tuple[str, bytes]]) -> bytes:
    cte = "quoted-printable" if _too_long(body) else client.cte
    if body.text:
        params = {"format": "flowed"} if body.flowed else None
        message.set_content(body.text, charset="utf-8", cte=cte, params=params)
    if body.html and body.text:
        message.add_alternative(body.html, subtype="html", charset="utf-8", cte=cte)
    elif body.html:
        message.set_content(body.html, subtype="html", charset="utf-8", cte=cte)
    for nama, isi in lampiran:
        message.add_attachment(isi, *_media_type(nama), filename=nama)
    _fix_boundaries(message)
    return message.as_bytes()


def _too_long(body: Body) -> bool:
    """Whether a line passes what RFC 5321 lets through unencoded."""
    return any(len(line.encode()) > 990 for line in (body.text + "\n" + body.html).split("\n"))


def _media_type(nama: str) -> tuple[str, str]:
    office = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    return ("application", office) if nama.lower().endswith(".docx") else ("application", "octet-stream")


def _fix_boundaries(message: EmailMessage) -> None:
    seed = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()
    for number, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"=_{number}_{seed[:24]}")
