"""A decision in the making: events are folded in as they are recorded, so each letter sees the case as it will be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sikuwas_mail.core import events as c
from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Case, Tugas
from sikuwas_mail.core.desk import Desk, Pengganti, Petugas
from sikuwas_mail.core.events import SISTEM, Event
from sikuwas_mail.core.evolve import evolve
from sikuwas_mail.core.numbering import BERNOMOR, next_number, provisional
from sikuwas_mail.core.outgoing import JenisSurat, Letter, Paper
from sikuwas_mail.core.sop import Aturan, Dokumen, Langkah, Peran


class Hasil(StrEnum):
    """What became of an incoming mail: exactly one of these."""

    TERDAFTAR = "terdaftar"
    DILENGKAPI = "dilengkapi"
    DIPUTUSKAN = "diputuskan"
    DIURUNGKAN = "diurungkan"
    DICATAT = "dicatat"
    DIJAWAB = "dijawab"
    DITANYAKAN = "ditanyakan"
    USANG = "usang"
    TIDAK_BERHAK = "tidak-berhak"
    DITOLAK = "ditolak"
    TAMBAHAN = "tambahan"
    OTOMATIS = "otomatis"
    PENTALAN = "pentalan"
    KALENDER = "kalender"
    TERUSAN = "terusan"
    ASING = "asing"
    GANDA = "ganda"
    KARANTINA = "karantina"

    @property
    def perlu_dilihat(self) -> bool:
        """Whether a human must look: the mail goes to `folder_periksa`."""
        return self in _DILIHAT


_DILIHAT = (Hasil.TIDAK_BERHAK, Hasil.TAMBAHAN, Hasil.TERUSAN, Hasil.ASING, Hasil.KARANTINA)


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from a mail or a tick: the outcome, the journal's new lines, letters and documents."""

    hasil: Hasil
    alasan: str = ""
    case: Case | None = None  # after the events
    events: tuple[Event, ...] = ()
    letters: tuple[Letter, ...] = ()
    papers: tuple[Paper, ...] = ()
    otomatis: tuple[tuple[str, str], ...] = ()  # (address, kind) of answers to people who hold no office


class Draft:
    """Collects what a decision consists of; lives for one call of `decide`."""

    def __init__(self, case: Case | None, desk: Desk, now: datetime, kutip: str = "") -> None:
        """`kutip`: Message-ID of the mail in hand."""
        self._case = case
        self.desk = desk
        self.now = now
        self.kutip = kutip
        self.surat = kutip or now.isoformat()  # tells the answers to one mail from those to another
        self._events: list[Event] = []
        self._letters: list[Letter] = []
        self._papers: list[Paper] = []
        self._automatic: list[tuple[str, str]] = []
        self._taken = 0

    @property
    def case(self) -> Case:
        """The case with all events so far."""
        if self._case is None:
            raise LookupError("belum ada kasus")
        return self._case

    def record(self, langkah: Langkah, oleh: str, isi: c.Isi, atas_nama: str = "") -> None:
        """Add a line to the journal."""
        event = Event(self.now, langkah, oleh, isi, atas_nama)
        self._case = evolve(self._case, event)
        self._events.append(event)

    def paper(self, jenis: Dokumen, langkah: Langkah, sesi: int = 0) -> None:
        """Make the next version of a document; a revision keeps its number unless that was cancelled.

        `sesi`: of which session, where it is not the latest.
        """
        last = self.case.dokumen_terakhir(jenis)
        versi = last.versi + 1 if last else 1
        nomor, urut, tahun = "", 0, 0
        if last and last.nomor and last.nomor not in self.case.nomor_batal:
            nomor = last.nomor
        elif jenis in BERNOMOR:
            nomor, urut, tahun = next_number(self.desk, self.now, self._taken)
            self._taken += 1 if urut else 0
        self.record(langkah, SISTEM, c.DokumenDisusun(jenis, versi, nomor, urut, tahun))
        self._papers.append(Paper(jenis, versi, nomor, sementara=provisional(nomor), sesi=sesi))

    def number(self, jenis: Dokumen, langkah: Langkah, oleh: str, nomor: str, urut: int, tahun: int) -> None:
        """Make the next version of a document under a number that `oleh` gave it."""
        last = self.case.dokumen_terakhir(jenis)
        versi = last.versi + 1 if last else 1
        self.record(langkah, oleh, c.DokumenDisusun(jenis, versi, nomor, urut, tahun))
        self._papers.append(Paper(jenis, versi, nomor))

    def cancel_numbers(self, langkah: Langkah, jenis: tuple[Dokumen, ...], alasan: str) -> None:
        """Cancel the live numbers of these documents; cancelled numbers are never used again."""
        for kind in jenis:
            last = self.case.dokumen_terakhir(kind)
            if last and last.nomor and not provisional(last.nomor) and last.nomor not in self.case.nomor_batal:
                self.record(langkah, SISTEM, c.NomorDibatalkan(last.nomor, alasan))

    def send(self, letter: Letter) -> None:
        """Queue a letter."""
        self._letters.append(letter)

    def answer_once(self, letter: Letter) -> bool:
        """Queue an answer to someone without office: at most one of a kind in 24 hours, and not too many in all."""
        key = (letter.kepada, str(letter.jenis))
        if key in self.desk.terjawab or key in self._automatic:
            return False
        if self.desk.jawaban_sejam >= self.desk.aturan.maks_jawaban:
            return False
        self._automatic.append(key)
        self.send(letter)
        return True

    def count(self, alamat: str, jenis: str) -> None:
        """Remember that an automatic answer of a kind was given to an address."""
        self._automatic.append((alamat, jenis))

    def to_official(
        self,
        orang: Petugas,
        jenis: JenisSurat,
        templat: str,
        kunci: str,
        *,
        langkah: Langkah | None = None,
        tugas: Tugas | None = None,
        jawaban: tuple[Aturan, ...] = (),
        isi: Mapping[str, object] | None = None,
        lampiran: tuple[Dokumen, ...] = (),
        formulir: tuple[Dokumen, ...] = (),
        sebagai: Pengganti | None = None,
        token: str = "",
    ) -> None:
        """A letter to an official; with a task it carries that task's token, else one that decides nothing.

        `token`: another than either.
        """
        key = self.desk.kunci[0]
        nomor = self._case.nomor if self._case else ""
        if token:
            pass
        elif tugas:
            token = trust.token(key, nomor, tugas, orang.email)
        else:
            token = trust.token_kabar(key, nomor, orang.email) if nomor else ""
        self.send(
            Letter(
                jenis,
                templat,
                orang.email,
                orang.nama,
                greeting(orang, sebagai),
                langkah or (tugas.langkah if tugas else self._langkah()),
                kunci,
                token,
                jawaban,
                tugas.tenggat if tugas and tugas.terbuka else None,
                isi or {},
                lampiran,
                formulir,
                peran=tugas.peran if tugas else orang.peran,
                sebagai=f"{sebagai.sebagai}. {self._office(sebagai)}" if sebagai else "",
            )
        )

    def to_applicant(
        self,
        jenis: JenisSurat,
        templat: str,
        kunci: str,
        *,
        langkah: Langkah | None = None,
        jawaban: tuple[Aturan, ...] = (),
        isi: Mapping[str, object] | None = None,
        lampiran: tuple[Dokumen, ...] = (),
        formulir: tuple[Dokumen, ...] = (),
        once: bool = False,
        counted: bool = False,
        tenggat: datetime | None = None,
    ) -> bool:
        """A letter to the applicant; `once`: an automatic answer, one of a kind in 24 hours; `counted`: remembered."""
        case = self.case
        nama = case.permohonan.get("nama", "")
        letter = Letter(
            jenis,
            templat,
            case.pemohon,
            nama,
            f"Yth. Bapak/Ibu {nama}".rstrip(),
            langkah or case.langkah,
            kunci,
            trust.token_pemohon(self.desk.kunci[0], case.nomor, case.pemohon),
            jawaban,
            tenggat,
            isi or {},
            lampiran,
            formulir,
            peran=Peran.PEMOHON,
            kutip=self.kutip if once else "",
        )
        if once:
            return self.answer_once(letter)
        if counted:
            self._automatic.append((letter.kepada, str(letter.jenis)))
        self.send(letter)
        return True

    def done(self, hasil: Hasil, alasan: str = "") -> Decision:
        """Close the draft."""
        return Decision(
            hasil,
            alasan,
            self._case,
            tuple(self._events),
            tuple(self._letters),
            tuple(self._papers),
            tuple(self._automatic),
        )

    def _langkah(self) -> Langkah:
        return self._case.langkah if self._case else Langkah.PERMOHONAN

    def _office(self, stand_in: Pengganti) -> str:
        holder = self.desk.orang(stand_in.untuk)
        return (holder.jabatan or holder.peran) if holder else ""


def greeting(orang: Petugas, sebagai: Pengganti | None = None) -> str:
    """The salutation of a letter: by office where one person holds it, else (team, substitutes) by name."""
    by_office = orang.jabatan and not sebagai and orang.peran not in trust.TIM
    return f"Yth. Bapak/Ibu {orang.jabatan if by_office else orang.nama}"
