"""The session: time, place, invitation, attendance."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TempatDitetapkan:
    """Side task: link or room of the session."""

    tempat: str


@dataclass(frozen=True, slots=True)
class JadwalDitetapkan:
    """The session's time was set or moved."""

    jadwal: datetime


@dataclass(frozen=True, slots=True)
class JadwalDiusulkan:
    """The applicant proposes another time; `jadwal` where one could be read."""

    usulan: str
    jadwal: datetime | None = None


@dataclass(frozen=True, slots=True)
class UndanganDikirim:
    """An invitation left; `urutan` is the SEQUENCE of RFC 5545."""

    urutan: int


@dataclass(frozen=True, slots=True)
class HadirDinyatakan:
    """Someone confirmed attendance (`hadir`) or declined it."""

    alamat: str
    hadir: bool = True


@dataclass(frozen=True, slots=True)
class SesiDilanjutkan:
    """Step 6: one more session."""

    jadwal: datetime
