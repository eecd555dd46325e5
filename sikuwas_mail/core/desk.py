"""The desk: a frozen snapshot of who holds which office, the calendar, the house rules, the next numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sikuwas_mail.core.calendar import Calendar
from sikuwas_mail.core.sop import Langkah, Peran, baris


@dataclass(frozen=True, slots=True)
class Petugas:
    """An official: dated data, never a constant. Addresses are lower case."""

    nama: str
    email: str
    peran: Peran
    nip: str = ""
    pangkat: str = ""
    jabatan: str = ""
    alias: tuple[str, ...] = ()
    wilayah: str = ""
    mulai: date | None = None
    sampai: date | None = None
    cadangan: str = ""  # second address for letters the first one returns
    mengaudit: tuple[str, ...] = ()  # offices he audited: he is not sent there to advise

    def aktif(self, hari: date) -> bool:
        """Whether the office is held on that day."""
        return (self.mulai is None or self.mulai <= hari) and (self.sampai is None or hari <= self.sampai)

    def beralamat(self, alamat: str) -> bool:
        """Whether an address is this person's."""
        return alamat.lower() in (self.email, *self.alias)


@dataclass(frozen=True, slots=True)
class Pengganti:
    """A dated substitute (Plh./Plt.)."""

    untuk: str
    oleh: str
    sebagai: str
    mulai: date
    sampai: date
    dasar: str = ""

    def aktif(self, hari: date) -> bool:
        """Whether the substitution holds on that day."""
        return self.mulai <= hari <= self.sampai


@dataclass(frozen=True, slots=True)
class PerangkatDaerah:
    """An office that may apply, with the names people use for it and the wilayah that holds it."""

    nama: str
    wilayah: str
    alias: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calon:
    """A case that a stray mail may belong to."""

    nomor: str
    pemohon: str
    nama: str = ""
    perangkat_daerah: str = ""


@dataclass(frozen=True, slots=True)
class Penomoran:
    """How nomor naskah are written, and the next one of this year."""

    pola: str = "{klasifikasi}/{urut}/{unit}/{tahun}"
    klasifikasi: str = "700"
    unit: str = "416-060"
    otomatis: bool = True
    berikut: Mapping[int, int] = field(default_factory=dict)  # year -> next running number
    mulai: int = 1  # the block reserved for this program begins here each year ...
    sampai: int = 0  # ... and ends here; 0: no end
    terpakai: frozenset[tuple[int, int]] = frozenset()  # (year, running number) given already


@dataclass(frozen=True, slots=True)
class Aturan:
    """The rules of the house that an operator may set."""

    domain_pemohon: tuple[str, ...] = ()
    domain_ditolak: tuple[str, ...] = ()
    kanal_online: tuple[str, ...] = ()
    pengingat: tuple[float, ...] = (1.0, 2.0)  # multiples of the norm
    eskalasi: float = 3.0
    ingat_pemohon: tuple[int, ...] = (2, 5)  # working days
    tutup_pemohon: int = 10  # working days
    masa_token: int = 180  # days a token stays valid
    kebijakan: Mapping[Langkah, str] = field(default_factory=dict)  # "token" | "token+lulus" | "token+konfirmasi"
    tanpa_hasil: Mapping[Langkah, str] = field(default_factory=dict)  # policy where a mail bears no result of tests
    masa_konfirmasi: int = 24  # hours a held decision waits for its YA
    sesi_menit: int = 120  # planned length of a session
    desa: str = "terima"  # "terima" | "tolak": requests of villages and their enterprises
    tembusan_desa: tuple[str, ...] = ()  # who is told of a village's request (Camat, DPMD)
    maks_tanda_terima: int = 20  # receipts to one address in an hour; beyond, Admin is asked
    maks_asing: int = 20  # questions to Admin about stray mail in an hour; beyond, one word that there are more
    maks_jawaban: int = 200  # other automatic answers to people without office in an hour


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a decision may know besides the case, the mail and the time."""

    petugas: tuple[Petugas, ...]
    kalender: Calendar
    kunci: tuple[bytes, ...]  # newest first; the second only verifies
    alamat: str  # the bot's own address
    kode_tiket: str = "SKW"
    pengganti: tuple[Pengganti, ...] = ()
    perangkat_daerah: tuple[PerangkatDaerah, ...] = ()
    norma: Mapping[Langkah, int] = field(default_factory=dict)
    penomoran: Penomoran = field(default_factory=Penomoran)
    aturan: Aturan = field(default_factory=Aturan)
    urut_kasus: Mapping[int, int] = field(default_factory=dict)  # year -> next case number
    terjawab: frozenset[tuple[str, str]] = frozenset()  # (address, kind) answered automatically within 24 hours
    tanda_terima_sejam: int = 0  # receipts that went to the sender in hand within the last hour
    jawaban_sejam: int = 0  # automatic answers to people without office within the last hour
    asing_sejam: int = 0  # questions to Admin about stray mail in the last hour
    calon: tuple[Calon, ...] = ()  # cases that the stray mail in hand may belong to
    alihkan_ke: str = ""  # rehearsal (`mode = "uji"`): this address may answer for whom a letter was meant

    def hari(self, saat: datetime) -> date:
        """The calendar day of an instant, where the office is."""
        return saat.astimezone(self.kalender.zona).date()

    def orang(self, alamat: str) -> Petugas | None:
        """The official an address belongs to, in office or not."""
        return next((p for p in self.petugas if p.beralamat(alamat)), None)

    def pejabat(self, peran: Peran, saat: datetime, wilayah: str = "") -> tuple[Petugas, ...]:
        """Who holds an office now; `wilayah` empty: of any."""
        hari = self.hari(saat)
        return tuple(p for p in self.petugas if p.peran is peran and p.aktif(hari) and wilayah in ("", p.wilayah))

    def pengganti_dari(self, alamat: str, saat: datetime) -> Pengganti | None:
        """The substitute of a holder now, if one is named."""
        hari = self.hari(saat)
        return next((g for g in self.pengganti if g.untuk == alamat and g.aktif(hari)), None)

    def norma_dari(self, langkah: Langkah, peran: Peran | None = None) -> int:
        """Working minutes of a step: the office's own, else the SOP's."""
        return self.norma.get(langkah, baris(langkah, peran).norma)

    def wilayah_dari(self, nama: str) -> str:
        """The wilayah that holds a perangkat daerah, by its name or an alias; "" when unknown."""
        office = self.perangkat_daerah_dari(nama)
        return office.wilayah if office else ""

    def perangkat_daerah_dari(self, nama: str) -> PerangkatDaerah | None:
        """The perangkat daerah of a written name."""
        wanted = _plain(nama)
        return next((p for p in self.perangkat_daerah if wanted in {_plain(n) for n in (p.nama, *p.alias)}), None)


def with_alias(desk: Desk, pairs: Iterable[tuple[str, str]]) -> Desk:
    """The desk with further addresses of officials, as (address, whose); one that is somebody's already stays his."""
    for alamat, milik in pairs:
        taken = desk.orang(alamat) is not None or alamat == desk.alamat
        people = tuple(
            replace(p, alias=(*p.alias, alamat)) if p.email == milik and not taken else p for p in desk.petugas
        )
        desk = replace(desk, petugas=people)
    return desk


def _plain(nama: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in nama.casefold()).split())
