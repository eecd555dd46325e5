"""The tables; nothing outside this room sees one. Nouns a clerk could point at are Indonesian."""

from datetime import datetime

from sqlalchemy import BigInteger, MetaData, Table
from sqlalchemy.orm import registry
from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from sikuwas_mail.edge.store.columns import Teks, Waktu

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = MetaData(naming_convention=_NAMES)


class Tabel(SQLModel, registry=registry(metadata=METADATA)):
    """Base of the tables of this program alone."""


class SuratMasuk(Tabel, table=True):
    """Inbox ledger: every message ever seen, with exactly one outcome. The raw bytes are in the archive."""

    __tablename__ = "surat_masuk"
    __table_args__ = (
        UniqueConstraint("akun", "folder", "uidvalidity", "uid"),
        Index(None, "kasus"),
        Index(None, "hasil"),
        Index(None, "diterima"),
        Index(None, "message_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    akun: str = Field(sa_type=Teks)
    folder: str = Field(sa_type=Teks)
    uidvalidity: int | None = Field(sa_type=BigInteger)  # 32 bits, unsigned
    uid: int | None = Field(sa_type=BigInteger)
    sha256: str = Field(unique=True)
    message_id: str = Field(sa_type=Teks)
    dari: str = Field(sa_type=Teks)
    subjek: str = Field(sa_type=Teks)
    jenis: str
    diterima: datetime = Field(sa_type=Waktu)
    hasil: str
    kasus: str
    alasan: str = Field(sa_type=Teks)


class Percobaan(Tabel, table=True):
    """Tries at a message that has no outcome yet; they count across restarts."""

    __tablename__ = "percobaan"
    sha256: str = Field(primary_key=True)
    jumlah: int
    pertama: datetime = Field(sa_type=Waktu)
    terakhir: datetime = Field(sa_type=Waktu)
    galat: str = Field(sa_type=Teks)


class Kasus(Tabel, table=True):
    """A case as lists show it; the journal is the truth, this row is drawn from it."""

    __tablename__ = "kasus"
    __table_args__ = (
        Index(None, "periksa", "nomor"),
        Index(None, "status", "tenggat"),
        Index(None, "tahun", "nomor_urut"),
        Index(None, "pemohon"),
    )
    nomor: str = Field(primary_key=True)
    tahun: int
    nomor_urut: int
    status: str
    langkah: str
    revisi: int
    pemohon: str = Field(sa_type=Teks)
    pemegang: str = Field(sa_type=Teks)  # addresses, one a line
    tenggat: datetime | None = Field(sa_type=Waktu)  # the earliest of the running clocks
    perangkat_daerah: str = Field(sa_type=Teks)
    topik: str = Field(sa_type=Teks)
    dibuka: datetime = Field(sa_type=Waktu)
    diperbarui: datetime = Field(sa_type=Waktu)
    periksa: datetime | None = Field(sa_type=Waktu)  # when a reminder or another clock may be due


class Peristiwa(Tabel, table=True):
    """The journal. `id` runs without a gap; `sidik` chains every row to all before it."""

    __tablename__ = "peristiwa"
    __table_args__ = (UniqueConstraint("kasus", "urut"),)
    id: int | None = Field(default=None, primary_key=True)
    kasus: str = Field(foreign_key="kasus.nomor")
    urut: int
    waktu: datetime = Field(sa_type=Waktu)
    langkah: str
    oleh: str = Field(sa_type=Teks)
    atas_nama: str = Field(sa_type=Teks)
    peristiwa: str
    isi: str = Field(sa_type=Teks)  # JSON, kept as text: the chain is over these very characters
    surat_masuk: int | None = Field(foreign_key="surat_masuk.id")
    sidik: str


class Tugas(Tabel, table=True):
    """A task of a case."""

    __tablename__ = "tugas"
    __table_args__ = (Index(None, "ditutup", "tenggat"),)
    kasus: str = Field(primary_key=True, foreign_key="kasus.nomor")
    langkah: str = Field(primary_key=True)
    peran: str = Field(primary_key=True)
    ronde: int = Field(primary_key=True)
    pemegang: str = Field(sa_type=Teks)  # addresses, one a line
    dibuka: datetime = Field(sa_type=Waktu)
    tenggat: datetime | None = Field(sa_type=Waktu)
    dijeda: str = Field(sa_type=Teks)
    ditutup: datetime | None = Field(sa_type=Waktu)


class Dokumen(Tabel, table=True):
    """A document: file name and fingerprint; the file is in the archive."""

    __tablename__ = "dokumen"
    __table_args__ = (UniqueConstraint("kasus", "jenis", "versi"),)
    id: int | None = Field(default=None, primary_key=True)
    kasus: str = Field(foreign_key="kasus.nomor")
    jenis: str
    nomor: str = Field(sa_type=Teks)
    versi: int
    berkas: str = Field(sa_type=Teks)
    sha256: str
    waktu: datetime = Field(sa_type=Waktu)


class NomorNaskah(Tabel, table=True):
    """Ledger of document numbers: gapless in a year, never used twice, not even when cancelled."""

    __tablename__ = "nomor_naskah"
    __table_args__ = (UniqueConstraint("tahun", "klasifikasi", "urut"), Index(None, "kasus", "nomor"))
    id: int | None = Field(default=None, primary_key=True)
    tahun: int
    klasifikasi: str
    urut: int
    nomor: str = Field(sa_type=Teks)
    kasus: str = Field(foreign_key="kasus.nomor")
    jenis: str
    versi: int
    keadaan: str  # dipakai | batal
    alasan: str = Field(sa_type=Teks)


class SuratKeluar(Tabel, table=True):
    """Outbox: final bytes, so that a resend is the same letter."""

    __tablename__ = "surat_keluar"
    __table_args__ = (
        UniqueConstraint("kasus", "kunci"),
        Index(None, "keadaan", "coba_lagi", "id"),
        Index(None, "kasus", "untuk"),
    )
    id: int | None = Field(default=None, primary_key=True)
    message_id: str = Field(unique=True)
    kunci: str
    kasus: str  # empty: a letter about no case
    jenis: str
    langkah: str
    kepada: str = Field(sa_type=Teks)
    untuk: str = Field(sa_type=Teks)
    subjek: str = Field(sa_type=Teks)
    thread_index: str
    dibuat: datetime = Field(sa_type=Waktu)
    keadaan: str
    percobaan: int
    coba_lagi: datetime = Field(sa_type=Waktu)
    diklaim: datetime | None = Field(sa_type=Waktu)  # claimed until
    ragu: bool  # an earlier try may have been accepted
    terkirim: datetime | None = Field(sa_type=Waktu)
    galat: str = Field(sa_type=Teks)
    raw: bytes  # last, so that lists need not read past it


class JawabanOtomatis(Tabel, table=True):
    """Automatic answers given, to keep their rate."""

    __tablename__ = "jawaban_otomatis"
    __table_args__ = (Index(None, "alamat", "jenis", "waktu"), Index(None, "waktu"))
    id: int | None = Field(default=None, primary_key=True)
    alamat: str = Field(sa_type=Teks)
    jenis: str
    waktu: datetime = Field(sa_type=Waktu)


class KeadaanSistem(Tabel, table=True):
    """What the program remembers of itself: heartbeat, alarms given, marks."""

    __tablename__ = "keadaan"
    kunci: str = Field(primary_key=True)
    nilai: str = Field(sa_type=Teks)  # JSON


class Sewa(Tabel, table=True):
    """A lease: who runs, until when."""

    __tablename__ = "sewa"
    nama: str = Field(primary_key=True)
    pemilik: str
    sampai: datetime = Field(sa_type=Waktu)


def _table(model: type[SQLModel]) -> Table:
    return METADATA.tables[str(model.__tablename__)]


surat_masuk = _table(SuratMasuk)
percobaan = _table(Percobaan)
kasus = _table(Kasus)
peristiwa = _table(Peristiwa)
tugas = _table(Tugas)
dokumen = _table(Dokumen)
nomor_naskah = _table(NomorNaskah)
surat_keluar = _table(SuratKeluar)
jawaban_otomatis = _table(JawabanOtomatis)
keadaan = _table(KeadaanSistem)
sewa = _table(Sewa)
