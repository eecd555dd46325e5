"""What goes otherwise, by real mail and `run --once --now`: late, absent, merged, put off, withdrawn, named anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from walk.rehearsal import PEMOHON, Rehearsal, accounts, jam

from sikuwas_mail.demo import people
from sikuwas_mail.demo.people import alamat
from sikuwas_mail.demo.postoffice import PostOffice

ADMIN, SEKRETARIS, INSPEKTUR = alamat("admin"), alamat("sekretaris"), alamat("inspektur")
IRBAN, IRBAN_III = alamat("irban2"), alamat("irban3")


@pytest.fixture
def kantor(tmp_path: Path) -> Iterator[Rehearsal]:
    """A rehearsing office."""
    with PostOffice(accounts(), people.DOMAIN) as post:
        yield Rehearsal(tmp_path, post)


def happened(kantor: Rehearsal, nomor: str = "SKW-2026-0001") -> list[str]:
    return [r["peristiwa"] for r in kantor.show(nomor)["riwayat"]]


def test_a_late_disposition_is_reminded_escalated_and_handed_to_another_by_the_inspektur(kantor: Rehearsal) -> None:
    kantor.request(jam(23, 9))
    kantor.answer(ADMIN, "TERUSKAN", jam(23, 9, 2))
    kantor.run(jam(23, 9, 12))
    kantor.run(jam(23, 9, 12))
    assert len(kantor.letters(SEKRETARIS, "pengingat")) == 1
    kantor.run(jam(23, 20))
    assert len(kantor.letters(SEKRETARIS, "pengingat")) == 1
    kantor.run(jam(24, 7, 30))
    kantor.answer(INSPEKTUR, "TUNJUK Surya", jam(24, 8), "eskalasi")
    assert len(kantor.letters(INSPEKTUR, "tanda-keputusan")) == 1
    kantor.answer(IRBAN_III, "SETUJU", jam(24, 8, 5))
    shown = kantor.show()
    assert shown["langkah"] == "penugasan"
    assert {"Diingatkan", "Dieskalasi", "Ditunjuk"} <= {r["peristiwa"] for r in shown["riwayat"]}


def test_an_extension_by_the_inspektur_is_kept_and_told(kantor: Rehearsal) -> None:
    kantor.request(jam(23, 9))
    kantor.answer(ADMIN, "TERUSKAN", jam(23, 9, 2))
    kantor.run(jam(24, 9))
    kantor.answer(INSPEKTUR, "PERPANJANG 27-11-2026", jam(24, 9, 30), "eskalasi")
    assert kantor.show()["tugas"][0]["tenggat"] == "2026-11-27T16:30:00+07:00"
    assert kantor.letters(SEKRETARIS, "pemberitahuan")


def test_admin_names_a_substitute_by_mail_who_then_decides_in_the_holders_name(kantor: Rehearsal) -> None:
    kantor.request(jam(23, 9))
    kantor.answer(ADMIN, "TERUSKAN", jam(23, 9, 2))
    kantor.write(ADMIN, "WAKIL", f"WAKIL {SEKRETARIS} oleh {IRBAN_III}, 24-11-2026 - 26-11-2026, SPT 800/12/2026")
    kantor.run(jam(23, 9, 5))
    assert "SPT 800/12/2026" in " ".join(kantor.letters(ADMIN, "klarifikasi")[-1].teks.split())
    kantor.answer(ADMIN, "YA", jam(23, 9, 7), "klarifikasi")
    assert not kantor.letters(IRBAN_III)
    kantor.run(jam(24, 7, 30))
    assert {"pemberitahuan", "tugas"} <= {m.jenis for m in kantor.letters(IRBAN_III)}
    assert "Penggantian sementara" in kantor.letters(SEKRETARIS, "pemberitahuan")[-1].teks
    kantor.answer(IRBAN_III, "SETUJU", jam(24, 7, 40))
    last = next(r for r in kantor.show()["riwayat"] if r["peristiwa"] == "Didisposisikan")
    assert (last["oleh"], last["atas_nama"]) == (IRBAN_III, SEKRETARIS)


def test_a_digest_of_two_tasks_is_answered_line_by_line(kantor: Rehearsal) -> None:
    for menit in (0, 1):
        kantor.request(jam(23, 10, menit), tambahan=f"Pertanyaan: nomor {menit}")
        kantor.answer(ADMIN, "TERUSKAN", jam(23, 10, menit))
    kantor.run(jam(24, 7, 46))
    digest = [m for m in kantor.letters(SEKRETARIS, "pengingat") if "PAGI-" in m.message_id.upper()]
    assert len(digest) == 1 and "SKW-2026-0001" in digest[0].teks and "SKW-2026-0002" in digest[0].teks
    kantor.write(SEKRETARIS, "Re: ringkasan", "1 setuju; 2 kembalikan: lampirkan RKA", digest[0])
    kantor.run(jam(24, 8))
    assert kantor.show("SKW-2026-0001")["langkah"] == "penugasan"
    assert kantor.show("SKW-2026-0002")["langkah"] == "penerusan"
    kantor.run(jam(24, 8, 1))
    assert len([m for m in kantor.letters(SEKRETARIS, "pengingat") if "PAGI-" in m.message_id.upper()]) == 1


def confirmed(kantor: Rehearsal, order: str, hari: int, pukul: int, menit: int = 0) -> str:
    """A command of Admin, its preview, his YA; the text of the transcript."""
    kantor.write(ADMIN, "Perintah", order)
    kantor.run(jam(hari, pukul, menit))
    assert "Belum ada yang diubah" in kantor.letters(ADMIN, "klarifikasi")[-1].teks
    kantor.answer(ADMIN, "YA", jam(hari, pukul, menit + 1), "klarifikasi")
    return kantor.letters(ADMIN, "tanda-keputusan")[-1].teks


def test_admin_puts_off_and_goes_on_cancels_and_restores_by_mail(kantor: Rehearsal) -> None:
    kantor.until_assignment(jam(23, 9))
    assert "Dijalankan" in confirmed(kantor, "TUNDA SKW-2026-0001: menunggu pemeriksaan", 23, 9, 10)
    kantor.run(jam(25, 9))
    assert not kantor.letters(IRBAN, "pengingat")
    assert "Dijalankan" in confirmed(kantor, "LANJUTKAN SKW-2026-0001", 25, 9, 10)
    assert kantor.show()["tugas"][0]["tenggat"] == "2026-11-25T10:00:00+07:00"
    assert "Dijalankan" in confirmed(kantor, "BATALKAN SKW-2026-0001: ganda", 25, 9, 20)
    assert kantor.show()["status"] == "ditutup"
    assert "Dijalankan" in confirmed(kantor, "PULIHKAN SKW-2026-0001: keliru", 25, 9, 30)
    assert (kantor.show()["status"], kantor.show()["langkah"]) == ("berjalan", "penugasan")
    assert happened(kantor).count("PerintahDijalankan") == 4


def test_status_with_a_number_is_answered_to_who_may_know_and_to_nobody_else(kantor: Rehearsal) -> None:
    kantor.until_assignment(jam(23, 9))
    for sender in (INSPEKTUR, IRBAN, IRBAN_III, PEMOHON):
        kantor.write(sender, "STATUS SKW-2026-0001", "")
    kantor.run(jam(23, 9, 10))
    assert "Telaah dan penugasan" in kantor.letters(INSPEKTUR)[-1].teks
    assert "Dian Contoh" in kantor.letters(IRBAN, "pemberitahuan")[-1].teks
    assert "tidak ditemukan" in kantor.letters(IRBAN_III)[-1].teks.lower()
    assert "Dian Contoh" not in kantor.letters(PEMOHON)[-1].teks


def test_a_changed_calendar_moves_deadlines_and_tells_the_holder_once(kantor: Rehearsal) -> None:
    kantor.until_assignment(jam(23, 15, 30))
    assert kantor.show()["tugas"][0]["tenggat"] == "2026-11-24T08:00:00+07:00"
    with kantor.config.open("a", encoding="utf-8") as config:
        config.write("\n[kalender]\ntambah = [2026-11-24]\n")
    for menit in (40, 41):
        kantor.run(jam(23, 15, menit))
    assert kantor.show()["tugas"][0]["tenggat"] == "2026-11-25T08:00:00+07:00"
    assert [m.jenis for m in kantor.letters(IRBAN)] == ["tugas", "pemberitahuan"]


def test_one_package_goes_to_formal_assistance_and_is_no_consultation_any_more(kantor: Rehearsal) -> None:
    kantor.until_assignment(jam(23, 9))
    kantor.answer(IRBAN, "ALIHKAN: PENDAMPINGAN satu paket pengadaan laptop", jam(23, 9, 10))
    assert kantor.show()["status"] == "ditutup"
    assert kantor.letters(PEMOHON, "penutupan")
