"""What the applicant brought, and how his case ended before a report."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PermohonanMasuk:
    """A request was registered."""

    nomor: str
    pemohon: str  # address letters go to
    permohonan: Mapping[str, str]
    kanal: str
    kekurangan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataDilengkapi:
    """The applicant sent more of the data asked for; `permohonan` is the whole record after it."""

    permohonan: Mapping[str, str]
    kekurangan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PermohonanDiterima:
    """Step 2: complete, received in Admin's name; `usulan` is the wilayah that holds the applicant's office."""

    usulan: str = ""


@dataclass(frozen=True, slots=True)
class Dibatalkan:
    """Withdrawn by the applicant."""

    alasan: str = ""


@dataclass(frozen=True, slots=True)
class DitutupOtomatis:
    """The applicant stayed silent; a reply opens the case again."""

    alasan: str


@dataclass(frozen=True, slots=True)
class DibukaKembali:
    """The applicant of a case closed for silence answered after all."""


@dataclass(frozen=True, slots=True)
class SurveiDiisi:
    """The applicant's survey: U1..U9 with 1..4, and a word of advice."""

    nilai: Mapping[str, int]
    saran: str = ""


@dataclass(frozen=True, slots=True)
class TembusanDikirim:
    """The Inspektur was told once that an urgent case is late."""

    kepada: str
