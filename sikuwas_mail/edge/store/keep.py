"""What the program keeps of itself: the lease of the one instance, marks, and the rate of automatic answers."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, bindparam, delete, exc, func, insert, or_, select, update

from sikuwas_mail.edge.store.rows import put
from sikuwas_mail.edge.store.tables import jawaban_otomatis, keadaan, sewa

_ANSWERS_TO = select(jawaban_otomatis.c.alamat, jawaban_otomatis.c.jenis, jawaban_otomatis.c.waktu).where(
    jawaban_otomatis.c.alamat.in_(bindparam("alamat", expanding=True)),
    jawaban_otomatis.c.waktu >= bindparam("since"),
)


def acquire(connection: Connection, nama: str, pemilik: str, now: datetime, lease: timedelta) -> bool:
    """Take or keep a lease; False while another holds it."""
    s = sewa.c
    free = or_(s.pemilik == pemilik, s.sampai <= now)
    values = {"pemilik": pemilik, "sampai": now + lease}
    if connection.execute(update(sewa).where(s.nama == nama, free).values(**values)).rowcount:
        return True
    try:
        with connection.begin_nested():
            connection.execute(insert(sewa).values(nama=nama, **values))
    except exc.IntegrityError:
        return False
    return True


def renew(connection: Connection, nama: str, pemilik: str, now: datetime, lease: timedelta) -> bool:
    """Keep a lease that is still one's own; False when it was lost."""
    mine = update(sewa).where(sewa.c.nama == nama, sewa.c.pemilik == pemilik)
    return connection.execute(mine.values(sampai=now + lease)).rowcount == 1


def release(connection: Connection, nama: str, pemilik: str) -> None:
    """Give a lease back; somebody else's stays."""
    connection.execute(delete(sewa).where(sewa.c.nama == nama, sewa.c.pemilik == pemilik))


def holder(connection: Connection, nama: str, now: datetime) -> str:
    """Who holds a lease now; empty: nobody."""
    query = select(sewa.c.pemilik).where(sewa.c.nama == nama, sewa.c.sampai > now)
    return str(connection.execute(query).scalar() or "")


def put_mark(connection: Connection, kunci: str, nilai: object) -> None:
    """Remember a JSON value."""
    text = json.dumps(nilai, ensure_ascii=False, sort_keys=True)
    put(connection, keadaan, {"kunci": kunci}, {"nilai": text})


def get_mark(connection: Connection, kunci: str) -> object:
    """The value remembered, or None."""
    found = connection.execute(select(keadaan.c.nilai).where(keadaan.c.kunci == kunci)).scalar()
    return None if found is None else json.loads(found)


def answered_since(connection: Connection, alamat: str, jenis: str, since: datetime) -> int:
    """Automatic answers of a kind to one address since then."""
    t = jawaban_otomatis.c
    return _count(connection, t.alamat == alamat, t.jenis == jenis, t.waktu >= since)


def answers_to(connection: Connection, alamat: Sequence[str], since: datetime) -> list[tuple[str, str, datetime]]:
    """(address, kind, time) of the automatic answers to some addresses since then."""
    rows = connection.execute(_ANSWERS_TO, {"alamat": list(alamat), "since": since})
    return [(row.alamat, row.jenis, row.waktu) for row in rows]


_BUKAN_JAWABAN = ("tanda-terima", "asing", "ramai")  # receipts have their own limit, the others go to Admin


def answers_since(connection: Connection, since: datetime) -> int:
    """Automatic answers to strangers since then."""
    t = jawaban_otomatis.c
    return _count(connection, t.jenis.not_in(_BUKAN_JAWABAN), t.waktu >= since)


def _count(connection: Connection, *where: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(jawaban_otomatis).where(*where)
    return int(connection.execute(query).scalar_one())
