"""Who and what a written name stands for."""

import pytest

from sikuwas_mail.core.calendar import Calendar
from sikuwas_mail.core.desk import Desk, Pengganti
from sikuwas_mail.reading.names import Directory, wilayah_named
from tests.reading.staff import DIREKTORI, KANTOR, NOW, PETUGAS, WIB


@pytest.mark.parametrize(
    ("written", "who"),
    [
        ("Rina Contoh, S.E., M.M.", "rina"),
        ("rina contoh", "rina"),
        ("Bu Rina", "rina"),
        ("Sdri. Rina", "rina"),
        ("R. Contoh", "rina"),
        ("RC", "rina"),
        ("198501012010012001", "rina"),
        ("jk.contoh@gmail.example", "joko"),
        ("joko@contoh.go.id", "joko"),
        ("Pak Joko (ketua tim)", "joko"),
        ("Dewi Lestari", "dewi"),
        ("Dewi A. Contoh", "dewia"),
        ("Bambang Susillo", "bambang"),
        ("Lestari", "dewi"),
    ],
)
def test_a_name_that_fits_one_is_that_one(written: str, who: str) -> None:
    assert DIREKTORI.orang(written).alamat == f"{who}@contoh.go.id"


@pytest.mark.parametrize("written", ["Dewi", "Contoh", "Bu Dewi Contoh"])
def test_a_name_that_fits_two_is_nobody_and_says_whom(written: str) -> None:
    match = DIREKTORI.orang(written)
    assert match.alamat == ""
    assert "atau" in match.ragu


@pytest.mark.parametrize("written", ["Slamet", "Irban Dua Contoh", "Admin", "R", "", "dan", "Rina Wati", "rinas"])
def test_a_name_that_fits_nobody_is_nobody(written: str) -> None:
    assert "tidak ada" in DIREKTORI.orang(written).ragu


def test_a_shared_name_means_the_one_of_the_own_wilayah() -> None:
    assert DIREKTORI.orang("Dewi", "III").alamat == "dewia@contoh.go.id"


@pytest.mark.parametrize(
    ("written", "office"),
    [
        ("BPKAD", "Badan Pengelolaan Keuangan dan Aset Daerah"),
        ("bpkad kab. mojokerto", "Badan Pengelolaan Keuangan dan Aset Daerah"),
        ("Bidang Aset BPKAD", "Badan Pengelolaan Keuangan dan Aset Daerah"),
        ("Dinas Kesehatan Kabupaten Mojokerto", "Dinas Kesehatan"),
        ("dinas kesehtan", "Dinas Kesehatan"),
        ("Kec. Sooko", "Kecamatan Sooko"),
        ("Kantor Kecamatan Sooko", "Kecamatan Sooko"),
        ("Disdik", "Dinas Pendidikan"),
    ],
)
def test_an_office_is_known_by_its_names(written: str, office: str) -> None:
    found = DIREKTORI.perangkat(written)
    assert found is not None
    assert found.nama == office


@pytest.mark.parametrize(
    "written", ["", "Dinas", "Dinas Kesehatan Kota Mojokerto", "Desa Contoh Kecamatan Sooko", "BPKAD dan Dinkes"]
)
def test_another_government_or_two_offices_are_no_office(written: str) -> None:
    assert DIREKTORI.perangkat(written) is None


@pytest.mark.parametrize(
    ("text", "wilayah"),
    [
        ("Irban II", ("II",)),
        ("irbanwil 3", ("III",)),
        ("Inspektur Pembantu Wilayah IV", ("IV",)),
        ("Irban I atau II", ("I", "II")),
        ("Irban II/III", ("II", "III")),
        ("Irban Khusus", ("KHUSUS",)),
        ("irban", ()),
        ("wilayah kami", ()),
    ],
)
def test_every_wilayah_named_is_found(text: str, wilayah: tuple[str, ...]) -> None:
    assert wilayah_named(text) == wilayah


def test_the_directory_holds_who_is_in_office_and_counts_a_substituted_irban() -> None:
    gone = PETUGAS[3].__class__(
        **{**{f: getattr(PETUGAS[3], f) for f in PETUGAS[3].__slots__}, "sampai": NOW.date().replace(day=1)}
    )
    desk = Desk((gone, *PETUGAS[4:]), Calendar(WIB), (b"k",), "inspektorat@contoh.go.id", perangkat_daerah=KANTOR)
    assert Directory.of(desk, NOW).wilayah == ("II", "III", "Khusus")
    plt = Pengganti(gone.email, "irban2@contoh.go.id", "Plt", NOW.date(), NOW.date())
    covered = Desk(desk.petugas, desk.kalender, desk.kunci, desk.alamat, perangkat_daerah=KANTOR, pengganti=(plt,))
    assert "I" in Directory.of(covered, NOW).wilayah
