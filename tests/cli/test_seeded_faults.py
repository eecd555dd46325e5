"""Faults sown on purpose: eight of the surroundings have eight codes, five of the file five places, all in one run."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import ALAMAT, SANDI
from minimal import BASE
from servers import Dovecot, certificate, free_port

from sikuwas_mail.cli import main
from sikuwas_mail.cli.check import look
from sikuwas_mail.cli.checks.values import Finding, Hasil
from sikuwas_mail.config import Config, load
from sikuwas_mail.demo.postoffice import PostOffice
from sikuwas_mail.edge.store import migrate

ROOT = Path(__file__).parents[2]
Usage = namedtuple("Usage", "total used free")


def office(folder: Path, imap: int, smtp: int, *, sandi: str = SANDI, more: str = "", tls: str = "none") -> Config:
    text = BASE.replace("sikuwas@contoh.go.id", ALAMAT).replace("SENTINEL-SANDI", sandi)
    text = text.replace("[smtp]\n", f'port = {imap}\ntls = "{tls}"\n{more}\n[smtp]\nport = {smtp}\ntls = "none"\n')
    (folder / "config.toml").write_text(text, encoding="utf-8")
    (folder / "config.toml").chmod(0o640)
    return load(folder / "config.toml", {})


def wrong(config: Config, *, offline: bool = True, now: datetime | None = None) -> list[Finding]:
    return [f for f in look(config, now or datetime.now(UTC), offline=offline) if f.hasil is Hasil.SALAH]


def port_closed(folder: Path, post: PostOffice, _: object) -> list[Finding]:
    return wrong(office(folder, free_port(), post.ports.smtp), offline=False)


def wrong_password(folder: Path, post: PostOffice, _: object) -> list[Finding]:
    return wrong(office(folder, post.ports.imap, post.ports.smtp, sandi="SENTINEL-salah"), offline=False)


def folder_missing(folder: Path, post: PostOffice, _: object) -> list[Finding]:
    return wrong(office(folder, post.ports.imap, post.ports.smtp, more='folder_masuk = "Layanan"'), offline=False)


def another_name(folder: Path, post: PostOffice, dovecot: Callable[..., Dovecot]) -> list[Finding]:
    cert = certificate(folder, "DNS:surat.lain.example")
    server = dovecot(tls=cert)
    more = f'ca_file = "{cert.cert}"'
    return wrong(office(folder, server.tls_port, post.ports.smtp, tls="ssl", more=more), offline=False)


def clock_off(folder: Path, post: PostOffice, _: object) -> list[Finding]:
    config = office(folder, 1, 1)
    later = datetime.now(UTC).timestamp() + 5 * 86400
    os.utime(config.berkas, (later, later))
    return wrong(config)


def template_broken(folder: Path, post: PostOffice, _: object) -> list[Finding]:
    shutil.copytree(ROOT / "templates", folder / "templates")
    letter = folder / "templates" / "surat" / "tugas-disposisi.txt"
    letter.write_text(letter.read_text() + "\n{% if %}\n")
    return wrong(office(folder, 1, 1))


def disk_full(folder: Path, post: PostOffice, _: object) -> list[Finding]:
    config = office(folder, 1, 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 1000))
        return wrong(config)


def newer_schema(folder: Path, post: PostOffice, _: object) -> list[Finding]:
    config = office(folder, 1, 1)
    migrate(config.database_url)
    assert config.database_file is not None
    with sqlite3.connect(config.database_file) as line:
        line.execute("UPDATE alembic_version SET version_num = '9999'")
    return wrong(config)


SOWN = {
    "SKW-101": port_closed,
    "SKW-102": wrong_password,
    "SKW-104": folder_missing,
    "SKW-103": another_name,
    "SKW-042": clock_off,
    "SKW-030": template_broken,
    "SKW-070": disk_full,
    "SKW-021": newer_schema,
}


@pytest.mark.parametrize("kode", SOWN)
def test_each_fault_of_the_surroundings_has_its_own_code_and_a_way_to_mend(
    kode: str, tmp_path: Path, postoffice: PostOffice, dovecot: Callable[..., Dovecot]
) -> None:
    found = SOWN[kode](tmp_path, postoffice, dovecot)
    assert {f.kode for f in found} == {kode}
    assert all(f.cara and f.apa for f in found)
    assert "SENTINEL" not in "".join(map(str, found))


def test_five_faults_of_the_file_are_told_at_five_places_in_one_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = BASE.replace('mode = "uji"', 'mode = "produksi"')
    text = text.replace("[smtp]\n", 'port = "993"\nsandi = "SENTINEL-SANDI"\n[smtp]\nport = 70000\n')
    text = text.replace('peran = "irban"', 'peran = "kepala bidang"')
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    assert main(["check", "--offline", "--config", str(tmp_path / "config.toml")]) == 78
    shown = capsys.readouterr()
    lines = shown.err.splitlines()
    places = [line.split(": ")[0] for line in lines]
    expected = ["mode", "port", "sandi", "port", "peran"]
    rows = text.splitlines()
    assert len(set(places)) == len(lines) == 5
    assert [rows[int(p.split(":")[1]) - 1].split(" ")[0] for p in places] == expected
    assert "mungkin maksud" in shown.err
    assert "SENTINEL" not in shown.out + shown.err


def started(config: Config, *words: str) -> tuple[int, str]:
    """Exit code and errors of `run` in a process of its own, in mode "langsung"."""
    config.berkas.write_text(config.berkas.read_text().replace('mode = "uji"', 'mode = "langsung"'))
    line = [sys.executable, "-m", "sikuwas_mail", "--config", str(config.berkas), "run", *words]
    done = subprocess.run(line, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stderr


def test_for_real_nothing_starts_while_a_fault_is_there(tmp_path: Path) -> None:
    config = office(tmp_path, free_port(), free_port())
    (tmp_path / "templates").mkdir()
    for way in (["--once"], []):
        status, shown = started(config, *way)
        assert status == 78
        assert "SKW-031" in shown and "Perbaikan:" in shown and "SENTINEL" not in shown
    assert not (tmp_path / "data").exists()


def test_a_warning_stops_only_a_strict_start(tmp_path: Path) -> None:
    config = office(tmp_path, free_port(), free_port())
    status, shown = started(config, "--once", "--strict")
    assert status == 78 and "! SKW-" in shown
    status, shown = started(config, "--once")
    assert status == 75  # started: only the mailbox is away
    assert "periksa.peringatan" in shown
