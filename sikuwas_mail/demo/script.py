"""What the cast says: one table, from the letter a person gets to the words he answers with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import Langkah
from sikuwas_mail.demo import people
from sikuwas_mail.demo.people import alamat
from sikuwas_mail.demo.styles import Style

LURUS, BERLIKU = "lurus", "berliku"  # the two stories
CIRI = {LURUS: "hibah barang", BERLIKU: "bantuan sosial"}  # words by which a reader knows which case a letter is of


@dataclass(frozen=True, slots=True)
class Ucapan:
    """One thing said: by whom, on which letter, when, and the words.

    `nama` is said once in a story, however many letters would call for it (`ulang`: on every one). A letter counts only
    if all of `setelah` was said before it came; the words wait `tunda` seconds and until all of `menunggu` was said.
    Without `jenis` it opens the story as a new mail under `subjek`.
    """

    cerita: str
    nama: str
    pemain: str  # address
    teks: str
    jenis: tuple[JenisSurat, ...] = (JenisSurat.TUGAS,)
    langkah: Langkah | None = None
    setelah: tuple[str, ...] = ()
    menunggu: tuple[str, ...] = ()
    tunda: float = 0.0
    ulang: bool = False
    gaya: Style | None = None
    subjek: str = ""
    bila_perlu: bool = False  # answers a question that need not come


GAYA: dict[str, Style] = {
    people.PEMOHON_LENGKAP.email: Style.GMAIL,
    people.PEMOHON_RINGKAS.email: Style.SAMSUNG,
    alamat("admin"): Style.ZIMBRA,
    alamat("sekretaris"): Style.OUTLOOK,
    alamat("inspektur"): Style.IPHONE,
    alamat("irban2"): Style.THUNDERBIRD,
    alamat("irban3"): Style.ROUNDCUBE,
    alamat("rina"): Style.OUTLOOK_HTML,
    alamat("joko"): Style.BOTTOM,
    alamat("sekar"): Style.YAHOO,
    alamat("fajar"): Style.OUTLOOK_MOBILE,
    alamat("dewi"): Style.GMAIL,
}
SELESAI = (JenisSurat.PENUTUPAN, JenisSurat.SURVEI)


def script(sesi: date) -> tuple[Ucapan, ...]:
    """Both stories; `sesi` is the day the sessions are set for."""
    return (*_straight(sesi), *_winding(sesi))


def addresses(ucapan: tuple[Ucapan, ...]) -> tuple[str, ...]:
    """Everybody who has something to say, in order of appearance."""
    return tuple(dict.fromkeys(u.pemain for u in ucapan))


def _day(sesi: date) -> str:
    return format_date(sesi, "EEEE, d MMMM y", locale="id")


def _straight(sesi: date) -> Iterator[Ucapan]:
    pemohon = people.PEMOHON_LENGKAP.email
    yield Ucapan(
        LURUS, "mohon", pemohon, _request(sesi), jenis=(), subjek="Permohonan konsultasi pencatatan hibah barang"
    )
    yield Ucapan(LURUS, "teruskan", alamat("admin"), "TERUSKAN", langkah=Langkah.PENERUSAN)
    yield Ucapan(LURUS, "setuju", alamat("sekretaris"), "SETUJU", langkah=Langkah.DISPOSISI, gaya=Style.GMAIL_ANDROID)
    yield Ucapan(LURUS, "tugaskan", alamat("irban2"), _assignment(sesi), langkah=Langkah.PENUGASAN)
    yield Ucapan(
        LURUS, "siap-ruang", alamat("admin"), "SIAP: https://zoom.example/j/123", langkah=Langkah.PERSIAPAN, ulang=True
    )
    yield Ucapan(LURUS, "siap-rina", alamat("rina"), "Siap.", langkah=Langkah.KONSULTASI)
    yield Ucapan(LURUS, "siap-joko", alamat("joko"), "siap", langkah=Langkah.KONSULTASI)
    yield Ucapan(LURUS, "hadir", pemohon, "HADIR", jenis=(JenisSurat.UNDANGAN,), gaya=Style.GMAIL_ANDROID)
    yield Ucapan(
        LURUS,
        "hasil",
        alamat("rina"),
        MINUTES,
        langkah=Langkah.KONSULTASI,
        menunggu=("hadir", "siap-rina", "siap-joko"),
    )
    yield Ucapan(LURUS, "setuju-hasil", alamat("irban2"), "Setuju", langkah=Langkah.PELAPORAN)
    yield Ucapan(LURUS, "terima", alamat("inspektur"), "TERIMA", langkah=Langkah.PENGARSIPAN, gaya=Style.MAILTO)
    yield Ucapan(LURUS, "arsip", alamat("admin"), "ARSIP: 700/12/2026 / Lemari B rak 2", langkah=Langkah.PENGARSIPAN)
    survey = "U1=4 U2=4 U3=4 U4=4 U5=3 U6=4 U7=4 U8=4 U9=4 saran: sangat membantu, mohon dipertahankan"
    yield Ucapan(LURUS, "survei", pemohon, survey, jenis=SELESAI)


def _winding(sesi: date) -> Iterator[Ucapan]:
    yield from _winding_request()
    yield from _winding_officials(sesi)
    yield from _winding_session()
    yield from _winding_report()


def _winding_request() -> Iterator[Ucapan]:
    pemohon, missing = people.PEMOHON_RINGKAS.email, (JenisSurat.KELENGKAPAN,)
    yield Ucapan(BERLIKU, "mohon", pemohon, FREE_REQUEST, jenis=(), subjek="mohon konsultasi bantuan sosial", tunda=1.0)
    yield Ucapan(BERLIKU, "lengkapi", pemohon, SUPPLEMENT, jenis=missing)
    yield Ucapan(BERLIKU, "lengkapi-hp", pemohon, "No HP 0812-0000-0002", jenis=missing, setelah=("lengkapi",))


def _winding_officials(sesi: date) -> Iterator[Ucapan]:
    yield Ucapan(
        BERLIKU, "teruskan", alamat("admin"), "Lengkap, mohon diteruskan.\n\nTerima kasih", langkah=Langkah.PENERUSAN,
        gaya=Style.THUNDERBIRD,
    )  # fmt: skip
    yield Ucapan(
        BERLIKU, "teruskan-tegas", alamat("admin"), "TERUSKAN", jenis=(JenisSurat.KLARIFIKASI,), setelah=("teruskan",),
        bila_perlu=True,
    )  # fmt: skip
    sekretaris, note = alamat("sekretaris"), "IRBAN III\nMohon ditelaah, utamakan keabsahan data penerima."
    yield Ucapan(
        BERLIKU, "nanti", sekretaris, "terima kasih pak, nanti saya lihat", langkah=Langkah.DISPOSISI, gaya=Style.IPHONE
    )
    yield Ucapan(BERLIKU, "irban-iii", sekretaris, note, langkah=Langkah.DISPOSISI, menunggu=("nanti",), tunda=5.0)
    yield Ucapan(BERLIKU, "irban-iii", sekretaris, note, jenis=(JenisSurat.KLARIFIKASI,), menunggu=("nanti",))
    irban = alamat("irban3")
    yield Ucapan(BERLIKU, "tugaskan", irban, _team("Sekar; Fajar", sesi), langkah=Langkah.PENUGASAN)
    again = _team("Dewi Contoh; Fajar Contoh", sesi)
    yield Ucapan(BERLIKU, "tugaskan-lagi", irban, again, langkah=Langkah.PENUGASAN, setelah=("berhalangan",))


def _winding_session() -> Iterator[Ucapan]:
    step = Langkah.KONSULTASI
    away = "BERHALANGAN: sedang audit di desa sampai akhir pekan"
    yield Ucapan(BERLIKU, "berhalangan", alamat("sekar"), away, langkah=step)
    yield Ucapan(BERLIKU, "siap-fajar", alamat("fajar"), "Siap, laksanakan", langkah=step, setelah=("tugaskan-lagi",))
    yield Ucapan(BERLIKU, "siap-dewi", alamat("dewi"), "SIAP", langkah=step)
    room = "siap: Ruang Konsultasi Lantai 1"
    yield Ucapan(
        BERLIKU, "siap-ruang", alamat("admin"), room, langkah=Langkah.PERSIAPAN, menunggu=("tugaskan-lagi",), ulang=True
    )
    yield Ucapan(
        BERLIKU,
        "hadir",
        people.PEMOHON_RINGKAS.email,
        "Assalamu'alaikum,\nhadir",
        jenis=(JenisSurat.UNDANGAN,),
        ulang=True,
    )
    ready = ("hadir", "siap-fajar", "siap-dewi")
    yield Ucapan(BERLIKU, "hasil", alamat("dewi"), SHORT_MINUTES, langkah=step, menunggu=ready)
    yield Ucapan(BERLIKU, "hasil-lagi", alamat("dewi"), MENDED_MINUTES, langkah=step, setelah=("perbaiki",))


def _winding_report() -> Iterator[Ucapan]:
    irban, pemohon = alamat("irban3"), people.PEMOHON_RINGKAS.email
    returned = "PERBAIKI: saran belum menyebut penanggung jawab\ndan batas waktunya"
    yield Ucapan(BERLIKU, "perbaiki", irban, returned, langkah=Langkah.PELAPORAN)
    yield Ucapan(BERLIKU, "setuju-hasil", irban, "SETUJU", langkah=Langkah.PELAPORAN, setelah=("hasil-lagi",))
    taken = "Selamat siang,\n\nterima"
    yield Ucapan(BERLIKU, "terima", alamat("inspektur"), taken, langkah=Langkah.PENGARSIPAN)
    filed = "arsip: 700/13/2026 / Lemari B rak 3"
    yield Ucapan(BERLIKU, "arsip", alamat("admin"), filed, langkah=Langkah.PENGARSIPAN, gaya=Style.OUTLOOK_HTML)
    survey = "U1=4 U2=3 U3=3 U4=4 U5=4 U6=4 U7=4 U8=3 U9=4 saran: ruang konsultasi mohon diperluas"
    yield Ucapan(BERLIKU, "survei", pemohon, survey, jenis=SELESAI)


def _request(sesi: date) -> str:
    who = people.PEMOHON_LENGKAP
    return (
        "Yth. Inspektur,\n\nDengan hormat, kami mengajukan permohonan konsultasi sebagai berikut.\n\n"
        f"Nama: {who.nama}\nNIP: 198803142011012005\nPangkat/Golongan: Penata Tingkat I (III/d)\n"
        f"Jabatan: {who.jabatan}\nPerangkat Daerah: {who.perangkat_daerah}\nEmail: {who.email}\n"
        "Nomor HP: 0812-0000-0001\nTopik: Pencatatan hibah barang\n"
        "Uraian: Kami menerima hibah barang dari pemerintah provinsi, tetapi naskah perjanjiannya belum lengkap,\n"
        "sehingga ragu kapan dan dengan nilai berapa barang itu dicatat.\n"
        "Pertanyaan: Kapan hibah barang dicatat dan memakai nilai apa?\n"
        f"Metode: daring\nUsulan jadwal: {_day(sesi)} pukul 10.00\nSifat: biasa\nJumlah peserta: 3\n\n"
        "Atas perhatian Bapak/Ibu kami ucapkan terima kasih.\n"
    )


def _assignment(sesi: date) -> str:
    return (
        f"TUGASKAN: Rina Contoh; Joko Contoh\nJADWAL: {_day(sesi)} pukul 10.00 WIB\nMETODE: daring\n"
        "ARAHAN: pelajari ketentuan pencatatan hibah barang\ndan siapkan contoh jurnalnya"
    )


def _team(nama: str, sesi: date) -> str:
    plan = f"Jadwal: {sesi:%d/%m/%Y} jam 13.30\nMetode: luring\nArahan: telaah keputusan penetapan penerima"
    return f"Tugaskan: {nama}\n{plan}"


FREE_REQUEST = (
    "Assalamualaikum pak/bu, kami dari kecamatan mau konsultasi soal penyaluran bantuan sosial, "
    "apakah penerima boleh diganti kalau sudah pindah. Mohon petunjuk, terima kasih"
)
SUPPLEMENT = (
    f"Nama: {people.PEMOHON_RINGKAS.nama}\nNIP: 198601202010011003\nJabatan: {people.PEMOHON_RINGKAS.jabatan}\n"
    f"Perangkat Daerah: {people.PEMOHON_RINGKAS.perangkat_daerah}\nTopik: Penggantian penerima bantuan sosial\n"
    "Uraian: Sebagian penerima bantuan sosial sudah pindah,\nkami perlu kepastian cara menggantinya.\nMetode: luring"
)
MINUTES = (
    "HASIL\nPERMASALAHAN: hibah barang dari pemerintah provinsi belum dicatat karena naskah perjanjian belum lengkap.\n"
    "DATA: berita acara serah terima; daftar barang\n"
    "PEMBAHASAN: pencatatan mengikuti tanggal berita acara serah terima, bukan tanggal barang mulai dipakai.\n"
    "Nilai memakai harga perolehan; bila tidak diketahui, nilai wajar.\n"
    "SARAN: 1. lengkapi naskah perjanjian hibah\n2. catat barang pada semester berjalan\n"
    "KESEPAKATAN: dokumen dilengkapi dalam tujuh hari kerja\nTINDAK LANJUT: Subbidang Akuntansi\n"
    "SIMPULAN: hibah barang dapat dicatat setelah dokumennya lengkap"
)
SHORT_MINUTES = (
    "Hasil\nPermasalahan: penerima bantuan sosial sebagian sudah pindah.\n"
    "Pembahasan: penggantian penerima memerlukan musyawarah dan keputusan baru;\n"
    "data lama tetap disimpan sebagai bukti.\nSaran: lakukan verifikasi ulang penerima"
)
MENDED_MINUTES = (
    "HASIL\nPermasalahan: penerima bantuan sosial sebagian sudah pindah.\n"
    "Pembahasan: penggantian penerima memerlukan musyawarah dan keputusan baru;\n"
    "data lama tetap disimpan sebagai bukti.\n"
    "Saran: Seksi Kesejahteraan melakukan verifikasi ulang penerima\npaling lambat tiga puluh hari kerja.\n"
    "Simpulan: penerima dapat diganti melalui keputusan baru"
)
