"""Working time: the vectors of the domain, the odd days of a year, other zones, and that counting is exact."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.config.holidays import days_off
from sikuwas_mail.core.calendar import Calendar, NoWorkingTime

WIB = ZoneInfo("Asia/Jakarta")
RAMADAN = ((date(2026, 2, 19), date(2026, 3, 20)), (date(2027, 2, 8), date(2027, 3, 9)))
KALENDER = Calendar(WIB, frozenset(days_off()), RAMADAN)


def at(text: str, zone: ZoneInfo = WIB) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("mulai", "menit", "selesai"),
    [
        ("2026-11-23T11:30", 60, "2026-11-23T13:30"),  # across the break of a Monday
        ("2026-11-20T16:00", 60, "2026-11-23T08:00"),  # across a weekend
        ("2026-12-24T09:00", 10, "2026-12-28T07:40"),  # cuti bersama, Christmas, weekend
        ("2027-03-01T14:50", 30, "2027-03-02T08:20"),  # Ramadan hours
        ("2026-11-21T10:00", 0, "2026-11-23T07:30"),  # Saturday mail begins on Monday
        ("2026-11-20T11:00", 60, "2026-11-20T13:30"),  # the long break of a Friday
        ("2026-11-20T16:30", 5, "2026-11-23T07:35"),  # the very end of a week
        ("2026-11-23T07:29", 1, "2026-11-23T07:31"),  # before the office opens
        ("2026-11-23T16:00", 1, "2026-11-24T07:31"),  # at closing time
        ("2026-11-23T12:00", 60, "2026-11-23T14:00"),  # at the beginning of the break
        ("2026-12-31T15:30", 60, "2027-01-04T08:00"),  # across a new year
        ("2026-03-17T14:50", 30, "2026-03-25T07:50"),  # Nyepi and Idulfitri with their cuti bersama
        ("2026-08-14T16:00", 60, "2026-08-18T08:00"),  # Independence Day
        ("2026-02-18T15:50", 20, "2026-02-19T08:10"),  # the eve of Ramadan
        ("2026-03-20T10:00", 60, "2026-03-25T08:30"),  # the last day of Ramadan is a day off
        ("2026-05-29T10:00", 120, "2026-05-29T13:30"),  # a Friday between days off
        ("2026-11-23T09:00", 2250, "2026-11-30T09:00"),  # a whole week of 37.5 hours
    ],
)
def test_due_times_of_a_year_with_odd_days(mulai: str, menit: int, selesai: str) -> None:
    assert KALENDER.add(at(mulai), menit) == at(selesai)


@pytest.mark.parametrize(("zone", "utc"), [("Asia/Jakarta", 1), ("Asia/Makassar", 0), ("Asia/Jayapura", -1)])
def test_each_zone_of_the_country_keeps_its_own_clock(zone: str, utc: int) -> None:
    own = Calendar(ZoneInfo(zone), KALENDER.libur)
    found = own.add(at("2026-11-23T11:30", ZoneInfo(zone)), 60)
    assert found == at("2026-11-23T13:30", ZoneInfo(zone))
    assert found.astimezone(UTC).hour == (13 + utc - 8) % 24
    assert own.add(datetime(2026, 11, 23, 0, 0, tzinfo=UTC), 1).astimezone(UTC) >= datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(("bulan", "hari"), [((2026, 11), 21), ((2026, 12), 21), ((2027, 1), 19), ((2027, 3), 15)])
def test_working_days_of_a_month_agree_with_the_decree(bulan: tuple[int, int], hari: int) -> None:
    first = date(*bulan, 1)
    days = (first + timedelta(days=n) for n in range(31))
    assert sum(KALENDER.is_working_day(d) for d in days if d.month == first.month) == hari


@pytest.mark.parametrize(("tahun", "hari"), [(2025, 237), (2026, 240), (2027, 242)])
def test_working_days_of_a_year_agree_with_the_decree(tahun: int, hari: int) -> None:
    days = (date(tahun, 1, 1) + timedelta(days=n) for n in range(366))
    assert sum(KALENDER.is_working_day(d) for d in days if d.year == tahun) == hari


def test_a_week_holds_the_hours_of_the_decree() -> None:
    assert KALENDER.between(at("2026-11-23T00:00"), at("2026-11-30T00:00")) == 37.5 * 60
    assert KALENDER.between(at("2026-02-23T00:00"), at("2026-03-02T00:00")) == 32.5 * 60


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 730 * 1440).map(lambda n: datetime(2025, 12, 1, tzinfo=UTC) + timedelta(minutes=n)),
    st.integers(0, 5000),
    st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
)
def test_what_was_added_is_what_lies_between(mulai: datetime, menit: int, zone: str) -> None:
    own = Calendar(ZoneInfo(zone), KALENDER.libur, RAMADAN)
    due = own.add(mulai, menit)
    assert own.between(mulai, due) == pytest.approx(menit)
    assert own.next_open(mulai) <= due
    assert own.add(mulai, menit + 1) > due


def test_a_calendar_without_a_working_minute_says_so() -> None:
    empty = Calendar(WIB, jam=dict.fromkeys(range(7), ()))
    with pytest.raises(NoWorkingTime):
        empty.add(at("2026-11-23T09:00"), 1)
    assert not empty.open_at(at("2026-11-23T09:00"))


def test_the_office_is_open_from_the_first_minute_and_not_at_the_last() -> None:
    opened = [time(7, 30), time(11, 59), time(13, 0)]
    shut = [time(7, 29), time(12, 0), time(12, 59), time(16, 0)]
    day = date(2026, 11, 23)
    assert all(KALENDER.open_at(datetime.combine(day, t, WIB)) for t in opened)
    assert not any(KALENDER.open_at(datetime.combine(day, t, WIB)) for t in shut)
