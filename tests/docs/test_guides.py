"""The guides name every code of the program and only commands that exist; their pictures are there and small."""

import re
from pathlib import Path

import pytest

from sikuwas_mail.cli import registry

ROOT = Path(__file__).parents[2]
GUIDES = {p.name: p.read_text(encoding="utf-8") for p in sorted((ROOT / "docs").glob("panduan-*.md"))}
OPERATOR = GUIDES["panduan-operator.md"]


def codes(text: str) -> set[int]:
    """Every SKW code of a text, ranges included."""
    found = {int(n) for n in re.findall(r"SKW-(\d{3})\b", text)}
    for first, last in re.findall(r"SKW-(\d{3}) sampai SKW-(\d{3})", text):
        found |= set(range(int(first), int(last) + 1))
    return found


def test_every_fault_code_of_the_program_stands_in_the_operators_guide() -> None:
    sources = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "sikuwas_mail").rglob("*.py"))
    without_fault = {3, 51, 52, 100, 110, 120}  # these lines of `check` only ever say that all is well
    assert codes(sources) - codes(OPERATOR) - without_fault == set()


@pytest.mark.parametrize("name", ["panduan-admin.md", "panduan-operator.md"])
def test_every_command_of_a_guide_exists(name: str) -> None:
    known = {e.nama for e in registry.registered()}
    others = ("systemctl", "journalctl", "nssm", "docker", "icacls")
    lines = [line for line in GUIDES[name].splitlines() if not any(word in line for word in others)]
    named = re.findall(r"sikuwas-mail (?:--config \S+ )?([a-z][a-z-]*)(?: ([a-z]+))?", "\n".join(lines))
    assert named
    for first, second in named:
        assert first in known or f"{first} {second}" in known, f"{first} {second}"


@pytest.mark.parametrize("name", GUIDES)
def test_pictures_are_there_and_small(name: str) -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", GUIDES[name]):
        assert 1_000 < (ROOT / "docs" / picture).stat().st_size < 120_000


@pytest.mark.parametrize("name", GUIDES)
def test_the_tone_is_formal(name: str) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`|!\[|^    .*$", "", GUIDES[name], flags=re.DOTALL | re.MULTILINE)
    assert not re.search(r"\bAnda\b|!", prose)
