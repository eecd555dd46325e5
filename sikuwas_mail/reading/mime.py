"""A message is cut into parts over its bytes, within limits of depth and number; what cannot be cut stays whole."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sikuwas_mail.reading import headers as kepala
from sikuwas_mail.reading.guard import guarded
from sikuwas_mail.reading.headers import Headers, base64_bytes, parameters

BATAS_DALAM = 20
BATAS_BAGIAN = 200

_SNIFF = re.compile(rb"(?m)^--([^\s-][^\r\n]{0,68}[^\r\n\s])[ \t]*\r?\n(?=(?i:content-)[a-z-]+[ \t]*:|\r?\n)")
_BASE64_PREFIX = re.compile(rb"[A-Za-z0-9+/=\s]*")
_UU = re.compile(rb"(?m)^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its header fields, lower-case media type, parameters, undecoded body, and parts below it."""

    headers: Headers
    tipe: str
    params: dict[str, str]
    body: bytes = b""
    children: tuple["Part", ...] = ()

    @property
    def disposition(self) -> tuple[str, dict[str, str]]:
        """Content-Disposition: lower-case value and parameters."""
        return parameters(self.headers.raw("content-disposition"))

    def payload(self) -> bytes:
        """The body with its transfer encoding undone; an encoding that lies is passed over."""
        return _decoded(self.body, self.headers.raw("content-transfer-encoding"))

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class _Tally:
    """What is left of the limits while one message is cut."""

    parts: int = BATAS_BAGIAN
    faults: list[str] = field(default_factory=list)

    def fault(self, reason: str) -> None:
        if reason and reason not in self.faults:
            self.faults.append(reason)


def cut(raw: bytes) -> tuple[Part, tuple[str, ...]]:
    """The tree of parts of a message and what was wrong with it, in Indonesian; never raises."""
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    tally = _Tally()
    part = _part(raw, "text/plain", 0, tally)
    return part, tuple(tally.faults)


def _part(raw: bytes, default: str, depth: int, tally: _Tally) -> Part:
    tally.parts -= 1
    fields, body, fault = kepala.split(raw) if depth == 0 else _inner_split(raw)
    tally.fault(fault)
    tipe, params = parameters(fields.raw("content-type"))
    if not re.fullmatch(r"[!-.0-~]+/[!-.0-~]+", tipe):
        tipe = "multipart/mixed" if "boundary" in params or tipe == "multipart" else default
    if not tipe.startswith("multipart/"):
        return Part(fields, tipe, params, body)
    if depth >= BATAS_DALAM:
        tally.fault(f"bagian bersarang lebih dari {BATAS_DALAM} lapis")
        return Part(fields, "application/octet-stream", {}, body)
    return _multipart(fields, tipe, params, body, depth, tally)


def _inner_split(raw: bytes) -> tuple[Headers, bytes, str]:
    """A part below the top: it may begin with the blank line at once, having no fields."""
    for gap in (b"\r\n", b"\n"):
        if raw.startswith(gap):
            return Headers(), raw[len(gap) :], ""
    return kepala.split(raw)


def _multipart(fields: Headers, tipe: str, params: dict[str, str], body: bytes, depth: int, tally: _Tally) -> Part:
    pieces = _pieces(body, params.get("boundary", "").encode("utf-8", "replace"), tally)
    if not pieces:
        if body.strip():
            tally.fault("batas bagian tidak ditemukan")
        guess = "text/html" if re.search(rb"(?i)<(html|body|div|p)\b", body[:2000]) else "text/plain"
        return Part(fields, guess, {}, body)
    default = "message/rfc822" if tipe == "multipart/digest" else "text/plain"
    children = []
    for piece in pieces:
        if tally.parts <= 0:
            tally.fault(f"lebih dari {BATAS_BAGIAN} bagian")
            break
        children.append(_part(piece, default, depth + 1, tally))
    return Part(fields, tipe, params, body, tuple(children))


def _pieces(body: bytes, boundary: bytes, tally: _Tally) -> list[bytes]:
    """The raw parts between delimiter lines; one that is declared but never comes is looked for in the body."""
    found = _delimited(body, boundary) if boundary else []
    if not found and (sniffed := _SNIFF.search(body, 0, 64 * 1024)):
        tally.fault("batas bagian keliru")
        found = _delimited(body, sniffed.group(1))
    return found


def _delimited(body: bytes, boundary: bytes) -> list[bytes]:
    line = re.compile(rb"(?:\A|\r*\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r*\n|\Z|(?=\r))")
    pieces: list[bytes] = []
    start = -1
    position = 0
    # Delimiters share the line break between two of them: search on from just before it.
    while (match := line.search(body, position)) is not None:
        if start >= 0:
            pieces.append(body[start : max(match.start(), start)])
        start = -1 if match.group(1) else match.end()
        position = (
            max(match.end() - 1, match.start() + 1) if body[match.end() - 1 : match.end()] == b"\n" else match.end()
        )
        if len(pieces) > BATAS_BAGIAN:
            return pieces
    if start >= 0 and body[start:].strip():
        pieces.append(body[start:])
    return pieces


def _decoded(body: bytes, encoding: bytes) -> bytes:
    name = encoding.decode("latin-1").strip(" \t\r\n\"';").lower()
    if name.startswith("base64"):
        return _base64(body)
    if name.startswith("quoted"):
        return binascii.a2b_qp(body)
    if name in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        return uudecode(body) or body
    return body


def _base64(body: bytes) -> bytes:
    """Base64; text that only claims to be so is returned as it is, a footer some list added below is left out."""
    prefix = _BASE64_PREFIX.match(body)
    clean = prefix.group() if prefix else b""
    if len(clean) < len(body) // 2:
        spaces = sum(body.count(c) for c in (b" ", b"\t"))
        if spaces > len(body) // 20:
            return body
        clean = body
    words = clean.split()
    if len(words) > 3 and sum(map(len, words)) / len(words) < 12 and len(clean.splitlines()) * 2 < len(words):
        return body
    # Pieces encoded one by one and joined: each has its own padding.
    pieces = re.split(rb"(?<==)\s+(?=[A-Za-z0-9+/])", clean, maxsplit=50)
    return b"".join(base64_bytes(piece.decode("latin-1")) for piece in pieces)


def uudecode(body: bytes) -> bytes:
    """The file of a uuencoded body; b"" where there is none."""
    begin = _UU.search(body)
    if begin is None:
        return b""
    out = bytearray()
    for line in body[begin.end() :].splitlines():
        if line.strip() in {b"end", b"`"}:
            break
        out += guarded(lambda line=line: binascii.a2b_uu(line), b"")  # type: ignore[misc]
    return bytes(out)
