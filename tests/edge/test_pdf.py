import os
import time
from pathlib import Path

import pytest

from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.edge import pdf
from tests.needs import need
from tests.paper.document_help import made


@pytest.fixture(scope="module")
def letter() -> bytes:
    need("soffice")
    return pdf.to_pdf(made(Dokumen.SURAT_TUGAS))


def test_a_document_becomes_a_pdf_of_its_paper(letter):
    need("pdftoppm")
    assert letter.startswith(b"%PDF-")
    (page,) = pdf.to_png_pages(letter, dpi=72)
    width, height = int.from_bytes(page[16:20]), int.from_bytes(page[20:24])
    assert (width, height) == (pytest.approx(215 / 25.4 * 72, abs=2), pytest.approx(330 / 25.4 * 72, abs=2))


def test_what_is_no_document_is_refused_with_a_reason():
    need("soffice")
    with pytest.raises(pdf.PdfFailed, match="LibreOffice tidak menghasilkan PDF"):
        pdf.to_pdf(b"PK\x03\x04 bukan dokumen")


def test_what_is_no_pdf_has_no_pages():
    need("pdftoppm")
    with pytest.raises(pdf.PdfFailed, match="tidak menghasilkan halaman"):
        pdf.to_png_pages(b"bukan pdf")


def _program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_a_hanging_converter_is_ended_with_all_its_children(tmp_path, monkeypatch):
    note = tmp_path / "anak"
    _program(tmp_path, "soffice", f'sleep 300 &\necho $! > "{note}"\nwait')
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    started = time.monotonic()
    with pytest.raises(pdf.PdfFailed, match="dihentikan setelah 1 detik"):
        pdf.to_pdf(b"", timeout=1)
    assert time.monotonic() - started < 10
    assert not _alive(int(note.read_text()))


def test_a_converter_that_leaves_a_child_behind_leaves_none(tmp_path, monkeypatch):
    note = tmp_path / "anak"
    _program(tmp_path, "soffice", f'sleep 300 &\necho $! > "{note}"\nexit 3')
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(pdf.PdfFailed):
        pdf.to_pdf(b"")
    assert not _alive(int(note.read_text()))


def _alive(pid: int) -> bool:
    """Whether a process still runs; a zombie waiting for its parent does not."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return False
        if state == "Z":
            return False
        time.sleep(0.05)
    return True


def test_without_a_converter_there_is_a_plain_word_for_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not pdf.available()
    with pytest.raises(pdf.PdfFailed, match="LibreOffice tidak terpasang"):
        pdf.to_pdf(b"")
    with pytest.raises(pdf.PdfFailed, match="tidak terpasang"):
        pdf.to_png_pages(b"")


def test_the_converter_sees_no_secret_of_the_environment(tmp_path, monkeypatch):
    seen = tmp_path / "lingkungan"
    _program(tmp_path, "soffice", f'env > "{seen}"')
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("SIKUWAS_IMAP__PASSWORD", "rahasia-contoh")
    with pytest.raises(pdf.PdfFailed):
        pdf.to_pdf(b"")
    assert "rahasia-contoh" not in seen.read_text()
