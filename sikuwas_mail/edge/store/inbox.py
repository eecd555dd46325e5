"""The inbox ledger: a message is known by its place (account, folder, UIDVALIDITY, UID) and by its bytes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from sikuwas_mail.edge.store.columns import storable
from sikuwas_mail.edge.store.rows import add_all, change, put
from sikuwas_mail.edge.store.tables import percobaan
from sikuwas_mail.edge.store.tables import surat_masuk as t
from sikuwas_mail.edge.store.values import Masuk

_BATCH = 500  # well below the number of variables a statement may carry


def seen(connection: Connection, akun: str, folder: str, uidvalidity: int, uid: int) -> Masuk | None:
    """The row of a message by its place."""
    here = {"akun": akun, "folder": folder, "uidvalidity": uidvalidity, "uid": uid}
    return _masuk(connection.execute(select(t).filter_by(**here)).first())


def seen_sha(connection: Connection, sha256: str) -> Masuk | None:
    """The row of a message by its bytes."""
    return _masuk(connection.execute(select(t).where(t.c.sha256 == sha256)).first())


def by_message_id(connection: Connection, message_id: str) -> list[Masuk]:
    """The rows that name a Message-ID, oldest first; it is the sender's word and may be anybody's."""
    rows = connection.execute(select(t).where(t.c.message_id == storable(message_id)).order_by(t.c.id).limit(20))
    return [Masuk(**row._mapping) for row in rows]


def one(connection: Connection, row_id: int) -> Masuk | None:
    """One row."""
    return _masuk(connection.execute(select(t).where(t.c.id == row_id)).first())


def unseen(connection: Connection, akun: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> list[int]:
    """Those UIDs that have no row yet, in the order given."""
    known: set[int] = set()
    place = (t.c.akun == akun, t.c.folder == folder, t.c.uidvalidity == uidvalidity)
    for start in range(0, len(uids), _BATCH):
        batch = uids[start : start + _BATCH]
        known.update(connection.scalars(select(t.c.uid).where(*place, t.c.uid.in_(batch))))
    return [uid for uid in uids if uid not in known]


def high_water(connection: Connection, akun: str, folder: str, uidvalidity: int) -> int:
    """The highest UID that was committed; 0 when none was."""
    place = (t.c.akun == akun, t.c.folder == folder, t.c.uidvalidity == uidvalidity)
    return int(connection.execute(select(func.coalesce(func.max(t.c.uid), 0)).where(*place)).scalar_one())


def listed(connection: Connection, limit: int | None, since: datetime | None, hasil: str | None) -> list[Masuk]:
    """Rows oldest first; the newest `limit` of those received since."""
    query = select(t).order_by(t.c.id.desc()).limit(limit)
    if since is not None:
        query = query.where(t.c.diterima >= since)
    if hasil is not None:
        query = query.where(t.c.hasil == hasil)
    return [Masuk(**row._mapping) for row in reversed(connection.execute(query).all())]


def note_attempt(connection: Connection, sha256: str, now: datetime, galat: str) -> int:
    """Count one more try at a message; the number of tries so far, across restarts."""
    p = percobaan.c
    row = connection.execute(select(p.jumlah, p.pertama).where(p.sha256 == sha256)).first()
    tries = (int(row.jumlah) if row else 0) + 1
    first = row.pertama if row else now
    values = {"jumlah": tries, "pertama": first, "terakhir": now, "galat": galat}
    put(connection, percobaan, {"sha256": sha256}, values)
    return tries


def note_attempts(connection: Connection, sidik: Sequence[str], now: datetime) -> dict[str, int]:
    """Count one more try at each of several messages; tries so far."""
    p, known = percobaan.c, dict[str, int]()
    for start in range(0, len(sidik), _BATCH):
        query = select(p.sha256, p.jumlah).where(p.sha256.in_(sidik[start : start + _BATCH]))
        known.update((str(row.sha256), int(row.jumlah)) for row in connection.execute(query))
    fresh = [name for name in dict.fromkeys(sidik) if name not in known]
    first = {"jumlah": 1, "pertama": now, "terakhir": now, "galat": ""}
    add_all(connection, percobaan, [{"sha256": name, **first} for name in fresh])
    for name, tries in known.items():
        change(connection, percobaan, {"sha256": name}, {"jumlah": tries + 1, "terakhir": now})
    return {name: known.get(name, 0) + 1 for name in sidik}


def attempts(connection: Connection, sha256: str) -> tuple[int, str]:
    """Tries so far and the last fault; (0, "") when none failed."""
    p = percobaan.c
    row = connection.execute(select(p.jumlah, p.galat).where(p.sha256 == sha256)).first()
    return (int(row.jumlah), str(row.galat)) if row else (0, "")


def forget_attempts(connection: Connection, sha256: str) -> None:
    """Start counting anew."""
    connection.execute(delete(percobaan).where(percobaan.c.sha256 == sha256))


def _masuk(row: Row[Any] | None) -> Masuk | None:
    return Masuk(**row._mapping) if row else None
