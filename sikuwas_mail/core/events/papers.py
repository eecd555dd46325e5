"""Documents, numbers and returned files."""

from dataclasses import dataclass

from sikuwas_mail.core.sop import Dokumen


@dataclass(frozen=True, slots=True)
class DokumenDisusun:
    """A document was made."""

    jenis: Dokumen
    versi: int
    nomor: str = ""
    urut: int = 0  # running number in the year's ledger; 0 where the document carries none
    tahun: int = 0


@dataclass(frozen=True, slots=True)
class NomorDibatalkan:
    """A number of the ledger was cancelled; it is never used again."""

    nomor: str
    alasan: str


@dataclass(frozen=True, slots=True)
class BerkasDiterima:
    """A file came with a mail and was filed; `versi` 0: its kind is guessed by its name, or not known.

    `keadaan` says what is known of its signature: "belum diverifikasi" unless roots are configured.
    """

    alamat: str
    nama: str
    tipe: str
    sha256: str
    ukuran: int
    dokumen: Dokumen | None = None
    versi: int = 0
    keadaan: str = ""
