"""Reminders, escalation and what a superior may answer: once each, in working hours, never twice."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sikuwas_mail.core.calendar import Calendar
from sikuwas_mail.core.deadlines import next_check
from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import Dokumen, Jawaban, Langkah, Peran, Status
from tests.core.scene import (
    ADMIN,
    APPLICANT,
    COMPLETE,
    INSPEKTUR,
    IRBAN_II,
    IRBAN_III,
    JOKO,
    MONDAY,
    RINA,
    SEKRETARIS,
    WIB,
    Scene,
    assignment,
    desk,
    substitute,
)


def walk(scene: Scene, hours: float) -> list[tuple[datetime, str, str]]:
    """Let time pass from one due instant to the next; (when, kind, to) of the letters that left."""
    sent, end = [], scene.now + timedelta(hours=hours)
    while scene.case is not None and (at := next_check(scene.case, scene.desk)) is not None and at <= end:
        decision = scene.tick(max(at, scene.now))
        sent += [(scene.now, str(x.jenis), x.kepada) for x in decision.letters]
        assert decision.events, at
    return sent


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=WIB)


def test_the_holder_is_reminded_at_once_and_twice_the_norm_and_the_superior_told_at_three_times() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    task = scene.case.tugas_pada(Langkah.DISPOSISI) if scene.case else None
    assert task and task.tenggat
    sent = walk(scene, 200)
    assert sent == [
        (task.tenggat, "pengingat", SEKRETARIS.email),
        (task.tenggat + timedelta(minutes=10), "pengingat", SEKRETARIS.email),
        (task.tenggat + timedelta(minutes=20), "eskalasi", INSPEKTUR.email),
    ]


def test_an_urgent_request_halves_the_gaps_and_shows_itself_to_the_inspektur_once() -> None:
    scene = Scene()
    scene.request({**COMPLETE, "sifat": "segera"})
    task = scene.case.tugas_pada(Langkah.PENERUSAN) if scene.case else None
    assert task and task.tenggat
    sent = walk(scene, 200)
    late = [when - task.tenggat for when, _, to in sent if to != INSPEKTUR.email]
    assert late == [timedelta(0), timedelta(minutes=5), timedelta(minutes=10)]
    assert [(kind, to) for _, kind, to in sent if to == INSPEKTUR.email] == [("pemberitahuan", INSPEKTUR.email)]


def test_nobody_is_reminded_at_night_on_a_day_off_or_in_the_break() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    for quiet in (at(23, 12, 30), at(23, 20), at(28, 9), at(29, 9)):
        assert scene.tick(quiet).events == ()
    assert scene.tick(at(30, 7, 30)).letters


def test_after_downtime_one_catch_up_leaves_and_nothing_follows_it() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    late = scene.tick(MONDAY + timedelta(days=14))
    assert [str(x.jenis) for x in late.letters] == ["eskalasi"]
    assert scene.tick(MONDAY + timedelta(days=14, minutes=1)).events == ()
    assert scene.tick(MONDAY + timedelta(days=15)).events == ()


def test_a_tick_twice_at_the_same_instant_reminds_once() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    assert scene.tick(MONDAY + timedelta(minutes=15)).letters
    assert scene.tick(MONDAY + timedelta(minutes=15)).events == ()


def test_a_session_nobody_sets_a_time_for_is_asked_after_and_then_escalated() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    scene.says(IRBAN_II, assignment(jadwal=None))
    task = scene.case.tugas_pada(Langkah.KONSULTASI) if scene.case else None
    assert task and task.tenggat is None and task.dijeda == "menunggu jadwal sesi"
    scene.says(ADMIN, Answer(Jawaban.SIAP, "https://rapat.example/1"))
    kinds = [(kind, to) for _, kind, to in walk(scene, 24 * 30) if to in (RINA.email, IRBAN_II.email)]
    assert kinds == [("pengingat", RINA.email), ("pengingat", RINA.email), ("eskalasi", IRBAN_II.email)]


def test_the_clock_of_the_consultation_runs_from_the_session() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    scene.says(ADMIN, Answer(Jawaban.SIAP, "https://rapat.example/1"))
    assert scene.tick(at(26, 10)).events
    task = scene.case.tugas_pada(Langkah.KONSULTASI) if scene.case else None
    assert task and not task.dijeda and task.tenggat == at(26, 12)
    assert scene.tick(at(26, 10, 1)).events == ()


# ── the superior ─────────────────────────────────────────────────────────────────────────────────
def escalated(langkah: Langkah) -> Scene:
    scene = Scene().until(langkah)
    scene.tick(MONDAY + timedelta(days=7))
    return scene


def boss_says(scene: Scene, boss: str, answer: Answer) -> Hasil:
    return scene.reply(boss, scene.letter_to(boss, JenisSurat.ESKALASI), answer).hasil


def test_an_escalation_offers_three_answers_to_the_superior_alone() -> None:
    scene = escalated(Langkah.DISPOSISI)
    letter = scene.letter_to(INSPEKTUR.email, JenisSurat.ESKALASI)
    assert [a.jawaban for a in letter.jawaban] == [Jawaban.TUNJUK, Jawaban.PERPANJANG, Jawaban.HENTIKAN]
    refused = scene.reply(SEKRETARIS.email, letter, Answer(Jawaban.HENTIKAN, "tidak perlu"))
    assert refused.hasil is not Hasil.DIPUTUSKAN and scene.case and scene.case.terbuka


def test_an_extension_moves_the_deadline_and_the_reminders_and_tells_the_holder() -> None:
    scene = escalated(Langkah.DISPOSISI)
    until = datetime(2026, 12, 4, 23, 59, tzinfo=WIB)
    assert boss_says(scene, INSPEKTUR.email, Answer(Jawaban.PERPANJANG, jadwal=until)) is Hasil.DIPUTUSKAN
    task = scene.case.tugas_pada(Langkah.DISPOSISI) if scene.case else None
    assert task and task.tenggat == datetime(2026, 12, 4, 16, 30, tzinfo=WIB)
    assert scene.kinds(SEKRETARIS.email) == ["pemberitahuan"]
    assert scene.kinds(INSPEKTUR.email) == ["tanda-keputusan"]
    assert next(kind for _, kind, _ in walk(scene, 24 * 20)) == "pengingat"


@pytest.mark.parametrize("when", [None, at(20, 9)])
def test_an_extension_without_a_day_or_into_the_past_is_asked_back(when: datetime | None) -> None:
    scene = escalated(Langkah.DISPOSISI)
    assert boss_says(scene, INSPEKTUR.email, Answer(Jawaban.PERPANJANG, jadwal=when)) is Hasil.DITANYAKAN


def test_somebody_named_for_a_task_takes_it_over_and_the_former_holder_is_refused() -> None:
    scene = escalated(Langkah.DISPOSISI)
    old = scene.task_letter(SEKRETARIS)
    assert boss_says(scene, INSPEKTUR.email, Answer(Jawaban.TUNJUK, orang=(IRBAN_III.email,))) is Hasil.DIPUTUSKAN
    assert scene.kinds(IRBAN_III.email) == ["tugas"] and scene.kinds(SEKRETARIS.email) == ["pemberitahuan"]
    assert scene.reply(SEKRETARIS.email, old, Jawaban.SETUJU).hasil is not Hasil.DIPUTUSKAN
    assert scene.says(IRBAN_III, Jawaban.SETUJU).hasil is Hasil.DIPUTUSKAN
    assert scene.case and scene.case.langkah is Langkah.PENUGASAN


def test_another_auditor_named_for_the_consultation_means_another_surat_tugas() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    scene.says(IRBAN_II, assignment(RINA))
    assert scene.case
    old = scene.case.dokumen_terakhir(Dokumen.SURAT_TUGAS)
    scene.tick(at(26, 10))
    scene.tick(MONDAY + timedelta(days=14))
    assert boss_says(scene, IRBAN_II.email, Answer(Jawaban.TUNJUK, orang=(JOKO.email,))) is Hasil.DIPUTUSKAN
    new = scene.case.dokumen_terakhir(Dokumen.SURAT_TUGAS)
    assert old and new and old.nomor in scene.case.nomor_batal and new.nomor != old.nomor
    assert scene.case.tim == (JOKO.email,) and scene.kinds(JOKO.email)[0] == "tugas"


@pytest.mark.parametrize("who", [RINA.email, SEKRETARIS.email])
def test_nobody_unfit_is_named(who: str) -> None:
    scene = escalated(Langkah.DISPOSISI)
    assert boss_says(scene, INSPEKTUR.email, Answer(Jawaban.TUNJUK, orang=(who,))) is Hasil.DITANYAKAN


def test_a_halt_closes_the_case_and_tells_applicant_and_holder() -> None:
    scene = escalated(Langkah.DISPOSISI)
    assert boss_says(scene, INSPEKTUR.email, Answer(Jawaban.HENTIKAN, "sudah selesai lisan")) is Hasil.DIPUTUSKAN
    assert scene.case and scene.case.status is Status.DITUTUP
    assert scene.kinds(APPLICANT) == ["penutupan"] and scene.kinds(SEKRETARIS.email) == ["pemberitahuan"]


def test_a_direction_after_the_task_was_done_is_told_the_truth() -> None:
    scene = escalated(Langkah.DISPOSISI)
    scene.says(SEKRETARIS, Jawaban.SETUJU)
    assert boss_says(scene, INSPEKTUR.email, Answer(Jawaban.HENTIKAN, "x y")) is Hasil.USANG
    assert scene.case and scene.case.langkah is Langkah.PENUGASAN


def test_small_talk_of_a_superior_is_asked_back_with_the_three_answers() -> None:
    scene = escalated(Langkah.DISPOSISI)
    assert boss_says(scene, INSPEKTUR.email, Answer(ragu="belum jelas")) is Hasil.DITANYAKAN
    asked = scene.letter_to(INSPEKTUR.email, JenisSurat.KLARIFIKASI)
    assert scene.reply(INSPEKTUR.email, asked, Answer(Jawaban.HENTIKAN, "tidak relevan")).hasil is Hasil.DIPUTUSKAN


def test_the_substitute_of_the_superior_directs_in_his_name() -> None:
    scene = Scene(desk=desk(pengganti=(substitute(INSPEKTUR, IRBAN_III),))).until(Langkah.DISPOSISI)
    scene.tick(MONDAY + timedelta(days=1))
    assert boss_says(scene, IRBAN_III.email, Answer(Jawaban.HENTIKAN, "tidak relevan")) is Hasil.DIPUTUSKAN
    stopped = next(e for e in scene.events if e.peristiwa == "Dihentikan")
    assert (stopped.oleh, stopped.atas_nama) == (IRBAN_III.email, INSPEKTUR.email)


# ── the calendar changes ─────────────────────────────────────────────────────────────────────────
def test_a_changed_calendar_moves_open_deadlines_and_tells_the_holders() -> None:
    moved = Scene(now=at(23, 15, 55)).until(Langkah.DISPOSISI)
    libur = moved.desk.kalender.libur | {date(2026, 11, 24)}
    moved.desk = replace(moved.desk, kalender=Calendar(WIB, libur))
    decision = moved.tick(at(23, 15, 59))
    assert [e.peristiwa for e in decision.events] == ["TenggatDiubah"]
    assert [(str(x.jenis), x.kepada) for x in decision.letters] == [("pemberitahuan", SEKRETARIS.email)]
    fresh = moved.case.tugas_pada(Langkah.DISPOSISI) if moved.case else None
    assert fresh and fresh.tenggat and fresh.tenggat.date() == date(2026, 11, 25)
    assert moved.tick(at(23, 15, 59)).events == ()


def test_an_extended_deadline_does_not_follow_the_calendar() -> None:
    scene = escalated(Langkah.DISPOSISI)
    boss_says(scene, INSPEKTUR.email, Answer(Jawaban.PERPANJANG, jadwal=datetime(2026, 12, 4, 10, tzinfo=WIB)))
    scene.desk = replace(scene.desk, kalender=Calendar(WIB, frozenset({date(2026, 12, 2)})))
    assert scene.tick(scene.now + timedelta(minutes=1)).events == ()


def test_a_vacant_office_is_laid_before_admin_when_it_falls_vacant() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    gone = tuple(p for p in scene.desk.petugas if p is not IRBAN_II)
    scene.desk = replace(scene.desk, petugas=(*gone, replace(IRBAN_II, sampai=date(2026, 11, 23))))
    decision = scene.tick(at(24, 7, 30))
    assert ADMIN.email in [x.kepada for x in decision.letters]
    assert scene.tick(at(24, 7, 31)).events == ()
    assert scene.case and scene.case.tugas_pada(Langkah.PENUGASAN, Peran.IRBAN)
