"""Templates that were copied stay the office's own; what changed in the defaults since is reported, never laid over."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

DAFTAR = "bawaan.sha256"
_BAGIAN = ("surat", "dokumen")
_BARIS = re.compile(r"([0-9a-f]{64})  (\S.*)")


def fingerprints(folder: Path) -> dict[str, str]:
    """Relative name -> SHA-256 of every template below a folder."""
    files = (p for part in _BAGIAN for p in sorted((folder / part).glob("*.*")) if p.is_file())
    return {f"{p.parent.name}/{p.name}": sha256(p.read_bytes()).hexdigest() for p in files}


def write_manifest(copied: Path) -> None:
    """Note beside fresh copies what the defaults were when they were made."""
    lines = [f"{digest}  {name}\n" for name, digest in fingerprints(copied).items()]
    (copied / DAFTAR).write_text("".join(lines), encoding="utf-8", newline="\n")


def read_manifest(copied: Path) -> Mapping[str, str] | None:
    """The defaults as they were when copied; None where nobody noted them. Lines that are none are passed over."""
    try:
        text = (copied / DAFTAR).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found = (_BARIS.fullmatch(line.rstrip()) for line in text.splitlines())
    return {m[2]: m[1] for m in found if m}


def drift(copied: Path, shipped: Path) -> list[str]:
    """One line for each default that is not the one the copy was made from; empty where the copies are the defaults."""
    if copied.resolve() == shipped.resolve():
        return []
    return list(_drift(fingerprints(copied), read_manifest(copied), fingerprints(shipped)))


def _drift(own: Mapping[str, str], noted: Mapping[str, str] | None, now: Mapping[str, str]) -> Iterator[str]:
    for name, digest in now.items():
        mine, then = own.get(name), noted.get(name) if noted is not None else None
        if mine == digest or then == digest:
            continue
        if mine is None:
            yield f"{name}: templat bawaan yang belum ada dalam folder ini"
        elif noted is None:
            yield f"{name}: berbeda dari bawaan versi ini; asal salinan tidak tercatat ({DAFTAR} tidak ada)"
        elif mine == then:
            yield f"{name}: bawaan telah berubah; salinan ini belum pernah disunting dan aman diganti"
        else:
            yield f"{name}: bawaan telah berubah, sedangkan salinan ini telah disunting; mohon dibandingkan"
