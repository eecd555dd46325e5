"""What a mail program broke is put together; what a person broke stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikuwas_mail.reading.wrapping import unwrapped

LONG = "Kami menerima hibah barang dari pemerintah provinsi, tetapi naskah"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"{LONG}\nperjanjiannya belum lengkap.", f"{LONG} perjanjiannya belum lengkap."),
        ("naskah belum ada,\nsehingga ragu", "naskah belum ada, sehingga ragu"),
        (f"{LONG}.\nkemudian", f"{LONG}.\nkemudian"),
        ("periksa kuitansi\nperiksa faktur", "periksa kuitansi\nperiksa faktur"),
        (f"{LONG}\n- satu\n- dua", f"{LONG}\n- satu\n- dua"),
        (f"{LONG}\na. satu\nb. dua", f"{LONG}\na. satu\nb. dua"),
        (f"{LONG}\n\nperjanjian", f"{LONG}\n\nperjanjian"),
        (f"{LONG}\nPerjanjian", f"{LONG}\nPerjanjian"),
    ],
)
def test_a_broken_sentence_is_joined_and_a_list_is_not(text: str, read: str) -> None:
    assert unwrapped(text) == read


@given(st.text(alphabet="ab ,.\n-A", max_size=200))
def test_no_word_is_lost(text: str) -> None:
    assert unwrapped(text).split() == text.split()
