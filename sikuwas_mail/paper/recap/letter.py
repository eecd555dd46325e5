"""The recap as a letter: what its template (templates/surat/rekap) is given."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from sikuwas_mail.paper.recap import telling
from sikuwas_mail.paper.recap.figures import Rekap

_BATANG = 12  # bars of one chart; the rest stands in the table and the workbook
_BARIS = 15  # rows of one table


def contents(r: Rekap, zona: ZoneInfo) -> dict[str, object]:
    """`isi` of the letter."""
    tables = telling.tables(r, zona)
    return {
        "perihal": f"Rekapitulasi layanan Sikuwas {r.judul}",
        "kalimat": list(telling.sentences(r)),
        "fakta": list(telling.facts(r, zona)),
        "grafik": [_chart(t) for t in tables if t.grafik and t.baris],
        "tabel": [_table(t) for t in tables if not t.grafik and t.baris],
        "saran": list(r.survei.saran[:_BARIS]),
    }


def _chart(table: telling.Tabel) -> Mapping[str, object]:
    items = [(str(row[0]), row[table.grafik]) for row in table.baris[:_BATANG]]
    return {"judul": _titled(table, _BATANG), "butir": items}


def _table(table: telling.Tabel) -> Mapping[str, object]:
    rows = telling.written(table.baris[:_BARIS])
    return {"judul": _titled(table, _BARIS), "kepala": list(table.kepala), "baris": rows}


def _titled(table: telling.Tabel, limit: int) -> str:
    count = len(table.baris)
    return (
        table.judul if count <= limit else f"{table.judul} ({limit} dari {count}; selengkapnya pada lembar terlampir)"
    )
