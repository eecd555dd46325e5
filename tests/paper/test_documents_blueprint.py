import io
import subprocess
import sys

import docx
import pytest

from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.paper.blueprint import write
from tests.paper.document_help import TEMPLATES, text


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cetakan")
    write(folder)
    return folder


@pytest.mark.parametrize("jenis", [*Dokumen, "rekap", "berkas-kasus"])
def test_the_committed_template_says_what_the_blueprint_draws(jenis, drawn):
    assert text((TEMPLATES / f"{jenis}.docx").read_bytes()) == text((drawn / f"{jenis}.docx").read_bytes())


def test_the_same_drawing_gives_the_same_bytes(drawn, tmp_path):
    again = write(tmp_path)
    assert [p.read_bytes() for p in again] == [(drawn / p.name).read_bytes() for p in again]


def test_there_is_one_template_for_every_document_the_recap_and_the_index_and_no_other(drawn):
    assert sorted(p.stem for p in drawn.iterdir()) == sorted([*Dokumen, "rekap", "berkas-kasus"])
    assert sorted(p.stem for p in TEMPLATES.glob("*.docx")) == sorted([*Dokumen, "rekap", "berkas-kasus"])


@pytest.mark.parametrize("jenis", [*Dokumen, "rekap", "berkas-kasus"])
def test_a_template_uses_only_styles_it_defines(jenis, drawn):
    document = docx.Document(str(drawn / f"{jenis}.docx"))
    known = {s.style_id for s in document.styles}
    used = set(document.element.xpath("//w:pStyle/@w:val"))
    assert used <= known
    assert document.core_properties.language == "id-ID"


def test_the_kop_keeps_three_to_four(drawn):
    document = docx.Document(io.BytesIO((drawn / "surat-tugas.docx").read_bytes()))
    government, office = (document.styles[f"Kop {n}"].font.size for n in ("Pemerintah", "Instansi"))
    assert government * 4 == office * 3


def test_the_blueprint_is_a_command(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "sikuwas_mail.paper.blueprint", str(tmp_path / "baru")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "baru").glob("*.docx"))) == 8
    refused = subprocess.run(
        [sys.executable, "-m", "sikuwas_mail.paper.blueprint"], capture_output=True, text=True, check=False
    )
    assert (refused.returncode, refused.stderr.split(":")[0]) == (2, "Pemakaian")
