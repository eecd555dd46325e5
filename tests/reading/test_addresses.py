"""The address that decides is the one in the brackets, and only where the whole field reads as addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikuwas_mail.reading.addresses import normal, parse, salvage


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("budi@example.go.id", [("", "budi@example.go.id")]),
        ("Budi Contoh <Budi@Example.GO.ID>", [("Budi Contoh", "budi@example.go.id")]),
        ('"Contoh, Budi, S.E." <budi@example.go.id>', [("Contoh, Budi, S.E.", "budi@example.go.id")]),
        ("Budi Contoh, S.E., M.M. <budi@example.go.id>", [("Budi Contoh S.E. M.M.", "budi@example.go.id")]),
        ("budi@example.go.id (Budi Contoh)", [("Budi Contoh", "budi@example.go.id")]),
        ("=?utf-8?Q?Budi_=C3=89?= <budi@example.go.id>", [("Budi É", "budi@example.go.id")]),
        ("=?utf-8?Q?=3Cirban=40example.go.id=3E?= <x@jahat.id>", [("<irban@example.go.id>", "x@jahat.id")]),
        ("a@b.id, C <c@d.id>", [("", "a@b.id"), ("C", "c@d.id")]),
        ("Tim: a@b.id, c@d.id;", [("", "a@b.id"), ("", "c@d.id")]),
        ("undisclosed-recipients:;", []),
        ('"budi contoh"@example.go.id', [("", '"budi contoh"@example.go.id')]),
    ],
)
def test_addresses_are_read_in_the_forms_of_the_standard(value: str, found: list[tuple[str, str]]) -> None:
    assert [(m.nama, m.alamat) for m in parse(value)] == found


@pytest.mark.parametrize(
    "value",
    [
        "",
        "MAILER-DAEMON",
        "<>",
        "irban@example.go.id)x@jahat.id",
        "irban@example.go.id <x@jahat.id> <irban@example.go.id>",
        "irban@example.go.id x@jahat.id",
        "irban@example.go.id@jahat.id",
        "a..b@example.go.id",
        "a@-x.id",
        "a@b.id, rusak",
        "(" * 100,
        '"tidak selesai <a@b.id>',
    ],
)
def test_what_is_malformed_is_nobodys_address(value: str) -> None:
    assert parse(value) == ()


def test_a_name_that_looks_like_an_address_is_only_a_name() -> None:
    assert [m.alamat for m in parse("irban@example.go.id <penyerang@jahat.id>")] == ["penyerang@jahat.id"]


def test_copies_survive_a_malformed_neighbour() -> None:
    assert [m.alamat for m in salvage("a@b.id, rusak, C <c@d.id>")] == ["a@b.id", "c@d.id"]


@given(st.text(alphabet='ab@.<>"(),;: \\[]é\n', max_size=60))
def test_any_field_gives_sound_addresses_or_none(value: str) -> None:
    for mailbox in (*parse(value), *salvage(value)):
        assert normal(mailbox.alamat) == mailbox.alamat
