"""Filled-in office forms, and files that only pretend to be one."""

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.core.incoming import Lampiran
from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.reading.cells import MAKS_ISI
from sikuwas_mail.reading.forms import read_form, read_forms, ticked
from tests.reading.docx import berita_acara, berkas, formulir, kendali, kotak, tabel


def dibungkus(xml: bytes, entries: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
        for i in range(entries - 1):
            archive.writestr(f"x{i}", b"")
    return out.getvalue()


def test_a_request_form_is_read_by_its_labels() -> None:
    form = read_form(
        formulir(
            {
                "Nama Lengkap": "Budi Contoh",
                "NIP/NIK": "-",
                "Perangkat Daerah/Unit Kerja": "BPKAD",
                "Nomor WhatsApp": "0812",
                "Uraian permasalahan": "Baris satu\nBaris dua",
                "Jabatan": "",
            }
        ).isi
    )
    assert form.jenis is Dokumen.FORMULIR
    assert form.nilai == {
        "nama": "Budi Contoh",
        "nip": "-",
        "perangkat_daerah": "BPKAD",
        "nomor_hp": "0812",
        "uraian": "Baris satu\nBaris dua",
    }


def test_minutes_are_read_by_lettered_labels() -> None:
    form = read_form(
        berita_acara(
            {
                "A. Permasalahan": "a",
                "B. Data/dokumen yang diperiksa": "b",
                "C. Pembahasan dan dasar hukum": "c",
                "D. Alternatif pemecahan/saran": "1. satu\n2. dua",
                "E. Kesepakatan dan tindak lanjut": "e",
                "TINDAK LANJUT": "f",
            }
        ).isi
    )
    assert form.jenis is Dokumen.BERITA_ACARA
    assert form.nilai == {
        "permasalahan": "a",
        "data": "b",
        "pembahasan": "c",
        "saran": "1. satu\n2. dua",
        "kesepakatan": "e",
        "tindak_lanjut": "f",
    }


def test_minutes_may_stand_in_paragraphs_below_headings() -> None:
    document = Document()
    for line in (
        "BERITA ACARA KONSULTASI",
        "PERMASALAHAN",
        "a",
        "PEMBAHASAN DAN DASAR HUKUM",
        "b",
        "SARAN",
        "c",
        "Demikian x",
    ):
        document.add_paragraph(line)
    assert read_form(berkas(document, "x.docx").isi).nilai == {"permasalahan": "a", "pembahasan": "b", "saran": "c"}


def test_a_label_alone_in_its_row_takes_the_next_row() -> None:
    document = Document()
    document.add_paragraph("BERITA ACARA")
    table = document.add_table(rows=0, cols=1)
    for text in ("A. Permasalahan", "isi a", "C. Pembahasan", "isi c"):
        table.add_row().cells[0].text = text
    assert read_form(berkas(document, "x.docx").isi).nilai == {"permasalahan": "isi a", "pembahasan": "isi c"}


def test_an_attendance_list_names_who_came() -> None:
    document = Document()
    document.add_paragraph("DAFTAR HADIR")
    tabel(document, [["Hari/Tanggal", ":", "Kamis, 26 November 2026"], ["Tempat", ":", "Aula"]])
    tabel(
        document,
        [
            ["No.", "Nama", "NIP", "Jabatan/Instansi", "No. HP", "Tanda tangan"],
            ["1", "Budi Contoh", "-", "BPKAD", "", ""],
            ["2", "Rina Contoh", "-", "", "", ""],
            ["3", "", "", "", "", ""],
        ],
    )
    form = read_form(berkas(document, "hadir.docx").isi)
    assert form.jenis is Dokumen.DAFTAR_HADIR
    assert form.nilai == {
        "tanggal": "Kamis, 26 November 2026",
        "tempat": "Aula",
        "hadir": "Budi Contoh (BPKAD)\nRina Contoh",
    }


def test_ticked_boxes_are_the_value() -> None:
    assert read_form(kotak("Metode", {"Daring": False, "Luring": True, "Hibrid": False}).isi).nilai == {
        "metode": "Luring"
    }
    assert ticked("☐ Daring ☒ Luring") == "Luring"
    assert ticked("[x] Daring [ ] Luring") == "Daring"
    assert ticked("☐ Daring ☐ Luring") == ""
    assert ticked("tanpa kotak (x)") == "tanpa kotak (x)"


def test_content_controls_are_read_and_placeholders_are_not() -> None:
    assert read_form(kendali("Nama", "Budi").isi).nilai == {"nama": "Budi"}
    assert read_form(kendali("Kolom 1", "Budi", tag="nama").isi).nilai == {"nama": "Budi"}
    assert read_form(kendali("Nama", "Klik di sini", placeholder=True).isi).nilai == {}


def test_a_blank_form_has_no_values() -> None:
    form = read_form(formulir({"Nama": "", "NIP": "........", "Topik": "______"}).isi)
    assert (form.jenis, form.nilai, form.kesalahan) == (Dokumen.FORMULIR, {}, ())


def test_several_forms_are_merged_by_kind() -> None:
    both = [
        berita_acara({"A. Permasalahan": "a"}),
        formulir({"Nama": "Budi"}),
        Lampiran("foto.jpg", "image/jpeg", b"x"),
    ]
    assert read_forms(both, Dokumen.BERITA_ACARA).nilai == {"permasalahan": "a"}
    assert read_forms(both, Dokumen.FORMULIR).nilai == {"nama": "Budi"}


def test_the_file_name_tells_a_form_without_a_title() -> None:
    plain = formulir({"Permasalahan": "a", "Pembahasan": "b"}, judul="-")
    assert read_form(plain.isi, "Berita Acara sesi 1.docx").jenis is Dokumen.BERITA_ACARA


BOM = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'


@pytest.mark.parametrize(
    ("isi", "says"),
    [
        (b"", "bukan dokumen DOCX"),
        (b"%PDF-1.7", "bukan dokumen DOCX"),
        (dibungkus(b"<a>"), "tidak dapat dibaca"),
        (dibungkus(BOM), "tidak d"),
        (dibungkus(BOM.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")), "tidak d"),
        (dibungkus(b"<a/>", MAKS_ISI + 1), "terlalu besar"),
        (dibungkus(b" " * (21 * 1024 * 1024)), "terlalu besar"),
        (dibungkus(b"<a/>"), "bukan formulir"),
    ],
    ids=["kosong", "pdf", "rusak", "entitas", "utf16", "banyak", "bom-zip", "lain"],
)
def test_a_file_that_is_no_form_says_why(isi: bytes, says: str) -> None:
    form = read_form(isi, "lampiran.docx")
    assert form.nilai == {}
    assert says in form.kesalahan[0]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=40))
def test_a_damaged_form_never_raises(at: int, noise: bytes) -> None:
    isi = bytearray(_INTACT)
    isi[at : at + len(noise)] = noise
    form = read_form(bytes(isi), "rusak.docx")
    assert form.kesalahan or form.jenis


_INTACT = formulir({"Nama": "Budi", "NIP": "-"}).isi
