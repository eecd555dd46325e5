"""Mail nobody can place, by history: what its writer learns (nothing), what Admin is asked, what a YA teaches."""

from dataclasses import replace

import pytest

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.decide import Decision, Hasil, decide
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.decide.placing import join
from sikuwas_mail.core.decide.strays import reference
from sikuwas_mail.core.desk import Calon, with_alias
from sikuwas_mail.core.incoming import Acuan, Answer, Autentikasi, Envelope, NewRequest, Reply, Stray
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.reference import find, ref_line
from sikuwas_mail.core.sop import Jawaban, Langkah, Status
from tests.core.scene import ADMIN, APPLICANT, BOT, COMPLETE, MONDAY, SEKRETARIS, Scene, desk

SIDIK = "5a" * 32
STRANGER = "siapa@luar.example"
CALON = (Calon("SKW-2026-0001", APPLICANT, "Fajar Contoh", "BPKAD"), Calon("SKW-2026-0002", "lain@dinas.example"))
YA = Answer(Jawaban.YA, persis=True)


def stray(teks: str = "halo", subjek: str = "tanya", **changes: object) -> Stray:
    envelope = Envelope((STRANGER,), kepada=(BOT,), subjek=subjek, message_id="<s@x>", sidik=SIDIK)
    return Stray(replace(envelope, **changes), teks, "asing")  # type: ignore[arg-type]


def judged(mail: Stray, **changes: object) -> Decision:
    return decide(None, mail, MONDAY, desk(**changes))


def to(made: Decision) -> list[str]:
    return [x.kepada for x in made.letters]


def test_a_mail_without_a_ticket_gets_a_neutral_line_once_a_day() -> None:
    made = judged(stray())
    assert (made.hasil, to(made)) == (Hasil.ASING, [STRANGER])
    again = judged(stray(), terjawab=frozenset({(STRANGER, "pemberitahuan")}))
    assert to(again) == []
    capped = judged(stray(), jawaban_sejam=200)
    assert to(capped) == []


def test_a_forged_sender_gets_nothing() -> None:
    assert to(judged(stray(autentikasi=Autentikasi.GAGAL))) == []
    assert to(judged(stray(dari=(STRANGER, "b@x.example")))) == []


@pytest.mark.parametrize("nomor", ["SKW-2026-0001", "SKW-2026-0099"])
def test_with_a_ticket_number_its_writer_hears_nothing_whether_that_case_exists_or_not(nomor: str) -> None:
    for mail in (stray(f"perihal tiket {nomor.lower()}"), stray(subjek=f"Re: {nomor}")):
        made = judged(mail, calon=CALON)
        assert to(made) == [ADMIN.email]
        assert made.hasil is Hasil.ASING


def test_a_reply_to_an_unknown_and_to_a_known_case_look_the_same_from_outside() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    token = scene.task_letter(SEKRETARIS).token
    for case, refs in ((scene.case, ("SKW-2026-0001", token)), (None, ("SKW-2026-0099", "a" * 26))):
        envelope = replace(stray().envelope, acuan=(Acuan("ref", *refs),))
        made = decide(case, Reply(envelope, Answer(Jawaban.SETUJU), "SETUJU"), scene.now, scene.desk)
        assert to(made) == [ADMIN.email]


def test_admin_is_asked_with_ranked_guesses_and_ready_answers() -> None:
    made = judged(stray("Terkait SKW-2026-0002 dan BPKAD", nama_dari="Fajar Contoh, S.E."), calon=CALON)
    letter = made.letters[0]
    assert [a.contoh for a in letter.jawaban] == ["GABUNG SKW-2026-0002", "GABUNG SKW-2026-0001", "BARU", "ABAIKAN"]
    assert (letter.templat, letter.nomor) == ("surel-asing", reference(SIDIK))
    assert "BPKAD" not in str(letter.isi)
    nothing = judged(stray("SKW-2026-0099"), calon=())
    assert [a.jawaban for a in nothing.letters[0].jawaban] == [Jawaban.GABUNG, Jawaban.BARU, Jawaban.ABAIKAN]


def test_the_name_of_a_stray_mail_is_recognised_like_a_ticket() -> None:
    nomor = reference(SIDIK)
    found = find(rujukan=(), penerima=(), teks=ref_line(nomor, "a" * 26), subjek=f"Re: [SIKUWAS {nomor}] x")
    assert found == (Acuan("ref", nomor, "a" * 26), Acuan("subjek", nomor))


def test_admin_is_asked_once_a_day_for_one_writer_and_so_many_times_an_hour() -> None:
    mail = stray("SKW-2026-0001")
    assert to(judged(mail, terjawab=frozenset({(STRANGER, "asing")}))) == []
    assert judged(mail).otomatis == ((STRANGER, "asing"), ("*", "asing"))
    many = judged(mail, asing_sejam=20)
    assert [str(x.jenis) for x in many.letters] == ["operator"]
    assert many.letters[0].kunci == judged(replace(mail, teks="SKW-2026-0002"), asing_sejam=21).letters[0].kunci


def test_a_request_with_failed_authentication_is_not_registered_and_not_answered() -> None:
    envelope = replace(stray().envelope, autentikasi=Autentikasi.GAGAL)
    made = decide(None, NewRequest(envelope, COMPLETE), MONDAY, desk())
    assert (made.hasil, made.letters, made.events) == (Hasil.ASING, (), ())


def test_a_token_from_a_strange_address_is_void_and_its_owner_perhaps_the_writer() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    letter = scene.task_letter(SEKRETARIS)
    made = scene.reply(STRANGER, letter, Jawaban.SETUJU, sidik=SIDIK)
    assert [e.peristiwa for e in made.events] == ["KunciDiputar", "AliasDiusulkan"]
    assert to(made) == [ADMIN.email]
    assert scene.reply(SEKRETARIS.email, letter, Jawaban.SETUJU).hasil is Hasil.DITANYAKAN
    assert scene.says(SEKRETARIS, Jawaban.SETUJU).hasil is Hasil.DIPUTUSKAN


# ── GABUNG ───────────────────────────────────────────────────────────────────────────────────────
def joined(scene: Scene, answer: Answer, teks: str = "", **envelope: object) -> Decision:
    assert scene.case is not None
    mail = Reply(replace(stray().envelope, **envelope), answer, teks)  # type: ignore[arg-type]
    return scene._apply(join(Draft(scene.case, scene.desk, scene.now), mail, ADMIN))


def test_gabung_lays_the_mail_to_the_case_and_decides_nothing() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    made = joined(scene, Answer(Jawaban.SETUJU, persis=True), "SETUJU")
    assert made.hasil is Hasil.TAMBAHAN
    assert [e.peristiwa for e in made.events] == ["SurelDigabung"]
    assert to(made) == [ADMIN.email]
    assert scene.case and scene.case.langkah is Langkah.DISPOSISI


def test_gabung_brings_the_data_that_were_asked_for() -> None:
    scene = Scene()
    scene.request({k: v for k, v in COMPLETE.items() if k != "nip"})
    made = joined(scene, Answer(Jawaban.DATA, permohonan={"nip": "-"}), "NIP: -")
    assert made.hasil is Hasil.DILENGKAPI
    assert scene.case and scene.case.langkah is Langkah.PENERUSAN


def test_gabung_never_withdraws_a_case() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    joined(scene, Answer(Jawaban.BATAL, "tidak jadi", persis=True), "BATAL")
    assert scene.case and scene.case.status is Status.BERJALAN


def test_an_alias_is_learnt_only_after_admin_says_ya_to_a_second_letter() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    joined(scene, Answer(), "halo", nama_dari="Budi Contoh")
    asked = scene.letter_to(ADMIN.email, JenisSurat.KLARIFIKASI)
    assert scene.happened() == ["SurelDigabung", "AliasDiusulkan"]
    assert scene.reply(SEKRETARIS.email, asked, YA).hasil is not Hasil.DIPUTUSKAN
    assert scene.reply(ADMIN.email, asked, Answer(ragu="?")).hasil is Hasil.DITANYAKAN
    made = scene.reply(ADMIN.email, asked, YA)
    assert [e.peristiwa for e in made.events] == ["AliasDipelajari"]
    assert set(to(made)) == {ADMIN.email, SEKRETARIS.email}
    scene.desk = with_alias(scene.desk, [(STRANGER, SEKRETARIS.email)])
    assert scene.reply(STRANGER, scene.task_letter(SEKRETARIS), Jawaban.SETUJU).hasil is Hasil.DIPUTUSKAN


def test_abaikan_teaches_nothing() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    joined(scene, Answer(), "halo", nama_dari="Budi Contoh")
    made = scene.reply(ADMIN.email, scene.letter_to(ADMIN.email, JenisSurat.KLARIFIKASI), Answer(Jawaban.ABAIKAN))
    assert (made.hasil, made.events) == (Hasil.DICATAT, ())


def test_the_applicants_second_address_speaks_for_him_once_it_is_learnt() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    joined(scene, Answer(), "halo", nama_dari="Fajar Contoh, S.E.")
    scene.reply(ADMIN.email, scene.letter_to(ADMIN.email, JenisSurat.KLARIFIKASI), YA)
    assert scene.case and scene.case.alias == (STRANGER,)
    assert scene.kinds(APPLICANT) == ["pemberitahuan"]
    letter = scene.letter_to(APPLICANT, JenisSurat.TANDA_TERIMA)
    assert scene.reply(STRANGER, letter, Answer(Jawaban.BATAL, "selesai")).hasil is Hasil.DIPUTUSKAN


@pytest.mark.parametrize("name", ["", "Contoh", "Gita Contoh"])
def test_an_unknown_name_is_nobodys(name: str) -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    assert [e.peristiwa for e in joined(scene, Answer(), "x", nama_dari=name).events] == ["SurelDigabung"]


def test_an_address_that_is_somebodys_already_is_not_asked_about() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    made = joined(scene, Answer(), "x", dari=(SEKRETARIS.email,), nama_dari="Fajar Contoh")
    assert [e.peristiwa for e in made.events] == ["SurelDigabung"]
    desks = with_alias(desk(), [(SEKRETARIS.email, ADMIN.email), (BOT, ADMIN.email), (STRANGER, ADMIN.email)])
    assert [p.alias for p in desks.petugas if p.email == ADMIN.email] == [(STRANGER,)]


def test_the_journal_tells_the_same_case_again() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    joined(scene, Answer(), "halo", nama_dari="Fajar Contoh")
    assert isinstance(scene.case, Case) and scene.case.usul_alias == ((STRANGER, APPLICANT),)
