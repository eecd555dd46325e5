"""Header lines are cut from bytes by hand and decoded one by one, each within a limit; nothing here can raise."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from sikuwas_mail.reading.charsets import decode

BATAS_BLOK = 256 * 1024  # bytes of one header block
BATAS_BARIS = 1000  # header lines
BATAS_NILAI = 32 * 1024  # bytes of one value that are decoded

_NAME = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_BLANK = re.compile(rb"\r*\n\r*\n|\A\r*\n")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\n]{0,4000}(?:\?(?!=)[^?\n]{0,400}){0,20})\?=")
_BETWEEN = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


@dataclass(frozen=True, slots=True)
class Headers:
    """Header fields in the order they stand; names in any case, values as raw bytes, decoded when asked for."""

    fields: tuple[tuple[str, bytes], ...] = ()

    def raw(self, name: str) -> bytes:
        """The first value of a field, undecoded; b"" where it is absent."""
        wanted = name.lower()
        return next((v for n, v in self.fields if n == wanted), b"")

    def get(self, name: str, default: str = "") -> str:
        """The first value of a field, decoded; `default` where it is absent."""
        wanted = name.lower()
        return next((decode_value(v) for n, v in self.fields if n == wanted), default)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field, decoded, topmost first."""
        wanted = name.lower()
        return tuple(decode_value(v) for n, v in self.fields if n == wanted)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and any(n == name.lower() for n, _ in self.fields)

    def names(self) -> tuple[str, ...]:
        """Lower-case names in order, repeated where a field is repeated."""
        return tuple(n for n, _ in self.fields)


def split(raw: bytes) -> tuple[Headers, bytes, str]:
    """Header fields, the body below them, and a fault ("" when sound). Leading blank lines and marks are skipped."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if raw.startswith((b"From ", b">From ")) and b"\n" in raw[:1000]:
        raw = raw.partition(b"\n")[2]
    end = _BLANK.search(raw, 0, BATAS_BLOK)
    block = raw[: end.end()] if end else raw[:BATAS_BLOK]
    fields, used, many = _fields(block)
    if used < len(block) and not many:
        return Headers(tuple(fields)), raw[used:], ""
    if end is None and len(raw) > BATAS_BLOK:
        return Headers(tuple(fields)), _below(raw), "kepala surel melebihi 256 kB"
    fault = f"kepala surel melebihi {BATAS_BARIS} baris" if many else ""
    return Headers(tuple(fields)), raw[end.end() if end else len(raw) :], fault


def _below(raw: bytes) -> bytes:
    gap = re.search(rb"\n\r?\n", raw)
    return raw[gap.end() :] if gap else b""


def _fields(block: bytes) -> tuple[list[tuple[str, bytes]], int, bool]:
    """The fields of a block, how many bytes they took, and whether there were too many lines."""
    fields: list[tuple[str, bytearray]] = []
    used = 0
    for count, line in enumerate(_lines(block)):
        text = line.rstrip(b"\r\n")
        if count >= BATAS_BARIS:
            return _frozen(fields), used, True
        if not text:
            used += len(line)
            break
        if text[:1] in b" \t" and fields:
            fields[-1][1].extend(b"\n" + text)
        elif match := _NAME.match(text):
            fields.append((match.group(1).decode("ascii").lower(), bytearray(text[match.end() :])))
        elif not text.strip():
            used += len(line)
            break
        elif not _stray(text, fields):
            break
        used += len(line)
    return _frozen(fields), used, False


def _stray(text: bytes, fields: list[tuple[str, bytearray]]) -> bool:
    """Whether a line that is no field may be passed over: an mbox line, or the rest of one that lost its indent."""
    return text.startswith((b"From ", b">From ")) and not fields


def _frozen(fields: list[tuple[str, bytearray]]) -> list[tuple[str, bytes]]:
    return [(name, bytes(value).strip()) for name, value in fields]


def _lines(block: bytes) -> Iterator[bytes]:
    start = 0
    while (end := block.find(b"\n", start)) >= 0:
        yield block[start : end + 1]
        start = end + 1
    if start < len(block):
        yield block[start:]


def decode_value(value: bytes) -> str:
    """A field's value as text: unfolded, raw 8-bit and encoded words (RFC 2047) decoded, control characters out."""
    text = _unfold(decode(value[:BATAS_NILAI]))
    return _clean(decode_words(text) if "=?" in text else text)


def _unfold(text: str) -> str:
    return re.sub(r"\r*\n[ \t]?", " ", text) if "\n" in text else text


def _clean(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0a-\x1f\x7f]+", " ", text).strip()


def decode_words(text: str) -> str:
    """Encoded words decoded; neighbours of one charset are joined first, for some split a character between two."""
    out: list[str] = []
    pending, charset, last = b"", "", 0
    joined = _BETWEEN.sub(r"\1", text)
    for match in _WORD.finditer(joined):
        data = _payload(match.group(2), match.group(3))
        name = match.group(1).lower()
        if pending and (match.start() != last or name != charset):
            out.append(decode(pending, charset))
            pending = b""
        out.append(joined[last : match.start()])
        pending, charset, last = pending + data, name, match.end()
    return "".join(out) + (decode(pending, charset) if pending else "") + joined[last:]


def _payload(form: str, text: str) -> bytes:
    if form in "bB":
        return base64_bytes(text)
    return binascii.a2b_qp(text.encode("utf-8", "replace"), header=True)


def base64_bytes(text: str) -> bytes:
    """Base64 read leniently: foreign characters passed over, missing padding supplied."""
    digits = _NOT_BASE64.sub("", text)
    digits = digits[:-1] if len(digits) % 4 == 1 else digits
    return base64.b64decode(digits + "=" * (-len(digits) % 4))


_PARAM = re.compile(r';\s*([^\s=;"]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.){0,8000})("|$)|([^;"]{0,4000}))', re.DOTALL)
_SECTION = re.compile(r"(.+?)\*(\d{1,3})?(\*)?")


def parameters(value: bytes) -> tuple[str, dict[str, str]]:
    """A structured value and its parameters, lower-case names; RFC 2231, encoded words and raw 8-bit are decoded."""
    text = _unfold(value[:BATAS_NILAI].decode("latin-1"))
    if ";" not in text:  # some programs leave out the first semicolon
        text = re.sub(r"^\s*([^\s=]+)\s+(?=[\w*-]{1,60}\s*=)", r"\1; ", text)
    head = re.split(r"[;(]", text, maxsplit=1)[0].strip().lower()
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for match in _PARAM.finditer(text, max(text.find(";"), 0)):
        name = match.group(1).lower()
        given = match.group(2) if match.group(2) is not None else match.group(4).strip()
        unescaped = re.sub(r'\\(["\\])', r"\1", given) if match.group(2) is not None else given
        section = _SECTION.fullmatch(name)
        if section:
            number = int(section.group(2) or 0)
            pieces.setdefault(section.group(1), {})[number] = (unescaped, name.endswith("*"))
        else:
            plain.setdefault(name, unescaped)
    decoded = {name: decode_value(v.encode("latin-1")) for name, v in plain.items()}
    return head, decoded | {name: _joined(parts) for name, parts in pieces.items()}


def _joined(parts: dict[int, tuple[str, bool]]) -> str:
    """The sections of one RFC 2231 parameter put together; the first may name the charset."""
    charset, data, any_encoded = "", b"", False
    for number, (section, encoded) in sorted(parts.items()):
        text = section
        if encoded and number == min(parts) and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        any_encoded |= encoded
        data += unquote_to_bytes(text.encode("latin-1")) if encoded else text.encode("latin-1")
    return _clean(decode(data, charset)) if any_encoded else decode_value(data)
