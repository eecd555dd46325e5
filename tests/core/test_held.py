"""`token+konfirmasi` by history: held, confirmed by YA, disowned, expired, replaced."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.core.events import KeputusanDitahan
from sikuwas_mail.core.incoming import Answer, Autentikasi
from sikuwas_mail.core.outgoing import JenisSurat, Letter
from sikuwas_mail.core.sop import Jawaban, Langkah, Status
from tests.core.scene import ADMIN, INSPEKTUR, IRBAN_III, SEKRETARIS, Scene, desk, substitute

YA = Answer(Jawaban.YA, persis=True)


@pytest.fixture
def scene() -> Scene:
    made = Scene().until(Langkah.PENGARSIPAN)
    rules = replace(made.desk.aturan, kebijakan={Langkah.PENGARSIPAN: "token+konfirmasi"})
    made.desk = replace(made.desk, aturan=rules)
    return made


def question(scene: Scene) -> Letter:
    return scene.letter_to(INSPEKTUR.email, JenisSurat.KLARIFIKASI)


def test_a_decision_is_held_and_asked_about_at_the_registered_address(scene: Scene) -> None:
    made = scene.says(INSPEKTUR, Jawaban.TERIMA)
    assert (made.hasil, scene.happened()) == (Hasil.DITANYAKAN, ["KeputusanDitahan"])
    assert [(x.kepada, str(x.jenis)) for x in made.letters] == [(INSPEKTUR.email, "klarifikasi")]
    assert [a.contoh for a in made.letters[0].jawaban] == ["YA", "ABAIKAN"]
    assert made.letters[0].token != scene.task_letter(INSPEKTUR).token
    assert scene.case and scene.case.tugas_pada(Langkah.PENGARSIPAN)


def test_ya_makes_it_take_effect_with_the_echo(scene: Scene) -> None:
    scene.says(INSPEKTUR, Answer(Jawaban.TERIMA, "terima kasih"))
    made = scene.reply(INSPEKTUR.email, question(scene), YA)
    assert made.hasil is Hasil.DIPUTUSKAN
    assert "LaporanDiterima" in scene.happened()
    assert "tanda-keputusan" in scene.kinds(INSPEKTUR.email)
    assert scene.kinds(ADMIN.email) == ["tugas"]
    scene.says(ADMIN, Answer(Jawaban.ARSIP, "700/12"))
    scene.reply(ADMIN.email, scene.letter_to(ADMIN.email, JenisSurat.KLARIFIKASI), YA)
    assert scene.case and scene.case.status is Status.SELESAI


def test_the_second_answer_can_be_given_once(scene: Scene) -> None:
    scene.says(INSPEKTUR, Jawaban.TERIMA)
    asked = question(scene)
    scene.reply(INSPEKTUR.email, asked, YA)
    assert scene.reply(INSPEKTUR.email, asked, YA).hasil is Hasil.USANG


def test_the_forger_has_not_the_second_token(scene: Scene) -> None:
    letter = scene.task_letter(INSPEKTUR)
    scene.reply(INSPEKTUR.email, letter, Jawaban.TERIMA)
    made = scene.reply(INSPEKTUR.email, letter, YA)
    assert made.hasil is Hasil.DITANYAKAN
    assert scene.case and scene.case.tugas_pada(Langkah.PENGARSIPAN, scene.case.tugas[-1].peran)


def test_abaikan_disowns_it_renews_the_letter_and_tells_admin(scene: Scene) -> None:
    old = scene.task_letter(INSPEKTUR)
    scene.says(INSPEKTUR, Jawaban.TERIMA)
    asked = question(scene)
    scene.reply(INSPEKTUR.email, asked, Answer(Jawaban.ABAIKAN))
    assert scene.happened() == ["KeputusanDilepas", "KunciDiputar"]
    assert scene.kinds(INSPEKTUR.email) == ["tugas"] and scene.kinds(ADMIN.email) == ["operator"]
    assert scene.reply(INSPEKTUR.email, old, Jawaban.TERIMA).alasan == "token-bukan-milik-pengirim"
    assert scene.reply(INSPEKTUR.email, asked, YA).hasil is not Hasil.DIPUTUSKAN


def test_anything_else_is_asked_once_more(scene: Scene) -> None:
    scene.says(INSPEKTUR, Jawaban.TERIMA)
    assert scene.reply(INSPEKTUR.email, question(scene), Answer(ragu="belum jelas")).hasil is Hasil.DITANYAKAN
    assert scene.reply(INSPEKTUR.email, question(scene), YA).hasil is Hasil.DIPUTUSKAN


def test_after_its_hours_it_is_void_and_the_task_letter_comes_again(scene: Scene) -> None:
    scene.says(INSPEKTUR, Jawaban.TERIMA)
    scene.now += timedelta(hours=25)
    made = scene.reply(INSPEKTUR.email, question(scene), YA)
    assert (made.hasil, made.alasan) == (Hasil.DITANYAKAN, "token-kedaluwarsa")
    assert scene.kinds(INSPEKTUR.email) == ["tugas"]
    scene.says(INSPEKTUR, Jawaban.TERIMA)
    assert scene.reply(INSPEKTUR.email, question(scene), YA).hasil is Hasil.DIPUTUSKAN


def test_a_second_decision_replaces_the_first_and_its_question(scene: Scene) -> None:
    letter = scene.task_letter(INSPEKTUR)
    scene.reply(INSPEKTUR.email, letter, Jawaban.TERIMA)
    first = question(scene)
    scene.reply(INSPEKTUR.email, letter, Answer(Jawaban.PERBAIKI, "perjelas"))
    assert scene.reply(INSPEKTUR.email, first, YA).hasil is not Hasil.DIPUTUSKAN
    scene.reply(INSPEKTUR.email, question(scene), YA)
    assert "Diperbaiki" in scene.happened()


def test_what_cannot_be_done_is_asked_back_at_once_not_after_the_ya() -> None:
    made = Scene().until(Langkah.DISPOSISI)
    rules = replace(made.desk.aturan, kebijakan={Langkah.DISPOSISI: "token+konfirmasi"})
    made.desk = replace(made.desk, aturan=rules)
    decision = made.says(SEKRETARIS, Answer(Jawaban.IRBAN, wilayah="IX"))
    assert not any(isinstance(e.isi, KeputusanDitahan) for e in decision.events)
    assert decision.hasil is Hasil.DITANYAKAN


def test_the_substitute_who_decided_is_asked_himself() -> None:
    made = Scene(desk=desk(pengganti=(substitute(SEKRETARIS, IRBAN_III),)))
    rules = replace(made.desk.aturan, kebijakan={Langkah.DISPOSISI: "token+konfirmasi"})
    made.desk = replace(made.desk, aturan=rules)
    made.until(Langkah.DISPOSISI)
    made.says(IRBAN_III, Jawaban.SETUJU)
    asked = made.letter_to(IRBAN_III.email, JenisSurat.KLARIFIKASI)
    assert made.reply(IRBAN_III.email, asked, YA).hasil is Hasil.DIPUTUSKAN
    assert made.case and made.case.keputusan[-1].atas_nama == SEKRETARIS.email


def test_a_colleague_can_not_confirm_for_the_decider(scene: Scene) -> None:
    scene.says(INSPEKTUR, Jawaban.TERIMA)
    assert scene.reply(SEKRETARIS.email, question(scene), YA).hasil is Hasil.TIDAK_BERHAK
    assert scene.case and scene.case.tugas_pada(Langkah.PENGARSIPAN)


def test_the_office_may_want_it_only_where_results_are_absent() -> None:
    made = Scene().until(Langkah.PENGARSIPAN)
    rules = replace(made.desk.aturan, tanpa_hasil={Langkah.PENGARSIPAN: "token+konfirmasi"})
    made.desk = replace(made.desk, aturan=rules)
    assert made.says(INSPEKTUR, Jawaban.TERIMA).hasil is Hasil.DITANYAKAN
    letter = made.task_letter(INSPEKTUR)
    proven = made.reply(INSPEKTUR.email, letter, Jawaban.TERIMA, autentikasi=Autentikasi.LULUS)
    assert proven.hasil is Hasil.DIPUTUSKAN
