"""The SOP "Pelaksanaan Layanan Sikuwas" (700/232/416-060/2023) as one table, read by all who need it."""

from dataclasses import dataclass
from enum import StrEnum


class Langkah(StrEnum):
    """The eight steps and the side task, as written in `langkah`, headers, config and template names."""

    PERMOHONAN = "permohonan"
    PENERIMAAN = "penerimaan"
    PENERUSAN = "penerusan"
    DISPOSISI = "disposisi"
    PENUGASAN = "penugasan"
    KONSULTASI = "konsultasi"
    PELAPORAN = "pelaporan"
    PENGARSIPAN = "pengarsipan"
    PERSIAPAN = "persiapan"


class Peran(StrEnum):
    """Who acts: the applicant and the roles of `[[petugas]]`."""

    PEMOHON = "pemohon"
    ADMIN = "admin"
    SEKRETARIS = "sekretaris"
    IRBAN = "irban"
    AUDITOR = "auditor"
    PPUPD = "ppupd"
    INSPEKTUR = "inspektur"


class Dokumen(StrEnum):
    """The six documents; the value names the template file in `templates/dokumen/`."""

    FORMULIR = "formulir-permohonan"
    DISPOSISI = "lembar-disposisi"
    SURAT_TUGAS = "surat-tugas"
    DAFTAR_HADIR = "daftar-hadir"
    BERITA_ACARA = "berita-acara"
    LAPORAN = "laporan"

    @property
    def judul(self) -> str:
        """The document's name as printed."""
        return _JUDUL[self]


_JUDUL = {
    Dokumen.FORMULIR: "Formulir Permohonan Konsultasi",
    Dokumen.DISPOSISI: "Lembar Disposisi",
    Dokumen.SURAT_TUGAS: "Surat Tugas",
    Dokumen.DAFTAR_HADIR: "Daftar Hadir",
    Dokumen.BERITA_ACARA: "Berita Acara Konsultasi",
    Dokumen.LAPORAN: "Laporan Hasil Layanan Konsultasi",
}


class Jawaban(StrEnum):
    """Every command word a reply may carry; the value is the word itself."""

    DATA = "DATA"  # the data asked for: labelled lines or the filled-in form, no word needed
    BATAL = "BATAL"
    TERUSKAN = "TERUSKAN"
    LENGKAPI = "LENGKAPI"
    TOLAK = "TOLAK"
    PENGADUAN = "PENGADUAN"
    SETUJU = "SETUJU"
    IRBAN = "IRBAN"
    KEMBALIKAN = "KEMBALIKAN"
    TUGASKAN = "TUGASKAN"
    ALIHKAN = "ALIHKAN"
    SIAP = "SIAP"
    BERHALANGAN = "BERHALANGAN"
    HASIL = "HASIL"
    LANJUT = "LANJUT"
    PERBAIKI = "PERBAIKI"
    TERIMA = "TERIMA"
    ARSIP = "ARSIP"
    HADIR = "HADIR"
    JADWAL = "JADWAL"
    SURVEI = "SURVEI"
    STATUS = "STATUS"
    BANTUAN = "BANTUAN"
    URUNGKAN = "URUNGKAN"
    TUNJUK = "TUNJUK"  # a superior, of a late task: somebody else is to do it
    PERPANJANG = "PERPANJANG"  # a superior, of a late task: until then
    HENTIKAN = "HENTIKAN"  # a superior, of a late task: the case ends
    NOMOR = "NOMOR"  # Admin, of a document that waits for its number; a word of no step
    YA = "YA"  # confirms what a letter of ours asked to confirm; a word of no step
    GABUNG = "GABUNG"  # Admin, of a stray mail: it belongs to a case
    BARU = "BARU"  # Admin, of a stray mail: it is a request
    ABAIKAN = "ABAIKAN"  # Admin, of a stray mail; a decider, of a decision that was not his


class Metode(StrEnum):
    """How the consultation is held (`metode_konsultasi`), apart from how it was asked for."""

    DARING = "daring"
    LURING = "luring"
    HIBRID = "hibrid"


class Sifat(StrEnum):
    """Urgency or confidentiality of a request."""

    BIASA = "biasa"
    SEGERA = "segera"
    SANGAT_SEGERA = "sangat segera"
    RAHASIA = "rahasia"


class Status(StrEnum):
    """Status of a case."""

    BERJALAN = "berjalan"
    MENUNGGU_PEMOHON = "menunggu_pemohon"
    SELESAI = "selesai"
    DITUTUP = "ditutup"


@dataclass(frozen=True, slots=True)
class Aturan:
    """One permitted answer of a step: the word, how it is written, what it does."""

    jawaban: Jawaban
    contoh: str  # how it is typed, a line that works as it stands where `wajib_isi` is false
    arti: str
    ke: Langkah | None = None  # the step that opens; None: the case stays where it is
    wajib_isi: bool = False  # the word alone is not enough


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of the SOP: who holds the step, for how long, what may be answered and what it yields."""

    nomor: int | None
    langkah: Langkah
    peran: tuple[Peran, ...]
    norma: int  # working minutes (Mutu Baku, Waktu)
    pembuka: str
    jawaban: tuple[Aturan, ...]
    keluaran: str
    dokumen: tuple[Dokumen, ...] = ()
    judul: str = ""

    @property
    def templat(self) -> str:
        """Name of the task letter in `templates/surat/`."""
        if self.langkah is Langkah.PENGARSIPAN:
            return f"tugas-{self.langkah}-{self.peran[0]}"
        return f"tugas-{self.langkah}"

    def aturan(self, jawaban: Jawaban) -> Aturan | None:
        """The rule for an answer, or None when this step does not take it."""
        return next((a for a in self.jawaban if a.jawaban is jawaban), None)


SOP: tuple[Baris, ...] = (
    Baris(
        1,
        Langkah.PERMOHONAN,
        (Peran.PEMOHON,),
        3,
        "surel ke kotak surat Inspektorat",
        (
            Aturan(Jawaban.DATA, "data yang diminta", "melengkapi permohonan", Langkah.PENERIMAAN),
            Aturan(Jawaban.BATAL, "BATAL: alasan", "membatalkan permohonan", wajib_isi=False),
        ),
        "permohonan terdaftar, tanda terima",
        judul="Pengajuan permohonan",
    ),
    Baris(
        2,
        Langkah.PENERIMAAN,
        (Peran.ADMIN,),
        5,
        "langkah 1",
        (),
        "Formulir Permohonan",
        (Dokumen.FORMULIR,),
        "Penerimaan permohonan",
    ),
    Baris(
        3,
        Langkah.PENERUSAN,
        (Peran.ADMIN,),
        10,
        "langkah 2",
        (
            Aturan(Jawaban.TERUSKAN, "TERUSKAN", "meneruskan permohonan kepada Sekretaris", Langkah.DISPOSISI),
            Aturan(
                Jawaban.LENGKAPI,
                "LENGKAPI: butir yang kurang",
                "meminta pemohon melengkapi butir tersebut",
                Langkah.PERMOHONAN,
                wajib_isi=True,
            ),
            Aturan(Jawaban.TOLAK, "TOLAK: alasan", "menolak permohonan", wajib_isi=True),
            Aturan(
                Jawaban.PENGADUAN,
                "PENGADUAN: alasan",
                "mengalihkan ke SOP Penanganan Pengaduan Masyarakat",
                wajib_isi=True,
            ),
        ),
        "Lembar Disposisi dibuka",
        (Dokumen.DISPOSISI,),
        "Penerusan kepada Sekretaris",
    ),
    Baris(
        4,
        Langkah.DISPOSISI,
        (Peran.SEKRETARIS,),
        10,
        "langkah 3",
        (
            Aturan(Jawaban.SETUJU, "SETUJU", "meneruskan kepada Irban yang diusulkan", Langkah.PENUGASAN),
            Aturan(
                Jawaban.IRBAN,
                "IRBAN III catatan",
                "meneruskan kepada Irban lain, dengan catatan",
                Langkah.PENUGASAN,
                wajib_isi=True,
            ),
            Aturan(
                Jawaban.KEMBALIKAN,
                "KEMBALIKAN: alasan",
                "mengembalikan kepada Admin",
                Langkah.PENERUSAN,
                wajib_isi=True,
            ),
        ),
        "Lembar Disposisi dengan instruksi",
        (Dokumen.DISPOSISI,),
        "Disposisi Sekretaris",
    ),
    Baris(
        5,
        Langkah.PENUGASAN,
        (Peran.IRBAN,),
        60,
        "langkah 4",
        (
            Aturan(
                Jawaban.TUGASKAN,
                "TUGASKAN: nama; nama",
                "menugaskan PPUPD/Auditor; baris JADWAL:, METODE:, TEMPAT:, ARAHAN: boleh menyusul",
                Langkah.KONSULTASI,
                wajib_isi=True,
            ),
            Aturan(
                Jawaban.ALIHKAN,
                "ALIHKAN: IRBAN II alasan",
                "mengembalikan kepada Sekretaris dengan usulan Irban lain",
                Langkah.DISPOSISI,
                wajib_isi=True,
            ),
            Aturan(
                Jawaban.ALIHKAN,
                "ALIHKAN: PENDAMPINGAN alasan",
                "mengalihkan satu paket pengadaan ke pendampingan dan menutup kasus",
                wajib_isi=True,
            ),
        ),
        "Surat Tugas; membuka persiapan; undangan",
        (Dokumen.SURAT_TUGAS,),
        "Telaah dan penugasan",
    ),
    Baris(
        6,
        Langkah.KONSULTASI,
        (Peran.AUDITOR, Peran.PPUPD),
        120,
        "Surat Tugas; waktu dihitung sejak sesi dimulai",
        (
            Aturan(Jawaban.SIAP, "SIAP", "menyatakan siap melaksanakan tugas"),
            Aturan(
                Jawaban.BERHALANGAN,
                "BERHALANGAN: alasan",
                "meminta Irban menunjuk pejabat lain",
                Langkah.PENUGASAN,
                wajib_isi=True,
            ),
            Aturan(
                Jawaban.HASIL,
                "HASIL",
                "menyampaikan hasil: baris berlabel atau Berita Acara terisi dilampirkan",
                Langkah.PELAPORAN,
                wajib_isi=True,
            ),
            Aturan(
                Jawaban.LANJUT,
                "LANJUT: tanggal jam",
                "menjadwalkan sesi berikutnya",
                wajib_isi=True,
            ),
            Aturan(
                Jawaban.JADWAL,
                "JADWAL: tanggal jam",
                "menetapkan atau mengubah jadwal sesi",
                wajib_isi=True,
            ),
        ),
        "Berita Acara Konsultasi, Daftar Hadir",
        (Dokumen.BERITA_ACARA, Dokumen.DAFTAR_HADIR),
        "Pelaksanaan konsultasi",
    ),
    Baris(
        7,
        Langkah.PELAPORAN,
        (Peran.IRBAN,),
        30,
        "langkah 6",
        (
            Aturan(Jawaban.SETUJU, "SETUJU", "menyampaikan laporan kepada Inspektur", Langkah.PENGARSIPAN),
            Aturan(
                Jawaban.PERBAIKI,
                "PERBAIKI: catatan",
                "mengembalikan kepada PPUPD/Auditor",
                Langkah.KONSULTASI,
                wajib_isi=True,
            ),
        ),
        "Laporan Hasil Layanan Konsultasi",
        (Dokumen.LAPORAN,),
        "Pelaporan kepada Inspektur",
    ),
    Baris(
        8,
        Langkah.PENGARSIPAN,
        (Peran.INSPEKTUR,),
        5,
        "langkah 7",
        (
            Aturan(
                Jawaban.TERIMA,
                "TERIMA",
                "menerima laporan dan menyerahkannya untuk diarsipkan",
                Langkah.PENGARSIPAN,
            ),
            Aturan(
                Jawaban.PERBAIKI,
                "PERBAIKI: catatan",
                "mengembalikan kepada Irban",
                Langkah.PELAPORAN,
                wajib_isi=True,
            ),
        ),
        "laporan diterima; Sekretaris diberi tahu",
        judul="Penerimaan laporan oleh Inspektur",
    ),
    Baris(
        8,
        Langkah.PENGARSIPAN,
        (Peran.ADMIN,),
        5,
        "laporan diterima Inspektur",
        (
            Aturan(
                Jawaban.ARSIP,
                "ARSIP: nomor berkas / lokasi",
                "mencatat arsip dan menutup kasus",
                wajib_isi=True,
            ),
        ),
        "Arsip; pemohon menerima Berita Acara dan survei",
        judul="Pengarsipan",
    ),
    Baris(
        None,
        Langkah.PERSIAPAN,
        (Peran.ADMIN,),
        30,
        "langkah 5",
        (Aturan(Jawaban.SIAP, "SIAP: tautan atau ruang", "menetapkan tautan atau ruang", wajib_isi=True),),
        "tautan atau ruang; undangan dikirim",
        judul="Persiapan tautan atau ruang",
    ),
)

# What the applicant may say in any open case besides the data of step 1, and what anyone may ask.
JAWABAN_PEMOHON: tuple[Aturan, ...] = (
    Aturan(Jawaban.HADIR, "HADIR", "menyatakan hadir pada sesi konsultasi"),
    Aturan(Jawaban.JADWAL, "JADWAL: usulan tanggal dan jam", "mengusulkan jadwal lain", wajib_isi=True),
    Aturan(Jawaban.BATAL, "BATAL: alasan", "membatalkan permohonan"),
    Aturan(Jawaban.SURVEI, "U1=4 U2=4 U3=4 U4=4 U5=4 U6=4 U7=4 U8=4 U9=4 saran: ...", "mengisi survei"),
)
JAWABAN_UMUM: tuple[Aturan, ...] = (
    Aturan(Jawaban.STATUS, "STATUS", "menanyakan keadaan kasus"),
    Aturan(Jawaban.BANTUAN, "BANTUAN", "meminta petunjuk"),
)
# What a superior may answer to an escalation, whatever the step.
JAWABAN_ESKALASI: tuple[Aturan, ...] = (
    Aturan(Jawaban.TUNJUK, "TUNJUK nama", "menunjuk pejabat lain untuk tugas ini", wajib_isi=True),
    Aturan(Jawaban.PERPANJANG, "PERPANJANG tanggal", "memperpanjang batas waktu tugas ini", wajib_isi=True),
    Aturan(Jawaban.HENTIKAN, "HENTIKAN: alasan", "menghentikan penanganan permohonan", wajib_isi=True),
)
URUNGKAN = Aturan(Jawaban.URUNGKAN, "URUNGKAN", "menarik kembali keputusan terakhir")
# Answers to questions that belong to no step: what they mean depends on the letter that asked.
YA = Aturan(Jawaban.YA, "YA", "membenarkan")
ABAIKAN = Aturan(Jawaban.ABAIKAN, "ABAIKAN", "tidak ada yang dilakukan")
PERSETUJUAN: tuple[Jawaban, ...] = (Jawaban.YA, Jawaban.GABUNG, Jawaban.BARU, Jawaban.ABAIKAN)


def baris(langkah: Langkah, peran: Peran | None = None) -> Baris:
    """The row of a step; `peran` tells the two holders of pengarsipan apart."""
    rows = [b for b in SOP if b.langkah is langkah]
    return next((b for b in rows if peran is None or peran in b.peran), rows[0])


def jawaban_atasan(langkah: Langkah) -> tuple[Aturan, ...]:
    """What a superior may answer about a task: the three of an escalation, of the consultation also its time."""
    time = baris(langkah).aturan(Jawaban.JADWAL)
    return (*JAWABAN_ESKALASI, time) if time else JAWABAN_ESKALASI


# Data a request must carry before step 2 (contract, section 2), in the order they are asked for.
DATA_WAJIB: tuple[str, ...] = (
    "nama",
    "nip",
    "perangkat_daerah",
    "jabatan",
    "nomor_hp",
    "topik",
    "uraian",
    "metode",
)
LABEL_PERMOHONAN: dict[str, str] = {
    "nama": "Nama",
    "nip": "NIP",
    "pangkat": "Pangkat/Golongan",
    "jabatan": "Jabatan",
    "perangkat_daerah": "Perangkat Daerah",
    "email": "Email",
    "nomor_hp": "Nomor HP",
    "topik": "Topik",
    "uraian": "Uraian",
    "pertanyaan": "Pertanyaan",
    "metode": "Metode",
    "usulan_jadwal": "Usulan jadwal",
    "sifat": "Sifat",
    "jumlah_peserta": "Jumlah peserta",
}
HASIL_WAJIB: tuple[str, ...] = ("permasalahan", "pembahasan", "saran")
LABEL_HASIL: dict[str, str] = {
    "tanggal": "TANGGAL",
    "tempat": "TEMPAT",
    "hadir": "HADIR",
    "permasalahan": "PERMASALAHAN",
    "data": "DATA",
    "pembahasan": "PEMBAHASAN",
    "saran": "SARAN",
    "kesepakatan": "KESEPAKATAN",
    "tindak_lanjut": "TINDAK LANJUT",
    "simpulan": "SIMPULAN",
}
