"""A backup of the office, back again whole or not at all."""

import shutil
import subprocess
import sys
import tarfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sikuwas_mail.config import load
from sikuwas_mail.daemon.backup import BackupFault, make
from sikuwas_mail.daemon.restore import restore
from sikuwas_mail.edge.store import Store

from .conftest import Past

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def backed_up(past: Past, to: Path) -> Path:
    config = load(past.folder / "config.toml", {})
    store = Store.open(config.database_url, readonly=True)
    try:
        return make(config, store, NOW, to)
    finally:
        store.close()


def command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "sikuwas_mail", "--config", str(folder / "config.toml"), *words]
    return subprocess.run(line, capture_output=True, text=True, timeout=60)


def test_a_restored_office_knows_what_the_old_one_knew(past: Past, tmp_path: Path) -> None:
    done = restore(backed_up(past, tmp_path / "cadangan"), tmp_path / "pulih")
    assert (done.kasus, done.surel, done.catatan) == (2, past.mails, ())
    for words in (["surat", "list", "--json"], ["kasus", "show", "SKW-2026-0001", "--json"]):
        assert command(tmp_path / "pulih", *words).stdout == command(past.folder, *words).stdout != ""
    assert load(tmp_path / "pulih" / "config.toml", {}).key_file.read_bytes() == (
        load(past.folder / "config.toml", {}).key_file.read_bytes()
    )


def test_nobody_else_may_read_a_backup(past: Past, tmp_path: Path) -> None:
    made = backed_up(past, tmp_path)
    assert made.stat().st_mode & 0o077 == 0
    restore(made, tmp_path / "pulih")
    assert all(p.stat().st_mode & 0o077 == 0 for p in (tmp_path / "pulih").rglob("*") if p.is_file())


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_damaged_backup_is_refused_and_leaves_nothing(past: Past, tmp_path: Path, place: float) -> None:
    made = backed_up(past, tmp_path / "cadangan")
    data = bytearray(made.read_bytes())
    data[int(len(data) * place)] ^= 0x55
    made.write_bytes(data)
    with pytest.raises(BackupFault, match="rusak|tidak lengkap|tidak dapat"):
        restore(made, tmp_path / "pulih")
    assert not (tmp_path / "pulih").exists() and [p.name for p in tmp_path.iterdir()] == ["cadangan"]


@pytest.mark.parametrize("length", [0, 1, 500, -1])
def test_a_backup_cut_short_is_refused(past: Past, tmp_path: Path, length: int) -> None:
    made = backed_up(past, tmp_path / "cadangan")
    made.write_bytes(made.read_bytes()[:length])
    with pytest.raises(BackupFault):
        restore(made, tmp_path / "pulih")
    assert not (tmp_path / "pulih").exists()


def test_a_backup_without_one_of_its_files_is_refused(past: Past, tmp_path: Path) -> None:
    made, short = backed_up(past, tmp_path / "cadangan"), tmp_path / "kurang.tar.gz"
    with tarfile.open(made) as whole, tarfile.open(short, "w:gz") as rest:
        members = whole.getmembers()
        left_out = next(m for m in members if m.name.endswith(".eml"))
        for member in members:
            if member is not left_out:
                rest.addfile(member, whole.extractfile(member))
    with pytest.raises(BackupFault, match="tidak lengkap"):
        restore(short, tmp_path / "pulih")


def test_a_backup_cannot_write_outside_its_folder(tmp_path: Path) -> None:
    evil = tmp_path / "jahat.tar.gz"
    with tarfile.open(evil, "w:gz") as pack:
        entry = tarfile.TarInfo("../luar.txt")
        pack.addfile(entry)
    with pytest.raises(BackupFault, match="tidak semestinya"):
        restore(evil, tmp_path / "pulih")
    assert not (tmp_path / "luar.txt").exists()


def test_an_occupied_place_is_left_alone(past: Past, tmp_path: Path) -> None:
    (tmp_path / "pulih").mkdir()
    (tmp_path / "pulih" / "catatan.txt").write_text("penting")
    with pytest.raises(BackupFault, match="tidak kosong"):
        restore(backed_up(past, tmp_path / "cadangan"), tmp_path / "pulih")
    assert (tmp_path / "pulih" / "catatan.txt").read_text() == "penting"


def test_only_the_newest_backups_are_kept(past: Past, tmp_path: Path) -> None:
    config = past.copy(tmp_path / "kantor")
    shutil.rmtree(config.cadangan_folder, ignore_errors=True)
    store = Store.open(config.database_url)
    try:
        made = [make(config, store, NOW + timedelta(days=d)).name for d in range(config.cadangan.simpan + 2)]
    finally:
        store.close()
    assert sorted(p.name for p in config.cadangan_folder.iterdir()) == made[2:]


def test_the_commands_say_what_they_did_and_end_with_one_on_damage(past: Past, tmp_path: Path) -> None:
    made = command(past.folder, "backup", "--to", str(tmp_path / "cadangan"))
    assert made.returncode == 0 and "Cadangan dibuat" in made.stdout
    file = next((tmp_path / "cadangan").iterdir())
    assert command(past.folder, "restore", str(file), "--to", str(tmp_path / "pulih")).returncode == 0
    file.write_bytes(file.read_bytes()[:-100])
    broken = command(past.folder, "restore", str(file), "--to", str(tmp_path / "lagi"))
    assert broken.returncode == 1 and "rusak" in broken.stderr and "Traceback" not in broken.stderr
