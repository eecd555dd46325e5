"""What an auditor asks of the ledgers: how many rows there ever were, and in which order the journal grew."""

from sqlalchemy import ColumnElement, Connection, Table, func, select

from sikuwas_mail.edge.store import tables
from sikuwas_mail.edge.store.values import Sizes, Step


def sizes(connection: Connection) -> Sizes:
    """Rows that were ever made (by the last number given) and messages tried without an outcome yet."""
    unfinished = select(func.count()).select_from(tables.percobaan)
    return Sizes(
        masuk=_ever(connection, tables.surat_masuk),
        keluar=_ever(connection, tables.surat_keluar),
        belum=int(connection.execute(unfinished).scalar_one()),
    )


def steps(connection: Connection) -> list[Step]:
    """What made the journal grow, in order: a mail (its inbox row) or a tick (0), each with its case and time."""
    j = tables.peristiwa.c
    first = func.min(j.id).label("first")
    query = select(j.waktu, j.kasus, func.coalesce(j.surat_masuk, 0).label("masuk"), first)
    rows = connection.execute(query.group_by(j.waktu, j.kasus, j.surat_masuk).order_by(first))
    return [Step(row.waktu, row.kasus, int(row.masuk)) for row in rows]


def _ever(connection: Connection, table: Table) -> int:
    """SQLite numbers rows without a gap, so a last number above the count tells of a row that went missing."""
    counted: ColumnElement[int] = func.count()
    if connection.dialect.name == "sqlite":
        counted = func.coalesce(func.max(table.c.id), 0)
    return int(connection.execute(select(counted).select_from(table)).scalar_one())
