"""The new words of a reply survive, and nothing else does."""

from datetime import datetime
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikuwas_mail.demo import letter
from sikuwas_mail.demo.quoting import Orang
from sikuwas_mail.demo.styles import Style, reply
from sikuwas_mail.reading.cutting import cut
from sikuwas_mail.reading.mail import parse
from sikuwas_mail.reading.newtext import new_text

BLOCK = "Dari: SIKUWAS <a@b.go.id>\nDikirim: Senin, 5 Januari 2026 09.15\nKepada: Siti\n{}: x\n\nlama\nSETUJU"
OWN = "-- balas di atas baris ini --\nMohon disposisi.\nSETUJU\nRef: SKW-2026-0001/abcdefghijklmnopqrstuvwxyz\n"
FOOT = "Surel ini dikirim oleh sistem layanan Sikuwas. Data pribadi diproses sesuai UU 27/2022.\n"

CUT = {
    "Gmail": ("Setuju\n\nPada tanggal Sen, 5 Jan 2026 pukul 09.15 SIKUWAS <\na@b.go.id> menulis:\n\n> lama", "Setuju"),
    "Gmail without marks": ("Setuju\n\nPada Sen, 5 Jan 2026 pukul 09.15 S <a@b.go.id> menulis:\nlama", "Setuju"),
    "Zimbra": ("ACC\n\n----- Pada 5 Jan 2026, jam 9:15, SIKUWAS a@b.go.id menulis:\n\nlama", "ACC"),
    "Thunderbird": ("oke\n\nBudi menulis pada 05/01/26 09.15:\n> lama", "oke"),
    "Thunderbird, name alone": ("oke\n\nBudi menulis:\n> lama", "oke"),
    "Outlook": ("Irban III\n\n" + BLOCK.format("Perihal"), "Irban III"),
    "Outlook, rule": ("Irban III\n________________________________\n" + BLOCK.format("Subjek"), "Irban III"),
    "Outlook, original": ("ya\n-----Pesan Asli-----\nDari: SIKUWAS\nKepada: Siti\n\nlama", "ya"),
    "Samsung": (
        "siap\n\nDikirim dari ponsel cerdas Samsung Galaxy saya.\n\n-------- Pesan asli --------\nDari: A\nlama",
        "siap",
    ),
    "Yahoo, one line": ("ya\n\nPada Sen, 5 Jan 2026 pada 9:15, A<a@b.id> menulis:   lama lama SETUJU", "ya"),
    "English": ("ok\n\nOn Mon, Jan 5, 2026 at 9:15 AM A <a@b.id>\nwrote:\n\n> lama", "ok"),
    "German": ("ja\n\nAm Mo., 5. Jan. 2026 um 09:15 Uhr schrieb A <a@b.c>:\n\n> lama", "ja"),
    "French": ("oui\n\nLe lun. 5 janv. 2026 à 09:15, A <a@b.c> a écrit :\n\n> lama", "oui"),
    "unknown language": ("ya\n\n5/1/2026 09:15 A <a@b.c> grâžbü:\n> lama", "ya"),
    "below the quote": ("Pada 5/1/26 09.15, A menulis:\n> lama\n> SETUJU\n\nKEMBALIKAN: salah", "KEMBALIKAN: salah"),
    "between quotes": ("Pada 5/1/26 09.15, A menulis:\n> Irban?\nIRBAN II\n> catatan?\nya", "IRBAN II\n\nya"),
    "our marker": ("SETUJU\n\n" + OWN, "SETUJU"),
    "our marker, odd attribution above": ("SETUJU\n\n5/1/2026 09:15 A <a@b.c> skribis:\n" + OWN, "SETUJU"),
    "below our letter unmarked": (OWN + FOOT + "\nKEMBALIKAN: salah", "KEMBALIKAN: salah"),
    "our letter alone": (OWN + FOOT, ""),
    "all quoted": ("> SETUJU\n> lama", ""),
    "iPhone": ("SETUJU\n\nDikirim dari iPhone saya", "SETUJU"),
    "Outlook for Android": ("SETUJU\n\nDapatkan Outlook untuk Android<https://aka.ms/x>", "SETUJU"),
    "signature": ("SETUJU\n-- \nSiti Contoh\nHP: 0812", "SETUJU"),
    "legal note": ("SETUJU\n\nPesan ini bersifat rahasia.\nJika Saudara bukan penerima, mohon dihapus.", "SETUJU"),
    "list footer": ("SETUJU\n\n____________________\nmilis-kantor mailing list\nhttps://x.id", "SETUJU"),
    "wrapped quote": ("oke\n\n> " + "kata " * 14 + "lanjut\nsisa baris\n> akhir", "oke"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "new"), CUT.values(), ids=CUT.keys())
def test_a_quoted_letter_is_cut(text: str, new: str) -> None:
    assert cut(text) == new


@pytest.mark.parametrize(
    "text",
    [
        "Pada rapat tanggal 5 Januari 2026 Bapak Sekretaris menulis:\nmohon ditindaklanjuti.",
        'Dalam suratnya Kepala Dinas menulis:\n"mohon konsultasi"',
        "Dari: Dinas Kesehatan\nTanggal: 5 Januari 2026\nPerihal: Konsultasi\nNama: Budi",
        "SETUJU\nDikirim dari kantor, mohon ditindaklanjuti",
        "TUGASKAN:\n- Rina Contoh\n- Joko Contoh",
        "HASIL\n--\nPERMASALAHAN: aset\nPEMBAHASAN: dibahas",
        "SETUJU\n\nHormat saya,\nSiti Contoh\nNIP 197001011990031001",
        "Hasil rapat -- bukan tanda tangan -- terlampir.",
        "PERMASALAHAN: pesan ini bersifat rahasia menurut dinas",
    ],
)
def test_a_persons_words_are_not_taken_for_machinery(text: str) -> None:
    assert cut(text) == text


ZONE = ZoneInfo("Asia/Jakarta")
MARK = "-- balas di atas baris ini --"
LINES = [MARK, "Yth. Bapak/Ibu Sekretaris,", "Mohon disposisi paling lambat pukul 09.15 WIB.", "Pemohon: Budi Contoh"]
LINES += ["SETUJU", "KEMBALIKAN: alasan", "Ref: SKW-2026-0001/abcdefghijklmnopqrstuvwxyz", FOOT.strip()]


def our_letter() -> letter.Surat:
    message = EmailMessage()
    message["From"] = "SIKUWAS Inspektorat <inspektorat@example.go.id>"
    message["To"] = "Siti Contoh <siti@example.go.id>"
    message["Subject"] = "[SIKUWAS SKW-2026-0001] Disposisi: aset"
    message["Date"] = "Mon, 05 Jan 2026 09:00:00 +0700"
    message["Message-ID"] = "<SKW-2026-0001.abcdefghijklmnopqrstuvwxyz.0123456789ab@example.go.id>"
    message.set_content("\n\n".join(LINES))
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES)
    message.add_alternative(f'<html><body><div id="sikuwas-surat">{paragraphs}</div></body></html>', subtype="html")
    return letter.read(message.as_bytes())


ANSWERS = [
    "SETUJU",
    "IRBAN III mohon dipelajari\nperaturan terbaru",
    "HASIL\nPERMASALAHAN: aset rusak\nPEMBAHASAN: dibahas\nlebih lanjut\nSARAN: dihapus",
    "Assalamu'alaikum Wr. Wb.\n\nKEMBALIKAN: belum lengkap",
]


@pytest.mark.parametrize("style", [s for s in Style if s is not Style.MAILTO])
@pytest.mark.parametrize("words", ANSWERS)
@pytest.mark.parametrize("card", ["", "Siti Contoh, S.E.\nSekretaris Inspektorat"])
def test_every_mail_program_gives_back_the_words_typed(style: Style, words: str, card: str) -> None:
    raw = reply(
        style,
        words,
        Orang("Siti Contoh", "siti@example.go.id", card),
        datetime(2026, 1, 5, 10, tzinfo=ZONE),
        our_letter(),
    )
    mail = parse(raw)
    assert new_text(mail).split() == f"{words} {card}".split()
    assert not mail.teks_html_berbeda


FIELDS = "<b>{}:</b> A &lt;a@b.c&gt;<br><b>{}:</b> Senin 9:15<br><b>{}:</b> B<br><b>{}:</b> x</div><div>lama</div>"
HTML = {
    "Gmail": '<div>SETUJU</div><div class="gmail_quote"><div>On Mon A &lt;a@b.c&gt; wrote:</div>'
    '<blockquote class="gmail_quote">lama</blockquote></div>',
    "Apple": '<div>SETUJU</div><blockquote type="cite"><div>On 5 Jan 2026, at 09.15, A wrote:</div>lama</blockquote>',
    "Outlook on the web": '<div>SETUJU</div><hr><div id="x_divRplyFwdMsg">'
    + FIELDS.format("From", "Sent", "To", "Subject"),
    "Yahoo": '<div>SETUJU</div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>lama</div></div>',
    "Zimbra": '<div>SETUJU</div><hr id="zwchr"><div>' + FIELDS.format("Dari", "Terkirim", "Kepada", "Perihal"),
    "our own frame": '<div>SETUJU</div><div class="x_sikuwas-surat"><p>lama</p></div>',
    "Spark": '<div name="messageBodySection">SETUJU</div><div name="messageReplySection">lama</div>',
    "below": '<blockquote type="cite">lama</blockquote><div>SETUJU</div>',
}


@pytest.mark.parametrize("body", HTML.values(), ids=HTML.keys())
def test_containers_of_html_mail_are_cut(body: str) -> None:
    raw = f"From: a@b.id\nContent-Type: text/html; charset=utf-8\n\n<html><body>{body}</body></html>"
    assert new_text(parse(raw.encode())) == "SETUJU"


def test_a_letter_that_is_only_quoted_has_no_new_words() -> None:
    body = "On Thu, Nov 26, 2026 at 8:15 AM, A &lt;a@b.id&gt; wrote:<blockquote>SETUJU</blockquote>"
    raw = f"From: a@b.id\nContent-Type: text/html; charset=utf-8\n\n{body}"
    assert new_text(parse(raw.encode())) == ""


def test_an_indented_paragraph_is_no_quote() -> None:
    raw = b"From: a@b.id\nContent-Type: text/html\n\n<p>HASIL</p><blockquote>SARAN: hapus</blockquote>"
    assert new_text(parse(raw)).split() == ["HASIL", "SARAN:", "hapus"]


@given(
    st.lists(
        st.sampled_from(["SETUJU", "> x", "", "-- ", "Dari: a", "A menulis:", OWN, "____________", "a: b"]), max_size=12
    )
)
def test_cutting_only_ever_takes_away(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert set(cut(text).split()) <= set(text.split())
