"""The cases that are played: every answer of every step in the forms people write it, and what must come of it."""

from dataclasses import dataclass

from contract.desk import HASIL, PEMOHON, TUGASKAN

Jawaban = tuple[str, str, str]  # who, what, the step or kind of the letter that is answered

TERUSKAN = ("admin", "TERUSKAN", "penerusan")
DISPOSISI = ("sekretaris", "SETUJU", "disposisi")
TUGAS = ("irban2", TUGASKAN, "penugasan")
SIAP_RUANG = ("admin", "SIAP: https://rapat.example/1", "persiapan")
SIAP = ("rina", "SIAP", "konsultasi")
HASILNYA = ("rina", HASIL, "konsultasi")
LAPOR = ("irban2", "SETUJU", "pelaporan")
TERIMA = ("inspektur", "TERIMA", "pengarsipan")
ARSIP = ("admin", "ARSIP: 700/12 / Rak 3", "pengarsipan")
TABEL = (
    "<p>TUGASKAN: Rina; Joko</p><table><tr><td>Metode</td><td>daring</td></tr>"
    "<tr><td>Jadwal</td><td>Kamis, 26 November 2026 10.00</td></tr></table>"
)
KE_IRBAN = (TERUSKAN, DISPOSISI)
KE_AUDITOR = (*KE_IRBAN, TUGAS)
KE_LAPORAN = (*KE_AUDITOR, SIAP_RUANG, HASILNYA)
KE_INSPEKTUR = (*KE_LAPORAN, LAPOR)
KE_ARSIP = (*KE_INSPEKTUR, TERIMA)


@dataclass(frozen=True, slots=True)
class Lakon:
    """A case by its answers, and what must then be true of it."""

    nama: str
    jawaban: tuple[Jawaban, ...]
    terbuka: str = ""  # the open steps, separated by spaces
    status: str = "berjalan"
    ada: tuple[str, ...] = ()  # events that must be in the journal
    tiada: tuple[str, ...] = ()  # events that must not


def _sama(
    nama: str, awal: tuple[Jawaban, ...], oleh: tuple[str, str], teks: dict[str, str], **lain: str
) -> list[Lakon]:
    """The same outcome for several wordings of one answer."""
    dari, langkah = oleh
    return [Lakon(f"{nama}: {k}", (*awal, (dari, isi, langkah)), **lain) for k, isi in teks.items()]  # type: ignore[arg-type]


def _bentuk(kata: str, *hanya: str) -> dict[str, str]:
    """An answer as people type it (or `hanya` these ways): exactly, small, with a full stop, greeted and signed."""
    semua = {
        "persis": kata,
        "huruf kecil": kata.lower(),
        "titik": f"{kata.lower()}.",
        "salam": f"Yth. Bapak/Ibu,\nAssalamu'alaikum Wr. Wb.\n\n{kata.capitalize()}\n\nTerima kasih.\nHormat kami",
    }
    return {k: v for k, v in semua.items() if not hanya or k in hanya}


LAKON = [
    *_sama("penerusan TERUSKAN", (), ("admin", "penerusan"), _bentuk("TERUSKAN"), terbuka="disposisi"),
    *_sama(
        "penerusan LENGKAPI",
        (),
        ("admin", "penerusan"),
        {
            "persis": "LENGKAPI: surat pengantar",
            "kecil": "lengkapi: surat pengantar dan NIP.",
            "baris": "LENGKAPI:\n- surat pengantar\n- nomor rekening",
        },
        status="menunggu_pemohon",
    ),
    *_sama(
        "penerusan TOLAK",
        (),
        ("admin", "penerusan"),
        {
            "persis": "TOLAK: bukan kewenangan Inspektorat",
            "kecil": "tolak: bukan kewenangan.",
            "salam": "Dengan hormat,\n\nTOLAK: bukan kewenangan kami",
        },
        status="ditutup",
    ),
    *_sama(
        "penerusan PENGADUAN",
        (),
        ("admin", "penerusan"),
        {"persis": "PENGADUAN: laporan dugaan penyimpangan", "kecil": "pengaduan: laporan warga."},
        status="ditutup",
    ),
    *_sama(
        "disposisi SETUJU",
        (TERUSKAN,),
        ("sekretaris", "disposisi"),
        _bentuk("SETUJU", "huruf kecil", "titik", "salam"),
        terbuka="penugasan",
    ),
    *_sama(
        "disposisi IRBAN",
        (TERUSKAN,),
        ("sekretaris", "disposisi"),
        {
            "romawi": "IRBAN III\nMohon ditelaah dengan saksama",
            "kecil": "irban iii",
            "angka": "Irban 3, mohon ditelaah",
            "titik": "IRBAN III.",
            "wilayah": "IRBAN WILAYAH III mohon ditelaah",
        },
        terbuka="penugasan",
    ),
    *_sama(
        "disposisi KEMBALIKAN",
        (TERUSKAN,),
        ("sekretaris", "disposisi"),
        {"persis": "KEMBALIKAN: data kurang jelas", "kecil": "kembalikan: data kurang jelas."},
        terbuka="penerusan",
    ),
    *_sama(
        "penugasan TUGASKAN",
        KE_IRBAN,
        ("irban2", "penugasan"),
        {
            "urutan lain": "Tugaskan: Joko Contoh\narahan: pelajari dulu,\n  lalu bahas bersama\nmetode: Daring\n"
            "jadwal: 26/11/2026 jam 10.00",
            "satu nama": "TUGASKAN: Rina",
            "dan": "tugaskan: Bu Rina dan Pak Joko\nJADWAL: 26 Nov 2026 pukul 10.00\nMETODE: luring\nTEMPAT: Aula",
            "baris": "TUGASKAN:\n- Rina Contoh\n- Joko Contoh",
            "tabel": TABEL,
        },
        terbuka="konsultasi persiapan",
    ),
    *_sama(
        "penugasan ALIHKAN",
        KE_IRBAN,
        ("irban2", "penugasan"),
        {"persis": "ALIHKAN: IRBAN III bukan wilayah kami", "kecil": "alihkan: irban 3, dinas kesehatan."},
        terbuka="disposisi",
    ),
    *_sama(
        "konsultasi SIAP",
        KE_AUDITOR,
        ("rina", "konsultasi"),
        _bentuk("SIAP", "salam"),
        terbuka="konsultasi persiapan",
    ),
    *_sama(
        "konsultasi BERHALANGAN",
        KE_AUDITOR,
        ("rina", "konsultasi"),
        {"kecil": "berhalangan: sedang audit di Desa X."},
        terbuka="penugasan persiapan",
    ),
    *_sama(
        "konsultasi HASIL",
        (*KE_AUDITOR, SIAP_RUANG),
        ("rina", "konsultasi"),
        {
            "urutan lain": "hasil\nSaran: catat sebagai aset\nPembahasan: dibahas\n  berbaris\n\n  dan satu alinea\n"
            "Tindak lanjut: dicatat\nPermasalahan: hibah\nKesepakatan: sepakat\nHadir: Laras; Rina\nTanggal: 26-11-26",
            "titik dua": "HASIL:\nPERMASALAHAN : a b\nPEMBAHASAN : c d\nSARAN : e f\nSIMPULAN : g h\nTEMPAT : Zoom",
        },
        terbuka="pelaporan",
    ),
    *_sama(
        "konsultasi LANJUT",
        (*KE_AUDITOR, SIAP_RUANG),
        ("rina", "konsultasi"),
        {"persis": "LANJUT: Senin, 30 November 2026 jam 09.00"},
        terbuka="konsultasi persiapan",
    ),
    *_sama("pelaporan SETUJU", KE_LAPORAN, ("irban2", "pelaporan"), _bentuk("SETUJU", "salam"), terbuka="pengarsipan"),
    *_sama(
        "pelaporan PERBAIKI",
        KE_LAPORAN,
        ("irban2", "pelaporan"),
        {"kecil": "perbaiki: saran kurang lengkap."},
        terbuka="konsultasi",
    ),
    *_sama(
        "pengarsipan TERIMA",
        KE_INSPEKTUR,
        ("inspektur", "pengarsipan"),
        _bentuk("TERIMA", "titik", "salam"),
        terbuka="pengarsipan",
    ),
    *_sama(
        "pengarsipan PERBAIKI",
        KE_INSPEKTUR,
        ("inspektur", "pengarsipan"),
        {"kecil": "perbaiki: simpulan kurang."},
        terbuka="pelaporan",
    ),
    *_sama(
        "pengarsipan ARSIP",
        KE_ARSIP,
        ("admin", "pengarsipan"),
        {"garis": "Arsip: 700/12-2026 / Rak 3, map biru"},
        status="selesai",
    ),
    *(
        Lakon(
            f"BATAL pada langkah {i + 1}",
            (*KE_ARSIP[:i], (PEMOHON, "BATAL: sudah terjawab", "tanda-terima")),
            status="ditutup",
        )
        for i in (0, 1, 2, 3, 6)
    ),
    Lakon(
        "PERBAIKI dua kali, lalu selesai",
        (
            *KE_LAPORAN,
            ("irban2", "PERBAIKI: saran", "pelaporan"),
            HASILNYA,
            LAPOR,
            ("inspektur", "PERBAIKI: simpulan", "pengarsipan"),
            LAPOR,
            TERIMA,
            ARSIP,
        ),
        status="selesai",
    ),
    Lakon(
        "BERHALANGAN, lalu pejabat lain sampai selesai",
        (
            *KE_IRBAN,
            ("irban2", "TUGASKAN: Rina\nJADWAL: 26/11/2026 10.00", "penugasan"),
            ("rina", "BERHALANGAN: audit", "konsultasi"),
            ("irban2", "TUGASKAN: Joko\nJADWAL: 26/11/2026 13.00", "penugasan"),
            ("joko", HASIL, "konsultasi"),
            LAPOR,
            TERIMA,
            ARSIP,
        ),
        status="selesai",
    ),
    Lakon(
        "ALIHKAN, lalu Irban lain",
        (
            *KE_IRBAN,
            ("irban2", "ALIHKAN: IRBAN III bukan wilayah kami", "penugasan"),
            ("sekretaris", "IRBAN III", "disposisi"),
            ("irban3", "TUGASKAN: Sekar", "penugasan"),
        ),
        terbuka="konsultasi persiapan",
    ),
    Lakon(
        "LENGKAPI dijawab, lalu diteruskan",
        (
            ("admin", "LENGKAPI: surat pengantar", "penerusan"),
            (PEMOHON, "Surat pengantar nomor 12.", "kelengkapan"),
            TERUSKAN,
        ),
        terbuka="disposisi",
    ),
    Lakon("HASIL sebelum sesi dan sebelum ruang siap", (*KE_AUDITOR, HASILNYA), terbuka="pelaporan"),
    Lakon(
        "HASIL tanpa SARAN ditanyakan",
        (*KE_AUDITOR, SIAP_RUANG, ("rina", "HASIL\nPERMASALAHAN: a b\nPEMBAHASAN: c d", "konsultasi")),
        terbuka="konsultasi",
    ),
    Lakon(
        "TERIMA dengan kata lain ditanyakan",
        (*KE_INSPEKTUR, ("inspektur", "ACC", "pengarsipan")),
        terbuka="pengarsipan",
    ),
    Lakon("URUNGKAN pada surat tugas", (TERUSKAN, ("admin", "URUNGKAN", "penerusan")), terbuka="penerusan"),
    Lakon("URUNGKAN pada tanda keputusan", (TERUSKAN, ("admin", "urungkan.", "tanda-keputusan")), terbuka="penerusan"),
    Lakon("URUNGKAN terlambat", (TERUSKAN, DISPOSISI, ("admin", "URUNGKAN", "penerusan")), terbuka="penugasan"),
    Lakon("orang lain tidak memutuskan", (("joko", "TERUSKAN", "@admin penerusan"),), terbuka="penerusan"),
    Lakon("pemohon tidak memutuskan", ((PEMOHON, "TERUSKAN", "@admin penerusan"),), terbuka="penerusan"),
    Lakon(
        "jawaban kedua tidak mengubah",
        (TERUSKAN, ("admin", "TOLAK: berubah pikiran", "penerusan")),
        terbuka="disposisi",
    ),
    Lakon("pemohon HADIR", (*KE_AUDITOR, SIAP_RUANG, (PEMOHON, "HADIR", "undangan")), terbuka="konsultasi"),
    Lakon(
        "pemohon JADWAL", (*KE_AUDITOR, SIAP_RUANG, (PEMOHON, "JADWAL: Jumat, 27 November 2026 jam 09.00", "undangan"))
    ),
    Lakon(
        "STATUS dan BANTUAN tidak mengubah",
        (
            ("admin", "STATUS", "penerusan"),
            ("admin", "bantuan.", "penerusan"),
            (PEMOHON, "status", "tanda-terima"),
            (PEMOHON, "BANTUAN", "tanda-terima"),
        ),
        terbuka="penerusan",
    ),
    Lakon(
        "survei setelah selesai",
        (*KE_ARSIP, ARSIP, (PEMOHON, "U1=4 U2=3 U3=3 U4=4 U5=4 U6=4 U7=4 U8=4 U9=4 saran: sangat membantu", "survei")),
        status="selesai",
    ),
]
