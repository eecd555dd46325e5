"""URUNGKAN: the last decider takes his decision back until the next person has decided; everyone concerned is told."""

import pytest

from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import Dokumen, Jawaban, Langkah, Peran, Status
from tests.core.scene import ADMIN, APPLICANT, INSPEKTUR, IRBAN_II, RINA, SEKRETARIS, Scene, assignment


def test_a_decision_taken_back_reopens_the_step_as_a_new_round() -> None:
    scene = Scene().until(Langkah.PENERUSAN)
    letter = scene.task_letter(ADMIN)
    scene.says(ADMIN, Jawaban.TERUSKAN)
    decision = scene.reply(ADMIN.email, letter, Jawaban.URUNGKAN)
    assert decision.hasil is Hasil.DIURUNGKAN
    assert scene.case and scene.case.langkah is Langkah.PENERUSAN
    assert [t.langkah for t in scene.case.tugas_terbuka] == [Langkah.PENERUSAN]
    assert scene.kinds(SEKRETARIS.email) == ["pemberitahuan"]
    assert scene.task_letter(ADMIN).token != letter.token


def test_the_confirmation_takes_urungkan_too() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    scene.says(SEKRETARIS, Jawaban.SETUJU)
    echo = scene.letter_to(SEKRETARIS.email, JenisSurat.TANDA_KEPUTUSAN)
    assert scene.reply(SEKRETARIS.email, echo, Jawaban.URUNGKAN).hasil is Hasil.DIURUNGKAN
    assert scene.case and scene.case.wilayah == ""


def test_once_the_next_person_has_decided_it_is_too_late() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    letter = scene.task_letter(SEKRETARIS)
    scene.says(SEKRETARIS, Jawaban.SETUJU)
    scene.says(IRBAN_II, assignment())
    decision = scene.reply(SEKRETARIS.email, letter, Jawaban.URUNGKAN)
    assert decision.hasil is Hasil.USANG
    assert scene.kinds(SEKRETARIS.email) == ["pemberitahuan"]
    assert scene.case and scene.case.langkah is Langkah.KONSULTASI


def test_nobody_takes_back_what_another_decided() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    letter = scene.task_letter(ADMIN)
    scene.says(SEKRETARIS, Jawaban.SETUJU)
    assert scene.reply(ADMIN.email, letter, Jawaban.URUNGKAN).hasil is Hasil.USANG


def test_the_surat_tugas_of_a_decision_taken_back_is_cancelled_and_its_number_not_reused() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    letter = scene.task_letter(IRBAN_II)
    scene.says(IRBAN_II, assignment())
    scene.reply(IRBAN_II.email, letter, Jawaban.URUNGKAN)
    assert scene.case and scene.case.nomor_batal == ("700/1/416-060/2026",)
    assert scene.case.tugas_pada(Langkah.PERSIAPAN) is None
    scene.says(IRBAN_II, assignment(RINA))
    made = scene.case.dokumen_terakhir(Dokumen.SURAT_TUGAS)
    assert made and made.nomor == "700/2/416-060/2026"


def test_a_room_taken_back_cancels_the_invitation_and_leaves_the_consultation_open() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    letter = next(x for x in scene.letters if x.langkah is Langkah.PERSIAPAN)
    scene.reply(ADMIN.email, letter, Answer(Jawaban.SIAP, "Ruang A"))
    scene.reply(ADMIN.email, letter, Jawaban.URUNGKAN)
    assert scene.case and scene.case.tugas_pada(Langkah.KONSULTASI)
    assert scene.case.tugas_pada(Langkah.PERSIAPAN, Peran.ADMIN)
    cancelled = [x.undangan for x in scene.letters if x.undangan and x.undangan.batal]
    assert cancelled and cancelled[-1].urutan == 1


@pytest.mark.parametrize("word", [Jawaban.TOLAK, Jawaban.PENGADUAN])
def test_a_closed_case_comes_back_and_the_applicant_is_told(word: Jawaban) -> None:
    scene = Scene().until(Langkah.PENERUSAN)
    letter = scene.task_letter(ADMIN)
    scene.says(ADMIN, Answer(word, "keliru"))
    scene.reply(ADMIN.email, letter, Jawaban.URUNGKAN)
    assert scene.case and scene.case.status is Status.BERJALAN
    assert scene.kinds(APPLICANT) == ["pemberitahuan"]


def test_a_decision_can_be_made_again_after_it_was_taken_back() -> None:
    scene = Scene().until(Langkah.PENGARSIPAN)
    letter = scene.task_letter(INSPEKTUR)
    scene.says(INSPEKTUR, Jawaban.TERIMA)
    scene.reply(INSPEKTUR.email, letter, Jawaban.URUNGKAN)
    scene.says(INSPEKTUR, Answer(Jawaban.PERBAIKI, "simpulan"))
    assert scene.case and scene.case.langkah is Langkah.PELAPORAN
