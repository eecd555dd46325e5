"""A folder's stamp changes when any of its files does."""

from pathlib import Path

Stamp = tuple[tuple[str, int, int], ...]


def stamp(folder: Path) -> Stamp:
    """Names, sizes and times of change of all files below; empty where there is no such folder."""
    found = []
    for file in sorted(folder.rglob("*")):
        try:
            facts = file.stat()
        except OSError:  # gone while we looked
            continue
        found.append((str(file), facts.st_size, facts.st_mtime_ns))
    return tuple(found)
