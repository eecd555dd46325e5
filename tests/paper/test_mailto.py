from urllib.parse import unquote

import pytest

from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.reference import find, plus_address, without_ref
from sikuwas_mail.core.sop import JAWABAN_PEMOHON, JAWABAN_UMUM, SOP, URUNGKAN, Aturan, Baris, Jawaban
from sikuwas_mail.paper import contoh, contoh_surat, mailto
from sikuwas_mail.reading.meaning import read
from sikuwas_mail.reading.names import Directory
from sikuwas_mail.reading.newtext import cut
from tests.paper.letter_help import body, letters, mails, parsed, rendered, tree

EVERY = [*(a for b in SOP for a in b.jawaban), *JAWABAN_PEMOHON, *JAWABAN_UMUM, URUNGKAN]
TAPPED = [a for a in EVERY if a.jawaban is not Jawaban.DATA]
REF = f"Ref: {contoh.NOMOR}/{contoh.TOKEN}"


def _decoded(link: str) -> str:
    assert "+" not in link.partition("?")[2]
    return unquote(link.partition("&body=")[2])


@pytest.mark.parametrize("aturan", TAPPED, ids=lambda a: f"{a.jawaban}-{a.contoh[:20]}")
def test_every_answer_is_one_line_that_begins_with_its_word_and_carries_the_reference(aturan: Aturan) -> None:
    line = _decoded(mailto.answer("a@example.go.id", "Subjek", aturan, REF))
    assert "\n" not in line
    assert "\r" not in line
    assert line.startswith("U1=4 " if aturan.jawaban is Jawaban.SURVEI else aturan.jawaban.value)
    assert [(a.nomor, a.token) for a in find(rujukan=(), penerima=(), teks=line, subjek="")] == [
        (contoh.NOMOR, contoh.TOKEN)
    ]


@pytest.mark.parametrize("aturan", [a for a in TAPPED if a.wajib_isi], ids=lambda a: f"{a.jawaban}-{a.contoh[:20]}")
def test_words_of_ones_own_may_stand_before_or_behind_the_reference(aturan: Aturan) -> None:
    line = _decoded(mailto.answer("a@example.go.id", "Subjek", aturan, REF))
    word = mailto.words(aturan)
    for typed in (line.replace("  ", " alasan kami ", 1), line + "alasan kami"):
        assert find(rujukan=(), penerima=(), teks=typed, subjek="")
        assert " ".join(without_ref(typed).split()) == f"{word} alasan kami"


def test_data_are_sent_as_a_reply_and_have_no_button() -> None:
    assert mailto.answer("a@example.go.id", "S", SOP[0].jawaban[0], REF) == ""


@pytest.mark.parametrize("aturan", TAPPED, ids=lambda a: f"{a.jawaban}-{a.contoh[:20]}")
def test_a_button_that_needs_more_words_says_so(aturan: Aturan) -> None:
    name = mailto.label(aturan)
    assert name[0].isupper()
    if aturan.wajib_isi:
        assert ", dengan " in name


@pytest.mark.parametrize("nama", contoh_surat.NAMA)
@pytest.mark.parametrize("plus", [False, True])
def test_every_button_of_every_letter_leads_home(nama: str, plus: bool) -> None:
    letter, case = contoh_surat.surat(nama)
    out = letters(plus=plus).render(letter, case, contoh.desk(), contoh.SEKARANG)
    own = "inspektorat@example.go.id"
    home = plus_address(own, contoh.NOMOR, contoh.TOKEN) if plus else own
    found = mails(tree(parsed(out)))
    assert bool(found) == any(a.jawaban is not Jawaban.DATA for a in letter.jawaban)
    words = {j.value for j in Jawaban}
    for address, subject, line in found:
        assert (address, subject) == (home, out.subjek)
        assert line.isprintable()
        assert line.count(REF) == 1
        first = line.split()[0].rstrip(":")
        assert first in words or first == "U1=4"


def test_a_named_official_is_appointed_by_one_tap() -> None:
    lines = [line for _, _, line in mails(tree(parsed(rendered("tugas-penugasan"))))]
    assert f"TUGASKAN: Rina Wulandari, S.E., Ak. {REF}" in lines


def test_another_irban_is_chosen_by_one_tap() -> None:
    lines = [line for _, _, line in mails(tree(parsed(rendered("tugas-disposisi"))))]
    assert f"IRBAN III {REF}" in lines
    assert f"IRBAN II {REF}" not in lines


def test_the_survey_is_filled_in_and_open_for_advice() -> None:
    line = mails(tree(parsed(rendered("survei"))))[0][2]
    assert line == f"U1=4 U2=4 U3=4 U4=4 U5=4 U6=4 U7=4 U8=4 U9=4 saran:  {REF} "


def test_a_date_that_was_read_is_set_by_one_tap() -> None:
    rule = Aturan(Jawaban.JADWAL, "JADWAL: 26-11-2026 10.00", "menetapkan jadwal sesi")
    assert _decoded(mailto.answer("a@example.go.id", "S", rule, REF)) == f"JADWAL: 26-11-2026 10.00 {REF}"
    assert mailto.label(rule) == "Tetapkan jadwal 26-11-2026 10.00"


def test_a_withdrawal_needs_no_reason_and_sends_none_of_the_example() -> None:
    rule = next(a for a in JAWABAN_PEMOHON if a.jawaban is Jawaban.BATAL)
    assert _decoded(mailto.answer("a@example.go.id", "S", rule, REF)) == f"BATAL  {REF} "


OWN_WORDS = {
    Jawaban.IRBAN: "III mohon ditelaah",
    Jawaban.TUGASKAN: "Rina Wulandari",
    Jawaban.ALIHKAN: "IRBAN III bukan wilayah kami",
    Jawaban.LANJUT: "30-11-2026 09.00",
    Jawaban.JADWAL: "30-11-2026 09.00",
    Jawaban.SIAP: "Ruang Rapat A",
    Jawaban.ARSIP: "700/12 / Lemari 2",
}
AT_STEP = [(b, a) for b in SOP for a in b.jawaban if a.jawaban not in (Jawaban.DATA, Jawaban.BATAL, Jawaban.HASIL)]


def _understood(line: str, row: Baris) -> Answer:
    return read(line, row, Directory.of(contoh.desk(), contoh.SEKARANG), contoh.SEKARANG, usulan="II", wilayah="II")


@pytest.mark.parametrize(("row", "aturan"), AT_STEP, ids=lambda v: getattr(v, "langkah", getattr(v, "jawaban", "")))
def test_a_tapped_answer_is_read_as_what_the_button_says(row: Baris, aturan: Aturan) -> None:
    line = _decoded(mailto.answer("a@example.go.id", "S", aturan, REF))
    if not aturan.wajib_isi:
        assert (_understood(line, row).jawaban, _understood(line, row).ragu) == (aturan.jawaban, "")
        return
    assert _understood(line, row).ragu
    own = OWN_WORDS.get(aturan.jawaban, "alasan kami")
    for typed in (line.replace("  ", f" {own} ", 1), line + own):
        said = _understood(typed, row)
        assert (said.jawaban, said.ragu) == (aturan.jawaban, "")


@pytest.mark.parametrize("nama", [b.templat for b in SOP if b.jawaban and b.templat in contoh_surat.NAMA])
def test_every_complete_button_of_a_task_letter_decides(nama: str) -> None:
    row = next(b for b in SOP if b.templat == nama)
    for _, _, line in mails(tree(parsed(rendered(nama)))):
        if not line.endswith(" "):
            assert _understood(line, row).ragu == "", line


@pytest.mark.parametrize("nama", contoh_surat.NAMA)
def test_a_reply_above_the_marker_is_cut_from_our_letter(nama: str) -> None:
    ours = body(parsed(rendered(nama)), "text/plain")
    assert cut(f"SETUJU\n\n{ours}").strip() == "SETUJU"
    quoted = "".join(f"> {line}\n" for line in ours.splitlines())
    attribution = "Pada Sen, 23 Nov 2026 pukul 09.00 SIKUWAS <inspektorat@example.go.id> menulis:"
    assert cut(f"SETUJU\n\n{attribution}\n\n{quoted}").strip() == "SETUJU"
