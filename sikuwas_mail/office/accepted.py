"""Letters a server took, noted the instant it said so, until copy and mark are made together for a group of them.

The note outlives the death of the process (it is with the system once `note` returns); after a power cut the kept
copy tells. So a letter in doubt is looked up here first.
"""

import os
from collections.abc import Callable
from pathlib import Path

from sikuwas_mail.config import Config


class Accepted:
    """Message-IDs in a file of their own, a line each; used by one sender at a time."""

    def __init__(self, path: Path, waits: Callable[[str], bool]) -> None:
        """The file is made by the first note. `waits`: whether a letter is not marked as sent yet."""
        self._path = path
        self._known = frozenset(filter(waits, _lines(path)))  # of a sender that died

    def note(self, message_id: str) -> None:
        """The server took this letter. Raises OSError."""
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, f"{message_id}\n".encode())
        finally:
            os.close(descriptor)

    def has(self, message_id: str) -> bool:
        """Whether a sender before this one noted it."""
        return message_id in self._known

    def settled(self) -> None:
        """All that was noted is marked in the database now."""
        if not self._known:
            self._path.unlink(missing_ok=True)

    def found(self, message_id: str) -> None:
        """A letter of the sender before is marked, too."""
        self._known -= {message_id}


def place_of(config: Config) -> Path:
    """Beside the database; with PostgreSQL beside the configuration."""
    beside = config.database_file
    return beside.with_name(f"{beside.name}.diterima") if beside else config.folder / "sikuwas.diterima"


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [line for line in text.split("\n")[:-1] if line]  # a line cut short names nothing
