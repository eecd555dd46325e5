"""A finding: what was looked at, how it is, where, and how to mend it; each kind has its code."""

from dataclasses import dataclass
from enum import StrEnum


class Hasil(StrEnum):
    """How a check came out."""

    OK = "ok"
    PERINGATAN = "peringatan"
    SALAH = "salah"


TANDA = {Hasil.OK: "✓", Hasil.PERINGATAN: "!", Hasil.SALAH: "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `check`."""

    kode: str
    hasil: Hasil
    apa: str
    tempat: str = ""
    cara: str = ""

    def __str__(self) -> str:
        """The line a person reads."""
        where = f" ({self.tempat})" if self.tempat else ""
        how = f"\n    Perbaikan: {self.cara}" if self.cara else ""
        return f"{TANDA[self.hasil]} {self.kode} {self.apa}{where}{how}"


def ok(kode: str, apa: str, tempat: str = "") -> Finding:
    """All is well."""
    return Finding(kode, Hasil.OK, apa, tempat)


def warn(kode: str, apa: str, tempat: str = "", cara: str = "") -> Finding:
    """Doubtful; does not stop the service."""
    return Finding(kode, Hasil.PERINGATAN, apa, tempat, cara)


def fail(kode: str, apa: str, tempat: str = "", cara: str = "") -> Finding:
    """Must be mended first."""
    return Finding(kode, Hasil.SALAH, apa, tempat, cara)
