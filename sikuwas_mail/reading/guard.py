"""Foreign parsers may raise anything on dirt; here, and only here, their faults become a default value."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def guarded(work: Callable[[], T], default: T) -> T:
    """The value of `work()`, or `default` where it raised; for calls into libraries, never for code of this project."""
    try:
        return work()
    except Exception:  # noqa: BLE001 - RecursionError, LookupError, struct.error…: libraries document none of them
        return default
