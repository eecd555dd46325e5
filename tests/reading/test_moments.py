"""Indonesian dates and times: one reading or a reason."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.reading.almanac import NAMA_HARI
from sikuwas_mail.reading.moments import parse_moment
from tests.reading.staff import NOW, WIB

SAAT = [
    ("Kamis 10.00", "2026-11-26 10:00"),
    ("Kamis, 26 November 2026 pukul 10.00 WIB", "2026-11-26 10:00"),
    ("hari Kamis tanggal 26 November 2026 jam 10", "2026-11-26 10:00"),
    ("26/11/2026 jam 9", "2026-11-26 09:00"),
    ("26 / 11 / 2026 09.00", "2026-11-26 09:00"),
    ("26-11-2026 09.00", "2026-11-26 09:00"),
    ("26.11.2026 pkl 9", "2026-11-26 09:00"),
    ("26 Nov 26 9:15", "2026-11-26 09:15"),
    ("26-Nov-2026 13:30", "2026-11-26 13:30"),
    ("Kam, 26 Nop 2026 10.00", "2026-11-26 10:00"),
    ("besok jam 2 siang", "2026-11-24 14:00"),
    ("besok siang jam 2", "2026-11-24 14:00"),
    ("lusa pukul 08.30", "2026-11-25 08:30"),
    ("besok lusa jam 9 pagi", "2026-11-25 09:00"),
    ("hari ini 13.30", "2026-11-23 13:30"),
    ("Senin depan jam 10", "2026-11-30 10:00"),
    ("Kamis minggu depan 09.00", "2026-12-03 09:00"),
    ("Jum'at 27 Novmber 2026 jam 13.00", "2026-11-27 13:00"),
    ("Rabu tgl 25/11 jam 10 pagi", "2026-11-25 10:00"),
    ("tgl 26 jam 10", "2026-11-26 10:00"),
    ("5 Januari jam 9", "2027-01-05 09:00"),
    ("2 Desember 2026 09.00", "2026-12-02 09:00"),
    ("2 Pebruari 2027 pukul 09:00", "2027-02-02 09:00"),
    ("17 Agt 2027 08.00", "2027-08-17 08:00"),
    ("2026-11-26T09:00:00+07:00", "2026-11-26 09:00"),
    ("2026-11-26T02:00:00Z", "2026-11-26 09:00"),
    ("2026-11-26 09:00", "2026-11-26 09:00"),
    ("jam setengah 10 besok", "2026-11-24 09:30"),
    ("pukul sembilan pagi besok", "2026-11-24 09:00"),
    ("besok jam 7 malam", "2026-11-24 19:00"),
    ("besok jam 3 sore", "2026-11-24 15:00"),
    ("26 November 2026 pukul 10.00 s.d. 12.00 WIB", "2026-11-26 10:00"),
    ("26 November 2026, 10.00-selesai", "2026-11-26 10:00"),
    ("Selamat siang, besok jam 10", "2026-11-24 10:00"),
    ("besok, Selasa pukul 10.00", "2026-11-24 10:00"),
]
RAGU = [
    ("Jumat 26 November 2026 10.00", "Kamis, bukan Jumat"),
    ("26 atau 27 November jam 10", "lebih dari satu tanggal"),
    ("26-27 November 2026 jam 10", "lebih dari satu tanggal"),
    ("besok atau lusa", "lebih dari satu tanggal"),
    ("Kamis atau Jumat 10.00", "lebih dari satu hari"),
    ("26/11/2026 atau 30/11/2026", "lebih dari satu tanggal"),
    ("besok 09.00 atau 13.00", "lebih dari satu pukul"),
    ("Kamis depan 10.00", "minggu ini atau minggu depan"),
    ("Senin 10.00", "hari ini atau minggu depan"),
    ("minggu depan", "belum menyebut tanggal"),
    ("2 hari lagi", "belum menyebut tanggal"),
    ("11/26/2026 09.00", "tidak ada"),
    ("30 Februari 2027", "tidak ada"),
    ("20 November jam 9", "sudah lewat"),
    ("besok jam 2", "pagi atau sore"),
    ("jam 25 besok", "tidak ada"),
    ("besok 09.00 WITA", "WITA"),
    ("jangan Kamis 10.00", "jangan"),
    ("Kamis tidak bisa", "tidak"),
    ("besok jam 12 malam", "belum pasti"),
]


@pytest.mark.parametrize(("text", "wanted"), SAAT)
def test_a_plain_date_and_time_is_read(text: str, wanted: str) -> None:
    moment = parse_moment(text, NOW)
    assert moment is not None
    assert moment.alasan == ""
    assert moment.saat == datetime.fromisoformat(wanted).replace(tzinfo=WIB)
    assert moment.saat.utcoffset() == NOW.utcoffset()


@pytest.mark.parametrize(("text", "reason"), RAGU)
def test_two_readings_are_a_reason_to_ask(text: str, reason: str) -> None:
    moment = parse_moment(text, NOW)
    assert moment is not None
    assert moment.saat is None
    assert reason in moment.alasan


def test_day_and_hour_are_known_apart() -> None:
    lusa, sepuluh = parse_moment("lusa", NOW), parse_moment("pukul 10.00", NOW)
    assert lusa is not None
    assert (lusa.hari, lusa.jam, lusa.saat) == (date(2026, 11, 25), None, None)
    assert sepuluh is not None
    assert (sepuluh.hari, sepuluh.jam, sepuluh.saat) == (None, time(10), None)


@pytest.mark.parametrize(
    "text", ["", "terima kasih", "700/12 / Rak 3", "Rp 10.000.000", "Perpres 16 tahun 2018", "0812-3456-7890"]
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert parse_moment(text, NOW) is None


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="0123456789 ./:-KamisjtbeokplNv", max_size=60) | st.text(max_size=60))
def test_any_text_gives_a_moment_or_none(text: str) -> None:
    moment = parse_moment(text, NOW)
    assert moment is None or moment.alasan or moment.hari or moment.jam


@settings(deadline=None, max_examples=150)
@given(st.dates(date(2026, 1, 1), date(2099, 12, 28)), st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_the_official_style_reads_back(day: date, hour: time) -> None:
    written = f"{NAMA_HARI[day.weekday()]}, {day:%d-%m-%Y} pukul {hour:%H.%M} WIB"
    moment = parse_moment(written, NOW)
    assert moment is not None
    if 1 <= hour.hour <= 6:
        assert moment.saat is None
    else:
        assert moment.saat == datetime.combine(day, hour, WIB)
