"""The Surat Tugas (judul layout) and the Daftar Hadir that is signed at the session."""

from sikuwas_mail.paper.blueprint.sheet import Sheet

_TIM = (
    ("No.", 10, "{{ o.no }}"),
    ("Nama", 37, "{{ o.nama }}"),
    ("Pangkat/Gol.", 26, "{{ o.pangkat }}"),
    ("NIP", 49, "{{ o.nip }}"),
    ("Jabatan", 25, "{{ o.jabatan }}"),
    ("Peran", 18, "{{ o.peran }}"),
)
_HADIR = (
    ("No.", 10, "{{ o.no }}"),
    ("Nama", 33, "{{ o.nama }}"),
    ("NIP", 28, "{{ o.nip }}"),
    ("Jabatan/Instansi", 33, "{{ o.jabatan }}"),
    ("No. HP", 31, "{{ o.nomor_hp }}"),
    ("Tanda tangan", 30, ""),
)


def surat_tugas() -> Sheet:
    """Dasar, MEMERINTAHKAN, Kepada, Untuk, closing, signature, tembusan."""
    sheet = Sheet("Surat Tugas {{ dokumen.nomor }}", "Layanan konsultasi {{ pemohon.perangkat_daerah }}")
    sheet.kop()
    sheet.p("SURAT TUGAS", "Title")
    sheet.p("NOMOR {{ dokumen.nomor }}", "Nomor Naskah")
    sheet.berdaftar("Dasar", "dasar")
    sheet.p("MEMERINTAHKAN:", "Perintah")
    sheet.p("Kepada:", "Butir").paragraph_format.keep_with_next = True
    sheet.matriks(_TIM, "tim")
    sheet.p("", "Antara")
    sheet.berdaftar(
        "Untuk",
        (
            "memberikan layanan konsultasi kepada {{ pemohon.perangkat_daerah }} tentang {{ pemohon.topik }};",
            "melaksanakan konsultasi pada hari/tanggal {{ sesi.hari_tanggal }}, waktu {{ sesi.jam }}, tempat "
            "{{ sesi.tempat }}, metode {{ kasus.metode|lower }};",
            "menuangkan hasil konsultasi ke dalam Berita Acara Konsultasi dan melaporkannya kepada Inspektur Pembantu "
            "Wilayah {{ kasus.wilayah }}.",
        ),
    )
    sheet.p("Demikian Surat Tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.", "Penutup")
    sheet.tanda_tangan("tanda_tangan.surat_tugas")
    sheet.tembusan("tembusan")
    return sheet


def daftar_hadir() -> Sheet:
    """The session's facts and a row to sign for everybody: odd numbers left, even ones right."""
    sheet = Sheet("Daftar Hadir {{ kasus.nomor }}", "{{ pemohon.topik }}")
    sheet.kop()
    sheet.p("DAFTAR HADIR", "Title")
    sheet.p("LAYANAN KONSULTASI {{ kasus.nomor }}", "Nomor Naskah")
    sheet.pasangan(
        (
            ("Kegiatan", "Layanan konsultasi Sikuwas, sesi {{ sesi.urut }}"),
            ("Perangkat Daerah", "{{ pemohon.perangkat_daerah }}"),
            ("Hari/Tanggal", "{{ sesi.hari_tanggal }}"),
            ("Waktu", "{{ sesi.jam }}"),
            ("Tempat", "{{ sesi.tempat }}"),
            ("Topik", "{{ pemohon.topik }}"),
        )
    )
    sheet.p("", "Antara")
    table = sheet.matriks(_HADIR, "hadirin", tinggi=11)
    sign = table.rows[2].cells[5]
    sign.paragraphs[0].add_run("{%p if o.ganjil %}")
    sign.add_paragraph("{{ o.no }}.", "Paraf Ganjil")
    sign.add_paragraph("{%p else %}", "Normal")
    sign.add_paragraph("{{ o.no }}.", "Paraf Genap")
    sign.add_paragraph("{%p endif %}", "Normal")
    sheet.jika("sesi.daring")
    sheet.p(
        "Untuk konsultasi daring, tangkapan layar atau catatan kehadiran konferensi video dilampirkan pada daftar ini.",
        "Petunjuk",
    )
    sheet.akhir()
    sheet.tanda_tangan("tanda_tangan.mengetahui", pembuka="Mengetahui:")
    return sheet
