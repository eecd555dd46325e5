"""Whatever the bytes are, parsing gives a value that keeps what was said."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.core.incoming import Autentikasi
from sikuwas_mail.reading.content import enclosed_files
from sikuwas_mail.reading.mail import Mail, parse
from sikuwas_mail.reading.newtext import new_text
from sikuwas_mail.reading.sorting import Facts, sort

HEAD = b"From: Budi Contoh <budi@example.go.id>\r\nTo: inspektorat@example.go.id\r\nSubject: Uji\r\n"
TOKEN = "abcdefghijklmnopqrstuvwxyz"


def mail(headers: bytes = b"", body: bytes = b"halo\r\n") -> Mail:
    return parse(HEAD + headers + b"\r\n" + body)


ATTACHED = b"Content-Type: application/pdf\r\nContent-Disposition: attachment; "


def multipart(*parts: bytes, kind: bytes = b"mixed") -> Mail:
    body = b"".join(b"--b\r\n" + p + b"\r\n" for p in parts) + b"--b--\r\n"
    return mail(b"Content-Type: multipart/" + kind + b"; boundary=b\r\n", body)


PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\nisi surel"
FILE = b'Content-Type: application/pdf; name="a.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nSGFsbw=='


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        (b"=?utf-8?Q?Permohonan_konsultasi_=E2=80=93_aset?=", "Permohonan konsultasi – aset"),
        (b"=?utf-8?B?4oCc?= =?utf-8?B?YeKAnQ==?=", "“a”"),
        (b"=?utf-8?B?4g==?=\r\n =?utf-8?B?gJxh?=", "“a"),  # a character split between two words
        (b"=?iso-8859-1?Q?caf=E9?= dan =?x-aneh?Q?teh?=", "café dan teh"),
        ("Über – langsung".encode(), "Über – langsung"),
        (b"Gr\xfc\xdfe", "Grüße"),
        (b"=?utf-8?Q?tidak selesai", "=?utf-8?Q?tidak selesai"),
        (b"dua\r\n baris", "dua baris"),
    ],
)
def test_a_subject_is_decoded_whatever_its_encoding(subject: bytes, shown: str) -> None:
    assert parse(b"From: a@b.id\r\nSubject: " + subject + b"\r\n\r\nx").envelope.subjek == shown


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (b"filename*=utf-8''Surat%20Tugas%20%E2%80%93%201.pdf", "Surat Tugas – 1.pdf"),
        (b"filename*0*=utf-8''Surat%20; filename*1=Tugas.pdf", "Surat Tugas.pdf"),
        (b'filename="=?utf-8?B?w6kucGRm?="', "é.pdf"),
        (b"filename=Surat Tugas 1.pdf", "Surat Tugas 1.pdf"),
        ("filename=Lampirané.pdf".encode(), "Lampirané.pdf"),
        (b'filename="..\\..\\etc/kata sandi.pdf"', "kata sandi.pdf"),
        (b'filename="a; b.pdf"; size=3', "a; b.pdf"),
        ('filename="gambar\u202egpj.exe"'.encode(), "gambargpj.exe"),
        (b"filename==?utf-8?B?U3VyYXQucGRm?=", "Surat.pdf"),
    ],
)
def test_a_file_name_is_read_in_every_form_it_is_sent(disposition: bytes, name: str) -> None:
    found = multipart(
        PLAIN, b"Content-Type: application/pdf\r\nContent-Disposition: attachment; " + disposition + b"\r\n\r\nx"
    )
    assert [a.nama for a in found.attachments] == [name]
    assert found.text.strip() == "isi surel"


def test_a_file_name_is_read_though_the_semicolon_is_missing() -> None:
    found = multipart(
        PLAIN, b'Content-Type: application/pdf\r\nContent-Disposition: attachment filename="a.pdf"\r\n\r\nx'
    )
    assert [a.nama for a in found.attachments] == ["a.pdf"]


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        (b"utf-8", "“siap”".encode(), "“siap”"),
        (b"iso-8859-1", b"\x93siap\x94", "“siap”"),
        (b"windows-1252", b"caf\xe9", "café"),
        (b"us-ascii", "é".encode(), "é"),
        (b"tidak-dikenal", "é".encode(), "é"),
        (b"koi8-r", "готово".encode("koi8-r"), "готово"),
        (b"gb2312", "好的".encode("gbk"), "好的"),
        (b"big5", "好的".encode("big5"), "好的"),
        (b"iso-2022-jp", "了解".encode("iso-2022-jp"), "了解"),
        (b"utf-8", "“siap” ".encode() + b"\xff", "“siap” \ufffd"),
        (b"rot13", b"SETUJU", "SETUJU"),
    ],
)
def test_a_body_is_read_by_the_charset_meant(charset: bytes, data: bytes, text: str) -> None:
    assert mail(b"Content-Type: text/plain; charset=" + charset + b"\r\n", data).text == text


def test_utf_7_is_never_decoded() -> None:
    assert "SETUJU" not in mail(b"Content-Type: text/plain; charset=utf-7\r\n", b"+AFMARQBUAFUASgBV-").text


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + HEAD + b"\r\nSETUJU",
        b"\r\n\r\n" + HEAD + b"\r\nSETUJU",
        b"From budi@example.go.id Mon Nov 23 09:00:00 2026\n" + HEAD + b"\r\nSETUJU",
        HEAD.replace(b"\r\n", b"\n") + b"\nSETUJU",
        HEAD.replace(b"\r\n", b"\r") + b"\rSETUJU",
        HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\nSETUJU",
        HEAD + b"Content-Type: multipart/mixed\r\n\r\n--y\r\nContent-Type: text/plain\r\n\r\nSETUJU\r\n--y--",
        HEAD
        + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--y\r\nContent-Type: text/plain\r\n\r\nSETUJU\r\n--y--",
        HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nSETUJU",
        HEAD + b"Content-Type: application/x-aneh; charset\r\n\r\nSETUJU",
        HEAD + b"Content-Transfer-Encoding: base64\r\n\r\nSETUJU usul Irban II, mohon dilanjutkan ya",
        HEAD + b"Content-Type: text/html\r\n\r\n<p>SETUJU</p>",
        HEAD + b"Content-Type: text/enriched\r\n\r\n<bold>SETUJU</bold>",
    ],
)
def test_a_body_is_never_lost(raw: bytes) -> None:
    found = parse(raw)
    assert found.envelope.dari == ("budi@example.go.id",)
    assert "SETUJU" in found.text or any(b"SETUJU" in a.isi for a in found.attachments)


def test_a_root_that_is_no_text_is_kept_as_a_file() -> None:
    found = mail(b"Content-Type: application/pdf; name=surat.pdf\r\nContent-Transfer-Encoding: base64\r\n", b"SGFsbw==")
    assert [(a.nama, a.isi) for a in found.attachments] == [("surat.pdf", b"Halo")]


def test_an_enclosed_letter_stays_closed() -> None:
    letter = (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nSETUJU\r\n--c\r\n"
        + FILE
        + b"\r\n--c--\r\n"
    )
    found = multipart(PLAIN, b"Content-Type: message/rfc822; name=lama.eml\r\n\r\n" + letter)
    assert found.text.strip() == "isi surel"
    assert [a.nama for a in found.attachments] == ["lama.eml"]
    assert [a.nama for a in enclosed_files(found.attachments[0])] == ["a.pdf"]
    assert found.original.get("subject") == "Uji"


def test_signed_mail_is_read_through_its_wrapping() -> None:
    inner = b"Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n" + PLAIN + b"\r\n--c\r\n" + FILE + b"\r\n--c--"
    signature = b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nx"
    found = multipart(inner, signature, kind=b"signed")
    assert found.text.strip() == "isi surel"
    assert [a.nama for a in found.attachments] == ["a.pdf", "smime.p7s"]


def tnef(*, properties: int = 1) -> bytes:
    def item(level: int, name: int, data: bytes) -> bytes:
        return bytes([level]) + name.to_bytes(2, "little") + b"\6\0" + len(data).to_bytes(4, "little") + data + b"\0\0"

    mapi = properties.to_bytes(4, "little") + b"\x1e\x00\x07\x37\x01\0\0\0\x0d\0\0\0hasil rapat\0\0\0\0\0"
    parts = (
        item(2, 0x9002, bytes(14)) + item(2, 0x8010, b"HASIL~1.DOC\0") + item(2, 0x800F, b"isi") + item(2, 0x9005, mapi)
    )
    return (
        b"\x78\x9f\x3e\x22\1\0" + item(1, 0x9006, b"\0\0\1\0") + item(1, 0x9007, (1252).to_bytes(8, "little")) + parts
    )


def winmail(data: bytes) -> Mail:
    head = b"Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return multipart(PLAIN, head + base64.encodebytes(data))


def test_winmail_dat_is_unpacked() -> None:
    assert [(a.nama, a.isi) for a in winmail(tnef()).attachments] == [("hasil rapat", b"isi")]


def test_a_winmail_dat_that_lies_about_its_counts_costs_no_time_and_keeps_its_file() -> None:
    assert [(a.nama, a.isi) for a in winmail(tnef(properties=2**32 - 1)).attachments] == [("HASIL~1.DOC", b"isi")]


def test_a_broken_winmail_dat_is_kept_as_it_is() -> None:
    assert [a.nama for a in winmail(b"\x78\x9f\x3e\x22rusak").attachments] == ["winmail.dat"]


def test_flowed_lines_are_joined_within_one_depth_of_quoting() -> None:
    head = b"Content-Type: text/plain; format=flowed\r\n"
    assert mail(head, b"satu \r\ndua\r\n> tiga \r\n> empat\r\n-- \r\nBudi").text == "satu dua\n> tiga empat\n-- \nBudi"


def test_references_to_our_letters_are_found_in_every_place() -> None:
    ours = f"<SKW-2026-0001.{TOKEN}.0123456789ab@example.go.id>"
    by_id = mail(f"References: <x@y> {ours}\r\n".encode())
    by_plus = mail(f"Delivered-To: inspektorat+skw-2026-0001.{TOKEN}@example.go.id\r\n".encode())
    by_line = mail(body=f"SETUJU\r\n> Ref:\r\n> SKW-2026-0001/{TOKEN}\r\n".encode())
    by_html = mail(b"Content-Type: text/html\r\n", f"<p>SETUJU</p><p>Ref: <b>SKW-2026-0001/{TOKEN}</b></p>".encode())
    by_subject = parse(b"From: a@b.id\r\nSubject: Re: [SIKUWAS SKW-2026-0001] x\r\n\r\nx")
    assert [m.envelope.acuan[0].sumber for m in (by_id, by_plus, by_line, by_html, by_subject)] == [
        "message-id",
        "plus",
        "ref",
        "ref",
        "subjek",
    ]


def test_references_are_given_newest_first() -> None:
    found = mail(b"In-Reply-To: <c@x>\r\nReferences: <a@x> <b@x> <c@x>\r\n")
    assert found.envelope.rujukan == ("<c@x>", "<b@x>", "<a@x>")


def alternatives(plain: bytes, html: bytes) -> Mail:
    return multipart(
        b"Content-Type: text/plain\r\n\r\n" + plain, b"Content-Type: text/html\r\n\r\n" + html, kind=b"alternative"
    )


def test_alternatives_with_different_answers_are_marked() -> None:
    quote = b"<blockquote type=cite>lama</blockquote>"
    assert alternatives(b"SETUJU\r\n\r\n> lama", b"<p>KEMBALIKAN: salah</p>" + quote).teks_html_berbeda
    assert alternatives(b"SETUJU\r\n\r\n> lama", b"<p>SETUJU tetapi perbaiki</p>" + quote).teks_html_berbeda
    assert not alternatives(b"SETUJU\r\n\r\n> lama", b"<p>Setuju</p>" + quote).teks_html_berbeda
    assert not alternatives(b"SETUJU", b'<div style="display:none">pratinjau</div><div>SETUJU</div>').teks_html_berbeda


ID = "mx.example.go.id"
OURS = b"Received: from jauh.example (jauh.example [192.0.2.1]) by mx.example.go.id with ESMTP; now\r\n"
THEIRS = b"Received: from x by mail.jauh.example; now\r\n"


def verdict(headers: bytes) -> Autentikasi:
    return parse(headers + HEAD + b"\r\nx", ID).envelope.autentikasi


RESULTS = b"Authentication-Results: mx.example.go.id"
FROM_ELSEWHERE = b"Authentication-Results: lain.example"
MICROSOFT = b"Authentication-Results: spf=fail smtp.mailfrom=x; dkim=fail; dmarc=fail action=none\r\n"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (RESULTS + b"; dmarc=pass header.from=example.go.id\r\n", Autentikasi.LULUS),
        (RESULTS + b" 1; dmarc=fail (p=none) header.from=example.go.id\r\n", Autentikasi.GAGAL),
        (RESULTS + b"; spf=fail smtp.mailfrom=x@y.id; dkim=fail header.d=y.id\r\n", Autentikasi.GAGAL),
        (RESULTS + b"; spf=fail smtp.mailfrom=x@y.id; dkim=pass header.d=example.go.id\r\n", Autentikasi.LULUS),
        (RESULTS + b"; dkim=pass header.d=lain.id\r\n", Autentikasi.TIDAK_ADA),
        (RESULTS + b"; none\r\n", Autentikasi.TIDAK_ADA),
        (FROM_ELSEWHERE + b"; dmarc=fail\r\n", Autentikasi.TIDAK_ADA),
        (MICROSOFT, Autentikasi.TIDAK_ADA),
        (RESULTS + b" (dmarc=fail; (x)); dmarc=pass\r\n", Autentikasi.LULUS),
        (OURS + RESULTS + b"; dmarc=fail\r\n", Autentikasi.GAGAL),
        (OURS + THEIRS + RESULTS + b"; dmarc=pass\r\n", Autentikasi.TIDAK_ADA),
        (RESULTS + b"; dmarc=fail\r\n" + OURS + RESULTS + b"; dmarc=pass\r\n", Autentikasi.GAGAL),
        (b"Authentication-Results: ((((;;;dmarc\r\n", Autentikasi.TIDAK_ADA),
    ],
)
def test_authentication_results_count_only_from_our_server(headers: bytes, expected: Autentikasi) -> None:
    assert verdict(headers) is expected


def test_without_a_trusted_server_no_result_counts() -> None:
    raw = b"Authentication-Results: mx.example.go.id; dmarc=fail\r\n" + HEAD + b"\r\nx"
    assert parse(raw).envelope.autentikasi is Autentikasi.TIDAK_ADA


WIRE = st.lists(
    st.one_of(
        st.binary(max_size=30),
        st.sampled_from(
            [
                b"\r\n",
                b"\n",
                b"From: ",
                b"a@b.id",
                b"Content-Type: multipart/mixed; boundary=b\n",
                b"--b\n",
                b"--b--",
                b"=?utf-8?B?",
            ]
            + [
                b"Content-Transfer-Encoding: base64\n",
                b"text/html",
                b"<blockquote>",
                b"> ",
                b"filename*0*=",
                b"\0",
                b"menulis:\n",
            ]
        ),
    ),
    max_size=25,
).map(b"".join)


@settings(max_examples=250, deadline=None)
@given(WIRE)
def test_any_bytes_give_a_mail_a_kind_and_words(raw: bytes) -> None:
    found = parse(raw, ID)
    assert isinstance(new_text(found), str)
    assert sort(found, Facts(frozenset())).alasan
