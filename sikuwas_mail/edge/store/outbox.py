"""The outbox: a letter is claimed by one sender at a time, and every letter ends in a fate somebody is told of."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, or_, select, update

from sikuwas_mail.core.outgoing import JenisSurat, Utas
from sikuwas_mail.core.sop import Langkah
from sikuwas_mail.edge.store.rows import change
from sikuwas_mail.edge.store.tables import surat_keluar as t
from sikuwas_mail.edge.store.values import Keadaan, Keluar, Queued

_MAY_REQUEUE = (Keadaan.MENUNGGU.value, Keadaan.GAGAL.value, Keadaan.DITAHAN.value)
_LISTED = [column for column in t.c if column.name not in ("raw", "diklaim", "ragu", "thread_index")]

_SENT = (
    update(t)
    .where(t.c.id == bindparam("nomor_"))
    .values(
        keadaan=Keadaan.TERKIRIM.value,
        terkirim=bindparam("pada_", type_=t.c.terkirim.type),
        diklaim=None,
        ragu=False,
        galat="",
    )
)


def claim(connection: Connection, now: datetime, limit: int, lease: timedelta) -> list[Queued]:
    """Take letters that are due. One claimed before and never marked comes back in doubt (`ragu`)."""
    free = or_(t.c.diklaim.is_(None), t.c.diklaim <= now)
    due = (
        select(t.c.id)
        .where(t.c.keadaan == Keadaan.MENUNGGU.value, t.c.coba_lagi <= now, free)
        .order_by(t.c.coba_lagi, t.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(t)
        .where(t.c.id.in_(due))
        .values(diklaim=now + lease, percobaan=t.c.percobaan + 1, ragu=or_(t.c.ragu, t.c.diklaim.is_not(None)))
        .returning(t)
    )
    rows = sorted(connection.execute(taken), key=lambda row: (row.coba_lagi, row.id))
    return [_queued(row) for row in rows]


def release(connection: Connection, now: datetime) -> int:
    """End all running claims (the sender that held them is gone); the letters are due again, in doubt."""
    held = and_(t.c.keadaan == Keadaan.MENUNGGU.value, t.c.diklaim > now)
    return connection.execute(update(t).where(held).values(diklaim=now)).rowcount


def mark_sent(connection: Connection, sent: Mapping[int, datetime]) -> None:
    """The server took these (row -> when)."""
    rows = [{"nomor_": row_id, "pada_": when} for row_id, when in sent.items()]
    if rows:
        connection.execute(_SENT, rows)


def retry_later(connection: Connection, row_id: int, when: datetime, galat: str, *, ragu: bool) -> None:
    """Due again at `when`; `ragu`: the server may have taken it (no answer came after the last byte)."""
    _set(connection, row_id, coba_lagi=when, diklaim=None, ragu=ragu, galat=galat)


def fail(connection: Connection, row_id: int, galat: str) -> None:
    """Given up."""
    _set(connection, row_id, keadaan=Keadaan.GAGAL.value, diklaim=None, galat=galat)


def hold(connection: Connection, row_id: int, alasan: str) -> None:
    """Kept back until somebody says so."""
    _set(connection, row_id, keadaan=Keadaan.DITAHAN.value, diklaim=None, galat=alasan)


def readdress(connection: Connection, row_id: int, kepada: str, now: datetime) -> None:
    """The same letter to another address of the same person, due now."""
    state = Keadaan.MENUNGGU.value
    _set(connection, row_id, kepada=kepada, keadaan=state, coba_lagi=now, diklaim=None, ragu=False, galat="")


def requeue(connection: Connection, row_id: int, now: datetime) -> bool:
    """Due by any clock, whatever became of it, unless it was sent or does not exist: then False."""
    here = update(t).where(
        t.c.id == row_id, t.c.keadaan.in_(_MAY_REQUEUE), or_(t.c.diklaim.is_(None), t.c.diklaim <= now)
    )
    return connection.execute(here.values(keadaan=Keadaan.MENUNGGU.value, coba_lagi=t.c.dibuat)).rowcount == 1


def listed(connection: Connection, keadaan: Keadaan | None, kasus: str | None, limit: int | None) -> list[Keluar]:
    """Rows without their bytes, oldest first; the newest `limit` of them."""
    query = select(*_LISTED).order_by(t.c.id.desc()).limit(limit)
    if keadaan is not None:
        query = query.where(t.c.keadaan == keadaan.value)
    if kasus is not None:
        query = query.where(t.c.kasus == kasus)
    return [_keluar(row) for row in reversed(connection.execute(query).all())]


def one(connection: Connection, row_id: int) -> Keluar | None:
    """One row."""
    row = connection.execute(select(*_LISTED).where(t.c.id == row_id)).first()
    return _keluar(row) if row else None


def by_message_id(connection: Connection, message_id: str) -> Keluar | None:
    """The letter a bounce speaks of."""
    row = connection.execute(select(*_LISTED).where(t.c.message_id == message_id)).first()
    return _keluar(row) if row else None


def raw(connection: Connection, row_id: int) -> bytes | None:
    """The final bytes of a letter."""
    found = connection.execute(select(t.c.raw).where(t.c.id == row_id)).scalar()
    return None if found is None else bytes(found)


def thread(connection: Connection, kasus: str, untuk: str) -> Utas:
    """The thread of a case with one person, oldest first; its subject is that of the oldest letter."""
    columns = (t.c.message_id, t.c.thread_index, t.c.subjek)
    rows = connection.execute(select(*columns).where(t.c.kasus == kasus, t.c.untuk == untuk).order_by(t.c.id)).all()
    last = next((str(row.thread_index) for row in reversed(rows) if row.thread_index), "")
    return Utas(tuple(str(row.message_id) for row in rows), last, str(rows[0].subjek) if rows else "")


def _set(connection: Connection, row_id: int, **values: Any) -> None:
    change(connection, t, {"id": row_id}, values)


def _queued(row: Row[Any]) -> Queued:
    return Queued(
        id=row.id,
        message_id=row.message_id,
        kasus=row.kasus,
        jenis=JenisSurat(row.jenis),
        langkah=Langkah(row.langkah),
        kepada=row.kepada,
        untuk=row.untuk,
        subjek=row.subjek,
        raw=bytes(row.raw),
        dibuat=row.dibuat,
        percobaan=row.percobaan,
        ragu=row.ragu,
    )


def _keluar(row: Row[Any]) -> Keluar:
    plain = dict(row._mapping)
    kinds = {"jenis": JenisSurat(row.jenis), "langkah": Langkah(row.langkah), "keadaan": Keadaan(row.keadaan)}
    return Keluar(**{**plain, **kinds})
