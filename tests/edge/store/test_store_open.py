"""Opening: migrated, sound and known, or a clear refusal; what was committed survives everything."""

import resource
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event

from sikuwas_mail.edge.store import (
    Store,
    StoreCorrupt,
    StoreMissing,
    StoreNewer,
    StoreOlder,
    StoreUnavailable,
    engine,
    migrate,
    schema,
    tables,
)

WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location("histories", sys.argv[2])
module = module_from_spec(spec)
spec.loader.exec_module(module)
from sikuwas_mail.edge.store import Store
store, history, n = Store.open(sys.argv[1]), module.History(), 0
while True:
    n += 1
    store.commit(history.request(n))
    print(n, flush=True)
"""


def test_migrating_twice_does_nothing_the_second_time(url):
    assert migrate(url) is True
    assert migrate(url) is False


def test_the_schema_is_what_the_tables_say(url, file):
    migrate(url)
    with create_engine(f"sqlite:///{file}").connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.METADATA) == []


def test_the_store_knows_every_revision_in_order():
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == schema.REVISIONS


def test_a_database_that_was_not_migrated_is_told_apart(url):
    with pytest.raises(StoreOlder, match="sikuwas-mail run"):
        Store.open(url)
    with pytest.raises(StoreOlder):
        Store.open(url, readonly=True)


def test_a_newer_schema_is_refused_by_all_and_left_alone(url, file):
    migrate(url)
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    for attempt in (lambda: Store.open(url), lambda: Store.open(url, readonly=True), lambda: migrate(url)):
        with pytest.raises(StoreNewer, match="9999"):
            attempt()
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


def test_a_reader_makes_no_database(url, file):
    with pytest.raises(StoreMissing, match="belum ada"):
        Store.open(url, readonly=True)
    assert not file.exists()


def test_a_reader_reads_beside_the_writer_and_cannot_write(history, store, opened):
    reader = opened(readonly=True)
    store.commit(history.request())
    assert reader.case("SKW-2026-0001") is not None
    with pytest.raises(StoreUnavailable, match="dibaca"):
        reader.put("detak", 1)


def test_a_file_that_is_no_database_is_refused(url, file):
    file.parent.mkdir()
    file.write_bytes(b"bukan basis data sama sekali" * 100)
    with pytest.raises(StoreCorrupt, match="cadangan"):
        Store.open(url)


def test_a_damaged_page_is_found_at_opening(history, store, url, file):
    store.commit_all([history.request(n) for n in range(1, 40)])
    store.close()
    whole = bytearray(file.read_bytes())
    for page in range(4096 * 3, len(whole), 4096):
        whole[page : page + 64] = b"\xff" * 64
    file.write_bytes(whole)
    with pytest.raises(StoreCorrupt):
        Store.open(url)


@pytest.mark.parametrize("url", ["", "mysql://x/y", "sqlite://", "sikuwas.db", "sqlite:////proc/tidak/ada.db"])
def test_an_address_that_cannot_be_is_a_clear_message(url):
    with pytest.raises(StoreUnavailable, match="basis data|Basis data"):
        Store.open(url)


def test_the_file_is_its_owners_alone(store, file):
    assert file.stat().st_mode & 0o077 == 0


def test_commits_are_durable_and_references_checked(store, file):
    with store._db.reading() as connection:
        told = [connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("journal_mode", "synchronous")]
        assert (*told, connection.exec_driver_sql("PRAGMA foreign_keys").scalar()) == ("wal", 2, 1)


def test_a_locked_database_is_unavailable_and_then_works_again(history, url, file, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    migrate(url)
    store = Store.open(url)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="proses lain"):
            store.commit(history.request())
        other.execute("ROLLBACK")
    store.commit(history.request())
    assert store.case("SKW-2026-0001") is not None
    store.close()


@contextmanager
def no_file_grows_beyond(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, previous)


def test_a_full_disk_loses_nothing_that_was_committed_and_work_resumes(history, store, opened, file):
    store.commit(history.request(1))
    failed = 0
    for size in range(0, 1_000_000, 10_000):
        with no_file_grows_beyond(size):
            try:
                store.commit(history.request(2))
                break
            except StoreUnavailable as told:
                failed += 1
                assert "belum dapat dipakai" in str(told)
        assert [c.nomor for c in store.list_cases(history.now)] == ["SKW-2026-0001"]
    assert failed > 3
    store.commit(history.request(3))
    again = opened()
    assert [c.nomor[-4:] for c in again.list_cases(history.now)] == ["0001", "0002", "0003"]
    assert again.verify_chain() is None


@pytest.mark.parametrize("size", [40_000, 80_000, 120_000])
def test_a_migration_cut_short_leaves_no_half_schema(url, file, size):
    with no_file_grows_beyond(size), pytest.raises(StoreUnavailable):
        migrate(url)
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert migrate(url) is True
    Store.open(url).close()


def test_after_kill_9_everything_that_was_reported_is_there(history, store, url, opened):
    store.close()
    command = [sys.executable, "-c", WRITER, url, str(Path(__file__).with_name("conftest.py"))]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    reported = [int(process.stdout.readline()) for _ in range(25)]
    process.kill()
    reported += [int(line) for line in process.stdout.read().split()]
    process.wait(timeout=10)
    process.stdout.close()
    again = opened()
    cases = [c.nomor for c in again.list_cases(history.now)]
    assert set(cases) >= {f"SKW-2026-{n:04}" for n in reported}
    assert len(cases) <= len(reported) + 1
    assert len(again.list_outbox()) == 2 * len(cases)
    assert len(again.list_inbox()) == len(cases)
    assert all(again.case(nomor) == history.request(n).case for n, nomor in enumerate(cases, start=1))
    assert again.verify_chain() is None


def test_threads_share_the_one_connection(history, store):
    records = [history.request(n) for n in range(1, 21)]
    threads = [threading.Thread(target=store.commit, args=(r,)) for r in records]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.list_cases(history.now)) == 20
    assert store.verify_chain() is None


def test_a_backup_taken_while_writing_is_whole_and_opens(history, store, tmp_path, file):
    stop = threading.Event()
    done: list[int] = []

    def write() -> None:
        while not stop.is_set():
            done.append(len(done) + 1)
            store.commit(history.request(len(done)))

    writer = threading.Thread(target=write)
    writer.start()
    copies = [tmp_path / f"cadangan-{n}.db" for n in range(3)]
    for copy in copies:
        store.backup(copy)
    stop.set()
    writer.join()
    for copy in copies:
        restored = Store.open(f"sqlite:///{copy}", readonly=True)
        cases = restored.list_cases(history.now)
        assert len(restored.list_outbox()) == 2 * len(cases)
        assert restored.verify_chain() is None
        restored.close()
    assert not list(tmp_path.glob("*.sementara"))


def test_a_backup_that_cannot_be_written_says_so(store, tmp_path):
    with pytest.raises(StoreUnavailable):
        store.backup(tmp_path / "tidak" / "ada" / "x.db")


def test_a_big_file_is_not_read_through_at_every_start_but_its_small_tables_are(store, file, opened, monkeypatch):
    monkeypatch.setattr(schema, "_SMALL", 0)
    asked = []
    event.listen(Engine, "before_cursor_execute", note := lambda *a: asked.append(a[2]))
    try:
        opened()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    checks = [s for s in asked if "quick_check" in s]
    assert checks == [f"PRAGMA quick_check({t})" for t in schema._EVERY_START]
