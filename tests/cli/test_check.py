"""`check` names each fault with its own code, place and remedy; it changes nothing and leaks nothing."""

import json
import os
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from minimal import BASE

from sikuwas_mail.cli import main
from sikuwas_mail.cli.check import Check, look
from sikuwas_mail.cli.checks import database, machine, office, papers
from sikuwas_mail.cli.checks.values import Hasil
from sikuwas_mail.config import Config, example_file, load, read_keys
from sikuwas_mail.edge.store import migrate

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    file = tmp_path / "config.toml"
    file.write_text(BASE, encoding="utf-8")
    file.chmod(0o640)
    return load(file, {})


def faults(step: Check, config: Config, now: datetime = NOW) -> list[str]:
    return [f.kode for f in step(config, now) if f.hasil is Hasil.SALAH]


def test_the_example_of_the_office_passes_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    before = {p.name for p in ROOT.iterdir()}
    assert main(["check", "--offline", "--config", str(example_file())]) == 0
    shown = capsys.readouterr()
    assert "✗" not in shown.out
    assert shown.out.count("SKW-") >= 18
    assert {p.name for p in ROOT.iterdir()} == before


def test_json_is_one_value_with_every_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--offline", "--json", "--config", str(example_file())]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["sehat"] is True
    assert {row["hasil"] for row in told["pemeriksaan"]} <= {"ok", "peringatan"}
    assert all(row["kode"].startswith("SKW-") and row["apa"] for row in told["pemeriksaan"])


def test_a_warning_stops_only_the_strict(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--offline", "--strict", "--config", str(example_file())]) == 1
    assert "! SKW-004" in capsys.readouterr().out


def test_config_faults_end_with_78_and_are_all_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "config.toml"
    file.write_text(BASE.replace('"uji"', '"x"').replace("port", "prt").replace('peran = "admin"', "peran = 1"))
    assert main(["check", "--offline", "--json", "--config", str(file)]) == 78
    shown = capsys.readouterr()
    assert len(json.loads(shown.out)["pemeriksaan"]) == 2
    assert [line.split(": ")[0] for line in shown.err.splitlines()] == ["config.toml:1:1", "config.toml:22:1"]


def test_a_sound_configuration_has_no_fault(config: Config) -> None:
    assert [f for f in look(config, NOW) if f.hasil is Hasil.SALAH] == []


def test_a_database_and_its_key_are_looked_at_and_not_changed(config: Config) -> None:
    migrate(config.database_url)
    read_keys(config, letters_sent=False)
    assert faults(database.database, config) == []
    assert sorted(p.name for p in (config.folder / "data").iterdir() if not p.name.endswith(("-wal", "-shm"))) == [
        "sikuwas.db",
        "sikuwas.kunci",
    ]


def test_a_database_of_a_newer_program_has_its_own_code(config: Config) -> None:
    migrate(config.database_url)
    assert config.database_file is not None
    with sqlite3.connect(config.database_file) as line:
        line.execute("UPDATE alembic_version SET version_num = '9999'")
    assert faults(database.database, config) == ["SKW-021"]


def test_a_damaged_database_has_its_own_code(config: Config) -> None:
    assert config.database_file is not None
    config.database_file.parent.mkdir()
    config.database_file.write_bytes(b"bukan basis data" * 500)
    assert faults(database.database, config) == ["SKW-022"]


def test_an_open_key_file_has_its_own_code(config: Config) -> None:
    read_keys(config, letters_sent=False)
    config.key_file.chmod(0o644)
    assert faults(database.database, config) == ["SKW-204"]


def test_a_broken_letter_is_named_with_its_line(config: Config) -> None:
    shutil.copytree(ROOT / "templates", config.folder / "templates")
    letter = config.folder / "templates" / "surat" / "tugas-disposisi.txt"
    letter.write_text(letter.read_text() + "\n{% if %}\n")
    found = [f for f in papers.letters(config, NOW) if f.hasil is Hasil.SALAH]
    assert {f.kode for f in found} == {"SKW-030"}
    assert "tugas-disposisi.txt" in found[0].apa
    assert found[0].cara


def test_missing_templates_have_their_own_codes(config: Config) -> None:
    (config.folder / "templates").mkdir()
    assert faults(papers.letters, config) == ["SKW-031"]
    assert faults(papers.documents, config) == ["SKW-033"]


def test_a_clock_behind_its_own_files_has_its_own_code(config: Config) -> None:
    assert "SKW-042" not in faults(machine.clock, config, datetime.fromtimestamp(config.berkas.stat().st_mtime, UTC))
    late = NOW.timestamp() + 3 * 86400
    os.utime(config.berkas, (late, late))
    assert faults(machine.clock, config) == ["SKW-042"]
    assert "SKW-042" in faults(machine.clock, config, datetime(2019, 1, 1, tzinfo=UTC))


def test_a_year_without_decree_is_a_warning(config: Config) -> None:
    doubts = [f for f in office.calendar(config, datetime(2027, 6, 1, tzinfo=UTC)) if f.kode == "SKW-043"]
    assert [f.hasil for f in doubts] == [Hasil.PERINGATAN] * 2


def test_the_probes_say_how_this_python_behaves() -> None:
    import email.utils

    reads_wrong = email.utils.parseaddr("staff@contoh.go.id <penyerang@contoh.id>")[1].startswith("staff")
    assert machine.reads_wrong_address() is reads_wrong
    codes = {f.kode: f.hasil for f in machine.python_holes(load(example_file(), {}), NOW)}
    assert codes["SKW-060"] is (Hasil.PERINGATAN if reads_wrong else Hasil.OK)
    assert codes["SKW-061"] is (Hasil.PERINGATAN if machine.lets_headers_in() else Hasil.OK)
