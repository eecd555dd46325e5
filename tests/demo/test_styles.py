"""What every mail program must get right, whatever its quoting looks like."""

from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest

from sikuwas_mail.core import reference
from sikuwas_mail.demo import letter, people, styles
from sikuwas_mail.demo.letter import Surat
from sikuwas_mail.demo.styles import Style

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 23, 9, 40, tzinfo=WIB)
TOKEN = "a2b3c4d5e6f7" + "z" * 14
MESSAGE_ID = reference.message_id("SKW-2026-0007", TOKEN, "0123456789ab", "mojokerto.example")
QUOTING = [s for s in Style if s is not Style.MAILTO]


def our_letter(subject: str = "[SIKUWAS SKW-2026-0007] Disposisi: hibah") -> Surat:
    message = EmailMessage(policy=policy.SMTP.clone(max_line_length=900))
    message["From"] = f"{people.NAMA_KOTAK} <{people.KOTAK}>"
    message["To"] = people.alamat("sekretaris")
    message["Subject"] = subject
    message["Date"] = NOW - timedelta(minutes=25)
    message["Message-ID"] = MESSAGE_ID
    message["References"] = "<first@mojokerto.example>"
    message["X-Sikuwas-Jenis"] = "tugas"
    message.set_content(f"-- balas di atas baris ini --\n\nMohon disposisi.\n\nRef: SKW-2026-0007/{TOKEN}\n")
    body = f"KEMBALIKAN%20Ref%3A%20SKW-2026-0007%2F{TOKEN}"
    link = f"mailto:{people.KOTAK}?subject=%5BSIKUWAS%20SKW-2026-0007%5D&amp;body={body}"
    message.add_alternative(
        '<html><body><div id="sikuwas-surat"><p>Mohon disposisi.</p>'
        f'<p>Ref: SKW-2026-0007/{TOKEN}</p><a href="{link}">KEMBALIKAN</a></div></body></html>',
        subtype="html",
    )
    return letter.read(message.as_bytes())


def parsed(raw: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(raw, policy=policy.default))


def answer(style: Style, teks: str = "SETUJU") -> bytes:
    return styles.reply(style, teks, people.orang(people.alamat("sekretaris")), NOW, our_letter())


@pytest.mark.parametrize("style", QUOTING)
def test_an_answer_names_the_letter_and_its_thread(style: Style) -> None:
    message = parsed(answer(style))
    assert message["In-Reply-To"] == MESSAGE_ID
    assert message["References"].split() == ["<first@mojokerto.example>", MESSAGE_ID]
    assert message["To"] == people.KOTAK
    assert message["From"].addresses[0].addr_spec == people.alamat("sekretaris")


@pytest.mark.parametrize("style", list(Style))
def test_the_words_typed_reach_every_part(style: Style) -> None:
    texts = [
        p.get_content()
        for p in parsed(answer(style, "IRBAN III\nmohon <ditelaah> & dilaporkan")).walk()
        if not p.is_multipart()
    ]
    assert texts
    for text in texts:
        assert "IRBAN III" in text
        assert "mohon <ditelaah> & dilaporkan" in text or "mohon &lt;ditelaah&gt; &amp; dilaporkan" in text


@pytest.mark.parametrize("style", QUOTING)
def test_the_letter_is_quoted_below_or_above(style: Style) -> None:
    text = letter.read(answer(style))
    assert "Mohon disposisi." in (text.teks or text.html)
    assert f"SKW-2026-0007/{TOKEN}" in (text.teks + text.html)


@pytest.mark.parametrize("style", list(Style))
def test_the_same_answer_is_the_same_bytes(style: Style) -> None:
    assert answer(style) == answer(style)


@pytest.mark.parametrize("style", list(Style))
def test_lines_end_as_smtp_wants_and_are_not_too_long(style: Style) -> None:
    raw = answer(style, "x" * 300 + "\n" + "kata " * 100)
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


def test_a_subject_is_prefixed_once() -> None:
    person = people.orang(people.alamat("sekretaris"))
    first = styles.reply(Style.ZIMBRA, "STATUS", person, NOW, our_letter())
    again = styles.reply(
        Style.GMAIL, "STATUS", person, NOW, our_letter("Bls: [SIKUWAS SKW-2026-0007] Disposisi: hibah")
    )
    assert parsed(first)["Subject"].startswith("Bls: [SIKUWAS")
    assert parsed(again)["Subject"].startswith("Bls: [SIKUWAS")


def test_a_tap_on_a_link_is_a_new_mail_with_one_line() -> None:
    message = parsed(answer(Style.MAILTO, "KEMBALIKAN"))
    assert message["In-Reply-To"] is None
    assert message["References"] is None
    assert letter.read(message.as_bytes()).teks.strip() == f"KEMBALIKAN Ref: SKW-2026-0007/{TOKEN}"


def test_a_reason_typed_over_the_link_keeps_the_reference() -> None:
    kepada, _, body = styles.mailto_answer(our_letter(), "KEMBALIKAN: belum jelas")
    assert kepada == people.KOTAK
    assert body == f"KEMBALIKAN: belum jelas Ref: SKW-2026-0007/{TOKEN}"


def test_without_a_link_the_reference_is_taken_from_the_letter() -> None:
    assert styles.mailto_answer(our_letter(), "SETUJU")[2] == f"SETUJU Ref: SKW-2026-0007/{TOKEN}"


def test_one_outlook_sends_html_alone() -> None:
    assert parsed(answer(Style.OUTLOOK_HTML)).get_content_type() == "text/html"


def test_an_attachment_travels_with_name_and_bytes() -> None:
    person = people.orang(people.alamat("rina"))
    raw = styles.reply(Style.OUTLOOK, "HASIL", person, NOW, our_letter(), [("Berita Acara.docx", b"PK\x03\x04isi")])
    assert letter.read(raw).lampiran == (("Berita Acara.docx", b"PK\x03\x04isi"),)


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"Content-Type: text/plain; charset=tak-ada\r\n\r\nh\xe9", b"Date: besok\r\n\r\nx"]
)
def test_reading_a_bad_letter_raises_nothing(raw: bytes) -> None:
    assert isinstance(letter.read(raw).teks, str)
