"""Who may answer, by history: each reason for a refusal, each way to a grant, and what the refused are told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Ditahan
from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.core.desk import Pengganti, with_alias
from sikuwas_mail.core.events import AliasDiusulkan, Event
from sikuwas_mail.core.evolve import evolve
from sikuwas_mail.core.incoming import Acuan, Answer, Autentikasi, Envelope
from sikuwas_mail.core.sop import Jawaban, Langkah, Peran
from sikuwas_mail.core.trust import Alasan, Grant, Refusal
from tests.core.scene import (
    ADMIN,
    APPLICANT,
    BOT,
    INSPEKTUR,
    IRBAN_II,
    IRBAN_III,
    JOKO,
    MINUTES,
    RINA,
    SEKRETARIS,
    Scene,
    assignment,
    desk,
    substitute,
    token_of,
)

LONG = "Saya sedang tidak berada di kantor dan akan membalas surel ini setelah kembali bertugas"


def mail(scene: Scene, sender: str, *tokens: str, **changes: object) -> Envelope:
    assert scene.case is not None
    refs = tuple(Acuan("message-id", scene.case.nomor, t) for t in tokens)
    return replace(Envelope((sender,), kepada=(BOT,), message_id="<m@x>", acuan=refs), **changes)  # type: ignore[arg-type]


def judged(scene: Scene, envelope: Envelope) -> Grant | Refusal:
    assert scene.case is not None
    return trust.authorise(envelope, scene.case, scene.desk, scene.now)


def reason(scene: Scene, envelope: Envelope) -> Alasan:
    verdict = judged(scene, envelope)
    assert isinstance(verdict, Refusal)
    return verdict.alasan


@pytest.fixture
def at_disposisi() -> Scene:
    return Scene().until(Langkah.DISPOSISI)


# ── grants ───────────────────────────────────────────────────────────────────────────────────────
def test_the_holder_with_his_token_is_granted_his_task(at_disposisi: Scene) -> None:
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    verdict = judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, token))
    assert isinstance(verdict, Grant)
    assert (verdict.petugas, verdict.tugas.langkah, verdict.pengganti) == (SEKRETARIS, Langkah.DISPOSISI, None)
    assert (verdict.atas_nama, verdict.konfirmasi, verdict.tahan) == ("", False, False)


def test_a_registered_second_address_speaks_for_its_owner(at_disposisi: Scene) -> None:
    at_disposisi.desk = with_alias(at_disposisi.desk, [("budi@pribadi.example", SEKRETARIS.email)])
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    verdict = judged(at_disposisi, mail(at_disposisi, "budi@pribadi.example", token))
    assert isinstance(verdict, Grant) and verdict.petugas.email == SEKRETARIS.email


def test_the_second_key_still_verifies_while_a_rotation_lasts(at_disposisi: Scene) -> None:
    old = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    at_disposisi.desk = replace(at_disposisi.desk, kunci=(b"n" * 32, b"k" * 32))
    new = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    assert new != old
    for token in (old, new):
        assert isinstance(judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, token)), Grant)
    at_disposisi.desk = replace(at_disposisi.desk, kunci=(b"n" * 32,))
    assert reason(at_disposisi, mail(at_disposisi, SEKRETARIS.email, old)) is Alasan.ACUAN_ASING


def test_both_keys_serve_the_applicant_and_the_informed(at_disposisi: Scene) -> None:
    case = at_disposisi.case
    assert case is not None
    at_disposisi.desk = replace(at_disposisi.desk, kunci=(b"n" * 32, b"k" * 32))
    for key in at_disposisi.desk.kunci:
        own = mail(at_disposisi, APPLICANT, trust.token_pemohon(key, case.nomor, APPLICANT))
        assert trust.is_applicant(own, case, at_disposisi.desk)
        told = mail(at_disposisi, ADMIN.email, trust.token_kabar(key, case.nomor, ADMIN.email))
        assert trust.is_informed(told, case, at_disposisi.desk, at_disposisi.now) == ADMIN


def test_a_substitute_is_granted_in_the_holders_stead_on_his_days() -> None:
    scene = Scene(desk=desk(pengganti=(substitute(SEKRETARIS, IRBAN_III),))).until(Langkah.DISPOSISI)
    token = token_of(scene, IRBAN_III, Langkah.DISPOSISI)
    verdict = judged(scene, mail(scene, IRBAN_III.email, token))
    assert isinstance(verdict, Grant) and verdict.atas_nama == SEKRETARIS.email
    assert verdict.pengganti is not None and verdict.petugas == IRBAN_III
    scene.now += timedelta(days=5)
    assert reason(scene, mail(scene, IRBAN_III.email, token)) is Alasan.BUKAN_PEMEGANG


def test_a_substitute_of_the_second_of_two_holders_is_granted() -> None:
    other = replace(SEKRETARIS, email="sekretaris2@kantor.example", nama="Gita Contoh")
    people = (*desk().petugas, other)
    scene = Scene(desk=desk(petugas=people, pengganti=(substitute(other, IRBAN_III),))).until(Langkah.DISPOSISI)
    verdict = judged(scene, mail(scene, IRBAN_III.email, token_of(scene, IRBAN_III, Langkah.DISPOSISI)))
    assert isinstance(verdict, Grant) and verdict.atas_nama == other.email


def test_the_holder_himself_may_answer_beside_his_substitute() -> None:
    scene = Scene(desk=desk(pengganti=(substitute(SEKRETARIS, IRBAN_III),))).until(Langkah.DISPOSISI)
    verdict = judged(scene, mail(scene, SEKRETARIS.email, token_of(scene, SEKRETARIS, Langkah.DISPOSISI)))
    assert isinstance(verdict, Grant) and verdict.pengganti is None


def test_in_rehearsal_the_common_mailbox_answers_for_whom_the_letter_was_meant(at_disposisi: Scene) -> None:
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    at_disposisi.desk = replace(at_disposisi.desk, alihkan_ke="uji@kantor.example")
    verdict = judged(at_disposisi, mail(at_disposisi, "uji@kantor.example", token))
    assert isinstance(verdict, Grant) and verdict.petugas == SEKRETARIS
    missing = judged(at_disposisi, mail(at_disposisi, "uji@kantor.example", "x" * 26))
    assert missing == Refusal(Alasan.ACUAN_ASING)
    assert judged(at_disposisi, mail(at_disposisi, "uji@kantor.example")) == Refusal(Alasan.TANPA_ACUAN)


def test_in_rehearsal_whoever_applied_from_the_common_mailbox_may_also_decide_from_it() -> None:
    uji = "uji@kantor.example"
    scene = Scene(desk=desk(alihkan_ke=uji))
    scene.request(sender=uji)
    token = token_of(scene, ADMIN, Langkah.PENERUSAN)
    assert isinstance(judged(scene, mail(scene, uji, token)), Grant)
    assert scene.case is not None
    own = mail(scene, uji, trust.token_pemohon(scene.desk.kunci[0], scene.case.nomor, uji))
    assert trust.is_applicant(own, scene.case, scene.desk)


def test_one_address_with_two_offices_is_granted_as_the_holder() -> None:
    both = replace(RINA, peran=Peran.SEKRETARIS, jabatan="Sekretaris")
    people = tuple(both if p == SEKRETARIS else p for p in desk().petugas)
    scene = Scene(desk=desk(petugas=people))
    scene.request()
    scene.says(ADMIN, Jawaban.TERUSKAN)
    verdict = judged(scene, mail(scene, RINA.email, token_of(scene, RINA, Langkah.DISPOSISI)))
    assert isinstance(verdict, Grant) and verdict.petugas == both
    assert judged(scene, mail(scene, RINA.email)) == Refusal(Alasan.TANPA_ACUAN, both)


# ── which letter was answered ────────────────────────────────────────────────────────────────────
def test_the_letter_answered_settles_the_task_not_an_older_one_in_its_thread() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    older = token_of(scene, ADMIN, Langkah.PERSIAPAN)
    first = scene.letters[1]
    assert first.kepada == ADMIN.email and first.langkah is Langkah.PENERUSAN
    late = judged(scene, mail(scene, ADMIN.email, first.token, older))
    assert isinstance(late, Refusal) and late.alasan is Alasan.SUDAH_DIPUTUSKAN
    assert late.tugas is not None and late.tugas.langkah is Langkah.PENERUSAN
    right = judged(scene, mail(scene, ADMIN.email, older, first.token))
    assert isinstance(right, Grant) and right.tugas.langkah is Langkah.PERSIAPAN


def test_foreign_references_before_the_right_one_do_not_turn_a_holder_away(at_disposisi: Scene) -> None:
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    colleague = token_of(at_disposisi, IRBAN_II, Langkah.DISPOSISI)
    assert isinstance(judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, colleague, "x" * 26, token)), Grant)


def test_of_very_many_references_only_the_first_are_looked_at(at_disposisi: Scene) -> None:
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    junk = [f"{i:026d}" for i in range(60)]
    assert isinstance(judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, *junk[:59], token)), Grant)
    assert reason(at_disposisi, mail(at_disposisi, SEKRETARIS.email, *junk, token)) is Alasan.ACUAN_ASING


def test_the_addressed_task_is_known_whoever_writes(at_disposisi: Scene) -> None:
    case = at_disposisi.case
    assert case is not None
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    found = trust.addressed(mail(at_disposisi, "siapa@luar.example", token), case, at_disposisi.desk)
    assert found is not None and found.langkah is Langkah.DISPOSISI
    assert trust.addressed(mail(at_disposisi, SEKRETARIS.email), case, at_disposisi.desk) is None
    assert trust.addressed(mail(at_disposisi, SEKRETARIS.email, "y" * 26), case, at_disposisi.desk) is None


def test_a_reference_without_a_token_or_of_another_case_is_none(at_disposisi: Scene) -> None:
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    assert at_disposisi.case is not None
    only_number = (Acuan("subjek", at_disposisi.case.nomor), Acuan("ref", "SKW-2026-0099", token))
    assert reason(at_disposisi, mail(at_disposisi, SEKRETARIS.email, acuan=only_number)) is Alasan.TANPA_ACUAN


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────
def test_two_senders_or_none_are_nobody(at_disposisi: Scene) -> None:
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    for dari in ((), (SEKRETARIS.email, "x@luar.example")):
        envelope = mail(at_disposisi, "", token, dari=dari)
        assert judged(at_disposisi, envelope) == Refusal(Alasan.PENGIRIM_TIDAK_TUNGGAL)


def test_a_veto_stops_everything_even_the_applicant_and_the_informed(at_disposisi: Scene) -> None:
    case, key = at_disposisi.case, at_disposisi.desk.kunci[0]
    assert case is not None
    veto = {"autentikasi": Autentikasi.GAGAL}
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    assert judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, token, **veto)) == Refusal(Alasan.VETO)
    own = mail(at_disposisi, APPLICANT, trust.token_pemohon(key, case.nomor, APPLICANT))
    assert trust.is_applicant(own, case, at_disposisi.desk)
    assert not trust.is_applicant(replace(own, autentikasi=Autentikasi.GAGAL), case, at_disposisi.desk)
    assert not trust.is_applicant(replace(own, dari=(APPLICANT, APPLICANT)), case, at_disposisi.desk)
    told = mail(at_disposisi, ADMIN.email, trust.token_kabar(key, case.nomor, ADMIN.email))
    assert trust.is_informed(told, case, at_disposisi.desk, at_disposisi.now)
    assert not trust.is_informed(replace(told, **veto), case, at_disposisi.desk, at_disposisi.now)  # type: ignore[arg-type]
    assert not trust.is_informed(replace(told, dari=()), case, at_disposisi.desk, at_disposisi.now)


def test_the_applicant_never_decides_even_when_he_is_an_official() -> None:
    scene = Scene()
    scene.request(sender=SEKRETARIS.email)
    scene.says(ADMIN, Jawaban.TERUSKAN)
    token = token_of(scene, SEKRETARIS, Langkah.DISPOSISI)
    assert judged(scene, mail(scene, SEKRETARIS.email, token)) == Refusal(Alasan.PEMOHON)
    assert judged(scene, mail(scene, APPLICANT, token)) == Refusal(Alasan.BUKAN_PETUGAS)


def test_nor_from_another_of_his_addresses() -> None:
    private = "budi@pribadi.example"
    scene = Scene(desk=with_alias(desk(), [(private, SEKRETARIS.email)]))
    scene.request(sender=private)
    scene.says(ADMIN, Jawaban.TERUSKAN)
    token = token_of(scene, SEKRETARIS, Langkah.DISPOSISI)
    for sender in (SEKRETARIS.email, private):
        assert judged(scene, mail(scene, sender, token)) == Refusal(Alasan.PEMOHON)


def test_nor_from_an_address_that_was_learnt_as_the_applicants(at_disposisi: Scene) -> None:
    assert at_disposisi.case is not None
    at_disposisi.case = replace(at_disposisi.case, alias=("budi@pribadi.example",))
    case, key = at_disposisi.case, at_disposisi.desk.kunci[0]
    at_disposisi.desk = with_alias(at_disposisi.desk, [("budi@pribadi.example", SEKRETARIS.email)])
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    assert judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, token)) == Refusal(Alasan.PEMOHON)
    own = mail(at_disposisi, "budi@pribadi.example", trust.token_pemohon(key, case.nomor, APPLICANT))
    assert trust.is_applicant(own, case, at_disposisi.desk)


def test_the_applicant_in_rehearsal_keeps_his_own_address_to_himself() -> None:
    scene = Scene(desk=desk(alihkan_ke="uji@kantor.example"))
    scene.request(sender=SEKRETARIS.email)
    scene.says(ADMIN, Jawaban.TERUSKAN)
    token = token_of(scene, SEKRETARIS, Langkah.DISPOSISI)
    assert reason(scene, mail(scene, SEKRETARIS.email, token)) is Alasan.PEMOHON
    assert reason(scene, mail(scene, "uji@kantor.example", token)) is Alasan.ACUAN_ASING


def test_a_stranger_is_nobody_whatever_he_brings(at_disposisi: Scene) -> None:
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    for tokens in ((), (token,)):
        assert judged(at_disposisi, mail(at_disposisi, "x@luar.example", *tokens)) == Refusal(Alasan.BUKAN_PETUGAS)


def test_who_left_office_is_a_stranger_and_learns_nothing(at_disposisi: Scene) -> None:
    letter = at_disposisi.task_letter(SEKRETARIS)
    people = tuple(replace(p, sampai=date(2026, 11, 22)) if p == SEKRETARIS else p for p in at_disposisi.desk.petugas)
    at_disposisi.desk = replace(at_disposisi.desk, petugas=people)
    envelope = mail(at_disposisi, SEKRETARIS.email, letter.token)
    assert judged(at_disposisi, envelope) == Refusal(Alasan.BUKAN_PETUGAS)
    made = at_disposisi.reply(SEKRETARIS.email, letter, Jawaban.STATUS)
    assert made.hasil is Hasil.TIDAK_BERHAK
    assert all("SKW" not in str(x.isi) for x in made.letters if x.kepada == SEKRETARIS.email)


def test_a_registered_person_without_a_token_is_known(at_disposisi: Scene) -> None:
    assert judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email)) == Refusal(Alasan.TANPA_ACUAN, SEKRETARIS)


def test_somebody_elses_token_is_foreign(at_disposisi: Scene) -> None:
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    assert judged(at_disposisi, mail(at_disposisi, INSPEKTUR.email, token)) == Refusal(Alasan.ACUAN_ASING, INSPEKTUR)


def test_his_own_token_without_the_office_is_refused(at_disposisi: Scene) -> None:
    token = token_of(at_disposisi, INSPEKTUR, Langkah.DISPOSISI)
    verdict = judged(at_disposisi, mail(at_disposisi, INSPEKTUR.email, token))
    assert isinstance(verdict, Refusal)
    assert (verdict.alasan, verdict.petugas) == (Alasan.BUKAN_PEMEGANG, INSPEKTUR)
    assert verdict.tugas is not None


def test_an_irban_of_another_wilayah_does_not_hold_the_task() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    token = token_of(scene, IRBAN_III, Langkah.PENUGASAN)
    assert reason(scene, mail(scene, IRBAN_III.email, token)) is Alasan.BUKAN_PEMEGANG


def test_only_the_appointed_hold_the_consultation() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    scene.says(IRBAN_II, assignment(RINA))
    assert reason(scene, mail(scene, JOKO.email, token_of(scene, JOKO, Langkah.KONSULTASI))) is Alasan.BUKAN_PEMEGANG
    assert isinstance(judged(scene, mail(scene, RINA.email, token_of(scene, RINA, Langkah.KONSULTASI))), Grant)
    task = scene.case.tugas_pada(Langkah.KONSULTASI) if scene.case else None
    assert task is not None and scene.case is not None
    gone = replace(scene.desk, petugas=tuple(replace(p, sampai=date(2026, 1, 1)) for p in scene.desk.petugas))
    assert trust.holders(task, scene.case, gone, scene.now) == ()


def test_a_used_token_says_who_decided_and_when(at_disposisi: Scene) -> None:
    letter = at_disposisi.task_letter(SEKRETARIS)
    at_disposisi.says(SEKRETARIS, Jawaban.SETUJU)
    verdict = judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, letter.token))
    assert isinstance(verdict, Refusal) and verdict.alasan is Alasan.SUDAH_DIPUTUSKAN
    assert verdict.keputusan is not None and verdict.keputusan.oleh == SEKRETARIS.email
    assert verdict.keputusan.langkah is Langkah.DISPOSISI and verdict.petugas == SEKRETARIS


def test_a_task_that_ended_without_a_decision_has_no_decider(at_disposisi: Scene) -> None:
    letter = at_disposisi.task_letter(SEKRETARIS)
    at_disposisi.applicant(Answer(Jawaban.BATAL, "selesai sendiri"))
    verdict = judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, letter.token))
    assert isinstance(verdict, Refusal)
    assert (verdict.alasan, verdict.keputusan) == (Alasan.SUDAH_DIPUTUSKAN, None)


def test_a_token_lives_to_the_last_instant_of_its_days(at_disposisi: Scene) -> None:
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    task = at_disposisi.case.tugas_pada(Langkah.DISPOSISI) if at_disposisi.case else None
    assert task is not None
    at_disposisi.now = task.dibuka + timedelta(days=180)
    assert isinstance(judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, token)), Grant)
    at_disposisi.now += timedelta(microseconds=1)
    verdict = judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, token))
    assert verdict == Refusal(Alasan.KEDALUWARSA, SEKRETARIS, task)


# ── policies ─────────────────────────────────────────────────────────────────────────────────────
def _with_policy(scene: Scene, policy: str, **more: object) -> None:
    rules = replace(scene.desk.aturan, kebijakan={Langkah.DISPOSISI: policy}, **more)  # type: ignore[arg-type]
    scene.desk = replace(scene.desk, aturan=rules)


def test_where_a_pass_is_wanted_only_a_pass_will_do(at_disposisi: Scene) -> None:
    _with_policy(at_disposisi, "token+lulus")
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    silent = judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, token))
    assert isinstance(silent, Refusal)
    assert (silent.alasan, silent.petugas) == (Alasan.BELUM_TERBUKTI, SEKRETARIS) and silent.tugas is not None
    passed = judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, token, autentikasi=Autentikasi.LULUS))
    assert isinstance(passed, Grant) and not passed.tahan


def test_a_decision_under_confirmation_is_granted_but_held(at_disposisi: Scene) -> None:
    _with_policy(at_disposisi, "token+konfirmasi")
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    for found in Autentikasi.TIDAK_ADA, Autentikasi.LULUS:
        verdict = judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, token, autentikasi=found))
        assert isinstance(verdict, Grant) and verdict.tahan and not verdict.konfirmasi


def test_absent_results_may_call_for_a_stricter_policy_than_the_default(at_disposisi: Scene) -> None:
    rules = replace(at_disposisi.desk.aturan, tanpa_hasil={Langkah.PENGARSIPAN: "token+konfirmasi"})
    strict = replace(at_disposisi.desk, aturan=rules)
    silent = mail(at_disposisi, INSPEKTUR.email)
    passed = replace(silent, autentikasi=Autentikasi.LULUS)
    assert trust.policy(Langkah.PENGARSIPAN, silent, strict) == "token+konfirmasi"
    assert trust.policy(Langkah.PENGARSIPAN, passed, strict) == "token"
    assert trust.policy(Langkah.DISPOSISI, silent, strict) == "token"
    stated = replace(strict, aturan=replace(rules, kebijakan={Langkah.PENGARSIPAN: "token+lulus"}))
    assert trust.policy(Langkah.PENGARSIPAN, silent, stated) == "token+lulus"


def test_a_held_decision_is_confirmed_by_its_own_token_in_its_own_time(at_disposisi: Scene) -> None:
    case, key = at_disposisi.case, at_disposisi.desk.kunci[0]
    task = case.tugas_pada(Langkah.DISPOSISI) if case else None
    assert task is not None and case is not None
    until = at_disposisi.now + timedelta(hours=24)
    held = replace(task, ditahan=Ditahan(SEKRETARIS.email, Answer(Jawaban.SETUJU), until, 1))
    at_disposisi.case = replace(case, tugas=tuple(held if t == task else t for t in case.tugas))
    token = trust.token_konfirmasi(key, case.nomor, held, SEKRETARIS.email)
    envelope = mail(at_disposisi, SEKRETARIS.email, token)
    verdict = judged(at_disposisi, envelope)
    assert isinstance(verdict, Grant) and verdict.konfirmasi
    assert trust.asks_consent(envelope, at_disposisi.case, at_disposisi.desk, at_disposisi.now)
    plain = mail(at_disposisi, SEKRETARIS.email, trust.token(key, case.nomor, held, SEKRETARIS.email))
    again = judged(at_disposisi, plain)
    assert isinstance(again, Grant) and not again.konfirmasi
    assert not trust.asks_consent(plain, at_disposisi.case, at_disposisi.desk, at_disposisi.now)
    at_disposisi.now = until
    assert isinstance(judged(at_disposisi, envelope), Grant)
    at_disposisi.now = until + timedelta(microseconds=1)
    assert reason(at_disposisi, envelope) is Alasan.KEDALUWARSA
    assert isinstance(judged(at_disposisi, plain), Grant)


def test_each_holding_has_a_token_of_its_own(at_disposisi: Scene) -> None:
    case, key = at_disposisi.case, at_disposisi.desk.kunci[0]
    task = case.tugas_pada(Langkah.DISPOSISI) if case else None
    assert task is not None and case is not None
    held = [replace(task, ditahan=Ditahan("a@b.id", Answer(), at_disposisi.now, n)) for n in (1, 2)]
    tokens = {trust.token_konfirmasi(key, case.nomor, t, "a@b.id") for t in (task, *held)}
    assert len(tokens) == 3


def test_undoing_wants_the_office_and_the_proof_that_deciding_wants(at_disposisi: Scene) -> None:
    case = at_disposisi.case
    task = case.tugas_pada(Langkah.DISPOSISI) if case else None
    assert task is not None and case is not None
    silent = mail(at_disposisi, SEKRETARIS.email)
    passed = replace(silent, autentikasi=Autentikasi.LULUS)
    allowed = [trust.may_undo(silent, p, task, case, at_disposisi.desk, at_disposisi.now) for p in (SEKRETARIS, RINA)]
    assert allowed == [True, False]
    _with_policy(at_disposisi, "token+lulus")
    proofs = [trust.may_undo(m, SEKRETARIS, task, case, at_disposisi.desk, at_disposisi.now) for m in (silent, passed)]
    assert proofs == [False, True]


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────
def test_a_token_has_130_bits_in_small_base32_digits(at_disposisi: Scene) -> None:
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    assert len(token) == 26 and set(token) <= set("abcdefghijklmnopqrstuvwxyz234567")
    assert token == token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)


def test_known_tokens_stay_what_they_were() -> None:
    """Letters on their way must stay answerable after an update: these are the derivation's own words."""
    scene = Scene().until(Langkah.DISPOSISI)
    key, task = b"k" * 32, scene.case.tugas_pada(Langkah.DISPOSISI) if scene.case else None
    assert task is not None
    assert trust.token(key, "SKW-2026-0001", task, SEKRETARIS.email) == "tmw55n5666noa5usfmjd5ff7mh"
    assert trust.token_pemohon(key, "SKW-2026-0001", APPLICANT) == "36lxlb774cjsxdlbrbz2koasju"
    assert trust.token_kabar(key, "SKW-2026-0001", ADMIN.email) == "6xod7rlx35jigg44ottgyws4m4"
    assert trust.token_konfirmasi(key, "SKW-2026-0001", task, SEKRETARIS.email) == "oozsmmv62sl4ij6j4khmie442f"
    assert trust.token_alias(key, "SKW-2026-0001", ("a@b.id", "c@d.id"), ADMIN.email) == "x4k3fpan2hacpuxj6nwlq4fie4"
    assert trust.token_arahan(key, "SKW-2026-0001", task, INSPEKTUR.email) == "43yxyfg2e4i2ygfoth5oaxtnvj"
    assert trust.token_konsol(key, "r", ADMIN.email) == "gwer4y5qjjex3xd54gu5lvcyo3"
    assert trust.token_ringkasan(key, "r", ADMIN.email) == "koqa4m6zrklx6vhf2eydcwrmhe"
    assert trust.token_asing(key, "ab" * 32, ADMIN.email) == "hyjok7jddgexztwafqeinojgz6"


def test_the_reasons_are_written_in_the_journal_as_they_stand() -> None:
    assert {a.name: str(a) for a in Alasan} == {
        "PENGIRIM_TIDAK_TUNGGAL": "pengirim-tidak-tunggal",
        "VETO": "autentikasi-gagal",
        "TANPA_ACUAN": "tanpa-token",
        "BUKAN_PETUGAS": "bukan-petugas",
        "PEMOHON": "pemohon-tidak-memutuskan",
        "ACUAN_ASING": "token-bukan-milik-pengirim",
        "BUKAN_PEMEGANG": "bukan-pemegang",
        "SUDAH_DIPUTUSKAN": "sudah-diputuskan",
        "KEDALUWARSA": "token-kedaluwarsa",
        "BELUM_TERBUKTI": "autentikasi-belum-lulus",
    }


def test_tokens_differ_by_case_step_role_round_turn_person_key_and_purpose(at_disposisi: Scene) -> None:
    task = at_disposisi.case.tugas_pada(Langkah.DISPOSISI) if at_disposisi.case else None
    assert task is not None
    key, nomor, who = b"k" * 32, "SKW-2026-0001", SEKRETARIS.email
    others = [
        replace(task, langkah=Langkah.PENUGASAN),
        replace(task, peran=Peran.ADMIN),
        replace(task, ronde=2),
        replace(task, putaran=1),
        replace(task, diputar=(who, who)),
    ]
    tokens = [trust.token(key, nomor, t, who) for t in (task, *others)]
    tokens += [trust.token(key, "SKW-2026-0002", task, who), trust.token(b"n" * 32, nomor, task, who)]
    tokens += [trust.token(key, nomor, task, RINA.email), trust.token_konfirmasi(key, nomor, task, who)]
    tokens += [trust.token_pemohon(key, nomor, who), trust.token_kabar(key, nomor, who)]
    tokens += [trust.token_arahan(key, nomor, task, who), trust.token_konsol(key, nomor, who)]
    tokens += [trust.token_ringkasan(key, nomor, who)]
    tokens += [trust.token_asing(key, nomor, who), trust.token_alias(key, nomor, ("a@b.id", "c@d.id"), who)]
    assert len(set(tokens)) == len(tokens)
    assert trust.token(key, nomor, replace(task, diputar=("lain@x.id",)), who) == tokens[0]


# ── who holds, who is written to ─────────────────────────────────────────────────────────────────
def test_letters_go_to_the_substitute_and_to_the_holder_where_he_is_unknown() -> None:
    unknown = Pengganti(SEKRETARIS.email, "tamu@luar.example", "Plh", date(2026, 11, 23), date(2026, 11, 27))
    for stand_ins, to in (
        ((), (SEKRETARIS, None)),
        ((substitute(SEKRETARIS, IRBAN_III),), (IRBAN_III, substitute(SEKRETARIS, IRBAN_III))),
        ((unknown,), (SEKRETARIS, None)),
    ):
        scene = Scene(desk=desk(pengganti=stand_ins)).until(Langkah.DISPOSISI) if not stand_ins else Scene()
        base = Scene().until(Langkah.DISPOSISI)
        task = base.case.tugas_pada(Langkah.DISPOSISI) if base.case else None
        assert task is not None and base.case is not None and scene is not None
        found = trust.addressees(task, base.case, desk(pengganti=stand_ins), base.now)
        assert found == (to,)


# ── questions to Admin ───────────────────────────────────────────────────────────────────────────
def test_only_an_admin_answers_whose_address_it_is(at_disposisi: Scene) -> None:
    usul = ("budi@pribadi.example", SEKRETARIS.email)
    other = ("lain@pribadi.example", SEKRETARIS.email)
    for item in (other, usul):
        asked = Event(at_disposisi.now, Langkah.DISPOSISI, ADMIN.email, AliasDiusulkan(*item))
        at_disposisi.case = evolve(at_disposisi.case, asked)
    case, key = at_disposisi.case, at_disposisi.desk.kunci[0]
    assert case is not None
    admin = mail(at_disposisi, ADMIN.email, trust.token_alias(key, case.nomor, usul, ADMIN.email))
    assert trust.proposal(admin, case, at_disposisi.desk, at_disposisi.now) == (ADMIN, usul)
    assert trust.asks_consent(admin, case, at_disposisi.desk, at_disposisi.now)
    official = mail(at_disposisi, SEKRETARIS.email, trust.token_alias(key, case.nomor, usul, SEKRETARIS.email))
    assert trust.proposal(official, case, at_disposisi.desk, at_disposisi.now) is None
    nothing = mail(at_disposisi, ADMIN.email, "z" * 26)
    assert trust.proposal(nothing, case, at_disposisi.desk, at_disposisi.now) is None
    assert not trust.asks_consent(nothing, case, at_disposisi.desk, at_disposisi.now)


# ── what the refused are told ────────────────────────────────────────────────────────────────────
def test_a_used_token_gets_one_true_answer(at_disposisi: Scene) -> None:
    letter = at_disposisi.task_letter(SEKRETARIS)
    at_disposisi.says(SEKRETARIS, Jawaban.SETUJU)
    made = at_disposisi.reply(SEKRETARIS.email, letter, Jawaban.SETUJU)
    assert made.hasil is Hasil.USANG
    assert [x.kepada for x in made.letters] == [SEKRETARIS.email]
    assert SEKRETARIS.nama in str(made.letters[0].isi)


def test_a_holder_without_a_token_gets_his_letter_again_at_his_own_address(at_disposisi: Scene) -> None:
    made = at_disposisi.reply(SEKRETARIS.email, None, Jawaban.SETUJU)
    assert made.hasil is Hasil.DITANYAKAN
    assert [(x.kepada, str(x.jenis)) for x in made.letters] == [(SEKRETARIS.email, "tugas")]
    assert at_disposisi.says(SEKRETARIS, Jawaban.SETUJU).hasil is Hasil.DIPUTUSKAN


def test_a_registered_person_without_a_task_is_told_so(at_disposisi: Scene) -> None:
    made = at_disposisi.reply(INSPEKTUR.email, None, Jawaban.TERIMA)
    assert made.hasil is Hasil.TIDAK_BERHAK
    assert [x.kepada for x in made.letters] == [INSPEKTUR.email]


def test_an_expired_token_is_replaced_by_one_that_works(at_disposisi: Scene) -> None:
    letter = at_disposisi.task_letter(SEKRETARIS)
    at_disposisi.now += timedelta(days=181)
    made = at_disposisi.reply(SEKRETARIS.email, letter, Jawaban.SETUJU)
    assert made.hasil is Hasil.DITANYAKAN
    fresh = at_disposisi.task_letter(SEKRETARIS)
    assert fresh.token != letter.token
    assert at_disposisi.says(SEKRETARIS, Jawaban.SETUJU).hasil is Hasil.DIPUTUSKAN


def test_a_token_that_came_from_a_colleague_is_renewed_for_its_owner(at_disposisi: Scene) -> None:
    letter = at_disposisi.task_letter(SEKRETARIS)
    made = at_disposisi.reply(INSPEKTUR.email, letter, Jawaban.SETUJU)
    assert made.hasil is Hasil.TIDAK_BERHAK
    assert {x.kepada for x in made.letters} == {SEKRETARIS.email, INSPEKTUR.email}
    assert reason(at_disposisi, mail(at_disposisi, SEKRETARIS.email, letter.token)) is Alasan.ACUAN_ASING
    assert at_disposisi.says(SEKRETARIS, Jawaban.SETUJU).hasil is Hasil.DIPUTUSKAN


def test_a_token_seen_by_another_is_renewed_and_the_question_brings_the_new_one(at_disposisi: Scene) -> None:
    letter = at_disposisi.task_letter(SEKRETARIS)
    made = at_disposisi.reply(SEKRETARIS.email, letter, Answer(ragu="belum jelas"), tembusan=("tamu@luar.example", BOT))
    assert made.hasil is Hasil.DITANYAKAN
    asked = made.letters[0]
    assert asked.token != letter.token
    assert reason(at_disposisi, mail(at_disposisi, SEKRETARIS.email, letter.token)) is Alasan.ACUAN_ASING
    assert at_disposisi.reply(SEKRETARIS.email, asked, Jawaban.SETUJU).hasil is Hasil.DIPUTUSKAN


@pytest.mark.parametrize("said", [Answer(), Answer(Jawaban.STATUS)])
def test_where_no_answer_brings_the_new_token_the_letter_comes_again(at_disposisi: Scene, said: Answer) -> None:
    made = at_disposisi.says(SEKRETARIS, said, kepada=(BOT, "tamu@luar.example"))
    assert "tugas" in [str(x.jenis) for x in made.letters]
    assert at_disposisi.says(SEKRETARIS, Jawaban.SETUJU).hasil is Hasil.DIPUTUSKAN


def test_copies_to_ourselves_and_to_his_own_addresses_renew_nothing(at_disposisi: Scene) -> None:
    own = ("sikuwas+skw-2026-0001.x@kantor.example", SEKRETARIS.email, BOT)
    made = at_disposisi.says(SEKRETARIS, Answer(), tembusan=own)
    assert made.events == ()
    elsewhere = at_disposisi.says(SEKRETARIS, Answer(), tembusan=("sikuwas+x@luar.example",))
    assert [e.peristiwa for e in elsewhere.events] == ["KunciDiputar"]


def test_one_of_the_team_renews_only_his_own_token() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    joko = scene.task_letter(JOKO)
    scene.says(RINA, Jawaban.SIAP, tembusan=(JOKO.email,))
    assert scene.reply(JOKO.email, joko, Answer(Jawaban.HASIL, hasil=MINUTES)).hasil is Hasil.DIPUTUSKAN


def test_a_copied_stranger_can_not_take_the_decision_back(at_disposisi: Scene) -> None:
    letter = at_disposisi.task_letter(SEKRETARIS)
    at_disposisi.says(SEKRETARIS, Jawaban.SETUJU, tembusan=("tamu@luar.example",))
    echo = at_disposisi.letter_to(SEKRETARIS.email)
    assert at_disposisi.reply(SEKRETARIS.email, letter, Jawaban.URUNGKAN).hasil is not Hasil.DIURUNGKAN
    assert at_disposisi.reply(SEKRETARIS.email, echo, Jawaban.URUNGKAN).hasil is Hasil.DIURUNGKAN


def test_an_unproven_mail_is_explained_at_the_registered_address(at_disposisi: Scene) -> None:
    _with_policy(at_disposisi, "token+lulus")
    made = at_disposisi.says(SEKRETARIS, Jawaban.SETUJU)
    assert (made.hasil, made.alasan) == (Hasil.TIDAK_BERHAK, "autentikasi-belum-lulus")
    assert [x.kepada for x in made.letters] == [SEKRETARIS.email]


def test_an_unproven_mail_takes_nothing_back(at_disposisi: Scene) -> None:
    letter = at_disposisi.task_letter(SEKRETARIS)
    at_disposisi.says(SEKRETARIS, Jawaban.SETUJU)
    _with_policy(at_disposisi, "token+lulus")
    assert at_disposisi.reply(SEKRETARIS.email, letter, Jawaban.URUNGKAN).hasil is Hasil.USANG


def test_a_vetoed_mail_is_answered_to_nobody_and_shown_to_admin_once_a_day(at_disposisi: Scene) -> None:
    keys = []
    for _ in range(2):
        made = at_disposisi.says(SEKRETARIS, Jawaban.SETUJU, autentikasi=Autentikasi.GAGAL)
        assert made.hasil is Hasil.TIDAK_BERHAK
        assert {x.kepada for x in made.letters} == {ADMIN.email}
        keys += [x.kunci for x in made.letters]
    assert len(set(keys)) == 1


def test_a_short_word_may_come_again_but_the_same_long_words_are_a_machines(at_disposisi: Scene) -> None:
    for _ in range(3):
        made = at_disposisi.reply(SEKRETARIS.email, at_disposisi.task_letter(SEKRETARIS), Answer(ragu="?"), "nanti ya")
        assert made.hasil is Hasil.DITANYAKAN and at_disposisi.kinds(SEKRETARIS.email) == ["klarifikasi"]
    first = at_disposisi.reply(SEKRETARIS.email, at_disposisi.task_letter(SEKRETARIS), Answer(ragu="?"), LONG + " 1")
    again = at_disposisi.reply(SEKRETARIS.email, at_disposisi.task_letter(SEKRETARIS), Answer(ragu="?"), LONG + " 2")
    assert first.hasil is Hasil.DITANYAKAN
    assert again.hasil is Hasil.OTOMATIS and {x.kepada for x in again.letters} == {ADMIN.email}


# ── superiors ────────────────────────────────────────────────────────────────────────────────────
def _directed(scene: Scene, sender: str, token: str, **changes: object) -> object:
    assert scene.case is not None
    return trust.direction(mail(scene, sender, token, **changes), scene.case, scene.desk, scene.now)


def test_an_escalation_is_answered_by_its_own_superior_in_its_time(at_disposisi: Scene) -> None:
    case, key = at_disposisi.case, at_disposisi.desk.kunci[0]
    task = case.tugas_pada(Langkah.DISPOSISI) if case else None
    assert task is not None and case is not None
    token = trust.token_arahan(key, case.nomor, task, INSPEKTUR.email)
    assert _directed(at_disposisi, INSPEKTUR.email, token) == (INSPEKTUR, task)
    assert _directed(at_disposisi, SEKRETARIS.email, token) is None
    assert _directed(at_disposisi, INSPEKTUR.email, token, autentikasi=Autentikasi.GAGAL) is None
    at_disposisi.now = task.dibuka + timedelta(days=180)
    assert _directed(at_disposisi, INSPEKTUR.email, token) == (INSPEKTUR, task)
    at_disposisi.now += timedelta(microseconds=1)
    assert _directed(at_disposisi, INSPEKTUR.email, token) is None


def test_a_superior_needs_the_proof_the_step_wants_and_is_not_the_applicant(at_disposisi: Scene) -> None:
    case, key = at_disposisi.case, at_disposisi.desk.kunci[0]
    task = case.tugas_pada(Langkah.DISPOSISI) if case else None
    assert task is not None and case is not None
    token = trust.token_arahan(key, case.nomor, task, INSPEKTUR.email)
    _with_policy(at_disposisi, "token+lulus")
    assert _directed(at_disposisi, INSPEKTUR.email, token) is None
    assert _directed(at_disposisi, INSPEKTUR.email, token, autentikasi=Autentikasi.LULUS) == (INSPEKTUR, task)
    at_disposisi.case = replace(case, pemohon=INSPEKTUR.email)
    assert _directed(at_disposisi, INSPEKTUR.email, token, autentikasi=Autentikasi.LULUS) is None


def test_the_named_holder_of_a_task_holds_it_alone_while_in_office(at_disposisi: Scene) -> None:
    case = at_disposisi.case
    task = case.tugas_pada(Langkah.DISPOSISI) if case else None
    assert task is not None and case is not None
    named = replace(task, ditunjuk=IRBAN_II.email)
    assert trust.holders(named, case, at_disposisi.desk, at_disposisi.now) == (IRBAN_II,)
    twice = replace(at_disposisi.desk, petugas=(*at_disposisi.desk.petugas, replace(IRBAN_II, peran=Peran.ADMIN)))
    assert trust.holders(named, case, twice, at_disposisi.now) == (IRBAN_II,)
    gone = replace(IRBAN_II, sampai=date(2026, 1, 1))
    left = replace(at_disposisi.desk, petugas=tuple(gone if p == IRBAN_II else p for p in at_disposisi.desk.petugas))
    assert trust.holders(named, case, left, at_disposisi.now) == ()


def test_a_renewed_token_lives_from_its_renewal(at_disposisi: Scene) -> None:
    task = at_disposisi.case.tugas_pada(Langkah.DISPOSISI) if at_disposisi.case else None
    assert task is not None and at_disposisi.case is not None
    renewed = replace(task, kunci_sejak=task.dibuka + timedelta(days=100))
    tasks = tuple(renewed if t == task else t for t in at_disposisi.case.tugas)
    at_disposisi.case = replace(at_disposisi.case, tugas=tasks)
    at_disposisi.now = task.dibuka + timedelta(days=280)
    token = token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI)
    assert isinstance(judged(at_disposisi, mail(at_disposisi, SEKRETARIS.email, token)), Grant)
    at_disposisi.now += timedelta(seconds=1)
    assert reason(at_disposisi, mail(at_disposisi, SEKRETARIS.email, token)) is Alasan.KEDALUWARSA


def test_an_admin_is_known_by_the_letter_he_answers(at_disposisi: Scene) -> None:
    case, key = at_disposisi.case, at_disposisi.desk.kunci[0]
    assert case is not None

    def admin(sender: str, token: str) -> bool:
        return trust.is_admin(mail(at_disposisi, sender, token), case, at_disposisi.desk, at_disposisi.now)

    told = trust.token_kabar(key, case.nomor, ADMIN.email)
    assert admin(ADMIN.email, told)
    assert not admin(SEKRETARIS.email, told)
    assert not admin(SEKRETARIS.email, token_of(at_disposisi, SEKRETARIS, Langkah.DISPOSISI))
    assert not admin(SEKRETARIS.email, trust.token_kabar(key, case.nomor, SEKRETARIS.email))
    waiting = Scene().until(Langkah.PENERUSAN)
    envelope = mail(waiting, ADMIN.email, token_of(waiting, ADMIN, Langkah.PENERUSAN))
    assert waiting.case and trust.is_admin(envelope, waiting.case, waiting.desk, waiting.now)
