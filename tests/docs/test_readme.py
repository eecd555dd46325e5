"""README says what the code does: its generated parts are the code's own."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = runpy.run_path(str(ROOT / "docs" / "readme.py"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_generated_parts_of_the_readme_are_up_to_date() -> None:
    assert PAGE["filled"](README) == README, "run: python docs/readme.py README.md"


@pytest.mark.parametrize("name", ["steps", "diagram", "glossary"])
def test_the_readme_has_a_place_for_each_generated_part(name: str) -> None:
    assert f"<!-- {name} -->" in README and f"<!-- /{name} -->" in README


def test_every_indonesian_noun_of_the_core_is_explained() -> None:
    assert PAGE["unexplained"]() == set()


def test_the_two_commands_of_the_readme_are_those_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in ("make demo", "make test"):
        assert command in README
        assert re.search(rf"^{command.split()[1]}:", makefile, re.MULTILINE)
