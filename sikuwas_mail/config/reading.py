"""The file itself: bytes to a tree with positions; a broken line is named and the rest is still read."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from sikuwas_mail.config.faults import AWAL, ConfigFaults, Fault, Position
from sikuwas_mail.config.positions import KeyPath, positions

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_MOST = 20
_SAYINGS = (
    ("Cannot overwrite a value", "kunci ini sudah diisi sebelumnya"),
    ("Cannot declare", "bagian ini sudah ada sebelumnya"),
    ("Cannot redefine", "kunci ini sudah diisi sebelumnya"),
    ("Cannot mutate", "bagian ini sudah ditutup sebelumnya"),
    ("Duplicate inline table key", "kunci ini ditulis dua kali"),
    ("Unterminated string", "tanda kutip penutup tidak ada"),
    ("Expected '='", 'sesudah kunci harus ada tanda "="'),
    ("Expected ']", "kurung siku penutup tidak ada"),
    ("Unclosed array", "kurung siku penutup daftar tidak ada"),
    ("Unclosed inline table", "kurung kurawal penutup tidak ada"),
    ("Invalid initial character for a key", "kunci tidak boleh diawali karakter ini"),
    ("Invalid value", "nilai tidak dikenal; teks ditulis dalam tanda kutip"),
    ("Expected newline or end of document", "satu baris hanya memuat satu nilai; teks ditulis dalam tanda kutip"),
    ("Unescaped '\\'", "garis miring terbalik ditulis dua kali (\\\\) atau pakai tanda kutip tunggal"),
    ("Invalid hex", "kode karakter tidak sah"),
    ("Illegal character", "karakter ini tidak diperbolehkan; teks ditulis dalam satu baris"),
    ("Invalid date", "tanggal tidak ada di kalender; bentuknya 2026-12-31"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """What could be read: values, the place of each key, and the lines that are no TOML."""

    values: dict[str, object]
    places: dict[KeyPath, Position]
    faults: list[Fault] = field(default_factory=list)


def read(path: Path) -> Document:
    """The document of a file; raises ConfigFaults where there is no text to read."""
    text = _text(path)
    faults: list[Fault] = []
    for _ in range(_MOST):
        try:
            values = tomllib.loads(text)
            return Document(values, positions(text), faults)
        except tomllib.TOMLDecodeError as exc:
            position = _position(str(exc), text)
            faults.append(Fault(path.name, position, "TOML", _said(str(exc))))
            rest = _without(text, position.baris)
            if rest is None:
                break
            text = rest
    return Document({}, {}, faults)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise _only(path, f"berkas {path} tidak ada; `sikuwas-mail init` membuatnya") from None
    except OSError as exc:
        raise _only(path, f"berkas {path} tidak dapat dibaca ({exc.strerror})") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = raw[: exc.start].count(b"\n") + 1
        column = exc.start - raw.rfind(b"\n", 0, exc.start)
        raise _only(path, "berkas harus disimpan sebagai UTF-8", Position(line, column)) from None
    return text.replace("\r\n", "\n")


def _only(path: Path, message: str, position: Position = AWAL) -> ConfigFaults:
    return ConfigFaults([Fault(path.name, position, "berkas", message)])


def _position(message: str, text: str) -> Position:
    found = _PLACE.search(message)
    if found:
        return Position(int(found[1]), int(found[2]))
    lines = text.rstrip("\n").split("\n")
    return Position(len(lines), len(lines[-1]) + 1)


def _said(message: str) -> str:
    reason = next((said for start, said in _SAYINGS if message.startswith(start)), "penulisan tidak sah")
    return f"bukan TOML yang sah: {reason}"


def _without(text: str, line: int) -> str | None:
    """The text with one line blanked; None where what follows could no longer be placed."""
    lines = text.split("\n")
    broken = lines[line - 1].lstrip()
    if not broken or broken.startswith(("[", "#")) or re.search(r'"""|\'\'\'|=\s*[\[{]\s*$', broken):
        return None
    lines[line - 1] = ""
    return "\n".join(lines)
