"""The office's own blank forms, filled in and returned, are read back."""

import io
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx

from sikuwas_mail.core.outgoing import GayaDokumen
from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.paper import contoh
from sikuwas_mail.paper.documents import Documents
from sikuwas_mail.reading import labels
from sikuwas_mail.reading.forms import read_form
from tests.reading.docx import berkas

TEMPLATES = Path(__file__).parents[2] / "templates" / "dokumen"


def kosong(jenis: Dokumen) -> Docx:
    documents = Documents(TEMPLATES, contoh.INSTANSI, GayaDokumen())
    blank = documents.blank(jenis, None, contoh.desk(), contoh.SEKARANG)
    return Document(io.BytesIO(blank.isi))


@pytest.mark.parametrize(
    ("jenis", "known"), [(Dokumen.FORMULIR, labels.PERMOHONAN), (Dokumen.BERITA_ACARA, labels.HASIL)]
)
def test_a_blank_form_of_ours_says_nothing_and_a_filled_one_everything(jenis: Dokumen, known: dict[str, str]) -> None:
    document = kosong(jenis)
    before = read_form(berkas(document, "x.docx").isi).nilai
    filled: dict[str, str] = {}
    for table in document.tables:
        for row in table.rows:
            name = labels.which(row.cells[0].text, known, typos=False)
            if name and len(row.cells) == 2:
                row.cells[1].text = filled[name] = f"isi {name}"
    form = read_form(berkas(document, "x.docx").isi)
    assert form.jenis is jenis
    assert filled
    assert {k: form.nilai.get(k) for k in filled} == filled
    assert set(before) <= {"tanggal", "tempat"}
