"""What mail told beside decisions: questions back, refused answers, held decisions, addresses."""

from dataclasses import dataclass
from datetime import datetime

from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.sop import Peran


@dataclass(frozen=True, slots=True)
class KlarifikasiDiminta:
    """A reply was not clear and was asked back; `sidik` tells its words from others'."""

    alamat: str
    alasan: str
    sidik: str = ""


@dataclass(frozen=True, slots=True)
class BalasanDiabaikan:
    """A reply came that decides nothing: stale, foreign, or from one who may not; `sidik` as above."""

    alamat: str
    alasan: str
    sidik: str = ""


@dataclass(frozen=True, slots=True)
class KunciDiputar:
    """A letter's token went through other hands; its person takes a fresh one ("": everybody of the task)."""

    peran: Peran
    ronde: int
    alamat: str = ""


@dataclass(frozen=True, slots=True)
class KeputusanDitahan:
    """A decision waits for its decider's YA (`token+konfirmasi`); `ke` counts those of the task."""

    peran: Peran
    ronde: int
    alamat: str
    jawaban: Answer
    sampai: datetime
    ke: int


@dataclass(frozen=True, slots=True)
class KeputusanDilepas:
    """A held decision was disowned by the one it was asked of."""

    peran: Peran
    ronde: int
    alamat: str


@dataclass(frozen=True, slots=True)
class SurelDigabung:
    """Admin laid a stray mail to this case; `sidik` is the SHA-256 of its bytes."""

    alamat: str
    sidik: str


@dataclass(frozen=True, slots=True)
class AliasDiusulkan:
    """Admin is asked whether an address belongs to somebody (`milik`: his registered address)."""

    alamat: str
    milik: str


@dataclass(frozen=True, slots=True)
class AliasDipelajari:
    """Admin confirmed it: from now on the address speaks for its owner."""

    alamat: str
    milik: str


@dataclass(frozen=True, slots=True)
class AlamatBermasalah:
    """A letter came back."""

    alamat: str
    status: str


@dataclass(frozen=True, slots=True)
class CutiDicatat:
    """An out-of-office mail: a fact, never a decision."""

    alamat: str
    keterangan: str
