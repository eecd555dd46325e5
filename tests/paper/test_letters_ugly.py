"""Every value at its ugliest: shown as it is, or cleaned, or refused by name; never an injected header or tag."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.core.outgoing import Berkas, Utas
from sikuwas_mail.paper import contoh, contoh_surat
from sikuwas_mail.paper.letters import Letters
from sikuwas_mail.paper.templating import BrokenTemplate
from tests.paper.letter_help import FOLDER, body, header, letters, parsed, tree, visible, with_request

UGLY = {
    "500 letters": "Abc" * 167,
    "500 words": "kata " * 500,
    "emoji": "Budi 👩🏽‍💼 ✓",
    "right to left": "\u202eنجوى\u202c Dewi",
    "jinja": "{{ 7*7 }}{% for x in y %}{{ kasus.__class__ }}",
    "header": "Dewi\r\nBcc: korban@example.org\r\n\r\nisi palsu",
    "nul": "De\x00wi\x07\x1b[31m",
    "tags": "<script>alert(1)</script> A & B <c>",
    "quotes": "\"Dewi\" \\ 'x' <a@b>, c@d;",
    "separator": "a\u2028b\u2029c\x0bd",
    "surrogate": "a\ud800b",
    "nonchar": "a\uffffb\ufdd0",
    "empty": "   \r\n ",
    "multipart": "--=_sikuwas_000000000000_m--\r\n\r\n--=_sikuwas_000000000000_a",
    "encoded word": "=?utf-8?q?Dewi?= =?x?",
}
KEYS = tuple(contoh.PERMOHONAN)


@pytest.mark.parametrize("value", UGLY.values(), ids=UGLY.keys())
@pytest.mark.parametrize("nama", ["tugas-disposisi", "undangan", "pemberitahuan", "kelengkapan", "rekap"])
def test_an_ugly_value_stays_a_value(nama: str, value: str) -> None:
    letter, case = contoh_surat.surat(nama)
    letter = replace(letter, nama=value, sapaan=f"Yth. {value}", sebagai=value, isi=_spoilt(letter.isi, value))
    case = case and replace(case, permohonan=dict.fromkeys(KEYS, value), pemohon=case.pemohon)
    out = letters().render(letter, case, contoh.desk(), contoh.SEKARANG)
    message = parsed(out)
    assert message["Bcc"] is None
    assert not message.defects
    assert all(len(line) <= 998 for line in out.raw.split(b"\r\n"))
    assert header(message, "Subject") == out.subjek
    assert [p.get_content_type() for p in message.walk()][:3] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
    ]
    page = tree(message)
    assert not page.xpath("//script")
    assert "49" not in visible(page).replace("19870321 201101", "")
    text = body(message, "text/plain")
    assert not any(c in text for c in "\x00\x07\x1b\u202e\r")
    assert all(len(line) <= 78 or "://" in line or "@" in line for line in text.splitlines())
    assert len(body(message, "text/html").encode()) < 60_000


def _spoilt(value: object, ugly: str) -> object:
    if isinstance(value, str):
        return ugly
    if isinstance(value, dict):
        return {k: _spoilt(v, ugly) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_spoilt(v, ugly) for v in value]
    return value


def test_markup_in_a_value_is_shown_as_it_was_written() -> None:
    letter, case = with_request({"uraian": "A & B <c> <b>tebal</b>"})
    message = parsed(letters().render(letter, case, contoh.desk(), contoh.SEKARANG))
    assert "A & B <c> <b>tebal</b>" in body(message, "text/plain")
    assert "A & B <c> <b>tebal</b>" in visible(tree(message))
    assert not tree(message).xpath("//b | //c")


def test_a_web_address_of_an_applicant_is_no_link() -> None:
    letter, case = with_request({"uraian": "lihat https://jahat.example/x", "topik": "https://jahat.example/y"})
    message = parsed(letters().render(letter, case, contoh.desk(), contoh.SEKARANG))
    assert "https://jahat.example/x" in body(message, "text/plain")
    assert not [h for h in tree(message).xpath("//a/@href") if h.startswith("http")]


def test_lines_of_a_description_stay_lines_in_both_twins() -> None:
    letter, case = with_request({"uraian": "satu\ndua\r\ntiga"})
    message = parsed(letters().render(letter, case, contoh.desk(), contoh.SEKARANG))
    assert "Uraian            : satu\n                    dua\n                    tiga\n" in body(
        message, "text/plain"
    )
    assert "satu<br>dua<br>tiga" in body(message, "text/html")


def test_a_long_description_is_cut_with_a_word_about_the_rest() -> None:
    letter, case = with_request({"uraian": "panjang " * 5000})
    message = parsed(letters().render(letter, case, contoh.desk(), contoh.SEKARANG))
    assert "(lengkapnya pada berkas terlampir)" in " ".join(body(message, "text/plain").split())
    assert len(body(message, "text/html").encode()) < 60_000


def test_two_hundred_names_are_cut_with_a_word_about_the_rest() -> None:
    letter, case = contoh_surat.surat("tugas-konsultasi")
    letter = replace(letter, isi={"tim": [(f"Nama {n}", "Auditor") for n in range(200)]})
    message = parsed(letters().render(letter, case, contoh.desk(), contoh.SEKARANG))
    assert "dan 140 lainnya" in body(message, "text/plain")
    assert len(body(message, "text/html").encode()) < 60_000


def test_an_address_that_cannot_be_written_is_refused_and_not_sent_elsewhere() -> None:
    letter, case = contoh_surat.surat("tugas-disposisi")
    for address in ("a@b.example, korban@example.org", "a b@c.example", "budi@exämple.org", ""):
        with pytest.raises(BrokenTemplate, match="penerima"):
            letters().render(replace(letter, kepada=address), case, contoh.desk(), contoh.SEKARANG)


wild = st.text(st.characters(codec=None), max_size=80)


@settings(max_examples=40, deadline=None)
@given(nama=wild, topik=wild, alasan=wild, berkas=wild, rujukan=st.lists(wild, max_size=3), tipe=wild)
def test_whatever_the_words_the_bytes_read_back(
    nama: str, topik: str, alasan: str, berkas: str, rujukan: list[str], tipe: str
) -> None:
    letter, case = with_request({"nama": nama, "topik": topik, "perangkat_daerah": topik}, "penolakan")
    letter = replace(letter, nama=nama, isi={"alasan": alasan}, kutip=nama)
    file = Berkas(berkas, tipe, alasan.encode(errors="replace"))
    out = letters().render(letter, case, contoh.desk(), contoh.SEKARANG, [file], Utas(tuple(rujukan), topik))
    message = parsed(out)
    known = {n.lower() for n in message.keys()}  # noqa: SIM118 - a Message is no mapping
    assert not known - {
        *("content-type", "mime-version", "from", "to", "subject", "date", "message-id", "list-id", "thread-topic"),
        *("thread-index", "auto-submitted", "x-auto-response-suppress", "content-language", "references"),
        *("in-reply-to", "x-sikuwas-kasus", "x-sikuwas-langkah", "x-sikuwas-jenis"),
    }
    assert header(message, "Message-ID") == out.message_id


def test_a_letter_takes_milliseconds() -> None:
    office = Letters(FOLDER, contoh.INSTANSI, contoh.PENGIRIM, False, contoh.ZONA)
    letter, case = contoh_surat.surat("tugas-disposisi")
    office.render(letter, case, contoh.desk(), contoh.SEKARANG)
    begun = time.process_time()
    for _ in range(20):
        office.render(letter, case, contoh.desk(), contoh.SEKARANG)
    assert time.process_time() - begun < 2.0
