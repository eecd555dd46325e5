"""The key that tokens are derived from: made once, never shown, never silently replaced."""

import os
import secrets
import stat
from pathlib import Path

from sikuwas_mail.config.faults import KeyFault
from sikuwas_mail.config.model import Config

SHORTEST = 32  # bytes
_OTHERS = stat.S_IROTH | stat.S_IWOTH | stat.S_IWGRP


def read_keys(config: Config, letters_sent: bool) -> tuple[bytes, ...]:
    """The keys, newest first: the key file, then `<key file>.lama` while a rotation lasts.

    `letters_sent`: whether any letter ever left. Without one an absent file is made; after one its loss would make
    every answer on its way invalid, so that raises KeyFault, as do a short file and one that others may read.
    """
    file = config.key_file
    if not file.exists():
        if letters_sent:
            raise KeyFault(
                f"SKW-201 berkas kunci {file} tidak ada, padahal surat sudah pernah dikirim; pulihkan dari cadangan"
            )
        make_key(file)
    old = file.with_name(file.name + ".lama")
    return tuple(_checked(f) for f in (file, old) if f.exists())


def make_key(file: Path) -> None:
    """A new key of 64 random bytes, readable by the owner alone; an existing file is never touched."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        return
    except OSError as exc:
        raise KeyFault(f"SKW-202 berkas kunci {file} tidak dapat dibuat ({exc.strerror})") from exc
    with os.fdopen(handle, "wb") as out:
        out.write(secrets.token_bytes(2 * SHORTEST))


def _checked(file: Path) -> bytes:
    try:
        mode, key = file.stat().st_mode, file.read_bytes()
    except OSError as exc:
        raise KeyFault(f"SKW-203 berkas kunci {file} tidak dapat dibaca ({exc.strerror})") from exc
    if os.name == "posix" and mode & _OTHERS:
        raise KeyFault(f"SKW-204 berkas kunci {file} dapat dibaca atau diubah orang lain; jalankan chmod 600 {file}")
    if len(key) < SHORTEST:
        raise KeyFault(f"SKW-205 berkas kunci {file} terlalu pendek ({len(key)} bita); paling sedikit {SHORTEST} bita")
    return key
