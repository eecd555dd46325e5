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
