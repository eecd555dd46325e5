"""The archive: files named by their SHA-256, on the disk for good before `put` returns, never changed."""

import hashlib
import os
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ENDING = re.compile(r"\.?[A-Za-z0-9]{1,10}")
_USUAL = ("eml", "docx", "pdf", "bin")  # looked for by name; a folder of thousands is not listed for them
_AT_ONCE = 8  # files on their way to the disk together: it writes them in one go


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
        self._batch = threading.local()  # .paths: of the thread that is inside `together`

    def put(self, data: bytes, ending: str) -> str:
        """Store bytes; their SHA-256 in hex. `ending`: "eml", ".docx"…; the same bytes are stored once."""
        sha256 = hashlib.sha256(data).hexdigest()
        with self._guard():
            path = self._usual(sha256, ending)
            if path is None or path.read_bytes() != data:
                path = path or self.folder / sha256[:2] / f"{sha256[2:]}.{_plain(ending)}"
                self._write(path, data)
            elif self._waiting is not None:
                self._waiting[path] = None  # of a batch that broke off: perhaps not on the disk yet
        return sha256

    @contextmanager
    def together(self) -> Iterator[None]:
        """What this thread puts inside is readable at once and on the disk for good when the block ends."""
        self._batch.paths = {}
        try:
            yield
            with self._guard():
                _sync_all(self._batch.paths)
        finally:
            self._batch.paths = None

    @property
    def _waiting(self) -> dict[Path, None] | None:
        waiting: dict[Path, None] | None = getattr(self._batch, "paths", None)
        return waiting

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
        usual = self._usual(sha256, "eml")
        return usual or next(iter(sorted((self.folder / sha256[:2]).glob(f"{sha256[2:]}.*"))), None)

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

    def _usual(self, sha256: str, ending: str) -> Path | None:
        """The file under a usual ending or this one."""
        folder, rest = self.folder / sha256[:2], sha256[2:]
        named = (folder / f"{rest}.{e}" for e in dict.fromkeys((_plain(ending), *_USUAL)))
        return next((path for path in named if path.exists()), None)

    def _write(self, path: Path, data: bytes) -> None:
        for folder in (self.folder, path.parent):
            _make(folder)
        descriptor, name = tempfile.mkstemp(prefix=".", dir=path.parent)  # readable by its owner alone
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                if self._waiting is None:
                    file.flush()
                    os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        if self._waiting is None:
            _sync(path.parent)
        else:
            self._waiting[path] = None

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            raise ArchiveUnavailable(f"Arsip {self.folder} belum dapat dipakai: {fault.strerror}.") from fault


def _name(path: Path) -> str:
    return path.parent.name + path.name.partition(".")[0]


def _plain(ending: str) -> str:
    return ending.lstrip(".").lower() if _ENDING.fullmatch(ending) else "bin"


def _sync_all(paths: Iterable[Path]) -> None:
    """Files first, then their folders."""
    files = list(paths)
    folders = list(dict.fromkeys(path.parent for path in files))
    if not files:
        return
    with ThreadPoolExecutor(min(_AT_ONCE, len(files))) as pool:
        for group in (files, folders):
            for _ in pool.map(_sync, group):
                pass


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _sync(folder.parent)


def _sync(path: Path) -> None:
    """A file, or a folder: a new name is on the disk only when its folder is."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
