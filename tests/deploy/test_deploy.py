"""What is deployed: the unit is the one `layanan pasang` writes and is hardened; the image runs as nobody special."""

import re
import subprocess
from pathlib import Path

import pytest
from minimal import BASE
from needs import need

from sikuwas_mail.cli import main
from sikuwas_mail.cli.unit import Install, unit

DEPLOY = Path(__file__).parents[2] / "deploy"


def test_the_unit_in_deploy_is_the_one_that_is_installed() -> None:
    assert (DEPLOY / "sikuwas-mail.service").read_text(encoding="utf-8") == unit(Install())


def test_the_unit_is_hardened_to_two_and_a_half_at_most() -> None:
    line = [need("systemd-analyze"), "security", "--offline=true", "--no-pager", str(DEPLOY / "sikuwas-mail.service")]
    done = subprocess.run(line, capture_output=True, text=True)
    found = re.search(r"exposure level for sikuwas-mail.service: (\d+\.\d)", done.stdout)
    assert found is not None, done.stderr
    assert float(found[1]) <= 2.5


def test_the_unit_knows_the_habits_of_the_daemon() -> None:
    text = unit(Install())
    for line in ("Type=notify", "WatchdogSec=60", "RestartPreventExitStatus=78", "ExecReload=/bin/kill -HUP $MAINPID"):
        assert f"\n{line}\n" in text
    assert "systemctl" not in re.sub("(?m)^#.*", "", text)


def test_the_installed_unit_names_this_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.toml"
    config.write_text(BASE + '\n[arsip]\nfolder = "/srv/arsip"\n', encoding="utf-8")
    target = tmp_path / "sikuwas.service"
    assert main(["--config", str(config), "layanan", "pasang", "--pengguna", "surat", "--ke", str(target)]) == 0
    assert "Berikutnya:" in capsys.readouterr().out
    text = target.read_text(encoding="utf-8")
    assert f"--config {config} run" in text and "\nUser=surat\n" in text
    assert f"ReadWritePaths=/srv/arsip {tmp_path}/data\n" in text
    assert "SENTINEL" not in text
    assert main(["--config", str(config), "layanan", "pasang", "--tampilkan"]) == 0
    assert "Type=notify" in capsys.readouterr().out


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.toml"
    config.write_text(BASE, encoding="utf-8")
    assert main(["--config", str(config), "layanan", "pasang", "--ke", str(tmp_path / "tidak" / "ada")]) == 1
    assert "--tampilkan" in capsys.readouterr().err


def test_the_image_is_slim_without_root_and_watched() -> None:
    lines = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert all("slim" in line for line in lines if line.startswith("FROM"))
    last = lines[max(i for i, line in enumerate(lines) if line.startswith("FROM")) :]
    assert any(line.startswith("USER 1") for line in last)
    assert any(line.startswith("HEALTHCHECK") and '"status", "--healthy"' in line for line in last)
    assert any("--require-hashes" in line for line in lines)
