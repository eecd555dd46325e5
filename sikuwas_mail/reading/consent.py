"""Answers to a question of ours that wants YA, GABUNG, BARU or ABAIKAN: the first word counts, nothing is guessed."""

import re

from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.reference import without_ref
from sikuwas_mail.core.sop import Jawaban
from sikuwas_mail.reading.courtesy import bare, peel, without_thanks

_WORDS = {
    "ya": Jawaban.YA,
    "abaikan": Jawaban.ABAIKAN,
    "bukan": Jawaban.ABAIKAN,
    "tidak": Jawaban.ABAIKAN,
    "urungkan": Jawaban.ABAIKAN,
    "baru": Jawaban.BARU,
    "gabung": Jawaban.GABUNG,
    "gabungkan": Jawaban.GABUNG,
}
_LINE = re.compile(r"(?P<word>[A-Za-z]+)\s*(?P<rest>.*)", re.DOTALL)
_NOMOR = re.compile(r"\b[A-Za-z][A-Za-z0-9]{0,11}-[0-9]{4}-[0-9]{4,9}\b")
_ALONE = re.compile(r"[\s.,!]*")
_TEKS = 20_000  # characters looked at


def read(text: str) -> Answer:
    """What the new text says; `isi` is the ticket number behind GABUNG. An Answer without `jawaban`: not clear."""
    body = peel(without_ref(text[:_TEKS])).body.strip()
    first, _, _ = body.partition("\n")
    match = _LINE.fullmatch(bare(bare(without_thanks(first)).lstrip(",.!")))
    said = _WORDS.get(match["word"].lower()) if match else None
    if match is None or said is None:
        return Answer(ragu="jawaban belum jelas")
    numbers = {n.upper() for n in _NOMOR.findall(match["rest"])}
    if said is Jawaban.GABUNG:
        return Answer(said, next(iter(numbers)), persis=True) if len(numbers) == 1 else Answer(ragu="nomor tiket")
    if not _ALONE.fullmatch(match["rest"]) and said is not Jawaban.ABAIKAN:
        return Answer(ragu="jawaban belum jelas")  # "ya, tetapi ..." confirms nothing
    return Answer(said, persis=True)
