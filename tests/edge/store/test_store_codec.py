"""What the journal is given it gives back."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.core.events import Ditugaskan, HasilDicatat, Isi, PermohonanMasuk, SesiDilanjutkan
from sikuwas_mail.edge.store import RecordRefused, StoreCorrupt, StoreNewer
from sikuwas_mail.edge.store.codec import decode, encode

INSTANTS = st.datetimes(
    min_value=datetime(1800, 1, 1),  # noqa: DTZ001 (bounds are naive by contract)
    max_value=datetime(2999, 1, 1),  # noqa: DTZ001
    timezones=st.timezones(),
    allow_imaginary=False,
).filter(lambda t: t.utcoffset() == t.replace(fold=1 - t.fold).utcoffset())  # hours told twice equal nothing
PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    float: st.floats(0, 1000),
    int: st.integers(-(2**31), 2**31),
    bool: st.booleans(),
    datetime: INSTANTS,
    type(None): st.none(),
}


def values(hint: object) -> st.SearchStrategy[Any]:
    if hint in PLAIN:
        return PLAIN[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        return events(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if get_origin(hint) is Mapping:
        key, value = get_args(hint)
        return st.dictionaries(values(key), values(value), max_size=4)
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=4).map(tuple)
    return st.one_of(*(values(part) for part in get_args(hint)))


def events(kind: type) -> st.SearchStrategy[Isi]:
    return st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items()})


@pytest.mark.parametrize("kind", get_args(Isi))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_event_comes_back_as_it_was(kind, data):
    isi = data.draw(events(kind))
    assert decode(kind.__name__, encode(isi)) == isi


def test_naive_instants_inside_an_event_are_refused():
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 (the point of the test)
    with pytest.raises(RecordRefused, match="SesiDilanjutkan"):
        encode(SesiDilanjutkan(naive))
    with pytest.raises(RecordRefused):
        encode(Ditugaskan(("a@b.id",), jadwal=naive))


def test_values_of_a_wrong_kind_are_refused_before_they_are_written():
    with pytest.raises(RecordRefused):
        encode(HasilDicatat({"saran": 5}))  # type: ignore[dict-item]
    with pytest.raises(RecordRefused):
        encode(PermohonanMasuk("n", None, {}, "surel"))  # type: ignore[arg-type]


def test_the_form_is_canonical():
    isi = HasilDicatat({"saran": "é", "data": "x"})
    assert encode(isi) == '{"hasil":{"data":"x","saran":"é"}}'
    assert encode(SesiDilanjutkan(datetime(2026, 1, 1, tzinfo=UTC))) == '{"jadwal":"2026-01-01T00:00:00+00:00"}'


def test_an_event_of_a_newer_program_is_told_from_a_damaged_one():
    with pytest.raises(StoreNewer, match="Baru"):
        decode("Baru", "{}")
    with pytest.raises(StoreCorrupt):
        decode("Ditolak", "{}")
    with pytest.raises(StoreCorrupt):
        decode("Ditolak", "{")
