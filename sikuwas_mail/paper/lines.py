"""The text twin wraps at 78 columns; what hangs behind a label or a bullet stays behind it."""

import re
from textwrap import TextWrapper

LEBAR = 78
LABEL = 18  # columns of a label in a table of facts, before ": "
_HANG = re.compile(rf"(?:\s*(?:[-*]|\d{{1,2}}\.) +|.{{{LABEL}}}: | +)")
_WHOLE = ("://", "@", "Ref:")  # words that a line break would spoil
_GAPS = re.compile(r"\n{3,}")


def fold(teks: str) -> str:
    """The text with every line at most 78 columns (addresses and links excepted), no more than one blank line."""
    lines = [row for line in teks.split("\n") for row in _wrapped(line.rstrip())]
    return _GAPS.sub("\n\n", "\n".join(lines)).strip("\n") + "\n"


def _wrapped(line: str) -> list[str]:
    if len(line) <= LEBAR:
        return [line]
    found = _HANG.match(line)
    hang = found.group() if found else ""
    wrapper = TextWrapper(
        width=LEBAR,
        initial_indent=hang,
        subsequent_indent=" " * len(hang),
        break_long_words=not any(mark in line for mark in _WHOLE),
        break_on_hyphens=False,
    )
    return [row.rstrip() for row in wrapper.wrap(line[len(hang) :])]
