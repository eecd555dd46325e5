"""A letter's bytes: built by hand-made headers (no value can begin a new one), then parsed again and compared."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.header import Header, decode_header, make_header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import parseaddr
from pathlib import PurePath
from textwrap import wrap
from urllib.parse import quote

from sikuwas_mail.core.outgoing import Berkas
from sikuwas_mail.paper.wording import satu_baris

# Values are folded here: left to itself, the library breaks a long Message-ID off its header's name.
_WIRE = policy.compat32.clone(linesep="\r\n", max_line_length=None)
_LEBAR = 76
_NAMA = 78  # characters of a display name
_NAMA_BERKAS = 100
_TIPE = re.compile(r"[a-z0-9][\w.+-]{0,60}/[a-z0-9][\w.+-]{0,80}", re.ASCII)
_TIPE_BUNGKUS = ("message/", "multipart/")
_ALAMAT = re.compile(r"[^\s<>()\[\]\\,;:@\"]+@[A-Za-z0-9.-]+", re.ASCII)
_KUTIP = re.compile(r'(["\\])')


class NotSame(ValueError):
    """The bytes do not read back as what was meant; the argument names the part."""


@dataclass(frozen=True, slots=True)
class Parts:
    """All that goes into one message. `headers` in order, values of any text; `sidik` makes the boundaries."""

    headers: Mapping[str, str]
    dari: tuple[str, str]
    kepada: tuple[str, str]  # display name, address
    teks: str
    html: str
    sidik: str
    lampiran: Sequence[Berkas] = ()
    kalender: bytes = b""
    metode: str = ""  # METHOD of the calendar


def build(parts: Parts) -> bytes:
    """The message as it goes over the wire (CRLF), checked by reading it again; raises NotSame."""
    if not _ALAMAT.fullmatch(parts.kepada[1]):
        raise NotSame("penerima")
    outer = MIMEMultipart("mixed", boundary=f"=_sikuwas_{parts.sidik}_m")
    del outer["MIME-Version"]
    outer["MIME-Version"] = "1.0"
    outer["From"] = mailbox(*parts.dari)
    outer["To"] = mailbox(*parts.kepada)
    for name, value in parts.headers.items():
        outer[name] = header(name, value)
    outer.attach(_alternative(parts))
    for berkas in parts.lampiran:
        outer.attach(_attachment(berkas))
    raw = outer.as_bytes(policy=_WIRE)
    _verify(raw, parts)
    return raw


def mailbox(nama: str, alamat: str) -> str:
    """`Name <address>`: the name one line, quoted or encoded as it needs."""
    name = satu_baris(nama)[:_NAMA].strip()
    if not name:
        return alamat
    if _plain(name):
        return '"' + _KUTIP.sub(r"\\\1", name) + f'" <{alamat}>'
    return f"{Header(name, 'utf-8', header_name='From').encode()} <{alamat}>"


def header(name: str, value: str) -> str:
    """A header's value: encoded where it is not ASCII, folded at blanks only."""
    line = satu_baris(value)
    if not _plain(line):
        return Header(line, "utf-8", header_name=name).encode()
    rows = wrap(line, _LEBAR - len(name), break_long_words=False, break_on_hyphens=False)
    return "\n ".join(rows)


def _plain(line: str) -> bool:
    """Whether a value may stand in a header as it is: what looks like an encoded word would be decoded."""
    return line.isascii() and "=?" not in line


def safe_name(nama: str) -> str:
    """A file name without path, control characters or quotes, at most 100 characters, ending kept."""
    name = satu_baris(nama).replace("\\", "/").rpartition("/")[2].replace('"', "'").strip(". ") or "lampiran"
    ending = PurePath(name).suffix[:12]
    return name if len(name) <= _NAMA_BERKAS else name[: _NAMA_BERKAS - len(ending)] + ending


def _alternative(parts: Parts) -> MIMEMultipart:
    inner = MIMEMultipart("alternative", boundary=f"=_sikuwas_{parts.sidik}_a")
    inner.attach(_text(parts.teks, "plain"))
    inner.attach(_text(parts.html, "html"))
    if parts.kalender:
        calendar = _text(parts.kalender.decode("utf-8"), "calendar")
        calendar.set_param("method", parts.metode)
        inner.attach(calendar)
    for part in inner.walk():
        del part["MIME-Version"]
    return inner


def _text(teks: str, subtype: str) -> MIMEText:
    charset = Charset("utf-8")
    charset.body_encoding = QP
    part = MIMEText("", subtype, "us-ascii")
    for name in ("MIME-Version", "Content-Type", "Content-Transfer-Encoding"):
        del part[name]
    part["Content-Type"] = f"text/{subtype}"
    part.set_payload(teks.replace("\r\n", "\n"), charset)
    return part


def _attachment(berkas: Berkas) -> MIMEBase:
    tipe = berkas.tipe.lower()
    usable = _TIPE.fullmatch(tipe) and not tipe.startswith(_TIPE_BUNGKUS)
    main, _, sub = (tipe if usable else "application/octet-stream").partition("/")
    part = MIMEBase(main, sub)
    del part["MIME-Version"]
    part.set_payload(berkas.isi)
    encode_base64(part)
    name = safe_name(berkas.nama)
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._()-'") else "_" for c in name)
    disposition = f'attachment; filename="{plain}"'
    if plain != name:
        disposition += f"; filename*=UTF-8''{quote(name, safe='')}"
    part["Content-Disposition"] = disposition
    return part


def _verify(raw: bytes, parts: Parts) -> None:
    """What a reader will see must be what was meant."""
    back = message_from_bytes(raw)
    seen = {
        "penerima": [parseaddr(_unfolded(v))[1] for v in back.get_all("To", [])] == [parts.kepada[1]],
        "tajuk": all([_decoded(v) for v in back.get_all(n, [])] == [satu_baris(t)] for n, t in parts.headers.items()),
        "isi teks": _body(back, "text/plain") == parts.teks.rstrip("\n"),
        "isi HTML": _body(back, "text/html") == parts.html.rstrip("\n"),
    }
    wrong = [name for name, same in seen.items() if not same]
    if wrong:
        raise NotSame(", ".join(wrong))


def _unfolded(value: object) -> str:
    return str(value).replace("\r\n", "").replace("\n", "")


def _decoded(value: object) -> str:
    return str(make_header(decode_header(_unfolded(value))))


def _body(message: Message, kind: str) -> str:
    part = next(p for p in message.walk() if p.get_content_type() == kind)
    payload = part.get_payload(decode=True)
    text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return text.replace("\r\n", "\n").rstrip("\n")
