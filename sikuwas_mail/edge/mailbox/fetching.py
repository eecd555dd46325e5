"""New mail is found by UID and read without a trace: sizes first, then bodies in small batches, oldest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from imapclient.exceptions import ProtocolError

from sikuwas_mail.edge.mailbox.session import Selected, Session
from sikuwas_mail.edge.mailbox.values import Fetched, MailboxUnavailable

_SLOWEST = 20_000  # octets per second a line must manage
_BATCH_BYTES = 8 * 1024 * 1024
_METADATA = 500
_SPAN = 50_000  # UIDs per search: the library refuses answers of more than a million octets
_GARBLED = (ValueError, LookupError, TypeError, ProtocolError)

Row = dict[bytes, Any]  # FETCH items as the library parses them
Known = tuple[int, datetime | None]  # size, internal date


@dataclass(frozen=True, slots=True)
class Order:
    """How to read: messages per FETCH, octets above which only the header is read, UIDs to leave alone."""

    batch: int
    limit: int
    skip: frozenset[int]


def new_messages(
    session: Session, folder: str, after_uid: int | None, uidvalidity: int | None, order: Order
) -> Iterator[Fetched]:
    """All messages above `after_uid` as of now; between two of them the caller may move, append or search."""
    box = session.select(folder)
    known = after_uid if uidvalidity in (None, box.uidvalidity) else None
    uids = _uids_above(session, box, known or 0)
    session.horizon = max(box.uidnext - 1, *uids, 0)
    wanted = [uid for uid in uids if uid not in order.skip]
    for start in range(0, len(wanted), _METADATA):
        yield from _read(session, box, wanted[start : start + _METADATA], order)


def all_uids(session: Session, folder: str) -> tuple[int, list[int]]:
    """UIDVALIDITY and the UIDs of a folder, without reading anything."""
    box = session.select(folder)
    return box.uidvalidity, _uids_above(session, box, 0)


def _uids_above(session: Session, box: Selected, after: int) -> list[int]:
    if not box.exists or 0 < box.uidnext <= after + 1:
        return []
    with session.say("mencari surat baru"):
        session.client.noop()
    found: set[int] = set()
    for wanted in _ranges(box, after):
        with session.say("mencari surat baru"):
            found.update(int(uid) for uid in session.client.search(["UID", wanted]))
    return sorted(uid for uid in found if uid > after)  # "n:*" also names the last message below n


def _ranges(box: Selected, after: int) -> list[str]:
    last = box.uidnext - 1
    if box.exists <= _SPAN or last <= after:
        return [f"{after + 1}:*"]
    span = max(_SPAN, (last - after) // 1000)
    return [f"{first}:{min(first + span - 1, last)}" for first in range(after + 1, last + 1, span)]


def _read(session: Session, box: Selected, uids: Sequence[int], order: Order) -> Iterator[Fetched]:
    known = _known(session, box, uids)
    for uid in (uid for uid in uids if uid in known and known[uid][0] > order.limit):
        yield from _bodies(session, box, [uid], known, header_only=True)
    for group in _groups([uid for uid in uids if uid in known and known[uid][0] <= order.limit], known, order.batch):
        yield from _bodies(session, box, group, known, header_only=False)


def _known(session: Session, box: Selected, uids: Sequence[int]) -> dict[int, Known]:
    rows = _fetch(session, box, uids, ["RFC822.SIZE", "INTERNALDATE"], 0)
    return {uid: (int(row[b"RFC822.SIZE"]), row.get(b"INTERNALDATE")) for uid, row in rows.items()}


def _groups(uids: Sequence[int], known: dict[int, Known], batch: int) -> Iterator[list[int]]:
    group: list[int] = []
    total = 0
    for uid in uids:
        size = known[uid][0]
        if group and (len(group) >= batch or total + size > _BATCH_BYTES):
            yield group
            group, total = [], 0
        group.append(uid)
        total += size
    if group:
        yield group


def _bodies(
    session: Session, box: Selected, uids: list[int], known: dict[int, Known], *, header_only: bool
) -> Iterator[Fetched]:
    item = "BODY.PEEK[HEADER]" if header_only else "BODY.PEEK[]"
    octets = 0 if header_only else sum(known[uid][0] for uid in uids)
    rows = _fetch(session, box, uids, [item], octets)
    key = b"BODY[HEADER]" if header_only else b"BODY[]"
    for uid in uids:
        if uid in rows:  # else: moved away by someone in the meantime
            size, date = known[uid]
            yield Fetched(uid, box.uidvalidity, date, bytes(rows[uid].get(key) or b""), size, header_only)


def _fetch(session: Session, box: Selected, uids: Sequence[int], items: list[str], octets: int) -> dict[int, Row]:
    now = session.select(box.folder, fresh=False)
    if now.uidvalidity != box.uidvalidity:
        raise MailboxUnavailable("kotak surat disusun ulang oleh server (UIDVALIDITY berubah); baca ulang", tuple(uids))
    try:
        with session.say("mengambil surat", octets / _SLOWEST):
            return _parsed(session, list(uids), items)
    except MailboxUnavailable as error:
        raise type(error)(error.reason, tuple(uids)) from None


def _parsed(session: Session, uids: list[int], items: list[str]) -> dict[int, Row]:
    """FETCH; where an answer cannot be parsed, one by one, and the culprit without its date."""
    try:
        return {int(uid): dict(row) for uid, row in session.client.fetch(uids, items).items()}
    except _GARBLED:
        if len(uids) > 1:
            return {uid: row for one in uids for uid, row in _parsed(session, [one], items).items()}
        if "INTERNALDATE" not in items:
            raise
        return _parsed(session, uids, [item for item in items if item != "INTERNALDATE"])
