"""What the holders of steps 3 to 8 decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sikuwas_mail.core.sop import Metode


@dataclass(frozen=True, slots=True)
class Diteruskan:
    """Step 3: passed to the Sekretaris."""

    catatan: str = ""


@dataclass(frozen=True, slots=True)
class DimintaLengkap:
    """Step 3: Admin asks the applicant for more."""

    butir: str


@dataclass(frozen=True, slots=True)
class Ditolak:
    """Step 3: refused."""

    alasan: str


@dataclass(frozen=True, slots=True)
class Diadukan:
    """Step 3: a complaint, handed to the SOP Penanganan Pengaduan Masyarakat."""

    alasan: str


@dataclass(frozen=True, slots=True)
class Didisposisikan:
    """Step 4: given to an Irban."""

    wilayah: str
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class Dikembalikan:
    """Step 4: returned to Admin."""

    alasan: str


@dataclass(frozen=True, slots=True)
class Ditugaskan:
    """Step 5: staff appointed; the session's facts as far as known."""

    tim: tuple[str, ...]
    jadwal: datetime | None = None
    metode: Metode | None = None
    tempat: str = ""
    arahan: str = ""
    sampaikan: bool = False


@dataclass(frozen=True, slots=True)
class Dialihkan:
    """Step 5: not this wilayah; back to the Sekretaris with a proposal."""

    wilayah: str
    alasan: str


@dataclass(frozen=True, slots=True)
class SiapDinyatakan:
    """Step 6: an appointed official is ready."""

    alamat: str


@dataclass(frozen=True, slots=True)
class Berhalangan:
    """Step 6: an appointed official cannot; the Irban appoints again."""

    alasan: str


@dataclass(frozen=True, slots=True)
class HasilDicatat:
    """Step 6: the minutes; keys of sop.LABEL_HASIL."""

    hasil: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LaporanDisetujui:
    """Step 7: the Irban reports to the Inspektur."""

    catatan: str = ""


@dataclass(frozen=True, slots=True)
class Diperbaiki:
    """Steps 7 and 8: returned for revision."""

    catatan: str


@dataclass(frozen=True, slots=True)
class LaporanDiterima:
    """Step 8: the Inspektur took the report and hands it over."""

    catatan: str = ""


@dataclass(frozen=True, slots=True)
class Diarsipkan:
    """Step 8: filed; the case is done."""

    berkas: str
    lokasi: str = ""


@dataclass(frozen=True, slots=True)
class Diurungkan:
    """The last decision was taken back."""

    keputusan: str
