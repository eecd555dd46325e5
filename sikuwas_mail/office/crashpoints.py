"""Named instants between two steps of IO at which a test may let the process die; unarmed they do nothing."""

import os
import signal

# In the order a mail and its letters pass them.
POINTS = (
    "fetched",
    "archived",
    "noted",
    "rendered",
    "committed",
    "before-move",
    "moved",
    "ticked",
    "claimed",
    "accepted",
    "copied",
    "marked",
)
ARMED = "SIKUWAS_CRASH_AT"  # NAME or NAME:N (the N-th time it is reached), honoured only with SIKUWAS_TEST=1
_reached: dict[str, int] = {}


def reach(name: str) -> None:
    """Die here, as by SIGKILL, where a test armed this point."""
    armed = os.environ.get(ARMED)
    if not armed or os.environ.get("SIKUWAS_TEST") != "1":
        return
    point, _, count = armed.partition(":")
    _reached[name] = _reached.get(name, 0) + 1
    if point == name and _reached[name] == int(count or 1):
        os.kill(os.getpid(), signal.SIGKILL)
