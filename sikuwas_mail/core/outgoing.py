"""What a decision sends: letters and documents as values, before `paper` gives them their final bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sikuwas_mail.core.sop import Aturan, Dokumen, Langkah, Peran


class JenisSurat(StrEnum):
    """Kind of a letter, as in `X-Sikuwas-Jenis`."""

    TANDA_TERIMA = "tanda-terima"
    KELENGKAPAN = "kelengkapan"
    TUGAS = "tugas"
    TANDA_KEPUTUSAN = "tanda-keputusan"
    KLARIFIKASI = "klarifikasi"
    UNDANGAN = "undangan"
    PENGINGAT = "pengingat"
    ESKALASI = "eskalasi"
    PEMBERITAHUAN = "pemberitahuan"
    PENOLAKAN = "penolakan"
    PENUTUPAN = "penutupan"
    SURVEI = "survei"
    REKAP = "rekap"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Undangan:
    """An iTIP REQUEST or CANCEL (RFC 5546)."""

    uid: str
    urutan: int
    mulai: datetime
    selesai: datetime
    tempat: str
    judul: str
    peserta: tuple[tuple[str, str], ...]  # (name, address)
    batal: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one human. `kunci` is unique within the case and stable: no letter is queued twice."""

    jenis: JenisSurat
    templat: str  # file name in templates/surat/ without its ending
    kepada: str  # address
    nama: str
    sapaan: str  # "Yth. Bapak/Ibu Sekretaris"
    langkah: Langkah
    kunci: str
    token: str = ""
    jawaban: tuple[Aturan, ...] = ()  # the answers offered
    tenggat: datetime | None = None
    isi: Mapping[str, object] = field(default_factory=dict)  # what only this letter says
    lampiran: tuple[Dokumen, ...] = ()  # newest version of each, attached
    formulir: tuple[Dokumen, ...] = ()  # blank forms attached, to be filled in and sent back
    undangan: Undangan | None = None
    peran: Peran | None = None
    sebagai: str = ""  # "Plh. Sekretaris": the letter goes to a substitute
    kutip: str = ""  # Message-ID of the mail it answers
    nomor: str = ""  # what it is about, where that is no case: its answer is recognised by this and the token


@dataclass(frozen=True, slots=True)
class Paper:
    """One document to be made; its number stands already in the events."""

    jenis: Dokumen
    versi: int
    nomor: str = ""
    sementara: bool = False  # number still to be given by Admin (`nomor.mode = "manual"`)
    sesi: int = 0  # it is about this session; 0: about the latest


@dataclass(frozen=True, slots=True)
class Instansi:
    """The office as kop and footers print it (`[instansi]`)."""

    pemerintah: str
    nama: str
    alamat: str
    kota: str
    laman: str = ""
    pos_el: str = ""
    kode_pos: str = ""
    lambang: str = ""  # path of the emblem (PNG), empty: its place stays free
    salam: bool = False  # letters open with "Assalamu'alaikum Wr. Wb."


@dataclass(frozen=True, slots=True)
class GayaDokumen:
    """How documents look (`[dokumen]`)."""

    kertas: str = "F4"  # "F4" (215 x 330 mm) | "A4"
    huruf: str = "Arial"
    penandatangan_surat_tugas: Peran = Peran.IRBAN  # irban (a.n. Inspektur) | inspektur | sekretaris


@dataclass(frozen=True, slots=True)
class Berkas:
    """A finished file: name, media type, bytes."""

    nama: str
    tipe: str
    isi: bytes


@dataclass(frozen=True, slots=True)
class Utas:
    """The thread of one case with one person: earlier Message-IDs, oldest first, and Outlook's Thread-Index."""

    message_ids: tuple[str, ...] = ()
    thread_index: str = ""
    subjek: str = ""  # of the first letter: it stays though the topic be learnt or mended later


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A rendered letter: final bytes for the outbox; a resend is the same bytes."""

    message_id: str
    jenis: JenisSurat
    langkah: Langkah
    kepada: str  # where it goes (in `uji` the rehearsal mailbox)
    untuk: str  # whom it is meant for
    subjek: str
    raw: bytes
    thread_index: str = ""
    kunci: str = ""  # Letter.kunci


class TemplateFault(Exception):
    """A template of a letter or document cannot be used; `str()` names file, place and reason in Indonesian."""

    exit_code = 78  # of the command that met it
