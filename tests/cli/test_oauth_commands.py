"""`oauth masuk` by a token server of our own; an ended grant is told by status, log and exit code, not by mail."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from minimal import BASE
from servers import free_port

from sikuwas_mail.cli import main
from sikuwas_mail.cli.check import look
from sikuwas_mail.cli.checks.values import Hasil
from sikuwas_mail.config import load
from tests.cli.test_check import NOW
from tests.edge.test_oauth import TokenServer, server, token

__all__ = ["server"]


def office(folder: Path, server: TokenServer, auth: str, more: str = "") -> Path:
    text = BASE.replace('password = "SENTINEL-SANDI"\n', f'port = {free_port()}\ntls = "none"\nauth = "{auth}"\n')
    text += f'\n[oauth2]\nclient_id = "aplikasi"\nclient_secret = "SENTINEL-RAHASIA"\nserver = "{server.url}"\n{more}'
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    return file


def test_a_code_is_shown_and_the_grant_is_kept_for_the_owner(
    server: TokenServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = office(tmp_path, server, "oauth2-microsoft")
    told: dict[str, object] = {"user_code": "KODE-1", "verification_uri": "https://contoh.id/masuk", "device_code": "r"}
    server.answers = [(200, {**told, "interval": 0}), token("SENTINEL-AKSES", refresh_token="SENTINEL-PEMBARU")]
    assert main(["--config", str(file), "oauth", "masuk"]) == 0
    assert main(["--config", str(file), "oauth", "status"]) == 0
    shown = capsys.readouterr()
    assert "KODE-1" in shown.out and "https://contoh.id/masuk" in shown.out
    assert "SENTINEL" not in shown.out + shown.err
    assert (tmp_path / "data" / "oauth2.token").stat().st_mode & 0o777 == 0o600


def test_the_address_a_browser_ended_at_is_pasted(
    server: TokenServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = office(tmp_path, server, "oauth2-google")
    server.answers = [token("SENTINEL-AKSES", refresh_token="x")]
    monkeypatch.setattr("sys.stdin", io.StringIO("http://127.0.0.1:8765/?state=lain&code=1\n"))
    assert main(["--config", str(file), "oauth", "masuk"]) == 1
    assert "bukan jawaban" in capsys.readouterr().err
    assert server.forms == []


def test_without_oauth_there_is_nothing_to_consent_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.toml").write_text(BASE, encoding="utf-8")
    assert main(["--config", str(tmp_path / "config.toml"), "oauth", "masuk"]) == 2
    assert "tidak dipakai" in capsys.readouterr().err


@pytest.mark.parametrize("answer, kode", [((400, {"error": "invalid_grant"}), "SKW-130"), ((503, {}), "SKW-131")])
def test_check_tells_an_ended_grant_from_a_server_that_is_away(
    answer: tuple[int, dict[str, object]], kode: str, server: TokenServer, tmp_path: Path
) -> None:
    config = load(office(tmp_path, server, "oauth2-microsoft", 'alur = "aplikasi"\n'), {})
    server.answers = [answer]
    found = [f for f in look(config, NOW, offline=False) if f.hasil is Hasil.SALAH]
    assert [f.kode for f in found] == [kode]
    assert found[0].cara and "SENTINEL" not in str(found[0])


def test_an_ended_grant_is_alarmed_by_exit_code_log_and_status(server: TokenServer, tmp_path: Path) -> None:
    from scripted import Scripted, imap

    with Scripted(imap({"CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n"})) as line:
        file = office(tmp_path, server, "oauth2-microsoft")
        text = file.read_text(encoding="utf-8")
        port = load(file, {}).imap.port
        file.write_text(text.replace(f"port = {port}", f"port = {line.port}"), encoding="utf-8")
        command = [sys.executable, "-m", "sikuwas_mail", "--config", str(file)]
        once = subprocess.run([*command, "run", "--once"], capture_output=True, text=True, timeout=120)
        assert once.returncode == 75
        assert "SKW-130" in once.stderr and "kotak.tidak-terjangkau" in once.stderr
        status = subprocess.run([*command, "status", "--json"], capture_output=True, text=True, timeout=60)
        shape = json.loads(status.stdout)
        assert shape["sehat"] is False
        assert "SKW-130" in shape["imap"] and "kotak surat tidak terjangkau" in shape["sebab"]
        assert subprocess.run([*command, "status", "--healthy"], timeout=60).returncode == 1
