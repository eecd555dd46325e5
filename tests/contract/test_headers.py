"""Letters for real and in rehearsal: headers, one recipient, two equal bodies, a banner, a calendar."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from zoneinfo import ZoneInfo

import pytest
from contract.desk import HASIL, JENIS, LANGKAH, PEMOHON, UJI, Kantor, Surat, alamat, permohonan

NANTI = datetime.now(ZoneInfo("Asia/Jakarta")) + timedelta(days=8)

JALAN = (
    ("admin", "penerusan", "TERUSKAN"),
    ("sekretaris", "disposisi", "SETUJU"),
    ("irban2", "penugasan", f"TUGASKAN: Rina\nJADWAL: {NANTI:%d-%m-%Y} 10.00\nMETODE: daring"),
    ("admin", "persiapan", "SIAP: https://rapat.example/77"),
    ("rina", "konsultasi", HASIL),
    ("irban2", "pelaporan", "SETUJU"),
    ("inspektur", "pengarsipan", "TERIMA"),
    ("admin", "pengarsipan", "ARSIP: 700/12 / Rak 3"),
)


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    """One case for real, to its end, by the clock of the wall."""
    with Kantor(tmp_path_factory.mktemp("langsung"), mode="langsung", alihkan_ke=None) as made:
        with made.layanan():
            made.kirim(PEMOHON, "Permohonan konsultasi", permohonan())
            for dari, langkah, isi in JALAN:
                made.tunggu(dari, "tugas", langkah)
                made.jawab(dari, isi)
            made.tunggu(PEMOHON, "survei")
            made.tunggu("admin", "tanda-keputusan", "pengarsipan")
        yield made


@pytest.fixture(scope="module")
def semua(kantor: Kantor) -> list[tuple[str, Surat]]:
    """Every letter with the mailbox it was found in."""
    akun = ["admin", "sekretaris", "irban2", "rina", "joko", "inspektur", PEMOHON]
    return [(alamat(a), s) for a in akun for s in kantor.kotak(alamat(a))]


def test_every_letter_has_one_human_recipient_by_name(semua: list[tuple[str, Surat]]) -> None:
    assert len(semua) >= 18
    for akun, surat in semua:
        assert akun in surat["To"] and surat["To"].count("@") == 1
        assert not surat["Cc"] and not surat["Bcc"]
        assert "GLADI" not in surat.teks and "GLADI" not in surat.html


def test_the_headers_name_case_step_and_kind(semua: list[tuple[str, Surat]]) -> None:
    for _, surat in semua:
        assert re.fullmatch(r"SKW-\d{4}-\d{4}", surat["X-Sikuwas-Kasus"])
        assert surat["X-Sikuwas-Langkah"] in LANGKAH and surat["X-Sikuwas-Jenis"] in JENIS
        assert surat["Auto-Submitted"] == "auto-generated" or surat["Auto-Submitted"].startswith("auto-replied")
        assert re.search(r"<[^<>@ ]+>", surat["List-Id"])
        assert re.fullmatch(r"<[^<>@\s]+@[^<>@\s]+>", surat["Message-ID"])
        assert surat["From"].endswith("<inspektorat@kabupaten.example>")


def test_the_kinds_of_a_plain_course_are_those_of_the_contract(semua: list[tuple[str, Surat]]) -> None:
    found = {s["X-Sikuwas-Jenis"] for _, s in semua}
    assert found == {"tanda-terima", "tugas", "tanda-keputusan", "undangan", "pemberitahuan", "penutupan", "survei"}


def test_a_thread_keeps_its_subject(semua: list[tuple[str, Surat]]) -> None:
    assert len({(akun, s["Subject"].removeprefix("Re: ")) for akun, s in semua}) == len({akun for akun, _ in semua})


def test_text_and_html_say_the_same(semua: list[tuple[str, Surat]]) -> None:
    for _, surat in semua:
        words = set(re.findall(r"[a-z]{5,}", surat.teks.lower()))
        bare = re.sub(r"<style.*?</style>|<[^>]+>", " ", surat.html, flags=re.DOTALL).lower()
        missing = {w for w in words if w not in bare}
        assert not missing - {"balas"}, (surat["X-Sikuwas-Jenis"], missing)
        jenis = [p.get_content_type() for p in surat.pesan.walk() if p.get_content_type().startswith("text/")]
        assert jenis[:2] == ["text/plain", "text/html"]


def test_nobody_is_called_anda_or_shouted_at(semua: list[tuple[str, Surat]]) -> None:
    for _, surat in semua:
        assert not re.search(r"\bAnda\b|!", surat.teks), surat.teks


def test_the_invitation_carries_the_calendar_and_the_link(kantor: Kantor) -> None:
    (undangan,) = kantor.surat(PEMOHON, "undangan")
    assert "https://rapat.example/77" in undangan.teks and "https://rapat.example/77" in undangan.html
    (kalender,) = [p for p in undangan.pesan.walk() if p.get_content_type() == "text/calendar"][:1]
    isi = kalender.get_payload(decode=True)
    assert isinstance(isi, bytes) and b"BEGIN:VEVENT" in isi and b"METHOD:REQUEST" in isi
    assert kalender.get_param("method") == "REQUEST"
    assert f"{NANTI:%Y%m%dT100000}".encode() in isi


def test_the_applicant_never_learns_who_decided_inside(kantor: Kantor) -> None:
    for surat in kantor.surat(PEMOHON):
        assert "irban" not in surat.teks.lower(), surat.teks
        assert alamat("sekretaris") not in surat.raw.decode("utf-8", "replace")


def test_the_minutes_go_to_the_applicant_and_the_report_does_not(kantor: Kantor) -> None:
    files = [name for surat in kantor.surat(PEMOHON) for name in surat.lampiran]
    assert any("Berita Acara" in name for name in files)
    assert not any("Laporan" in name or "Disposisi" in name for name in files)


def test_a_letter_is_sent_once_however_often_the_service_runs(kantor: Kantor) -> None:
    sebelum = len(kantor.pos.sent)
    kantor.putar()
    assert len(kantor.pos.sent) == sebelum


def test_a_letter_answers_what_was_written(kantor: Kantor, semua: list[tuple[str, Surat]]) -> None:
    ours = {s["Message-ID"] for _, s in semua}
    theirs = {row["message_id"] for row in kantor.json("surat", "list")}
    for _, surat in semua:
        for ref in re.findall(r"<[^>]+>", surat["In-Reply-To"] + surat["References"]):
            assert ref in ours | theirs


def test_the_rehearsal_sends_all_to_one_mailbox_under_a_banner(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Kantor(tmp_path_factory.mktemp("uji")) as kantor:
        kantor.ajukan()
        kantor.jawab("admin", "TERUSKAN")
        kantor.putar()
        assert {r for posted in kantor.pos.sent if posted.sender != PEMOHON for r in posted.recipients} <= {
            UJI,
            "inspektorat@kabupaten.example",
        }
        for kepada in (PEMOHON, alamat("admin"), alamat("sekretaris")):
            surat = kantor.surat(kepada)[-1]
            assert surat["To"] == UJI
            assert kepada in surat.teks.split("Yth.")[0] and kepada in surat.html
        assert message_from_bytes(kantor.pos.inbox(UJI)[0])["Date"].startswith("Mon, 23 Nov 2026 08:00:00")


def test_a_rehearsal_can_be_answered_from_its_own_mailbox_or_the_true_one(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with Kantor(tmp_path_factory.mktemp("uji")) as kantor:
        nomor = kantor.ajukan()
        kantor.jawab("admin", "TERUSKAN")
        kantor.putar()
        surat = kantor.surat("sekretaris", "tugas")[-1]
        kantor.kirim(UJI, f"Re: {surat['Subject']}", "SETUJU", In_Reply_To=surat["Message-ID"])
        kantor.putar()
        assert kantor.langkah(nomor) == ["penugasan"]
