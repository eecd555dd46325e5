"""What the cast says reaches the reader through its mail programs with its meaning whole."""

from datetime import date, datetime, timedelta, timezone

import pytest

from sikuwas_mail.core.incoming import Answer, Jenis
from sikuwas_mail.core.sop import Jawaban, Langkah, baris
from sikuwas_mail.demo import letter, people, script, styles
from sikuwas_mail.demo.cast import SIGNING
from sikuwas_mail.demo.script import Ucapan
from sikuwas_mail.reading import mail as mails
from sikuwas_mail.reading.meaning import read
from sikuwas_mail.reading.names import Directory
from sikuwas_mail.reading.newtext import new_text
from sikuwas_mail.reading.sorting import Facts, sort
from tests.demo.galeri_contoh import our_letter

NOW = datetime(2026, 11, 23, 9, 40, tzinfo=timezone(timedelta(hours=7)))
NASKAH = script.script(date(2026, 11, 26))
DIRECTORY = Directory(people.petugas(), people.perangkat_daerah(), ("I", "II", "III", "IV"))
PEOPLE = {p.email: p for p in people.petugas()}
MEANT: dict[str, Jawaban | None] = {
    "mohon": Jawaban.DATA,
    "lengkapi": Jawaban.DATA,
    "lengkapi-hp": Jawaban.DATA,
    "teruskan": Jawaban.TERUSKAN,
    "teruskan-tegas": Jawaban.TERUSKAN,
    "setuju": Jawaban.SETUJU,
    "nanti": None,
    "irban-iii": Jawaban.IRBAN,
    "tugaskan": Jawaban.TUGASKAN,
    "tugaskan-lagi": Jawaban.TUGASKAN,
    "siap-ruang": Jawaban.SIAP,
    "berhalangan": Jawaban.BERHALANGAN,
    "siap-rina": Jawaban.SIAP,
    "siap-joko": Jawaban.SIAP,
    "siap-fajar": Jawaban.SIAP,
    "siap-dewi": Jawaban.SIAP,
    "hadir": Jawaban.HADIR,
    "hasil": Jawaban.HASIL,
    "hasil-lagi": Jawaban.HASIL,
    "perbaiki": Jawaban.PERBAIKI,
    "setuju-hasil": Jawaban.SETUJU,
    "terima": Jawaban.TERIMA,
    "arsip": Jawaban.ARSIP,
    "survei": Jawaban.SURVEI,
}


def written(ucapan: Ucapan) -> bytes:
    style = ucapan.gaya or script.GAYA[ucapan.pemain]
    person = people.orang(ucapan.pemain, bertanda_tangan=style in SIGNING)
    if not ucapan.jenis:
        return styles.new_mail(style, ucapan.teks, person, NOW, people.KOTAK, ucapan.subjek)
    asked = letter.read(our_letter("SKW-2026-0001", "tugas", ucapan.pemain, "Disposisi"))
    return styles.reply(style, ucapan.teks, person, NOW, asked)


def understood(ucapan: Ucapan) -> Answer:
    mail = mails.parse(written(ucapan))
    official = PEOPLE.get(ucapan.pemain)
    step = ucapan.langkah or (Langkah.PERMOHONAN if official is None else Langkah.DISPOSISI)
    if ucapan.nama == "teruskan-tegas":
        step = Langkah.PENERUSAN
    row = baris(step, official.peran if official else None)
    asked = ("nomor_hp",) if ucapan.nama == "lengkapi-hp" else ()
    return read(new_text(mail), row, DIRECTORY, NOW, kekurangan=asked, wilayah=official.wilayah if official else "")


@pytest.mark.parametrize("ucapan", [u for u in NASKAH if u.jenis], ids=lambda u: f"{u.cerita}-{u.nama}")
def test_an_answer_of_the_cast_is_understood(ucapan: Ucapan) -> None:
    answer = understood(ucapan)
    wanted = MEANT[ucapan.nama]
    assert answer.jawaban is wanted, answer
    assert wanted is None or not answer.ragu


@pytest.mark.parametrize("ucapan", [u for u in NASKAH if not u.jenis], ids=lambda u: f"{u.cerita}-{u.nama}")
def test_an_opening_is_a_request(ucapan: Ucapan) -> None:
    assert sort(mails.parse(written(ucapan)), Facts(frozenset({people.KOTAK}))).jenis is Jenis.PERMOHONAN


def test_the_complete_request_is_complete() -> None:
    told = understood(next(u for u in NASKAH if u.cerita == script.LURUS and not u.jenis)).permohonan
    assert {"nama", "nip", "perangkat_daerah", "jabatan", "nomor_hp", "topik", "uraian", "metode"} <= set(told)


def test_the_supplement_leaves_one_gap() -> None:
    told = understood(next(u for u in NASKAH if u.nama == "lengkapi")).permohonan
    assert {"nama", "nip", "perangkat_daerah", "jabatan", "topik", "uraian", "metode"} <= set(told)
    assert "nomor_hp" not in told


def test_the_minutes_keep_their_paragraphs() -> None:
    hasil = understood(next(u for u in NASKAH if u.cerita == script.LURUS and u.nama == "hasil")).hasil
    assert "nilai wajar" in hasil["pembahasan"]
    assert "semester berjalan" in hasil["saran"]
    assert hasil["tindak_lanjut"].strip() == "Subbidang Akuntansi"
