"""Read-only sight of the office for commands: configuration, database, archive; the daemon goes on working."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sikuwas_mail.cli.context import load_config
from sikuwas_mail.edge.archive import Archive
from sikuwas_mail.edge.store import Store, StoreMissing

if TYPE_CHECKING:
    import typer

    from sikuwas_mail.config import Config


class NotThere(Exception):
    """What was asked for does not exist."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Opened:
    """What a reading command works with."""

    config: Config
    store: Store
    archive: Archive

    def now(self) -> datetime:
        """This instant in the office's zone."""
        return datetime.now(UTC).astimezone(self.zona)

    @property
    def zona(self) -> ZoneInfo:
        """The office's zone."""
        return ZoneInfo(self.config.instansi.zona)

    def local(self, when: datetime | None) -> datetime | None:
        """An instant in the office's zone."""
        return when.astimezone(self.zona) if when else None


@contextmanager
def opened(ctx: typer.Context) -> Iterator[Opened]:
    """Open read-only. Raises ConfigFaults (78), StoreError (75)."""
    config = load_config(ctx)
    store = Store.open(config.database_url, readonly=True)
    try:
        yield Opened(config, store, Archive(config.arsip_folder))
    finally:
        store.close()


def listed(ctx: typer.Context, ask: Callable[[Opened], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The rows a list shows; none before the first start, when there is no database yet."""
    try:
        with opened(ctx) as o:
            return ask(o)
    except StoreMissing:
        return []
