"""Writing one row by its key, in the same words for SQLite and PostgreSQL."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, Update, bindparam, insert, update

_KEY = "kunci_"  # parameters of the WHERE must not be named like columns


def add(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Insert a row; its number where the table numbers its rows, else 0."""
    key = connection.execute(_insert(table), row).inserted_primary_key
    return int(key[0]) if key and isinstance(key[0], int) else 0


def add_all(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, in one go."""
    if rows:
        connection.execute(_insert(table), rows)


def change(connection: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]) -> int:
    """Rewrite the rows with that key; how many there were."""
    statement = _update(table, tuple(key), tuple(values))
    return connection.execute(statement, {**values, **{_KEY + name: value for name, value in key.items()}}).rowcount


def put(connection: Connection, table: Table, key: dict[str, Any], values: dict[str, Any]) -> None:
    """Rewrite the row with that key, or add it."""
    if change(connection, table, key, values) == 0:
        add(connection, table, {**key, **values})


def joined(alamat: tuple[str, ...]) -> str:
    """Addresses, one a line."""
    return "\n".join(alamat)


def split(teks: str) -> tuple[str, ...]:
    """Addresses again."""
    return tuple(teks.split("\n")) if teks else ()


# Statements are built once: building one costs more than running it.
@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@cache
def _update(table: Table, key: tuple[str, ...], names: tuple[str, ...]) -> Update:
    here = (table.c[name] == bindparam(_KEY + name, type_=table.c[name].type) for name in key)
    return update(table).where(*here).values({name: bindparam(name, type_=table.c[name].type) for name in names})
