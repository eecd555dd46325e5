"""Tasks laid on desks, their clocks, reminders and escalations."""

from dataclasses import dataclass
from datetime import datetime

from sikuwas_mail.core.sop import Peran


@dataclass(frozen=True, slots=True)
class TugasDibuka:
    """A task was laid on someone's desk. `tenggat` None: the clock stands still, `dijeda` says why."""

    peran: Peran
    pemegang: tuple[str, ...]
    ronde: int
    tenggat: datetime | None
    dijeda: str = ""
    penerima: tuple[str, ...] = ()  # whom its letter went to: holders, or their substitutes
    mulai: datetime | None = None  # the clock counts from here ...
    norma: float = 0.0  # ... so many working minutes; 0: the deadline stands by itself


@dataclass(frozen=True, slots=True)
class TenggatDiubah:
    """The clock of an open task was started, stopped or moved; `mulai` and `norma` as in TugasDibuka."""

    peran: Peran
    tenggat: datetime | None
    dijeda: str = ""
    mulai: datetime | None = None
    norma: float = 0.0
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class PemegangDiganti:
    """An open task went to the office's present holders; `penerima`: whom its letters go to now, () nobody."""

    peran: Peran
    pemegang: tuple[str, ...]
    penerima: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Diingatkan:
    """A reminder left; `ke` counts those of this task."""

    peran: Peran
    ronde: int
    ke: int


@dataclass(frozen=True, slots=True)
class Dieskalasi:
    """The superior was told."""

    peran: Peran
    ronde: int
    kepada: str


@dataclass(frozen=True, slots=True)
class Ditunjuk:
    """A superior (or Admin) laid one open task on somebody's desk, in the office's stead."""

    peran: Peran
    ronde: int
    petugas: str
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class TimDiganti:
    """A superior appointed others for the consultation; a new Surat Tugas follows."""

    tim: tuple[str, ...]
    alasan: str = ""
