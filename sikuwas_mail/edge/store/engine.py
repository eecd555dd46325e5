"""One read-write connection with durable commits; readers open the file read-only."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url

from sikuwas_mail.edge.store.errors import (
    AlreadySeen,
    Conflict,
    RecordRefused,
    StoreCorrupt,
    StoreError,
    StoreMissing,
    StoreUnavailable,
)

BUSY_SECONDS = 10.0
_PRAGMAS = ("foreign_keys=ON", "synchronous=FULL")
_CORRUPT = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_ODD = (UnicodeError, OverflowError)  # a value no column can hold
_WHY = {
    "SQLITE_BUSY": "sedang dipakai proses lain",
    "SQLITE_LOCKED": "sedang dipakai proses lain",
    "SQLITE_FULL": "cakram penuh",
    "SQLITE_IOERR": "cakram gagal dibaca atau ditulis",
    "SQLITE_CANTOPEN": "berkas tidak dapat dibuka",
    "SQLITE_READONLY": "berkas hanya dapat dibaca",
    "SQLITE_PERM": "tidak ada izin",
}


class Database:
    """The engine and its transactions; every fault of the driver leaves as a StoreError."""

    def __init__(self, url: str, *, readonly: bool = False) -> None:
        """Nothing is opened yet, but a missing SQLite file is made for a writer and refused for a reader."""
        self.url = _parsed(url)
        self.readonly = readonly
        self.file = _file(self.url)
        if self.file:
            _prepare(self.file, readonly)
        self._engine = _engine(self.url, self.file, readonly)
        self._writer = self._engine.execution_options(menulis=True)
        self._held = threading.local()  # .connection: of the thread that is inside `together`

    @property
    def name(self) -> str:
        """The database as messages name it, without a password."""
        return str(self.file) if self.file else self.url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view; not to be nested."""
        if (held := self._inside) is not None:
            with self._guard():
                yield held
            return
        with self._guard(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it or nothing; not to be nested."""
        if self.readonly:
            raise StoreUnavailable(f"Basis data {self.name} dibuka hanya untuk dibaca.")
        if (held := self._inside) is not None:
            with self.savepoint(held):
                yield held
            return
        with self._guard(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def together(self) -> Iterator[None]:
        """What this thread reads and writes inside is one transaction, each `writing` a savepoint in it.

        An exception that leaves it takes everything back. Other threads wait for the connection.
        """
        with self.writing() as connection:
            self._held.connection = connection
            try:
                yield
            finally:
                self._held.connection = None

    @property
    def _inside(self) -> Connection | None:
        held: Connection | None = getattr(self._held, "connection", None)
        return held

    @contextmanager
    def savepoint(self, connection: Connection) -> Iterator[None]:
        """A part of a transaction that may be refused without the rest."""
        try:
            with connection.begin_nested():
                yield
        except (exc.SQLAlchemyError, sqlite3.Error, *_ODD) as fault:
            raise translate(fault, self.name) from fault

    def close(self) -> None:
        """Give back the connection."""
        self._engine.dispose()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except (exc.SQLAlchemyError, sqlite3.Error, OSError, *_ODD) as fault:
            translated = translate(fault, self.name)
            if isinstance(translated, StoreUnavailable):
                self._engine.dispose()  # a connection that met a disk fault is not trusted again
            raise translated from fault


def translate(fault: Exception, name: str) -> StoreError:
    """What a driver's fault means to an operator."""
    origin = fault.orig if isinstance(fault, exc.DBAPIError) and fault.orig else fault
    code = str(getattr(origin, "sqlite_errorname", ""))
    if code.startswith(_CORRUPT):
        return StoreCorrupt(f"Basis data {name} rusak atau bukan basis data ({origin}). Pulihkan dari cadangan.")
    if isinstance(origin, sqlite3.IntegrityError) or isinstance(fault, exc.IntegrityError):
        return _clash(str(origin))
    if isinstance(fault, exc.OperationalError | exc.InterfaceError | exc.TimeoutError | sqlite3.Error | OSError):
        why = next((w for c, w in _WHY.items() if code.startswith(c)), str(origin))
        return StoreUnavailable(f"Basis data {name} belum dapat dipakai: {why}.")
    return RecordRefused(f"Catatan tidak dapat disimpan: {origin}.")


def _clash(detail: str) -> RecordRefused:
    """Which uniqueness was hurt; SQLite and PostgreSQL both name the table."""
    if "unique" in detail.lower():
        if "surat_masuk" in detail:
            return AlreadySeen("Surat masuk itu sudah dicatat.")
        if any(table in detail for table in ("peristiwa", "kasus.nomor", "pk_kasus", "nomor_naskah")):
            return Conflict("Kasus atau nomor itu lebih dahulu dipakai pihak lain.")
    return RecordRefused(f"Catatan ditolak basis data: {detail}.")


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        known = parsed.get_backend_name() in ("sqlite", "postgresql")
    except (exc.ArgumentError, exc.NoSuchModuleError) as fault:
        raise StoreUnavailable("Alamat basis data tidak dapat dibaca.") from fault
    if not known or (parsed.get_backend_name() == "sqlite" and not parsed.database):
        raise StoreUnavailable("Alamat basis data harus sqlite:///BERKAS atau postgresql+psycopg://….")
    return parsed


def _file(url: URL) -> Path | None:
    return Path(url.database).absolute() if url.get_backend_name() == "sqlite" and url.database else None


def _prepare(file: Path, readonly: bool) -> None:
    """Personal data stand in the file: it is made for its owner alone."""
    if readonly and not file.exists():
        raise StoreMissing(f"Basis data {file} belum ada; jalankan dahulu: sikuwas-mail run.")
    if readonly:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as fault:
        raise StoreUnavailable(f"Basis data {file} tidak dapat dibuat: {fault.strerror}.") from fault


def _engine(url: URL, file: Path | None, readonly: bool) -> Engine:
    pool: dict[str, Any] = {"pool_size": 1, "max_overflow": 0, "pool_timeout": BUSY_SECONDS}
    if file is None:
        options = {"options": "-c default_transaction_read_only=on"} if readonly else {}
        return create_engine(url, connect_args=options, pool_pre_ping=True, **pool)
    mode = "ro" if readonly else "rw"
    quoted = file.as_uri()
    engine = create_engine(
        url,
        creator=lambda: sqlite3.connect(
            f"{quoted}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        ),
        **pool,
    )
    event.listen(engine, "connect", _set_up_readonly if readonly else _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in ("journal_mode=WAL", *_PRAGMAS):
        connection.execute(f"PRAGMA {pragma}")


def _set_up_readonly(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA query_only=ON")


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: a transaction never finds out half-way that it is late."""
    writes = connection.get_execution_options().get("menulis")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
