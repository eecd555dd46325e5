"""A restored office is whole or not there: everything is checked beside its place before it gets its name."""

import gzip
import hashlib
import os
import shutil
import tarfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from sikuwas_mail.config import Config, load
from sikuwas_mail.daemon.backup import DATABASE, SUMS, BackupFault, name_in_backup
from sikuwas_mail.edge.archive import Archive
from sikuwas_mail.edge.store import Store, StoreError, migrate

_BROKEN = (tarfile.TarError, EOFError, zlib.error, UnicodeDecodeError, ValueError)


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back; `catatan`: what the operator must still see to, in sentences."""

    folder: Path
    kasus: int
    surel: int
    surat: int
    berkas: int
    catatan: tuple[str, ...]


def restore(file: Path, to: Path) -> Restored:
    """Unpack a backup into an absent or empty folder, verified. Raises BackupFault; then nothing is left behind."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise BackupFault(f"{to} tidak kosong; pemulihan hanya ke folder yang kosong atau belum ada.")
    beside = to.absolute().parent / f".{to.absolute().name}.pulih"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        _unpack(file, beside)
        restored = _checked(beside, to)
        if to.exists():
            to.rmdir()
        beside.rename(to)
        return restored
    except _BROKEN as fault:
        raise BackupFault(f"Cadangan {file} rusak atau bukan cadangan: {fault}.") from fault
    except StoreError as fault:
        raise BackupFault(f"Basis data dalam cadangan {file} tidak dapat dipakai: {fault}") from fault
    except OSError as fault:
        raise BackupFault(f"Cadangan {file} tidak dapat dipulihkan: {fault.strerror or fault}.") from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _unpack(file: Path, folder: Path) -> None:
    with gzip.open(file) as packed:
        with tarfile.open(fileobj=packed, mode="r:") as pack:
            _write(file, pack, folder)
        while packed.read(1 << 20):  # to the end, where the sum of the whole stands
            pass
    _compare(file, folder)


def _write(file: Path, pack: tarfile.TarFile, folder: Path) -> None:
    for entry in pack:
        name = PurePosixPath(entry.name)
        if not entry.isreg() or name.is_absolute() or ".." in name.parts:
            raise BackupFault(f"Cadangan {file} memuat berkas yang tidak semestinya: {entry.name}.")
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        data = pack.extractfile(entry)
        handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as out:
            if data is not None:
                shutil.copyfileobj(data, out)
        os.utime(target, (entry.mtime, entry.mtime))


def _compare(file: Path, folder: Path) -> None:
    """Every file is listed, every listed file is there, every sum is right."""
    listed = folder / SUMS
    if not listed.is_file():
        raise BackupFault(f"Cadangan {file} tidak lengkap: daftar sidik {SUMS} tidak ada.")
    lines = [line.partition("  ") for line in listed.read_text("utf-8").splitlines()]
    sums = {name: digest for digest, _, name in lines}
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {SUMS}
    if found != set(sums):
        raise BackupFault(f"Cadangan {file} tidak lengkap: {', '.join(sorted(found ^ set(sums))[:5])}.")
    for name, expected in sums.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            raise BackupFault(f"Cadangan {file} rusak: isi {name} berubah sejak dicadangkan.")


def _checked(folder: Path, to: Path) -> Restored:
    """The database is sound, its journal unchanged, and each file it names is in the archive, intact."""
    config = load(folder / "config.toml", {})
    database = folder / name_in_backup(config, config.database_file or folder / DATABASE, DATABASE)
    url = f"sqlite:///{database}"
    migrate(url)
    store = Store.open(url)
    try:
        broken = store.verify_chain()
        if broken:
            raise BackupFault(f"Jurnal dalam cadangan berubah sejak peristiwa {broken.id} (kasus {broken.kasus}).")
        archive = Archive(folder / name_in_backup(config, config.arsip_folder, "data/arsip"))
        cases = store.list_cases(datetime.now(UTC))
        named = {m.sha256 for m in store.list_inbox()}
        named |= {d.sha256 for k in cases for d in store.documents(k.nomor)}
        _archive_whole(archive, named)
        return Restored(
            to, len(cases), len(store.list_inbox()), len(store.list_outbox()), len(named), _notes(config, to)
        )
    finally:
        store.close()


def _archive_whole(archive: Archive, named: set[str]) -> None:
    damaged = next(archive.damaged(), None)
    if damaged:
        raise BackupFault(f"Berkas arsip {damaged.name} dalam cadangan rusak.")
    missing = [sha for sha in sorted(named) if archive.path(sha) is None]
    if missing:
        raise BackupFault(f"{len(missing)} berkas arsip tidak ada dalam cadangan, antara lain {missing[0][:16]}.")


def _notes(config: Config, to: Path) -> tuple[str, ...]:
    """Paths of the configuration that still lead to the old place."""
    outside = []
    paths = (("database.url", config.database_file), ("arsip.folder", config.arsip_folder))
    for key, path in (*paths, ("keamanan.kunci_file", config.key_file)):
        if path is not None and not path.absolute().is_relative_to(config.folder):
            outside.append(f"{key} dalam config.toml menunjuk ke {path}; sesuaikan dengan {to} sebelum dijalankan.")
    return tuple(outside)
