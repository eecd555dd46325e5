"""Substitutes by history: routing at the start and the end, refusal outside the dates, who acted for whom."""

from datetime import datetime

from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.decide.substitutes import tell_both
from sikuwas_mail.core.sop import Jawaban, Langkah
from tests.core.scene import IRBAN_III, SEKRETARIS, WIB, Scene, desk, substitute

FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=WIB)


def test_a_task_that_is_open_when_a_substitution_begins_is_written_to_the_substitute() -> None:
    scene = Scene(desk=desk(pengganti=(substitute(SEKRETARIS, IRBAN_III),)), now=FRIDAY).until(Langkah.DISPOSISI)
    assert scene.task_letter(SEKRETARIS)
    assert not [x for x in scene.letters if x.kepada == IRBAN_III.email]
    scene.tick(datetime(2026, 11, 23, 7, 30, tzinfo=WIB))
    assert scene.task_letter(IRBAN_III).sebagai == "Plh. Sekretaris"
    assert scene.tick(datetime(2026, 11, 23, 7, 31, tzinfo=WIB)).events == ()
    decision = scene.says(IRBAN_III, Jawaban.SETUJU)
    assert decision.hasil is Hasil.DIPUTUSKAN
    assert (decision.events[0].oleh, decision.events[0].atas_nama) == (IRBAN_III.email, SEKRETARIS.email)


def test_after_the_last_day_the_substitute_is_refused_and_the_holder_has_the_task() -> None:
    scene = Scene(desk=desk(pengganti=(substitute(SEKRETARIS, IRBAN_III),))).until(Langkah.DISPOSISI)
    old = scene.task_letter(IRBAN_III)
    assert not [x for x in scene.letters if x.kepada == SEKRETARIS.email and x.jenis == "tugas"]
    scene.tick(datetime(2026, 11, 30, 7, 30, tzinfo=WIB))
    assert scene.task_letter(SEKRETARIS)
    assert scene.reply(IRBAN_III.email, old, Jawaban.SETUJU).hasil is not Hasil.DIPUTUSKAN
    assert scene.case and scene.case.langkah is Langkah.DISPOSISI
    assert scene.says(SEKRETARIS, Jawaban.SETUJU).hasil is Hasil.DIPUTUSKAN


def test_the_holder_himself_may_still_answer_while_he_is_substituted() -> None:
    scene = Scene(desk=desk(pengganti=(substitute(SEKRETARIS, IRBAN_III),)), now=FRIDAY).until(Langkah.DISPOSISI)
    scene.tick(datetime(2026, 11, 23, 7, 30, tzinfo=WIB))
    assert scene.says(SEKRETARIS, Jawaban.SETUJU).events[0].atas_nama == ""


def test_both_are_told_from_when_to_when_and_on_which_ground() -> None:
    named = substitute(SEKRETARIS, IRBAN_III)
    draft = Draft(None, desk(pengganti=(named,)), FRIDAY)
    tell_both(draft, named)
    letters = draft.done(Hasil.DICATAT).letters
    assert {x.kepada for x in letters} == {SEKRETARIS.email, IRBAN_III.email}
    assert all("23-11-2026" in str(x.isi) and "SK contoh" in str(x.isi) for x in letters)
