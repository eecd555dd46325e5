"""A message set aside is still found by its Message-ID, sender and subject."""

from sikuwas_mail.office.heading import NAMELESS, heading


def test_the_head_of_a_message_is_read_without_its_body() -> None:
    head = b"From: Laras <laras@opd.example>\r\nSubject: =?utf-8?q?Hibah?=\r\nMessage-ID: <satu@opd.example>\r\n"
    found = heading(head + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\xff\x00")
    assert (found.message_id, found.dari, found.subjek) == ("<satu@opd.example>", "laras@opd.example", "Hibah")


def test_a_message_without_a_head_has_no_name() -> None:
    assert heading(b"") == heading(b"\x00\xff\xfe\r\n\r\n") == NAMELESS
