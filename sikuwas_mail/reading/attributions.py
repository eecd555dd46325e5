"""`Pada …, NAMA menulis:` before a quoted letter, in the languages mail programs speak; two marks must agree."""

import re
from collections.abc import Sequence

_OPENING = (
    r"Pada|Tanggal|Di|On|At|Am|Den|Il(?:\s+giorno)?|Le|El|Em|No\s+dia|A|Op|Dnia|W\s+dniu|Dne|Dňa|Am|Em|Ngày|Vào|Στις"
    r"|Le\s+jeu|Kl|Tarihinde|В|Дня|Em|In\s+message|Pe|På|Në"
)
_PLAIN_VERB = (
    r"menulis|wrote|schrieb|a\s+écrit|écrit|escribió|escreveu|ha\s+scritto|scrisse|schreef|skrev|napisał(?:\(a\)|a)?"
    r"|írta|yazdı"
)
_VERB = (
    r"menulis(?:\s+(?:di|pada)\s[^\n:]{4,60}[^\n]{0,20})?|menulis\s+pesan|wrote|writes|schrieb(?:\s[^\n:]{0,80})?"
    r"|geschrieben"
    r"|a\s+écrit|écrit|escribió|escreveu|ha\s+scritto|scrisse|schreef|heeft\s+geschreven|het\s+volgende\s+geschreven"
    r"|skrev(?:\s[^\n:]{0,80}(?:<[^<>\s]+>)?)?|napisał(?:\(a\)|a)?|pisze|nap[ií]?sal\(?a?\)?|írta|kirjoitti|yazdı"
    r"|şunu\s+yazdı"
    r"|написала?|пишет|пише|έγραψε|đã\s+viết|写道|寫道|さんは書きました|のメール|작성|a\s+scris|shkroi|כתב(?:/ה|ה)?"
)
_SAID = r"said|says|sent"  # only behind an opening
ADDRESS = r"<?(?:mailto:)?[^\s<>@\[\]()]{1,80}@[^\s<>@\[\]()]{1,120}>?"
_CLOCK = r"\b\d{1,2}[.:h]\d{2}\b"
_DATE = r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\d{1,2}月"
_DASHES = r"(?:[-–—]{2,}\s*)?"
_DAY = (
    r"Sen|Sel|Rab|Kam|Jum|Sab|Min|Mon|Tue|Wed|Thu|Fri|Sat|Sun|lun|mar|mer|mié|jeu|jue|ven|vie|sam|sáb|dom|Mo|Di|Mi|Do"
    r"|Fr|Sa|So|seg|ter|qua|qui|sex"
)
_MONTH = r"Jan|Feb|Mar|Apr|Ma[yi]|Jun|Jul|A[ug]g|Ags|Sep|O[ck]t|Nov|De[cs]"

_WROTE = re.compile(
    rf"^{_DASHES}(?:{_OPENING})\b[\s,].{{0,300}}?(?:{_VERB}|{_SAID})\s*[:：]\s*{_DASHES}$", re.IGNORECASE
)
_WROTE_ANY = re.compile(rf"^{_DASHES}.{{0,300}}?(?:{_VERB})\s*[:：]\s*{_DASHES}$", re.IGNORECASE)
_WROTE_WHEN = re.compile(rf"^{_DASHES}.{{1,200}}?\b(?:ezt\s+)?(?:{_PLAIN_VERB})\b[\s(].{{4,100}}[:：]$", re.IGNORECASE)
_WROTE_DASHED = re.compile(rf"^[-–—]{{2,}}\s?\S.{{0,200}}?\b(?:{_PLAIN_VERB})\s*[:：]?\s?[-–—]{{2,}}$", re.IGNORECASE)
_VIA = re.compile(r"^\S.{0,80} via .{2,80} (?:wrote|schrieb):$")
_FOREIGN_DAY = re.compile(
    rf"^{_DASHES}(?:On|El|Le|Il|Am|Op)\s+(?:{_DAY})\w*\.?,?\s.{{0,40}}\b(?:19|20)\d\d\b", re.IGNORECASE
)
_QUOTING = re.compile(rf"^(?:Quoting|Zitat von|Mengutip|Citando|Citeren)\s.{{0,160}}{ADDRESS}\s?:$", re.IGNORECASE)
_STAMPED = re.compile(r"^\d{4}-\d\d-\d\d \d{1,2}:\d\d GMT[+-]\d\d:\d\d\s[^.!?]{1,120}$")
_BARE_VERB = re.compile(rf"^(?:{_PLAIN_VERB})\s*[:：]$", re.IGNORECASE)
_ONE_LINE = re.compile(
    rf"^{_DASHES}(?:Pada|On|Am|Le|El|Il|Em|Op)\s.{{4,250}}?(?:{ADDRESS}).{{0,40}}?(?:menulis|wrote|schrieb|a écrit"
    rf"|escribió"
    rf"|ha scritto|escreveu|schreef)\s*:\s+\S",
    re.IGNORECASE,
)
_BEGINS = (
    rf"(?=(?:On|Pada|Am|Le|El|Il|Em|Op)\s+(?:tanggal\s+|hari\s+)?"
    rf"(?:\d|(?:{_DAY}|{_MONTH}|{_DAY.lower()})\w*\b))"
)
_INNER = re.compile(rf"(?<=\S)(?:\s+|\s*[-–—]{{2,}}\s*){_BEGINS}")
_AT_START = re.compile(rf"{_DASHES}{_BEGINS}")
_DATED_ADDRESS = re.compile(rf"^.{{0,200}}(?:{_DATE}).{{0,200}}<{ADDRESS[2:]}\s*[:：]$", re.IGNORECASE)
_DATED_OPEN = re.compile(rf"^(?:{_DATE}).{{0,120}}<{ADDRESS[2:]}$", re.IGNORECASE)
_DATED_NAME = re.compile(rf"^[^\W\d].{{1,80}},\s(?:{_DATE}).{{0,20}}[:：]$", re.IGNORECASE)
HAS_ADDRESS = re.compile(ADDRESS)
HAS_CLOCK = re.compile(_CLOCK)
HAS_DATE = re.compile(_DATE)


def attribution(lines: Sequence[str], end: int, *, quoted_below: bool) -> int:
    """The first line of an attribution that ends with line `end`; -1 where there is none.

    Words alone do not make one ("Pada rapat itu Sekretaris menulis:"): either quoted lines follow, or the line holds
    an address, or a time of day with a date, or stands between dashes.
    """
    last = lines[end].strip()
    if not last:
        return -1
    if _WROTE_DASHED.match(last[:400]) or _STAMPED.match(last[:200]):
        return end
    if quoted_below and _DATED_OPEN.match(last[:400]):
        return end
    if not re.search(r"[:：]\s*(?:[-–—]{2,})?$", last):
        return -1
    spans = _spans(lines, end)
    start = _told(spans, quoted_below=quoted_below)
    return _grown(lines, start) if start >= 0 else start


def _told(spans: list[tuple[int, str]], *, quoted_below: bool) -> int:
    for start, joined in spans:
        if _WROTE.match(joined) and (quoted_below or _sure(joined) or _FOREIGN_DAY.match(joined)):
            return start
    for start, joined in spans:
        if _WROTE_ANY.match(joined) and (quoted_below or _sure(joined)):
            return start
        if _WROTE_WHEN.match(joined) and HAS_CLOCK.search(joined) and HAS_DATE.search(joined):
            return start
        if _DATED_ADDRESS.match(joined) or _QUOTING.match(joined) or _VIA.match(joined):
            return start
    if not quoted_below:
        return -1
    return next(
        (s for s, j in spans[:3] if HAS_CLOCK.search(j) and (HAS_ADDRESS.search(j) or _DATED_NAME.match(j))), -1
    )


def _sure(joined: str) -> bool:
    return bool(HAS_ADDRESS.search(joined) or (HAS_CLOCK.search(joined) and HAS_DATE.search(joined)))


def _grown(lines: Sequence[str], start: int) -> int:
    """Upwards over the first line of an attribution that was broken before the address: it ends in `<`."""
    while start > 0 and lines[start - 1].rstrip().endswith("<"):
        start -= 1
    return start


def _spans(lines: Sequence[str], end: int) -> list[tuple[int, str]]:
    """One to four lines that end with `end`, joined, shortest first; a blank line only above a lone `menulis:`."""
    found: list[tuple[int, str]] = []
    alone = lone_verb(lines[end])
    for start in range(end, max(end - 4, -1), -1):
        if not lines[start].strip() and not (alone and start == end - 1):
            break
        found.append((start, _joined(lines[start : end + 1])))
    return found


def _joined(lines: Sequence[str]) -> str:
    """Lines as one; where an undone quoted-printable break (`w=` / `rote:`) was left, without a space."""
    return re.sub(r"(?<=\w)=\n", "", "\n".join(line.strip() for line in lines))[:600].replace("\n", " ")


def lone_verb(line: str) -> bool:
    """A line that is nothing but `menulis:`, below a blank one at times."""
    return _BARE_VERB.match(line.strip()) is not None


def one_line(line: str) -> bool:
    """An attribution with the quoted words behind it on the same line (Yahoo); only with an address in it."""
    return len(line) < 100_000 and _ONE_LINE.match(line.strip()[:500]) is not None


def inner(lines: Sequence[str], start: int, end: int) -> int:
    """The column in line `start` where an attribution begins behind words of the answer; -1 where none does.

    `SETUJU Pada Sen, 5 Jan 2026 pukul 09.15 NAMA <a@b> menulis:`: some programs lose the line break between.
    """
    joined = " ".join(line.strip() for line in lines[start:end])[:600]
    first = lines[start].strip()
    if _AT_START.match(joined):
        return -1
    for match in _INNER.finditer(joined):
        rest = joined[match.end() :]
        if match.start() < len(first) and _sure(rest) and (_WROTE.match(rest) or _ONE_LINE.match(rest)):
            return lines[start].find(first) + match.start()
    return -1
