"""What a template looks like with sample data: the ending of the file says in which form."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from typing import TYPE_CHECKING

from sikuwas_mail.core.sop import Dokumen

if TYPE_CHECKING:
    from sikuwas_mail.paper.documents import Documents
    from sikuwas_mail.paper.letters import Letters
    from sikuwas_mail.paper.recap.document import RecapDocument

SURAT = (".html", ".txt", ".eml", ".png", ".pdf")
DOKUMEN = (".docx", ".pdf", ".png")
REKAP = (".docx", ".xlsx")  # beside those of the letter of the same name


class CannotPreview(Exception):
    """No preview: the text says why and what would do."""

    exit_code = 1


class WrongEnding(CannotPreview):
    """The name of the file asks for a form that the template does not have."""

    exit_code = 2


def document(jenis: Dokumen, ending: str, documents: Documents) -> list[bytes]:
    """The files of a document's preview: one, or for .png one a page. Raises CannotPreview, BrokenTemplate."""
    from sikuwas_mail.edge import pdf

    _known(jenis, ending, DOKUMEN)
    docx = documents.preview(jenis).isi
    if ending == ".docx":
        return [docx]
    try:
        made = pdf.to_pdf(docx)
        return [made] if ending == ".pdf" else pdf.to_png_pages(made, dpi=100)
    except pdf.PdfFailed as failed:
        raise CannotPreview(f"SKW-042 {failed}. Pratinjau .docx tetap dapat dibuat.") from failed


def recap(ending: str, template: RecapDocument) -> list[bytes]:
    """The document or the workbook of the recap of an invented month."""
    from sikuwas_mail.paper import contoh
    from sikuwas_mail.paper.recap.contoh import SEKARANG, rekap
    from sikuwas_mail.paper.recap.sheet import workbook

    if ending == ".xlsx":
        return [workbook(rekap(), contoh.ZONA)]
    return [template.render(rekap(), contoh.desk(), SEKARANG)]


def letter(nama: str, ending: str, letters: Letters) -> list[bytes]:
    """The file of a letter's preview. Raises CannotPreview, BrokenTemplate."""
    from sikuwas_mail.paper import contoh, contoh_surat

    _known(nama, ending, SURAT)
    sample, case = contoh_surat.surat(nama)
    raw = letters.render(sample, case, contoh.desk(), contoh.SEKARANG).raw
    return [_FORMS[ending](raw)]


def _known(nama: str, ending: str, endings: tuple[str, ...]) -> None:
    if ending not in endings:
        raise WrongEnding(
            f"SKW-041 Pratinjau {nama} tidak tersedia sebagai '{ending}'; akhiran yang ada: {' '.join(endings)}."
        )


def _body(raw: bytes, kind: str) -> bytes:
    part = next(p for p in message_from_bytes(raw).walk() if p.get_content_type() == kind)
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _picture(raw: bytes) -> bytes:
    return _browsed(raw, "to_png")


def _printed(raw: bytes) -> bytes:
    return _browsed(raw, "to_pdf")


def _browsed(raw: bytes, way: str) -> bytes:
    from sikuwas_mail.edge import browser

    page = _body(raw, "text/html").decode("utf-8")
    try:
        return browser.to_png(page) if way == "to_png" else browser.to_pdf(page)
    except browser.BrowserFailed as failed:
        raise CannotPreview(f"SKW-042 {failed}.") from failed


_FORMS: dict[str, Callable[[bytes], bytes]] = {
    ".eml": lambda raw: raw,
    ".html": lambda raw: _body(raw, "text/html"),
    ".txt": lambda raw: _body(raw, "text/plain"),
    ".png": _picture,
    ".pdf": _printed,
}
