"""What a superior or the Admin ordered outside the steps."""

from dataclasses import dataclass
from datetime import datetime

from sikuwas_mail.core.sop import Langkah


@dataclass(frozen=True, slots=True)
class Dihentikan:
    """Stopped by a superior, or cancelled by Admin."""

    alasan: str


@dataclass(frozen=True, slots=True)
class Ditunda:
    """All clocks of the case stand still, until `sampai` where a day was named."""

    alasan: str
    sampai: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dilanjutkan:
    """A case put off goes on; the time left to each task was kept."""


@dataclass(frozen=True, slots=True)
class Dipindah:
    """Admin moved the case to another wilayah."""

    wilayah: str
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class Diulang:
    """Admin put the case back to a step; what was open is closed."""

    ke: Langkah
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class Digabung:
    """Admin closed the case as a double of another."""

    ke: str
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class Dipulihkan:
    """Admin took the closing of a case back."""

    alasan: str = ""


@dataclass(frozen=True, slots=True)
class PerintahDijalankan:
    """A command of Admin's console was carried out, as he confirmed it; `sidik` is the preview's reference."""

    perintah: str
    sidik: str = ""
