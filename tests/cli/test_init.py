"""`init` prepares a folder that `check --offline` accepts, asks six questions at most and overwrites nothing."""

import io
from pathlib import Path

import pytest

from sikuwas_mail.cli import main
from sikuwas_mail.cli.init import filled
from sikuwas_mail.config import example_file, load

FLAGS = ["--user", "layanan@kantor.go.id", "--uji", "it@kantor.go.id", "--ya"]


def test_a_prepared_folder_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "sikuwas"
    assert main(["init", str(folder), *FLAGS]) == 0
    assert "Berikutnya:" in capsys.readouterr().out
    assert (folder / "config.toml").stat().st_mode & 0o777 == 0o640
    assert (folder / "data" / "sikuwas.kunci").stat().st_mode & 0o777 == 0o600
    assert (folder / "rahasia").stat().st_mode & 0o777 == 0o700
    assert (folder / "templates" / "surat" / "tugas-disposisi.txt").is_file()
    assert main(["check", "--offline", "--config", str(folder / "config.toml")]) == 0


def test_the_answers_stand_in_the_file_and_its_notes_remain(tmp_path: Path) -> None:
    flags = ["--imap-host", "127.0.0.1", "--imap-port", "1143", "--imap-tls", "none", "--kota", 'KOTA "X"']
    assert main(["init", str(tmp_path), *FLAGS, *flags]) == 0
    config = load(tmp_path / "config.toml", {})
    assert (config.imap.host, config.imap.port, config.imap.tls) == ("127.0.0.1", 1143, "none")
    assert (config.smtp.host, config.smtp.user, config.alamat) == (
        "127.0.0.1",
        "layanan@kantor.go.id",
        "layanan@kantor.go.id",
    )
    assert (config.alihkan_ke, config.instansi.kota) == ("it@kantor.go.id", 'KOTA "X"')
    comments = [line.partition("#")[2] for line in example_file().read_text().splitlines()]
    assert [line.partition("#")[2] for line in (tmp_path / "config.toml").read_text().splitlines()] == comments


def test_six_questions_are_asked_and_enter_takes_the_proposal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "sys.stdin", io.StringIO("PEMERINTAH KABUPATEN CONTOH\n\nlayanan@kantor.go.id\n\n\nit@kantor.go.id\n")
    )
    assert main(["init", str(tmp_path)]) == 0
    assert capsys.readouterr().err.count(": ") == 6
    config = load(tmp_path / "config.toml", {})
    assert (config.instansi.kota, config.imap.host, config.smtp.host) == (
        "CONTOH",
        "mail.kantor.go.id",
        "mail.kantor.go.id",
    )


@pytest.mark.parametrize("there", ["config.toml", "templates", "data/sikuwas.kunci"])
def test_nothing_is_overwritten(tmp_path: Path, there: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("milik kantor")
    before = sorted(tmp_path.rglob("*"))
    assert main(["init", str(tmp_path), *FLAGS]) == 1
    assert "SKW-301" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / there).read_text() == "milik kantor"


@pytest.mark.parametrize(
    "flags, said",
    [
        (["--uji", "it@kantor.go.id", "--ya"], "'--user'"),
        (["--user", "bukan alamat", "--uji", "it@kantor.go.id", "--ya"], "smtp.from"),
        ([*FLAGS, "--imap-tls", "none"], "imap.tls"),
    ],
)
def test_an_answer_that_cannot_be_leaves_nothing_behind(
    tmp_path: Path, flags: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "baru"), *flags]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "baru").exists()


def test_only_the_key_of_the_named_section_is_replaced() -> None:
    text = filled('a = "x"\n[s]\na = "y"   # catatan\n[t]\na = "z"\n', {("s", "a"): "baru"})
    assert text == 'a = "x"\n[s]\na = "baru" # catatan\n[t]\na = "z"\n'
