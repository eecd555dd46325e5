"""The whole configuration as one frozen value, with where it came from and what is doubtful in it."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pydantic import Field, PrivateAttr

from sikuwas_mail.config import building
from sikuwas_mail.config import kinds as k
from sikuwas_mail.config import sections as s
from sikuwas_mail.config.faults import Fault, Position, dotted
from sikuwas_mail.config.positions import KeyPath, place
from sikuwas_mail.core import calendar, desk, outgoing

_PACKAGE = Path(__file__).parent.parent
_SQLITE = "sqlite:///"


class Config(k.Section):
    """config.toml with environment, credentials and command line laid over it."""

    skema: Literal[1] = 1
    mode: Literal["uji", "langsung"] = "uji"
    alihkan_ke: k.AlamatAtauKosong = ""
    instansi: s.Instansi = Field(default_factory=s.Instansi)
    imap: s.Imap
    smtp: s.Smtp
    oauth2: s.Oauth2 = Field(default_factory=s.Oauth2)
    database: s.Database = Field(default_factory=s.Database)
    arsip: s.Arsip = Field(default_factory=s.Arsip)
    keamanan: s.Keamanan = Field(default_factory=s.Keamanan)
    surat: s.Surat = Field(default_factory=s.Surat)
    nomor: s.Nomor = Field(default_factory=s.Nomor)
    petugas: tuple[s.Petugas, ...] = ()
    pengganti: tuple[s.Pengganti, ...] = ()
    wilayah: tuple[s.Wilayah, ...] = ()
    pemohon: s.Pemohon = Field(default_factory=s.Pemohon)
    sop: s.Sop = Field(default_factory=s.Sop)
    kalender: s.Kalender = Field(default_factory=s.Kalender)
    dokumen: s.Dokumen = Field(default_factory=s.Dokumen)
    pengingat: s.Pengingat = Field(default_factory=s.Pengingat)
    tanda_tangan: s.TandaTangan = Field(default_factory=s.TandaTangan)
    rekap: s.Rekap = Field(default_factory=s.Rekap)
    papan: s.Papan = Field(default_factory=s.Papan)
    pemantauan: s.Pemantauan = Field(default_factory=s.Pemantauan)
    cadangan: s.Cadangan = Field(default_factory=s.Cadangan)

    _berkas: Path = PrivateAttr(default=Path("config.toml"))
    _asal: dict[str, str] = PrivateAttr(default_factory=dict)
    _tempat: dict[KeyPath, Position] = PrivateAttr(default_factory=dict)
    _peringatan: tuple[Fault, ...] = PrivateAttr(default=())

    @property
    def berkas(self) -> Path:
        """The file this was read from."""
        return self._berkas

    @property
    def folder(self) -> Path:
        """The folder that relative paths start from: that of the file."""
        return self._berkas.absolute().parent

    @property
    def asal(self) -> Mapping[str, str]:
        """Dotted key -> where its value came from; a key that is absent holds its default."""
        return self._asal

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """What is doubtful but not refused, each with its place; `doubts.dated` adds what depends on the day."""
        return self._peringatan

    def doubt(self, path: KeyPath, pesan: str) -> Fault:
        """A warning about a key, with its place in the file."""
        return Fault(self._berkas.name, place(self._tempat, path), dotted(path), pesan)

    def path(self, written: str) -> Path:
        """A path as written, against the folder of the file; `~` is the home folder."""
        return self.folder / Path(written).expanduser()

    @property
    def database_url(self) -> str:
        """The URL with a SQLite path made absolute; may hold a password, never log it."""
        url = self.database.url.get_secret_value()
        name = url.removeprefix(_SQLITE)
        if name == url or name in {"", ":memory:"}:
            return url
        return _SQLITE + str(self.path(name))

    @property
    def database_file(self) -> Path | None:
        """The SQLite file; None for PostgreSQL."""
        url = self.database_url
        return Path(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) else None

    @property
    def key_file(self) -> Path:
        """`keamanan.kunci_file`, else `sikuwas.kunci` beside the database (beside config.toml for PostgreSQL)."""
        if self.keamanan.kunci_file:
            return self.path(self.keamanan.kunci_file)
        beside = self.database_file
        return (beside.parent if beside else self.folder) / "sikuwas.kunci"

    @property
    def arsip_folder(self) -> Path:
        """Where finished documents are kept."""
        return self.path(self.arsip.folder)

    @property
    def cadangan_folder(self) -> Path:
        """Where backups are kept."""
        return self.path(self.cadangan.folder)

    @property
    def maks_lampiran_bita(self) -> int:
        """What the enclosures of one letter may weigh, in bytes."""
        return self.surat.maks_lampiran * 1_000_000

    @property
    def alamat(self) -> str:
        """The bot's own address."""
        return self.smtp.alamat

    @property
    def operator(self) -> str:
        """Who receives alarms: `pemantauan.operator`, else the first admin, else the rehearsal mailbox."""
        admins = [p.email for p in self.petugas if p.peran == "admin"]
        return next(iter([a for a in (self.pemantauan.operator, *admins, self.alihkan_ke) if a]), "")

    def missing_secrets(self) -> tuple[str, ...]:
        """Keys of passwords that a login needs and nobody gave."""
        wanted = [("imap.password", self.imap.auth, self.imap.user, self.imap.password)]
        wanted.append(("smtp.password", self.smtp.auth, self.smtp.user, self.smtp.password))
        return tuple(key for key, auth, user, secret in wanted if auth == "password" and user and secret is None)

    @property
    def templat_folder(self) -> Path:
        """`surat.templat_folder`, else `templates` beside config.toml, else those that ship with the package."""
        if self.surat.templat_folder:
            return self.path(self.surat.templat_folder)
        beside = self.folder / "templates"
        return beside if beside.is_dir() else shipped_templates()

    def warnings_at(self, hari: date) -> tuple[Fault, ...]:
        """All doubts on a day: `warnings`, and vacant offices, odd NIP, years without a decree."""
        from sikuwas_mail.config.doubts import dated

        return (*self.warnings, *dated(self, hari))

    def calendar(self) -> calendar.Calendar:
        """Working time of the office."""
        return building.make_calendar(self)

    def desk(
        self,
        now: datetime,
        keys: tuple[bytes, ...],
        urut_kasus: Mapping[int, int] | None = None,
        urut_naskah: Mapping[int, int] | None = None,
    ) -> desk.Desk:
        """The desk at `now`: keys newest first, the next case and document numbers by year."""
        return building.make_desk(self, now, keys, urut_kasus, urut_naskah)

    def kop(self) -> outgoing.Instansi:
        """The office as letterhead and footers print it."""
        return building.make_kop(self)

    def gaya(self) -> outgoing.GayaDokumen:
        """How documents look."""
        return building.make_gaya(self)


def shipped_templates() -> Path:
    """The templates of the package: inside it in a wheel, beside it in a working copy."""
    inside = _PACKAGE / "templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates"


def example_file() -> Path:
    """The commented example config.toml: inside the package in a wheel, beside it in a working copy."""
    inside = _PACKAGE / "config" / "contoh.toml"
    return inside if inside.is_file() else _PACKAGE.parent / "config.toml"
