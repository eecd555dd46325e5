"""The journal: events are only ever added, each chained to all before it by its fingerprint."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, or_, select, text

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.events import AliasDipelajari, Event
from sikuwas_mail.core.evolve import ImpossibleHistory, evolve
from sikuwas_mail.core.sop import Langkah
from sikuwas_mail.edge.store.codec import decode, encode
from sikuwas_mail.edge.store.columns import storable
from sikuwas_mail.edge.store.errors import Conflict, StoreCorrupt
from sikuwas_mail.edge.store.keep import get_mark, put_mark
from sikuwas_mail.edge.store.rows import add_all
from sikuwas_mail.edge.store.tables import kasus
from sikuwas_mail.edge.store.tables import peristiwa as journal
from sikuwas_mail.edge.store.values import ChainBreak

_START = "0" * 64
_KEPALA = "jejak"  # mark under which the end of the journal is kept
_LAST_URUT = select(func.coalesce(func.max(journal.c.urut), 0)).where(journal.c.kasus == bindparam("kasus"))
_TAIL = select(journal.c.id, journal.c.sidik).order_by(journal.c.id.desc()).limit(1)
_OF_CASE = (
    select(journal)
    .where(journal.c.kasus == bindparam("kasus"), journal.c.urut > bindparam("after"))
    .order_by(journal.c.urut)
)
_LAST = select(journal.c.kasus, func.max(journal.c.waktu).label("waktu"), func.max(journal.c.urut).label("last"))
_ENDS = _LAST.group_by(journal.c.kasus).subquery()
_SHORTENED = (
    select(kasus.c.nomor, _ENDS.c.last)
    .outerjoin(_ENDS, kasus.c.nomor == _ENDS.c.kasus)
    .where(or_(_ENDS.c.waktu.is_(None), kasus.c.diperbarui > _ENDS.c.waktu))
    .limit(1)
)


def append(connection: Connection, nomor: str, urut: int, events: tuple[Event, ...], masuk: int | None) -> None:
    """Add events to a case that had `urut` of them; Conflict when it has moved on meanwhile."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE peristiwa IN EXCLUSIVE MODE"))
    stands = _last_urut(connection, nomor)
    if stands != urut:
        raise Conflict(f"Kasus {nomor} sudah berubah: {stands} peristiwa, bukan {urut}.", nomor)
    number, previous = _tail(connection)
    rows = []
    for offset, event in enumerate(events, start=1):
        row = _row(number + offset, nomor, urut + offset, event, masuk)
        previous = row["sidik"] = _sidik(previous, row)
        rows.append(row)
    add_all(connection, journal, rows)
    if rows:
        put_mark(connection, _KEPALA, {"id": rows[-1]["id"], "sidik": previous})


def events(connection: Connection, nomor: str, after: int = 0) -> list[tuple[int, Event]]:
    """The events of a case with their numbers, oldest first; only those behind `after`."""
    rows = connection.execute(_OF_CASE, {"kasus": nomor, "after": after})
    return [(row.urut, _event(row)) for row in rows]


def fold(case: Case | None, told: list[tuple[int, Event]]) -> Case | None:
    """The case after more of its events."""
    try:
        for _, event in told:
            case = evolve(case, event)
    except ImpossibleHistory as fault:
        raise StoreCorrupt(f"Jurnal tidak dapat dibaca ulang: {fault}.") from fault
    return case


def verify(connection: Connection) -> ChainBreak | None:
    """Walk the whole journal; the first row that was changed, that follows a missing one, or that is missing last."""
    previous, number = _START, 0
    for number, row in enumerate(_all(connection), start=1):
        if row.id != number or row.sidik != _sidik(previous, dict(row._mapping)):
            return ChainBreak(row.id, row.kasus, row.urut)
        previous = row.sidik
    return _cut(connection, number, previous)


def head(connection: Connection) -> tuple[int, str]:
    """Number and fingerprint of the last row: written down elsewhere, they prove later that nothing was cut off."""
    return _tail(connection)


def holds(connection: Connection, number: int, sidik: str) -> bool:
    """Whether that row stands with that fingerprint (or one that begins so)."""
    found = connection.execute(select(journal.c.sidik).where(journal.c.id == number)).scalar()
    return number == 0 or (found is not None and str(found).startswith(sidik))


def taught(connection: Connection) -> list[AliasDipelajari]:
    """Every address that Admin confirmed as somebody's, oldest first."""
    query = select(journal.c.peristiwa, journal.c.isi).where(journal.c.peristiwa == AliasDipelajari.__name__)
    found = [decode(row.peristiwa, row.isi) for row in connection.execute(query.order_by(journal.c.id))]
    return [isi for isi in found if isinstance(isi, AliasDipelajari)]


def _cut(connection: Connection, number: int, previous: str) -> ChainBreak | None:
    """Whether the journal ends where it last ended, and every case where its own row says."""
    known = get_mark(connection, _KEPALA)
    if isinstance(known, dict) and (known.get("id"), known.get("sidik")) != (number, previous):
        return ChainBreak(number + 1, "", 0)
    row = connection.execute(_SHORTENED).first()
    return ChainBreak(number + 1, row.nomor, int(row.last or 0) + 1) if row else None


def _all(connection: Connection) -> Iterator[Row[Any]]:
    result = connection.execution_options(yield_per=1000).execute(select(journal).order_by(journal.c.id))
    yield from result


def _last_urut(connection: Connection, nomor: str) -> int:
    return int(connection.execute(_LAST_URUT, {"kasus": nomor}).scalar_one())


def _tail(connection: Connection) -> tuple[int, str]:
    row = connection.execute(_TAIL).first()
    return (int(row.id), str(row.sidik)) if row else (0, _START)


def _row(number: int, nomor: str, urut: int, event: Event, masuk: int | None) -> dict[str, Any]:
    return {
        "id": number,
        "kasus": nomor,
        "urut": urut,
        "waktu": event.waktu,
        "langkah": event.langkah.value,
        "oleh": storable(event.oleh),
        "atas_nama": storable(event.atas_nama),
        "peristiwa": event.peristiwa,
        "isi": encode(event.isi),
        "surat_masuk": masuk,
    }


def _sidik(previous: str, row: dict[str, Any]) -> str:
    plain = {k: _instant(v) if isinstance(v, datetime) else v for k, v in row.items() if k != "sidik"}
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{canonical}".encode()).hexdigest()


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _event(row: Row[Any]) -> Event:
    return Event(
        waktu=row.waktu,
        langkah=Langkah(row.langkah),
        oleh=row.oleh,
        isi=decode(row.peristiwa, row.isi),
        atas_nama=row.atas_nama,
    )
