"""Numbers: the ticket of a case and the nomor naskah of a document; one ledger a year, gapless, never used twice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sikuwas_mail.core.desk import Desk, Penomoran
from sikuwas_mail.core.sop import Dokumen

# Documents that carry a number of the ledger; the others go by the ticket.
BERNOMOR = frozenset({Dokumen.SURAT_TUGAS, Dokumen.BERITA_ACARA, Dokumen.LAPORAN})
CELAH = "      "  # where the secretariat inks the number in
SINGKATAN: Mapping[Dokumen, str] = {
    Dokumen.FORMULIR: "FP",
    Dokumen.DISPOSISI: "LD",
    Dokumen.SURAT_TUGAS: "ST",
    Dokumen.DAFTAR_HADIR: "DH",
    Dokumen.BERITA_ACARA: "BA",
    Dokumen.LAPORAN: "LHK",
}
_TERBESAR = 999_999
_KODE = re.compile(
    r"\b([A-Z][A-Z0-9]{0,11}-\d{4}-\d{4,9})[\s_]+(FP|LD|ST|DH|BA|LHK)-(\d{1,4})[\s_]+([A-Z2-7]{4})-([A-Z2-7]{4})\b"
)


@dataclass(frozen=True, slots=True)
class Kode:
    """The short code printed on a document: ticket, kind, version, fingerprint."""

    nomor: str
    jenis: Dokumen
    versi: int
    sidik: str


def code_in(teks: str) -> Kode | None:
    """The first short code in a text or file name."""
    found = _KODE.search(teks.upper())
    if found is None:
        return None
    jenis = next(kind for kind, short in SINGKATAN.items() if short == found[2])
    return Kode(found[1], jenis, int(found[3]), f"{found[4]}-{found[5]}")


def ticket(desk: Desk, now: datetime) -> str:
    """The next ticket, e.g. SKW-2026-0001; the year is the office's, not UTC's."""
    tahun = desk.hari(now).year
    return f"{desk.kode_tiket}-{tahun}-{desk.urut_kasus.get(tahun, 1):04d}"


def written(penomoran: Penomoran, urut: int, tahun: int) -> str:
    """A nomor naskah as printed; `urut` 0 leaves the gap that the secretariat inks in."""
    return penomoran.pola.format(
        klasifikasi=penomoran.klasifikasi,
        urut=urut or CELAH,
        unit=penomoran.unit,
        tahun=tahun,
    )


def provisional(nomor: str) -> bool:
    """Whether a document still waits for its number."""
    return CELAH in nomor


def next_number(desk: Desk, now: datetime, taken: int) -> tuple[str, int, int]:
    """(number, running number, year) of the next document; `taken`: how many this decision took already.

    In manual mode, and beyond the reserved block, the running number is 0: the gap stays open until Admin gives it.
    """
    tahun = desk.hari(now).year
    own = desk.penomoran
    urut = max(own.berikut.get(tahun, 1), own.mulai) + taken
    if not own.otomatis or (own.sampai and urut > own.sampai):
        return written(own, 0, tahun), 0, tahun
    return written(own, urut, tahun), urut, tahun


def read_number(penomoran: Penomoran, teks: str, tahun: int) -> int | None:
    """The running number in "232" or in a whole number written by the pattern; None where it is neither."""
    plain = "".join(teks.split())
    if plain.isascii() and plain.isdigit():
        urut = int(plain[:9])
    else:
        slots = {"klasifikasi": penomoran.klasifikasi, "unit": penomoran.unit, "tahun": str(tahun)}
        pattern = re.escape("".join(penomoran.pola.split()).replace("{urut}", "\0"))
        for name, value in slots.items():
            pattern = pattern.replace(re.escape("{" + name + "}"), re.escape("".join(value.split())))
        found = re.fullmatch(pattern.replace(re.escape("\0"), r"0*([0-9]{1,9})", 1), plain)
        urut = int(found.group(1)) if found else 0
    return urut if 0 < urut <= _TERBESAR else None
