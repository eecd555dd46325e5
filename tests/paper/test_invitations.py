from dataclasses import replace
from datetime import datetime

from icalendar import Calendar, Event

from sikuwas_mail.paper import contoh, contoh_surat, invitations
from tests.paper.letter_help import letters, parsed

UNDANGAN = contoh_surat.surat("undangan")[0].undangan
assert UNDANGAN is not None


def _event(raw: bytes) -> Event:
    (event,) = Calendar.from_ical(raw.decode()).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def _built(**changes: object) -> bytes:
    return invitations.build(replace(UNDANGAN, **changes), contoh.PENGIRIM, contoh.ZONA, contoh.SEKARANG)  # type: ignore[arg-type]


def test_an_invitation_asks_every_attendee_for_an_answer_to_our_address() -> None:
    event = _event(_built())
    assert event["organizer"] == "mailto:inspektorat@example.go.id"
    assert [str(a) for a in event["attendee"]] == ["mailto:dewi@example.go.id", "mailto:rina@example.go.id"]
    assert {a.params["RSVP"] for a in event["attendee"]} == {"TRUE"}
    assert {a.params["PARTSTAT"] for a in event["attendee"]} == {"NEEDS-ACTION"}
    assert (event["uid"], event["sequence"]) == ("skw-2026-0001-sesi-1@example.go.id", 0)


def test_the_session_is_told_in_the_time_zone_of_the_office() -> None:
    raw = _built()
    event = _event(raw)
    assert event.start == datetime(2026, 11, 26, 10, tzinfo=contoh.ZONA)
    assert event.end == datetime(2026, 11, 26, 12, tzinfo=contoh.ZONA)
    assert b"DTSTART;TZID=Asia/Jakarta:20261126T100000" in raw
    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Jakarta" in raw


def test_a_cancellation_keeps_the_uid_and_says_so_inside_and_outside() -> None:
    letter, case = contoh_surat.surat("undangan")
    cancelled = replace(UNDANGAN, batal=True, urutan=3)
    letter = replace(letter, undangan=cancelled, isi={**letter.isi, "batal": True})
    message = parsed(letters().render(letter, case, contoh.desk(), contoh.SEKARANG))
    part = next(p for p in message.walk() if p.get_content_type() == "text/calendar")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    calendar = Calendar.from_ical(payload.decode())
    assert part.get_param("method") == calendar["method"] == "CANCEL"
    event = _event(payload)
    assert (event["status"], event["sequence"], event["uid"]) == ("CANCELLED", 3, UNDANGAN.uid)


def test_the_calendar_is_the_last_of_the_alternatives() -> None:
    letter, case = contoh_surat.surat("undangan")
    message = parsed(letters().render(letter, case, contoh.desk(), contoh.SEKARANG))
    alternative = next(p for p in message.walk() if p.get_content_type() == "multipart/alternative")
    kinds = [p.get_content_type() for p in alternative.get_payload()]  # type: ignore[union-attr]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert alternative.get_payload()[2].get_param("method") == "REQUEST"  # type: ignore[index,union-attr]
    assert alternative.get_payload()[2].get_content_charset() == "utf-8"  # type: ignore[index,union-attr]


def test_ugly_words_stay_inside_their_property() -> None:
    ugly = 'Aset "x"; a,b\r\nATTENDEE:mailto:korban@example.org\x00 ✓'
    raw = _built(judul=ugly, tempat=ugly, peserta=((ugly, "dewi@example.go.id"),), uid=ugly)
    event = _event(raw)
    assert b"\r\nATTENDEE:mailto:korban" not in raw
    assert str(event["attendee"]) == "mailto:dewi@example.go.id"
    assert event["summary"] == 'Aset "x"; a,b ATTENDEE:mailto:korban@example.org ✓'
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


def test_two_hundred_attendees_are_all_invited() -> None:
    people = tuple((f"Peserta {n}", f"p{n}@example.go.id") for n in range(200))
    assert len(_event(_built(peserta=people))["attendee"]) == 200
