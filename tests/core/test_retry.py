"""When a letter is tried again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sikuwas_mail.core.retry import PATIENCE, next_try

AWAL = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_the_first_failure_is_tried_again_after_a_minute() -> None:
    assert next_try(1, AWAL, AWAL) == AWAL + timedelta(minutes=1)


def test_a_server_that_is_away_for_good_is_given_up_after_exactly_five_days() -> None:
    times, now, attempt = [], AWAL, 1
    while (when := next_try(attempt, AWAL, now)) is not None:
        times.append(when)
        now, attempt = when, attempt + 1
    assert times[-1] == AWAL + PATIENCE
    assert 30 <= len(times) <= 60


@given(st.integers(-3, 500), st.integers(0, 5 * 86400 - 1))
def test_the_delay_grows_and_never_passes_the_end(attempt: int, seconds: int) -> None:
    now = AWAL + timedelta(seconds=seconds)
    sooner, later = next_try(attempt, AWAL, now), next_try(attempt + 1, AWAL, now)
    assert sooner is not None and later is not None
    assert now < sooner <= later <= AWAL + PATIENCE


def test_after_five_days_there_is_no_next_try() -> None:
    assert next_try(1, AWAL, AWAL + PATIENCE) is None
