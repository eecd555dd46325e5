"""Stray mail by raw mail through the whole office: GABUNG, BARU, ABAIKAN, a learnt alias, and who may not say so."""

from collections.abc import Callable

import pytest

from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.daemon.opening import open_rooms
from tests.office.bench import PEMOHON, Bench, alamat, mail, text_of

ADMIN = alamat("admin")
STRANGER = "Laras Contoh <laras.pribadi@surel.example>"


@pytest.fixture
def office(bench: Callable[..., Bench]) -> Bench:
    made = bench()
    made.request()
    return made


def arrives(office: Bench, text: str = "Mohon kabar SKW-2026-0001.", sender: str = STRANGER):
    outcome = office.take(mail(sender, "tanya", text))
    return outcome, office.newest(ADMIN, "klarifikasi")


def rows(office: Bench) -> dict[str, str]:
    return {row.dari: row.hasil for row in office.store.list_inbox()}


def test_a_ticket_number_from_a_stranger_reaches_admin_and_only_him(office: Bench) -> None:
    before = len(office.letters())
    outcome, asked = arrives(office)
    assert outcome.hasil is Hasil.ASING and outcome.perlu_dilihat
    assert [letter["To"].addresses[0].addr_spec for letter in office.letters()[before:]] == [ADMIN]
    words = text_of(asked)
    assert "GABUNG SKW-2026-0001" in words and "BARU" in words and "ABAIKAN" in words
    assert "Mohon kabar" not in words and "hibah" not in words
    assert asked["X-Sikuwas-Kasus"] is None and "[SIKUWAS AS-" in asked["Subject"]


def test_gabung_lays_it_to_the_case_and_asks_whose_address_it_is(office: Bench) -> None:
    _, asked = arrives(office)
    done = office.take(mail(ADMIN, "Re: x", "GABUNG SKW-2026-0001", asked))
    assert (done.hasil, done.alasan) == (Hasil.DIPUTUSKAN, "gabung-SKW-2026-0001")
    assert rows(office)["laras.pribadi@surel.example"] == "tambahan"
    told = [e.peristiwa for _, e in office.store.events("SKW-2026-0001")]
    assert told[-2:] == ["SurelDigabung", "AliasDiusulkan"]
    assert "laras.pribadi@surel.example" in [s.alamat for s in office.store.letters("SKW-2026-0001")]
    assert "tercatat" in str(office.newest(ADMIN, "tanda-keputusan")).lower()
    assert office.store.verify_chain() is None


def test_ya_teaches_the_applicants_address(office: Bench) -> None:
    _, asked = arrives(office)
    office.take(mail(ADMIN, "Re: x", "GABUNG SKW-2026-0001", asked))
    whose = office.newest(ADMIN, "klarifikasi")
    assert "laras.pribadi@surel.example" in text_of(whose)
    assert office.take(mail(ADMIN, "Re: x", "Ya.", whose)).alasan == "alias-dipelajari"
    letter = office.newest(PEMOHON, "tanda-terima")
    done = office.take(mail(STRANGER, "Re: x", "BATAL: sudah selesai", letter))
    assert (done.hasil, done.alasan) == (Hasil.DIPUTUSKAN, "batal")


def test_an_officials_second_address_works_after_ya_and_after_a_restart(office: Bench) -> None:
    office.take(mail(ADMIN, "Re", "TERUSKAN", office.newest(ADMIN, "tugas")))
    private = "Drs. Bagus Contoh, M.M. <bagus@surel.example>"
    letter = office.newest(alamat("sekretaris"), "tugas")
    assert office.take(mail(private, "Re", "SETUJU", letter)).hasil is Hasil.TIDAK_BERHAK
    asked = office.newest(ADMIN, "klarifikasi")
    office.take(mail(ADMIN, "Re", "GABUNG SKW-2026-0001", asked))
    office.take(mail(ADMIN, "Re", "YA", office.newest(ADMIN, "klarifikasi")))
    assert "bagus@surel.example" in text_of(office.newest(alamat("sekretaris"), "pemberitahuan"))
    rooms = open_rooms(office.config, office.now, office.store)
    assert rooms.plain_desk.orang("bagus@surel.example") == rooms.plain_desk.orang(alamat("sekretaris"))
    again = office.take(mail(private, "Re", "Setuju", letter))
    assert again.hasil is Hasil.DITANYAKAN  # the token went through strange hands: a fresh letter comes
    fresh = office.newest(alamat("sekretaris"), "tugas")
    assert office.take(mail(private, "Re", "SETUJU", fresh)).hasil is Hasil.DIPUTUSKAN


def test_baru_registers_it_as_a_request(office: Bench) -> None:
    text = (
        "Menyusul SKW-2026-0001 kami ajukan hal lain\nNama: Gita Contoh\nNIP: -\nJabatan: Kasi\n"
        "Perangkat Daerah: BPKAD\nNomor HP: 081200000001\nTopik: Aset\nUraian: Bagaimana?\nMetode: luring\n"
    )
    office.take(mail("gita@surel.example", "Re: SKW-2026-0001", text, office.newest(PEMOHON)))
    asked = office.newest(ADMIN, "klarifikasi")
    done = office.take(mail(ADMIN, "Re", "BARU", asked))
    assert done.alasan == "baru-SKW-2026-0002"
    case = office.store.case("SKW-2026-0002")
    assert case is not None and case.pemohon == "gita@surel.example"
    assert office.newest("gita@surel.example", "tanda-terima") is not None
    assert rows(office)["gita@surel.example"] == "terdaftar"


def test_abaikan_files_it_and_a_second_word_comes_too_late(office: Bench) -> None:
    _, asked = arrives(office)
    assert office.take(mail(ADMIN, "Re", "ABAIKAN", asked)).alasan == "abaikan"
    assert rows(office)["laras.pribadi@surel.example"] == "dicatat"
    late = office.take(mail(ADMIN, "Re", "GABUNG SKW-2026-0001", asked))
    assert (late.hasil, late.alasan) == (Hasil.USANG, "surel-asing-sudah-ditangani")
    assert "SurelDigabung" not in [e.peristiwa for _, e in office.store.events("SKW-2026-0001")]


@pytest.mark.parametrize("words", ["GABUNG", "GABUNG SKW-2026-0077", "ya, terserah", "BARU atau GABUNG SKW-2026-0001"])
def test_an_unclear_word_is_asked_once_more(office: Bench, words: str) -> None:
    _, asked = arrives(office)
    assert office.take(mail(ADMIN, "Re", words, asked)).hasil is Hasil.DITANYAKAN
    assert office.newest(ADMIN, "klarifikasi")["Message-ID"] != asked["Message-ID"]
    assert rows(office)["laras.pribadi@surel.example"] == "asing"


def test_one_tap_from_another_address_of_admin_works_by_the_ref_line(office: Bench) -> None:
    _, asked = arrives(office)
    ref = next(line for line in text_of(asked).splitlines() if line.startswith("Ref:"))
    assert office.take(mail(ADMIN, "x", f"GABUNG SKW-2026-0001 {ref}")).hasil is Hasil.DIPUTUSKAN


def test_nobody_but_admin_places_a_stray_mail(office: Bench) -> None:
    _, asked = arrives(office)
    for sender in (alamat("sekretaris"), "jahat@luar.example", PEMOHON):
        office.take(mail(sender, "Re", "GABUNG SKW-2026-0001", asked))
    office.take(mail(ADMIN, "Re: [SIKUWAS AS-0000-00001] x", "GABUNG SKW-2026-0001"))
    assert rows(office)["laras.pribadi@surel.example"] == "asing"
    assert "SurelDigabung" not in [e.peristiwa for _, e in office.store.events("SKW-2026-0001")]


def test_data_the_case_waits_for_are_taken_from_the_joined_mail(bench: Callable[..., Bench]) -> None:
    office = bench()
    office.take(mail(PEMOHON, "Konsultasi", "Nama: Laras Contoh\nTopik: Hibah\nUraian: Bagaimana?\nMetode: daring\n"))
    text = "SKW-2026-0001\nNIP: -\nJabatan: Kasubbid\nPerangkat Daerah: BPKAD\nNo HP: 0812345\n"
    office.take(mail(STRANGER, "data", text))
    office.take(mail(ADMIN, "Re", "GABUNG SKW-2026-0001", office.newest(ADMIN, "klarifikasi")))
    case = office.store.case("SKW-2026-0001")
    assert case is not None and case.permohonan["jabatan"] == "Kasubbid"
    assert case.langkah == "penerusan", (case.langkah, case.kekurangan)


def test_a_flood_of_strays_becomes_one_word_to_admin(office: Bench) -> None:
    for i in range(25):
        office.take(mail(f"a{i}@luar.example", "x", f"SKW-2026-0001 nomor {i}"))
    kinds = [
        x["X-Sikuwas-Jenis"] for x in office.letters() if "SIKUWAS AS-" in x["Subject"] or "Banyak" in x["Subject"]
    ]
    assert kinds.count("klarifikasi") <= 20 and kinds.count("operator") == 1
