"""An absence note is kept as a fact: that its sender is away, and until which day."""

import re
from datetime import date, timedelta

from sikuwas_mail.core.incoming import AutoReply
from sikuwas_mail.reading import automatic
from sikuwas_mail.reading.mail import Mail
from sikuwas_mail.reading.newtext import new_text

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan",
            "feb peb",
            "mar",
            "apr",
            "mei may",
            "jun",
            "jul",
            "agu agt ags aug",
            "sep",
            "okt oct",
            "nov nop",
            "des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?:jan|feb|peb|mar|apr|mei|may|jun|jul|agu|agt|ags|aug|sep|okt|oct|nov|nop|des|dec)[a-z]*"
_DAY_MONTH = rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{_MONTH})\.?(?:,?\s+(?P<y>\d{{4}}))?"
_MONTH_DAY = rf"(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y2>\d{{4}}))?"
_NUMERIC = r"(?P<d3>\d{1,2})[/.-](?P<m3>\d{1,2})[/.-](?P<y3>\d{4}|\d{2})"
_DATE = rf"(?:{_DAY_MONTH}|{_MONTH_DAY}|{_NUMERIC})"
_LEAD = (
    r"(?:\s+(?:dengan|pada|hari|tanggal|tgl\.?|the|on|work|senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|monday"
    r"|tuesday|wednesday|thursday|friday|saturday|sunday),?){0,4}\s*"
)
_UNTIL = re.compile(
    rf"\b(?:s\.?\s?/?d\.?|sampai|hingga|sd\.?|until|till|through|bis(?:\s+zum)?|jusqu'au"
    rf"|hasta)(?![a-z]){_LEAD}{_DATE}",
    re.IGNORECASE,
)
_BACK = re.compile(
    rf"\b(?:kembali|masuk|back|return(?:ing)?)\b(?:\s+(?!tanggal|tgl|pada|hari)[a-z]+){{0,4}}{_LEAD}{_DATE}",
    re.IGNORECASE,
)
_DASHED = re.compile(rf"\d{{1,2}}(?:\s+{_MONTH})?(?:\s+\d{{4}})?\s*[-–]\s*{_DATE}", re.IGNORECASE)


def auto_reply(mail: Mail) -> AutoReply:
    """An automatic mail as a fact: whether its sender is absent, and until when (last day away)."""
    subject = automatic.PREFIX.sub("", mail.envelope.subjek, count=1)
    words = f"{subject}\n{new_text(mail)[: automatic.BATAS_ISI]}"
    named = bool(
        re.match(
            r"out[- ]of|(?:sedang )?(?:tidak|di luar)|abwesen|fuera de|fuori|fora do|frånvaro|afwezig",
            subject,
            re.IGNORECASE,
        )
    )
    absent = (
        named or bool(automatic.ABSENT.search(words)) or bool(automatic.MAYBE.match(subject) and _until(words, mail))
    )
    return AutoReply(
        mail.envelope, automatic.reason(mail), cuti=absent, cuti_sampai=_until(words, mail) if absent else None
    )


def _until(words: str, mail: Mail) -> date | None:
    """The last day of absence a text names; a day of return counts as the day after it."""
    for pattern, shift in ((_UNTIL, 0), (_BACK, 1), (_DASHED, 0)):
        match = pattern.search(words)
        day = _date_of(match, mail) if match else None
        if day:
            return day - timedelta(days=shift)
    return None


def _date_of(match: re.Match[str], mail: Mail) -> date | None:
    part = match.groupdict()
    sent = mail.envelope.tanggal
    day = int(part["d"] or part["d2"] or part["d3"])
    name = part["m"] or part["m2"]
    month = _MONTHS.get(name[:3].lower(), 0) if name else int(part["m3"])
    given = part["y"] or part["y2"] or part["y3"] or ""
    year = int(given) + (2000 if len(given) == 2 else 0) if given else (sent.year if sent else 0)
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    # "s.d. 3 Januari" written in December names the year to come.
    if not given and sent and found < sent.date() - timedelta(days=60):
        return found.replace(year=year + 1) if (month, day) != (2, 29) else None
    return found
