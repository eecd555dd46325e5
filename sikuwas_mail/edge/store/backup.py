"""A copy of the running database, taken page by page by SQLite itself, checked before it gets its name."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sikuwas_mail.edge.store.engine import Database, translate
from sikuwas_mail.edge.store.errors import StoreCorrupt, StoreUnavailable


def backup(database: Database, to: Path) -> None:
    """Write a whole, closed copy to `to` (an existing file is replaced), durable when this returns."""
    if database.file is None:
        raise StoreUnavailable("Cadangan basis data PostgreSQL dibuat dengan pg_dump.")
    partial = to.with_name(f"{to.name}.sementara")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        _copy(database.file, partial)
        _sync(partial)
        partial.replace(to)
        _sync(to.parent)
    except (sqlite3.Error, OSError) as fault:
        raise translate(fault, str(to)) from fault
    finally:
        partial.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as origin,
        closing(sqlite3.connect(target)) as copy,
    ):
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, no log beside it
        verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        raise StoreCorrupt(f"Salinan basis data {source} rusak ({verdict}).")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
