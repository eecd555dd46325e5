"""Letters of one case to one person stand in one thread: References for most, Thread-Index for Outlook."""

import base64
import binascii
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_HEAD = 22  # bytes: six of FILETIME, sixteen of the thread
_CHILD = 5
_MOST_CHILDREN = 100
_MOST_REFERENCES = 20
_NEAR = 1 << 49  # a delta below this (1.7 years in 100 ns) is kept with its bits from 18 on ([MS-OXOMSG] 2.2.1.3)
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,400}>")


def thread_index(earlier: str, benih: str, sidik: str, now: datetime) -> str:
    """Outlook's Thread-Index: 22 bytes for the first letter of a thread (`benih` names it), five more for each next."""
    ticks = int((now - _EPOCH).total_seconds() * 10_000_000)
    known = _decoded(earlier)
    if known is None:
        return _encoded(ticks.to_bytes(8, "big")[:6] + sha256(benih.encode()).digest()[:16])
    if len(known) >= _HEAD + _CHILD * _MOST_CHILDREN:
        return earlier
    return _encoded(known + _child(known, ticks, sidik))


def references(earlier: Sequence[str], kutip: str) -> tuple[str, str]:
    """In-Reply-To and References: the mail answered, else that person's last letter; the first and the newest kept."""
    ids = list(dict.fromkeys(m for m in (*earlier, kutip) if _MESSAGE_ID.fullmatch(m)))
    if not ids:
        return "", ""
    kept = ids if len(ids) <= _MOST_REFERENCES else [ids[0], *ids[1 - _MOST_REFERENCES :]]
    return ids[-1], " ".join(kept)


def _child(known: bytes, ticks: int, sidik: str) -> bytes:
    begun = int.from_bytes(known[:6] + b"\0\0", "big")
    delta = max(0, ticks - begun)
    far = delta >= _NEAR
    value = (delta >> (23 if far else 18)) & 0x7FFFFFFF
    return (value | far << 31).to_bytes(4, "big") + sha256(sidik.encode()).digest()[:1]


def _decoded(index: str) -> bytes | None:
    try:
        raw = base64.b64decode(index, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) >= _HEAD and (len(raw) - _HEAD) % _CHILD == 0 else None


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
