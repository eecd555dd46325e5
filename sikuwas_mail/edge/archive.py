"""The archive: files named by their SHA-256, on the disk for good before `put` returns, never changed."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ENDING = re.compile(r"\.?[A-Za-z0-9]{1,10}")


class ArchiveUnavailable(Exception):
    """Disk full, I/O error, no permission: the same call may succeed later. `str()` is Indonesian."""

    exit_code = 75


class ArchiveCorrupt(Exception):
    """A file of the archive is not what its name says. `str()` is Indonesian."""

    exit_code = 1


class Archive:
    """A content-addressed folder: FOLDER/ab/cdef….eml."""

    def __init__(self, folder: Path) -> None:
        """The folder is made by the first `put`."""
        self.folder = folder

    def put(self, data: bytes, ending: str) -> str:
        """Store bytes; their SHA-256 in hex. `ending`: "eml", ".docx"…; the same bytes are stored once."""
        sha256 = hashlib.sha256(data).hexdigest()
        with self._guard():
            if not self._holds(sha256, data):
                self._write(self._place(sha256, ending), data)
        return sha256

    def get(self, sha256: str) -> bytes | None:
        """The bytes, checked; None when there are none of that name. Errors: ArchiveCorrupt, ArchiveUnavailable."""
        with self._guard():
            path = self.path(sha256)
            data = path.read_bytes() if path else None
        if data is not None and hashlib.sha256(data).hexdigest() != sha256:
            raise ArchiveCorrupt(f"Berkas arsip {path} rusak: isinya tidak sesuai dengan namanya.")
        return data

    def path(self, sha256: str) -> Path | None:
        """Where the file lies, or None."""
        if not _SHA256.fullmatch(sha256):
            return None
        return next(iter(sorted((self.folder / sha256[:2]).glob(f"{sha256[2:]}.*"))), None)

    def names(self, ending: str) -> Iterator[str]:
        """SHA-256 of every file of an ending, in hex."""
        with self._guard():
            for path in sorted(self.folder.glob(f"??/*.{ending}")):
                if not path.name.startswith("."):
                    yield _name(path)

    def damaged(self) -> Iterator[Path]:
        """Files whose bytes do not match their names; for `check` and after a restore."""
        with self._guard():
            for path in sorted(self.folder.glob("??/*")):
                if not path.name.startswith(".") and hashlib.sha256(path.read_bytes()).hexdigest() != _name(path):
                    yield path

    def _holds(self, sha256: str, data: bytes) -> bool:
        path = self.path(sha256)
        return path is not None and path.read_bytes() == data

    def _place(self, sha256: str, ending: str) -> Path:
        plain = ending.lstrip(".").lower() if _ENDING.fullmatch(ending) else "bin"
        return self.path(sha256) or self.folder / sha256[:2] / f"{sha256[2:]}.{plain}"

    def _write(self, path: Path, data: bytes) -> None:
        for folder in (self.folder, path.parent):
            _make(folder)
        descriptor, name = tempfile.mkstemp(prefix=".", dir=path.parent)  # readable by its owner alone
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync(path.parent)

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            raise ArchiveUnavailable(f"Arsip {self.folder} belum dapat dipakai: {fault.strerror}.") from fault


def _name(path: Path) -> str:
    return path.parent.name + path.name.partition(".")[0]


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _sync(folder.parent)


def _sync(folder: Path) -> None:
    """A new name is on the disk only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
