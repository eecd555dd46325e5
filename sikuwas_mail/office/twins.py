"""The same mail delivered twice differs only in its trace lines: the second copy is filed, not answered again."""

from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.edge.store import Masuk
from sikuwas_mail.office.intake import Understood
from sikuwas_mail.office.rooms import Rooms
from sikuwas_mail.reading.headers import Headers
from sikuwas_mail.reading.mail import parse

_OWN = ("date", "in-reply-to", "references", "to")  # lines the sender wrote; the others are the way's


def twin(rooms: Rooms, seen: Understood, raw: bytes, digest: str) -> Masuk | None:
    """The row of the copy that was dealt with before, or None.

    The Message-ID is the sender's word and only a hint: sender, subject, date, what it answers and the bytes below
    the header must be the same, too. A copy that was set aside for a human settles nothing.
    """
    envelope = seen.mail.envelope
    if not envelope.message_id:
        return None
    for row in rooms.store.inbox_by_message_id(envelope.message_id):
        same_words = row.dari == ", ".join(envelope.dari) and row.subjek == envelope.subjek
        if row.sha256 == digest or not same_words or Hasil(row.hasil).perlu_dilihat:
            continue
        other = rooms.archive.get(row.sha256)
        if other is not None and _body(other) == _body(raw) and _alike(seen.mail.headers, parse(other).headers):
            return row
    return None


def _alike(one: Headers, other: Headers) -> bool:
    return all(one.raw(name) == other.raw(name) for name in _OWN)


def _body(raw: bytes) -> bytes:
    """What stands below the header, line ends and blanks at the end apart."""
    return raw.replace(b"\r\n", b"\n").partition(b"\n\n")[2].rstrip()
