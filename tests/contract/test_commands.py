"""Commands and exit codes: 0 done, 1 a check failed, 2 usage, 75 try later, 78 configuration; JSON alone on stdout."""

import email
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from contract.desk import HASIL, KAMIS, PEMOHON, SENIN, TUGASKAN, UJI, Kantor, alamat, perintah

EML = Path(__file__).parents[1] / "eml"
KELUARGA = ("kasus", "surat", "antrean", "templat")


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    """An office with one case at the Sekretaris."""
    with Kantor(tmp_path_factory.mktemp("perintah")) as made:
        made.ajukan()
        made.jawab("admin", "TERUSKAN")
        made.putar()
        yield made


SALAH_PAKAI = [
    ["tidak-ada"], ["kasus"], ["kasus", "show"], ["run", "--sekali"], ["rekap", "2026-13"], ["rekap", "Oktober"],
    ["run", "--now", SENIN], ["run", "--once", "--now", "kemarin"], ["kasus", "show", "SKW-2026-0001", "lebih"],
    ["surat", "parse"], ["kasus", "export", "SKW-2026-0001"], ["antrean", "retry", "abc"], ["backup", "--kemana"],
]  # fmt: skip


@pytest.mark.parametrize("kata", SALAH_PAKAI, ids=" ".join)
def test_wrong_use_is_2_and_says_so_on_stderr(kantor: Kantor, kata: list[str]) -> None:
    done = kantor.perintah(*kata)
    assert done.kode == 2, done
    assert done.galat and "Traceback" not in done.galat


@pytest.mark.parametrize("kata", [[], *([k] for k in KELUARGA), ["run"], ["kasus", "show"], ["rekap"], ["restore"]])
def test_help_is_indonesian_and_0(kata: list[str]) -> None:
    done = perintah(*kata, "--help")
    assert done.kode == 0 and "Pemakaian" in done.keluar and "Usage" not in done.keluar


def test_help_names_every_command_of_the_contract() -> None:
    keluar = perintah("--help").keluar
    for nama in ("demo", "init", "check", "run", "status", *KELUARGA, "rekap", "backup", "restore"):
        assert f"\n  {nama} " in keluar, nama
    assert perintah("--version").kode == 0


TIADA = [
    ["kasus", "show", "SKW-2026-0999"], ["kasus", "show", "SKW-2026-0999", "--json"], ["surat", "show", "9999"],
    ["surat", "retry", "9999"], ["antrean", "retry", "9999"], ["templat", "preview", "tidak-ada", "--out", "x.html"],
    ["surat", "parse", "/tidak/ada.eml", "--json"], ["restore", "/tidak/ada.tar.gz", "--to", "/tidak/ada"],
]  # fmt: skip


@pytest.mark.parametrize("kata", TIADA, ids=" ".join)
def test_what_is_not_there_is_told_without_a_traceback(kantor: Kantor, kata: list[str]) -> None:
    done = kantor.perintah(*kata)
    assert done.kode in (1, 2), done
    assert done.galat.strip() and "Traceback" not in done.galat and "SKW-900" not in done.galat
    assert "--json" not in kata or not done.keluar.strip()


BACA = [["status"], ["kasus", "list"], ["kasus", "show", "SKW-2026-0001"], ["surat", "list"], ["antrean", "list"]]


@pytest.mark.parametrize("kata", [*BACA, ["check", "--offline"]], ids=" ".join)
def test_json_prints_exactly_one_value_and_nothing_else(kantor: Kantor, kata: list[str]) -> None:
    done = kantor.perintah(*kata, "--json")
    assert done.kode == 0
    json.loads(done.keluar)
    assert kantor.perintah(*kata).kode == 0


def test_logs_go_to_stderr(kantor: Kantor) -> None:
    kantor.kirim("orang@luar.example", "Apa kabar", "Kapan reuni?")
    line = [sys.executable, "-m", "sikuwas_mail", "--config", str(kantor.config), "run", "--once", "--now", SENIN]
    done = subprocess.run(line, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "") and "surat." in done.stderr
    assert "reuni" not in done.stderr and "SANDI" not in done.stderr


def test_check_with_a_letter_for_proof(kantor: Kantor) -> None:
    sebelum = len(kantor.pos.sent)
    done = kantor.perintah("check", "--send", UJI)
    assert done.kode == 0, done
    assert [p.recipients for p in kantor.pos.sent[sebelum:]].count((UJI,)) == 1


def test_status_is_healthy_after_a_round(kantor: Kantor) -> None:
    kantor.putar()
    assert kantor.perintah("status", "--healthy").kode in (0, 1)  # the rehearsal's clock may be long ago
    assert kantor.json("status")["imap"]


def test_a_letter_for_people_to_read(kantor: Kantor) -> None:
    (first, *_) = kantor.json("surat", "list")
    done = kantor.perintah("surat", "show", str(first["id"]))
    assert done.kode == 0 and first["message_id"] in done.keluar and "hibah" in done.keluar


def test_the_dossier_of_a_case(kantor: Kantor, tmp_path: Path) -> None:
    berkas = tmp_path / "kasus.zip"
    assert kantor.perintah("kasus", "export", "SKW-2026-0001", "--out", str(berkas)).kode == 0
    with zipfile.ZipFile(berkas) as arsip:
        assert arsip.testzip() is None
        nama = arsip.namelist()
        assert any(n.endswith(".docx") for n in nama) and any(n.endswith(".eml") for n in nama)


def test_backup_while_a_daemon_runs_and_restore_into_an_empty_place(kantor: Kantor, tmp_path: Path) -> None:
    with kantor.layanan():
        kantor.kirim("baru@opd.example", "bantuan", "BANTUAN")
        kantor.tunggu("baru@opd.example", "")
        assert kantor.perintah("run", "--once", "--now", SENIN).kode == 75
        assert kantor.perintah("backup", "--to", str(tmp_path / "cadangan")).kode == 0
    (arsip,) = [f for f in (tmp_path / "cadangan").rglob("*") if f.is_file() and ".tar" in f.name]
    done = kantor.perintah("restore", str(arsip), "--to", str(tmp_path / "pulih"))
    assert done.kode == 0, done
    assert kantor.perintah("restore", str(arsip), "--to", str(tmp_path / "pulih")).kode != 0
    assert list((tmp_path / "pulih").rglob("*.db"))


def test_templates_are_listed_checked_and_shown(kantor: Kantor, tmp_path: Path) -> None:
    done = kantor.perintah("templat", "list")
    assert done.kode == 0 and "tugas-disposisi" in done.keluar and "surat-tugas" in done.keluar
    assert kantor.perintah("templat", "lint").kode == 0
    keluar = tmp_path / "pratinjau.html"
    assert kantor.perintah("templat", "preview", "tugas-disposisi", "--out", str(keluar)).kode == 0
    assert "<html" in keluar.read_text(encoding="utf-8").lower()


def test_the_monthly_recap(kantor: Kantor, tmp_path: Path) -> None:
    done = kantor.perintah("rekap", "2026-11", "--out", str(tmp_path / "rekap"))
    assert done.kode == 0, done
    assert [f for f in (tmp_path / "rekap").rglob("*") if f.stat().st_size]


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    done = perintah("init", str(tmp_path / "kantor"), "--user", "a@b.example", "--uji", "it@b.example", "--ya")
    assert done.kode == 0, done
    assert (tmp_path / "kantor" / "config.toml").exists() and (tmp_path / "kantor" / "templates").is_dir()
    assert perintah("check", "--offline", config=tmp_path / "kantor" / "config.toml").kode in (0, 1)


def test_a_mailbox_that_is_away_is_75(tmp_path: Path) -> None:
    kantor = Kantor(tmp_path)
    with kantor:
        kantor.putar()
    done = kantor.perintah("run", "--once", "--now", SENIN)
    assert done.kode == 75 and done.galat.strip() and not done.keluar
    assert kantor.perintah("check").kode == 1


def test_the_clock_is_only_for_rehearsals(tmp_path: Path) -> None:
    with Kantor(tmp_path, mode="langsung", alihkan_ke=None) as kantor:
        assert kantor.perintah("run", "--once", "--now", SENIN).kode == 2


# ── surat parse, without any configuration ───────────────────────────────────────────────────────
JENIS = {
    "permohonan-baru-gmail": "permohonan", "permohonan-baru-bebas": "permohonan", "disposisi-acc": "balasan",
    "penerusan-teruskan-mailto": "balasan", "otomatis-gmail": "otomatis", "pentalan-tetap": "pentalan",
    "kalender-terima": "kalender", "terusan-outlook": "terusan",
}  # fmt: skip
KUNCI = {"berkas", "jenis", "subject", "from", "text", "reply", "otomatis", "pentalan", "lampiran", "alasan"}


def test_parse_needs_no_config_and_prints_one_line_per_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SIKUWAS_CONFIG", raising=False)
    asing = tmp_path / "asing.eml"
    asing.write_bytes(b"From: teman@luar.example\r\nSubject: Apa kabar\r\n\r\nKapan reuni angkatan kita?\r\n")
    rusak = tmp_path / "rusak.eml"
    rusak.write_bytes(b"\xff\xfe\x00From \x80\r\n: \r\nContent-Type: multipart/mixed\r\n\r\n--")
    berkas = [*(EML / f"{nama}.eml" for nama in JENIS), asing, rusak]
    done = perintah("surat", "parse", *map(str, berkas), "--json")
    assert done.kode == 0, done
    rows = [json.loads(line) for line in done.keluar.splitlines()]
    assert [row["berkas"] for row in rows] == [str(b) for b in berkas]
    assert all(row.keys() >= KUNCI for row in rows)
    assert [row["jenis"] for row in rows[:-2]] == list(JENIS.values())
    assert rows[-2]["jenis"] == "asing"
    for row in rows:
        assert isinstance(row["otomatis"], bool) and isinstance(row["pentalan"], bool)
        assert all(set(a) >= {"nama", "ukuran"} for a in row["lampiran"])


def test_parse_cuts_the_quotation(tmp_path: Path) -> None:
    for nama in ("disposisi-acc", "disposisi-setuju-gmail"):
        row = json.loads(perintah("surat", "parse", str(EML / f"{nama}.eml"), "--json").keluar)
        assert len(row["reply"]) < len(row["text"]) and "SIKUWAS Inspektorat" not in row["reply"]


def test_parse_tells_attachments(tmp_path: Path) -> None:
    pesan = email.message.EmailMessage()
    pesan["From"], pesan["Subject"] = PEMOHON, "Permohonan konsultasi"
    pesan.set_content("Nama: Laras Contoh\nTopik: Hibah")
    pesan.add_attachment(b"isi", maintype="application", subtype="pdf", filename="surat pengantar.pdf")
    (tmp_path / "a.eml").write_bytes(pesan.as_bytes())
    row = json.loads(perintah("surat", "parse", str(tmp_path / "a.eml"), "--json").keluar)
    assert row["lampiran"] == [{"nama": "surat pengantar.pdf", "ukuran": 3}] or row["lampiran"][0]["ukuran"] == 3
    assert row["from"] == PEMOHON and row["jenis"] == "permohonan"


def test_the_module_runs_as_the_program_does() -> None:
    done = subprocess.run([sys.executable, "-m", "sikuwas_mail", "--version"], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout == perintah("--version").keluar


# ── time: reminders, escalation, night ───────────────────────────────────────────────────────────
def test_reminders_come_at_the_norm_and_twice_and_then_the_superior_is_told(tmp_path: Path) -> None:
    with Kantor(tmp_path) as kantor:
        kantor.ajukan()
        jumlah = []
        for menit in (9, 11, 19, 21, 29, 31):
            kantor.putar(f"2026-11-23T08:{menit:02}:00+07:00")
            semua = [s["X-Sikuwas-Jenis"] for s in kantor.kotak(UJI)]
            jumlah.append((semua.count("pengingat"), semua.count("eskalasi")))
        assert [j for j, _ in jumlah] == [0, 1, 1, 2, 2, 2]
        assert [e for _, e in jumlah[:5]] == [0, 0, 0, 0, 0] and jumlah[5][1] >= 1
        assert kantor.json("kasus", "list")[0]["terlambat"] is True


def test_nothing_is_reminded_of_at_night_or_on_holidays(tmp_path: Path) -> None:
    with Kantor(tmp_path) as kantor:
        kantor.jam = "2026-11-20T16:25:00+07:00"  # Friday, five minutes before the end
        kantor.ajukan()
        for jam in ("2026-11-20T19:00", "2026-11-21T09:00", "2026-11-22T23:30", "2026-11-23T07:31"):
            kantor.putar(f"{jam}:00+07:00")
        assert not kantor.surat("admin", "pengingat")
        kantor.putar("2026-11-23T07:36:00+07:00")
        assert len(kantor.surat("admin", "pengingat")) == 1


def test_the_clock_of_a_consultation_starts_with_the_session(tmp_path: Path) -> None:
    with Kantor(tmp_path) as kantor:
        nomor = kantor.ajukan()
        for dari, isi in (
            ("admin", "TERUSKAN"),
            ("sekretaris", "SETUJU"),
            ("irban2", TUGASKAN),
            ("admin", "SIAP: aula"),
        ):
            kantor.jawab(dari, isi)
            kantor.putar()
        (tugas,) = kantor.json("kasus", "show", nomor)["tugas"]
        assert (tugas["langkah"], tugas["tenggat"]) == ("konsultasi", "2026-11-26T12:00:00+07:00")
        kantor.putar("2026-11-26T11:50:00+07:00")
        assert not kantor.surat("rina", "pengingat")
        kantor.jawab("rina", HASIL)
        kantor.putar("2026-11-26T11:55:00+07:00")
        assert kantor.langkah(nomor) == ["pelaporan"]
        assert alamat("irban2") in {t["pemegang"] for t in kantor.json("kasus", "show", nomor)["tugas"]}


def test_while_the_applicant_is_asked_the_clock_stands(tmp_path: Path) -> None:
    with Kantor(tmp_path) as kantor:
        kantor.kirim(PEMOHON, "Permohonan", "Nama: Laras Contoh\nTopik: Hibah\nUraian: Bagaimana mencatat hibah?")
        kantor.putar()
        (kasus,) = kantor.json("kasus", "list")
        assert kasus["status"] == "menunggu_pemohon"
        (surat,) = kantor.surat(PEMOHON, "kelengkapan")
        for label in ("NIP", "Jabatan", "Perangkat Daerah", "Metode"):
            assert label.lower() in surat.teks.lower()
        assert any(nama.endswith(".docx") for nama in surat.lampiran)
        kantor.jawab(
            PEMOHON, "NIP: -\nJabatan: Kasi\nPerangkat Daerah: BPKAD\nNo HP: 0812345678\nMetode: luring", "kelengkapan"
        )
        kantor.putar(KAMIS)
        (tugas,) = kantor.json("kasus", "show", kasus["nomor"])["tugas"]
        assert (tugas["langkah"], tugas["tenggat"]) == ("penerusan", "2026-11-26T11:10:00+07:00")
