"""Errands: what a command asks of the running daemon, left as a file, since only one process may write."""

from collections.abc import Iterator
from pathlib import Path

_KINDS = ("surat-retry", "antrean-retry")


def folder_beside(database: Path) -> Path:
    """Where errands for the daemon of a database are left."""
    return database.parent / "perintah"


def leave(folder: Path, kind: str, row_id: int) -> None:
    """Leave an errand: `kind` one of surat-retry, antrean-retry."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{kind}.{row_id}").touch()


def take(folder: Path) -> Iterator[tuple[str, int]]:
    """The errands left; each is gone once the caller comes back for the next."""
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir()):
        kind, _, number = file.name.partition(".")
        if kind in _KINDS and number.isdigit():
            yield kind, int(number)
        file.unlink(missing_ok=True)
