"""What a consultation yields: the Berita Acara of both parties and the Irban's report to the Inspektur."""

from docx.shared import Pt

from sikuwas_mail.paper.blueprint import styles
from sikuwas_mail.paper.blueprint.sheet import LEBAR, Sheet, isi_sel, sel, tag

_BAGIAN = (
    ("PERMASALAHAN", ("permasalahan",)),
    ("DATA/DOKUMEN YANG DIPERIKSA", ("data",)),
    ("PEMBAHASAN DAN DASAR HUKUM", ("pembahasan",)),
    ("ALTERNATIF PEMECAHAN/SARAN", ("saran",)),
    ("KESEPAKATAN DAN TINDAK LANJUT", ("kesepakatan", "tindak_lanjut")),
)
_KLAUSUL = (
    "Saran dalam Berita Acara ini diberikan berdasarkan data dan keterangan yang disampaikan pemohon dan bersifat "
    "pertimbangan; keputusan tetap menjadi kewenangan dan tanggung jawab perangkat daerah."
)
_TIM = (
    ("No.", 10, "{{ o.no }}"),
    ("Nama", 49, "{{ o.nama }}"),
    ("NIP", 49, "{{ o.nip }}"),
    ("Jabatan", 37, "{{ o.jabatan }}"),
    ("Peran", 20, "{{ o.peran }}"),
)


def berita_acara() -> Sheet:
    """The opening in words, the parties, A to E (or the form to fill in), the clause, three signatures."""
    sheet = Sheet("Berita Acara Konsultasi {{ dokumen.nomor }}", "{{ pemohon.topik }}")
    sheet.kop()
    sheet.p("BERITA ACARA KONSULTASI", "Title")
    sheet.p("NOMOR {{ dokumen.nomor }}", "Nomor Naskah")
    sheet.p(
        "Pada hari ini {{ sesi.terbilang }}, bertempat di {{ sesi.tempat_pendek }}, yang bertanda tangan di bawah ini:"
    )
    _pihak(sheet)
    sheet.p(
        "berdasarkan Surat Tugas Nomor {{ surat_tugas.nomor }} tanggal {{ surat_tugas.tanggal }}, telah melaksanakan "
        "konsultasi tentang {{ pemohon.topik }} dengan hasil sebagai berikut:"
    )
    sheet.jika("isian")
    sheet.p(
        "Kolom kanan mohon diisi tanpa mengubah kolom kiri, lalu berkas ini dikirim kembali sebagai lampiran balasan "
        "HASIL. PERMASALAHAN, PEMBAHASAN, dan SARAN wajib diisi.",
        "Petunjuk",
    )
    sheet.isian("baris_hasil")
    sheet.lain()
    for judul, kunci in _BAGIAN:
        sheet.p(judul, "Bagian")
        for k in kunci:
            sheet.ulang(f"alinea_hasil.{k}", "Isi Bagian")
    sheet.akhir()
    sheet.p(_KLAUSUL).paragraph_format.space_before = Pt(6)
    sheet.p("Demikian Berita Acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.", "Penutup")
    _tanda_tangan_pihak(sheet)
    return sheet


def _pihak(sheet: Sheet) -> None:
    table = sheet.tabel((8, 34, 5, LEBAR - 47))
    tag(table, "for o in tim")
    for label, value in (("Nama", "{{ o.nama }}"), ("NIP", "{{ o.nip }}"), ("Jabatan", "{{ o.jabatan }}")):
        number, left, colon, right = sel(table)
        isi_sel(number, "{{ o.no }}." if label == "Nama" else "", "Butir")
        isi_sel(left, label, "Butir")
        isi_sel(colon, ":", "Butir")
        isi_sel(right, value, "Butir")
    tag(table, "endfor")
    sheet.p("selanjutnya disebut PIHAK KESATU; dan", "Penutup")
    sheet.pasangan(
        (
            ("Nama", "{{ pemohon.nama }}"),
            ("NIP", "{{ pemohon.nip }}"),
            ("Jabatan", "{{ pemohon.jabatan }}"),
            ("Perangkat Daerah", "{{ pemohon.perangkat_daerah }}"),
        ),
        gaya="Butir",
    )
    sheet.p("selanjutnya disebut PIHAK KEDUA;").paragraph_format.space_before = Pt(6)


def _tanda_tangan_pihak(sheet: Sheet) -> None:
    table = sheet.tabel((LEBAR / 2, LEBAR / 2))
    left, right = sel(table)
    isi_sel(left, "PIHAK KEDUA,", "Pihak")
    left.add_paragraph("{{ pemohon.nama }}", "Nama Pihak")
    left.add_paragraph("NIP. {{ pemohon.nip }}", "Pihak")
    isi_sel(right, "PIHAK KESATU,", "Pihak")
    right.add_paragraph("{%p for o in tim %}", "Normal")
    right.add_paragraph("{{ o.nama }}", "Nama Pihak")
    right.add_paragraph("NIP. {{ o.nip }}", "Pihak")
    right.add_paragraph("{%p endfor %}", "Normal")
    left, right = sel(table)
    whole = left.merge(right)
    isi_sel(whole, "Mengetahui:", "Pihak").paragraph_format.space_before = Pt(12)
    whole.add_paragraph("{%p for x in tanda_tangan.mengetahui.baris %}", "Normal")
    whole.add_paragraph("{{ x.awalan }} {{ x.teks }}", "Pihak")
    whole.add_paragraph("{%p endfor %}", "Normal")
    whole.add_paragraph("{{ tanda_tangan.mengetahui.nama }}", "Nama Pihak")
    whole.add_paragraph("{{ tanda_tangan.mengetahui.pangkat }}", "Pihak")
    whole.add_paragraph("{{ tanda_tangan.mengetahui.nip }}", "Pihak").paragraph_format.keep_with_next = False


def laporan() -> Sheet:
    """The covering letter (korespondensi layout), then the report I to IV on its own pages."""
    sheet = Sheet("Laporan Hasil Layanan Konsultasi {{ dokumen.nomor }}", "{{ pemohon.topik }}")
    sheet.kop()
    _pengantar(sheet)
    title = sheet.p("LAPORAN HASIL LAYANAN KONSULTASI", "Title")
    title.paragraph_format.page_break_before = True
    sheet.p("NOMOR {{ dokumen.nomor }}", "Subtitle")
    sheet.p("TENTANG", "Subtitle")
    sheet.p("{{ pemohon.topik|upper }}", "Subtitle")
    _pendahuluan(sheet)
    _uraian(sheet)
    _simpulan(sheet)
    sheet.tanda_tangan("tanda_tangan.laporan")
    sheet.p("Lampiran:", "Judul Tembusan")
    sheet.butir(
        (
            "Berita Acara Konsultasi Nomor {{ berita_acara.nomor }} tanggal {{ berita_acara.tanggal }}",
            "Daftar Hadir",
            "Dokumentasi",
        ),
        "Tembusan",
    )
    return sheet


def _pengantar(sheet: Sheet) -> None:
    sheet.p("{{ instansi.tempat }}, {{ dokumen.tanggal }}", "Tanggal Surat")
    sheet.pasangan(
        (
            ("Nomor", "{{ dokumen.nomor }}"),
            ("Sifat", "{{ permohonan.sifat|capitalize }}"),
            ("Lampiran", "1 (satu) berkas"),
            ("Hal", "Laporan Hasil Layanan Konsultasi {{ pemohon.perangkat_daerah }}"),
        ),
        kiri=24,
        gaya="Butir",
    )
    sheet.p("Yth. Inspektur {{ instansi.daerah_biasa }}", "Alamat Surat")
    sheet.p("di {{ instansi.tempat }}", "Akhir Alamat")
    sheet.p(
        "Berdasarkan Surat Tugas Nomor {{ surat_tugas.nomor }} tanggal {{ surat_tugas.tanggal }}, bersama ini "
        "disampaikan dengan hormat Laporan Hasil Layanan Konsultasi kepada {{ pemohon.perangkat_daerah }} tentang "
        "{{ pemohon.topik }}. Pokok laporan sebagai berikut:"
    )
    sheet.p("Simpulan:", "Butir").paragraph_format.keep_with_next = True
    sheet.ulang("alinea_hasil.simpulan")
    sheet.p("Saran:", "Butir").paragraph_format.keep_with_next = True
    sheet.ulang("alinea_hasil.saran")
    sheet.p("Demikian disampaikan, mohon arahan lebih lanjut.", "Penutup")
    sheet.tanda_tangan("tanda_tangan.laporan", tempat=False)
    sheet.tembusan(("Sekretaris Inspektorat", "Arsip"))


def _pendahuluan(sheet: Sheet) -> None:
    sheet.p("PENDAHULUAN", "Heading 1")
    sheet.p("Dasar", "Heading 2")
    sheet.daftar("dasar", jenis=styles.DAFTAR_BAB)
    sheet.p("Tujuan", "Heading 2")
    sheet.p(
        "Membantu {{ pemohon.perangkat_daerah }} memperoleh alternatif pemecahan atas permasalahan yang "
        "dikonsultasikan.",
        "Isi Bab",
    )
    sheet.p("Ruang Lingkup", "Heading 2")
    sheet.p(
        "Layanan konsultasi terbatas pada {{ pemohon.topik }}, berdasarkan data dan keterangan yang disampaikan "
        "pemohon.",
        "Isi Bab",
    )
    sheet.p("Waktu dan Tim", "Heading 2")
    sheet.p(
        "Konsultasi dilaksanakan pada {{ sesi.hari_tanggal }}, waktu {{ sesi.jam }}, di "
        "{{ sesi.tempat_pendek }}, oleh:",
        "Isi Bab",
    )
    sheet.matriks(_TIM, "tim")
    sheet.p("Metodologi", "Heading 2")
    sheet.p("Wawancara dan penelaahan dokumen dengan metode konsultasi {{ kasus.metode|lower }}.", "Isi Bab")


def _uraian(sheet: Sheet) -> None:
    sheet.p("URAIAN HASIL", "Heading 1")
    for judul, daftar in (
        ("Gambaran Umum", "alinea_permohonan.uraian"),
        ("Permasalahan", "alinea_hasil.permasalahan"),
        ("Data/Dokumen yang Diperiksa", "alinea_hasil.data"),
        ("Kriteria dan Analisis", "alinea_hasil.pembahasan"),
        ("Alternatif Pemecahan", "alinea_hasil.saran"),
    ):
        sheet.p(judul, "Heading 2")
        sheet.ulang(daftar, "Isi Bab")


def _simpulan(sheet: Sheet) -> None:
    sheet.p("SIMPULAN DAN SARAN", "Heading 1")
    sheet.p("Simpulan", "Heading 2")
    sheet.ulang("alinea_hasil.simpulan", "Isi Bab")
    sheet.p("Saran", "Heading 2")
    sheet.ulang("alinea_hasil.saran", "Isi Bab")
    sheet.p("TINDAK LANJUT", "Heading 1")
    sheet.ulang("alinea_hasil.kesepakatan", "Isi Bab")
    sheet.ulang("alinea_hasil.tindak_lanjut", "Isi Bab")
    sheet.p(
        "Saran bersifat pertimbangan; keputusan tetap menjadi kewenangan dan tanggung jawab perangkat daerah.",
        "Penutup",
    )
