"""Commands of Admin's console: one value each, read from a mail, shown again before it is carried out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sikuwas_mail.core.sop import Langkah


class Kata(StrEnum):
    """The words of the console; the value is the word itself."""

    PINDAH = "PINDAH"
    GABUNG = "GABUNG"
    PISAH = "PISAH"
    ULANG = "ULANG"
    TUNDA = "TUNDA"
    LANJUTKAN = "LANJUTKAN"
    WAKIL = "WAKIL"
    CABUT_WAKIL = "CABUT WAKIL"
    BATALKAN = "BATALKAN"
    PULIHKAN = "PULIHKAN"
    KIRIM_ULANG = "KIRIM ULANG"
    STATUS = "STATUS"


BENTUK: dict[Kata, str] = {
    Kata.PINDAH: "PINDAH nomor IRBAN III: alasan (atau: PINDAH nomor nama: alasan)",
    Kata.GABUNG: "GABUNG nomor nomor-tujuan: alasan",
    Kata.PISAH: "PISAH nomor: alasan",
    Kata.ULANG: "ULANG nomor langkah: alasan",
    Kata.TUNDA: "TUNDA nomor tanggal: alasan (tanggal boleh tidak disebut)",
    Kata.LANJUTKAN: "LANJUTKAN nomor",
    Kata.WAKIL: "WAKIL pejabat oleh pengganti, tanggal - tanggal, dasar",
    Kata.CABUT_WAKIL: "CABUT WAKIL pejabat oleh pengganti",
    Kata.BATALKAN: "BATALKAN nomor: alasan",
    Kata.PULIHKAN: "PULIHKAN nomor: alasan",
    Kata.KIRIM_ULANG: "KIRIM ULANG nomor",
    Kata.STATUS: "STATUS nomor",
}


@dataclass(frozen=True, slots=True)
class Perintah:
    """One command; `ragu` non-empty: what it lacks, to be told to its writer."""

    kata: Kata
    nomor: str = ""  # ticket it is about
    tujuan: str = ""  # GABUNG: the other ticket
    langkah: Langkah | None = None  # ULANG
    wilayah: str = ""  # PINDAH to another Irban
    orang: str = ""  # PINDAH to a person; WAKIL: who stands in
    untuk: str = ""  # WAKIL: whose office
    sebagai: str = "Plh"
    mulai: date | None = None
    sampai: date | None = None
    dasar: str = ""
    alasan: str = ""
    ragu: str = ""

    @property
    def tentang_kasus(self) -> bool:
        """Whether it is about one case."""
        return self.kata not in (Kata.WAKIL, Kata.CABUT_WAKIL)
