"""Admin's console by history: what each command does, its way back, and what it refuses."""

import pytest

from sikuwas_mail.core.decide import Decision, Hasil, console
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.orders import Kata, Perintah
from sikuwas_mail.core.sop import Jawaban, Langkah, Status
from tests.core.scene import ADMIN, APPLICANT, IRBAN_II, IRBAN_III, JOKO, RINA, SEKRETARIS, Scene

REF = "ADM-2026-000001"


def order(scene: Scene, perintah: Perintah) -> Decision:
    """The preview changes nothing; the YA carries it out."""
    assert scene.case
    before = scene.case
    shown = console.preview(Draft(scene.case, scene.desk, scene.now), ADMIN, perintah, REF)
    assert shown.events == () and scene.case == before
    if shown.hasil is not Hasil.DITANYAKAN:
        return shown
    return scene._apply(console.carry_out(Draft(scene.case, scene.desk, scene.now), ADMIN, perintah, REF))


def command(kata: Kata, **parts: object) -> Perintah:
    return Perintah(kata, "SKW-2026-0001", **parts)  # type: ignore[arg-type]


def test_moving_a_case_to_another_irban_and_back() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    assert order(scene, command(Kata.PINDAH, wilayah="III")).hasil is Hasil.DIPUTUSKAN
    assert scene.case and scene.case.wilayah == "III"
    assert scene.task_letter(IRBAN_III).langkah is Langkah.PENUGASAN
    order(scene, command(Kata.PINDAH, wilayah="II"))
    assert scene.case.wilayah == "II" and len(scene.case.tugas_terbuka) == 1


def test_moving_one_task_to_a_person() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    order(scene, command(Kata.PINDAH, orang=IRBAN_II.email))
    assert scene.says(IRBAN_II, Jawaban.SETUJU).hasil is Hasil.DIPUTUSKAN


def test_cancelling_and_restoring() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    order(scene, command(Kata.BATALKAN, alasan="ganda"))
    assert scene.case and scene.case.status is Status.DITUTUP and scene.kinds(APPLICANT) == ["penutupan"]
    order(scene, command(Kata.PULIHKAN, alasan="keliru"))
    assert scene.case.status is Status.BERJALAN
    assert scene.says(SEKRETARIS, Jawaban.SETUJU).hasil is Hasil.DIPUTUSKAN


def test_merging_and_parting() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    order(scene, command(Kata.GABUNG, tujuan="SKW-2026-0009"))
    assert scene.case and scene.case.alasan_tutup == "digabung ke SKW-2026-0009"
    order(scene, command(Kata.PISAH))
    assert scene.case.status is Status.BERJALAN


def test_repeating_a_step_closes_what_was_open_and_voids_the_surat_tugas() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    order(scene, command(Kata.ULANG, langkah=Langkah.PENUGASAN))
    assert scene.case and scene.case.langkah is Langkah.PENUGASAN
    assert [t.langkah for t in scene.case.tugas_terbuka] == [Langkah.PENUGASAN]
    assert len(scene.case.nomor_batal) == 1


def test_putting_off_keeps_the_time_that_was_left() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    order(scene, command(Kata.TUNDA, alasan="menunggu BPK"))
    assert scene.case and scene.case.ditunda and all(t.dijeda for t in scene.case.tugas_terbuka)
    order(scene, command(Kata.LANJUTKAN))
    assert not scene.case.ditunda and not any(t.dijeda for t in scene.case.tugas_terbuka)


def test_sending_again_brings_the_same_answers_and_changes_nothing_else() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    first = scene.task_letter(SEKRETARIS)
    decision = order(scene, command(Kata.KIRIM_ULANG))
    assert [e.peristiwa for e in decision.events] == ["PerintahDijalankan"]
    second = scene.task_letter(SEKRETARIS)
    assert second.kunci != first.kunci and second.token == first.token


@pytest.mark.parametrize(
    "perintah",
    [
        command(Kata.LANJUTKAN),
        command(Kata.PULIHKAN, alasan="x"),
        command(Kata.ULANG, langkah=Langkah.PELAPORAN),
        command(Kata.ULANG, langkah=Langkah.PERSIAPAN),
        command(Kata.PINDAH, wilayah="II"),
        command(Kata.PINDAH, orang=RINA.email),
        command(Kata.GABUNG, tujuan="SKW-2026-0001"),
        command(Kata.BATALKAN, ragu="alasan belum disebut"),
    ],
)
def test_what_cannot_be_done_is_said_at_once_and_never_asked_for_a_ya(perintah: Perintah) -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    decision = order(scene, perintah)
    assert decision.hasil is Hasil.DIJAWAB and decision.events == ()
    assert [x.jawaban for x in decision.letters] == [()]


def test_every_command_says_how_it_is_taken_back() -> None:
    assert set(console.BALIKAN) == set(Kata) - {Kata.STATUS}


def test_status_is_for_those_concerned() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    assert scene.case
    for person, told in ((ADMIN, "status"), (IRBAN_II, "status"), (IRBAN_III, "status-tiada"), (JOKO, "status-tiada")):
        assert console.status(Draft(scene.case, scene.desk, scene.now), person).alasan == told


def test_an_answer_to_a_task_of_a_case_put_off_is_still_taken() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    order(scene, command(Kata.TUNDA, alasan="menunggu"))
    assert scene.says(SEKRETARIS, Answer(Jawaban.KEMBALIKAN, "lampirkan RKA")).hasil is Hasil.DIPUTUSKAN
