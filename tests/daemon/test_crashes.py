"""The daemon dies between any two steps of IO, and the books still balance."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from crashing import ACCOUNTS, AtPoints, AtRandom, Killer, Play
from forking import KILLED, Lives

from sikuwas_mail.demo.postoffice import PostOffice
from sikuwas_mail.office.crashpoints import ARMED, POINTS

ON_THE_WAY = [p for p in POINTS if p != "ticked"]
BEFORE_THE_COPY = ("accepted",)  # only here may a letter be doubled: the server has it, nobody else knows


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Play, Lives]]:
    """One office for all deaths of this module; each test adds cases to it."""
    with PostOffice(ACCOUNTS) as post:
        play = Play(tmp_path_factory.mktemp("mati"), post)
        with play.prepare() as lives:
            yield play, lives


def balanced(play: Play) -> set[str]:
    """No faults, one history for cases of the same length; the letters doubled so far."""
    told = play.balance()
    assert not told.faults
    assert len(told.journal) == play.cases
    return set(told.doubled)


@pytest.mark.parametrize("point", ON_THE_WAY)
def test_a_death_at_a_named_point_loses_and_doubles_nothing(played: tuple[Play, Lives], point: str) -> None:
    play, lives = played
    before, deaths = set(play.balance().doubled), len(play.deaths)
    play.course(lives, AtPoints((point,)), length=1)
    assert len(play.deaths) == deaths + 2, "the point was not reached on each mail"
    doubled = balanced(play) - before
    assert not doubled or point in BEFORE_THE_COPY


@pytest.mark.parametrize("pair", [*pairwise(ON_THE_WAY), ("committed", "claimed"), ("copied", "copied")], ids="-".join)
def test_two_deaths_in_a_row_lose_and_double_nothing(played: tuple[Play, Lives], pair: tuple[str, str]) -> None:
    play, lives = played
    before = set(play.balance().doubled)
    play.course(lives, AtPoints(pair), length=0)
    doubled = balanced(play) - before
    assert not doubled or "accepted" in pair


def test_deaths_at_random_instants_lose_and_double_nothing(played: tuple[Play, Lives]) -> None:
    play, lives = played
    play.course(lives, AtRandom(seed=20261123, mean=1.0), length=3)
    balanced(play)


def test_a_death_after_a_reminder_was_committed_reminds_once(played: tuple[Play, Lives]) -> None:
    play, lives = played
    play.course(lives, Killer(), length=0)
    before = len(_pressing(play))
    monday = "2027-01-04T10:00:00+07:00"
    assert lives.live(now=monday, SIKUWAS_TEST="1", **{ARMED: "ticked"}).code == KILLED
    assert lives.live(now=monday).code == 0
    fresh = _pressing(play)[before:]
    assert fresh and len(set(fresh)) == len(fresh)
    assert not play.balance().faults


def _pressing(play: Play) -> list[bytes]:
    """Reminders and escalations that left: after a long silence only the latest of them is due."""
    kinds = (b"X-Sikuwas-Jenis: pengingat", b"X-Sikuwas-Jenis: eskalasi")
    return [k.raw for k in play.post.sent if any(kind in k.raw for kind in kinds)]


def test_a_point_is_honoured_only_in_tests(played: tuple[Play, Lives]) -> None:
    _, lives = played
    assert lives.live(**{ARMED: "claimed"}).code == 0
    assert lives.live(SIKUWAS_TEST="1", **{ARMED: "claimed"}).code == KILLED
