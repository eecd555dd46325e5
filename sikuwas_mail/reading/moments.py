"""A date or time is read only when one reading exists; two readings are a reason to ask, never a choice."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sikuwas_mail.reading.almanac import DAYS, HOURS, MONTHS, NAMA_HARI, SHORT_DAYS
from sikuwas_mail.reading.spelled import in_digits
from sikuwas_mail.reading.spelling import fold, near

_GREETED = re.compile(r"\bselamat\s+(?:pagi|siang|sore|malam|petang)\b")
_ISO = re.compile(
    r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:t|\s+)(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(z\b|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<![\d./-])(\d{1,2})(?:\s?/\s?|-)(\d{1,2})(?:\s?/\s?|-)(\d{4}|\d{2})(?![\d/])|"
    r"(?<![\d./-])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)"
)
_NUMERIC_SHORT = re.compile(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})(?![\d./-])")
_SPAN = re.compile(
    r"\b\d{1,2}\s*(?:-|–|s\.?/?d\.?|sd|sampai(?:\s+dengan)?|hingga|atau|dan|,|/|&)\s*(?:tanggal\s+|tgl\.?\s+)?\d{1,2}"
    r"[\s-]+([a-z]{3,9})\b"
)
_NAMED = re.compile(r"(?<![\d.:])(\d{1,2})(?:\s*-\s*|\s*)([a-z]{3,9})\.?(?:\s*[-,']?\s*(\d{4}|\d{2})(?![\d.:]))?")
_DAY_ONLY = re.compile(r"\b(?:tanggal|tgl)\.?\s*(\d{1,2})(?![\d./:-])")
_WEEKDAY = re.compile(rf"\b({'|'.join(DAYS)})\b(?!\s*lagi)(?:\s+((?:minggu|pekan)\s+)?(depan|ini|dpn)\b)?")
_WEEKDAY_SHORT = re.compile(rf"\b({'|'.join(SHORT_DAYS)})\b[.,]*\s*(?=\d)")
_RELATIVE = re.compile(r"\b(besok\s+lusa|hari\s+ini|besok|esok|bsk|lusa|kemarin|kemaren|today|tomorrow)\b")
_VAGUE = re.compile(
    r"\b(\d+|dua|tiga|se)\s*(?:hari|minggu|pekan|bulan)\s+lagi\b|\b(?:minggu|pekan|bulan|tahun)\s+(?:depan|dpn|"
    r"ini|lalu)\b"
    r"|\bsecepatnya\b|\bakhir\s+(?:minggu|pekan|bulan)\b|\bawal\s+bulan\b"
)
_PART = r"(?:\s*(pagi|siang|sore|petang|malam))?"
_DENIED = re.compile(r"\b(?:jangan|jgn|bukan|bkn|selain|kecuali|tidak|tdk|gak|ga|nggak|belum|blm|asal)\b")
_ZONE = re.compile(r"\b(wita|wit|utc|gmt)\b")
_SPAN_OF_TIME = re.compile(
    r"(\d{1,2}[.:]\d{2})(?:\s*wib)?\s*(?:-|–|s\.?\s*/?\s*d\.?|sd|sampai(?:\s+dengan)?|hingga)\s*(?:pukul\s+|jam\s+)?"
    r"(?:\d{1,2}[.:]\d{2}|selesai|tuntas)"
)
_HALF = re.compile(rf"\b(?:jam|pukul|pkl|pk)\.?\s*setengah\s+(\d{{1,2}}|[a-z]+){_PART}\b")
_SAID = re.compile(
    rf"\b(?:jam|pukul|pkl|pk|at)\b\.?\s*:?\s*(\d{{1,2}}|[a-z]+)(?:[.:](\d{{2}}))?(?![\d])(?:\s*(?:lewat|"
    rf"lebih)\s+(\d{{1,2}}))?"
    rf"(?:\s*wib)?{_PART}"
)
_CLOCK = re.compile(rf"(?<![\d.:/,-])(\d{{1,2}})[.:](\d{{2}})(?::00)?(?![\d/:]|\.\d)(?:\s*wib)?{_PART}")
_NOT_A_CLOCK = re.compile(r"\b(?:pasal|ayat|nomor|no|rp|versi|bab|lantai|lt)\.?\s*$")


@dataclass(frozen=True, slots=True)
class Moment:
    """What a text says of a time: day and hour known apart; `alasan` says why one of them was not settled."""

    hari: date | None = None
    jam: time | None = None
    alasan: str = ""
    saat: datetime | None = None  # both known, in the zone of `now`


_Taker = Callable[[re.Match[str], tuple[int, int, int] | None], str]


class _Doubt(Exception):
    """More than one reading, or none."""


def parse_moment(text: str, now: datetime) -> Moment | None:
    """The one date and time a text names, None when it names neither; `now` (with zone) anchors "besok"."""
    plain = in_digits(_GREETED.sub(" ", fold(text[:2000])))
    doubt, hari, jam = "", None, None
    try:
        iso = _ISO.search(plain)
        if iso and iso[6]:
            return _instant(iso, now)
        hari, plain = _day(plain, now.date())
    except _Doubt as reason:
        doubt = str(reason)
    try:
        jam = _clock(_blanked(plain) if doubt else plain)
    except _Doubt as reason:
        doubt = doubt or str(reason)
    if hari is None and jam is None and not doubt:
        return None
    if not doubt and (denied := _DENIED.search(plain)):
        doubt = f'kalimatnya memuat "{denied.group()}"'
    saat = datetime.combine(hari, jam, now.tzinfo) if hari and jam and not doubt else None
    return Moment(hari, jam, doubt, saat)


def _instant(iso: re.Match[str], now: datetime) -> Moment:
    try:
        when = datetime.fromisoformat(iso.group().strip().replace("z", "+00:00")).astimezone(now.tzinfo)
    except (ValueError, OverflowError):
        return Moment(alasan=f'tanggal "{iso.group().strip()}" tidak ada')
    return Moment(when.date(), when.time(), "", when)


# ── days ─────────────────────────────────────────────────────────────────────────────────────────
def _day(plain: str, today: date) -> tuple[date | None, str]:
    """The day named, and the text without it, so that its numbers are not taken for hours."""
    if (span := _SPAN.search(plain)) and _month(span[1]):
        raise _Doubt("lebih dari satu tanggal disebut")
    dates, rest = _dates(plain, today)
    relative, rest = _relatives(rest, today)
    weekdays, rest = _weekdays(rest, today)
    found = set(dates) | set(relative)
    if len(found) > 1:
        raise _Doubt("lebih dari satu tanggal disebut")
    if found:
        hari = found.pop()
        _agree(hari, weekdays)
        return hari, rest
    return _weekday_alone(weekdays), rest


def _dates(plain: str, today: date) -> tuple[list[date], str]:
    found: list[date] = []

    def take(match: re.Match[str], parts: tuple[int, int, int] | None) -> str:
        if parts is None:
            return match.group()
        found.append(_date(*parts, match.group().strip()))
        return " ; "

    plain = _ISO.sub(lambda m: take(m, (int(m[1]), int(m[2]), int(m[3]))) + (f" {m[4]}:{m[5]} " if m[4] else ""), plain)
    plain = _NUMERIC.sub(lambda m: take(m, _numeric(m)), plain)
    plain = _NAMED.sub(lambda m: take(m, _named(m, today)), plain)
    if not found:
        plain = _day_and_month(plain, today, take)
    if not found:
        plain = _DAY_ONLY.sub(lambda m: take(m, _next_day(int(m[1]), today)), plain)
    return found, plain


def _day_and_month(plain: str, today: date, take: _Taker) -> str:
    """`26/11` counts as a date only beside a weekday or `tanggal`: it may be a number of something else."""
    if not (re.search(r"\b(?:tanggal|tgl)\b", plain) or _WEEKDAY.search(plain) or _NUMERIC_SHORT.match(plain.strip())):
        return plain

    def one(m: re.Match[str]) -> str:
        if not 1 <= int(m[2]) <= 12:
            raise _Doubt(f'tanggal "{m.group()}" tidak dapat dipastikan')
        return take(m, (_year(int(m[1]), int(m[2]), today), int(m[2]), int(m[1])))

    return _NUMERIC_SHORT.sub(one, plain)


def _numeric(m: re.Match[str]) -> tuple[int, int, int]:
    day, month, year = (m[1], m[2], m[3]) if m[1] else (m[4], m[5], m[6])
    return _century(int(year)), int(month), int(day)


def _named(m: re.Match[str], today: date) -> tuple[int, int, int] | None:
    month = _month(m[2])
    if not month or not m[1].isdigit():
        return None
    year = _century(int(m[3])) if m[3] else _year(int(m[1]), month, today)
    return year, month, int(m[1])


def _month(word: str) -> int:
    spelled = word if word in MONTHS else near(word, [m for m in MONTHS if len(m) >= 7]) if len(word) >= 6 else ""
    return MONTHS.get(spelled, 0)


def _century(year: int) -> int:
    return year + 2000 if year < 100 else year


def _year(day: int, month: int, today: date) -> int:
    """The year of a date written without one: the coming one, unless that is so far that a past day was meant."""
    this = _date(today.year, month, day, f"{day}/{month}") if (day, month) != (29, 2) else today
    if this >= today:
        return today.year
    if (today - this).days < 120:
        raise _Doubt("tanggal yang disebut sudah lewat")
    return today.year + 1


def _next_day(day: int, today: date) -> tuple[int, int, int]:
    if day >= today.day:
        return today.year, today.month, day
    coming = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return coming.year, coming.month, day


def _date(year: int, month: int, day: int, written: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _Doubt(f'tanggal "{written}" tidak ada') from None


def _relatives(plain: str, today: date) -> tuple[list[date], str]:
    shift = {"hariini": 0, "today": 0, "besok": 1, "esok": 1, "bsk": 1, "tomorrow": 1, "lusa": 2, "besoklusa": 2}
    shift |= {"kemarin": -1, "kemaren": -1}
    found = [today + timedelta(days=shift["".join(m[1].split())]) for m in _RELATIVE.finditer(plain)]
    return found, _RELATIVE.sub(" ; ", plain)


def _weekdays(plain: str, today: date) -> tuple[list[tuple[int, date | None, str]], str]:
    """Weekdays named: number, the day meant when it stands alone, and why none is settled."""
    plain = _WEEKDAY_SHORT.sub(lambda m: NAMA_HARI[SHORT_DAYS[m[1]]].lower() + " ", plain)
    found: list[tuple[int, date | None, str]] = []

    def one(m: re.Match[str]) -> str:
        if m[1] == "minggu" and m[3] and not m[2]:
            return m.group()  # "minggu depan" is next week, not a Sunday
        found.append((DAYS[m[1]], *_coming(DAYS[m[1]], bool(m[2]), m[3] or "", today)))
        return " ; "

    plain = _WEEKDAY.sub(one, plain)
    if not found and (vague := _VAGUE.search(plain)):
        raise _Doubt(f'"{vague.group()}" belum menyebut tanggal yang pasti')
    return found, plain


def _coming(weekday: int, week: bool, which: str, today: date) -> tuple[date | None, str]:
    this_week = today + timedelta(days=weekday - today.weekday())
    name = NAMA_HARI[weekday]
    if which in ("depan", "dpn") and (week or weekday <= today.weekday()):
        return this_week + timedelta(days=7), ""
    if which in ("depan", "dpn"):
        return None, f'"{name} depan" dapat berarti minggu ini atau minggu depan'
    if which == "ini" and this_week < today:
        return None, f"{name} minggu ini sudah lewat"
    if which == "ini" or weekday > today.weekday():
        return this_week, ""
    if weekday == today.weekday():
        return None, f'"{name}" dapat berarti hari ini atau minggu depan'
    return this_week + timedelta(days=7), ""


def _agree(hari: date, weekdays: list[tuple[int, date | None, str]]) -> None:
    for number, _, _ in weekdays:
        if number != hari.weekday():
            written = f"{hari.day}-{hari.month}-{hari.year}"
            raise _Doubt(f"{written} jatuh pada hari {NAMA_HARI[hari.weekday()]}, bukan {NAMA_HARI[number]}")


def _weekday_alone(weekdays: list[tuple[int, date | None, str]]) -> date | None:
    if len({number for number, _, _ in weekdays}) > 1:
        raise _Doubt("lebih dari satu hari disebut")
    if not weekdays:
        return None
    if len({meant for _, meant, _ in weekdays}) > 1:
        raise _Doubt("lebih dari satu tanggal disebut")
    _, meant, why = weekdays[0]
    if meant is None:
        raise _Doubt(why)
    return meant


# ── hours ────────────────────────────────────────────────────────────────────────────────────────
def _blanked(plain: str) -> str:
    """The text without anything that may be a date, when the day itself stayed open."""
    return _NAMED.sub(" ; ", _NUMERIC.sub(" ; ", _ISO.sub(" ; ", plain)))


def _clock(plain: str) -> time | None:
    if zone := _ZONE.search(plain):
        raise _Doubt(f"pukul disebut dalam {zone[1].upper()}, bukan WIB")
    plain = _SPAN_OF_TIME.sub(r"\1", plain)
    part = set(re.findall(r"\b(pagi|siang|sore|petang|malam)\b", plain))
    around = part.pop() if len(part) == 1 else ""
    found: set[time] = set()

    def half(m: re.Match[str]) -> str:
        hour = _hour(m[1])
        if hour is not None:
            found.add(_time((hour - 1) % 24, 30, m[2] or around))
        return " ; "

    def said(m: re.Match[str]) -> str:
        hour = _hour(m[1])
        if hour is not None:
            found.add(_time(hour, int(m[2] or m[3] or 0), m[4] or around))
            return " ; "
        return m.group()

    plain = _SAID.sub(said, _HALF.sub(half, plain))
    for m in _CLOCK.finditer(plain):
        if not _NOT_A_CLOCK.search(plain[: m.start()]):
            found.add(_time(int(m[1]), int(m[2]), m[3] or around))
    if len(found) > 1:
        raise _Doubt("lebih dari satu pukul disebut")
    return found.pop() if found else None


def _hour(written: str) -> int | None:
    return int(written) if written.isdigit() else HOURS.get(written)


def _time(hour: int, minute: int, part: str) -> time:
    """An hour of the day: `siang`, `sore` and `malam` move it to the afternoon; a bare 1 to 6 might be either."""
    shift = {"siang": range(1, 4), "sore": range(1, 7), "petang": range(3, 7), "malam": range(6, 12)}
    if part and hour < 12 and hour in shift.get(part, ()):
        hour += 12
    elif hour == 12 and part in ("malam", "pagi"):
        raise _Doubt(f'"pukul 12 {part}" belum pasti')
    elif part in ("siang", "sore", "petang", "malam") and hour < (10 if part == "siang" else 12):
        raise _Doubt(f'"pukul {hour} {part}" belum pasti')
    elif 1 <= hour <= 6 and part != "pagi":
        raise _Doubt(f"pukul {hour} pagi atau sore belum pasti")
    try:
        return time(hour, minute)
    except ValueError:
        raise _Doubt(f'pukul "{hour}.{minute:02d}" tidak ada') from None
