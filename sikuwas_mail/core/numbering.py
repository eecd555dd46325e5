"""Numbers: the ticket of a case and the nomor naskah of a document; one ledger a year, gapless, never used twice."""

from datetime import datetime

from sikuwas_mail.core.desk import Desk, Penomoran
from sikuwas_mail.core.sop import Dokumen

# Documents that carry a number of the ledger; the others go by the ticket.
BERNOMOR = frozenset({Dokumen.SURAT_TUGAS, Dokumen.BERITA_ACARA, Dokumen.LAPORAN})


def ticket(desk: Desk, now: datetime) -> str:
    """The next ticket, e.g. SKW-2026-0001; the year is the office's, not UTC's."""
    tahun = desk.hari(now).year
    return f"{desk.kode_tiket}-{tahun}-{desk.urut_kasus.get(tahun, 1):04d}"


def written(penomoran: Penomoran, urut: int, tahun: int) -> str:
    """A nomor naskah as printed; `urut` 0 leaves the gap that the secretariat inks in."""
    return penomoran.pola.format(
        klasifikasi=penomoran.klasifikasi,
        urut=urut or "      ",
        unit=penomoran.unit,
        tahun=tahun,
    )


def next_number(desk: Desk, now: datetime, taken: int) -> tuple[str, int, int]:
    """(number, running number, year) of the next document; `taken`: how many this decision took already.

    In manual mode the running number is 0: the gap stays open until Admin gives the number.
    """
    tahun = desk.hari(now).year
    if not desk.penomoran.otomatis:
        return written(desk.penomoran, 0, tahun), 0, tahun
    urut = desk.penomoran.berikut.get(tahun, 1) + taken
    return written(desk.penomoran, urut, tahun), urut, tahun
