from dataclasses import replace

import pytest

from sikuwas_mail.core.outgoing import Paper
from sikuwas_mail.core.sop import LABEL_HASIL, LABEL_PERMOHONAN, Dokumen
from sikuwas_mail.paper import contoh
from sikuwas_mail.reading.forms import read_form
from tests.paper.document_help import bare, decided, documents, paragraphs, rows

FORMS = {Dokumen.FORMULIR: LABEL_PERMOHONAN, Dokumen.BERITA_ACARA: LABEL_HASIL}


def _form(jenis, case):
    return documents().blank(jenis, case, contoh.desk(), contoh.SEKARANG)


def _cells(jenis, case):
    """Label to value of the two-celled rows that are read back."""
    labels = set(FORMS[jenis].values())
    return {r[0]: r[1] for r in rows(_form(jenis, case).isi) if len(r) == 2 and r[0] in labels}


@pytest.mark.parametrize("jenis", FORMS)
def test_a_form_has_a_cell_for_every_label_in_order(jenis):
    assert list(_cells(jenis, None)) == list(FORMS[jenis].values())


def test_a_form_for_nobody_yet_is_empty():
    assert set(_cells(Dokumen.FORMULIR, None).values()) == {""}


def test_a_form_for_an_incomplete_request_holds_what_is_known_and_nothing_else():
    cells = _cells(Dokumen.FORMULIR, contoh.kasus_baru())
    assert cells["Nama"] == contoh.PERMOHONAN["nama"]
    assert (cells["NIP"], cells["Uraian"]) == ("", "")


def test_the_minutes_to_fill_in_hold_the_session_of_the_case():
    case = contoh.kasus()
    cells = _cells(Dokumen.BERITA_ACARA, replace(case, hasil={}))
    assert cells["TANGGAL"] == "Kamis, 26 November 2026 pukul 10.00 WIB"
    assert cells["TEMPAT"] == "https://rapat.example/j/8120000001"
    assert "Rina Wulandari" in cells["HADIR"]
    assert cells["PERMASALAHAN"] == cells["SARAN"] == ""


def test_a_form_says_how_to_return_it_and_the_final_document_does_not():
    for jenis in FORMS:
        final = documents().preview(jenis)
        assert any("dikirim kembali" in p for p in paragraphs(_form(jenis, decided()).isi))
        assert not any("dikirim kembali" in p for p in paragraphs(final.isi))


def test_the_final_minutes_are_prose_under_letters_not_a_form():
    final = documents().preview(Dokumen.BERITA_ACARA).isi
    assert "ALTERNATIF PEMECAHAN/SARAN" in paragraphs(final)
    assert not any(r[0] == "SARAN" for r in rows(final))


def test_an_attendance_list_to_sign_has_applicant_team_and_free_lines():
    case = replace(contoh.kasus(), hasil={})
    names = [r[1] for r in rows(_form(Dokumen.DAFTAR_HADIR, case).isi) if len(r) == 6][1:]
    assert names[:3] == [
        "Dewi Anggraini, S.E. (contoh)",
        "Rina Wulandari, S.E., Ak. (contoh)",
        "Joko Santoso, S.T. (contoh)",
    ]
    assert len(names) >= 9
    assert set(names[3:]) == {""}


@pytest.mark.parametrize("jenis", Dokumen)
def test_every_document_has_a_blank_of_a_case_without_facts(jenis):
    file = _form(jenis, bare())
    assert file.nama == f"SKW-2026-0001 {jenis.judul} (isian).docx"
    assert not any("{" in p for p in paragraphs(file.isi))


def test_minutes_returned_as_they_were_sent_read_as_the_case():
    assert dict(read_form(_form(Dokumen.BERITA_ACARA, contoh.kasus()).isi).nilai) == contoh.HASIL


def test_a_returned_form_reads_what_was_known_and_nothing_for_empty_cells():
    read = read_form(_form(Dokumen.FORMULIR, contoh.kasus_baru()).isi)
    known = {k: v for k, v in contoh.PERMOHONAN.items() if k not in ("nip", "uraian")}
    assert (read.jenis, dict(read.nilai)) == (Dokumen.FORMULIR, known)


def test_people_of_a_returned_attendance_list_are_recognised_again():
    returned = read_form(_form(Dokumen.DAFTAR_HADIR, contoh.kasus()).isi).nilai["hadir"]
    assert "(Auditor Ahli Muda / Inspektorat)" in returned
    again = replace(contoh.kasus(), hasil={**contoh.HASIL, "hadir": returned})
    file = documents().render(Paper(Dokumen.DAFTAR_HADIR, 2), again, contoh.desk(), contoh.SEKARANG)
    table = [r[1:3] for r in rows(file.isi) if len(r) == 6][1:]
    assert table[1] == ["Rina Wulandari, S.E., Ak. (contoh)", "19850412 201001 2 008"]
