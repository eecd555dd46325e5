"""The data of a request, from labels, forms, free words and the sender's office."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.core.sop import DATA_WAJIB, LABEL_PERMOHONAN
from sikuwas_mail.reading import request
from tests.reading.docx import formulir
from tests.reading.staff import DIREKTORI, NOW

BERLABEL = """Yth. Inspektorat,

Dengan hormat, kami mengajukan permohonan konsultasi:

Nama: Budi Contoh, S.E.
NIP: 19700425 199003 1 006
Pangkat/Gol: Penata / III.c
Jabatan: Kepala Bidang
OPD: BPKAD Kabupaten Mojokerto
No. WA: +62 812-3456-7890
Topik: Hibah barang
Uraian: Kami menerima hibah.
Belum dicatat.
Metode: via zoom
Usulan jadwal: Kamis 10.00
Sifat: Segera
Jumlah peserta: 5 orang

Demikian, terima kasih.

Hormat kami
Budi
"""


def test_a_labelled_request_is_complete() -> None:
    data = request.read("Permohonan konsultasi", BERLABEL, DIREKTORI, NOW, sender="Budi@Contoh.example")
    assert data == {
        "nama": "Budi Contoh, S.E.",
        "nip": "197004251990031006",
        "pangkat": "Penata / III.c",
        "jabatan": "Kepala Bidang",
        "perangkat_daerah": "Badan Pengelolaan Keuangan dan Aset Daerah",
        "email": "budi@contoh.example",
        "nomor_hp": "081234567890",
        "topik": "Hibah barang",
        "uraian": "Kami menerima hibah.\nBelum dicatat.",
        "metode": "daring",
        "usulan_jadwal": "Kamis 10.00",
        "sifat": "segera",
        "jumlah_peserta": "5",
    }
    assert request.missing(data) == ()


def test_free_text_is_the_story_and_nothing_is_made_up() -> None:
    text = (
        "Assalamualaikum wr. wb.\n\nKami dari BPKAD ingin berkonsultasi tentang pencatatan hibah barang dari pusat "
        "yang belum ada nilainya. Apakah boleh dicatat dengan nilai wajar? Konsultasi mohon secara daring.\n\n"
        "Terima kasih\nBudi"
    )
    data = request.read("Re: Konsultasi pencatatan hibah barang", text, DIREKTORI, NOW, sender="x@y.example")
    assert set(data) == {"perangkat_daerah", "email", "topik", "uraian", "metode"}
    assert data["topik"] == "pencatatan hibah barang"
    assert data["uraian"].startswith("Kami dari BPKAD")
    assert "Terima kasih" not in data["uraian"]
    assert request.missing(data) == ("nama", "nip", "jabatan", "nomor_hp")


def test_a_way_of_meeting_is_not_taken_from_the_matter_itself() -> None:
    text = "Kami ingin bertanya tentang pengadaan secara online melalui katalog, apakah perlu berita acara tersendiri?"
    assert "metode" not in request.read("Pengadaan", text, DIREKTORI, NOW)


def test_the_sender_supplies_office_by_domain_and_a_persons_name() -> None:
    data = request.read("x", "halo", DIREKTORI, NOW, sender="a@bpkad.contoh.go.id", sender_name="Budi Contoh")
    assert data["perangkat_daerah"] == "Badan Pengelolaan Keuangan dan Aset Daerah"
    assert data["nama"] == "Budi Contoh"
    other = request.read("x", "halo", DIREKTORI, NOW, sender="a@gmail.example", sender_name="Dinas Kesehatan")
    assert "nama" not in other
    assert "perangkat_daerah" not in other


@pytest.mark.parametrize(
    "subject",
    [
        "Permohonan konsultasi",
        "Re: Fwd: permohonan layanan konsultasi",
        "SIKUWAS",
        "",
        "Formulir permohonan konsultasi online",
    ],
)
def test_a_subject_that_only_names_the_service_is_no_topic(subject: str) -> None:
    assert "topik" not in request.read(subject, "isi", DIREKTORI, NOW)


@pytest.mark.parametrize(
    ("subject", "topic"),
    [
        ("Permohonan Konsultasi terkait Pajak Dana Desa", "Pajak Dana Desa"),
        ("Bls: [2] Re: Konsultasi: Hibah barang milik daerah", "Hibah barang milik daerah"),
        ("Fwd: Mohon konsultasi tentang SPJ", "SPJ"),
    ],
)
def test_a_subject_names_the_topic(subject: str, topic: str) -> None:
    assert request.read(subject, "isi", DIREKTORI, NOW).get("topik") == topic


def test_the_attached_form_fills_in_and_the_mail_wins() -> None:
    form = formulir({"Nama Lengkap": "Dari Formulir", "NIP": "-", "Jabatan": "Sekretaris", "Metode": "Luring"})
    data = request.read("Permohonan", "Terlampir formulir.\nNama: Dari Surel", DIREKTORI, NOW, [form])
    assert data["nama"] == "Dari Surel"
    assert (data["nip"], data["jabatan"], data["metode"]) == ("-", "Sekretaris", "luring")
    assert "uraian" not in data


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("nip", "19700425 199003 1 006", "197004251990031006"),
        ("nip", "-", "-"),
        ("nip", "tidak ada", "-"),
        ("nip", "", ""),
        ("metode", "online", "daring"),
        ("metode", "Zoom meeting", "daring"),
        ("metode", "tatap muka", "luring"),
        ("metode", "offline di kantor", "luring"),
        ("metode", "hybrid", "hibrid"),
        ("metode", "daring dan luring", "hibrid"),
        ("metode", "daring/luring", ""),
        ("metode", "daring/luring/hibrid", ""),
        ("metode", "bukan daring", ""),
        ("metode", "☒ Daring ☐ Luring", "daring"),
        ("sifat", "Sangat Segera", "sangat segera"),
        ("sifat", "SEGERA", "segera"),
        ("sifat", "biasa/segera", ""),
        ("nomor_hp", "+62 812 3456 7890", "081234567890"),
        ("nomor_hp", "(0321) 329188", "0321329188"),
        ("email", "Budi <Budi@Contoh.example>", "budi@contoh.example"),
        ("jumlah_peserta", "5 (lima) orang", "5"),
        ("perangkat_daerah", "dinkes", "Dinas Kesehatan"),
        ("perangkat_daerah", "Desa Contoh", "Desa Contoh"),
    ],
)
def test_values_are_brought_to_one_form(name: str, written: str, value: str) -> None:
    assert request.clean(name, written, DIREKTORI) == value


def test_missing_names_absent_and_impossible_items_in_order() -> None:
    assert request.missing({}) == DATA_WAJIB
    data = dict.fromkeys(DATA_WAJIB, "isi yang cukup") | {"nip": "123", "metode": "surat", "nomor_hp": "nanti"}
    assert request.missing(data) == ("nip", "nomor_hp", "metode")


@pytest.mark.parametrize(
    ("nip", "doubts"),
    [
        ("197004251990031006", 0),
        ("199608182022211001", 0),
        ("197013251990031006", 1),
        ("197004251980031006", 1),
        ("197004251990131006", 1),
        ("197004251990033006", 1),
        ("197004251990031000", 1),
        ("-", 0),
    ],
)
def test_an_odd_nip_is_told_not_refused(nip: str, doubts: int) -> None:
    assert len(request.nip_doubts(nip, NOW)) == doubts
    assert "nip" not in request.missing({"nip": nip})


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80), st.text(max_size=300), st.text(max_size=40))
def test_any_mail_gives_known_keys(subject: str, text: str, sender: str) -> None:
    data = request.read(subject, text, DIREKTORI, NOW, sender=sender, sender_name=sender)
    assert set(data) <= set(LABEL_PERMOHONAN)
    assert all(data.values())
