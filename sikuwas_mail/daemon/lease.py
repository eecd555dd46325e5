"""The lease row: who serves this database; beside the lock file it also holds between machines."""

from __future__ import annotations

import os
import socket
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from sikuwas_mail.config import Config
from sikuwas_mail.daemon.lock import AnotherInstance, Lock

if TYPE_CHECKING:
    from sikuwas_mail.edge.store import Store

_NAME = "kantor"
SECONDS = 60.0


def lock_of(config: Config) -> Lock:
    """The lock of an office, beside its database."""
    beside = config.database_file
    return Lock(beside.with_name(beside.name + ".lock") if beside else config.folder / "sikuwas.lock")


class Leases(Protocol):
    """Who can tell of leases."""

    def leased_to(self, nama: str, now: datetime) -> str:
        """Who holds a lease; empty: nobody."""


class Lease:
    """Take it while holding the lock file; `now` is the system's clock in all methods."""

    def __init__(self, store: Store, *, alone: bool) -> None:
        """`alone`: whoever holds the lock file is the only one (SQLite), whatever the row says."""
        self._store = store
        self._alone = alone
        self._owner = f"{socket.gethostname()}:{os.getpid()}"

    def take(self, now: datetime) -> None:
        """Raises AnotherInstance, StoreError. What a process that died here left behind is taken over at once."""
        holder = self._store.leased_to(_NAME, now)
        dead = self._alone or holder.rpartition(":")[0] == socket.gethostname()
        if holder and dead:
            self._store.release(_NAME, holder)
        if not self._store.acquire(_NAME, self._owner, now, SECONDS):
            raise AnotherInstance(f"Basis data ini sedang dilayani proses lain ({holder or '?'}).")

    def keep(self, now: datetime) -> bool:
        """Renew it, also after it ran out while the database was away; False where another holds it."""
        return self._store.acquire(_NAME, self._owner, now, SECONDS)

    def give_back(self) -> None:
        """Leave at once what would only run out later."""
        self._store.release(_NAME, self._owner)


def holder(store: Leases, now: datetime) -> str:
    """Who serves a database now, as `machine:pid`; "" where nobody does."""
    return store.leased_to(_NAME, now)
