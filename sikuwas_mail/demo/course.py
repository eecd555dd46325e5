"""A case's course as one picture: the roles as lanes, the eight steps as nodes, every return an arrow back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

LANES = ("Pemohon", "Admin", "Sekretaris", "Irban", "PPUPD/Auditor", "Inspektur")
LEFT, PITCH, LANE, TOP, WIDE, HIGH = 104, 130, 88, 18, 106, 52


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands in the picture: column, lane, number and name."""

    column: int
    lane: int
    nomor: str
    judul: str
    utama: bool = True  # lies on the main line from step 1 to step 8

    @property
    def x(self) -> int:
        """The middle, from the left."""
        return LEFT + self.column * PITCH + PITCH // 2

    @property
    def y(self) -> int:
        """The middle, from the top."""
        return TOP + self.lane * LANE + LANE // 2


PLACES: dict[str, Place] = {
    "permohonan": Place(0, 0, "1", "Permohonan"),
    "penerimaan": Place(1, 1, "2", "Penerimaan"),
    "penerusan": Place(2, 1, "3", "Penerusan"),
    "disposisi": Place(3, 2, "4", "Disposisi"),
    "penugasan": Place(4, 3, "5", "Penugasan"),
    "persiapan": Place(5, 1, "", "Persiapan", utama=False),
    "hadir": Place(5, 0, "", "Kehadiran", utama=False),
    "konsultasi": Place(6, 4, "6", "Konsultasi"),
    "pelaporan": Place(7, 3, "7", "Pelaporan"),
    "inspektur": Place(8, 5, "8", "Penerimaan"),
    "arsip": Place(9, 1, "8", "Pengarsipan"),
    "survei": Place(9, 0, "", "Survei", utama=False),
}
SIDEWAYS = (("penugasan", "persiapan"), ("persiapan", "hadir"), ("persiapan", "konsultasi"), ("arsip", "survei"))

# Event -> the place it happens at ("": the step the journal names).
HAPPENS: dict[str, str] = {
    "PermohonanMasuk": "permohonan",
    "DataDilengkapi": "permohonan",
    "PermohonanDiterima": "penerimaan",
    "Diteruskan": "penerusan",
    "DimintaLengkap": "penerusan",
    "Ditolak": "penerusan",
    "Diadukan": "penerusan",
    "Didisposisikan": "disposisi",
    "Dikembalikan": "disposisi",
    "Ditugaskan": "penugasan",
    "Dialihkan": "penugasan",
    "TempatDitetapkan": "persiapan",
    "HadirDinyatakan": "hadir",
    "Berhalangan": "konsultasi",
    "HasilDicatat": "konsultasi",
    "LaporanDisetujui": "pelaporan",
    "Diperbaiki": "",
    "LaporanDiterima": "inspektur",
    "Diarsipkan": "arsip",
    "SurveiDiisi": "survei",
}
RETURNS = ("DimintaLengkap", "Dikembalikan", "Dialihkan", "Berhalangan", "Diperbaiki")


@dataclass(frozen=True, slots=True)
class Visit:
    """One event that stands in the picture."""

    tempat: str
    peristiwa: str
    waktu: datetime
    oleh: str


def visits(riwayat: Iterable[Mapping[str, object]], nama: Mapping[str, str]) -> list[Visit]:
    """The events of a journal that have a place; `nama` gives people's names by address."""
    return list(_visits(riwayat, nama))


def _visits(riwayat: Iterable[Mapping[str, object]], nama: Mapping[str, str]) -> Iterator[Visit]:
    for row in riwayat:
        peristiwa = str(row.get("peristiwa", ""))
        if peristiwa in HAPPENS:
            step = {"pengarsipan": "inspektur"}.get(str(row.get("langkah", "")), str(row.get("langkah", "")))
            tempat = HAPPENS[peristiwa] or step
            if tempat in PLACES:
                yield Visit(tempat, peristiwa, datetime.fromisoformat(str(row["waktu"])), _actor(row, nama))


def _actor(row: Mapping[str, object], nama: Mapping[str, str]) -> str:
    behalf = str(row.get("atas_nama_nama") or "") if row.get("oleh") == "sistem" else ""
    return f"a.n. {_short(behalf)}" if behalf else who(row, nama)


def who(row: Mapping[str, object], nama: Mapping[str, str]) -> str:
    """Who acted, as a person is called: the name without degrees."""
    oleh = str(row.get("oleh", ""))
    known = str(row.get("oleh_nama") or "") or nama.get(oleh, oleh.partition("@")[0])
    full = "Sistem" if oleh == "sistem" else known
    return _short(full)


def _short(nama: str) -> str:
    return re.sub(r"^(?:Drs|Dra|Ir|H|Hj)\.\s+", "", nama.partition(",")[0])


def peristiwa_judul(peristiwa: str) -> str:
    """An event's name as words: `DataDilengkapi` -> `Data dilengkapi`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", peristiwa)
    return words[:1].upper() + words[1:].lower()


def picture(riwayat: Sequence[Mapping[str, object]], nama: Mapping[str, str], judul: str) -> str:
    """The SVG of a case; colours come from the page's CSS classes."""
    found = visits(riwayat, nama)
    width, height = LEFT + 10 * PITCH + 12, TOP * 2 + len(LANES) * LANE
    parts = [*_lanes(width), *_sideways(found), *_line(found), *_nodes(found)]
    return (
        f'<svg class="alur" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(judul)}">'
        f"<title>{escape(judul)}</title>{_ARROWS}{''.join(parts)}</svg>"
    )


_ARROWS = "<defs>{}{}</defs>".format(
    *(
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path class="{name}" d="M0 0 8 4 0 8Z"/></marker>'
        for name in ("panah", "panah-kembali")
    )
)


def _lanes(width: int) -> Iterator[str]:
    for number, lane in enumerate(LANES):
        y = TOP + number * LANE
        yield f'<rect class="lajur{number % 2}" x="0" y="{y}" width="{width}" height="{LANE}"/>'
        yield f'<text class="peran" x="12" y="{y + LANE // 2 + 4}">{escape(lane)}</text>'


def _sideways(found: Sequence[Visit]) -> Iterator[str]:
    seen = {v.tempat for v in found}
    for a, b in SIDEWAYS:
        if a in seen and b in seen:
            yield f'<path class="samping" d="{_curve(PLACES[a], PLACES[b])}" marker-end="url(#panah)"/>'


def _line(found: Sequence[Visit]) -> Iterator[str]:
    """The way of the case along its main places, each stretch drawn once; a return is drawn with its name."""
    main = [v for v in found if PLACES[v.tempat].utama]
    drawn: set[tuple[str, str]] = set()
    for a, b in zip(main, main[1:], strict=False):
        here, there, step = PLACES[a.tempat], PLACES[b.tempat], (a.tempat, b.tempat)
        if step in drawn:
            continue
        drawn.add(step)
        if there.column > here.column and a.peristiwa not in RETURNS:
            yield f'<path class="maju" d="{_curve(here, there)}" marker-end="url(#panah)"/>'
        elif a.peristiwa in RETURNS or here == there:
            yield _return(b if here == there else a, here, there)


def _curve(a: Place, b: Place) -> str:
    if a.column == b.column:
        sign = 1 if b.y > a.y else -1
        return f"M{a.x} {a.y + sign * HIGH // 2}V{b.y - sign * (HIGH // 2 + 1)}"
    x1, x2 = a.x + WIDE // 2, b.x - WIDE // 2 - 1
    if a.y == b.y:
        return f"M{x1} {a.y}H{x2}"
    bend = x2 - 12 if b.column - a.column > 1 else (x1 + x2) // 2
    return f"M{x1} {a.y}H{bend}V{b.y}H{x2}" if bend > x1 else f"M{x1} {a.y}L{x2} {b.y}"


def _return(visit: Visit, a: Place, b: Place) -> str:
    label = f"{peristiwa_judul(visit.peristiwa)} {visit.waktu:%H.%M.%S}"
    path, x, y = _back(a, b)
    return (
        f'<path class="kembali" d="{path}" marker-end="url(#panah-kembali)"><title>{escape(label)}</title></path>'
        f'<text class="sebab" x="{x}" y="{y}">{escape(peristiwa_judul(visit.peristiwa))}</text>'
    )


def _back(a: Place, b: Place) -> tuple[str, int, int]:
    """The path of a return and where its name stands."""
    if a.y == b.y:  # out and back in above the lane
        x1, x2, y = a.x - 22, b.x + (22 if a == b else 0), a.y - HIGH // 2
        return f"M{x1} {y}C{x1} {y - 24} {x2} {y - 24} {x2} {y - 1}", (x1 + x2) // 2, y - 22
    sign = 1 if b.y > a.y else -1
    x1, y1, x2, y2 = a.x - 26, a.y + sign * HIGH // 2, b.x + 26, b.y - sign * (HIGH // 2 + 1)
    middle = (y1 + y2) // 2
    path = f"M{x1} {y1}C{x1} {middle + sign * 12} {x2} {middle - sign * 12} {x2} {y2}"
    return path, (x1 + x2) // 2, middle - 5


def _nodes(found: Sequence[Visit]) -> Iterator[str]:
    for name, place in PLACES.items():
        here = [v for v in found if v.tempat == name]
        if here or place.utama:
            yield _node(place, here)


def _node(place: Place, here: Sequence[Visit]) -> str:
    x, y = place.x - WIDE // 2, place.y - HIGH // 2
    kind = "simpul" if here else "simpul belum"
    told = "; ".join(f"{v.waktu:%H.%M.%S} {peristiwa_judul(v.peristiwa)}: {v.oleh}" for v in here) or "belum"
    texts = [(place.judul if not place.nomor else f"{place.nomor} {place.judul}", "judul", 16)]
    if here:
        texts += [(here[-1].oleh, "oleh", 30), (f"{here[-1].waktu:%H.%M.%S}", "jam", 43)]
    lines = "".join(f'<text class="{c}" x="{place.x}" y="{y + dy}">{escape(t)}</text>' for t, c, dy in texts)
    return (
        f'<g class="{kind}"><title>{escape(told)}</title>'
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="7"/>{lines}{_times(place, len(here))}</g>'
    )


def _times(place: Place, count: int) -> str:
    if count < 2:
        return ""
    x, y = place.x + WIDE // 2 + 1, place.y - HIGH // 2
    return f'<circle class="kali" cx="{x}" cy="{y}" r="10"/><text class="kali" x="{x}" y="{y + 3.5}">{count}×</text>'
