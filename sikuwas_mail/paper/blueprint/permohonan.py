"""The Formulir Permohonan: what the applicant wrote, or lines to write on; read back by its labels."""

from sikuwas_mail.paper.blueprint.sheet import LEBAR, Sheet, isi_sel, sel


def formulir() -> Sheet:
    """Kop, judul, the labelled form, the applicant's declaration and signature."""
    sheet = Sheet("Formulir Permohonan Konsultasi {{ kasus.nomor }}", "{{ permohonan.topik }}")
    sheet.kop()
    sheet.p("FORMULIR PERMOHONAN KONSULTASI", "Title")
    sheet.p("NOMOR TIKET {{ kasus.nomor }}", "Nomor Naskah")
    sheet.jika("isian")
    sheet.p(
        "Kolom kanan mohon diisi tanpa mengubah kolom kiri, lalu formulir ini dikirim kembali sebagai lampiran balasan "
        "surel. Metode: daring, luring, atau hibrid. Sifat: biasa, segera, sangat segera, atau rahasia. NIP diisi "
        "tanda hubung (-) apabila tidak ada.",
        "Petunjuk",
    )
    sheet.lain()
    sheet.pasangan(
        (
            ("Diterima", "{{ kasus.tanggal_terima }} pukul {{ kasus.jam_terima }}"),
            ("Melalui", "{{ kasus.kanal }}"),
        ),
        kiri=45,
    )
    sheet.p("", "Antara")
    sheet.akhir()
    sheet.isian("baris_permohonan")
    _pernyataan(sheet)
    return sheet


def _pernyataan(sheet: Sheet) -> None:
    sheet.p("Pernyataan", "Perintah")
    sheet.butir(
        (
            "Data dan dokumen yang disampaikan dalam formulir ini benar dan dapat dipertanggungjawabkan.",
            "Pemohon menyetujui pemrosesan data pribadi dalam formulir ini untuk keperluan layanan konsultasi sesuai "
            "Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi.",
            "Layanan konsultasi ini tidak dipungut biaya.",
        )
    )
    table = sheet.tabel((LEBAR / 2, LEBAR / 2))
    _, right = sel(table)
    isi_sel(right, "{{ instansi.tempat }}, {% if isian %}……………………{% else %}{{ kasus.tanggal }}{% endif %}", "Pihak")
    right.add_paragraph("Pemohon,", "Pihak")
    right.add_paragraph("{{ pemohon.nama or '…………………………………' }}", "Nama Pihak")
    right.add_paragraph("NIP. {{ pemohon.nip }}", "Pihak").paragraph_format.keep_with_next = False
