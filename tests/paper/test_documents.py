import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx.shared import Mm

from sikuwas_mail.core.case import DokumenKasus, Keputusan
from sikuwas_mail.core.desk import Pengganti
from sikuwas_mail.core.outgoing import GayaDokumen, Paper
from sikuwas_mail.core.sop import Dokumen, Langkah, Peran
from sikuwas_mail.paper import contoh
from sikuwas_mail.paper.documents import TIPE_DOCX, Documents
from sikuwas_mail.paper.facts import DASAR_HUKUM
from tests.paper.document_help import TEMPLATES, bare, decided, documents, footers, made, opened, paragraphs, rows, text

SAYS = {
    Dokumen.FORMULIR: ("NOMOR TIKET SKW-2026-0001", "19870321 201101 2 005", "Senin, 23 November 2026 pukul 08.45 WIB"),
    Dokumen.DISPOSISI: ("NOMOR AGENDA SKW-2026-0001", "☒\tInspektur Pembantu Wilayah II", "Mohon ditelaah"),
    Dokumen.SURAT_TUGAS: ("NOMOR 700/232/416-060/2026", "MEMERINTAHKAN:", "Kamis, 26 November 2026", "Tembusan:"),
    Dokumen.DAFTAR_HADIR: ("DAFTAR HADIR", "Kamis, 26 November 2026", "10.00 WIB", "Mengetahui:"),
    Dokumen.BERITA_ACARA: (
        "Kamis tanggal dua puluh enam bulan November tahun dua ribu dua puluh enam (26-11-2026)",
        "PIHAK KESATU",
        "Surat Tugas Nomor 700/232/416-060/2026 tanggal 23 November 2026",
        "keputusan tetap menjadi kewenangan dan tanggung jawab perangkat daerah",
    ),
    Dokumen.LAPORAN: (
        "Yth. Inspektur Kabupaten Mojokerto",
        "PENDAHULUAN",
        "URAIAN HASIL",
        "TINDAK LANJUT",
        "Lampiran:",
    ),
}


def _flat(content: bytes) -> str:
    return "\n".join(paragraphs(content))


@pytest.mark.parametrize("jenis", Dokumen)
def test_a_document_says_what_the_tata_naskah_asks_of_it(jenis):
    said = _flat(made(jenis))
    for words in SAYS[jenis]:
        assert " ".join(words.split()) in said, words


@pytest.mark.parametrize("jenis", Dokumen)
def test_every_document_carries_the_kop_and_its_code(jenis):
    content = made(jenis)
    assert "PEMERINTAH KABUPATEN MOJOKERTO\nINSPEKTORAT\nJl. R.A. Basuni No. 19 C" in _flat(content)
    assert footers(content).count(f"{jenis.judul} · SKW-2026-0001 ") == 2


@pytest.mark.parametrize("jenis", Dokumen)
@pytest.mark.parametrize("case", [bare(), contoh.kasus_baru()], ids=["nothing known", "as registered"])
def test_an_early_case_has_every_document_and_a_dash_for_what_is_unknown(jenis, case):
    said = _flat(made(jenis, case))
    assert "None" not in said
    assert "{" not in said
    assert "-" in said


def test_the_file_is_named_after_ticket_kind_and_version():
    file = documents().render(Paper(Dokumen.SURAT_TUGAS, 2, "700/1"), decided(), contoh.desk(), contoh.SEKARANG)
    assert (file.nama, file.tipe) == ("SKW-2026-0001 Surat Tugas v2.docx", TIPE_DOCX)


def test_the_same_values_give_the_same_bytes():
    assert made(Dokumen.LAPORAN) == made(Dokumen.LAPORAN)


def test_versions_that_say_different_things_carry_different_codes():
    later = replace(decided(), hasil={**contoh.HASIL, "saran": "Lain."})
    assert footers(made(Dokumen.BERITA_ACARA)) != footers(made(Dokumen.BERITA_ACARA, later))


def test_the_basis_quotes_the_sop_and_names_disposition_and_request():
    said = _flat(made(Dokumen.SURAT_TUGAS))
    for basis in DASAR_HUKUM:
        assert basis in said
    assert "Disposisi Sekretaris Inspektorat tanggal 23 November 2026" in said
    assert "Permohonan konsultasi Badan Pengelolaan Keuangan dan Aset Daerah tanggal 23 November 2026" in said


def test_a_number_admin_still_has_to_give_leaves_a_gap():
    paper = Paper(Dokumen.SURAT_TUGAS, 1, "", sementara=True)
    file = documents().render(paper, decided(), contoh.desk(), contoh.SEKARANG)
    assert "NOMOR 700/\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/416-060/2026" in [
        p.text for p in opened(file.isi).paragraphs
    ]


# ── who signs ────────────────────────────────────────────────────────────────────────────────────
def test_the_irban_signs_the_surat_tugas_for_the_inspektur():
    lines = paragraphs(made(Dokumen.SURAT_TUGAS))
    start = lines.index("a.n. INSPEKTUR KABUPATEN MOJOKERTO")
    assert lines[start + 1 : start + 6] == [
        "INSPEKTUR PEMBANTU WILAYAH II,",
        "Disetujui melalui surel tanggal 23 November 2026 pukul 10.00 WIB "
        "oleh Hj. Endang Lestari, S.E., M.Si. (contoh)",
        "Hj. Endang Lestari, S.E., M.Si. (contoh)",
        "Pembina",
        "NIP. 19750820 200003 2 003",
    ]


@pytest.mark.parametrize(
    ("peran", "lines"),
    [
        (Peran.INSPEKTUR, ["INSPEKTUR KABUPATEN MOJOKERTO,", "Dr. H. Suryanto, S.H., M.Si. (contoh)"]),
        (Peran.SEKRETARIS, ["SEKRETARIS INSPEKTORAT,", "Drs. Bambang Sutrisno, M.M. (contoh)"]),
    ],
)
def test_the_office_may_have_another_sign_the_surat_tugas(peran, lines):
    said = paragraphs(made(Dokumen.SURAT_TUGAS, penandatangan_surat_tugas=peran))
    start = said.index(lines[0])
    assert said[start : start + 2] == lines
    assert ("a.n. INSPEKTUR KABUPATEN MOJOKERTO" in said) is (peran is Peran.SEKRETARIS)
    assert not any("Disetujui melalui surel" in line for line in said)  # the Irban's word is not theirs


@pytest.mark.parametrize("sebagai", ["Plh", "Plt.", "plh"])
def test_a_substitute_signs_in_the_title_he_stands_in_for(sebagai):
    day = date(2026, 11, 23)
    stand_in = Pengganti("irban2@example.go.id", "irban3@example.go.id", sebagai, day, day)
    said = paragraphs(made(Dokumen.SURAT_TUGAS, desk=replace(contoh.desk(), pengganti=(stand_in,))))
    title = said.index(f"{sebagai.strip('.').capitalize()}. INSPEKTUR PEMBANTU WILAYAH II,")
    assert "Agus Prasetyo, S.H. (contoh)" in said[title : title + 3]
    assert not any(line.startswith("a.n.") for line in said)


def test_a_substitute_of_another_day_does_not_sign():
    past = Pengganti("irban2@example.go.id", "irban3@example.go.id", "Plh", date(2026, 11, 1), date(2026, 11, 22))
    said = _flat(made(Dokumen.LAPORAN, desk=replace(contoh.desk(), pengganti=(past,))))
    assert "Plh." not in said
    assert "Hj. Endang Lestari" in said


def test_an_office_without_a_holder_leaves_dots_to_sign_on():
    nobody = replace(contoh.desk(), petugas=())
    assert "………" in _flat(made(Dokumen.LAPORAN, desk=nobody))


def test_a_report_returned_after_approval_says_no_more_that_it_was_approved():
    case = decided()
    returned = Keputusan(
        Langkah.PENGARSIPAN, Peran.INSPEKTUR, 1, "inspektur@example.go.id", "", contoh.SEKARANG, "Diperbaiki"
    )
    assert "Disetujui melalui surel" in _flat(made(Dokumen.LAPORAN, case))
    again = replace(case, keputusan=(*case.keputusan, returned))
    assert "Disetujui melalui surel" not in _flat(made(Dokumen.LAPORAN, again))


# ── the sheet of disposition ─────────────────────────────────────────────────────────────────────
def test_an_opened_disposition_has_the_proposal_and_no_tick():
    said = _flat(made(Dokumen.DISPOSISI, contoh.kasus()))
    assert "☒ Inspektur" not in said
    assert "Usulan: Inspektur Pembantu Wilayah II" in said


def test_a_decided_disposition_ticks_one_irban():
    said = _flat(made(Dokumen.DISPOSISI))
    assert said.count("☒ Inspektur Pembantu Wilayah") == 1
    assert "Disetujui melalui surel tanggal 23 November 2026 pukul 09.20 WIB" in said


def test_a_case_sent_back_to_the_sekretaris_has_an_open_sheet_again():
    case = decided()
    moved = Keputusan(Langkah.PENUGASAN, Peran.IRBAN, 1, "irban2@example.go.id", "", contoh.SEKARANG, "Dialihkan")
    said = _flat(made(Dokumen.DISPOSISI, replace(case, keputusan=(*case.keputusan, moved))))
    assert "☒ Inspektur" not in said


# ── people ───────────────────────────────────────────────────────────────────────────────────────
def test_the_first_appointed_leads_and_nips_are_grouped():
    table = [r for r in rows(made(Dokumen.SURAT_TUGAS)) if r[0] in ("1", "2")]
    assert table == [
        ["1", "Rina Wulandari, S.E., Ak. (contoh)", "Penata Tingkat I (III/d)", "19850412 201001 2 008",
         "Auditor Ahli Muda", "Ketua Tim"],
        ["2", "Joko Santoso, S.T. (contoh)", "Penata (III/c)", "19880925 201402 1 003", "PPUPD Ahli Muda", "Anggota"],
    ]  # fmt: skip


def test_odd_guests_sign_left_and_even_ones_right():
    signs = [p.style.name for t in opened(made(Dokumen.DAFTAR_HADIR)).tables for p in t._cells[-1].paragraphs]
    assert signs[-1] == "Paraf Ganjil"  # the third and last
    styles = [
        p.style.name for c in opened(made(Dokumen.DAFTAR_HADIR)).tables[-1].columns[5].cells for p in c.paragraphs
    ]
    assert styles[1:] == ["Paraf Ganjil", "Paraf Genap", "Paraf Ganjil"]


@pytest.mark.parametrize(
    ("office", "head"),
    [
        ("Dinas Kesehatan", "Kepala Dinas Kesehatan"),
        ("Kecamatan Sooko", "Camat Sooko"),
        ("RSUD Prof. dr. Soekandar", "Direktur RSUD Prof. dr. Soekandar"),
        ("Sekretariat Daerah", "Sekretaris Daerah"),
    ],
)
def test_a_copy_goes_to_the_head_of_the_applicants_office(office, head):
    case = replace(decided(), permohonan={**contoh.PERMOHONAN, "perangkat_daerah": office})
    assert head in paragraphs(made(Dokumen.SURAT_TUGAS, case))


# ── paper, font, properties ──────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("jenis", Dokumen)
@pytest.mark.parametrize(("kertas", "width", "height"), [("F4", 215, 330), ("A4", 210, 297)])
def test_the_paper_is_the_configured_one_and_tables_fit_it(jenis, kertas, width, height):
    document = opened(made(jenis, kertas=kertas))
    section = document.sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (width, height)
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        assert sum(c.width for c in table.columns) == pytest.approx(room, abs=Mm(1))


@pytest.mark.parametrize(
    ("huruf", "alternative"), [("Arial", "Liberation Sans"), ("Bookman Old Style", "TeX Gyre Bonum")]
)
def test_the_font_is_the_configured_one_and_its_free_twin_is_named(huruf, alternative):
    with zipfile.ZipFile(io.BytesIO(made(Dokumen.SURAT_TUGAS, huruf=huruf))) as file:
        styles, fonts = file.read("word/styles.xml").decode(), file.read("word/fontTable.xml").decode()
    assert f'w:ascii="{huruf}"' in styles
    assert styles.count("w:ascii=") == styles.count(f'w:ascii="{huruf}"')
    assert f'w:name="{huruf}"><w:altName w:val="{alternative}"/>' in fonts
    assert 'w:lang w:val="id-ID"' in styles


def test_an_unknown_paper_is_refused():
    with pytest.raises(ValueError, match="kertas 'Folio' tidak dikenal"):
        Documents(TEMPLATES, contoh.INSTANSI, GayaDokumen(kertas="Folio"))


def test_the_documents_properties_are_filled():
    core = opened(made(Dokumen.SURAT_TUGAS)).core_properties
    assert core.title == "Surat Tugas 700/232/416-060/2026"
    assert core.author == "INSPEKTORAT KABUPATEN MOJOKERTO"
    assert core.language == "id-ID"
    assert core.subject == "Layanan konsultasi Badan Pengelolaan Keuangan dan Aset Daerah"
    assert core.created.isoformat() == "2026-11-23T02:00:00+00:00"


@pytest.mark.parametrize("jenis", Dokumen)
def test_no_blanks_lay_out_a_line(jenis):
    for paragraph in opened(made(jenis)).element.body.itertext():
        assert "  " not in paragraph


# ── emblem ───────────────────────────────────────────────────────────────────────────────────────
def test_the_emblem_is_drawn_where_one_is_configured(tmp_path):
    png = tmp_path / "lambang.png"
    png.write_bytes(
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (200).to_bytes(4, "big") + (240).to_bytes(4, "big") + b"\0" * 20
    )
    office = replace(contoh.INSTANSI, lambang=str(png))
    content = documents(instansi=office).preview(Dokumen.SURAT_TUGAS).isi
    (shape,) = opened(content).inline_shapes
    assert (round(shape.width / Mm(1)), round(shape.height / Mm(1))) == (20, 24)
    assert documents(instansi=office).lint() == []


def test_a_missing_emblem_leaves_its_place_free_and_lint_says_so(tmp_path):
    office = replace(contoh.INSTANSI, lambang=str(tmp_path / "tidak-ada.png"))
    content = documents(instansi=office).preview(Dokumen.SURAT_TUGAS).isi
    assert not opened(content).inline_shapes
    assert next(rows(content))[0] == ""
    assert "lambang tidak terbaca sebagai PNG" in documents(instansi=office).lint()[0]


def test_a_new_version_of_a_document_refers_to_the_newest_of_others():
    case = decided()
    newer = DokumenKasus(Dokumen.SURAT_TUGAS, 2, "700/240/416-060/2026", contoh.SEKARANG)
    said = _flat(made(Dokumen.BERITA_ACARA, replace(case, dokumen=(*case.dokumen, newer))))
    assert "Surat Tugas Nomor 700/240/416-060/2026" in said


def test_text_is_the_same_on_either_paper_and_in_either_font():
    for jenis in Dokumen:
        assert text(made(jenis, kertas="A4", huruf="Bookman Old Style")) == text(made(jenis))
