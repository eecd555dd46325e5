"""Numbers that are given by hand: asked for, entered once, printed on the next version, sent to those who hold it."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikuwas_mail.core.desk import Penomoran
from sikuwas_mail.core.numbering import provisional, read_number, written
from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.reading import numbers
from tests.office.bench import Bench, Step, alamat, mail, text_of
from tests.paper.document_help import text as docx_text

MANUAL = '[nomor]\nmode = "manual"\n'
BLOCK = "[nomor]\nmulai = 300\nsampai = 301\n"
ADMIN = alamat("admin")


def asking(office: Bench, about: str = "Surat Tugas"):
    """The letter that asks Admin for a number."""
    return next(m for m in reversed(office.letters()) if f"Nomor {about} diperlukan" in text_of(m))


def say(office: Bench, words: str, about: str = "Surat Tugas", sender: str = ADMIN):
    return office.take(mail(sender, "Re: nomor", words, asking(office, about)))


def ledger(office: Bench) -> list[tuple]:
    with sqlite3.connect(office.config.database_file) as db:
        return db.execute("SELECT tahun, urut, nomor, jenis, versi, keadaan FROM nomor_naskah ORDER BY urut").fetchall()


def newest(office: Bench, jenis: Dokumen = Dokumen.SURAT_TUGAS):
    return [d for d in office.store.documents("SKW-2026-0001") if d.jenis is jenis][-1]


def paper(office: Bench, jenis: Dokumen = Dokumen.SURAT_TUGAS) -> str:
    return docx_text(office.office.rooms.archive.get(newest(office, jenis).sha256))


def test_a_document_waits_with_a_gap_and_goes_out_again_with_its_number(bench):
    office = bench(MANUAL)
    office.play(3)
    assert provisional(newest(office).nomor) and ledger(office) == []
    assert "700/\xa0\xa0\xa0\xa0\xa0\xa0/416-060/2026" in paper(office) or "700/ /416-060/2026" in paper(office)
    assert "700/…/416-060/2026" in text_of(asking(office))
    before = len(office.letters())
    outcome = say(office, "NOMOR 232")
    assert (outcome.hasil, outcome.alasan) == ("dicatat", "nomor-surat-tugas")
    assert ledger(office) == [(2026, 232, "700/232/416-060/2026", "surat-tugas", 2, "dipakai")]
    assert newest(office).versi == 2 and "700/232/416-060/2026" in paper(office)
    sent = office.letters()[before:]
    to = {str(m["To"]).split("<")[-1].rstrip(">") for m in sent}
    assert {ADMIN, alamat("irban2"), alamat("rina"), alamat("joko")} <= to
    assert all("v2.docx" in [p.get_filename() for p in m.iter_attachments()][0] for m in sent)
    assert [d.versi for d in office.store.documents("SKW-2026-0001") if d.jenis is Dokumen.SURAT_TUGAS] == [1, 2]


@pytest.mark.parametrize(
    "words",
    [
        "nomor 232",
        "Nomor: 232.",
        "NOMOR 700/232/416-060/2026",
        "NOMOR SURAT TUGAS 232\n\nTerima kasih",
        "NOMOR ST: 232",
    ],
)
def test_the_number_is_read_as_people_write_it(bench, words):
    office = bench(MANUAL)
    office.play(3)
    say(office, words)
    assert [row[1] for row in ledger(office)] == [232]


@pytest.mark.parametrize(
    "words", ["NOMOR dua", "NOMOR 0", "NOMOR 700/232/416-060/2025", "NOMOR LAPORAN 232", "NOMOR 232 dan 233"]
)
def test_what_is_no_number_is_asked_back(bench, words):
    office = bench(MANUAL)
    office.play(3)
    assert say(office, words).hasil == "ditanyakan"
    assert ledger(office) == [] and "belum dapat dicatat" in text_of(office.letters()[-1])
    say(office, "NOMOR 232")
    assert [row[1] for row in ledger(office)] == [232]


def test_a_number_once_given_is_never_given_again(bench):
    office = bench(MANUAL)
    office.play(3)
    say(office, "NOMOR 232")
    office.step(Step(alamat("rina"), "BERHALANGAN: sakit", langkah="konsultasi"))
    office.step(Step(alamat("irban2"), "TUGASKAN: Joko", langkah="penugasan"))
    assert [row[5] for row in ledger(office)] == ["batal"]
    assert say(office, "NOMOR 232").hasil == "ditanyakan"
    assert "tidak dipakai ulang" in text_of(office.letters()[-1])
    say(office, "NOMOR 240")
    assert [(row[1], row[5]) for row in ledger(office)] == [(232, "batal"), (240, "dipakai")]


def test_two_documents_that_wait_are_told_apart(bench):
    office = bench(MANUAL)
    office.play(5)
    assert "NOMOR BERITA ACARA 232" in text_of(asking(office, "Berita Acara Konsultasi"))
    assert say(office, "NOMOR 233").hasil == "ditanyakan"
    assert "mohon menyebut dokumennya" in text_of(office.letters()[-1])
    say(office, "NOMOR BA 233")
    say(office, "NOMOR 232")
    assert [(row[1], row[3]) for row in ledger(office)] == [(232, "surat-tugas"), (233, "berita-acara")]


def test_only_admin_gives_numbers(bench):
    office = bench(MANUAL)
    office.play(3)
    say(office, "NOMOR 232", sender=alamat("irban2"))
    say(office, "NOMOR 232", sender="orang.lain@contoh.example")
    office.take(mail(ADMIN, "[SIKUWAS SKW-2026-0001] nomor", "NOMOR 232"))
    assert ledger(office) == []


def test_a_whole_course_goes_on_without_any_number(bench):
    office = bench(MANUAL)
    assert [o.hasil for o in office.play(8)][-1] == "diputuskan"
    assert office.store.case("SKW-2026-0001").status == "selesai" and ledger(office) == []


def test_a_second_answer_finds_nothing_to_number(bench):
    office = bench(MANUAL)
    office.play(3)
    say(office, "NOMOR 232")
    assert say(office, "NOMOR 233").alasan == "nomor-tidak-ditunggu"
    assert [row[1] for row in ledger(office)] == [232]


def test_a_reserved_block_is_used_without_a_gap_and_then_admin_is_asked(bench):
    office = bench(BLOCK)
    office.play(8)
    assert [row[1] for row in ledger(office)] == [300, 301]
    assert "telah habis (sampai 301)" in text_of(asking(office, "Laporan Hasil Layanan Konsultasi"))
    assert say(office, "NOMOR 300", "Laporan Hasil Layanan Konsultasi").hasil == "ditanyakan"
    say(office, "NOMOR 512", "Laporan Hasil Layanan Konsultasi")
    assert [row[1] for row in ledger(office)] == [300, 301, 512]


def test_the_applicant_writing_nomor_hp_gives_no_number():
    assert numbers.read("Nomor HP: 0812").isi == "HP: 0812"
    assert numbers.read("Setuju") is None


@given(
    st.integers(1, 99999), st.sampled_from(["{klasifikasi}/{urut}/{unit}/{tahun}", "{urut}.{tahun}/{unit}", "B-{urut}"])
)
def test_a_number_reads_back_as_it_was_written(urut, pola):
    own = Penomoran(pola=pola, klasifikasi="700.1.1", unit="416-060", otomatis=False)
    assert read_number(own, written(own, urut, 2026), 2026) == urut
    assert read_number(own, f" {urut} ", 2026) == urut


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_numbers(teks):
    found = read_number(Penomoran(otomatis=False), teks, 2026)
    assert found is None or 0 < found <= 999_999
    answer = numbers.read(teks)
    assert answer is None or answer.isi
