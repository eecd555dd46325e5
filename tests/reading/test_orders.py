"""Commands of the console and answers line by line, read from plain mail; doubt is said, never guessed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.core.desk import Petugas
from sikuwas_mail.core.orders import Kata
from sikuwas_mail.core.sop import Langkah, Peran
from sikuwas_mail.reading import numbered, orders
from sikuwas_mail.reading.names import Directory

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
STAFF = Directory(
    (
        Petugas("Budi Contoh", "budi@kantor.example", Peran.SEKRETARIS),
        Petugas("Dewi Contoh", "dewi@kantor.example", Peran.IRBAN, wilayah="III"),
    ),
    (),
    ("III",),
)


@pytest.mark.parametrize(
    "teks",
    [
        "WAKIL Budi oleh Dewi, 24-11-2026 - 26-11-2026, SPT 1",
        "wakil budi@kantor.example oleh Plh. Dewi Contoh, 24–26 November 2026, dasar: SPT 1",
        "Yth. Admin\n\nWAKIL: Budi oleh Dewi, tanggal 24 November 2026 s.d. 26 November 2026, SPT 1\n\nSalam",
    ],
)
def test_a_substitution_is_read_with_people_days_and_ground(teks: str) -> None:
    order = orders.read("", teks, STAFF, NOW)
    assert order and not order.ragu
    assert (order.untuk, order.orang, order.dasar) == ("budi@kantor.example", "dewi@kantor.example", "SPT 1")
    assert (order.mulai, order.sampai) == (date(2026, 11, 24), date(2026, 11, 26))


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("PINDAH SKW-2026-0001 IRBAN III: keliru", Kata.PINDAH),
        ("GABUNG SKW-2026-0001 SKW-2026-0002", Kata.GABUNG),
        ("ULANG SKW-2026-0001 disposisi", Kata.ULANG),
        ("tunda skw-2026-0001 s.d. 1 Desember 2026: BPK", Kata.TUNDA),
        ("BATALKAN SKW-2026-0001: ganda", Kata.BATALKAN),
        ("KIRIM ULANG SKW-2026-0001", Kata.KIRIM_ULANG),
        ("STATUS SKW-2026-0001", Kata.STATUS),
    ],
)
def test_every_command_is_known_by_its_first_word(teks: str, kata: Kata) -> None:
    order = orders.read("", teks, STAFF, NOW)
    assert order and order.kata is kata and order.nomor == "SKW-2026-0001" and not order.ragu
    assert orders.read(teks, "", STAFF, NOW) == order


@pytest.mark.parametrize("teks", ["Tunda dulu ya", "Status permohonan kami bagaimana", "Gabung rapat jam 9", "setuju"])
def test_plain_speech_is_no_command(teks: str) -> None:
    assert orders.read("", teks, STAFF, NOW) is None


@pytest.mark.parametrize(
    "teks", ["WAKIL Budi oleh Siapa, 24-11-2026", "WAKIL Budi oleh Dewi", "PINDAH SKW-2026-0001 IRBAN IX", "BATALKAN"]
)
def test_what_a_command_lacks_is_said(teks: str) -> None:
    order = orders.read("", teks, STAFF, NOW)
    assert order and order.ragu


def test_lines_of_a_digest_are_told_apart() -> None:
    assert numbered.split("1 setuju; 2 kembalikan: lampirkan RKA") == ((1, "setuju"), (2, "kembalikan: lampirkan RKA"))
    assert numbered.split("1. setuju\n2) kembalikan:\nlampirkan RKA; dan KAK") == (
        (1, "setuju"),
        (2, "kembalikan:\nlampirkan RKA; dan KAK"),
    )
    assert numbered.split("setuju semua") == ()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.sampled_from([k.value for k in Kata]))
def test_no_text_makes_the_reader_fail(teks: str, kata: str) -> None:
    orders.read(teks, f"{kata} {teks}", STAFF, NOW)
    numbered.split(teks)


def test_a_step_is_named_as_the_sop_names_it() -> None:
    order = orders.read("", "ULANG SKW-2026-0001 dari penugasan: salah orang", STAFF, NOW)
    assert order and order.langkah is Langkah.PENUGASAN and order.alasan == "salah orang"
