"""An answer line by line: `1 setuju; 2 kembalikan: lampirkan RKA`; what stands before the first number is nobody's."""

import re

from sikuwas_mail.core.reference import without_ref
from sikuwas_mail.reading.courtesy import peel

_TEKS = 20_000  # characters looked at
_BREAK = re.compile(r";\s*(?=(?:no(?:mor)?\.?\s*)?\d{1,2}\s*[.):=\-]?\s+[A-Za-z])")
_LINE = re.compile(r"\s*(?:no(?:mor)?\.?\s*)?(\d{1,2})\s*[.):=\-]?\s+(?=[A-Za-z])(.*)", re.IGNORECASE | re.DOTALL)


def split(text: str) -> tuple[tuple[int, str], ...]:
    """(number, what was said of it) in the order written; lines without a number belong to the one above."""
    body = peel(without_ref(text[:_TEKS])).body
    found: list[tuple[int, str]] = []
    for line in _BREAK.sub("\n", body).split("\n"):
        match = _LINE.fullmatch(line)
        if match:
            found.append((int(match[1]), match[2].strip()))
        elif found and line.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line.strip()}")
    return tuple(found)
