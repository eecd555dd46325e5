"""Office forms for the tests, made by python-docx, with content controls put in by hand where Word would."""

import io
from collections.abc import Mapping, Sequence

from docx import Document
from docx.oxml import parse_xml

from sikuwas_mail.core.incoming import Lampiran

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def berkas(document: "Document", nama: str) -> Lampiran:
    out = io.BytesIO()
    document.save(out)
    return Lampiran(nama, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", out.getvalue())


def tabel(document: "Document", rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text = text


def formulir(
    values: Mapping[str, str], judul: str = "FORMULIR PERMOHONAN KONSULTASI", nama: str = "formulir.docx"
) -> Lampiran:
    document = Document()
    document.add_paragraph(judul)
    tabel(document, [[label, ":", value] for label, value in values.items()])
    return berkas(document, nama)


def berita_acara(values: Mapping[str, str], nama: str = "BA.docx") -> Lampiran:
    document = Document()
    document.add_paragraph("BERITA ACARA KONSULTASI")
    document.add_paragraph("NOMOR 700/1/416-060/2026")
    tabel(document, [["Nama", ":", "Rina Contoh"], ["Jabatan", ":", "Auditor"]])
    tabel(document, [[label, value] for label, value in values.items()])
    document.add_paragraph("Demikian Berita Acara ini dibuat dengan sebenarnya.")
    return berkas(document, nama)


def kotak(label: str, options: Mapping[str, bool]) -> Lampiran:
    """A form whose one cell holds Word checkboxes."""
    document = Document()
    document.add_paragraph("FORMULIR PERMOHONAN KONSULTASI")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = label
    paragraph = table.rows[0].cells[1].paragraphs[0]._p
    for option, checked in options.items():
        sdt = (
            f'<w:sdt {NS}><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox></w:sdtPr>'
            f"<w:sdtContent><w:r><w:t>{'☒' if checked else '☐'}</w:t></w:r></w:sdtContent></w:sdt>"
        )
        paragraph.append(parse_xml(sdt))
        paragraph.append(parse_xml(f'<w:r {NS}><w:t xml:space="preserve"> {option} </w:t></w:r>'))
    return berkas(document, "kotak.docx")


def kendali(label: str, text: str, *, tag: str = "", placeholder: bool = False) -> Lampiran:
    """A form whose value stands in a content control, as Word saves it."""
    document = Document()
    document.add_paragraph("FORMULIR PERMOHONAN KONSULTASI")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = label
    cell = table.rows[0].cells[1]._tc
    shown = "<w:showingPlcHdr/>" if placeholder else ""
    mark = f'<w:tag w:val="{tag}"/>' if tag else ""
    sdt = (
        f"<w:sdt {NS}><w:sdtPr>{mark}{shown}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        f"</w:sdtContent></w:sdt>"
    )
    cell.insert(len(cell) - 1, parse_xml(sdt))
    return berkas(document, "kendali.docx")
