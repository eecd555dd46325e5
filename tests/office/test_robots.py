"""No machine is answered twice: a crowd of them for some days, officials' mailboxes that answer by themselves too."""

import random
from pathlib import Path

import pytest

from tests.office import robots


def month(folder: Path, crowd: list[robots.Robot], days: int, seed: int) -> robots.Result:
    return robots.Month(folder, crowd, days, random.Random(seed)).run()


def test_a_crowd_of_machines_is_answered_once_a_day_at_most(tmp_path: Path) -> None:
    r = random.Random(20261123)
    found = month(tmp_path, robots.crowd(len(robots.WAYS), r), 3, 1)
    assert found.mails > len(robots.WAYS)
    assert found.most[0] <= 1, found.most
    assert max(found.by_kind.values()) <= 1
    assert found.longest <= 2, found.longest_by
    assert found.doubled == [] and found.decided == []


@pytest.mark.parametrize("way", [robots.unmarked_vacation, robots.new_thread, robots.thanks], ids=lambda w: w.__name__)
def test_an_officials_machine_decides_nothing_and_is_asked_back_once(tmp_path: Path, way: robots.Answer) -> None:
    asker = robots.Robot("pemohon@opd.example", "sekali", lambda *_: None, first=robots.REQUEST)
    found = month(tmp_path, [asker, *robots.staff(way)], 3, 2)
    assert found.decided == [] and found.doubled == []
    assert found.longest <= 2, found.longest_by
    assert found.mails < 60
