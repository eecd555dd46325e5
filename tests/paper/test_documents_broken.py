import io
import zipfile

import docx
import pytest

from sikuwas_mail.core.outgoing import Paper, TemplateFault
from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.paper import contoh
from sikuwas_mail.paper.compiled import UKURAN_MAKS
from sikuwas_mail.paper.documents import BrokenTemplate
from tests.paper.document_help import TEMPLATES, decided, documents

NAME = "surat-tugas.docx"


@pytest.fixture
def folder(tmp_path):
    for file in TEMPLATES.glob("*.docx"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def _edit(folder, *lines: str, where: str = "body") -> None:
    """What somebody typed at the end of a template in Word."""
    document = docx.Document(str(folder / NAME))
    place = document if where == "body" else document.sections[0].footer
    for line in lines:
        place.add_paragraph(line)
    document.save(str(folder / NAME))


def _fault(folder) -> BrokenTemplate:
    with pytest.raises(BrokenTemplate) as caught:
        documents(folder).render(Paper(Dokumen.SURAT_TUGAS, 1, "1"), decided(), contoh.desk(), contoh.SEKARANG)
    return caught.value


def test_the_shipped_templates_have_no_fault():
    assert documents().lint() == []


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Kepada {{ pemohon.nma }}", "isian 'nma' tidak dikenal"),
        ("Kepada {{ pemohn.nama }}", "isian 'pemohn' tidak dikenal"),
        ("Kepada {{ pemohon.nama", "tag tidak terbaca"),
        ("Kepada {% if pemohon.nama %}", "tag tidak terbaca"),
        ("Kepada {{ pemohon.nama|besar }}", "tag tidak terbaca"),
        ("Kepada {{ 1 / 0 }}", "ZeroDivisionError"),
        ("Kepada {{ pemohon.nama + 1 }}", "TypeError"),
        ("Kepada {{ ''.__class__.__mro__ }}", "SecurityError"),
        ("Kepada {{ range(10**9)|list }}", "OverflowError"),
    ],
)
def test_a_broken_tag_is_named_with_file_paragraph_and_reason(folder, typed, reason):
    _edit(folder, "Satu baris lagi.", typed)
    fault = _fault(folder)
    assert str(fault).startswith(f"{NAME}: ")
    assert reason in fault.reason
    assert "paragraf" in fault.place
    assert typed[:20] in fault.place
    assert isinstance(fault, TemplateFault)


def test_a_broken_tag_in_the_footer_is_named_so(folder):
    _edit(folder, "{{ tidak_ada }}", where="footer")
    assert "kaki halaman" in _fault(folder).place


def test_a_tag_that_tears_words_structure_is_refused_not_mended(folder):
    document = docx.Document(str(folder / NAME))
    document.add_paragraph("{% if false %}")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "{% endif %}"
    document.save(str(folder / NAME))
    fault = _fault(folder)
    assert (fault.place, "susunan Word" in fault.reason) == ("isi dokumen", True)


@pytest.mark.parametrize(
    "content", [b"", b"bukan zip", b"PK\x05\x06" + b"\0" * 18], ids=["empty", "text", "no members"]
)
def test_a_file_that_is_no_word_document_is_refused(folder, content):
    (folder / NAME).write_bytes(content)
    assert NAME in str(_fault(folder))
    assert "Word" in str(_fault(folder))


def test_a_missing_template_is_named(folder):
    (folder / NAME).unlink()
    assert "berkas tidak ada" in str(_fault(folder))


def test_a_truncated_template_is_refused(folder):
    content = (folder / NAME).read_bytes()
    (folder / NAME).write_bytes(content[: len(content) // 2])
    assert "bukan berkas Word" in str(_fault(folder))


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/footer1.xml", "docProps/core.xml"])
def test_a_member_that_is_no_xml_is_refused(folder, part):
    _replace(folder, part, b"<w:document")
    assert "XML tidak terbaca" in str(_fault(folder))


def test_a_swollen_template_is_refused(folder):
    _replace(folder, "word/media/besar.bin", b"\0" * (UKURAN_MAKS + 1))
    assert "terlalu besar" in str(_fault(folder))


def _replace(folder, part: str, content: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(folder / NAME) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    (folder / NAME).write_bytes(out.getvalue())


# ── lint ─────────────────────────────────────────────────────────────────────────────────────────
def test_lint_finds_a_misspelt_field_in_a_branch_no_case_takes(folder):
    _edit(folder, "{%p if false %}", "{{ pemohon.nma }}", "{%p endif %}")
    (fault,) = documents(folder).lint()
    assert fault.startswith(f"{NAME}: tag {{{{ pemohon.nma }}}}, isi dokumen, paragraf ")
    assert fault.endswith("isian 'pemohon.nma' tidak dikenal")


def test_lint_names_every_fault_of_a_template(folder):
    _edit(folder, "{{ satu }}", "{%p for o in tim %}", "{{ o.nik }}", "{%p endfor %}", "{{ dokumen['nmr'] }}")
    faults = documents(folder).lint()
    assert [f.split("tag {{ ")[1].split(" }}")[0] for f in faults] == ["satu", "o.nik", "dokumen.nmr"]


def test_lint_knows_loops_conditions_and_variables(folder):
    _edit(
        folder,
        "{% set n = tim|length %}{{ n }}{% if pemohon.nama and n > 1 %}{{ loop_tidak_ada|default('-') }}{% endif %}",
        "{%p for o in tim %}",
        "{{ loop.index }} {{ o.nama|upper }} {{ range(3)|join(', ') }}",
        "{%p endfor %}",
    )
    faults = documents(folder).lint()
    assert [f for f in faults if "loop_tidak_ada" not in f] == []


def test_lint_goes_on_after_a_broken_template(folder):
    (folder / NAME).write_bytes(b"")
    (folder / "laporan.docx").unlink()
    faults = documents(folder).lint()
    assert [f.split(":")[0] for f in faults] == [NAME, "laporan.docx"]


def test_a_template_split_by_words_own_runs_is_still_read(folder):
    document = docx.Document(str(folder / NAME))
    paragraph = document.add_paragraph()
    for piece in ("Hal {", "{ pemo", "hon.topik ", "}", "} selesai"):
        paragraph.add_run(piece)
    document.save(str(folder / NAME))
    assert documents(folder).lint() == []
    file = documents(folder).preview(Dokumen.SURAT_TUGAS)
    assert f"Hal {contoh.PERMOHONAN['topik']} selesai" in [
        p.text for p in docx.Document(io.BytesIO(file.isi)).paragraphs
    ]
