"""The index of an exported case: what lies in the file, its archive data, its course."""

from sikuwas_mail.paper.blueprint.sheet import Sheet


def berkas_kasus() -> Sheet:
    """The index (judul)."""
    sheet = Sheet("Daftar Isi Berkas Kasus", "Kasus {{ kasus.nomor }}")
    sheet.kop()
    sheet.p("DAFTAR ISI BERKAS KASUS", "Title")
    sheet.p("{{ kasus.nomor }}", "Nomor Naskah")
    sheet.matriks((("Uraian", 55, "{{ o.k1 }}"), ("Isi", 110, "{{ o.k2 }}")), "fakta")
    sheet.p("Data arsip", "Judul Tabel")
    sheet.matriks((("Unsur", 55, "{{ o.k1 }}"), ("Isi", 110, "{{ o.k2 }}")), "arsip")
    sheet.p("{{ usul }}", "Petunjuk")
    sheet.p("Isi berkas", "Judul Tabel")
    sheet.matriks(
        (
            ("No", 12, "{{ o.k1 }}"),
            ("Berkas", 62, "{{ o.k2 }}"),
            ("Keterangan", 55, "{{ o.k3 }}"),
            ("Awal SHA-256", 36, "{{ o.k4 }}"),
        ),
        "isi",
    )
    sheet.p("Riwayat", "Judul Tabel")
    sheet.matriks(
        (
            ("No", 12, "{{ o.k1 }}"),
            ("Waktu", 43, "{{ o.k2 }}"),
            ("Langkah", 30, "{{ o.k3 }}"),
            ("Peristiwa", 40, "{{ o.k4 }}"),
            ("Oleh", 40, "{{ o.k5 }}"),
        ),
        "riwayat",
    )
    return sheet
