"""A quoted letter is cut from a text where two marks agree; in doubt the words are kept."""

import re
from functools import lru_cache

from sikuwas_mail.reading import attributions, quotes
from sikuwas_mail.reading.tails import without_tail

BATAS_BARIS = 5_000  # lines of a mail that are looked at
_QUOTED = re.compile(r"^[ \t]{0,3}(?:>|&gt;|\|[ \t])")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_OWN_END = re.compile(
    r"\bRef\s*:\s*[A-Za-z][A-Za-z0-9]{0,11}-\d{4}-\d{4,9}/|Surel ini dikirim oleh sistem layanan|sesuai UU 27/2022",
    re.IGNORECASE,
)
_LINK_REST = re.compile(r"\(?https?://\S+\)?(?: ?>)?$|\S{1,200}[=&?/]\S{0,200}\)$")
_LONG = 65  # characters from which a quoted line may have been wrapped


@lru_cache(maxsize=4)
def cut(text: str) -> str:
    """The new words of a plain text, `>` marking what is quoted."""
    lines = [_INVISIBLE.sub("", line).replace("\u00a0", " ").rstrip("\r") for line in text.split("\n")[:BATAS_BARIS]]
    stretches = _stretches(lines)
    kept = ["\n".join(without_tail(s)) for s in stretches]
    return "\n\n".join(k for k in kept if k.strip()).strip()


def letters(text: str) -> str:
    """Letters and digits alone, for comparing texts whose layout differs."""
    return "".join(re.findall(r"\w", text))


def _stretches(lines: list[str], *, again: bool = True) -> list[list[str]]:
    """The unquoted stretches in order, introductions taken out; `again`: whether to look below a full quote."""
    found: list[list[str]] = [[]]
    at = 0
    while at < len(lines):
        if _QUOTED.match(lines[at]):
            at = _after_quote(lines, at)
            found.append([])
            continue
        step, stop = _intro(lines, at, found[-1])
        if stop:
            return _look_again(found, lines, at, step) if again else found
        if step == at:
            found[-1].append(lines[at])
            step = at + 1
        else:
            found.append([])
        at = step
    return found


def _after_quote(lines: list[str], at: int) -> int:
    """The line after a run of quoted lines; a quoted line that was wrapped without its mark belongs to the run."""
    while at < len(lines) and (_QUOTED.match(lines[at]) or _wrapped(lines, at)):
        at += 1
    return at


def _wrapped(lines: list[str], at: int) -> bool:
    """A line between two quoted ones that is the rest of the first: a link, or lower case where a sentence broke."""
    if at + 1 >= len(lines) or not _QUOTED.match(lines[at - 1]) or not _QUOTED.match(lines[at + 1]):
        return False
    if _LINK_REST.match(lines[at].strip()):
        return True
    above, here = lines[at - 1].rstrip(), lines[at].strip()
    return len(above) >= _LONG and above[-1] not in ".:?!;" and len(here) < 60 and here[:1].islower()


def _intro(lines: list[str], at: int, above: list[str]) -> tuple[int, bool]:
    """Where reading goes on after what introduces a quote at `at` (`at` itself: none), and whether all below is quoted.

    Quoted lines below an introduction end with their marks, and answers may stand below them; an introduction without
    marks quotes everything to the end.
    """
    if not lines[at].strip():
        return at, False
    if (column := quotes.own_marker(lines[at])) >= 0:
        if not attributions.one_line(lines[at]):
            above.append(lines[at][:column].rstrip(" -–—"))
        return at + 1, True
    end = _introduction(lines, at)
    if end < 0:
        return at, False
    if (column := attributions.inner(lines, at, end)) > 0:
        above.append(lines[at][:column].rstrip(" -–—"))
    below = _first_words(lines, end)
    if below < len(lines) and _QUOTED.match(lines[below]):
        return below, False
    return end, True


def _introduction(lines: list[str], at: int) -> int:
    """The line after an attribution, header block or separator that begins at `at`; -1 where none does."""
    if (block := quotes.header_block(lines, at)) >= 0:
        return block
    if quotes.separator(lines, at):
        return at + 1
    if attributions.one_line(lines[at]):
        return at + 1
    for end in range(at, min(at + 4, len(lines))):
        if attributions.inner(lines, at, end + 1) > 0:
            return end + 1
        if not lines[end].strip() and end + 1 < len(lines) and attributions.lone_verb(lines[end + 1]):
            continue
        if not lines[end].strip() or _QUOTED.match(lines[end]):
            break
        below = _first_words(lines, end + 1)
        quoted = below < len(lines) and below <= end + 4 and _begins_quote(lines[below])
        if attributions.attribution(lines, end, quoted_below=quoted) == at:
            return end + 1
    return -1


def _begins_quote(line: str) -> bool:
    return bool(_QUOTED.match(line)) or quotes.own_marker(line) >= 0


def _first_words(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _look_again(found: list[list[str]], lines: list[str], at: int, rest: int) -> list[list[str]]:
    """The stretches above a quote that runs to the end; where they are empty, the answer is looked for below it."""
    if any(line.strip() for stretch in found for line in without_tail(stretch)):
        return found
    below = lines[rest:]
    if quotes.own_marker(lines[at]) >= 0 or any(quotes.own_marker(line) >= 0 for line in below):
        return [_below_own_letter(below)]
    if quotes.separator(lines, at) or attributions.one_line(lines[at]):
        return []
    return _stretches(below, again=False)


def _below_own_letter(lines: list[str]) -> list[str]:
    """What stands below the last line of our own letter, known by its reference and closing words; else nothing."""
    ends = [i for i, line in enumerate(lines) if _OWN_END.search(line)]
    return lines[ends[-1] + 1 :] if ends else []
