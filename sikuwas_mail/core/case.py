"""A case as its events have made it; `core.evolve` folds them, nothing else changes one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.sop import Dokumen, Langkah, Metode, Peran, Status


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
