"""Retry or give up: a letter that cannot be sent now is tried at growing distances for five days, then no more."""

from datetime import datetime, timedelta

PATIENCE = timedelta(days=5)
_DELAYS = tuple(timedelta(minutes=m) for m in (1, 2, 5, 10, 20, 40, 60, 120, 180))
_SLOWEST = timedelta(hours=4)


def next_try(attempt: int, first_try: datetime, now: datetime) -> datetime | None:
    """When to try again after `attempt` failures (1 = the first), None to give up.

    Both times aware. The last try falls exactly on the end of the five days; a clock set back delays nothing for ever.
    """
    end = first_try + PATIENCE
    if now >= end:
        return None
    delay = _DELAYS[max(attempt, 1) - 1] if attempt <= len(_DELAYS) else _SLOWEST
    return min(now + delay, end)
