"""How Indonesian official writing puts dates, hours, numbers in words and NIP: one form each, whatever the locale."""

import re
from datetime import date, datetime, tzinfo

from num2words import num2words

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_ZONA = {7: "WIB", 8: "WITA", 9: "WIT"}
_HARI_BULAN_TAHUN = re.compile(r"(?<!\d)(\d{1,2})[\s/.-]+([A-Za-z]{3,9}|\d{1,2})[\s/.-]+(\d{4})(?!\d)", re.ASCII)
_NIP = (8, 6, 1, 3)
# No letter of any writing: controls (tab and line end have a meaning), halves of surrogate pairs, code points that are
# no characters, and marks that only order or overrule the direction of text, which hide what is written.
_BUKAN_HURUF = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)


def tanggal(hari: date) -> str:
    """ "5 Januari 2026": no leading zero."""
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def hari_tanggal(hari: date) -> str:
    """ "Senin, 5 Januari 2026"."""
    return f"{HARI[hari.weekday()]}, {tanggal(hari)}"


def jam(saat: datetime, zona: tzinfo) -> str:
    """ "09.15 WIB": a full stop between hour and minute; the zone's Indonesian name where it has one."""
    local = saat.astimezone(zona)
    offset = local.utcoffset()
    hours = offset.total_seconds() / 3600 if offset is not None else 0.0
    name = _ZONA.get(int(hours), "") if hours.is_integer() else ""
    return f"{local.hour:02}.{local.minute:02} {name or local.tzname() or ''}".rstrip()


def waktu(saat: datetime, zona: tzinfo) -> str:
    """ "Senin, 5 Januari 2026 pukul 09.15 WIB"."""
    return f"{hari_tanggal(saat.astimezone(zona).date())} pukul {jam(saat, zona)}"


def terbilang(angka: int) -> str:
    """A number in words: 0 "nol", 11 "sebelas", 2026 "dua ribu dua puluh enam"."""
    return str(num2words(angka, lang="id"))


def berbilang(angka: int) -> str:
    """ "1 (satu)", as counts are written."""
    return f"{angka} ({terbilang(angka)})"


def hari_terbilang(hari: date) -> str:
    """ "Senin tanggal lima bulan Januari tahun dua ribu dua puluh enam (05-01-2026)", as a Berita Acara opens."""
    return (
        f"{HARI[hari.weekday()]} tanggal {terbilang(hari.day)} bulan {BULAN[hari.month - 1]} "
        f"tahun {terbilang(hari.year)} ({hari:%d-%m-}{hari.year:04})"
    )


def nip(nomor: str) -> str:
    """18 digits grouped 8 6 1 3 ("19681115 199202 1 002"); anything else as it was written, trimmed."""
    digits = "".join(nomor.split())
    if len(digits) != sum(_NIP) or not (digits.isascii() and digits.isdigit()):
        return " ".join(nomor.split())
    parts, start = [], 0
    for length in _NIP:
        parts.append(digits[start : start + length])
        start += length
    return " ".join(parts)


def tanggal_dari(teks: str) -> date | None:
    """The day of "26 November 2026", "Kamis, 26-11-2026" or "26/11/2026"; None where none is plainly written."""
    found = _HARI_BULAN_TAHUN.search(teks)
    if found is None:
        return None
    month = found.group(2).capitalize()
    number = BULAN.index(month) + 1 if month in BULAN else int(month) if month.isdigit() else 0
    try:
        return date(int(found.group(3)), number, int(found.group(1)))
    except ValueError:
        return None


def pangkat(teks: str) -> str:
    """A rank as it is printed: "Penata Tk. I" and "Penata Tingkat 1" become "Penata Tingkat I"."""
    return re.sub(r"\b(?:tk\.?|tkt\.?|tingkat)\s*(?:1|I)\b", "Tingkat I", satu_baris(teks), flags=re.IGNORECASE)


def tanpa_golongan(teks: str) -> str:
    """The rank alone, as a signature carries it: "Pembina (IV/a)" becomes "Pembina"."""
    return re.sub(r"\s*[(,/-]?\s*\b[IVX]+\s*[/.]\s*[a-e]\)?\s*$", "", pangkat(teks))


def bersih(teks: str) -> str:
    """Text fit for paper: line ends are "\\n", no control characters, surrogates or marks of direction."""
    lines = teks.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _BUKAN_HURUF.sub("", lines.replace("\t", " ")).strip()


def satu_baris(teks: str) -> str:
    """The same on one line, runs of blanks made one."""
    return " ".join(bersih(teks).split())
