"""Reads a DOCX back as a clerk sees it: paragraphs in order, table rows as lists of cells."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn

from sikuwas_mail.core.case import Case, Keputusan
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.outgoing import GayaDokumen, Instansi, Paper
from sikuwas_mail.core.sop import Dokumen, Langkah, Peran
from sikuwas_mail.paper import contoh
from sikuwas_mail.paper.documents import Documents


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def text(content: bytes) -> str:
    """Every paragraph of the body, in order, tables included; runs of blanks made one."""
    return "\n".join(paragraphs(content))


def paragraphs(content: bytes) -> list[str]:
    return [" ".join(_words(p).split()) for p in opened(content).element.body.iter(qn("w:p"))]


def rows(content: bytes) -> Iterator[list[str]]:
    for table in opened(content).tables:
        for row in table.rows:
            yield [cell.text for cell in row.cells]


def footers(content: bytes) -> str:
    section = opened(content).sections[0]
    return "\n".join(p.text for f in (section.first_page_footer, section.footer) for p in f.paragraphs)


def _words(paragraph: object) -> str:
    breaks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "".join(e.text or "" if e.tag == qn("w:t") else breaks.get(e.tag, "") for e in paragraph.iter())


# ── cases ────────────────────────────────────────────────────────────────────────────────────────
TEMPLATES = Path(__file__).parents[2] / "templates" / "dokumen"


@cache
def _shipped(gaya: GayaDokumen) -> Documents:
    return Documents(TEMPLATES, contoh.INSTANSI, gaya)


def documents(folder: Path = TEMPLATES, instansi: Instansi = contoh.INSTANSI, **gaya: object) -> Documents:
    return Documents(folder, instansi, replace(GayaDokumen(), **gaya))


def decided() -> Case:
    """The sample case with the decisions that led it to step 8."""
    return replace(
        contoh.kasus(),
        keputusan=(
            _decision(Langkah.DISPOSISI, Peran.SEKRETARIS, "sekretaris@example.go.id", "Didisposisikan", 23, 9, 20),
            _decision(Langkah.PENUGASAN, Peran.IRBAN, "irban2@example.go.id", "Ditugaskan", 23, 10, 0),
            _decision(Langkah.KONSULTASI, Peran.AUDITOR, "rina@example.go.id", "HasilDicatat", 26, 12, 0),
            _decision(Langkah.PELAPORAN, Peran.IRBAN, "irban2@example.go.id", "LaporanDisetujui", 26, 13, 5),
        ),
    )


def bare() -> Case:
    """A case of which nothing is known."""
    return Case(contoh.NOMOR, contoh.SEKARANG, "dewi@example.go.id", {}, "")


def made(jenis: Dokumen, case: Case | None = None, desk: Desk | None = None, **gaya: object) -> bytes:
    """A document of the sample case, by the shipped templates."""
    number = contoh.kasus().dokumen_terakhir(jenis)
    paper = Paper(jenis, 1, number.nomor if number else "")
    return (
        _shipped(replace(GayaDokumen(), **gaya))
        .render(paper, case or decided(), desk or contoh.desk(), contoh.SEKARANG)
        .isi
    )


def _decision(langkah: Langkah, peran: Peran, oleh: str, peristiwa: str, *when: int) -> Keputusan:
    day, hour, minute = when
    return Keputusan(langkah, peran, 1, oleh, "", datetime(2026, 11, day, hour, minute, tzinfo=contoh.ZONA), peristiwa)
