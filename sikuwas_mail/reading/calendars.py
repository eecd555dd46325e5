"""An iTIP answer (RFC 5546) is read from the first calendar part; one that cannot be read is no answer."""

import re
from datetime import date, datetime

from icalendar import Calendar

from sikuwas_mail.core.incoming import CalendarReply
from sikuwas_mail.reading import addresses
from sikuwas_mail.reading.charsets import decode
from sikuwas_mail.reading.guard import guarded
from sikuwas_mail.reading.mail import Mail

BATAS_KALENDER = 200_000
_METHOD = re.compile(r"(?im)^METHOD\s*:\s*([A-Z-]+)\s*$")
_ANSWERS = {"ACCEPTED", "DECLINED", "TENTATIVE"}


def method(mail: Mail) -> str:
    """The METHOD of the calendar part in capitals; "" where there is none."""
    if not mail.calendar:
        return ""
    found = _METHOD.search(decode(mail.calendar[:BATAS_KALENDER]))
    return found.group(1).upper() if found else ""


def calendar_reply(mail: Mail) -> CalendarReply | None:
    """Who answered an invitation and how; None where the calendar part is no readable REPLY or COUNTER."""
    kind = method(mail)
    if kind not in {"REPLY", "COUNTER"} or len(mail.calendar) > BATAS_KALENDER:
        return None
    return guarded(lambda: _read(mail, kind), None)


def _read(mail: Mail, kind: str) -> CalendarReply | None:
    events = Calendar.from_ical(decode(mail.calendar)).walk("VEVENT")
    if not events or not str(events[0].get("UID", "")).strip():
        return None
    event = events[0]
    given = event.get("ATTENDEE", [])
    attendees = given if isinstance(given, list) else [given]
    answers = [(_address(str(a)), str(a.params.get("PARTSTAT", "")).upper()) for a in attendees]
    sender = mail.envelope.dari[0] if len(mail.envelope.dari) == 1 else ""
    answers.sort(key=lambda answer: answer[0] != sender)
    who, status = answers[0] if answers else (sender, "")
    if kind == "COUNTER":
        return CalendarReply(mail.envelope, str(event["UID"]), who, kind, _start(event.get("DTSTART")), _ALASAN)
    if status not in _ANSWERS:
        return None
    return CalendarReply(mail.envelope, str(event["UID"]), who, status, None, _ALASAN)


_ALASAN = "jawaban-undangan"


def _address(value: str) -> str:
    return addresses.normal(re.sub(r"(?i)^mailto:", "", value.strip()))


def _start(value: object) -> datetime | None:
    """A start with a zone; a bare day or a floating time proposes none."""
    moment: date | None = getattr(value, "dt", None)
    return moment if isinstance(moment, datetime) and moment.tzinfo is not None else None
