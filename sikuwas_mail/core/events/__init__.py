"""What can happen to a case: each line of the journal is one Event with one of these in it."""

from dataclasses import dataclass
from datetime import datetime

from sikuwas_mail.core.events.mails import (
    AlamatBermasalah,
    AliasDipelajari,
    AliasDiusulkan,
    BalasanDiabaikan,
    CutiDicatat,
    KeputusanDilepas,
    KeputusanDitahan,
    KlarifikasiDiminta,
    KunciDiputar,
    SurelDigabung,
)
from sikuwas_mail.core.events.orders import (
    Digabung,
    Dihentikan,
    Dilanjutkan,
    Dipindah,
    Dipulihkan,
    Ditunda,
    Diulang,
    PerintahDijalankan,
)
from sikuwas_mail.core.events.papers import BerkasDiterima, DokumenDisusun, NomorDibatalkan
from sikuwas_mail.core.events.requests import (
    DataDilengkapi,
    Dibatalkan,
    DibukaKembali,
    DitutupOtomatis,
    PermohonanDiterima,
    PermohonanMasuk,
    SurveiDiisi,
    TembusanDikirim,
)
from sikuwas_mail.core.events.sessions import (
    HadirDinyatakan,
    JadwalDitetapkan,
    JadwalDiusulkan,
    SesiDilanjutkan,
    TempatDitetapkan,
    UndanganDikirim,
)
from sikuwas_mail.core.events.steps import (
    Berhalangan,
    Diadukan,
    Dialihkan,
    Diarsipkan,
    Didisposisikan,
    Dikembalikan,
    DimintaLengkap,
    Diperbaiki,
    Diteruskan,
    Ditolak,
    Ditugaskan,
    Diurungkan,
    HasilDicatat,
    LaporanDisetujui,
    LaporanDiterima,
    SiapDinyatakan,
)
from sikuwas_mail.core.events.tasks import (
    Dieskalasi,
    Diingatkan,
    Ditunjuk,
    PemegangDiganti,
    TenggatDiubah,
    TimDiganti,
    TugasDibuka,
)
from sikuwas_mail.core.sop import Jawaban, Langkah

__all__ = [
    "AlamatBermasalah",
    "AliasDipelajari",
    "AliasDiusulkan",
    "BalasanDiabaikan",
    "Berhalangan",
    "BerkasDiterima",
    "CutiDicatat",
    "DataDilengkapi",
    "Diadukan",
    "Dialihkan",
    "Diarsipkan",
    "Dibatalkan",
    "DibukaKembali",
    "Didisposisikan",
    "Dieskalasi",
    "Digabung",
    "Dihentikan",
    "Diingatkan",
    "Dikembalikan",
    "Dilanjutkan",
    "DimintaLengkap",
    "Diperbaiki",
    "Dipindah",
    "Dipulihkan",
    "Diteruskan",
    "Ditolak",
    "Ditugaskan",
    "Ditunda",
    "Ditunjuk",
    "DitutupOtomatis",
    "Diulang",
    "Diurungkan",
    "DokumenDisusun",
    "Event",
    "HadirDinyatakan",
    "HasilDicatat",
    "Isi",
    "JAWABAN_PERISTIWA",
    "JadwalDitetapkan",
    "JadwalDiusulkan",
    "KeputusanDilepas",
    "KeputusanDitahan",
    "KlarifikasiDiminta",
    "KunciDiputar",
    "LaporanDisetujui",
    "LaporanDiterima",
    "NomorDibatalkan",
    "PemegangDiganti",
    "PerintahDijalankan",
    "PermohonanDiterima",
    "PermohonanMasuk",
    "SISTEM",
    "SesiDilanjutkan",
    "SiapDinyatakan",
    "SurelDigabung",
    "SurveiDiisi",
    "TembusanDikirim",
    "TempatDitetapkan",
    "TenggatDiubah",
    "TimDiganti",
    "TugasDibuka",
    "UndanganDikirim",
]

SISTEM = "sistem"

Isi = (
    PermohonanMasuk
    | DataDilengkapi
    | PermohonanDiterima
    | Diteruskan
    | DimintaLengkap
    | Ditolak
    | Diadukan
    | Dibatalkan
    | Didisposisikan
    | Dikembalikan
    | Ditugaskan
    | Dialihkan
    | TempatDitetapkan
    | JadwalDitetapkan
    | JadwalDiusulkan
    | UndanganDikirim
    | HadirDinyatakan
    | SiapDinyatakan
    | Berhalangan
    | SesiDilanjutkan
    | HasilDicatat
    | LaporanDisetujui
    | Diperbaiki
    | LaporanDiterima
    | Diarsipkan
    | TugasDibuka
    | TenggatDiubah
    | PemegangDiganti
    | Ditunjuk
    | TimDiganti
    | Dihentikan
    | Ditunda
    | Dilanjutkan
    | Dipindah
    | Diulang
    | Digabung
    | Dipulihkan
    | PerintahDijalankan
    | TembusanDikirim
    | DitutupOtomatis
    | DibukaKembali
    | DokumenDisusun
    | NomorDibatalkan
    | BerkasDiterima
    | Diingatkan
    | Dieskalasi
    | KlarifikasiDiminta
    | BalasanDiabaikan
    | KunciDiputar
    | KeputusanDitahan
    | KeputusanDilepas
    | SurelDigabung
    | AliasDiusulkan
    | AliasDipelajari
    | AlamatBermasalah
    | CutiDicatat
    | Diurungkan
    | SurveiDiisi
)

# Events by which a holder decides his task; each ends the task of the step it stands at.
JAWABAN_PERISTIWA: dict[type, Jawaban] = {
    Diteruskan: Jawaban.TERUSKAN,
    DimintaLengkap: Jawaban.LENGKAPI,
    Ditolak: Jawaban.TOLAK,
    Diadukan: Jawaban.PENGADUAN,
    Didisposisikan: Jawaban.IRBAN,
    Dikembalikan: Jawaban.KEMBALIKAN,
    Ditugaskan: Jawaban.TUGASKAN,
    Dialihkan: Jawaban.ALIHKAN,
    TempatDitetapkan: Jawaban.SIAP,
    Berhalangan: Jawaban.BERHALANGAN,
    HasilDicatat: Jawaban.HASIL,
    LaporanDisetujui: Jawaban.SETUJU,
    Diperbaiki: Jawaban.PERBAIKI,
    LaporanDiterima: Jawaban.TERIMA,
    Diarsipkan: Jawaban.ARSIP,
    Dihentikan: Jawaban.HENTIKAN,
}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal: when, at which step, who acted (an address or SISTEM), for whom, what."""

    waktu: datetime
    langkah: Langkah
    oleh: str
    isi: Isi
    atas_nama: str = ""

    @property
    def peristiwa(self) -> str:
        """Name of the event as the journal shows it."""
        return type(self.isi).__name__
