"""What goes into the store and comes out of it: frozen values, never rows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.events import Event
from sikuwas_mail.core.outgoing import JenisSurat, Outgoing
from sikuwas_mail.core.sop import Dokumen, Langkah, Status
from sikuwas_mail.edge.store.figures import KARANTINA as KARANTINA
from sikuwas_mail.edge.store.figures import Counts as Counts


class Keadaan(StrEnum):
    """Fate of a letter in the outbox."""

    MENUNGGU = "menunggu"
    TERKIRIM = "terkirim"
    GAGAL = "gagal"
    DITAHAN = "ditahan"


class Arah(StrEnum):
    """Direction of a letter in the dossier of a case."""

    MASUK = "masuk"
    KELUAR = "keluar"


# ── in ───────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class MasukBaru:
    """An incoming message with its one outcome; the raw bytes stand in the archive under `sha256`."""

    sha256: str
    diterima: datetime
    hasil: str
    akun: str = ""
    folder: str = ""
    uidvalidity: int | None = None
    uid: int | None = None
    message_id: str = ""
    dari: str = ""
    subjek: str = ""
    jenis: str = ""  # core.incoming.Jenis
    kasus: str = ""
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class DokumenBaru:
    """A finished document, already in the archive."""

    jenis: Dokumen
    versi: int
    berkas: str  # file name
    sha256: str
    nomor: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """All that one decision leaves behind; stored in one transaction or not at all."""

    waktu: datetime
    masuk: MasukBaru | None = None  # None: a tick of the clock
    ulang: int = 0  # id of the inbox row that is decided anew (`surat retry`); 0: a new row
    events: tuple[Event, ...] = ()
    case: Case | None = None  # the case after the events; without events: the case the letters are about
    periksa: datetime | None = None  # when the case must next be looked at; None: never, without events: as before
    dokumen: tuple[DokumenBaru, ...] = ()
    klasifikasi: str = ""  # ledger that document numbers are taken from
    surat: tuple[Outgoing, ...] = ()
    jawaban_otomatis: tuple[tuple[str, str], ...] = ()  # (address, kind) of automatic answers given

    @property
    def urut(self) -> int:
        """Events the case had when the decision was made."""
        return self.case.urut - len(self.events) if self.case else 0


# ── out ──────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Masuk:
    """A row of the inbox ledger."""

    id: int
    akun: str
    folder: str
    uidvalidity: int | None
    uid: int | None
    sha256: str
    message_id: str
    dari: str
    subjek: str
    jenis: str
    diterima: datetime
    hasil: str
    kasus: str
    alasan: str


@dataclass(frozen=True, slots=True)
class Queued:
    """A claimed letter; `ragu`: an earlier try may have been accepted, look before sending again."""

    id: int
    message_id: str
    kasus: str
    jenis: JenisSurat
    langkah: Langkah
    kepada: str
    untuk: str
    subjek: str
    raw: bytes
    dibuat: datetime
    percobaan: int  # this one included
    ragu: bool


@dataclass(frozen=True, slots=True)
class Keluar:
    """A row of the outbox, without its bytes."""

    id: int
    message_id: str
    kunci: str
    kasus: str
    jenis: JenisSurat
    langkah: Langkah
    kepada: str
    untuk: str
    subjek: str
    dibuat: datetime
    keadaan: Keadaan
    percobaan: int
    coba_lagi: datetime
    terkirim: datetime | None
    galat: str


@dataclass(frozen=True, slots=True)
class KasusRingkas:
    """A case in a list."""

    nomor: str
    status: Status
    langkah: Langkah
    revisi: int
    pemohon: str
    pemegang: tuple[str, ...]
    tenggat: datetime | None
    terlambat: bool
    perangkat_daerah: str
    topik: str
    dibuka: datetime
    diperbarui: datetime


@dataclass(frozen=True, slots=True)
class DokumenTersimpan:
    """A document of a case."""

    jenis: Dokumen
    nomor: str
    versi: int
    berkas: str
    sha256: str
    waktu: datetime


@dataclass(frozen=True, slots=True)
class Surat:
    """A letter in the dossier of a case; `id` is that of the inbox or outbox row."""

    arah: Arah
    id: int
    jenis: str
    message_id: str
    alamat: str
    waktu: datetime


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """The first row of the journal that is not what was written."""

    id: int
    kasus: str
    urut: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows ever made in the two ledgers of mail, and messages tried that have no outcome yet."""

    masuk: int
    keluar: int
    belum: int


@dataclass(frozen=True, slots=True)
class Step:
    """One decision of the journal: when, for which case, by which inbox row (0: a tick of the clock)."""

    waktu: datetime
    kasus: str
    masuk: int
