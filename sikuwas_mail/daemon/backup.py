"""A backup is one file with all an office needs: database, archive, configuration, keys, templates, and checksums.

The database is copied first: the archive only grows, so whatever that copy names is among the files copied after it.
"""

import gzip
import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sikuwas_mail.config import Config
from sikuwas_mail.edge.store import Store

SUMS = "SHA256SUMS"
DATABASE = "data/sikuwas.db"
_NAME = "sikuwas-*.tar.gz"
_PARTIAL = ".sementara"


class BackupFault(Exception):
    """A backup cannot be made, or is not what it was when it was made. `str()` is Indonesian."""

    exit_code = 1


def make(config: Config, store: Store, now: datetime, to: Path | None = None) -> Path:
    """Write a backup into `to` (else `[cadangan] folder`) and keep the newest `simpan`; its path.

    May run beside the daemon. Raises StoreError, BackupFault.
    """
    if config.database_file is None:
        raise BackupFault("Basis data PostgreSQL dicadangkan dengan pg_dump; perintah ini hanya untuk SQLite.")
    folder = to or config.cadangan_folder
    local = now.astimezone(config.calendar().zona)
    file = folder / f"sikuwas-{local:%Y-%m-%d-%H%M%S}.tar.gz"
    copy, partial = folder / f"{file.name}.db", folder / (file.name + _PARTIAL)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store.backup(copy)
        _pack(partial, [(name_in_backup(config, config.database_file, DATABASE), copy), *_files(config, folder)])
        partial.replace(file)
        _sync(folder)
        if to is None:
            _forget_old(folder, config.cadangan.simpan)
    except OSError as fault:
        raise BackupFault(f"Cadangan {file} tidak dapat ditulis: {fault.strerror}.") from fault
    finally:
        for rest in (copy, partial):
            rest.unlink(missing_ok=True)
    return file


def name_in_backup(config: Config, path: Path, otherwise: str) -> str:
    """Where a file stands in the backup: as below the configuration's folder, else at its usual place."""
    whole, folder = path.absolute(), config.folder
    return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else otherwise


def _files(config: Config, backups: Path) -> Iterator[tuple[str, Path]]:
    """Everything but the database: (name in the backup, file)."""
    yield "config.toml", config.berkas
    key = config.key_file
    for file in (key, key.with_name(key.name + ".lama")):
        if file.exists():
            yield name_in_backup(config, file, f"data/{file.name}"), file
    for folder, usual in ((config.arsip_folder, "data/arsip"), (config.templat_folder, "templates")):
        for file in sorted(folder.rglob("*")):
            private = file.name.startswith(".") or file.is_relative_to(backups)
            if file.is_file() and not private:
                yield f"{name_in_backup(config, folder, usual)}/{file.relative_to(folder).as_posix()}", file


def _pack(target: Path, files: list[tuple[str, Path]]) -> None:
    sums = []
    handle = os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)  # passwords and keys are in it
    with os.fdopen(handle, "wb") as out:
        with (
            gzip.GzipFile(fileobj=out, mode="wb", compresslevel=6) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as pack,
        ):
            for name, file in files:
                data = file.read_bytes()
                sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
                _add(pack, name, data, file.stat().st_mtime)
            _add(pack, SUMS, "".join(sums).encode(), 0)
        out.flush()
        os.fsync(out.fileno())


def _add(pack: tarfile.TarFile, name: str, data: bytes, modified: float) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = len(data), int(modified), 0o600
    pack.addfile(entry, io.BytesIO(data))


def _forget_old(folder: Path, keep: int) -> None:
    for file in sorted(folder.glob(_NAME))[:-keep]:
        file.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
