"""Sessions by history: other times proposed, who decides, invitations and their updates."""

from datetime import datetime

from sikuwas_mail.core.decide import Hasil, decide
from sikuwas_mail.core.incoming import Answer, CalendarReply, Envelope
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import Dokumen, Jawaban, Langkah
from sikuwas_mail.paper.people import hadirin
from tests.core.scene import ADMIN, APPLICANT, BOT, IRBAN_II, JOKO, RINA, WIB, Scene


def invited() -> Scene:
    scene = Scene().until(Langkah.KONSULTASI)
    scene.says(ADMIN, Answer(Jawaban.SIAP, "https://rapat.example/1", tempat="https://rapat.example/1"))
    return scene


def propose(scene: Scene, hari: int) -> Hasil:
    when = datetime(2026, 12, hari, 9, tzinfo=WIB)
    return scene.applicant(Answer(Jawaban.JADWAL, jadwal=when, jadwal_teks=f"{hari} Desember pukul 09.00")).hasil


def test_nothing_goes_out_without_link_or_room() -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    assert not [x for x in scene.letters if x.jenis == "undangan"]
    scene.says(ADMIN, Answer(Jawaban.SIAP, "Ruang Rapat"))
    assert {x.kepada for x in scene.letters if x.jenis == "undangan"} >= {APPLICANT, RINA.email}


def test_two_proposals_go_to_the_team_and_the_third_to_the_irban_who_sets_the_time() -> None:
    scene = invited()
    for hari in (1, 2):
        propose(scene, hari)
        assert scene.kinds(RINA.email) == ["klarifikasi"] and scene.kinds(IRBAN_II.email) == []
    propose(scene, 3)
    assert scene.kinds(RINA.email) == [] and scene.kinds(IRBAN_II.email) == ["klarifikasi"]
    asked = scene.letter_to(IRBAN_II.email, JenisSurat.KLARIFIKASI)
    when = datetime(2026, 12, 4, 9, tzinfo=WIB)
    assert scene.reply(IRBAN_II.email, asked, Answer(Jawaban.JADWAL, jadwal=when)).hasil is Hasil.DIPUTUSKAN
    assert scene.case and scene.case.sesi_kini and scene.case.sesi_kini.jadwal == when
    update = scene.letter_to(APPLICANT, JenisSurat.UNDANGAN).undangan
    assert update and update.urutan == 1 and update.mulai == when


def test_an_update_keeps_its_uid_and_a_withdrawal_is_a_cancel() -> None:
    scene = invited()
    first = scene.letter_to(APPLICANT, JenisSurat.UNDANGAN).undangan
    scene.says(RINA, Answer(Jawaban.JADWAL, jadwal=datetime(2026, 12, 1, 9, tzinfo=WIB)))
    second = scene.letter_to(APPLICANT, JenisSurat.UNDANGAN).undangan
    scene.applicant(Answer(Jawaban.BATAL, "tidak jadi"))
    third = scene.letter_to(RINA.email, JenisSurat.UNDANGAN).undangan
    assert first and second and third
    assert first.uid == second.uid == third.uid
    assert (first.urutan, second.urutan, third.urutan) == (0, 1, 2) and third.batal


def test_another_session_has_its_own_invitation_and_there_is_one_report() -> None:
    scene = invited()
    scene.now = datetime(2026, 11, 26, 13, 0, tzinfo=WIB)
    scene.says(RINA, Answer(Jawaban.LANJUT, jadwal=datetime(2026, 12, 1, 9, tzinfo=WIB)))
    scene.says(ADMIN, Answer(Jawaban.SIAP, "https://rapat.example/2"))
    latest = scene.letter_to(APPLICANT, JenisSurat.UNDANGAN).undangan
    assert latest and "sesi-2" in latest.uid and latest.urutan == 0
    assert scene.case and len(scene.case.sesi) == 2
    listed = scene.case.dokumen_terakhir(Dokumen.DAFTAR_HADIR)
    assert listed and listed.versi == 1


def test_a_list_of_those_present_is_made_for_a_session_that_was_held_and_for_no_other() -> None:
    scene = invited()
    scene.says(RINA, Answer(Jawaban.LANJUT, jadwal=datetime(2026, 12, 1, 9, tzinfo=WIB)))
    assert scene.last and scene.last.papers == ()
    held = invited()
    held.now = datetime(2026, 11, 26, 13, 0, tzinfo=WIB)
    made = held.says(RINA, Answer(Jawaban.LANJUT, jadwal=datetime(2026, 12, 1, 9, tzinfo=WIB))).papers
    assert [(p.jenis, p.sesi) for p in made] == [(Dokumen.DAFTAR_HADIR, 1)]


def test_who_declined_stands_on_no_list_of_those_present() -> None:
    scene = invited()
    mail = Envelope(dari=(APPLICANT,), kepada=(BOT,), message_id="<kalender@example>")
    assert scene.case
    declined = CalendarReply(mail, "skw-2026-0001-sesi-1@kantor.example", APPLICANT, "DECLINED")
    scene._apply(decide(scene.case, declined, scene.now, scene.desk))
    names = [row["nama"] for row in hadirin(scene.case, scene.desk, isian=False)]
    assert names == [RINA.nama, JOKO.nama]
    scene.applicant(Jawaban.HADIR)
    assert len(hadirin(scene.case, scene.desk, isian=False)) == 3
