"""Command line over environment over credentials over file over defaults, and each value knows where it came from."""

from pathlib import Path

import pytest
from minimal import BASE

from sikuwas_mail.config import ConfigFaults, load


def write(folder: Path, text: str = BASE) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def credentials(folder: Path, **files: str) -> dict[str, str]:
    place = folder / "kredensial"
    place.mkdir()
    for name, text in files.items():
        (place / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return {"CREDENTIALS_DIRECTORY": str(place)}


def test_each_layer_lies_over_the_one_below(tmp_path: Path) -> None:
    file = write(tmp_path, BASE.replace("[smtp]", "port = 1\npoll_detik = 1\nidle = true\n[smtp]"))
    env = credentials(tmp_path, imap__poll_detik="2\n", imap__idle="false", lain="x")
    env |= {"SIKUWAS_IMAP__IDLE": "true", "SIKUWAS_IMAP__FOLDER_MASUK": "Masuk"}
    config = load(file, env, {"imap.folder_masuk": "Uji"})
    assert (config.imap.port, config.imap.poll_detik, config.imap.idle) == (1, 2, True)
    assert (config.imap.folder_masuk, config.imap.tls) == ("Uji", "ssl")
    origins = [config.asal.get(f"imap.{k}") for k in ("port", "poll_detik", "idle", "folder_masuk", "tls")]
    named = ["config.toml", "kredensial imap.poll_detik", "lingkungan SIKUWAS_IMAP__IDLE", "baris perintah", None]
    assert origins == named


@pytest.mark.parametrize("source", ["file", "environment", "environment file", "credentials"])
def test_a_password_may_come_from_any_of_its_places(tmp_path: Path, source: str) -> None:
    (tmp_path / "sandi").write_text("dari luar\n", encoding="utf-8")
    text, env = BASE.replace('password = "SENTINEL-SANDI"\n', ""), {}
    if source == "file":
        text = text.replace("[smtp]", 'password_file = "sandi"\n[smtp]')
    elif source == "environment":
        env = {"SIKUWAS_IMAP__PASSWORD": "dari luar"}
    elif source == "environment file":
        env = {"SIKUWAS_IMAP__PASSWORD_FILE": str(tmp_path / "sandi")}
    else:
        env = credentials(tmp_path, imap__password="dari luar\n")
    config = load(write(tmp_path, text), env)
    assert config.imap.password is not None
    assert config.imap.password.get_secret_value() == "dari luar"
    assert not config.warnings


def test_a_password_of_the_environment_wins_over_that_of_the_file(tmp_path: Path) -> None:
    config = load(write(tmp_path), {"SIKUWAS_IMAP__PASSWORD": "baru"})
    assert config.imap.password is not None
    assert config.imap.password.get_secret_value() == "baru"


def test_a_number_in_digits_is_still_a_password(tmp_path: Path) -> None:
    config = load(write(tmp_path), {"SIKUWAS_IMAP__PASSWORD": "12345"})
    assert config.imap.password is not None
    assert config.imap.password.get_secret_value() == "12345"


def test_a_wrong_variable_is_named_and_its_value_is_not(tmp_path: Path) -> None:
    env = {
        "SIKUWAS_IMAP__PORT": "SENTINEL",
        "SIKUWAS_IMAP__PASWORD": "SENTINEL",
        "SIKUWAS_SMTP__PASSWORD_FILE": "tak-ada",
    }
    with pytest.raises(ConfigFaults) as caught:
        load(write(tmp_path), env)
    told = str(caught.value)
    assert told.count("\n") == 2
    assert "lingkungan SIKUWAS_IMAP__PORT: imap.port: harus bilangan bulat" in told
    assert "SIKUWAS_IMAP__PASWORD: imap.pasword: kunci tidak dikenal" in told
    assert "SIKUWAS_SMTP__PASSWORD_FILE: smtp.password: berkas tidak dapat dibaca" in told
    assert "SENTINEL" not in told


def test_a_secret_file_that_is_not_there_is_a_doubt_and_no_fault(tmp_path: Path) -> None:
    text = BASE.replace('password = "SENTINEL-SANDI"', 'password_file = "tak-ada"')
    config = load(write(tmp_path, text), {})
    assert [str(w) for w in config.warnings] == [
        'config.toml:7:1: imap.password_file: berkas "tak-ada" tidak ada atau tidak dapat dibaca'
    ]
    assert config.missing_secrets() == ("imap.password",)
    assert not load(write(tmp_path, text), {"SIKUWAS_IMAP__PASSWORD": "x"}).warnings


def test_a_password_in_a_file_everybody_reads_is_a_doubt(tmp_path: Path) -> None:
    file = write(tmp_path)
    file.chmod(0o644)
    assert "chmod 640" in str(load(file, {}).warnings[0])
    file.chmod(0o640)
    assert not load(file, {}).warnings


def test_paths_start_from_the_folder_of_the_file(tmp_path: Path) -> None:
    config = load(write(tmp_path), {})
    assert config.database_url == f"sqlite:///{tmp_path}/data/sikuwas.db"
    assert config.key_file == tmp_path / "data" / "sikuwas.kunci"
    assert config.arsip_folder == tmp_path / "data" / "arsip"
    assert (config.templat_folder / "surat").is_dir()
    (tmp_path / "templates").mkdir()
    assert config.templat_folder == tmp_path / "templates"
