"""Labelled lines and tables of a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.reading import labels

PEMOHON = """Berikut data kami:
Nama Lengkap : Budi Contoh, S.E.
N I P\t: 19700425 199003 1 006
OPD = BPKAD
Pangkat/Gol. : III/a
| Jabatan | Kepala Bidang Aset |
No. HP (WA): 0812-3456-7890
Alamat: Jl. Contoh 1
Uraian masalah:
Kami punya
masalah: banyak

Juga ini.
Cara konsultasi   Daring
"""


def test_labels_are_read_in_every_frame() -> None:
    found = labels.read_labels(PEMOHON, labels.PERMOHONAN)
    assert found.nilai == {
        "nama": "Budi Contoh, S.E.",
        "nip": "19700425 199003 1 006",
        "perangkat_daerah": "BPKAD",
        "pangkat": "III/a",
        "jabatan": "Kepala Bidang Aset",
        "nomor_hp": "0812-3456-7890",
        "uraian": "Kami punya\nmasalah: banyak\n\nJuga ini.",
        "metode": "Daring",
    }
    assert "Berikut data kami" in found.sisa
    assert "Alamat" in found.sisa


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Nama Lengkap", "nama"),
        ("OPD", "perangkat_daerah"),
        ("SKPD", "perangkat_daerah"),
        ("Unit Kerja", "perangkat_daerah"),
        ("Instansi", "perangkat_daerah"),
        ("Dinas", "perangkat_daerah"),
        ("Perangkat Daerah/Unit Kerja", "perangkat_daerah"),
        ("Perangkt Daerah", "perangkat_daerah"),
        ("No. HP", "nomor_hp"),
        ("WA", "nomor_hp"),
        ("Whatsapp", "nomor_hp"),
        ("Telepon", "nomor_hp"),
        ("Nomor HP/WA", "nomor_hp"),
        ("Gol.", "pangkat"),
        ("Pangkat/Gol", "pangkat"),
        ("Permasalahan", "uraian"),
        ("Uraian masalah", "uraian"),
        ("Perihal", "topik"),
        ("Topik konsultasi", "topik"),
        ("Cara konsultasi", "metode"),
        ("Jabtan", "jabatan"),
        ("Alamat e-mail", "email"),
        ("NIP/NIK", "nip"),
        ("Usulan tanggal dan jam", "usulan_jadwal"),
        ("Sifat permohonan", "sifat"),
        ("Jumlah Peserta (orang)", "jumlah_peserta"),
        ("Nama Kegiatan", ""),
        ("Catatan", ""),
        ("Tanggal", ""),
    ],
)
def test_labels_of_a_request_have_many_spellings(label: str, name: str) -> None:
    assert labels.which(label, labels.PERMOHONAN) == name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("RTL", "tindak_lanjut"),
        ("Rencana Tindak Lanjut", "tindak_lanjut"),
        ("KESIMPULAN", "simpulan"),
        ("Saran/Rekomendasi", "saran"),
        ("Alternatif pemecahan/saran", "saran"),
        ("PESERTA", "hadir"),
        ("MASALAH", "permasalahan"),
        ("Data/dokumen yang diperiksa", "data"),
        ("Pembahasan dan dasar hukum", "pembahasan"),
        ("Kesepakatan dan tindak lanjut", "kesepakatan"),
        ("Pembahsan", "pembahasan"),
        ("Hari/Tanggal", "tanggal"),
    ],
)
def test_labels_of_minutes_have_many_spellings(label: str, name: str) -> None:
    assert labels.which(label, labels.HASIL) == name


def test_one_line_may_hold_several_labels() -> None:
    text = "Nama: Rina; NIP: -; No HP: 081234567890, OPD: BPKAD"
    assert labels.read_labels(text, labels.PERMOHONAN).nilai == {
        "nama": "Rina",
        "nip": "-",
        "nomor_hp": "081234567890",
        "perangkat_daerah": "BPKAD",
    }
    text = "PERMASALAHAN: a b PEMBAHASAN: c SARAN: d TINDAK LANJUT: e"
    wanted = {"permasalahan": "a b", "pembahasan": "c", "saran": "d", "tindak_lanjut": "e"}
    assert labels.read_labels(text, labels.HASIL).nilai == wanted


def test_numbered_headings_open_sections() -> None:
    text = "A. Permasalahan\nx y\nB. Data/dokumen yang diperiksa\nz\n\nD. Alternatif pemecahan/saran\n1. satu\n2. dua"
    assert labels.read_labels(text, labels.HASIL).nilai == {
        "permasalahan": "x y",
        "data": "z",
        "saran": "1. satu\n2. dua",
    }


def test_an_empty_frame_is_no_value() -> None:
    text = "Nama: ..........\nJabatan: ______\nTopik: (diisi)\nOPD:"
    assert labels.read_labels(text, labels.PERMOHONAN).nilai == {}


def test_a_link_is_no_label() -> None:
    assert labels.read_labels("https://contoh.go.id/nama: x", labels.PERMOHONAN).nilai == {}


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert set(labels.read_labels(text, labels.PERMOHONAN).nilai) <= set(labels.PERMOHONAN.values())
