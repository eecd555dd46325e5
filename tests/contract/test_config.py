"""config.toml from outside: what is refused and where, secrets that never show, and what each key changes."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from contract.desk import KOTAK, PEMOHON, SANDI, SENIN, Kantor, alamat, perintah, permohonan, toml

CHECK = ("check", "--offline")


def _periksa(folder: Path, isi: str, *kata: str) -> tuple[int, list[str]]:
    """Exit code and the lines of faults of a command with this config.toml."""
    (folder / "config.toml").write_text(isi, encoding="utf-8")
    done = perintah(*(kata or CHECK), config=folder / "config.toml")
    assert "Traceback" not in done.galat
    assert SANDI not in done.galat + done.keluar
    return done.kode, [line for line in (done.galat + done.keluar).splitlines() if "config.toml:" in line]


KELIRU: dict[str, tuple[Callable[[str], str], str]] = {
    "unknown key at the top": (lambda t: f"modus = 1\n{t}", r"config\.toml:1:1: modus: .*mode"),
    "unknown key in a table": (
        lambda t: t.replace("[imap]\n", "[imap]\nhots = 1\n"),
        r"config\.toml:\d+:1: imap\.hots: .*host",
    ),
    "unknown table": (lambda t: f"{t}\n[surel]\n", r"config\.toml:\d+:\d+: surel: "),
    "a number in quotes": (
        lambda t: re.sub(r"port = (\d+)", r'port = "\1"', t, count=1),
        r"config\.toml:\d+:1: imap\.port: ",
    ),
    "an unknown mode": (lambda t: t.replace('"uji"', '"coba"', 1), r"config\.toml:\d+:\d+: mode: .*uji.*langsung"),
    "an unknown role": (
        lambda t: t.replace('"auditor"', '"auditur"', 1),
        r"config\.toml:\d+:1: petugas\[\d+\]\.peran: .*auditor",
    ),
    "a port that cannot be": (
        lambda t: re.sub(r"port = \d+", "port = 99999", t, count=1),
        r"config\.toml:\d+:1: imap\.port: ",
    ),
    "plain text to another machine": (
        lambda t: t.replace('host = "127.0.0.1"', 'host = "surel.example"', 1),
        r"config\.toml:\d+:\d+: imap\.tls: ",
    ),
    "an end before the beginning": (
        lambda t: t.replace('peran = "admin"', 'peran = "admin"\nmulai = 2026-05-01\nsampai = 2026-01-01', 1),
        r"config\.toml:\d+:1: petugas\[\d+\]\.sampai: ",
    ),
    "two persons with one address": (
        lambda t: t.replace(alamat("joko"), alamat("rina"), 1),
        r"config\.toml:\d+:1: petugas\[\d+\]\.email: ",
    ),
    "a substitute for nobody": (
        lambda t: (
            f'{t}[[pengganti]]\nuntuk = "x@y.example"\noleh = "{alamat("irban1")}"\nsebagai = "Plh"\n'
            "mulai = 2026-11-23\nsampai = 2026-11-27\n"
        ),
        r"config\.toml:\d+:1: pengganti\[\d+\]\.untuk: ",
    ),
    "a norm below zero": (
        lambda t: f"{t}[sop.norma]\npenerusan = -5\n",
        r"config\.toml:\d+:1: sop\.norma\.penerusan: ",
    ),
    "a norm of an unknown step": (
        lambda t: f"{t}[sop.norma]\npenerusn = 5\n",
        r"config\.toml:\d+:1: sop\.norma\.penerusn: .*penerusan",
    ),
    "a pattern without a number": (
        lambda t: f'{t}[nomor]\npola = "{{klasifikasi}}/{{unit}}"\n',
        r"config\.toml:\d+:1: nomor\.pola: ",
    ),
    "a pattern with an unknown part": (
        lambda t: f'{t}[nomor]\npola = "{{urut}}/{{bulan_}}"\n',
        r"config\.toml:\d+:1: nomor\.pola: ",
    ),
    "an unknown zone": (lambda t: f'{t}[instansi]\nzona = "Asia/Mojokerto"\n', r"config\.toml:\d+:1: instansi\.zona: "),
    "an unknown paper": (lambda t: f'{t}[dokumen]\nkertas = "F5"\n', r"config\.toml:\d+:1: dokumen\.kertas: .*F4"),
    "a schema of the future": (lambda t: t.replace("skema = 1", "skema = 9"), r"config\.toml:1:\d+: skema: "),
    "a broken line": (lambda t: f"{t}\nini bukan toml\n", r"config\.toml:\d+:\d+: "),
    "a rehearsal without a mailbox": (lambda t: re.sub(r"alihkan_ke.*\n", "", t), r"config\.toml:.*alihkan_ke"),
}


@pytest.mark.parametrize("apa", KELIRU)
def test_a_fault_is_told_with_its_place(tmp_path: Path, apa: str) -> None:
    ubah, pola = KELIRU[apa]
    kode, baris = _periksa(tmp_path, ubah(toml(1143, 1025)))
    assert kode == 78
    assert any(re.search(pola, b) for b in baris), baris


def test_all_faults_are_told_in_one_run_by_every_command(tmp_path: Path) -> None:
    isi = toml(1143, 1025)
    for apa in ("unknown key at the top", "unknown key in a table", "an unknown role", "a norm below zero"):
        isi = KELIRU[apa][0](isi)
    for kata in (CHECK, ("run", "--once"), ("status",), ("kasus", "list"), ("antrean", "list", "--json")):
        kode, baris = _periksa(tmp_path, isi, *kata)
        assert kode == 78 and len(baris) == 4, (kata, baris)


def test_a_config_that_is_not_there_is_78(tmp_path: Path) -> None:
    done = perintah("status", config=tmp_path / "tiada.toml")
    assert done.kode == 78 and "tiada.toml" in done.galat and not done.keluar


def test_a_password_file_that_is_not_there_stops_the_service_not_the_check(tmp_path: Path) -> None:
    isi = toml(1143, 1025).replace(f'password = "{SANDI}"', 'password_file = "tidak-ada.txt"')
    assert _periksa(tmp_path, isi)[0] == 0
    kode, baris = _periksa(tmp_path, isi, "run", "--once")
    assert kode == 78 and any("imap.password_file" in b and "tidak-ada.txt" in b for b in baris)


def test_the_offices_example_passes_as_it_stands() -> None:
    done = perintah(*CHECK, config=Path(__file__).parents[2] / "config.toml")
    assert done.kode == 0, done.galat + done.keluar


SUMBER: dict[str, Callable[[Path, pytest.MonkeyPatch], dict[str, Any]]] = {
    "file": lambda p, m: {"password": None, "password_file": str(_tulis(p / "sandi", f"{SANDI}\n"))},
    "environment": lambda p, m: [m.setenv("SIKUWAS_IMAP__PASSWORD", SANDI), {"password": None}][1],
    "environment over the file": lambda p, m: [m.setenv("SIKUWAS_IMAP__PASSWORD", SANDI), {"password": "salah"}][1],
    "file named by the environment": lambda p, m: [
        m.setenv("SIKUWAS_IMAP__PASSWORD_FILE", str(_tulis(p / "sandi", SANDI))),
        {"password": None},
    ][1],
    "systemd": lambda p, m: [
        m.setenv("CREDENTIALS_DIRECTORY", str(p)),
        _tulis(p / "imap.password", f"{SANDI}\n"),
        {"password": None},
    ][2],
}


def _tulis(file: Path, isi: str) -> Path:
    file.write_text(isi, encoding="utf-8")
    file.chmod(0o600)
    return file


@pytest.mark.parametrize("cara", SUMBER)
def test_a_password_may_come_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cara: str) -> None:
    with Kantor(tmp_path, imap=SUMBER[cara](tmp_path, monkeypatch)) as kantor:
        done = kantor.putar()
        assert SANDI not in done.keluar + done.galat


def test_the_environment_names_the_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lain.toml").write_text(toml(1143, 1025), encoding="utf-8")
    monkeypatch.setenv("SIKUWAS_CONFIG", str(tmp_path / "lain.toml"))
    assert perintah(*CHECK).kode == 0
    monkeypatch.delenv("SIKUWAS_CONFIG")
    (tmp_path / "config.toml").write_text("x = 1\n")
    monkeypatch.chdir(tmp_path)
    assert perintah(*CHECK).kode == 78


def test_a_wrong_password_is_told_without_it_and_later(tmp_path: Path) -> None:
    with Kantor(tmp_path, imap={"password": "SALAH-SEKALI-77"}) as kantor:
        done = kantor.perintah("run", "--once", "--now", SENIN)
        assert done.kode == 75
        assert "SALAH-SEKALI-77" not in done.keluar + done.galat
        for file in tmp_path.rglob("*"):
            if file.is_file() and file != kantor.config:
                assert b"SALAH-SEKALI-77" not in file.read_bytes(), file


# ── what a key changes ───────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def diubah(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An office with many keys changed, and one case up to the Surat Tugas while the Sekretaris is away."""
    web = "aplikasi@kabupaten.example"
    with Kantor(
        tmp_path_factory.mktemp("diubah"),
        instansi={"kode_tiket": "KONSUL", "nama": "INSPEKTORAT CONTOH"},
        nomor={"pola": "{klasifikasi}/{urut}/{unit}-ST/{tahun}", "klasifikasi": "700.1.1", "unit": "03"},
        keamanan={
            "kanal_online": [web],
            "domain_pemohon": ["opd.example", "kabupaten.example"],
            "domain_ditolak": ["ditolak.example"],
        },
        kalender={"tambah": [date(2026, 11, 24)]},
        pengganti=[
            {"untuk": alamat("sekretaris"), "oleh": alamat("irban1"), "sebagai": "Plh", "dasar": "SP contoh"}
            | {"mulai": date(2026, 11, 23), "sampai": date(2026, 11, 27)}
        ],
        **{"sop.norma": {"penerusan": 20, "penugasan": 600}},
    ) as kantor:
        kantor.ajukan()
        kantor.jawab("admin", "TERUSKAN")
        kantor.putar()
        yield kantor, web


def test_the_ticket_bears_the_offices_code(diubah: Any) -> None:
    kantor, _ = diubah
    assert [k["nomor"] for k in kantor.json("kasus", "list")][0] == "KONSUL-2026-0001"
    assert "[SIKUWAS KONSUL-2026-0001]" in kantor.surat("admin", "tugas")[0]["Subject"]
    assert "INSPEKTORAT CONTOH" in kantor.surat("admin", "tugas")[0].teks


def test_norms_holidays_substitutes_and_numbers_are_kept(diubah: Any) -> None:
    kantor, _ = diubah
    assert "08.20" in kantor.surat("admin", "tugas")[0].teks
    (tugas,) = kantor.json("kasus", "show", "KONSUL-2026-0001")["tugas"]
    assert tugas["langkah"] == "disposisi"
    surat = kantor.surat("irban1", "tugas")[-1]
    assert "Plh" in surat.teks
    kantor.kirim("irban1", "Re: ", "SETUJU", In_Reply_To=surat["Message-ID"])
    kantor.putar()
    kasus = kantor.json("kasus", "show", "KONSUL-2026-0001")
    putusan = next(r for r in kasus["riwayat"] if r["peristiwa"] == "Didisposisikan")
    assert (putusan["oleh"], putusan["atas_nama"]) == (alamat("irban1"), alamat("sekretaris"))
    # Ten working hours from Monday 08.00 with Tuesday off: 7 h on Monday, 3 h on Wednesday from 07.30.
    assert kasus["tugas"][0]["tenggat"] == "2026-11-25T10:30:00+07:00"
    kantor.jawab("irban2", "TUGASKAN: Rina")
    kantor.putar()
    kasus = kantor.json("kasus", "show", "KONSUL-2026-0001")
    (nomor,) = [d["nomor"] for d in kasus["dokumen"] if d["jenis"] == "surat-tugas"]
    assert nomor == "700.1.1/1/03-ST/2026"


def test_the_web_application_applies_for_its_users(diubah: Any) -> None:
    kantor, web = diubah
    mid = kantor.kirim(
        web, "Permohonan baru", permohonan(Email=PEMOHON, Topik="Lewat web"), Auto_Submitted="auto-generated"
    )
    kantor.putar()
    kasus = kantor.json("kasus", "show", kantor.hasil(mid)["kasus"])
    assert kasus["pemohon"]["alamat"] == PEMOHON
    assert kantor.surat(PEMOHON, "tanda-terima", kasus["nomor"])


@pytest.mark.parametrize("dari", ["orang@ditolak.example", "orang@lain.example"])
def test_domains_that_may_not_apply_are_told_so(diubah: Any, dari: str) -> None:
    kantor, _ = diubah
    sebelum = len(kantor.json("kasus", "list"))
    mid = kantor.kirim(dari, "Permohonan", permohonan())
    kantor.putar()
    assert len(kantor.json("kasus", "list")) == sebelum
    assert kantor.hasil(mid)["hasil"] and not kantor.hasil(mid)["kasus"]
    (surat,) = kantor.surat(dari)
    assert surat["X-Sikuwas-Jenis"] == "penolakan"


def test_config_values_are_shown_without_the_password(diubah: Any) -> None:
    kantor, _ = diubah
    done = kantor.perintah("config", "show", "--json")
    assert done.kode == 0 and SANDI not in done.keluar and KOTAK in done.keluar
    json.loads(done.keluar)
