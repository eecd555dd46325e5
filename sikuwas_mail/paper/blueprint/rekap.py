"""The monthly recap as a letter of the Sekretaris to the Inspektur: the figures in tables, nothing counted here."""

from sikuwas_mail.paper.blueprint.sheet import Sheet

_DUA = (("Kasus", 30, "{{ o.k2 }}"),)
_TABEL: tuple[tuple[str, tuple[tuple[str, float, str], ...]], ...] = (
    ("langkah", (("Langkah", 95, "{{ o.k1 }}"), ("Kasus", 35, "{{ o.k2 }}"), ("Terlambat", 35, "{{ o.k3 }}"))),
    ("perangkat_daerah", (("Perangkat Daerah", 135, "{{ o.k1 }}"), *_DUA)),
    ("bidang", (("Bidang", 135, "{{ o.k1 }}"), *_DUA)),
    ("wilayah", (("Wilayah", 135, "{{ o.k1 }}"), *_DUA)),
    (
        "penanganan",
        (
            ("Tugas", 65, "{{ o.k1 }}"),
            ("Baku Mutu", 25, "{{ o.k2 }}"),
            ("Jumlah", 25, "{{ o.k3 }}"),
            ("Rata-rata", 25, "{{ o.k4 }}"),
            ("Tepat Waktu", 25, "{{ o.k5 }}"),
        ),
    ),
    (
        "terlambat",
        (
            ("Nomor", 35, "{{ o.k1 }}"),
            ("Tugas", 50, "{{ o.k2 }}"),
            ("Tenggat", 50, "{{ o.k3 }}"),
            ("Menit Kerja", 30, "{{ o.k4 }}"),
        ),
    ),
    ("survei", (("Unsur", 20, "{{ o.k1 }}"), ("Uraian", 115, "{{ o.k2 }}"), ("Nilai", 30, "{{ o.k3 }}"))),
)


def rekapitulasi() -> Sheet:
    """The recap (korespondensi)."""
    sheet = Sheet("Rekapitulasi Layanan Sikuwas", "{{ rekap.judul }}")
    sheet.kop()
    sheet.p("{{ instansi.tempat }}, {{ dokumen.tanggal }}", "Tanggal Surat")
    sheet.pasangan(
        (
            ("Nomor", "{{ dokumen.nomor }}"),
            ("Sifat", "Biasa"),
            ("Lampiran", "1 (satu) berkas"),
            ("Hal", "Rekapitulasi Layanan Sikuwas {{ rekap.judul }}"),
        ),
        kiri=24,
        gaya="Butir",
    )
    sheet.p("Yth. Inspektur {{ instansi.daerah_biasa }}", "Alamat Surat")
    sheet.p("di {{ instansi.tempat }}", "Akhir Alamat")
    sheet.ulang("rekap.kalimat")
    sheet.matriks((("Uraian", 55, "{{ o.k1 }}"), ("Keadaan", 110, "{{ o.k2 }}")), "rekap.fakta")
    for nama, kolom in _TABEL:
        sheet.p(f"{{{{ tabel.{nama}.judul }}}}", "Judul Tabel").paragraph_format.keep_with_next = True
        sheet.jika(f"tabel.{nama}.baris")
        sheet.matriks(kolom, f"tabel.{nama}.baris")
        sheet.lain()
        sheet.p(f"{{{{ tabel.{nama}.kosong }}}}")
        sheet.akhir()
    sheet.p("Demikian disampaikan untuk menjadi periksa.", "Penutup")
    sheet.tanda_tangan("tanda_tangan", tempat=False)
    return sheet
