"""The survey is one line, `U1=4 … U9=4 saran: …`; a mark outside 1 to 4 or a missing one is asked for again."""

import re
from dataclasses import dataclass, field

from sikuwas_mail.reading.courtesy import peel

UNSUR = tuple(f"U{i}" for i in range(1, 10))
_MARKED = re.compile(r"(?<![^\W_])u\s?([1-9])\s*[=:\-–]?\s*(\d+(?:[.,]\d+)?)(?![^\W_])", re.IGNORECASE)
_ADVICE = re.compile(r"\b(?:saran|masukan|kritik(?:\s+(?:dan|/)\s*saran)?)\s*[:=]\s*(.*)", re.IGNORECASE | re.DOTALL)
_NINE = re.compile(r"\s*[1-4](?:[\s,;/-]+[1-4]){8}\s*\.?\s*")


@dataclass(frozen=True, slots=True)
class Survey:
    """Marks given (`U1`..`U9` -> 1..4), the advice, and why it cannot be counted yet."""

    nilai: dict[str, int] = field(default_factory=dict)
    saran: str = ""
    ragu: str = ""


def read_survey(text: str) -> Survey | None:
    """The survey in a text; None when there is none (at least two marks, or nine numbers alone, make one)."""
    advice = _ADVICE.search(text)
    marks_text = text[: advice.start()] + "\n" + text[advice.end() :] if advice else text
    given = [(f"U{m[1]}", m[2]) for m in _MARKED.finditer(marks_text)]
    if not given and _NINE.fullmatch(marks_text):
        given = list(zip(UNSUR, re.findall(r"[1-4]", marks_text), strict=True))
    if len(given) < 2:
        return None
    saran = " ".join(peel(advice[1]).body.split()) if advice else ""
    marks = {name: int(mark) for name, mark in given if mark in ("1", "2", "3", "4")}
    return Survey(marks, saran, _fault(given, marks))


def _fault(given: list[tuple[str, str]], marks: dict[str, int]) -> str:
    if outside := sorted({name for name, mark in given if mark not in ("1", "2", "3", "4")}):
        return f"nilai {', '.join(outside)} harus 1, 2, 3, atau 4"
    if twice := sorted({name for name, mark in given if int(mark) != marks[name]}):
        return f"nilai {', '.join(twice)} disebut dua kali dengan angka berbeda"
    if missing := [u for u in UNSUR if u not in marks]:
        return f"nilai {', '.join(missing)} belum diisi"
    return ""
