"""A short version of bench/ten_years.py: a year in every zone, and an oracle that is able to object."""

import runpy
from pathlib import Path

import pytest

from sikuwas_mail.core.deadlines import Due, Tindakan
from sikuwas_mail.core.decide import ticks
from sikuwas_mail.core.decide.draft import Draft

BENCH = runpy.run_path(str(Path(__file__).parents[2] / "bench" / "ten_years.py"))


def test_a_simulated_year_misses_no_reminder_and_repeats_none() -> None:
    tally = BENCH["simulate"](7, years=1, cases=6)
    assert (tally.missed, tally.repeated) == (0, 0)
    assert tally.reminders > 20 and tally.escalations > 20


def test_the_oracle_notices_reminders_that_are_forgotten_or_doubled(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ticks._ACTIONS[Tindakan.INGATKAN]

    def doubled(draft: Draft, item: Due) -> None:
        real(draft, item)
        real(draft, item)

    monkeypatch.setitem(ticks._ACTIONS, Tindakan.INGATKAN, lambda draft, item: None)
    assert BENCH["simulate"](7, years=1, cases=3).missed > 0
    monkeypatch.setitem(ticks._ACTIONS, Tindakan.INGATKAN, doubled)
    assert BENCH["simulate"](7, years=1, cases=3).repeated > 0
