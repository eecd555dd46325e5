"""The archive of raw mail leads to the same cases and decisions again."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sikuwas_mail.config import load
from sikuwas_mail.daemon.rebuild import RebuildFault, rebuild
from sikuwas_mail.edge.store import Keadaan, Store

from .conftest import Past

NOW = datetime(2027, 1, 5, tzinfo=UTC)


def opened(folder: Path) -> Store:
    return Store.open(f"sqlite:///{folder / 'data' / 'sikuwas.db'}", readonly=True)


def test_the_replay_reaches_the_same_cases_decisions_and_reminders(past: Past, tmp_path: Path) -> None:
    done = rebuild(load(past.folder / "config.toml", {}), tmp_path / "baru", NOW)
    assert (done.surel, done.kasus, done.beda, done.dibandingkan) == (past.mails, 2, (), True)
    old, new = opened(past.folder), opened(tmp_path / "baru")
    try:
        for nomor in ("SKW-2026-0001", "SKW-2026-0002"):
            assert new.events(nomor) == old.events(nomor)
            assert new.case(nomor) == old.case(nomor)
        names = {e.peristiwa for _, e in new.events("SKW-2026-0002")}
        assert names & {"Diingatkan", "Dieskalasi"}
        assert new.verify_chain() is None
    finally:
        old.close()
        new.close()


def test_no_letter_leaves_a_second_time_from_a_rebuilt_office(past: Past, tmp_path: Path) -> None:
    rebuild(load(past.folder / "config.toml", {}), tmp_path / "baru", NOW)
    old, new = opened(past.folder), opened(tmp_path / "baru")
    try:
        sent = {k.message_id for k in old.list_outbox(keadaan=Keadaan.TERKIRIM) if k.kasus}
        assert sent <= {k.message_id for k in new.list_outbox(keadaan=Keadaan.TERKIRIM)}
        assert not new.list_outbox(keadaan=Keadaan.MENUNGGU)
    finally:
        old.close()
        new.close()


def test_without_the_old_database_the_archive_alone_leads_to_the_same_decisions(past: Past, tmp_path: Path) -> None:
    config = past.copy(tmp_path / "kantor")
    assert config.database_file is not None
    old = opened(past.folder)
    before = {k.nomor: [e.peristiwa for _, e in old.events(k.nomor)] for k in old.list_cases(NOW)}
    old.close()
    config.database_file.write_bytes(b"rusak" * 1000)
    done = rebuild(config, tmp_path / "baru", NOW)
    assert not done.dibandingkan
    new = opened(tmp_path / "baru")
    try:
        after = {k.nomor: [e.peristiwa for _, e in new.events(k.nomor)] for k in new.list_cases(NOW)}
        assert after["SKW-2026-0001"] == before["SKW-2026-0001"]
        decided = [e for e in before["SKW-2026-0002"] if e not in ("Diingatkan", "Dieskalasi")]
        assert after["SKW-2026-0002"] == decided  # no later mail: nothing tells how far time has gone since
        assert {k.keadaan for k in new.list_outbox()} == {Keadaan.DITAHAN}
    finally:
        new.close()


def test_what_differs_is_listed_and_ends_with_one(past: Past, tmp_path: Path) -> None:
    config = past.copy(tmp_path / "kantor")
    text = config.berkas.read_text()
    config.berkas.write_text(text.replace('email = "sekretaris@', 'sampai = 2026-01-01\nemail = "sekretaris@', 1))
    line = [sys.executable, "-m", "sikuwas_mail", "--config", str(config.berkas), "bangun-ulang", "--json"]
    done = subprocess.run([*line, "--to", str(tmp_path / "baru")], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1, done.stderr
    assert any("SKW-2026-0001" in line for line in json.loads(done.stdout)["beda"])


def test_an_occupied_place_and_an_empty_archive_are_refused(past: Past, tmp_path: Path) -> None:
    config = past.copy(tmp_path / "kantor")
    with pytest.raises(RebuildFault, match="tidak kosong"):
        rebuild(config, tmp_path / "kantor", NOW)
    for path in (tmp_path / "kantor" / "data" / "arsip").rglob("*.eml"):
        path.unlink()
    assert config.database_file is not None
    config.database_file.unlink()
    with pytest.raises(RebuildFault, match="tidak memuat surel"):
        rebuild(config, tmp_path / "baru", NOW)
