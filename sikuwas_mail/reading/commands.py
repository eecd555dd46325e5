"""A command is a word of the SOP that opens the first line; what follows belongs to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sikuwas_mail.core.sop import PERSETUJUAN, Jawaban
from sikuwas_mail.reading.courtesy import bare, without_thanks

_NO_WORD = (Jawaban.DATA, Jawaban.SURVEI, Jawaban.NOMOR, *PERSETUJUAN)
_WORDS = {j.value: j for j in Jawaban if j not in _NO_WORD} | {"IRBANWIL": Jawaban.IRBAN}
_LINE = re.compile(r"(?P<word>[A-Za-z]+)(?P<sep>\s*[:=]\s*|\s*[.,;!–—-]+\s*|\s+|(?=[1-6]\b)|$)(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """A command word with its text: the rest of its line, the lines below, and how firmly they are joined."""

    jawaban: Jawaban
    sebaris: str = ""
    bawah: str = ""
    tanda: str = ""  # ":" "," "." "-" or "" where only a space (or nothing) stood

    @property
    def teks(self) -> str:
        """All the text of the command."""
        return "\n".join(t for t in (self.sebaris.strip(), self.bawah.strip()) if t)

    @property
    def bertitik_dua(self) -> bool:
        """Whether the text is set off by a colon, a dash or a line of its own."""
        return self.tanda in (":", "-") or not self.sebaris.strip()


def parse(body: str) -> Command | None:
    """The command a peeled text opens with; None when its first line begins with no command word."""
    first, _, below = body.strip().partition("\n")
    line = bare(bare(without_thanks(first)).lstrip(",.!"))
    match = _LINE.fullmatch(line)
    if not match or match["word"].upper() not in _WORDS:
        return None
    mark = match["sep"].strip()[:1].replace("=", ":").replace("–", "-").replace("—", "-")
    rest = bare(match["rest"]).strip()
    return Command(_WORDS[match["word"].upper()], "" if not re.search(r"\w", rest) else rest, below.strip(), mark)


def assignment_first(body: str) -> str:
    """A body whose TUGASKAN line stands below its labels, with that line on top."""
    lines = body.split("\n")
    at = next((i for i, line in enumerate(lines) if re.match(r"[\s*]*tugaskan\s*:", line, re.IGNORECASE)), 0)
    labelled = all(
        re.match(r"[\s*]*(?:jadwal|metode|tempat|arahan)\s*:", s, re.IGNORECASE) for s in lines[:at] if s.strip()
    )
    return "\n".join([lines[at], *lines[:at], *lines[at + 1 :]]) if labelled else body


def second(text: str, mine: Jawaban, allowed: Iterable[Jawaban]) -> Jawaban | None:
    """Another command of the same step further down, bare on its line or with a colon: two commands are none."""
    others = {j.value for j in allowed if j is not mine}
    for line in text.split("\n"):
        found = re.fullmatch(r"([A-Za-z]+)\s*(?:[.!]*|[:=].*)", bare(line))
        if found and found[1].upper() in others:
            return Jawaban(found[1].upper())
    return None
