"""One sample letter for every template, for `templat preview`, lint and tests; people are those of `contoh`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.outgoing import JenisSurat, Letter, Undangan
from sikuwas_mail.core.sop import (
    ABAIKAN,
    JAWABAN_PEMOHON,
    JAWABAN_UMUM,
    LABEL_HASIL,
    SOP,
    URUNGKAN,
    Aturan,
    Jawaban,
    Langkah,
    Peran,
    baris,
)
from sikuwas_mail.core.survey import UNSUR
from sikuwas_mail.paper.contoh import HASIL, NOMOR, PERMOHONAN, SEKARANG, TOKEN, desk, kasus, kasus_baru

_JADWAL = datetime(2026, 11, 26, 10, 0, tzinfo=SEKARANG.tzinfo)
_TEMPAT = "https://rapat.example/j/8120000001"
_HASIL = [(LABEL_HASIL[k], v) for k, v in HASIL.items()]
_TIM = [("Rina Wulandari, S.E., Ak. (contoh)", "Auditor Ahli Muda"), ("Joko Santoso, S.T. (contoh)", "PPUPD Ahli Muda")]
_SESI = {"metode": "daring", "jadwal": _JADWAL, "tempat": _TEMPAT, "sesi": 1}
_FAKTA = [("Alamat", "dewi@example.go.id"), ("Diterima", SEKARANG)]
_SURVEI = tuple(a for a in JAWABAN_PEMOHON if a.jawaban is Jawaban.SURVEI)
_HADIR = tuple(a for a in JAWABAN_PEMOHON if a.jawaban in (Jawaban.HADIR, Jawaban.JADWAL))
_UNDANGAN = Undangan(
    uid="skw-2026-0001-sesi-1@example.go.id",
    urutan=0,
    mulai=_JADWAL,
    selesai=_JADWAL + timedelta(hours=2),
    tempat=_TEMPAT,
    judul="Konsultasi SKW-2026-0001",
    peserta=((PERMOHONAN["nama"], "dewi@example.go.id"), (_TIM[0][0], "rina@example.go.id")),
)
_TABEL = {"judul": "Menurut langkah", "kepala": ["Langkah", "Kasus", "Terlambat"], "baris": [["disposisi", 4, 1]]}
_GRAFIK = {"judul": "Menurut wilayah", "butir": [("Irban I", 3), ("Irban II", 7), ("Irban III", 0)]}

# What only the letter of a template says. Task letters have theirs, too; their other facts follow from the SOP.
_ISI: dict[str, Mapping[str, object]] = {
    "tanda-terima": {},
    "kelengkapan": {
        "kekurangan": [("NIP", "18 angka, atau - bila tidak ada"), ("Uraian", "pokok permasalahan, beberapa kalimat")],
        "batas": date(2026, 12, 7),
    },
    "tugas-penerusan": {"usulan": "II", "catatan": ["Alamat pengirim berbeda dari domain perangkat daerah."]},
    "tugas-disposisi": {
        "usulan": "II",
        "usulan_nama": "Hj. Endang Lestari, S.E., M.Si. (contoh)",
        "wilayah": ["II", "III"],
        "catatan": "",
        "catatan_kembali": "",
    },
    "tugas-penugasan": {"catatan": "Mohon ditelaah dan ditindaklanjuti.", "pejabat": _TIM},
    "tugas-konsultasi": {
        "nomor_surat_tugas": "700/232/416-060/2026",
        "tim": _TIM,
        "arahan": "Pelajari kebijakan akuntansi aset tetap sebelum sesi.",
        "label_hasil": list(LABEL_HASIL.values()),
        **_SESI,
    },
    "tugas-pelaporan": {"hasil": _HASIL, "catatan_kembali": "Inspektur: mohon simpulan dipertegas."},
    "tugas-pengarsipan-inspektur": {"hasil": _HASIL, "nomor_laporan": "700/234/416-060/2026"},
    "tugas-pengarsipan-admin": {"nomor_laporan": "700/234/416-060/2026", "catatan": "Terima kasih."},
    "tugas-persiapan": dict(_SESI, tempat=""),
    "tanda-keputusan": {
        "putusan": "SETUJU, diteruskan kepada Irban II",
        "oleh": "Drs. Bambang Sutrisno, M.M. (contoh)",
        "atas_nama": "",
        "waktu": SEKARANG,
        "akibat": "Langkah berikutnya: Telaah dan penugasan.",
        "berkas": ["Berita Acara ttd.pdf: Berita Acara Konsultasi versi 1, belum diverifikasi"],
        "berubah": [("SARAN", "Mencatat tiap tahap sebagai konstruksi dalam pengerjaan.")],
    },
    "klarifikasi": {"alasan": "terdapat dua maksud yang berbeda dalam satu balasan"},
    "undangan": {**_SESI, "batal": False, "perubahan": False, "arahan": ""},
    "pengingat": {"ke": 2, "terlambat": "20 menit kerja"},
    "eskalasi": {"terlambat": "40 menit kerja", "pemegang": "Sekretaris Inspektorat", "norma": 10},
    "pemberitahuan": {
        "perihal": "Laporan telah diterima Inspektur",
        "kalimat": ["Laporan Hasil Layanan Konsultasi telah diterima dan diserahkan untuk diarsipkan."],
        "fakta": _FAKTA,
    },
    "penolakan": {"alasan": "Pokok surat bukan kewenangan layanan konsultasi.", "jalur": ""},
    "penutupan": {"akhir": "selesai", "alasan": "", "saran": HASIL["saran"]},
    "survei": {"unsur": UNSUR},
    "status": {
        "langkah": "Telaah dan penugasan",
        "riwayat": [(SEKARANG, "Penerusan kepada Sekretaris selesai"), (SEKARANG, "Disposisi Sekretaris selesai")],
        "pemegang": "",
        "tenggat": None,
        "selesai": False,
    },
    "bantuan": {"aturan": [*SOP[3].jawaban, *JAWABAN_UMUM]},
    "operator": {
        "perihal": "Surat tidak dapat diantar",
        "kalimat": ["Server penerima menolak surat kepada alamat di bawah ini.", "Mohon memeriksa alamatnya."],
        "fakta": _FAKTA,
    },
    "konsol": {
        "perihal": "TUNDA SKW-2026-0001: menunggu pemeriksaan BPK",
        "kalimat": ["Semua waktu kasus berhenti sampai dilanjutkan."],
        "tanya": True,
    },
    "ringkasan": {
        "perihal": "2 tugas menunggu jawaban",
        "butir": [
            {
                "nomor": n,
                "kasus": f"SKW-2026-000{n}",
                "tugas": "Disposisi Sekretaris",
                "topik": "Penatausahaan hibah barang",
                "tenggat": SEKARANG,
                "dijeda": "",
                "jawaban": "SETUJU | KEMBALIKAN: alasan",
            }
            for n in (1, 2)
        ],
    },
    "surel-asing": {"alamat": "siapa@example.go.id", "waktu": SEKARANG},
    "rekap": {
        "perihal": "Rekapitulasi layanan Sikuwas Oktober 2026",
        "kalimat": ["Seluruh angka dihitung dari riwayat kasus."],
        "fakta": [("Kasus masuk", 14), ("Selesai", 9), ("IKM", "91,67 (A, Sangat Baik)")],
        "tabel": [_TABEL],
        "grafik": [_GRAFIK],
    },
}
_ORANG = {p.peran: p for p in reversed(desk().petugas)}
_TANPA_KASUS = ("operator", "rekap", "surel-asing", "konsol", "ringkasan")
_BERACUAN = ("surel-asing",)  # about no case, yet answered: by a reference of its own
_LANGKAH = {"pengingat": Langkah.DISPOSISI, "eskalasi": Langkah.DISPOSISI, "tanda-keputusan": Langkah.DISPOSISI}
_PEMOHON = ("tanda-terima", "kelengkapan", "undangan", "penolakan", "penutupan", "survei", "status")
_JAWABAN: dict[str, tuple[Aturan, ...]] = {
    "kelengkapan": SOP[0].jawaban,
    "undangan": _HADIR,
    "survei": _SURVEI,
    "tanda-keputusan": (URUNGKAN,),
    "klarifikasi": baris(Langkah.DISPOSISI).jawaban,
    "pengingat": baris(Langkah.DISPOSISI).jawaban,
    "surel-asing": (ABAIKAN,),
    "bantuan": (*baris(Langkah.DISPOSISI).jawaban, *JAWABAN_UMUM),
}
NAMA: tuple[str, ...] = tuple(_ISI)


def surat(nama: str) -> tuple[Letter, Case | None]:
    """A sample of a letter and the case it belongs to; KeyError for a template nobody knows."""
    isi = _ISI[nama]
    row = next((b for b in SOP if b.templat == nama), None)
    if row and nama.startswith("tugas-"):
        return _letter(nama, isi, row.langkah, row.peran[0], row.jawaban), _case(nama)
    role = Peran.PEMOHON if nama in _PEMOHON else Peran.SEKRETARIS
    return _letter(nama, isi, _LANGKAH.get(nama, Langkah.KONSULTASI), role, _JAWABAN.get(nama, ())), _case(nama)


def _case(nama: str) -> Case | None:
    if nama in _TANPA_KASUS:
        return None
    if nama in ("tanda-terima", "kelengkapan"):
        return kasus_baru()
    return replace(kasus(), langkah=Langkah.PENUGASAN)


def _letter(
    nama: str, isi: Mapping[str, object], langkah: Langkah, peran: Peran, jawaban: tuple[Aturan, ...]
) -> Letter:
    who, address, office = PERMOHONAN["nama"], "dewi@example.go.id", PERMOHONAN["nama"]
    if peran is not Peran.PEMOHON:
        who, address, office = (_ORANG[peran].nama, _ORANG[peran].email, _ORANG[peran].jabatan)
    return Letter(
        jenis=JenisSurat.TUGAS if nama.startswith("tugas-") else _kind(nama),
        templat=nama,
        kepada=address,
        nama=who,
        sapaan=f"Yth. Bapak/Ibu {office}",
        langkah=langkah,
        kunci=f"contoh/{nama}",
        token=TOKEN if nama in _BERACUAN or nama not in _TANPA_KASUS else "",
        jawaban=jawaban,
        tenggat=SEKARANG + timedelta(minutes=10) if jawaban else None,
        isi=isi,
        undangan=_UNDANGAN if nama == "undangan" else None,
        peran=peran,
        nomor=NOMOR if nama in _BERACUAN else "",
    )


def _kind(nama: str) -> JenisSurat:
    return JenisSurat(nama) if nama in set(JenisSurat) else JenisSurat.PEMBERITAHUAN
