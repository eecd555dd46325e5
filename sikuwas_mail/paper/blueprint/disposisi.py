"""The Lembar Disposisi: one sheet in two states, opened by the bot and decided by the Sekretaris."""

from docx.table import Table, _Cell

from sikuwas_mail.paper.blueprint.sheet import LEBAR, Sheet, isi_sel, sel

_KIRI = LEBAR / 2


def lembar() -> Sheet:
    """Kop, judul, the box of the letter, the two columns of boxes to tick, the note, the signature."""
    sheet = Sheet("Lembar Disposisi {{ kasus.nomor }}", "{{ pemohon.topik }}")
    sheet.kop()
    sheet.p("LEMBAR DISPOSISI", "Title")
    sheet.p("NOMOR AGENDA {{ kasus.nomor }}", "Nomor Naskah")
    table = sheet.tabel((_KIRI, LEBAR - _KIRI), "Table Grid")
    _surat(table)
    _pilihan(table)
    _catatan(table)
    sheet.p(
        "{{ instansi.tempat }}, {% if disposisi.diisi %}{{ disposisi.tanggal }}{% else %}……………………{% endif %}",
        "Tempat Tanggal",
    )
    sheet.tanda_tangan("tanda_tangan.disposisi", tempat=False)
    return sheet


def _surat(table: Table) -> None:
    left, right = sel(table)
    _baris(left, "Surat dari", "{{ pemohon.perangkat_daerah }}", first=True)
    _baris(left, "Nomor surat", "{{ kasus.nomor }}")
    _baris(left, "Tanggal surat", "{{ kasus.tanggal }}")
    _baris(right, "Diterima", "{{ kasus.tanggal_terima }} pukul {{ kasus.jam_terima }}", first=True)
    _baris(right, "Nomor agenda", "{{ kasus.nomor }}")
    right.add_paragraph("Sifat:", "Label Tabel")
    _kotak(right, "disposisi.sifat")
    left, right = sel(table)
    whole = left.merge(right)
    _baris(whole, "Hal", "Permohonan konsultasi tentang {{ pemohon.topik }}", first=True)
    _baris(whole, "Pemohon", "{{ pemohon.nama }}, {{ pemohon.jabatan }}")
    whole.add_paragraph("Ringkasan:", "Label Tabel")
    _ulang(whole, "alinea_permohonan.uraian")


def _pilihan(table: Table) -> None:
    left, right = sel(table)
    isi_sel(left, "Diteruskan kepada Sdr.:", "Label Tabel")
    _kotak(left, "disposisi.tujuan")
    left.add_paragraph("{%p if disposisi.usulan %}", "Normal")
    left.add_paragraph("Usulan: Inspektur Pembantu Wilayah {{ disposisi.usulan }}", "Isi Tabel")
    left.add_paragraph("{%p endif %}", "Normal")
    isi_sel(right, "Dengan hormat harap:", "Label Tabel")
    _kotak(right, "disposisi.harap")


def _catatan(table: Table) -> None:
    left, right = sel(table, tinggi=35)
    whole = left.merge(right)
    isi_sel(whole, "Catatan:", "Label Tabel")
    _ulang(whole, "disposisi.catatan")


def _baris(cell: _Cell, label: str, nilai: str, *, first: bool = False) -> None:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.style = "Isi Tabel"
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(nilai)


def _kotak(cell: _Cell, daftar: str) -> None:
    cell.add_paragraph(f"{{%p for k in {daftar} %}}", "Normal")
    cell.add_paragraph("{{ k.kotak }}\t{{ k.teks }}", "Pilihan")
    cell.add_paragraph("{%p endfor %}", "Normal")


def _ulang(cell: _Cell, daftar: str) -> None:
    cell.add_paragraph(f"{{%p for x in {daftar} %}}", "Normal")
    cell.add_paragraph("{{ x }}", "Isi Tabel")
    cell.add_paragraph("{%p endfor %}", "Normal")
