"""A letter's bytes: laid out by hand (no value can begin a new header or part), then read again and compared."""

import re
from binascii import a2b_qp, b2a_base64, b2a_qp
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.header import Header, decode_header, make_header
from email.parser import BytesHeaderParser
from email.utils import parseaddr
from pathlib import PurePath
from textwrap import wrap
from urllib.parse import quote

from sikuwas_mail.core.outgoing import Berkas
from sikuwas_mail.paper.wording import satu_baris

_READER = BytesHeaderParser()
_BARIS_B64 = 57  # octets in a line of 76 characters
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
    outer, inner = f"=_sikuwas_{parts.sidik}_m", f"=_sikuwas_{parts.sidik}_a"
    rows = [f'Content-Type: multipart/mixed; boundary="{outer}"', "MIME-Version: 1.0"]
    rows += [f"From: {mailbox(*parts.dari)}", f"To: {mailbox(*parts.kepada)}"]
    rows += [f"{name}: {header(name, value)}" for name, value in parts.headers.items()]
    head = _crlf(("\n".join(rows) + "\n\n").encode("ascii"))
    content = _multipart(outer, [_alternative(parts, inner), *map(_attachment, parts.lampiran)])
    _verify(head, content, parts, (outer, inner))
    return head + content


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


def _multipart(boundary: str, parts: Sequence[bytes]) -> bytes:
    mark = f"--{boundary}".encode("ascii")
    return b"".join(b"%s\r\n%s\r\n" % (mark, part) for part in parts) + mark + b"--\r\n"


def _alternative(parts: Parts, boundary: str) -> bytes:
    inside = [_text(parts.teks, "plain"), _text(parts.html, "html")]
    if parts.kalender:
        inside.append(_text(parts.kalender.decode("utf-8"), "calendar", f'; method="{parts.metode}"'))
    kind = f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n'
    return kind.encode("ascii") + _multipart(boundary, inside)


def _text(teks: str, subtype: str, more: str = "") -> bytes:
    kind = f'Content-Type: text/{subtype}; charset="utf-8"{more}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    plain = teks.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    return kind.encode("ascii") + _crlf(b2a_qp(plain, istext=True))


def _attachment(berkas: Berkas) -> bytes:
    tipe = berkas.tipe.lower()
    usable = _TIPE.fullmatch(tipe) and not tipe.startswith(_TIPE_BUNGKUS)
    name = safe_name(berkas.nama)
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._()-'") else "_" for c in name)
    rows = [f"Content-Type: {tipe if usable else 'application/octet-stream'}", "Content-Transfer-Encoding: base64"]
    rows.append(f'Content-Disposition: attachment; filename="{plain}"')
    if plain != name:
        rows[-1] += f";\r\n filename*=UTF-8''{quote(name, safe='')}"
    return "\r\n".join((*rows, "", "")).encode("ascii") + b"\r\n".join(_base64(berkas.isi))


def _base64(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _BARIS_B64):
        yield b2a_base64(data[start : start + _BARIS_B64], newline=False)


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _verify(head: bytes, content: bytes, parts: Parts, boundaries: tuple[str, str]) -> None:
    """What a reader will see must be what was meant."""
    back = _READER.parsebytes(head)
    expected = (len(parts.lampiran) + 2, 3 + bool(parts.kalender))
    marks = tuple(content.count(f"--{b}".encode("ascii")) for b in boundaries)
    seen = {
        "susunan bagian": marks == expected and not back.get_payload(),
        "penerima": [parseaddr(_unfolded(v))[1] for v in back.get_all("To", [])] == [parts.kepada[1]],
        "tajuk": all([_decoded(v) for v in back.get_all(n, [])] == [satu_baris(t)] for n, t in parts.headers.items()),
        "isi teks": marks == expected and _body(content, boundaries[1], 1) == parts.teks.rstrip("\n"),
        "isi HTML": marks == expected and _body(content, boundaries[1], 2) == parts.html.rstrip("\n"),
    }
    wrong = [name for name, same in seen.items() if not same]
    if wrong:
        raise NotSame(", ".join(wrong))


def _unfolded(value: object) -> str:
    return str(value).replace("\r\n", "").replace("\n", "")


def _decoded(value: object) -> str:
    line = _unfolded(value)
    return str(make_header(decode_header(line))) if "=?" in line else line


def _body(content: bytes, boundary: str, number: int) -> str:
    """The text of the `number`-th part between the marks of a boundary, as a reader decodes it."""
    part = content.split(f"--{boundary}".encode("ascii"))[number]
    payload = a2b_qp(part.partition(b"\r\n\r\n")[2])
    return payload.decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n")
