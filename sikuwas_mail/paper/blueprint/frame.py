"""The frame of every template: page, styles, properties, page numbers and footer, and nothing of the library's own."""

from collections.abc import Sequence
from datetime import UTC, datetime

import docx
from docx.document import Document as DocumentObject
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from sikuwas_mail.paper.blueprint import styles

_DIBUANG = ("/theme", "/stylesWithEffects", "/webSettings", "/customXml")
_DIBUANG_PAKET = ("/thumbnail", "/extended-properties")
_TANGGAL = datetime(2026, 1, 5, tzinfo=UTC)  # of the drawing; a rendered document carries its own
_FONTS = f'<w:fonts {styles.NS}><w:font w:name="{styles.HURUF}"><w:altName w:val="Liberation Sans"/></w:font></w:fonts>'


def empty(judul: str, perihal: str) -> DocumentObject:
    """An empty template; `judul` and `perihal` fill its properties."""
    doc = _bare()
    section = doc.sections[0]
    _page(section)
    _properties(doc, judul, perihal)
    _header_and_footer(section)
    return doc


def _bare() -> DocumentObject:
    """An empty document with the house's styles and nothing of the library's own."""
    doc = docx.Document()
    _drop(doc.part, _DIBUANG)
    _drop(doc.part.package, _DIBUANG_PAKET)
    refill(doc.styles.element, styles.styles())
    refill(doc.settings.element, styles.settings())
    fonts = next(r.target_part for r in doc.part.rels.values() if r.reltype.endswith("/fontTable"))
    fonts._blob = _FONTS.encode()
    return doc


def _drop(owner: Part | OpcPackage, endings: tuple[str, ...]) -> None:
    for rid, rel in list(owner.rels.items()):
        if rel.reltype.endswith(endings):
            del owner.rels[rid]


def refill(root: BaseOxmlElement, children: Sequence[BaseOxmlElement]) -> None:
    """Puts `children` in the place of all that an element holds."""
    for child in list(root):
        root.remove(child)
    root.extend(children)


def _page(section: Section) -> None:
    section.page_width, section.page_height = Mm(215), Mm(330)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True


def _properties(doc: DocumentObject, judul: str, perihal: str) -> None:
    core = doc.core_properties
    core.title, core.subject = judul, perihal
    core.author = core.last_modified_by = "{{ instansi.nama }} {{ instansi.daerah }}"
    core.keywords = "Sikuwas; layanan konsultasi; {{ dokumen.kode }}"
    core.comments, core.language, core.category = "", "id-ID", "Naskah dinas"
    core.created = core.modified = _TANGGAL
    core.revision = 1


def _header_and_footer(section: Section) -> None:
    """Following pages carry their number; every page says which case and version it belongs to."""
    number = section.header.paragraphs[0]
    number.style = "Header"
    for text in ("– ", "PAGE", " –"):
        _field(number, text) if text == "PAGE" else number.add_run(text)
    section.first_page_header.paragraphs[0].style = "Header"
    for footer in (section.footer, section.first_page_footer):
        line = footer.paragraphs[0]
        line.style = "Footer"
        line.add_run("{{ dokumen.judul }} · {{ dokumen.kode }} · halaman ")
        _field(line, "PAGE")
        line.add_run(" dari ")
        _field(line, "NUMPAGES")


def _field(paragraph: Paragraph, name: str) -> None:
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {styles.NS} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'),
    )
