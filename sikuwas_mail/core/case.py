"""A case is the fold of its events: `evolve(case, event) -> case`; nothing else changes one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.sop import Dokumen, Jawaban, Langkah, Metode, Peran, Status

SISTEM = "sistem"


# ── what happened ────────────────────────────────────────────────────────────────────────────────
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
class Dibatalkan:
    """Withdrawn by the applicant."""

    alasan: str = ""


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
class SiapDinyatakan:
    """Step 6: an appointed official is ready."""

    alamat: str


@dataclass(frozen=True, slots=True)
class Berhalangan:
    """Step 6: an appointed official cannot; the Irban appoints again."""

    alasan: str


@dataclass(frozen=True, slots=True)
class SesiDilanjutkan:
    """Step 6: one more session."""

    jadwal: datetime


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


@dataclass(frozen=True, slots=True)
class TembusanDikirim:
    """The Inspektur was told once that an urgent case is late."""

    kepada: str


@dataclass(frozen=True, slots=True)
class DitutupOtomatis:
    """The applicant stayed silent; a reply opens the case again."""

    alasan: str


@dataclass(frozen=True, slots=True)
class DibukaKembali:
    """The applicant of a case closed for silence answered after all."""


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


@dataclass(frozen=True, slots=True)
class Diurungkan:
    """The last decision was taken back."""

    keputusan: str


@dataclass(frozen=True, slots=True)
class SurveiDiisi:
    """The applicant's survey: U1..U9 with 1..4, and a word of advice."""

    nilai: Mapping[str, int]
    saran: str = ""


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


# ── what a case is ───────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Ditahan:
    """A decision that waits for its decider's YA."""

    alamat: str
    jawaban: Answer
    sampai: datetime
    ke: int


@dataclass(frozen=True, slots=True)
class Tugas:
    """A task: one step on one desk, in its round (letters are keyed by case, step and round)."""

    langkah: Langkah
    peran: Peran
    pemegang: tuple[str, ...]  # addresses of the office's holders; a substitute acts in their stead
    ronde: int
    dibuka: datetime
    tenggat: datetime | None
    dijeda: str = ""
    ditutup: datetime | None = None
    diingatkan: int = 0
    dieskalasi: bool = False
    putaran: int = 0  # generation of its tokens
    kunci_sejak: datetime | None = None  # since when its tokens are what they are; None: since it was opened
    diputar: tuple[str, ...] = ()  # addresses whose own token was renewed, once for each time
    penerima: tuple[str, ...] = ()  # whom its letters went to last; () nobody
    mulai: datetime | None = None  # its clock counts from here ...
    norma: float = 0.0  # ... so many working minutes; 0: the deadline stands by itself
    ditunjuk: str = ""  # address of one named for this very task, in the office's stead
    jeda_semula: str = ""  # why its clock stood still before the whole case was put off
    ditahan: Ditahan | None = None

    @property
    def terbuka(self) -> bool:
        """Whether it still waits for an answer."""
        return self.ditutup is None


@dataclass(frozen=True, slots=True)
class Keputusan:
    """Who decided a task, when and how: what a late second answer is told."""

    langkah: Langkah
    peran: Peran
    ronde: int
    oleh: str
    atas_nama: str
    waktu: datetime
    peristiwa: str


@dataclass(frozen=True, slots=True)
class Sesi:
    """One session of the consultation."""

    urut: int
    jadwal: datetime | None = None
    tempat: str = ""
    undangan: int = -1  # SEQUENCE of the last invitation; -1: none left yet
    siap: tuple[str, ...] = ()
    hadir: tuple[str, ...] = ()
    tidak_hadir: tuple[str, ...] = ()  # who declined


@dataclass(frozen=True, slots=True)
class DokumenKasus:
    """A document of the case, one version."""

    jenis: Dokumen
    versi: int
    nomor: str
    waktu: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """One consultation, from the mail to the archive."""

    nomor: str
    dibuka: datetime
    pemohon: str
    permohonan: Mapping[str, str]
    kanal: str
    status: Status = Status.BERJALAN
    langkah: Langkah = Langkah.PERMOHONAN
    revisi: int = 0
    kekurangan: tuple[str, ...] = ()
    usulan: str = ""  # wilayah proposed
    wilayah: str = ""
    catatan_disposisi: str = ""
    tim: tuple[str, ...] = ()
    metode: Metode | None = None
    arahan: str = ""
    sampaikan: bool = False
    sesi: tuple[Sesi, ...] = ()
    jadwal_ulang: int = 0
    hasil: Mapping[str, str] = field(default_factory=dict)
    dokumen: tuple[DokumenKasus, ...] = ()
    nomor_batal: tuple[str, ...] = ()
    berkas: tuple[str, ...] = ()  # SHA-256 of the files that came and were filed
    arsip: str = ""
    survei: Mapping[str, int] = field(default_factory=dict)
    saran_survei: str = ""
    alasan_tutup: str = ""
    diminta: str = ""  # what Admin asked the applicant for, in his words
    ditutup_otomatis: bool = False
    catatan_revisi: str = ""
    tugas: tuple[Tugas, ...] = ()
    keputusan: tuple[Keputusan, ...] = ()
    alamat_bermasalah: tuple[str, ...] = ()
    alias: tuple[str, ...] = ()  # further addresses of the applicant, confirmed by Admin
    usul_alias: tuple[tuple[str, str], ...] = ()  # (address, whose) Admin is asked about
    ditanya: tuple[tuple[str, str, datetime], ...] = ()  # (address, words' fingerprint, when) of answers sent back
    ditunda: str = ""  # why the whole case stands still
    ditunda_sejak: datetime | None = None
    ditunda_sampai: datetime | None = None
    ditembusi: bool = False  # the Inspektur was told that this urgent case is late
    urut: int = 0  # events so far
    sebelumnya: "Case | None" = None  # the state before the last decision, for URUNGKAN

    @property
    def terbuka(self) -> bool:
        """Whether the case still runs."""
        return self.status in (Status.BERJALAN, Status.MENUNGGU_PEMOHON)

    @property
    def tugas_terbuka(self) -> tuple[Tugas, ...]:
        """The tasks that wait for an answer."""
        return tuple(t for t in self.tugas if t.terbuka)

    @property
    def sesi_kini(self) -> Sesi | None:
        """The session that is being prepared or held."""
        return self.sesi[-1] if self.sesi else None

    def tugas_pada(self, langkah: Langkah, peran: Peran | None = None) -> Tugas | None:
        """The open task of a step (and role), if any."""
        return next((t for t in self.tugas_terbuka if t.langkah is langkah and peran in (None, t.peran)), None)

    def dikenal(self, alamat: str) -> bool:
        """Whether an address takes part in this case: the applicant, a holder of any of its tasks, the team."""
        return alamat in (self.pemohon, *self.tim) or any(alamat in t.pemegang for t in self.tugas)

    def ronde_berikut(self, langkah: Langkah, peran: Peran) -> int:
        """The round that a task opened now would be; from 1."""
        return 1 + sum(t.langkah is langkah and t.peran is peran for t in self.tugas)

    def dokumen_terakhir(self, jenis: Dokumen) -> DokumenKasus | None:
        """The newest version of a document, if one was made."""
        return next((d for d in reversed(self.dokumen) if d.jenis is jenis), None)


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
