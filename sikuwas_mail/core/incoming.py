"""The values that mail turns into before anything is decided; made by `reading`, judged by `trust` and `decide`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sikuwas_mail.core.sop import Jawaban, Metode


class Jenis(StrEnum):
    """Kind of an incoming mail, as `surat parse` names it."""

    PERMOHONAN = "permohonan"
    BALASAN = "balasan"
    OTOMATIS = "otomatis"
    PENTALAN = "pentalan"
    KALENDER = "kalender"
    TERUSAN = "terusan"
    ASING = "asing"


class Autentikasi(StrEnum):
    """What the trusted Authentication-Results header says of the sender's domain (RFC 8601)."""

    LULUS = "lulus"
    GAGAL = "gagal"
    TIDAK_ADA = "tidak_ada"


@dataclass(frozen=True, slots=True)
class Lampiran:
    """An attachment: file name as sent (cleaned), media type, decoded bytes."""

    nama: str
    tipe: str
    isi: bytes
    kode: str = ""  # the short code that is printed in it, where one was read
    tanda_tangan: str = ""  # what was found of its electronic signatures

    @property
    def ukuran(self) -> int:
        """Size in bytes."""
        return len(self.isi)


@dataclass(frozen=True, slots=True)
class Acuan:
    """One reference to a letter of ours found in a mail: where it stood, the ticket and the token it carries."""

    sumber: str  # "message-id" | "plus" | "ref" | "subjek"
    nomor: str  # ticket number, upper case, e.g. SKW-2026-0001
    token: str = ""  # empty for "subjek": the ticket number only routes


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a mail says of itself: addresses strictly parsed and lower-cased, references, marks of automation."""

    dari: tuple[str, ...]  # every mailbox of every From header; exactly one, or the mail is nobody's
    nama_dari: str = ""
    kepada: tuple[str, ...] = ()  # To
    tembusan: tuple[str, ...] = ()  # Cc
    balas_ke: tuple[str, ...] = ()  # Reply-To
    subjek: str = ""
    message_id: str = ""
    rujukan: tuple[str, ...] = ()  # In-Reply-To and References, newest first
    acuan: tuple[Acuan, ...] = ()
    autentikasi: Autentikasi = Autentikasi.TIDAK_ADA
    tanggal: datetime | None = None  # Date header, only for show
    sidik: str = ""  # SHA-256 of the whole mail, where it is kept


PENDAMPINGAN = "PENDAMPINGAN"  # as `Answer.wilayah` of ALIHKAN: not another Irban, but formal assistance


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reply means; `ragu` non-empty: it must be asked back, with that reason."""

    jawaban: Jawaban | None = None  # None: nothing was decided (thanks, small talk) or it is unclear
    isi: str = ""  # free text behind the word: reason, note, items
    ragu: str = ""
    persis: bool = False  # the first line was an exact command word
    wilayah: str = ""  # IRBAN III / ALIHKAN: IRBAN II -> "III" / "II"
    orang: tuple[str, ...] = ()  # addresses of the staff named, in the order named
    jadwal: datetime | None = None  # with zone
    jadwal_teks: str = ""  # as written, when no single date and time could be read
    metode: Metode | None = None
    tempat: str = ""
    arahan: str = ""
    sampaikan: bool = False  # the Irban lets the applicant read his guidance
    permohonan: Mapping[str, str] = field(default_factory=dict)  # keys of sop.LABEL_PERMOHONAN
    hasil: Mapping[str, str] = field(default_factory=dict)  # keys of sop.LABEL_HASIL
    survei: Mapping[str, int] = field(default_factory=dict)  # "U1".."U9" -> 1..4
    catatan: tuple[str, ...] = ()  # what could not be read in a clear answer, to be told to the sender


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A mail that opens a case; `permohonan` by the keys of sop.LABEL_PERMOHONAN."""

    envelope: Envelope
    permohonan: Mapping[str, str]
    teks: str = ""
    lampiran: tuple[Lampiran, ...] = ()
    kanal: str = "surel"  # "surel" | "daring" (the web application's notification)
    alasan: str = ""
    dijamin: bool = False  # Admin has said that this stray mail is a request


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a letter of ours, with its meaning."""

    envelope: Envelope
    answer: Answer
    teks: str = ""  # the new text only
    lampiran: tuple[Lampiran, ...] = ()
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class AutoReply:
    """An automatic mail: out of office, list, receipt; never a decision."""

    envelope: Envelope
    alasan: str = ""
    cuti: bool = False  # says its sender is absent
    cuti_sampai: date | None = None


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter that came back, or is delayed (RFC 3464)."""

    envelope: Envelope
    alasan: str = ""
    tertunda: bool = False
    penerima: tuple[str, ...] = ()
    status: str = ""  # e.g. 5.1.1
    message_id_asal: str = ""  # Message-ID of the letter that came back
    keterangan: str = ""


@dataclass(frozen=True, slots=True)
class CalendarReply:
    """An iTIP REPLY (RFC 5546): who accepted, declined or proposed another time."""

    envelope: Envelope
    uid: str
    peserta: str  # address of the attendee
    status: str  # ACCEPTED | DECLINED | TENTATIVE | COUNTER
    usulan: datetime | None = None
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class Forward:
    """A forwarded mail: never an answer."""

    envelope: Envelope
    teks: str = ""
    alasan: str = ""


@dataclass(frozen=True, slots=True)
class Stray:
    """A mail that fits nothing; a human must look."""

    envelope: Envelope
    teks: str = ""
    alasan: str = ""


Incoming = NewRequest | Reply | AutoReply | Bounce | CalendarReply | Forward | Stray
