"""`NOMOR 232`: the number Admin gives a document; only the first line counts."""

import re

from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.reference import without_ref
from sikuwas_mail.core.sop import Jawaban
from sikuwas_mail.reading.courtesy import peel

_LINE = re.compile(r"\W*nomor\b\s*[:=.]?\s*(\S.*?)[\s.!]*", re.IGNORECASE)
_TEKS = 20_000  # characters looked at


def read(text: str) -> Answer | None:
    """NOMOR with what follows it (`isi`); None where the first line does not begin with that word."""
    first, _, _ = peel(without_ref(text[:_TEKS])).body.strip().partition("\n")
    found = _LINE.fullmatch(first.strip())
    return Answer(Jawaban.NOMOR, found[1].strip()[:200], persis=True) if found else None
