"""Exceptions of the domain by history: villages, conflicts of interest, formal assistance, silence, thanks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.core.desk import Aturan
from sikuwas_mail.core.elapsed import elapsed
from sikuwas_mail.core.incoming import PENDAMPINGAN, Answer
from sikuwas_mail.core.sop import Jawaban, Langkah, Status
from tests.core.scene import APPLICANT, COMPLETE, IRBAN_II, JOKO, RINA, STAFF, Scene, assignment, desk

DESA = {**COMPLETE, "perangkat_daerah": "Pemerintah Desa Contoh"}


def test_a_village_is_taken_with_a_copy_upward_where_that_is_the_policy() -> None:
    scene = Scene(desk=desk(aturan=Aturan(tembusan_desa=("camat@kecamatan.example",))))
    scene.request(DESA)
    assert scene.case and scene.case.langkah is Langkah.PENERUSAN
    assert scene.kinds("camat@kecamatan.example") == ["pemberitahuan"]


@pytest.mark.parametrize(("nama", "ditolak"), [("Desa Contoh", True), ("BUMDes Contoh", True), ("Dinas PMD", False)])
def test_a_village_is_refused_where_that_is_the_policy_and_a_dinas_never(nama: str, ditolak: bool) -> None:
    scene = Scene(desk=desk(aturan=Aturan(desa="tolak")))
    scene.request({**COMPLETE, "perangkat_daerah": nama})
    assert scene.case and (scene.case.status is Status.DITUTUP) == ditolak
    assert ("penolakan" in scene.kinds(APPLICANT)) == ditolak


def test_who_audited_the_office_is_not_sent_there_to_advise() -> None:
    auditor = replace(RINA, mengaudit=("Badan Keuangan",))
    scene = Scene(desk=desk(petugas=(*(p for p in STAFF if p is not RINA), auditor))).until(Langkah.PENUGASAN)
    refused = scene.says(IRBAN_II, assignment(RINA))
    assert refused.hasil is Hasil.DITANYAKAN and "benturan" in refused.alasan
    assert scene.says(IRBAN_II, assignment(JOKO)).hasil is Hasil.DIPUTUSKAN


def test_one_procurement_package_goes_to_formal_assistance_and_can_be_taken_back() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    answer = Answer(Jawaban.ALIHKAN, "satu paket pengadaan", wilayah=PENDAMPINGAN)
    assert scene.says(IRBAN_II, answer).hasil is Hasil.DIPUTUSKAN
    assert scene.case and scene.case.status is Status.DITUTUP and "penutupan" in scene.kinds(APPLICANT)
    scene.reply(IRBAN_II.email, scene.letter_to(IRBAN_II.email), Jawaban.URUNGKAN)
    assert scene.case.langkah is Langkah.PENUGASAN and scene.case.status is Status.BERJALAN


def test_a_silent_applicant_is_reminded_twice_closed_and_let_in_again() -> None:
    scene = Scene()
    scene.request({"nama": "Fajar Contoh"})
    begun, kinds = scene.now, []
    for day in range(1, 22):
        kinds += [str(x.jenis) for x in scene.tick(begun + timedelta(days=day)).letters]
    assert kinds == ["pengingat", "pengingat", "penutupan"]
    assert scene.case and scene.case.status is Status.DITUTUP
    scene.applicant(Answer(Jawaban.DATA, permohonan=dict(COMPLETE)))
    assert scene.case.langkah is Langkah.PENERUSAN


def test_waiting_for_the_applicant_is_kept_apart_from_handling() -> None:
    scene = Scene()
    scene.request({"nama": "Fajar Contoh"})
    scene.now += timedelta(minutes=40)
    scene.applicant(Answer(Jawaban.DATA, permohonan=dict(COMPLETE)))
    end = scene.now + timedelta(minutes=7)
    time = elapsed(scene.events, scene.desk.kalender, end)
    assert (round(time.semua.penanganan), round(time.semua.menunggu)) == (7, 41)
    assert time.langkah[Langkah.PENERUSAN].penanganan == 7


def test_waiting_for_the_session_is_kept_apart_from_handling() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    session = scene.case.sesi_kini if scene.case else None
    assert session and session.jadwal
    time = elapsed(scene.events, scene.desk.kalender, session.jadwal + timedelta(minutes=30))
    assert round(time.langkah[Langkah.KONSULTASI].penanganan) == 30
    assert time.langkah[Langkah.KONSULTASI].menunggu > 900


def test_thanks_after_the_end_open_nothing() -> None:
    scene = Scene().finished()
    assert scene.applicant(Answer(), "Terima kasih banyak").hasil is Hasil.DICATAT
    assert scene.case and scene.case.status is Status.SELESAI
