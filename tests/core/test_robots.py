"""Mail that machines write: a bounce alarms Admin once a day, an absence is a fact, nothing is decided."""

from dataclasses import replace
from datetime import date

import pytest

from sikuwas_mail.core.decide import Decision, Hasil, decide
from sikuwas_mail.core.incoming import Autentikasi, AutoReply, Bounce, CalendarReply, Envelope, Forward, Incoming
from sikuwas_mail.core.sop import Jawaban, Langkah
from tests.core.scene import ADMIN, APPLICANT, BOT, IRBAN_III, RINA, SEKRETARIS, Scene, desk, substitute

DAEMON = Envelope(("mailer-daemon@luar.example",), message_id="<d@x>")


def comes(scene: Scene, mail: Incoming) -> Decision:
    return scene._apply(decide(scene.case, mail, scene.now, scene.desk))


def to(made: Decision) -> list[str]:
    return [x.kepada for x in made.letters]


def test_a_bounce_marks_the_address_and_alarms_admin_once_a_day() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    bounce = Bounce(DAEMON, penerima=(SEKRETARIS.email,), status="5.1.1")
    first = comes(scene, bounce)
    assert [e.peristiwa for e in first.events] == ["AlamatBermasalah"]
    assert (first.hasil, to(first)) == (Hasil.PENTALAN, [ADMIN.email])
    assert SEKRETARIS.email in str(first.letters[0].isi) and "5.1.1" in str(first.letters[0].isi)
    again = comes(scene, bounce)
    assert again.events == () and again.letters[0].kunci == first.letters[0].kunci
    assert scene.case and scene.case.alamat_bermasalah == (SEKRETARIS.email,)


def test_when_admins_own_address_fails_only_the_other_admin_is_told() -> None:
    second = replace(ADMIN, email="admin2@kantor.example", nama="Hani Contoh")
    scene = Scene(desk=desk(petugas=(*desk().petugas, second)))
    scene.request()
    assert to(comes(scene, Bounce(DAEMON, penerima=(ADMIN.email,)))) == [second.email]
    alone = Scene()
    alone.request()
    assert to(comes(alone, Bounce(DAEMON, penerima=(ADMIN.email,)))) == []


def test_a_delay_is_only_filed() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    made = comes(scene, Bounce(DAEMON, penerima=(SEKRETARIS.email,), tertunda=True))
    assert (made.hasil, made.events, made.letters) == (Hasil.PENTALAN, (), ())


def test_an_absence_of_a_holder_is_kept_and_told_unless_somebody_stands_in() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    note = AutoReply(Envelope((SEKRETARIS.email,)), cuti=True, cuti_sampai=date(2026, 11, 27))
    made = comes(scene, note)
    assert [e.peristiwa for e in made.events] == ["CutiDicatat"] and to(made) == [ADMIN.email]
    scene.desk = replace(scene.desk, pengganti=(substitute(SEKRETARIS, IRBAN_III),))
    assert to(comes(scene, note)) == []


@pytest.mark.parametrize(
    "note",
    [
        AutoReply(Envelope((SEKRETARIS.email,), autentikasi=Autentikasi.GAGAL), cuti=True),
        AutoReply(Envelope((SEKRETARIS.email,))),
        AutoReply(Envelope(("siapa@luar.example",)), cuti=True),
        AutoReply(Envelope((APPLICANT,)), cuti=True),
        AutoReply(Envelope(()), cuti=True),
        Forward(Envelope((SEKRETARIS.email,)), "SETUJU"),
    ],
)
def test_other_machine_mail_is_filed_without_a_word(note: Incoming) -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    made = comes(scene, note)
    assert (made.events, made.letters) == ((), ())
    assert decide(None, note, scene.now, scene.desk).letters == ()


@pytest.mark.parametrize(
    ("envelope", "peserta", "counts"),
    [
        (Envelope((RINA.email,)), RINA.email, True),
        (Envelope((APPLICANT,)), APPLICANT, True),
        (Envelope((RINA.email,), autentikasi=Autentikasi.GAGAL), RINA.email, False),
        (Envelope((RINA.email,)), APPLICANT, False),
        (Envelope(("siapa@luar.example",)), RINA.email, False),
        (Envelope((RINA.email, APPLICANT)), RINA.email, False),
    ],
)
def test_an_invitations_answer_counts_only_from_the_one_it_names(
    envelope: Envelope, peserta: str, counts: bool
) -> None:
    scene = Scene().until(Langkah.KONSULTASI)
    made = comes(scene, CalendarReply(envelope, "uid", peserta, "ACCEPTED"))
    assert made.hasil is Hasil.KALENDER and made.letters == ()
    assert [e.peristiwa for e in made.events] == (["HadirDinyatakan"] if counts else [])


def test_our_own_address_is_never_answered() -> None:
    scene = Scene().until(Langkah.DISPOSISI)
    letter = scene.task_letter(SEKRETARIS)
    assert BOT not in to(scene.reply(BOT, letter, Jawaban.SETUJU))
