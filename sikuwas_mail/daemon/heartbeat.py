"""The heartbeat: what `status` tells of a running daemon, kept in the database."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sikuwas_mail.edge.store import Store

KUNCI = "detak"
TERSAMBUNG = "tersambung"


class Heartbeat:
    """Written by the daemon every few seconds."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._imap = "belum tersambung"
        self._since = clock()

    def imap(self, state: str) -> None:
        """The mailbox's state: "tersambung", or what is wrong."""
        if state == TERSAMBUNG or self._imap == TERSAMBUNG:
            self._since = self._clock()
        self._imap = state

    def silent_minutes(self) -> float:
        """Minutes since the mailbox was last reached."""
        return (self._clock() - self._since) / timedelta(minutes=1)

    def beat(self) -> None:
        """Say that the daemon lives."""
        self._store.put(KUNCI, {"waktu": self._clock().isoformat(), "imap": self._imap})
