"""The drawing board: a sheet with kop, footer and numbered lists, and the few shapes the six templates are made of."""

import io
import zipfile
from collections.abc import Sequence

from docx.document import Document as DocumentObject
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import parse_xml
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from sikuwas_mail.paper.blueprint import frame, styles

LEBAR = 165  # millimetres of text on F4 between the margins
ISI_TABEL = "Isi Tabel"


class Sheet:
    """One template on the board. `judul` and `perihal` fill the document's properties."""

    def __init__(self, judul: str, perihal: str) -> None:
        self.doc = frame.empty(judul, perihal)
        self._lists: list[int] = []

    def save(self, path: str) -> None:
        """Writes the template; the same drawing gives the same bytes."""
        frame.refill(self.doc.part.numbering_part.element, styles.numberings(self._lists))
        drawn = io.BytesIO()
        self.doc.save(drawn)
        with zipfile.ZipFile(drawn) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for info in source.infolist():
                target.writestr(zipfile.ZipInfo(info.filename), source.read(info), zipfile.ZIP_DEFLATED)

    # ── paragraphs ───────────────────────────────────────────────────────────────────────────────
    def p(self, teks: str, gaya: str = "Body Text") -> Paragraph:
        """A paragraph; `{%p … %}` lines are paragraphs too and vanish when filled."""
        return self.doc.add_paragraph(teks, gaya)

    def jika(self, syarat: str) -> None:
        """Opens what is only there under a condition; `lain()` and `akhir()` follow."""
        self.p(f"{{%p if {syarat} %}}", "Normal")

    def lain(self) -> None:
        """Else."""
        self.p("{%p else %}", "Normal")

    def akhir(self) -> None:
        """Ends `jika`."""
        self.p("{%p endif %}", "Normal")

    def ulang(self, daftar: str, gaya: str = "Body Text") -> None:
        """One paragraph for every text of a list."""
        _loop(self.doc, daftar, gaya)

    def daftar(self, daftar: str, gaya: str = "List Number", jenis: int = styles.DAFTAR) -> None:
        """A numbered list, beginning at 1, of every text of a list."""
        _number(_loop(self.doc, daftar, gaya), self._new_list(jenis))

    def butir(self, butir: Sequence[str], gaya: str = "List Number") -> None:
        """A numbered list of given texts."""
        number = self._new_list()
        for text in butir:
            _number(self.p(text, gaya), number)

    # ── tables ───────────────────────────────────────────────────────────────────────────────────
    def tabel(self, lebar: Sequence[float], gaya: str = "Normal Table") -> Table:
        """A table of fixed columns (millimetres), as wide as the text, without rows yet."""
        table: Table = self.doc.add_table(rows=0, cols=len(lebar))
        table.style = gaya
        table.autofit = False
        if gaya == "Normal Table":  # said in the table itself: LibreOffice overlooks the default style's margins
            table._tbl.tblPr.xpath("w:tblLook")[0].addprevious(parse_xml(styles.margins(0)))
        for column, width in zip(table.columns, lebar, strict=True):
            column.width = Mm(width)
        return table

    def kop(self) -> None:
        """The letterhead: emblem's place, government and office in sizes 3:4, address, thick-thin rule."""
        place, words = _cells(self.tabel((24, LEBAR - 24)))
        for cell in (place, words):
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _fill(place, "{{ lambang }}", "Kop Alamat")
        _fill(words, "{{ instansi.pemerintah }}", "Kop Pemerintah")
        words.add_paragraph("{{ instansi.nama }}", "Kop Instansi")
        words.add_paragraph("{{ instansi.alamat }}", "Kop Alamat")
        words.add_paragraph("{%p if instansi.kontak %}", "Normal")
        words.add_paragraph("{{ instansi.kontak }}", "Kop Alamat")
        words.add_paragraph("{%p endif %}", "Normal")
        words.add_paragraph("{{ instansi.kota }}", "Kop Alamat").runs[0].bold = True
        self.p("", "Garis Kop")

    def pasangan(
        self, baris: Sequence[tuple[str, str]], kiri: float = 42, gaya: str = ISI_TABEL, seluruh: float = LEBAR
    ) -> Table:
        """Label, colon, value: a borderless table."""
        table = self.tabel((kiri, 5, seluruh - kiri - 5))
        for label, value in baris:
            for cell, text in zip(_cells(table), (label, ":", value), strict=True):
                _fill(cell, text, gaya)
        return table

    def isian(self, daftar: str, kiri: float = 45) -> None:
        """A bordered form read back by its labels: two cells a row, label and value."""
        table = self.tabel((kiri, LEBAR - kiri), "Table Grid")
        tag(table, f"for b in {daftar}")
        label, value = _cells(table, tinggi=8)
        _fill(label, "{{ b.label }}", "Label Tabel")
        _loop_in(value, "b.alinea", ISI_TABEL)
        tag(table, "endfor")

    def matriks(
        self, kolom: Sequence[tuple[str, float, str]], daftar: str, tinggi: float = 0, gaya: str = "Tabel Rapat"
    ) -> Table:
        """A bordered table: heads repeated on each page, one row for every `o` of a list."""
        table = self.tabel([width for _, width, _ in kolom], "Table Grid")
        head = _cells(table)
        _row_property(table.rows[-1], "tblHeader")
        tag(table, f"for o in {daftar}")
        row = _cells(table, tinggi, utuh=True)
        tag(table, "endfor")
        for top, cell, (title, _, text) in zip(head, row, kolom, strict=True):
            _fill(top, title, "Kepala Tabel")
            if text:
                _fill(cell, text, gaya)
        return table

    def berdaftar(self, label: str, daftar: str | Sequence[str], kiri: float = 24) -> None:
        """Label, colon, numbered list ("Dasar : 1. … 2. …"); `daftar` names a list or gives its texts."""
        left, colon, cell = _cells(self.tabel((kiri, 5, LEBAR - kiri - 5)))
        _fill(left, label, "Butir")
        _fill(colon, ":", "Butir")
        if isinstance(daftar, str):
            _number(_loop_in(cell, daftar, "List Number"), self._new_list())
            return
        number = self._new_list()
        for n, text in enumerate(daftar):
            paragraph = _fill(cell, text, "List Number") if n == 0 else cell.add_paragraph(text, "List Number")
            _number(paragraph, number)

    # ── signatures ───────────────────────────────────────────────────────────────────────────────
    def tanda_tangan(self, nama: str, *, tempat: bool = True, pembuka: str = "") -> None:
        """A signature block on the right: place and date, title lines, room to sign, name, rank, NIP."""
        if tempat:
            self.p("{{ instansi.tempat }}, {{ dokumen.tanggal }}", "Tempat Tanggal")
        if pembuka:
            self.p(pembuka, "Tanda Tangan")
        self.p(f"{{%p for x in {nama}.baris %}}", "Normal")
        self.jika("x.awalan")
        self.p("{{ x.awalan }} {{ x.teks }}", "Atas Nama")
        self.lain()
        self.p("{{ x.teks }}", "Tanda Tangan")
        self.akhir()
        self.p("{%p endfor %}", "Normal")
        self.jika(f"{nama}.persetujuan")
        self.p(f"{{{{ {nama}.persetujuan }}}}", "Persetujuan")
        self.akhir()
        self.p(f"{{{{ {nama}.nama }}}}", "Nama Pejabat")
        self.jika(f"{nama}.pangkat")
        self.p(f"{{{{ {nama}.pangkat }}}}", "Tanda Tangan")
        self.akhir()
        self.p(f"{{{{ {nama}.nip }}}}", "Akhir Tanda Tangan")

    def tembusan(self, daftar: str | Sequence[str]) -> None:
        """The copies, numbered; `daftar` names a list or gives its texts."""
        self.p("Tembusan:", "Judul Tembusan")
        if isinstance(daftar, str):
            self.daftar(daftar, "Tembusan")
        else:
            self.butir(daftar, "Tembusan")

    def _new_list(self, kind: int = styles.DAFTAR) -> int:
        self._lists.append(kind)
        return styles.list_number(len(self._lists) - 1)


def tag(table: Table, isi: str) -> None:
    """A row that holds only a tag over whole rows."""
    _fill(_cells(table)[0], f"{{%tr {isi} %}}", "Normal")


def isi_sel(cell: _Cell, teks: str, gaya: str = ISI_TABEL) -> Paragraph:
    """Puts a text into the first paragraph of a cell."""
    return _fill(cell, teks, gaya)


def sel(table: Table, tinggi: float = 0) -> tuple[_Cell, ...]:
    """The cells of a new row that no page breaks; `tinggi`: its least height in millimetres."""
    return _cells(table, tinggi, utuh=True)


def ulang_dalam(cell: _Cell, daftar: str, gaya: str = ISI_TABEL) -> Paragraph:
    """In a cell, one paragraph for every text of a list."""
    return _loop_in(cell, daftar, gaya)


def _cells(table: Table, tinggi: float = 0, *, utuh: bool = False) -> tuple[_Cell, ...]:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    if utuh:
        _row_property(row, "cantSplit")
    if tinggi:
        row.height = Mm(tinggi)
    return tuple(row.cells)


def _fill(cell: _Cell, text: str, style: str) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(text)
    return paragraph


def _loop_in(cell: _Cell, daftar: str, style: str) -> Paragraph:
    _fill(cell, f"{{%p for x in {daftar} %}}", "Normal")
    paragraph: Paragraph = cell.add_paragraph("{{ x }}", style)
    cell.add_paragraph("{%p endfor %}", "Normal")
    return paragraph


def _loop(doc: DocumentObject, daftar: str, style: str) -> Paragraph:
    doc.add_paragraph(f"{{%p for x in {daftar} %}}", "Normal")
    paragraph = doc.add_paragraph("{{ x }}", style)
    doc.add_paragraph("{%p endfor %}", "Normal")
    return paragraph


def _number(paragraph: Paragraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _row_property(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:{name} {styles.NS}/>"))
