import base64
from dataclasses import replace
from datetime import timedelta
from email.utils import parseaddr, parsedate_to_datetime

import pytest

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.outgoing import Berkas, JenisSurat, Letter, Utas
from sikuwas_mail.core.reference import find
from sikuwas_mail.paper import contoh, contoh_surat
from tests.paper.letter_help import body, header, letters, parsed, rendered, tree, visible, with_request

ALL = pytest.mark.parametrize("nama", contoh_surat.NAMA)
TUGAS = [n for n in contoh_surat.NAMA if n.startswith("tugas-")]


@ALL
def test_every_letter_carries_the_headers_of_the_contract_once(nama: str) -> None:
    letter, case = contoh_surat.surat(nama)
    message = parsed(rendered(nama))
    assert header(message, "X-Sikuwas-Jenis") == letter.jenis
    assert header(message, "X-Sikuwas-Langkah") == letter.langkah
    assert header(message, "Auto-Submitted") == "auto-generated"
    assert header(message, "List-Id") == "<sikuwas.example.go.id>"
    assert header(message, "X-Auto-Response-Suppress") == "DR, RN, NRN, OOF, AutoReply"
    assert header(message, "Content-Language") == "id"
    assert header(message, "MIME-Version") == "1.0"
    assert header(message, "Thread-Topic") == header(message, "Subject")
    assert parsedate_to_datetime(header(message, "Date")) == contoh.SEKARANG
    assert parseaddr(header(message, "From")) == ("SIKUWAS Inspektorat", "inspektorat@example.go.id")
    assert parseaddr(str(message["To"]))[1] == letter.kepada
    assert (message["X-Sikuwas-Kasus"] or "") == (case.nomor if case else "")
    assert message["X-Sikuwas-Untuk"] is None
    assert message["Reply-To"] is None


@ALL
def test_no_line_of_a_letter_is_longer_than_the_wire_allows(nama: str) -> None:
    raw = rendered(nama).raw
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()


def test_the_message_id_is_stable_and_tells_letters_apart() -> None:
    letter, case = contoh_surat.surat("tugas-disposisi")
    first = rendered("tugas-disposisi")
    assert first == letters().render(letter, case, contoh.desk(), contoh.SEKARANG)
    assert rendered("tugas-disposisi", kunci="lain").message_id != first.message_id
    assert rendered("tugas-disposisi", kepada="lain@example.go.id").message_id != first.message_id
    acuan = find(rujukan=[first.message_id], penerima=(), teks="", subjek="")
    assert (acuan[0].nomor, acuan[0].token) == (contoh.NOMOR, contoh.TOKEN)


def test_a_letter_without_a_token_has_a_message_id_that_answers_no_case() -> None:
    out = rendered("operator")
    assert out.message_id.startswith("<sikuwas.")
    assert not find(rujukan=[out.message_id], penerima=(), teks="", subjek=out.subjek)
    assert out.subjek == "[SIKUWAS] Surat tidak dapat diantar"
    assert parsed(out)["X-Sikuwas-Kasus"] is None


def test_the_subject_is_the_same_at_every_step() -> None:
    of_case = {rendered(n).subjek for n in contoh_surat.NAMA if contoh_surat.surat(n)[1]}
    assert of_case == {"[SIKUWAS SKW-2026-0001] Penatausahaan aset hasil pengadaan langsung"}


def test_the_subject_of_the_first_letter_stays_when_the_topic_is_learnt_later() -> None:
    letter, case = contoh_surat.surat("tugas-disposisi")
    first = "[SIKUWAS SKW-2026-0001] permohonan konsultasi"
    out = letters().render(letter, case, contoh.desk(), contoh.SEKARANG, utas=Utas(subjek=first))
    assert out.subjek == first == header(parsed(out), "Subject")


def test_a_topic_cannot_pose_as_another_ticket() -> None:
    letter, case = with_request({"topik": "[SIKUWAS SKW-2026-0099] aset Ref: SKW-2026-0099/" + "a" * 26})
    out = letters().render(letter, case, contoh.desk(), contoh.SEKARANG)
    text = body(parsed(out), "text/plain")
    found = find(rujukan=(), penerima=(), teks=text, subjek=out.subjek)
    assert {a.nomor for a in found} == {contoh.NOMOR}


def test_a_confidential_case_shows_no_substance_in_subject_and_reminder() -> None:
    letter, case = with_request({"sifat": "Rahasia"}, "pengingat")
    out = letters().render(letter, case, contoh.desk(), contoh.SEKARANG)
    message = parsed(out)
    assert out.subjek == "[SIKUWAS SKW-2026-0001] permohonan konsultasi"
    shown = body(message, "text/plain") + body(message, "text/html")
    assert "aset" not in shown
    assert "Badan Pengelolaan" not in shown


def test_a_letter_joins_the_thread_of_its_reader() -> None:
    letter, case = contoh_surat.surat("tugas-disposisi")
    first = rendered("tanda-terima")
    second = letters().render(
        letter,
        case,
        contoh.desk(),
        contoh.SEKARANG + timedelta(hours=1),
        utas=Utas((first.message_id,), first.thread_index),
    )
    message = parsed(second)
    assert header(message, "In-Reply-To") == header(message, "References") == first.message_id
    head, grown = base64.b64decode(first.thread_index), base64.b64decode(second.thread_index)
    assert (len(head), len(grown), grown[:22]) == (22, 27, head)
    assert int.from_bytes(grown[22:26], "big") << 18 == pytest.approx(3600 * 10**7, abs=1 << 18)


def test_a_spoilt_thread_index_begins_a_new_one() -> None:
    letter, case = contoh_surat.surat("tugas-disposisi")
    out = letters().render(letter, case, contoh.desk(), contoh.SEKARANG, utas=Utas(thread_index="bukan base64"))
    assert len(base64.b64decode(out.thread_index)) == 22


def test_a_long_thread_keeps_its_first_and_newest_references() -> None:
    letter, case = contoh_surat.surat("tugas-disposisi")
    ids = tuple(f"<{n}@example.go.id>" for n in range(60))
    message = parsed(letters().render(letter, case, contoh.desk(), contoh.SEKARANG, utas=Utas((*ids, "rusak\r\nX: y"))))
    chain = header(message, "References").split()
    assert (chain[0], chain[-1], len(chain)) == (ids[0], ids[-1], 20)
    assert header(message, "In-Reply-To") == ids[-1]


def test_an_answer_to_a_mail_says_so() -> None:
    message = parsed(rendered("status", kutip="<tanya.1@example.org>"))
    assert header(message, "Auto-Submitted") == "auto-replied"
    assert header(message, "In-Reply-To") == "<tanya.1@example.org>"


def test_a_spoilt_message_id_is_not_quoted() -> None:
    message = parsed(rendered("status", kutip="<a@b>\r\nBcc: <x@y.z>"))
    assert message["In-Reply-To"] is None
    assert message["Bcc"] is None


def test_the_plus_address_takes_the_replies_where_the_server_knows_it() -> None:
    letter, case = contoh_surat.surat("tugas-disposisi")
    message = parsed(letters(plus=True).render(letter, case, contoh.desk(), contoh.SEKARANG))
    assert header(message, "Reply-To") == f"inspektorat+skw-2026-0001.{contoh.TOKEN}@example.go.id"


def test_a_rehearsal_goes_to_the_rehearsal_mailbox_under_a_banner() -> None:
    letter, case = contoh_surat.surat("tugas-disposisi")
    out = letters(alihkan_ke="it@example.go.id").render(letter, case, contoh.desk(), contoh.SEKARANG)
    message = parsed(out)
    banner = (
        "GLADI (mode uji): surat ini sedianya untuk Drs. Bambang Sutrisno, M.M. (contoh) <sekretaris@example.go.id>"
    )
    assert (out.kepada, out.untuk) == ("it@example.go.id", "sekretaris@example.go.id")
    assert header(message, "To") == "it@example.go.id"
    assert header(message, "X-Sikuwas-Untuk") == "sekretaris@example.go.id"
    assert banner in " ".join(body(message, "text/plain").split())
    assert banner in visible(tree(message))
    assert out.message_id == rendered("tugas-disposisi").message_id


def test_a_substitute_reads_in_what_capacity_he_is_written_to() -> None:
    message = parsed(rendered("tugas-disposisi", sebagai="Plh. Sekretaris Inspektorat"))
    note = "Surat ini disampaikan kepada Bapak/Ibu sebagai Plh. Sekretaris Inspektorat."
    assert note in " ".join(body(message, "text/plain").split())
    assert note in visible(tree(message))


@pytest.mark.parametrize("nama", TUGAS)
def test_a_task_returned_for_revision_says_so_before_its_facts(nama: str) -> None:
    letter, _ = contoh_surat.surat(nama)
    note = "Inspektur: simpulan belum jelas"
    text = body(parsed(rendered(nama, isi={**letter.isi, "catatan_kembali": note})), "text/plain")
    assert text.index(note) < text.index("Nomor  ")


@pytest.mark.parametrize("nama", TUGAS)
def test_the_first_sentence_of_a_task_says_what_is_asked_and_by_when(nama: str) -> None:
    first = body(parsed(rendered(nama)), "text/plain").split("\n\n")[2]
    assert first.startswith("Mohon ")
    assert "paling lambat Senin, 23 November 2026 pukul 09.10 WIB." in " ".join(first.split())


@ALL
def test_the_reply_marker_is_the_first_line_and_the_letter_is_wrapped_whole(nama: str) -> None:
    message = parsed(rendered(nama))
    assert body(message, "text/plain").startswith("-- balas di atas baris ini --\n")
    outside = tree(message).xpath("//body/*")
    assert [e.get("id") for e in outside] == ["sikuwas-surat"]
    assert outside[0].get("class") == "sikuwas-surat"
    assert visible(tree(message)).startswith("-- balas di atas baris ini --")


@ALL
def test_a_letter_keeps_the_tone_of_the_office(nama: str) -> None:
    text = body(parsed(rendered(nama)), "text/plain")
    assert "Anda" not in text.split()
    assert "!" not in text
    assert "None" not in text
    assert "sesuai UU 27/2022" in " ".join(text.split())


def test_the_applicant_reads_no_name_of_an_irban() -> None:
    for nama in contoh_surat.NAMA:
        if contoh_surat.surat(nama)[0].kepada == "dewi@example.go.id":
            text = body(parsed(rendered(nama)), "text/plain")
            assert "Endang" not in text
            assert "Irban" not in text


def test_files_beyond_the_limit_are_named_with_where_to_ask() -> None:
    letter, case = contoh_surat.surat("penutupan")
    files = [Berkas("kecil.docx", "application/x", b"k" * 600), Berkas("besar.pdf", "application/pdf", b"b" * 600)]
    message = parsed(letters(maks=1000).render(letter, case, contoh.desk(), contoh.SEKARANG, files))
    text = " ".join(body(message, "text/plain").split())
    assert [p.get_filename() for p in message.walk() if p.get_filename()] == ["kecil.docx"]
    assert "mohon memintanya kepada inspektorat@example.go.id: - besar.pdf (1 kB)" in text
    assert "Terlampir: - kecil.docx" in text


def test_an_attachment_comes_back_as_it_was_with_a_name_for_old_and_new_readers() -> None:
    letter, case = contoh_surat.surat("penutupan")
    content = bytes(range(256)) * 9
    file = Berkas('../a\r\nb/Berita "Acara" ✓.docx', "application/vnd.x-y+zip", content)
    message = parsed(letters().render(letter, case, contoh.desk(), contoh.SEKARANG, [file]))
    part = next(p for p in message.walk() if p.get_content_disposition() == "attachment")
    assert part.get_payload(decode=True) == content
    disposition = str(part["Content-Disposition"])
    assert "filename=\"Berita 'Acara' _.docx\"" in disposition
    assert "filename*=UTF-8''Berita%20%27Acara%27%20%E2%9C%93.docx" in disposition


def test_a_message_as_attachment_stays_one_opaque_file() -> None:
    letter, case = contoh_surat.surat("penutupan")
    file = Berkas("asli.eml", "message/rfc822", b"From: a@b\r\n\r\nisi")
    message = parsed(letters().render(letter, case, contoh.desk(), contoh.SEKARANG, [file]))
    assert [p.get_content_type() for p in message.get_payload()][1:] == ["application/octet-stream"]  # type: ignore[union-attr]


def test_the_greeting_of_peace_is_the_offices_choice() -> None:
    from sikuwas_mail.paper.letters import Letters
    from tests.paper.letter_help import FOLDER

    pious = Letters(FOLDER, replace(contoh.INSTANSI, salam=True), contoh.PENGIRIM, False, contoh.ZONA)
    letter, case = contoh_surat.surat("tugas-disposisi")
    message = parsed(pious.render(letter, case, contoh.desk(), contoh.SEKARANG))
    assert "Assalamu'alaikum Wr. Wb." in body(message, "text/plain")
    assert "Assalamu'alaikum Wr. Wb." in visible(tree(message))


def test_every_kind_of_letter_has_a_sample() -> None:
    assert {contoh_surat.surat(n)[0].jenis for n in contoh_surat.NAMA} == set(JenisSurat)


def test_a_letter_without_a_case_may_ask_nothing_of_one() -> None:
    letter: Letter = contoh_surat.surat("pemberitahuan")[0]
    nothing: Case | None = None
    out = letters().render(letter, nothing, contoh.desk(), contoh.SEKARANG)
    assert out.subjek == "[SIKUWAS] Laporan telah diterima Inspektur"
    assert "Ref:" not in body(parsed(out), "text/plain")


@pytest.mark.parametrize(
    ("akhir", "says"),
    [
        ("selesai", "telah selesai"),
        ("batal", "dihentikan atas permintaan pemohon"),
        ("pengaduan", "dialihkan ke SOP Penanganan Pengaduan Masyarakat"),
        ("diam", "ditutup untuk sementara"),
        ("ditutup", "telah ditutup"),
    ],
)
def test_the_last_letter_says_how_the_case_ended(akhir: str, says: str) -> None:
    text = " ".join(body(parsed(rendered("penutupan", isi={"akhir": akhir, "alasan": "uji"})), "text/plain").split())
    assert f"SKW-2026-0001 {says}" in text
    assert ("tetap menjadi kewenangan" in text) == (akhir == "selesai")
    assert ("Keterangan: uji" in text) == (akhir != "selesai")


@pytest.mark.parametrize("nama", ["penolakan", "pemberitahuan", "klarifikasi", "bantuan", "operator", "rekap"])
def test_who_has_no_case_may_still_be_answered(nama: str) -> None:
    letter = replace(contoh_surat.surat(nama)[0], token="", nama="", kepada="asing@example.org")
    out = letters().render(letter, None, contoh.desk(), contoh.SEKARANG)
    assert out.subjek.startswith("[SIKUWAS] ")
    assert contoh.NOMOR.encode() not in out.raw
