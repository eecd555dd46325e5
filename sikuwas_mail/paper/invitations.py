"""An invitation is an iTIP REQUEST or CANCEL (RFC 5546): one stable UID, a growing SEQUENCE, an answer asked for."""

from datetime import UTC, datetime
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

from sikuwas_mail.core.outgoing import Undangan
from sikuwas_mail.paper.wording import bersih, satu_baris

_PEMBUAT = "-//SIKUWAS//Layanan Konsultasi//ID"


def method(undangan: Undangan) -> str:
    """The METHOD inside the calendar and in the Content-Type around it."""
    return "CANCEL" if undangan.batal else "REQUEST"


def build(undangan: Undangan, pengirim: str, zona: ZoneInfo, now: datetime) -> bytes:
    """The calendar with its time zone as UTF-8 bytes; `pengirim` is the From header, `now` becomes DTSTAMP."""
    calendar = Calendar()
    calendar.add("prodid", _PEMBUAT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method(undangan))
    calendar.add_component(_event(undangan, pengirim, zona, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(undangan: Undangan, pengirim: str, zona: ZoneInfo, now: datetime) -> Event:
    event = Event()
    event.add("uid", satu_baris(undangan.uid))
    event.add("sequence", undangan.urutan)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", undangan.mulai.astimezone(zona))
    event.add("dtend", undangan.selesai.astimezone(zona))
    event.add("summary", satu_baris(undangan.judul))
    event.add("location", satu_baris(undangan.tempat))
    event.add("description", bersih(f"{undangan.judul}\n{undangan.tempat}"))
    event.add("status", "CANCELLED" if undangan.batal else "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("organizer", _person(*parseaddr(pengirim)))
    for nama, alamat in undangan.peserta:
        event.add("attendee", _attendee(nama, alamat))
    return event


def _attendee(nama: str, alamat: str) -> vCalAddress:
    person = _person(nama, alamat)
    person.params["CUTYPE"] = "INDIVIDUAL"
    person.params["ROLE"] = "REQ-PARTICIPANT"
    person.params["PARTSTAT"] = "NEEDS-ACTION"
    person.params["RSVP"] = "TRUE"
    return person


def _person(nama: str, alamat: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{satu_baris(alamat)}")
    address.params["CN"] = satu_baris(nama).replace('"', "'") or satu_baris(alamat)
    return address
