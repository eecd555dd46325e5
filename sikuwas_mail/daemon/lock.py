"""One instance: whoever holds the lock file owns database and mailbox; the second is told who was first."""

import os
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout


class AnotherInstance(Exception):
    """Another process runs this office; try later."""

    exit_code = 75


class Lock:
    """A lock file beside the database; the process id stands in a file next to it, for people to read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path)
        self._note = path.with_name(path.name + ".pid")

    def __enter__(self) -> Self:
        """Take it at once. Raises AnotherInstance."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise AnotherInstance(f"Layanan sudah dijalankan oleh proses lain (pid {self.holder()}).") from None
        self._note.write_text(str(os.getpid()), encoding="ascii")
        return self

    def __exit__(self, *_: object) -> None:
        """Give it back; the system does so for a process that died."""
        self._note.unlink(missing_ok=True)
        self._lock.release()

    def holder(self) -> str:
        """Process id of the holder, or "?"."""
        try:
            return self._note.read_text(encoding="ascii").strip() or "?"
        except OSError:
            return "?"
