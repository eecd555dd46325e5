import io
import zipfile
from dataclasses import replace

import pytest
from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sikuwas_mail.core.outgoing import Paper
from sikuwas_mail.core.sop import LABEL_HASIL, LABEL_PERMOHONAN, Dokumen
from sikuwas_mail.paper import contoh, wording
from tests.paper.document_help import decided, documents, made, opened, paragraphs, rows, text

UGLY = [
    "A & B <c> \"d\" 'e'",
    "{{ 7*7 }} {% for x in y %} {# z #} {_{ a }_} }}",
    "x" * 500,
    "Siti \U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u202eDebit\u202c \u0645\u062d\u0645\u062f",
    "a\r\nb\rc\n\n\nd",
    "nol\x00bel\x07ff\x0c\ud800\ufffe",
    "\t \u00a0 ",
    "</w:t></w:r></w:p>",
    "-" * 300,
    r"\1 \g<0> $& %s %(x)s {0}",
]
SHARED = documents()


def _with(value: str):
    case = decided()
    return replace(
        case,
        permohonan=dict.fromkeys(LABEL_PERMOHONAN, value),
        hasil=dict.fromkeys(LABEL_HASIL, value),
        catatan_disposisi=value,
        arahan=value,
        kanal=value,
    )


def _well_formed(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                parse_xml(file.read(name))
    assert opened(content).element.xpath("//w:tc[not(w:p)]") == []


@pytest.mark.parametrize("jenis", Dokumen)
@pytest.mark.parametrize("value", UGLY, ids=lambda v: ascii(v)[:20])
def test_an_ugly_value_is_printed_as_it_was_written(jenis, value):
    content = made(jenis, _with(value))
    _well_formed(content)
    said = " ".join(text(content).split())
    for line in filter(None, (" ".join(x.split()) for x in wording.bersih(value).split("\n"))):
        assert line in said


@given(value=st.text(max_size=200))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_breaks_a_document(value):
    case = _with(value)
    for jenis in (Dokumen.BERITA_ACARA, Dokumen.SURAT_TUGAS):
        content = SHARED.render(Paper(jenis, 1, value), case, contoh.desk(), contoh.SEKARANG).isi
        _well_formed(content)


def test_a_text_of_several_paragraphs_keeps_them():
    case = _with("satu\r\n\r\ndua\ntiga")
    said = paragraphs(made(Dokumen.LAPORAN, case))
    start = said.index("Permasalahan")
    assert said[start + 1 : start + 4] == ["satu", "dua", "tiga"]


def test_two_hundred_guests_are_all_listed():
    names = [f"Tamu {n} (contoh)" for n in range(1, 201)]
    case = replace(decided(), hasil={**contoh.HASIL, "hadir": "\n".join(f"{n}. {x}" for n, x in enumerate(names, 1))})
    content = made(Dokumen.DAFTAR_HADIR, case)
    assert [r[1] for r in rows(content) if len(r) == 6][1:] == names


def test_an_absurd_number_of_guests_announced_does_not_swell_the_form():
    case = replace(contoh.kasus(), hasil={}, permohonan={**contoh.PERMOHONAN, "jumlah_peserta": "1" * 60})
    content = documents().blank(Dokumen.DAFTAR_HADIR, case, contoh.desk(), contoh.SEKARANG).isi
    assert len(opened(content).tables[-1].rows) <= 520


def test_appointed_people_the_office_does_not_know_are_named_by_address():
    case = replace(decided(), tim=("tidak.dikenal@example.go.id",))
    assert "tidak.dikenal@example.go.id" in text(made(Dokumen.SURAT_TUGAS, case))
