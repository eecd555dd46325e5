"""The recap as a workbook: native charts, autofilter, a sheet of definitions; no text of people becomes a formula."""

import io
from zoneinfo import ZoneInfo

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sikuwas_mail.paper import wording
from sikuwas_mail.paper.recap import telling
from sikuwas_mail.paper.recap.figures import BarisKasus, Rekap

TIPE_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BIRU = "#124B82"
_SEL = 32_000  # characters a cell may hold
_KASUS = (
    ("Nomor", 16),
    ("Dibuka", 17),
    ("Perangkat daerah", 44),
    ("Bidang", 36),
    ("Wilayah", 16),
    ("Metode", 10),
    ("Status", 18),
    ("Langkah", 15),
    ("Berakhir", 17),
)


class _Book:
    """The workbook in the making and its few formats."""

    def __init__(self, r: Rekap, zona: ZoneInfo) -> None:
        self.file = io.BytesIO()
        self.book = Workbook(
            self.file,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self.book.set_properties(
            {
                "title": f"Rekapitulasi layanan Sikuwas {r.judul}",
                "subject": "Rekapitulasi bulanan",
                "created": r.per.astimezone(zona).replace(tzinfo=None),
            }
        )
        self.head = self._format({"bold": True, "font_color": "#FFFFFF", "bg_color": _BIRU, "text_wrap": True})
        self.title = self._format({"bold": True, "font_size": 14, "font_color": _BIRU})
        self.bold = self._format({"bold": True})
        self.wrap = self._format({"text_wrap": True, "valign": "top"})
        self.plain = self._format({"valign": "top"})
        self.moment = self._format({"num_format": "dd-mm-yyyy hh:mm", "align": "left", "valign": "top"})
        self.decimal = self._format({"num_format": "0.00", "valign": "top"})

    def _format(self, values: dict[str, object]) -> Format:
        made: Format = self.book.add_format(values)
        return made

    def sheet(self, nama: str) -> Worksheet:
        page: Worksheet = self.book.add_worksheet(nama[:31])
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)
        return page

    def cell(self, page: Worksheet, row: int, column: int, value: telling.Sel) -> None:
        if isinstance(value, str):
            page.write_string(row, column, value[:_SEL], self.wrap)
        else:
            page.write_number(row, column, value, self.decimal if isinstance(value, float) else self.plain)


def workbook(r: Rekap, zona: ZoneInfo) -> bytes:
    """The XLSX; the same figures give the same cells."""
    book = _Book(r, zona)
    front = book.sheet("Ringkasan")
    tables = telling.tables(r, zona)
    places = {t.nama: _table(book, t) for t in tables}
    _cases(book, r)
    _advice(book, r)
    _definitions(book)
    _summary(book, front, r, zona)
    for number, table in enumerate(t for t in tables if t.grafik and t.baris):
        _chart(book, front, table, places[table.nama], number)
    book.book.close()
    return book.file.getvalue()


def _summary(book: _Book, page: Worksheet, r: Rekap, zona: ZoneInfo) -> None:
    page.set_column(0, 0, 20)
    page.set_column(1, 1, 52)
    page.write_string(0, 0, f"Rekapitulasi layanan Sikuwas {r.judul}", book.title)
    for line, sentence in enumerate(telling.sentences(r), 1):
        page.write_string(line, 0, sentence)
    start = 2 + len(telling.sentences(r))
    for line, (label, value) in enumerate(telling.facts(r, zona), start):
        page.write_string(line, 0, label, book.bold)
        if value.isdigit():
            page.write_number(line, 1, int(value), book.book.add_format({"align": "left"}))
        else:
            page.write_string(line, 1, value, book.wrap)


def _table(book: _Book, table: telling.Tabel) -> str:
    """A sheet of its own with autofilter; the sheet's name."""
    page = book.sheet(table.nama)
    page.write_string(0, 0, table.judul, book.title)
    for column, head in enumerate(table.kepala):
        page.write_string(2, column, head, book.head)
        page.set_column(column, column, _width(table, column))
    for number, row in enumerate(table.baris, 3):
        for column, value in enumerate(row):
            book.cell(page, number, column, value)
    if not table.baris:
        page.write_string(3, 0, table.kosong)
    page.autofilter(2, 0, 2 + max(1, len(table.baris)), len(table.kepala) - 1)
    page.freeze_panes(3, 0)
    return table.nama


def _width(table: telling.Tabel, column: int) -> int:
    longest = max((len(str(row[column])) for row in table.baris), default=0)
    return max(12, min(48, max(longest, len(table.kepala[column])) + 3))


def _cases(book: _Book, r: Rekap) -> None:
    page = book.sheet("Kasus")
    for column, (head, width) in enumerate(_KASUS):
        page.write_string(0, column, head, book.head)
        page.set_column(column, column, width)
    for number, row in enumerate(r.kasus, 1):
        _case(book, page, number, row)
    page.autofilter(0, 0, max(1, len(r.kasus)), len(_KASUS) - 1)
    page.freeze_panes(1, 1)


def _case(book: _Book, page: Worksheet, number: int, row: BarisKasus) -> None:
    texts = (row.perangkat_daerah, row.bidang, row.wilayah, row.metode, row.status, row.langkah)
    book.cell(page, number, 0, row.nomor)
    page.write_datetime(number, 1, row.dibuka.replace(tzinfo=None), book.moment)
    for column, text in enumerate(texts, 2):
        book.cell(page, number, column, wording.satu_baris(text))
    if row.ditutup:
        page.write_datetime(number, 8, row.ditutup.replace(tzinfo=None), book.moment)


def _advice(book: _Book, r: Rekap) -> None:
    if not r.survei.saran:
        return
    page = book.sheet("Saran")
    page.set_column(0, 0, 100)
    page.write_string(0, 0, "Saran dalam survei, tanpa nama, menurut abjad", book.head)
    for number, text in enumerate(r.survei.saran, 1):
        book.cell(page, number, 0, text)


def _definitions(book: _Book) -> None:
    page = book.sheet("Definisi")
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 100)
    page.write_string(0, 0, "Istilah", book.head)
    page.write_string(0, 1, "Cara menghitung", book.head)
    for number, (term, words) in enumerate(telling.DEFINISI, 1):
        page.write_string(number, 0, term, book.bold)
        page.write_string(number, 1, words, book.wrap)


def _chart(book: _Book, page: Worksheet, table: telling.Tabel, nama: str, number: int) -> None:
    """Bars drawn by the program that opens the workbook, two side by side."""
    last = 2 + len(table.baris)
    chart = book.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": table.kepala[table.grafik],
            "categories": [nama, 3, 0, last, 0],
            "values": [nama, 3, table.grafik, last, table.grafik],
            "fill": {"color": _BIRU},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    chart.set_title({"name": table.judul, "name_font": {"size": 11}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    chart.set_x_axis({"min": 0, "num_format": "0", "major_gridlines": {"visible": False}, "visible": False})
    chart.set_size({"width": 560, "height": 120 + 24 * min(15, len(table.baris))})
    page.insert_chart(14 + 20 * (number // 2), 0 if number % 2 == 0 else 3, chart)
