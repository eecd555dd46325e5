"""Writing one row by its key, in the same words for SQLite and PostgreSQL."""

from typing import Any

from sqlalchemy import Connection, Table, and_, insert, update


def put(connection: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """Rewrite the row with that key, or add it."""
    here = and_(*(table.c[name] == value for name, value in key.items()))
    if connection.execute(update(table).where(here).values(**values)).rowcount == 0:
        connection.execute(insert(table).values(**key, **values))


def joined(alamat: tuple[str, ...]) -> str:
    """Addresses, one a line."""
    return "\n".join(alamat)


def split(teks: str) -> tuple[str, ...]:
    """Addresses again."""
    return tuple(teks.split("\n")) if teks else ()
