from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikuwas_mail.paper import wording

JAKARTA = ZoneInfo("Asia/Jakarta")


def test_a_date_has_no_leading_zero():
    assert wording.tanggal(date(2026, 1, 5)) == "5 Januari 2026"
    assert wording.hari_tanggal(date(2026, 1, 5)) == "Senin, 5 Januari 2026"


@pytest.mark.parametrize(
    ("zona", "written"),
    [
        ("Asia/Jakarta", "09.15 WIB"),
        ("Asia/Makassar", "10.15 WITA"),
        ("Asia/Jayapura", "11.15 WIT"),
        ("Asia/Kolkata", "07.45 IST"),
    ],
)
def test_an_hour_is_written_with_a_full_stop_and_its_zone(zona, written):
    assert wording.jam(datetime(2026, 1, 5, 2, 15, tzinfo=UTC), ZoneInfo(zona)) == written


def test_the_day_is_that_of_the_office_not_of_utc():
    late = datetime(2026, 1, 4, 18, 0, tzinfo=UTC)
    assert wording.waktu(late, JAKARTA) == "Senin, 5 Januari 2026 pukul 01.00 WIB"


@pytest.mark.parametrize(
    ("angka", "kata"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (15, "lima belas"),
        (100, "seratus"),
        (1000, "seribu"),
        (2026, "dua ribu dua puluh enam"),
        (1_000_000, "satu juta"),
    ],
)
def test_numbers_in_words(angka, kata):
    assert wording.terbilang(angka) == kata


def test_a_count_carries_its_words():
    assert wording.berbilang(1) == "1 (satu)"


def test_a_berita_acara_opens_with_its_date_in_words():
    assert (
        wording.hari_terbilang(date(2026, 1, 5))
        == "Senin tanggal lima bulan Januari tahun dua ribu dua puluh enam (05-01-2026)"
    )


@pytest.mark.parametrize(
    ("nomor", "written"),
    [
        ("197004251990031006", "19700425 199003 1 006"),
        ("19700425 199003 1 006", "19700425 199003 1 006"),
        ("-", "-"),
        ("", ""),
        ("35 1601 NIK", "35 1601 NIK"),
        ("١٩٧٠٠٤٢٥١٩٩٠٠٣١٠٠٦", "١٩٧٠٠٤٢٥١٩٩٠٠٣١٠٠٦"),
    ],
)
def test_nip_is_grouped_8_6_1_3_and_anything_else_left_alone(nomor, written):
    assert wording.nip(nomor) == written


def test_cleaning_keeps_lines_and_drops_what_xml_refuses():
    assert wording.bersih("a\r\nb\rc\x00d\x0b\u202ee\ud800\ufffe\tf") == "a\nb\ncde f"
    assert wording.satu_baris(" a \n\n b\u2028c ") == "a b c"


@given(st.text())
def test_cleaned_text_is_stable_and_encodable(teks):
    clean = wording.bersih(teks)
    assert wording.bersih(clean) == clean
    assert "\r" not in clean
    assert clean.encode("utf-8").decode("utf-8") == clean


@pytest.mark.parametrize(
    ("teks", "hari"),
    [
        ("26 November 2026", date(2026, 11, 26)),
        ("Kamis, 26-11-2026", date(2026, 11, 26)),
        ("26/11/2026 pukul 10.00", date(2026, 11, 26)),
        ("31 Februari 2026", None),
        ("26 Brumaire 2026", None),
        ("besok", None),
        ("", None),
    ],
)
def test_a_plainly_written_day_is_read(teks, hari):
    assert wording.tanggal_dari(teks) == hari


@pytest.mark.parametrize(
    ("teks", "whole", "alone"),
    [
        ("Penata Tk. I (III/d)", "Penata Tingkat I (III/d)", "Penata Tingkat I"),
        ("Penata Tingkat 1, III/d", "Penata Tingkat I, III/d", "Penata Tingkat I"),
        ("Pembina (IV/a)", "Pembina (IV/a)", "Pembina"),
        ("Pembina Utama Muda", "Pembina Utama Muda", "Pembina Utama Muda"),
        ("-", "-", "-"),
    ],
)
def test_a_rank_is_written_out_and_stands_alone_under_a_signature(teks, whole, alone):
    assert (wording.pangkat(teks), wording.tanpa_golongan(teks)) == (whole, alone)
