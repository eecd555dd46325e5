"""An altered, missing or cut record of the journal is found."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sikuwas_mail.edge.store import Store
from tests.office.bench import Bench

CHANGES = {
    "a changed word": "UPDATE peristiwa SET oleh = 'jahat@luar.example' WHERE id = 2",
    "a changed time": "UPDATE peristiwa SET waktu = '2026-01-01 00:00:00.000000' WHERE id = 3",
    "a record taken out": "DELETE FROM peristiwa WHERE id = 2",
    "a tail cut off": "DELETE FROM peristiwa WHERE id = (SELECT max(id) FROM peristiwa)",
    "everything gone": "DELETE FROM peristiwa",
    "a tail cut off with its mark": "DELETE FROM peristiwa WHERE id > 4; DELETE FROM keadaan WHERE kunci = 'jejak'",
    "two records exchanged": "UPDATE peristiwa SET id = -1 WHERE id = 2; UPDATE peristiwa SET id = 2 WHERE id = 3; "
    "UPDATE peristiwa SET id = 3 WHERE id = -1",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    office = Bench(tmp_path)
    office.play(2)
    office.close()
    return tmp_path


def check(folder: Path, *more: str) -> tuple[int, dict[str, object]]:
    line = [sys.executable, "-m", "sikuwas_mail", "--config", str(folder / "config.toml"), "periksa-jejak", "--json"]
    done = subprocess.run([*line, *more], capture_output=True, text=True, timeout=60)
    return done.returncode, json.loads(done.stdout) if done.stdout else {"pesan": done.stderr}


def change(folder: Path, script: str) -> None:
    with sqlite3.connect(folder / "data" / "sikuwas.db") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.executescript(script)


def test_an_untouched_journal_is_whole_and_tells_its_head(folder: Path) -> None:
    code, shape = check(folder)
    assert (code, shape["utuh"], shape["rusak"]) == (0, True, None)
    assert check(folder, "--kepala", str(shape["kepala"]))[0] == 0
    assert check(folder, "--kepala", f"{shape['jumlah']}:{'0' * 64}")[0] == 1
    assert check(folder, "--kepala", f"999:{'0' * 64}")[0] == 1
    assert check(folder, "--kepala", "sembarang")[0] == 2


@pytest.mark.parametrize("script", CHANGES.values(), ids=CHANGES)
def test_whatever_was_done_to_it_is_found(folder: Path, script: str) -> None:
    change(folder, script)
    store = Store.open(f"sqlite:///{folder / 'data' / 'sikuwas.db'}", readonly=True)
    try:
        assert store.verify_chain() is not None
    finally:
        store.close()


def test_the_command_says_where_it_was_changed(folder: Path) -> None:
    change(folder, CHANGES["a changed word"])
    code, shape = check(folder)
    assert (code, shape["utuh"]) == (1, False)
    assert shape["rusak"] == {"id": 2, "kasus": "SKW-2026-0001", "urut": 2}
