"""winmail.dat is unpacked by tnefparse, but only objects whose inner counts are true reach that library.

It believes every count it reads (four thousand million properties keep it busy for hours) and copies the rest of the
file at each object; so the objects are walked here first, and what does not add up is left out.
"""

from collections.abc import Iterator

from tnefparse import TNEF

from sikuwas_mail.core.incoming import Lampiran
from sikuwas_mail.reading.charsets import decode
from sikuwas_mail.reading.guard import guarded

BATAS_BERKAS = 20_000_000
_BATAS_KERJA = 400_000_000  # bytes the library would copy
_BATAS_LAMPIRAN = 100
_SIGNATURE = b"\x78\x9f\x3e\x22"
_MAPI = {0x9003, 0x9005}
_PENERIMA = 0x9004  # rows of recipients: of no use here, and its row count is believed
_SURAT = b"\x07\x03\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"  # a TNEF file within the TNEF file
_FIXED = {0x02: 2, 0x0B: 2, 0x03: 4, 0x04: 4, 0x0A: 4, 0x05: 8, 0x07: 8, 0x06: 8, 0x14: 8, 0x40: 8, 0x48: 16}
_VARIABLE = {0x1E, 0x1F, 0x0D, 0x102, 0x00}
_MULTI, _NAMED = 0x1000, 0x8000


def unpack(data: bytes) -> tuple[tuple[Lampiran, ...], str]:
    """The attachments and the plain or HTML body within a TNEF file; ((), "") where it cannot be read."""
    if not data.startswith(_SIGNATURE) or len(data) > BATAS_BERKAS:
        return (), ""
    objects = list(_objects(data))
    if len(objects) * len(data) > _BATAS_KERJA:
        return (), ""
    sound = data[:6] + b"".join(o for o in objects if _sound(o))
    empty: tuple[tuple[Lampiran, ...], str] = ((), "")
    return guarded(lambda: _unpacked(sound), empty)


def _objects(data: bytes) -> Iterator[bytes]:
    """The objects of the file: level, name, type, length, content, checksum."""
    offset = 6
    while offset + 12 < len(data):
        end = offset + 11 + int.from_bytes(data[offset + 5 : offset + 9], "little")
        yield data[offset:end]
        offset = end


def _sound(item: bytes) -> bool:
    name = int.from_bytes(item[1:3], "little")
    if name == _PENERIMA:
        return False
    return name not in _MAPI or (_SURAT not in item and _adds_up(item[9:-2]))


def _adds_up(data: bytes) -> bool:
    """Whether every count and length of a MAPI property list stays within the list."""
    properties, offset = _number(data, 0), 4
    if properties * 4 > len(data):
        return False
    for _ in range(properties):
        offset = _after_property(data, offset)
        if offset < 0:
            return False
    return True


def _number(data: bytes, offset: int, size: int = 4) -> int:
    return int.from_bytes(data[offset : offset + size], "little")


def _after_property(data: bytes, offset: int) -> int:
    """Where the next property begins; -1 where this one runs over the end or holds a false count."""
    kind, name = _number(data, offset, 2), _number(data, offset + 2, 2)
    offset += 4
    if name >= _NAMED:
        length = _number(data, offset + 20) if _number(data, offset + 16) else 0
        offset += 24 + length + -length % 4
    multi = bool(kind & _MULTI)
    kind &= ~_MULTI
    values = 1
    if multi or kind in _VARIABLE:
        values, offset = _number(data, offset), offset + 4
    if values > len(data) or offset > len(data):
        return -1
    return _after_values(data, offset, kind, values, multi=multi)


def _after_values(data: bytes, offset: int, kind: int, values: int, *, multi: bool) -> int:
    if kind in _FIXED:
        offset += _FIXED[kind] * values + (2 if _FIXED[kind] == 2 and (values or 1) % 2 else 0)
    elif kind in _VARIABLE:
        for _ in range(max(values, 1 if multi else 0)):
            length = _number(data, offset)
            offset += 4 + length + -length % 4
            if offset > len(data):
                return -1
    else:
        return -1
    return offset if offset <= len(data) else -1


def _unpacked(data: bytes) -> tuple[tuple[Lampiran, ...], str]:
    tnef = TNEF(data, do_checksum=False)
    files = []
    for attachment in tnef.attachments[:_BATAS_LAMPIRAN]:
        content = attachment.data
        if isinstance(content, bytes):
            name = _text(attachment.long_filename() or attachment.name or "")
            files.append(Lampiran(name.strip("\0 "), "application/octet-stream", content))
    return tuple(files), _text(tnef.body or tnef.htmlbody or "").strip("\0")


def _text(value: object) -> str:
    if isinstance(value, list):
        return "".join(map(_text, value))
    return value if isinstance(value, str) else decode(value) if isinstance(value, bytes) else ""
