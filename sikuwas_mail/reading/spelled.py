"""Dates as people speak them become digits: `dua puluh enam november`, `minggu depan hari Senin`, `tgl 26 bsk`."""

import re

from sikuwas_mail.reading.almanac import DAYS, MONTHS

_ONES = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_VALUE = {
    **{word: i for i, word in enumerate(_ONES, 1)},
    "sepuluh": 10,
    "sebelas": 11,
    **{f"{word} belas": 10 + i for i, word in enumerate(_ONES[1:], 2)},
    **{f"{word} puluh": 10 * i for i, word in enumerate(_ONES[1:], 2)},
    **{f"{ten} puluh {one}": 10 * i + j for i, ten in enumerate(_ONES[1:], 2) for j, one in enumerate(_ONES, 1)},
}
_NUMBER = "|".join(sorted((re.escape(w) for w, v in _VALUE.items() if v <= 31), key=len, reverse=True))
_YEAR = "|".join(sorted((re.escape(w) for w in _VALUE), key=len, reverse=True))
_MONTH = "|".join(sorted((m for m in MONTHS if len(m) > 2), key=len, reverse=True))
_WORKDAY = "|".join(d for d in DAYS if d != "minggu")

_BEFORE_MONTH = re.compile(rf"\b(?P<day>{_NUMBER})\s+(?=(?:bulan\s+)?(?:{_MONTH})\b)")
_AFTER_WORD = re.compile(rf"\b(?P<word>tanggal|tgl)\.?\s+(?P<day>{_NUMBER})\b(?!\s+(?:hari|orang|minggu|lagi))")
_SAID_YEAR = re.compile(rf"(?P<month>\b(?:{_MONTH}))\s+(?:tahun\s+)?dua\s+ribu\s+(?P<year>{_YEAR})\b")
_OF_MONTH = re.compile(rf"(?P<day>\d{{1,2}})\s+bulan\s+(?=(?:{_MONTH})\b)")
_NEXT_WEEK = re.compile(
    rf"\b(?P<week>(?:minggu|pekan)\s+(?:depan|dpn|ini))\s*,?\s*(?:pada\s+)?(?:hari\s+|hr\s+)?(?P<day>{_WORKDAY})\b"
)
_COMING = re.compile(
    rf"(?P<date>\b(?:tanggal|tgl)\.?\s*\d{{1,2}}(?:\s+(?:{_MONTH})\b)?(?:\s+\d{{4}})?)\s+(?:besok|bsk|esok)\b(?!\s+lusa)"
)


def in_digits(plain: str) -> str:
    """A folded text with spoken days and years in digits, and the day before its week.

    `tanggal 26 besok` is the coming 26th, not tomorrow: the word is dropped behind a date, and only there.
    """
    text = _SAID_YEAR.sub(lambda m: f"{m['month']} {2000 + _VALUE[m['year']]}", plain)
    text = _BEFORE_MONTH.sub(lambda m: f"{_VALUE[m['day']]} ", text)
    text = _OF_MONTH.sub(r"\g<day> ", text)
    text = _AFTER_WORD.sub(lambda m: f"{m['word']} {_VALUE[m['day']]}", text)
    text = _NEXT_WEEK.sub(r"\g<day> \g<week>", text)
    return _COMING.sub(r"\g<date>", text)
