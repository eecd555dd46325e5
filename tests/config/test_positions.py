"""The place of a key is exact for every way TOML has to write it."""

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.config.positions import KeyPath, positions


def paths(value: object, path: KeyPath = ()) -> set[KeyPath]:
    """All paths of a parsed document, found by walking the values."""
    found = {path} if path else set()
    if isinstance(value, dict):
        return found.union(*(paths(v, (*path, k)) for k, v in value.items()))
    if isinstance(value, list):
        return found.union(*(paths(v, (*path, i)) for i, v in enumerate(value)))
    return found


DOCUMENT = '''# kop
a = 1
b.c = "x = [1]"  # komentar
"d e" = 'y'
[f]
g = [1, [2, 3], { h = """tiga
baris = "x" \\""" ]""", i.j = 2026-01-01 },
     "]" # bukan akhir
    ]
  [[k]]
  l = 1
[[k]]
l = 2
[k.m]
n = {}
[[k.o]]
p = 07:30:00
[[k.o]]
p = -1.5e3
'''


def test_every_path_of_a_document_has_a_place() -> None:
    found = positions(DOCUMENT)
    assert paths(tomllib.loads(DOCUMENT)) == set(found)


def test_the_place_is_that_of_the_key_itself() -> None:
    lines = DOCUMENT.split("\n")
    for path, place in positions(DOCUMENT).items():
        written = lines[place.baris - 1][place.kolom - 1 :]
        name = next(p for p in reversed(path) if isinstance(p, str))
        assert written.startswith((name, f'"{name}')) or isinstance(path[-1], int), path


def test_the_right_element_of_a_list_of_tables_is_named() -> None:
    found = positions(DOCUMENT)
    assert (found["k", 0, "l"].baris, found["k", 1, "l"].baris) == (11, 13)
    assert (found["k", 1, "o", 1, "p"].baris, found["k", 1, "o", 1, "p"].kolom) == (19, 1)


KEY = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,5}", fullmatch=True), st.sampled_from(['"a b"', "'c.d'", '"\\u00e9"', '""'])
)
SCALAR = st.sampled_from(
    [
        "1",
        "true",
        "2026-01-01",
        "2026-01-01 07:30:00",
        "1.5",
        '"x"',
        "'#'",
        '"\\""',
        '"""a\n"b"\n"""',
        "'''''a'''''",
        '"="',
    ]
)
VALUE = st.recursive(
    SCALAR,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda vs: "[\n  " + ",\n# x ]\n  ".join(vs) + "\n]"),
        st.lists(inner, max_size=2).map(lambda vs: "{" + ", ".join(f"q{i} = {v}" for i, v in enumerate(vs)) + "}"),
    ),
    max_leaves=6,
)
PAIR = st.tuples(st.lists(KEY, min_size=1, max_size=2).map(" . ".join), VALUE).map(lambda p: f"{p[0]} = {p[1]}")
HEADER = st.tuples(st.lists(KEY, min_size=1, max_size=2).map(".".join), st.booleans()).map(
    lambda p: f"[[{p[0]}]]" if p[1] else f"[ {p[0]} ] # x"
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PAIR, HEADER), max_size=6).map("\n".join))
def test_any_valid_document_is_read_to_its_end(text: str) -> None:
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert paths(parsed) == set(positions(text))
