"""Help answers at once, is Indonesian and carries an example; every way out of a command has its code."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sikuwas_mail.cli import main, registry

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "imapclient",
    "aiosmtplib",
    "jinja2",
    "docxtpl",
    "docx",
    "holidays",
    "pydantic",
    "rich",
    "lxml",
)
ENGLISH = (
    "Usage",
    "Options",
    "Commands",
    "Arguments",
    "Show this",
    "default:",
    "required",
    "Try '",
    "Missing",
    "Error",
)
CONTRACT = (
    "demo", "init", "check", "run", "status", "kasus list", "kasus show", "kasus export", "surat list", "surat show",
    "surat parse", "surat retry", "antrean list", "antrean retry", "templat list", "templat lint", "templat preview",
    "rekap", "backup", "restore",
)  # fmt: skip
LEAVES = [e.nama.split() for e in registry.registered()]
GROUPS = [[], *([g] for g in registry.GROUPS if any(e.nama.startswith(g + " ") for e in registry.registered()))]


def test_every_command_of_the_contract_has_its_row() -> None:
    assert set(CONTRACT) <= {e.nama for e in registry.ENTRIES}


def test_help_imports_nothing_heavy_and_answers_within_half_a_second() -> None:
    probe = f"""
import sys
from sikuwas_mail.cli import main
code = main(["--help"])
print([m for m in {HEAVY!r} if m in sys.modules], code, file=sys.stderr)
"""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert time.perf_counter() - began < 2.0  # a loaded machine; the imports below are the exact measure
    assert done.stderr.strip() == "[] 0"
    assert done.stdout.startswith("Pemakaian: sikuwas-mail")


@pytest.mark.parametrize("words", LEAVES, ids=" ".join)
def test_the_help_of_a_command_imports_no_other_room(words: list[str]) -> None:
    """A command's module imports servers, database and templates inside its functions, so that help answers at once."""
    probe = f"""
import sys
from sikuwas_mail.cli import main
main({words!r} + ["--help"])
print([m for m in {HEAVY!r} if m in sys.modules and m != "pydantic"], file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("words", [*GROUPS, *LEAVES], ids=" ".join)
def test_help_is_indonesian_and_has_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Pemakaian: {' '.join(['sikuwas-mail', *words])}")
    assert f"Contoh:\n  sikuwas-mail {' '.join(words)}".rstrip() in shown
    assert "--config FILE" in shown
    assert not [word for word in ENGLISH if word in shown]
    assert max(map(len, shown.splitlines())) <= 110


USAGE = {
    "chek": "Perintah 'chek' tidak dikenal.",
    "--versio": "Opsi --versio tidak dikenal. Mungkin maksudnya --version.",
    "config": "Perintah belum disebut.",
    "config schema --out": "Opsi '--out' memerlukan nilai.",
    "check --offlin": "Opsi --offlin tidak dikenal. Mungkin maksudnya --offline.",
    "check --offline=ya": "Opsi '--offline' tidak menerima nilai.",
    "check lebih": "Argumen berlebih: lebih.",
    "check --offline --send a@b.id": "Nilai untuk '--send' tidak sah: tidak dapat bersama --offline.",
    "--config": "Nilai untuk '--config' tidak sah: nama berkas belum disebut.",
}


@pytest.mark.parametrize("line, said", USAGE.items(), ids=USAGE.keys())
def test_a_usage_error_is_indonesian_and_ends_with_two(
    line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line.split()) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"Galat: {said}\nBantuan: sikuwas-mail")


def test_without_arguments_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "Perintah:" in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("sikuwas-mail 0.")


@pytest.mark.parametrize("before", [True, False])
def test_config_may_stand_before_or_after_the_command(
    before: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    option = ["--config", str(tmp_path / "tidak-ada.toml")]
    assert main([*option, "config", "show"] if before else ["config", "show", *option]) == 78
    assert str(tmp_path) in capsys.readouterr().err


def test_config_may_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIKUWAS_CONFIG", str(tmp_path / "lain.toml"))
    assert main(["config", "show"]) == 78
    assert "lain.toml:1:1: berkas:" in capsys.readouterr().err


def test_config_show_names_the_origin_and_hides_secrets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIKUWAS_IMAP__PASSWORD", "SENTINEL")
    monkeypatch.setenv("SIKUWAS_DATABASE__URL", "postgresql+psycopg://sikuwas:SENTINEL@db/sikuwas")
    example = str(Path(__file__).parents[2] / "config.toml")
    assert main(["config", "show", "--json", "--config", example]) == 0
    shown = capsys.readouterr()
    assert "SENTINEL" not in shown.out + shown.err
    values = json.loads(shown.out)
    assert values["imap.password"] == {"nilai": "•••", "asal": "lingkungan SIKUWAS_IMAP__PASSWORD"}
    assert values["database.url"]["nilai"] == "postgresql+psycopg://sikuwas:•••@db/sikuwas"
    assert values["imap.port"]["asal"] == "config.toml"
    assert values["oauth2.tenant"]["asal"] == "bawaan"
    assert main(["config", "show", "--changed", "--config", example]) == 0
    changed = capsys.readouterr().out
    assert "imap.host" in changed
    assert "imap.port" not in changed


def test_the_schema_knows_every_section(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert {"imap", "smtp", "petugas", "wilayah", "kalender"} <= set(schema["properties"])
    assert "from" in schema["$defs"]["Smtp"]["properties"]


def test_an_unexpected_fault_is_one_line_without_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv("SIKUWAS_DEBUG", raising=False)
    target = tmp_path / "tidak" / "ada.json"
    assert main(["config", "schema", "--out", str(target)]) == 1
    shown = capsys.readouterr().err
    assert shown.startswith("SKW-900 ")
    assert shown.count("\n") == 1
    monkeypatch.setenv("SIKUWAS_DEBUG", "1")
    assert main(["config", "schema", "--out", str(target)]) == 1
    assert "Traceback" in capsys.readouterr().err
