"""Every step and answer by history: the events and letters that follow, the way back, the late and the closed."""

from datetime import timedelta

import pytest

from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.sop import SOP, Baris, Dokumen, Jawaban, Langkah, Peran, Status
from tests.core.scene import (
    ADMIN,
    APPLICANT,
    COMPLETE,
    INSPEKTUR,
    IRBAN_II,
    IRBAN_III,
    JOKO,
    MINUTES,
    RINA,
    SEKRETARIS,
    SESSION,
    Scene,
    assignment,
)

HOLDERS = {
    Langkah.PENERUSAN: ADMIN,
    Langkah.DISPOSISI: SEKRETARIS,
    Langkah.PENUGASAN: IRBAN_II,
    Langkah.KONSULTASI: RINA,
    Langkah.PELAPORAN: IRBAN_II,
    Langkah.PERSIAPAN: ADMIN,
}


def test_a_complete_request_is_received_in_admins_name_and_laid_on_his_desk() -> None:
    scene = Scene()
    decision = scene.request()
    assert decision.hasil is Hasil.TERDAFTAR
    assert scene.happened() == ["PermohonanMasuk", "PermohonanDiterima", "DokumenDisusun", "TugasDibuka"]
    assert scene.case and scene.case.nomor == "SKW-2026-0001"
    assert scene.case.langkah is Langkah.PENERUSAN
    assert scene.case.usulan == "II"
    assert scene.kinds(APPLICANT) == ["tanda-terima"]
    assert scene.kinds(ADMIN.email) == ["tugas"]
    assert decision.events[1].atas_nama == ADMIN.email


def test_the_clock_of_penerusan_starts_with_the_complete_request() -> None:
    scene = Scene()
    scene.request({"nama": "Fajar Contoh"})
    assert scene.case and scene.case.status is Status.MENUNGGU_PEMOHON
    task = scene.case.tugas_pada(Langkah.PERMOHONAN)
    assert task and task.tenggat is None and task.dijeda == "menunggu pemohon"
    scene.now += timedelta(hours=2)
    scene.applicant(Answer(Jawaban.DATA, permohonan=dict(COMPLETE)))
    task = scene.case.tugas_pada(Langkah.PENERUSAN)
    assert task and task.tenggat == task.dibuka + timedelta(minutes=10)


def test_what_is_missing_is_asked_for_once_as_a_list_with_the_form() -> None:
    scene = Scene()
    decision = scene.request({"nama": "Fajar Contoh", "topik": "Aset"})
    letter = decision.letters[0]
    assert scene.kinds(APPLICANT) == ["kelengkapan"]
    assert [label for label, _ in letter.isi["kekurangan"]] == [  # type: ignore[attr-defined]
        "NIP",
        "Perangkat Daerah",
        "Jabatan",
        "Nomor HP",
        "Uraian",
        "Metode",
    ]
    assert letter.formulir == (Dokumen.FORMULIR,)
    assert scene.kinds(ADMIN.email) == []


def test_a_part_of_the_missing_data_leads_to_a_shorter_list() -> None:
    scene = Scene()
    scene.request({k: v for k, v in dict(COMPLETE).items() if k not in ("nip", "metode")})
    scene.applicant(Answer(Jawaban.DATA, permohonan={"nip": "-"}))
    letter = scene.letter_to(APPLICANT)
    assert [label for label, _ in letter.isi["kekurangan"]] == ["Metode"]  # type: ignore[attr-defined]
    scene.applicant(Answer(Jawaban.DATA, permohonan={"metode": "luring"}))
    assert scene.case and scene.case.langkah is Langkah.PENERUSAN


def test_a_full_course_ends_in_the_archive_with_all_eight_steps_in_the_journal() -> None:
    scene = Scene().finished()
    assert scene.case and scene.case.status is Status.SELESAI
    assert {e.langkah for e in scene.events} == set(Langkah)
    assert {d.jenis for d in scene.case.dokumen} == set(Dokumen)
    assert scene.kinds(APPLICANT) == ["penutupan", "survei"]
    assert scene.letter_to(APPLICANT).templat == "survei"
    assert not scene.case.tugas_terbuka


@pytest.mark.parametrize("langkah", [s for s in HOLDERS if s is not Langkah.PERSIAPAN])
def test_every_decision_is_echoed_to_its_decider(langkah: Langkah) -> None:
    scene = Scene().until(langkah)
    answer = scene.answers()[langkah]
    scene.says(HOLDERS[langkah], answer)
    assert "tanda-keputusan" in scene.kinds(HOLDERS[langkah].email)


def test_admin_asks_for_more_and_the_case_waits_for_the_applicant() -> None:
    scene = Scene().until(Langkah.PENERUSAN)
    scene.says(ADMIN, Answer(Jawaban.LENGKAPI, "surat pengantar"))
    assert scene.case and scene.case.status is Status.MENUNGGU_PEMOHON
    assert scene.kinds(APPLICANT) == ["kelengkapan"]
    scene.applicant(Answer(), "Terlampir surat pengantar kami")
    assert scene.case.langkah is Langkah.PENERUSAN
    assert "surat pengantar kami" in scene.case.permohonan["uraian"]
    assert scene.task_letter(ADMIN).kunci.startswith("tugas/penerusan/admin/2")


@pytest.mark.parametrize("word", [Jawaban.TOLAK, Jawaban.PENGADUAN])
def test_refusal_and_complaint_close_the_case_and_tell_the_applicant(word: Jawaban) -> None:
    scene = Scene().until(Langkah.PENERUSAN)
    scene.says(ADMIN, Answer(word, "bukan konsultasi"))
    assert scene.case and scene.case.status is Status.DITUTUP
    assert scene.kinds(APPLICANT) == ["penolakan" if word is Jawaban.TOLAK else "penutupan"]


def test_the_sekretaris_may_choose_another_irban() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    scene.says(SEKRETARIS, Answer(Jawaban.IRBAN, "tindak lanjuti", wilayah="III"))
    assert scene.case and scene.case.wilayah == "III"
    assert scene.kinds(IRBAN_III.email) == ["tugas"]
    assert scene.kinds(IRBAN_II.email) == []


def test_returned_to_admin_his_desk_gets_a_second_round() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    first = scene.task_letter(ADMIN)
    scene.says(SEKRETARIS, Answer(Jawaban.KEMBALIKAN, "lengkapi dasar"))
    second = scene.task_letter(ADMIN)
    assert second.token != first.token
    assert second.isi["catatan_kembali"] == "lengkapi dasar"


def test_a_diverted_case_goes_back_to_the_sekretaris_with_the_proposal() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    scene.says(IRBAN_II, Answer(Jawaban.ALIHKAN, "bukan wilayah kami", wilayah="III"))
    assert scene.case and scene.case.langkah is Langkah.DISPOSISI
    assert scene.task_letter(SEKRETARIS).isi["usulan"] == "III"
    scene.says(SEKRETARIS, Jawaban.SETUJU)
    assert scene.kinds(IRBAN_III.email) == ["tugas"]


def test_an_assignment_makes_the_surat_tugas_and_opens_the_side_task() -> None:
    scene = Scene().until(Langkah.PENUGASAN)
    scene.says(IRBAN_II, assignment())
    assert scene.case
    assert scene.kinds(RINA.email) == ["tugas"] and scene.kinds(JOKO.email) == ["tugas"]
    assert scene.case.tugas_pada(Langkah.PERSIAPAN, Peran.ADMIN)
    assert scene.case.dokumen_terakhir(Dokumen.SURAT_TUGAS).nomor == "700/1/416-060/2026"  # type: ignore[union-attr]
    task = scene.case.tugas_pada(Langkah.KONSULTASI)
    assert task and task.tenggat == SESSION + timedelta(minutes=120)


def test_the_invitation_waits_for_link_or_room() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    assert not [x for x in scene.letters if x.undangan]
    scene.says(ADMIN, Answer(Jawaban.SIAP, "https://zoom.example/j/1"))
    assert scene.kinds(APPLICANT) == ["undangan"]
    invitation = scene.letter_to(APPLICANT).undangan
    assert invitation and invitation.urutan == 0 and invitation.mulai == SESSION


def test_a_new_time_updates_the_invitation_under_the_same_uid() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    scene.says(ADMIN, Answer(Jawaban.SIAP, "Ruang Rapat"))
    first = scene.letter_to(APPLICANT).undangan
    scene.says(RINA, Answer(Jawaban.JADWAL, jadwal=SESSION + timedelta(days=1)))
    second = scene.letter_to(APPLICANT).undangan
    assert first and second and (first.uid, second.urutan) == (second.uid, first.urutan + 1)


def test_one_who_cannot_come_sends_the_case_back_and_his_number_is_never_used_again() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    scene.says(RINA, Answer(Jawaban.BERHALANGAN, "sedang audit"))
    assert scene.case and scene.case.langkah is Langkah.PENUGASAN
    assert scene.case.nomor_batal == ("700/1/416-060/2026",)
    scene.says(IRBAN_II, assignment(JOKO))
    assert scene.case.dokumen_terakhir(Dokumen.SURAT_TUGAS).nomor == "700/2/416-060/2026"  # type: ignore[union-attr]


def test_another_session_restarts_the_clock_and_asks_for_a_room_again() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    scene.says(ADMIN, Answer(Jawaban.SIAP, "Ruang Rapat"))
    later = SESSION + timedelta(days=4)
    scene.says(RINA, Answer(Jawaban.LANJUT, jadwal=later))
    assert scene.case and len(scene.case.sesi) == 2
    assert scene.case.tugas_pada(Langkah.PERSIAPAN)
    task = scene.case.tugas_pada(Langkah.KONSULTASI)
    assert task and task.tenggat and task.tenggat > later


def test_minutes_without_advice_are_asked_back() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    decision = scene.says(RINA, Answer(Jawaban.HASIL, hasil={"permasalahan": "a", "pembahasan": "b"}))
    assert decision.hasil is Hasil.DITANYAKAN
    assert "SARAN" in decision.alasan
    assert scene.case and scene.case.langkah is Langkah.KONSULTASI


def test_the_report_goes_back_to_the_team_and_comes_again_as_version_two() -> None:
    scene = Scene().until(Langkah.PELAPORAN)
    scene.says(IRBAN_II, Answer(Jawaban.PERBAIKI, "perjelas dasar hukum"))
    assert scene.case and scene.case.revisi == 1
    assert scene.task_letter(RINA).isi["catatan_kembali"] == "perjelas dasar hukum"
    scene.says(RINA, Answer(Jawaban.HASIL, hasil=MINUTES))
    made = scene.case.dokumen_terakhir(Dokumen.BERITA_ACARA)
    assert made and made.versi == 2
    assert made.nomor == next(d for d in scene.case.dokumen if d.jenis is Dokumen.BERITA_ACARA).nomor


def test_the_inspektur_returns_the_report_to_the_irban() -> None:
    scene = Scene().until(Langkah.PENGARSIPAN)
    scene.says(INSPEKTUR, Answer(Jawaban.PERBAIKI, "perbaiki simpulan"))
    assert scene.case and scene.case.langkah is Langkah.PELAPORAN
    scene.says(IRBAN_II, Jawaban.SETUJU)
    made = scene.case.dokumen_terakhir(Dokumen.LAPORAN)
    assert made and made.versi == 2
    assert scene.kinds(INSPEKTUR.email) == ["tugas"]


def test_when_the_inspektur_takes_the_report_the_sekretaris_is_told() -> None:
    scene = Scene().until(Langkah.PENGARSIPAN)
    scene.says(INSPEKTUR, Jawaban.TERIMA)
    assert scene.kinds(SEKRETARIS.email) == ["pemberitahuan"]
    assert scene.kinds(ADMIN.email) == ["tugas"]
    assert scene.case and scene.case.status is Status.BERJALAN


@pytest.mark.parametrize("langkah", [s for s in HOLDERS if s is not Langkah.PERSIAPAN])
def test_the_applicant_may_withdraw_at_every_step(langkah: Langkah) -> None:
    scene = Scene().until(langkah)
    scene.applicant(Answer(Jawaban.BATAL, "sudah selesai sendiri"))
    assert scene.case and scene.case.status is Status.DITUTUP
    assert not scene.case.tugas_terbuka
    assert "pemberitahuan" in scene.kinds(HOLDERS[langkah].email)


@pytest.mark.parametrize("row", [b for b in SOP if b.jawaban and b.nomor != 1], ids=lambda b: b.templat)
def test_every_answer_comes_too_late_once_the_task_is_decided(row: Baris) -> None:
    archive = row.langkah is Langkah.PENGARSIPAN and row.peran[0] is Peran.ADMIN
    where = Langkah.KONSULTASI if row.langkah is Langkah.PERSIAPAN else row.langkah
    scene = Scene().until(where, archive=archive)
    holder = INSPEKTUR if row.peran[0] is Peran.INSPEKTUR else ADMIN if archive else HOLDERS[row.langkah]
    letter = scene.task_letter(holder)
    scene.reply(holder.email, letter, scene.answers()[row.templat])
    before = scene.case
    for rule in row.jawaban:
        if rule.jawaban in (Jawaban.SIAP, Jawaban.LANJUT, Jawaban.JADWAL) and row.langkah is Langkah.KONSULTASI:
            continue
        decision = scene.reply(holder.email, letter, Answer(rule.jawaban, "alasan", wilayah="III"))
        assert decision.hasil is Hasil.USANG
        assert scene.happened() == ["BalasanDiabaikan"]
        assert scene.kinds(holder.email) == ["pemberitahuan"]
    assert before and scene.case and scene.case.langkah is before.langkah


@pytest.mark.parametrize("row", [b for b in SOP if b.jawaban and b.nomor != 1], ids=lambda b: b.templat)
def test_an_answer_that_the_step_does_not_take_is_asked_back(row: Baris) -> None:
    archive = row.langkah is Langkah.PENGARSIPAN and row.peran[0] is Peran.ADMIN
    where = Langkah.KONSULTASI if row.langkah is Langkah.PERSIAPAN else row.langkah
    scene = Scene().until(where, archive=archive)
    holder = INSPEKTUR if row.peran[0] is Peran.INSPEKTUR else ADMIN if archive else HOLDERS[row.langkah]
    wrong = next(j for j in (Jawaban.ARSIP, Jawaban.TOLAK) if row.aturan(j) is None)
    decision = scene.says(holder, Answer(wrong, "x"))
    assert decision.hasil is Hasil.DITANYAKAN
    assert scene.kinds(holder.email) == ["klarifikasi"]


def test_after_closing_thanks_are_filed_and_nothing_moves() -> None:
    scene = Scene().finished()
    decision = scene.applicant(Answer(), "Terima kasih banyak")
    assert (decision.hasil, decision.letters) == (Hasil.DICATAT, ())
    assert scene.case and scene.case.status is Status.SELESAI


def test_the_survey_is_taken_once() -> None:
    scene = Scene().finished()
    marks = {f"U{i}": 4 for i in range(1, 10)}
    scene.applicant(Answer(Jawaban.SURVEI, "cepat", survei=marks))
    assert scene.case and scene.case.survei == marks
    scene.applicant(Answer(Jawaban.SURVEI, survei={f"U{i}": 1 for i in range(1, 10)}))
    assert scene.case.survei == marks
