"""An honest clerk is not turned away: each holder, each step, each mail program, read and decided for real."""

import random

import pytest

from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.demo.styles import Style
from tests.core import honest


@pytest.mark.parametrize("style", list(Style))
def test_every_holder_is_understood_from_every_mail_program(style: Style) -> None:
    r = random.Random(str(style))
    for where in honest.desktops():
        for words in where.words:
            made = honest.outcome(where, honest.answer(where, style, words, r))
            told = f"{where.surat.langkah} {where.holder.peran} {words!r}: {made and (made.hasil, made.alasan)}"
            assert made is not None and made.hasil is Hasil.DIPUTUSKAN, told
