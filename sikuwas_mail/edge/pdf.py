"""PDF comes from LibreOffice in a process group of its own, with its own profile, a deadline and limits; optional."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sikuwas_mail.edge import child

_KONVERTER = ("soffice", "libreoffice")
_MEMORI = 4 * 2**30  # bytes of address space
_PNG_DPI = 80


class PdfFailed(Exception):
    """No PDF was made; the message says why, in Indonesian."""


def available() -> bool:
    """Whether a converter is installed."""
    return _converter() is not None


def to_pdf(docx: bytes, timeout: float = 120) -> bytes:
    """The document as PDF. `timeout` in seconds. Raises PdfFailed."""
    return to_pdfs([docx], timeout)[0]


def to_pdfs(docx: Sequence[bytes], timeout: float = 120) -> list[bytes]:
    """Documents as PDF, by one start of the converter, in their order. Raises PdfFailed: all of them or none."""
    program = _converter()
    if program is None:
        raise PdfFailed("LibreOffice tidak terpasang; dokumen hanya tersedia sebagai DOCX")
    with tempfile.TemporaryDirectory(prefix="sikuwas-pdf-") as name:
        folder = Path(name)
        sources = [folder / f"naskah{n}.docx" for n in range(len(docx))]
        for source, data in zip(sources, docx, strict=True):
            source.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        options = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "pdf:writer_pdf_Export")
        complaint = _run([program, profile, *options, "--outdir", str(folder), *map(str, sources)], folder, timeout)
        return [_pdf(source.with_suffix(".pdf"), complaint) for source in sources]


def to_png_pages(pdf: bytes, dpi: int = _PNG_DPI, timeout: float = 60) -> list[bytes]:
    """The pages as PNG pictures, by pdftoppm. Raises PdfFailed, also where it is not installed."""
    program = shutil.which("pdftoppm")
    if program is None:
        raise PdfFailed("pdftoppm (poppler-utils) tidak terpasang; halaman tidak dapat digambar")
    with tempfile.TemporaryDirectory(prefix="sikuwas-png-") as name:
        folder = Path(name)
        source = folder / "naskah.pdf"
        source.write_bytes(pdf)
        complaint = _run([program, "-png", "-r", str(dpi), str(source), str(folder / "halaman")], folder, timeout)
        pages = [p.read_bytes() for p in sorted(folder.glob("halaman-*.png"))]
    if not pages:
        raise PdfFailed(f"pdftoppm tidak menghasilkan halaman: {complaint}")
    return pages


def to_text(pdf: bytes, timeout: float = 10) -> str:
    """What is written in a PDF, by pdftotext. Raises PdfFailed, also where it is not installed."""
    program = shutil.which("pdftotext")
    if program is None:
        raise PdfFailed("pdftotext (poppler-utils) tidak terpasang; isi PDF tidak dibaca")
    with tempfile.TemporaryDirectory(prefix="sikuwas-txt-") as name:
        folder = Path(name)
        source, target = folder / "naskah.pdf", folder / "naskah.txt"
        source.write_bytes(pdf)
        complaint = _run([program, "-l", "40", "-enc", "UTF-8", str(source), str(target)], folder, timeout)
        if not target.is_file():
            raise PdfFailed(f"pdftotext tidak menghasilkan teks: {complaint}")
        return target.read_text(encoding="utf-8", errors="replace")


def _converter() -> str | None:
    return next((path for name in _KONVERTER if (path := shutil.which(name))), None)


def _pdf(target: Path, complaint: str) -> bytes:
    data = target.read_bytes() if target.is_file() else b""
    if not data.startswith(b"%PDF-"):
        raise PdfFailed(f"LibreOffice tidak menghasilkan PDF: {complaint or 'tanpa keterangan'}")
    return data


def _run(command: Sequence[str], folder: Path, timeout: float) -> str:
    try:
        return child.run(command, folder, timeout, _MEMORI)
    except child.ChildFailed as failed:
        raise PdfFailed(f"pembuatan PDF {failed}" if "detik" in str(failed) else str(failed)) from failed
