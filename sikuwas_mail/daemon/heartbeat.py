"""The heartbeat: what `status` tells of a running daemon, kept in the database."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sikuwas_mail.edge.store import Store

KUNCI = "detak"
TERSAMBUNG = "tersambung"


class Heartbeat:
    """Written by the daemon every few seconds; since when the mailbox is silent outlives a restart."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._imap = "belum tersambung"
        self._contact = _last_contact(store.get(KUNCI)) or clock()

    def imap(self, state: str) -> None:
        """The mailbox's state: "tersambung", or what is wrong."""
        if state == TERSAMBUNG:
            self._contact = self._clock()
        self._imap = state

    def silent_minutes(self) -> float:
        """Minutes since the mailbox was last reached."""
        return (self._clock() - self._contact) / timedelta(minutes=1)

    @property
    def state(self) -> str:
        """What was last heard of the mailbox."""
        return self._imap

    def beat(self) -> None:
        """Say that the daemon lives."""
        told = {"waktu": self._clock().isoformat(), "imap": self._imap, "kontak": self._contact.isoformat()}
        self._store.put(KUNCI, told)


def _last_contact(kept: object) -> datetime | None:
    """Only a mailbox that was away when the process ended has been silent ever since."""
    if not isinstance(kept, dict) or kept.get("imap") == TERSAMBUNG or "kontak" not in kept:
        return None
    return datetime.fromisoformat(str(kept["kontak"]))
