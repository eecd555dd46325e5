"""The players read and answer over real IMAP and SMTP; what they say is what the script says, each thing once."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import SOP, Jawaban, Langkah, Peran
from sikuwas_mail.demo import cast, letter, people, script
from sikuwas_mail.demo.cast import Player, Stage
from sikuwas_mail.demo.postoffice import PostOffice
from sikuwas_mail.demo.script import LURUS, Ucapan
from sikuwas_mail.demo.styles import Style
from tests.demo.galeri_contoh import our_letter

NASKAH = script.script(date(2026, 11, 26))
SEKRETARIS = people.alamat("sekretaris")
PEOPLE = {p.email: p for p in people.petugas()}


def players(*addresses: str) -> list[Player]:
    return [Player(a, a, "rahasia-contoh", script.GAYA[a]) for a in addresses]


@pytest.fixture
def post() -> Iterator[PostOffice]:
    boxes = [(a, "rahasia-contoh") for a in (people.KOTAK, *script.addresses(NASKAH))]
    with PostOffice(boxes, people.DOMAIN) as office:
        yield office


def letter_to(address: str, langkah: Langkah, jenis: str = "tugas", nomor: str = "SKW-2026-0001") -> bytes:
    raw = our_letter(nomor, jenis, address, "Disposisi")
    return raw.replace(
        b"X-Sikuwas-Jenis:", f"X-Sikuwas-Kasus: {nomor}\r\nX-Sikuwas-Langkah: {langkah}\r\nX-Sikuwas-Jenis:".encode()
    )


def acted(
    post: PostOffice,
    naskah: tuple[Ucapan, ...],
    who: list[Player],
    during: Callable[[], None] = lambda: None,
    seconds: float = 8,
) -> Stage:
    stop = threading.Event()
    timer = threading.Timer(seconds, stop.set)
    aside = threading.Thread(target=during)
    timer.start()
    aside.start()
    stage = cast.play(post.ports, stop, who, naskah)
    timer.cancel()
    aside.join()
    return stage


def received(post: PostOffice) -> list[letter.Surat]:
    return [letter.read(raw) for raw in post.inbox(people.KOTAK)]


def test_an_opening_line_leaves_as_a_new_mail(post: PostOffice) -> None:
    opening = tuple(u for u in NASKAH if not u.jenis)
    stage = acted(post, opening, players(*(u.pemain for u in opening)))
    assert not stage.belum
    assert not stage.gangguan
    assert sorted(s.subjek for s in received(post)) == sorted(u.subjek for u in opening)


def test_a_task_letter_is_answered_in_its_thread(post: PostOffice) -> None:
    asked = letter_to(SEKRETARIS, Langkah.DISPOSISI)
    post.deliver(SEKRETARIS, asked)
    line = Ucapan(LURUS, "setuju", SEKRETARIS, "SETUJU", langkah=Langkah.DISPOSISI)
    assert not acted(post, (line,), players(SEKRETARIS)).belum
    (answer,) = received(post)
    assert answer.nilai("In-Reply-To") == letter.read(asked).message_id
    assert answer.dari[1] == SEKRETARIS
    assert answer.teks.startswith("SETUJU")


def test_a_letter_of_another_step_is_left_alone(post: PostOffice) -> None:
    post.deliver(SEKRETARIS, letter_to(SEKRETARIS, Langkah.PENGARSIPAN, "pemberitahuan"))
    line = Ucapan(LURUS, "setuju", SEKRETARIS, "SETUJU", langkah=Langkah.DISPOSISI)
    assert acted(post, (line,), players(SEKRETARIS), seconds=1.5).belum == (line,)
    assert received(post) == []


def test_a_thing_is_said_once_however_often_it_is_asked(post: PostOffice) -> None:
    for _ in range(3):
        post.deliver(SEKRETARIS, letter_to(SEKRETARIS, Langkah.DISPOSISI))
    line = Ucapan(LURUS, "setuju", SEKRETARIS, "SETUJU")
    never = Ucapan(LURUS, "lain", SEKRETARIS, "STATUS", jenis=(JenisSurat.ESKALASI,))
    acted(post, (line, never), players(SEKRETARIS), seconds=2)
    assert len(received(post)) == 1


def test_a_repeated_line_answers_every_letter(post: PostOffice) -> None:
    for _ in range(3):
        post.deliver(SEKRETARIS, letter_to(SEKRETARIS, Langkah.DISPOSISI))
    line = Ucapan(LURUS, "setuju", SEKRETARIS, "SETUJU", ulang=True)
    never = Ucapan(LURUS, "lain", SEKRETARIS, "STATUS", jenis=(JenisSurat.ESKALASI,))
    acted(post, (line, never), players(SEKRETARIS), seconds=2)
    assert len(received(post)) == 3


def test_a_line_waits_for_what_another_must_say_first(post: PostOffice) -> None:
    irban = people.alamat("irban2")
    first = Ucapan(LURUS, "dahulu", irban, "SETUJU", langkah=Langkah.PELAPORAN)
    second = Ucapan(LURUS, "kemudian", SEKRETARIS, "SETUJU", langkah=Langkah.DISPOSISI, menunggu=("dahulu",))
    post.deliver(SEKRETARIS, letter_to(SEKRETARIS, Langkah.DISPOSISI))

    before: list[int] = []

    def later() -> None:
        time.sleep(1.2)
        before.append(len(received(post)))
        post.deliver(irban, letter_to(irban, Langkah.PELAPORAN))

    stage = acted(post, (first, second), players(SEKRETARIS, irban), later)
    assert before == [0]
    assert [d.ucapan.nama for d in stage.dikirim] == ["dahulu", "kemudian"]


def test_a_letter_counts_only_after_what_went_before_it(post: PostOffice) -> None:
    post.deliver(SEKRETARIS, letter_to(SEKRETARIS, Langkah.DISPOSISI))
    early = Ucapan(LURUS, "lagi", SEKRETARIS, "SETUJU", langkah=Langkah.DISPOSISI, setelah=("nanti",))
    first = Ucapan(LURUS, "nanti", SEKRETARIS, "nanti saya lihat", langkah=Langkah.DISPOSISI)
    assert acted(post, (early, first), players(SEKRETARIS), seconds=2).belum == (early,)


def test_a_wrong_password_is_told_and_ends_the_play(post: PostOffice) -> None:
    line = Ucapan(LURUS, "setuju", SEKRETARIS, "SETUJU")
    stage = acted(post, (line,), [replace(players(SEKRETARIS)[0], password="salah")])
    assert len(stage.gangguan) == 1
    assert stage.gangguan[0].startswith(SEKRETARIS)


def test_every_step_is_answered_in_both_stories() -> None:
    held = {b.langkah for b in SOP if b.jawaban} - {Langkah.PERMOHONAN}
    for cerita in (script.LURUS, script.BERLIKU):
        assert {u.langkah for u in NASKAH if u.cerita == cerita and u.langkah} == held


def test_everyone_speaks_only_at_steps_of_his_office() -> None:
    for ucapan in NASKAH:
        if ucapan.langkah is not None and ucapan.pemain in PEOPLE:
            peran = PEOPLE[ucapan.pemain].peran
            assert any(ucapan.langkah is b.langkah and peran in b.peran for b in SOP), ucapan


def test_the_stories_show_every_kind_of_answer_that_the_demo_promises() -> None:
    words = {u.teks.split()[0].strip(":.").upper() for u in NASKAH}
    for jawaban in (
        Jawaban.TERUSKAN, Jawaban.SETUJU, Jawaban.IRBAN, Jawaban.TUGASKAN, Jawaban.SIAP, Jawaban.BERHALANGAN,
        Jawaban.HASIL, Jawaban.PERBAIKI, Jawaban.TERIMA, Jawaban.ARSIP, Jawaban.HADIR,
    ):  # fmt: skip
        assert jawaban in words


def test_the_cast_uses_every_mail_program() -> None:
    used = {u.gaya or script.GAYA[u.pemain] for u in NASKAH}
    assert used == set(Style)


def test_what_a_line_waits_for_is_said_by_somebody_in_its_story() -> None:
    names = {(u.cerita, u.nama) for u in NASKAH}
    for ucapan in NASKAH:
        for other in (*ucapan.setelah, *ucapan.menunggu):
            assert (ucapan.cerita, other) in names


def test_all_officials_are_marked_as_examples_and_hold_every_office() -> None:
    assert all("Contoh" in p.nama and p.email.endswith(".example") for p in people.petugas())
    assert {p.peran for p in people.petugas()} == set(Peran) - {Peran.PEMOHON}
    assert {p.wilayah for p in people.perangkat_daerah()} <= {p.wilayah for p in people.petugas()}
