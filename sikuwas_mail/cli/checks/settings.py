"""The configuration itself: what is set, what is doubtful, whether secrets and key are there."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sikuwas_mail.cli.checks.values import Finding, fail, ok, warn
from sikuwas_mail.config import Config, KeyFault, read_keys
from sikuwas_mail.config.faults import Fault

_HEAD = "SKW-001"


def told(kode: str, fault: Fault) -> Finding:
    """A doubt of the configuration as a finding."""
    where = fault.berkas if fault.tempat is None else f"{fault.berkas}:{fault.tempat.baris}:{fault.tempat.kolom}"
    return warn(kode, f"{fault.kunci}: {fault.pesan}", where)


def configuration(config: Config, _now: datetime) -> Iterator[Finding]:
    """The file was read without a fault; its doubts follow."""
    yield ok(_HEAD, "Konfigurasi terbaca tanpa kesalahan", str(config.berkas))
    for fault in config.warnings:
        about_secret = fault.kunci.endswith(("password", "password_file"))
        yield told("SKW-004" if about_secret else "SKW-002", fault)


def mode(config: Config, _now: datetime) -> Iterator[Finding]:
    """Rehearsal or for real."""
    if config.mode == "uji":
        yield ok("SKW-003", f"Mode uji: semua surel dikirim ke {config.alihkan_ke}")
    else:
        yield ok("SKW-003", "Mode langsung: surel dikirim kepada penerima sebenarnya")


def key(config: Config, letters_sent: bool) -> Iterator[Finding]:
    """The key file: sound, or not made yet and allowed to be."""
    file = config.key_file
    if not file.exists() and not letters_sent:
        yield from _may_be_made("SKW-010", "Berkas kunci belum ada; dibuat saat pertama dijalankan", file)
        return
    try:
        read_keys(config, letters_sent)
    except KeyFault as fault:
        kode, _, text = str(fault).partition(" ")
        what, _, how = text.partition("; ")
        yield fail(kode, what, str(file), how)
    else:
        yield ok("SKW-010", "Berkas kunci baik", str(file))


def archive(config: Config, _now: datetime) -> Iterator[Finding]:
    """The archive can be written."""
    yield from _may_be_made("SKW-071", "Folder arsip dapat ditulis", config.arsip_folder / "x")


def _may_be_made(kode: str, said: str, file: Path) -> Iterator[Finding]:
    """Whether a file could be made in its folder, which may have to be made itself."""
    folder = existing(file.parent)
    if os.access(folder, os.W_OK | os.X_OK):
        yield ok(kode, said, str(file.parent))
    else:
        yield fail(
            "SKW-072", f"Folder tidak dapat ditulis: {folder}", str(file.parent), "ubah pemilik atau hak aksesnya"
        )


def existing(folder: Path) -> Path:
    """The nearest folder above that is there."""
    return next((p for p in (folder, *folder.parents) if p.exists()), Path.cwd())
