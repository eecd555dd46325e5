"""The JSON other programs read: every key of the contract, every closed set of values, every time with its offset."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from contract.desk import HASIL, JENIS, LANGKAH, TUGASKAN, Kantor, permohonan

WAKTU = {"waktu", "dibuka", "tenggat", "dijeda", "diterima", "coba_lagi", "detak", "terkirim"}
PERAN = {"admin", "sekretaris", "irban", "auditor", "ppupd", "inspektur", "pemohon"}


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    """One case to its end, one waiting for its applicant, one closed, one running; a stray mail; one bad address."""
    with Kantor(tmp_path_factory.mktemp("json")) as made:
        made.putar()
        for i, isi in enumerate((permohonan(), "Nama: Hendra Contoh\nTopik: Bansos", permohonan(), permohonan())):
            made.kirim(f"p{i}@opd.example", "Permohonan konsultasi", isi)
            made.putar()
        made.kirim("orang@luar.example", "Apa kabar", "Kapan reuni?")
        nomor = [f"SKW-2026-000{i}" for i in (1, 2, 3, 4)]
        made.jawab("admin", "TOLAK: bukan kewenangan", kasus=nomor[2])
        for dari, isi in (
            ("admin", "TERUSKAN"), ("sekretaris", "SETUJU"), ("irban2", TUGASKAN), ("admin", "SIAP: Aula"),
            ("rina", HASIL), ("irban2", "SETUJU"), ("inspektur", "TERIMA"), ("admin", "ARSIP: 1 / Rak 3"),
        ):  # fmt: skip
            made.jawab(dari, isi, kasus=nomor[0])
            made.putar()
        yield made


def _tampil(kantor: Kantor, nomor: int) -> Any:
    return kantor.json("kasus", "show", f"SKW-2026-000{nomor}")


def _waktu(nilai: Any, kunci: str = "") -> Iterator[tuple[str, str]]:
    """Every value under a key that names a time."""
    if isinstance(nilai, dict):
        for k, v in nilai.items():
            yield from _waktu(v, k)
    elif isinstance(nilai, list):
        for v in nilai:
            yield from _waktu(v, kunci)
    elif kunci in WAKTU and isinstance(nilai, str) and nilai:
        yield kunci, nilai


def test_a_case_has_its_keys(kantor: Kantor) -> None:
    for nomor in (1, 2, 3, 4):
        kasus = _tampil(kantor, nomor)
        assert kasus.keys() >= {
            *("nomor", "status", "langkah", "revisi", "pemohon", "permohonan", "tugas"),
            *("riwayat", "dokumen", "surat"),
        }
        assert kasus["nomor"] == f"SKW-2026-000{nomor}" and kasus["langkah"] in LANGKAH
        assert isinstance(kasus["revisi"], int) and kasus["pemohon"]["alamat"] == f"p{nomor - 1}@opd.example"
        for t in kasus["tugas"]:
            assert t.keys() >= {"langkah", "peran", "pemegang", "dibuka", "tenggat", "dijeda"}
            assert t["langkah"] in LANGKAH and t["peran"] in PERAN
        for r in kasus["riwayat"]:
            assert r.keys() >= {"urut", "waktu", "peristiwa", "langkah", "oleh", "atas_nama"}
            assert r["langkah"] in LANGKAH and r["oleh"] and r["peristiwa"]
        for s in kasus["surat"]:
            assert s.keys() >= {"arah", "jenis", "message_id", "alamat", "waktu"}
            assert s["arah"] in ("masuk", "keluar") and s["message_id"].startswith("<")
            assert s["arah"] == "masuk" or s["jenis"] in JENIS
        for d in kasus["dokumen"]:
            assert d.keys() >= {"jenis", "nomor", "versi", "berkas", "sha256"}
            assert isinstance(d["versi"], int) and len(d["sha256"]) == 64


def test_the_four_states_of_a_case(kantor: Kantor) -> None:
    assert [_tampil(kantor, n)["status"] for n in (1, 2, 3, 4)] == [
        "selesai",
        "menunggu_pemohon",
        "ditutup",
        "berjalan",
    ]
    assert not _tampil(kantor, 1)["tugas"] and not _tampil(kantor, 3)["tugas"]


def test_the_list_of_cases(kantor: Kantor) -> None:
    rows = kantor.json("kasus", "list")
    assert len(rows) == 4
    for row in rows:
        assert row.keys() >= {"nomor", "status", "langkah", "pemegang", "tenggat", "terlambat"}
        assert isinstance(row["terlambat"], bool)
        shown = kantor.json("kasus", "show", row["nomor"])
        assert (row["status"], row["langkah"]) == (shown["status"], shown["langkah"])


def test_every_mail_ever_seen_has_exactly_one_outcome(kantor: Kantor) -> None:
    rows = kantor.json("surat", "list")
    assert len(rows) == 14 == len({row["id"] for row in rows}) == len({row["sha256"] for row in rows})
    for row in rows:
        assert row.keys() >= {"id", "message_id", "sha256", "dari", "diterima", "hasil", "kasus", "alasan"}
        assert row["hasil"] and row["message_id"] and "@" in row["dari"] and row["alasan"]


def test_the_queue(kantor: Kantor) -> None:
    for row in kantor.json("antrean", "list"):
        assert row.keys() >= {"id", "message_id", "kepada", "jenis", "kasus", "keadaan", "percobaan", "coba_lagi"}
        assert row["keadaan"] in ("menunggu", "terkirim", "gagal", "ditahan") and row["jenis"] in JENIS
        assert isinstance(row["percobaan"], int)


def test_the_state_of_the_service(kantor: Kantor) -> None:
    status = kantor.json("status")
    wanted = {"sehat", "imap", "smtp", "kasus_terbuka", "terlambat", "antrean", "karantina", "detak"}
    assert status.keys() >= wanted and isinstance(status["sehat"], bool)
    assert (status["kasus_terbuka"], status["karantina"]) == (2, 0)


@pytest.mark.parametrize(
    "kata", [("kasus", "show", "SKW-2026-0001"), ("kasus", "list"), ("surat", "list"), ("antrean", "list"), ("status",)]
)
def test_times_are_iso_8601_with_an_offset(kantor: Kantor, kata: tuple[str, ...]) -> None:
    found = list(_waktu(kantor.json(*kata)))
    assert found
    for kunci, nilai in found:
        assert datetime.fromisoformat(nilai).utcoffset() is not None, (kunci, nilai)


def test_a_refused_recipient_fails_once_and_is_sent_again_on_request(kantor: Kantor) -> None:
    kantor.pos.refuse("uji@kabupaten.example", 550, "5.1.1 tidak dikenal")
    kantor.kirim("baru@opd.example", "bantuan", "BANTUAN")
    kantor.putar()
    gagal = [row for row in kantor.json("antrean", "list") if row["keadaan"] == "gagal"]
    assert gagal and all(row["percobaan"] == 1 for row in gagal)
    kantor.pos.refuse("uji@kabupaten.example", 250, "")
    assert kantor.perintah("antrean", "retry", str(gagal[0]["id"])).kode == 0
    kantor.putar()
    (row,) = [r for r in kantor.json("antrean", "list") if r["id"] == gagal[0]["id"]]
    assert row["keadaan"] == "terkirim" and row["message_id"] == gagal[0]["message_id"]


def test_a_server_that_is_busy_is_tried_again_later(kantor: Kantor) -> None:
    kantor.pos.refuse("uji@kabupaten.example", 451, "4.7.1 nanti")
    mid = kantor.kirim("lain@opd.example", "bantuan", "BANTUAN")
    kantor.putar()
    tunggu = [row for row in kantor.json("antrean", "list") if row["keadaan"] == "menunggu"]
    assert tunggu and all(row["coba_lagi"] and row["percobaan"] >= 1 for row in tunggu)
    kantor.pos.refuse("uji@kabupaten.example", 250, "")
    kantor.putar(tunggu[0]["coba_lagi"])
    assert not [row for row in kantor.json("antrean", "list") if row["keadaan"] == "menunggu"]
    assert kantor.hasil(mid)["hasil"]
