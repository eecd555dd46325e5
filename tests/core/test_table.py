"""The reminders: whoever adds a step, an answer, a document or an event is told here what else it needs."""

from pathlib import Path

import pytest

from sikuwas_mail.core import events as c
from sikuwas_mail.core.decide import staff
from sikuwas_mail.core.numbering import BERNOMOR
from sikuwas_mail.core.sop import (
    DATA_WAJIB,
    HASIL_WAJIB,
    LABEL_HASIL,
    LABEL_PERMOHONAN,
    SOP,
    Dokumen,
    Jawaban,
    Langkah,
    Peran,
    baris,
)

TEMPLATES = Path(__file__).parents[2] / "templates"
OFFICIAL_ROWS = [b for b in SOP if Peran.PEMOHON not in b.peran]


@pytest.mark.parametrize("row", OFFICIAL_ROWS, ids=lambda b: b.templat)
def test_every_answer_of_the_table_is_carried_out(row: object) -> None:
    table = next(b for b in OFFICIAL_ROWS if b is row)
    missing = [a.jawaban for a in table.jawaban if (table.langkah, a.jawaban) not in staff._HANDLERS]
    assert not missing


def test_nothing_is_carried_out_that_the_table_does_not_permit() -> None:
    permitted = {(b.langkah, a.jawaban) for b in SOP for a in b.jawaban}
    assert set(staff._HANDLERS) <= permitted


@pytest.mark.parametrize("row", [b for b in OFFICIAL_ROWS if b.jawaban], ids=lambda b: b.templat)
def test_every_task_has_its_letter_in_text_and_html(row: object) -> None:
    table = next(b for b in OFFICIAL_ROWS if b is row)
    for ending in ("txt", "html"):
        assert (TEMPLATES / "surat" / f"{table.templat}.{ending}").is_file()


@pytest.mark.parametrize("dokumen", Dokumen)
def test_every_document_has_its_word_template(dokumen: Dokumen) -> None:
    assert (TEMPLATES / "dokumen" / f"{dokumen}.docx").is_file()


@pytest.mark.parametrize("langkah", Langkah)
def test_every_step_has_its_row_title_and_norm(langkah: Langkah) -> None:
    row = baris(langkah)
    assert row.judul and row.norma > 0 and row.keluaran


def test_every_document_is_yielded_by_some_step() -> None:
    assert {d for b in SOP for d in b.dokumen} == set(Dokumen)


def test_every_answer_that_ends_a_task_is_told_by_its_event() -> None:
    told = set(c.JAWABAN_PERISTIWA.values())
    moving = {a.jawaban for b in OFFICIAL_ROWS for a in b.jawaban if a.ke is not None or a.wajib_isi}
    assert moving - told <= {Jawaban.LANJUT, Jawaban.JADWAL}


def test_what_is_needed_has_a_label() -> None:
    assert set(DATA_WAJIB) <= set(LABEL_PERMOHONAN)
    assert set(HASIL_WAJIB) <= set(LABEL_HASIL)


def test_numbers_are_given_to_what_is_signed() -> None:
    assert {Dokumen.SURAT_TUGAS, Dokumen.BERITA_ACARA, Dokumen.LAPORAN} == BERNOMOR


def test_the_norms_are_those_of_the_sop() -> None:
    assert [b.norma for b in SOP if b.nomor] == [3, 5, 10, 10, 60, 120, 30, 5, 5]
