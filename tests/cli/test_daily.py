"""Daily work: why a case stands still, short lists, a bundle that tells nothing of people, completion, a rehearsal."""

import json
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from needs import need

from sikuwas_mail.cli import main, registry
from sikuwas_mail.cli.bundle import masked
from sikuwas_mail.config import load
from sikuwas_mail.daemon import run_once
from sikuwas_mail.demo import people, setting
from sikuwas_mail.demo.postoffice import PostOffice

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
PEMOHON = people.PEMOHON_LENGKAP.email
PERMOHONAN = """Nama: Laras Contoh
NIP: 198503152010012001
Jabatan: Kepala Subbidang
Perangkat Daerah: BPKAD
Nomor HP: 081234567890
Topik: Hibah RAHASIA-TOPIK
Uraian: Bagaimana mencatat hibah barang?
Metode: daring
"""


def request(post: PostOffice, text: str = PERMOHONAN) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = PEMOHON, people.KOTAK, "Konsultasi"
    letter["Message-ID"] = f"<{len(text)}@opd.example>"
    letter.set_content(text)
    post.deliver(people.KOTAK, letter.as_bytes())


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, PostOffice]]:
    """An office with one request on Admin's desk since Monday, eight o'clock; rehearsed before it was taken."""
    folder = tmp_path_factory.mktemp("harian")
    with PostOffice(setting.accounts()) as post:
        file = folder / "config.toml"
        file.write_text(setting.config_toml(post.ports), encoding="utf-8")
        file.chmod(0o600)
        request(post)
        assert main(["--config", str(file), "run", "--once", "--gladi", str(folder / "gladi")]) == 0
        run_once(load(file, {}), lambda: MONDAY)
        yield file, post


def told(kantor: tuple[Path, PostOffice], capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main(["--config", str(kantor[0]), *words]) == 0
    return capsys.readouterr().out


def test_why_names_whom_is_waited_for_since_when_and_what_comes_next(
    kantor: tuple[Path, PostOffice], capsys: pytest.CaptureFixture[str]
) -> None:
    shape: Any = json.loads(told(kantor, capsys, "kasus", "why", "skw-2026-0001", "--json"))
    (waited,) = shape["menunggu"]
    admin = next(p for p in people.petugas() if p.peran == "admin")
    assert (shape["langkah"], waited["langkah"], waited["pemegang"]) == ("penerusan", "penerusan", [admin.nama])
    assert datetime.fromisoformat(waited["tenggat"]) == MONDAY.replace(minute=10)
    assert waited["surat"]["keadaan"] == "terkirim"
    (step,) = waited["berikutnya"]
    assert step["apa"] == "pengingat ke-1 kepada pemegang" and step["waktu"] >= waited["tenggat"]
    assert "TERUSKAN" in [a["contoh"] for a in waited["jawaban"]]
    text = told(kantor, capsys, "kasus", "why", "SKW-2026-0001")
    assert f"Menunggu {admin.nama} (penerusan) sejak 23-11-2026 08.00." in text
    assert "Bila tidak dijawab: pengingat ke-1" in text


def test_an_unknown_case_is_told_without_traceback(
    kantor: tuple[Path, PostOffice], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", str(kantor[0]), "kasus", "why", "SKW-2026-9999"]) == 1
    assert "tidak ditemukan" in capsys.readouterr().err


def test_a_rehearsal_shows_what_would_leave_and_changes_nothing(kantor: tuple[Path, PostOffice]) -> None:
    folder = kantor[0].parent / "gladi"
    names = sorted(p.name for p in folder.iterdir())
    assert any("tanda-terima" in n for n in names) and any("tugas" in n for n in names)
    assert b"X-Sikuwas-Jenis" in (folder / names[0]).read_bytes()
    senders = {one.sender for one in kantor[1].sent}
    assert senders == {people.KOTAK}
    receipts = [raw for raw in kantor[1].inbox(PEMOHON) if b"tanda-terima" in raw]
    assert len(receipts) == 1  # of the real pass alone, which also found the mail where it was


def test_a_rehearsal_does_not_mix_with_another(
    kantor: tuple[Path, PostOffice], capsys: pytest.CaptureFixture[str]
) -> None:
    file, gladi = str(kantor[0]), str(kantor[0].parent / "gladi")
    assert main(["--config", file, "run", "--once", "--gladi", gladi]) == 1
    assert "sudah berisi" in capsys.readouterr().err
    assert main(["--config", file, "run", "--gladi", gladi]) == 2


LISTS = (("kasus", "list"), ("surat", "list"), ("antrean", "list"))


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_lists_are_short_on_demand_and_tabbed_in_a_pipe(
    words: tuple[str, str], kantor: tuple[Path, PostOffice], capsys: pytest.CaptureFixture[str]
) -> None:
    whole = told(kantor, capsys, *words).splitlines()
    assert whole and all("\t" in line for line in whole)
    assert told(kantor, capsys, *words, "--limit", "1").splitlines() == whole[-1:]
    assert told(kantor, capsys, *words, "--since", "2026-11-23").splitlines() == whole
    assert told(kantor, capsys, *words, "--since", "2026-11-23T08:00:01+07:00") == ""
    assert main(["--config", str(kantor[0]), *words, "--since", "kemarin"]) == 2
    assert "bukan tanggal" in capsys.readouterr().err
    assert main(["--config", str(kantor[0]), *words, "--limit", "0"]) == 2


def test_the_bundle_holds_no_secret_and_nobody(
    kantor: tuple[Path, PostOffice], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told(kantor, capsys, "bundle", "--out", str(tmp_path / "b.zip"))
    with zipfile.ZipFile(tmp_path / "b.zip") as pack:
        texts = {name: pack.read(name).decode() for name in pack.namelist()}
    assert set(texts) >= {"mesin.json", "konfigurasi.json", "pemeriksaan.json", "status.json", "antrean.json"}
    whole = "".join(texts.values())
    forbidden = [setting.SANDI, "@", "Laras", "RAHASIA-TOPIK", "198503152010012001", "081234567890"]
    forbidden += [p.nama for p in people.petugas()]
    assert [word for word in forbidden if word in whole] == []
    assert json.loads(texts["kasus.json"])[0]["nomor"] == "SKW-2026-0001"
    assert json.loads(texts["konfigurasi.json"])["petugas"]["irban"] >= 1


def test_masking_keeps_what_helps() -> None:
    text = masked('550 5.1.1 <Laras Contoh> laras@opd.id "kotak penuh" 0812 3456 7890', ["Laras Contoh"])
    assert text == "550 5.1.1 <<nama>> <alamat> <kutipan> <angka>"
    assert masked("2026-11-23T08:00:00+07:00", []) == "2026-11-23T08:00:00+07:00"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    for entry in registry.registered():
        assert entry.nama.split()[-1] in script, entry.nama
    assert "offline" in script and "limit" in script


COMPLETED = {"ka": "kasus", "kasus w": "why", "check --off": "--offline", "kasus list --si": "--since"}


def test_bash_completes_a_command_and_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    for line, expected in COMPLETED.items():
        words = ["sikuwas-mail", *line.split(" ")]
        asked = f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _sikuwas_mail; echo ${{COMPREPLY[*]}}"
        done = subprocess.run([need("bash"), "-c", f"{script}\n{asked}"], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == expected, line


def test_an_unknown_shell_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "tcsh"]) == 2
    assert "bash, zsh, fish" in capsys.readouterr().err
