"""A whole sample case and desk for previews, lint and tests; every person in it is invented and marked "contoh"."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sikuwas_mail.core.calendar import Calendar
from sikuwas_mail.core.case import Case, DokumenKasus, Sesi, Tugas
from sikuwas_mail.core.desk import Desk, Penomoran, PerangkatDaerah, Petugas
from sikuwas_mail.core.outgoing import Instansi
from sikuwas_mail.core.sop import Dokumen, Langkah, Metode, Peran, Status

ZONA = ZoneInfo("Asia/Jakarta")
NOMOR = "SKW-2026-0001"
TOKEN = "abcdefghijklmnopqrstuvwxyz"  # noqa: S105 a public sample
PENGIRIM = "SIKUWAS Inspektorat <inspektorat@example.go.id>"
INSTANSI = Instansi(
    pemerintah="PEMERINTAH KABUPATEN MOJOKERTO",
    nama="INSPEKTORAT",
    alamat="Jl. R.A. Basuni No. 19 C Telp. (0321) 329188, Fax. (0321) 329188",
    kota="MOJOKERTO",
)


def _saat(hari: int, jam: int, menit: int = 0) -> datetime:
    return datetime(2026, 11, hari, jam, menit, tzinfo=ZONA)


SEKARANG = _saat(23, 9, 0)  # a Monday

PETUGAS: tuple[Petugas, ...] = (
    Petugas(
        nama="Sari Kusumawati, A.Md. (contoh)",
        email="admin@example.go.id",
        peran=Peran.ADMIN,
        nip="199503142019032004",
        pangkat="Pengatur Tingkat I (II/d)",
        jabatan="Pengelola Layanan Sikuwas",
    ),
    Petugas(
        nama="Drs. Bambang Sutrisno, M.M. (contoh)",
        email="sekretaris@example.go.id",
        peran=Peran.SEKRETARIS,
        nip="197203151994031005",
        pangkat="Pembina Tingkat I (IV/b)",
        jabatan="Sekretaris Inspektorat",
    ),
    Petugas(
        nama="Hj. Endang Lestari, S.E., M.Si. (contoh)",
        email="irban2@example.go.id",
        peran=Peran.IRBAN,
        nip="197508202000032003",
        pangkat="Pembina (IV/a)",
        jabatan="Inspektur Pembantu Wilayah II",
        wilayah="II",
    ),
    Petugas(
        nama="Agus Prasetyo, S.H. (contoh)",
        email="irban3@example.go.id",
        peran=Peran.IRBAN,
        nip="197611051998031002",
        pangkat="Pembina (IV/a)",
        jabatan="Inspektur Pembantu Wilayah III",
        wilayah="III",
    ),
    Petugas(
        nama="Rina Wulandari, S.E., Ak. (contoh)",
        email="rina@example.go.id",
        peran=Peran.AUDITOR,
        nip="198504122010012008",
        pangkat="Penata Tingkat I (III/d)",
        jabatan="Auditor Ahli Muda",
        wilayah="II",
    ),
    Petugas(
        nama="Joko Santoso, S.T. (contoh)",
        email="joko@example.go.id",
        peran=Peran.PPUPD,
        nip="198809252014021003",
        pangkat="Penata (III/c)",
        jabatan="PPUPD Ahli Muda",
        wilayah="II",
    ),
    Petugas(
        nama="Dr. H. Suryanto, S.H., M.Si. (contoh)",
        email="inspektur@example.go.id",
        peran=Peran.INSPEKTUR,
        nip="196811151992021002",
        pangkat="Pembina Utama Muda (IV/c)",
        jabatan="Inspektur",
    ),
)

PERMOHONAN: dict[str, str] = {
    "nama": "Dewi Anggraini, S.E. (contoh)",
    "nip": "198703212011012005",
    "pangkat": "Penata (III/c)",
    "jabatan": "Kepala Subbagian Keuangan",
    "perangkat_daerah": "Badan Pengelolaan Keuangan dan Aset Daerah",
    "email": "dewi@example.go.id",
    "nomor_hp": "0812-0000-0001",
    "topik": "Penatausahaan aset hasil pengadaan langsung",
    "uraian": "Terdapat selisih pencatatan antara kartu inventaris barang dan neraca untuk belanja modal yang dibayar "
    "bertahap. Kami memerlukan kepastian saat pengakuan aset.",
    "pertanyaan": "Kapan aset diakui apabila serah terima dilakukan bertahap?",
    "metode": "daring",
    "usulan_jadwal": "Kamis, 26 November 2026 pukul 10.00",
    "sifat": "biasa",
    "jumlah_peserta": "3",
}

HASIL: dict[str, str] = {
    "tanggal": "26 November 2026",
    "tempat": "Konferensi video",
    "hadir": "Dewi Anggraini, S.E. (contoh); Rina Wulandari, S.E., Ak. (contoh); Joko Santoso, S.T. (contoh)",
    "permasalahan": "Saat pengakuan aset pada serah terima bertahap belum seragam.",
    "data": "Kontrak, berita acara serah terima, kartu inventaris barang.",
    "pembahasan": "Aset diakui pada saat hak kepemilikan atau penguasaan berpindah, dibuktikan dengan berita acara.",
    "saran": "Mencatat tiap tahap sebagai konstruksi dalam pengerjaan sampai serah terima akhir.",
    "kesepakatan": "Perangkat daerah menyesuaikan pencatatan triwulan berjalan.",
    "tindak_lanjut": "Rekonsiliasi kartu inventaris barang paling lambat 18 Desember 2026.",
    "simpulan": "Pencatatan perlu diseragamkan; tidak ditemukan hambatan regulasi.",
}


def desk() -> Desk:
    """The sample office: one holder for every role, two Irban, three perangkat daerah."""
    return Desk(
        petugas=PETUGAS,
        kalender=Calendar(ZONA),
        kunci=(b"contoh" * 6,),
        alamat="inspektorat@example.go.id",
        perangkat_daerah=(
            PerangkatDaerah("Badan Pengelolaan Keuangan dan Aset Daerah", "II", ("BPKAD",)),
            PerangkatDaerah("Dinas Kesehatan", "III", ("Dinkes",)),
            PerangkatDaerah("Dinas Lingkungan Hidup", "II", ("DLH",)),
        ),
        penomoran=Penomoran(berikut={2026: 235}),
        urut_kasus={2026: 2},
    )


def kasus() -> Case:
    """The sample case at step 8: every fact known, every document made, the report on the Inspektur's desk."""
    return Case(
        nomor=NOMOR,
        dibuka=_saat(23, 8, 45),
        pemohon="dewi@example.go.id",
        permohonan=PERMOHONAN,
        kanal="surel",
        langkah=Langkah.PENGARSIPAN,
        usulan="II",
        wilayah="II",
        catatan_disposisi="Mohon ditelaah dan ditindaklanjuti.",
        tim=("rina@example.go.id", "joko@example.go.id"),
        metode=Metode.DARING,
        arahan="Pelajari kebijakan akuntansi aset tetap sebelum sesi.",
        sesi=(Sesi(1, _saat(26, 10), "https://rapat.example/j/8120000001", 0, ("rina@example.go.id",)),),
        hasil=HASIL,
        dokumen=_dokumen(),
        tugas=(
            Tugas(
                langkah=Langkah.PENGARSIPAN,
                peran=Peran.INSPEKTUR,
                pemegang=("inspektur@example.go.id",),
                ronde=1,
                dibuka=_saat(26, 13, 20),
                tenggat=_saat(26, 13, 25),
            ),
        ),
        urut=24,
    )


def kasus_baru() -> Case:
    """The same case as it was registered: only what the applicant wrote, two items still wanting."""
    wanting = {k: v for k, v in PERMOHONAN.items() if k not in ("nip", "uraian")}
    blank = Case(NOMOR, _saat(23, 8, 45), "dewi@example.go.id", wanting, "surel")
    return replace(blank, status=Status.MENUNGGU_PEMOHON, kekurangan=("nip", "uraian"), urut=2)


def _dokumen() -> tuple[DokumenKasus, ...]:
    return (
        DokumenKasus(Dokumen.FORMULIR, 1, "", _saat(23, 8, 50)),
        DokumenKasus(Dokumen.DISPOSISI, 1, "", _saat(23, 9, 5)),
        DokumenKasus(Dokumen.SURAT_TUGAS, 1, "700/232/416-060/2026", _saat(23, 10)),
        DokumenKasus(Dokumen.BERITA_ACARA, 1, "700/233/416-060/2026", _saat(26, 12)),
        DokumenKasus(Dokumen.DAFTAR_HADIR, 1, "", _saat(26, 12)),
        DokumenKasus(Dokumen.LAPORAN, 1, "700/234/416-060/2026", _saat(26, 13)),
    )
