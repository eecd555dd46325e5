"""The post office of demo and tests, and its Dovecot twin: what goes in by SMTP comes out by IMAP."""

import imaplib
import smtplib
import socket
import threading
import time
from datetime import UTC, datetime

import pytest
from conftest import AKUN, ALAMAT, SANDI
from servers import Office

from sikuwas_mail.demo.postoffice import PostOffice
from sikuwas_mail.demo.smtpd import account_of

PEMOHON = "pemohon@example.go.id"
SURAT = b"From: pemohon@example.go.id\r\nSubject: Mohon\r\n\r\n.Isi\r\n"


def post(office: PostOffice | Office, *recipients: str, raw: bytes = SURAT) -> dict[str, tuple[int, bytes]]:
    with smtplib.SMTP("127.0.0.1", office.ports.smtp, timeout=10) as client:
        return client.sendmail(PEMOHON, list(recipients), raw)


def test_a_letter_lies_in_the_inbox_once_smtp_said_yes(office: PostOffice | Office) -> None:
    post(office, ALAMAT)
    (raw,) = office.inbox(ALAMAT)
    assert raw.endswith(SURAT)
    assert raw.startswith(b"Return-Path: <pemohon@example.go.id>\r\nReceived: from ")
    assert b"for <inspektorat@example.go.id>;" in raw
    assert office.inbox(PEMOHON) == []


def test_the_detail_after_plus_reaches_the_same_mailbox_and_stays_in_the_trace(office: PostOffice | Office) -> None:
    post(office, "Inspektorat+SKW-2026-0001.abc@Example.go.id")
    (raw,) = office.inbox(ALAMAT)
    assert b"for <Inspektorat+SKW-2026-0001.abc@Example.go.id>;" in raw
    assert account_of("A+b+c@X.id") == "a@x.id"


def test_an_unknown_recipient_is_refused_and_the_others_are_served(office: PostOffice | Office) -> None:
    assert post(office, ALAMAT, "siapa@lain.example")["siapa@lain.example"][0] == 550
    assert len(office.inbox(ALAMAT)) == 1
    assert [one.recipients for one in office.sent] == [(ALAMAT,)]


def test_a_refusal_can_be_ordered_and_taken_back(office: PostOffice | Office) -> None:
    office.refuse(ALAMAT, 452, "4.2.2 Penuh")
    with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
        post(office, ALAMAT)
    assert caught.value.recipients[ALAMAT] == (452, b"4.2.2 Penuh")
    office.refuse(ALAMAT, 250, "")
    assert post(office, ALAMAT) == {}


def test_the_log_names_sender_recipients_and_bytes(office: PostOffice | Office) -> None:
    post(office, ALAMAT, PEMOHON)
    (one,) = office.sent
    assert (one.sender, one.recipients, one.raw) == (PEMOHON, (ALAMAT, PEMOHON), SURAT)


def test_a_delay_is_a_delay(office: PostOffice | Office) -> None:
    office.delay(0.1)
    start = time.monotonic()
    post(office, ALAMAT)
    assert time.monotonic() - start >= 0.3  # MAIL, RCPT, DATA


def test_deliver_goes_past_smtp_and_knows_its_mailboxes(office: PostOffice | Office) -> None:
    office.deliver(ALAMAT, SURAT)
    assert office.inbox(ALAMAT) == [SURAT] and office.sent == []
    with pytest.raises(KeyError):
        office.deliver("siapa@lain.example", SURAT)


def test_a_closed_office_answers_no_more_and_may_be_closed_twice() -> None:
    office = PostOffice(AKUN)
    ports = office.start()
    client = imaplib.IMAP4("127.0.0.1", ports.imap, 5)
    client.login(ALAMAT, SANDI)
    office.stop()
    office.stop()
    with pytest.raises((imaplib.IMAP4.abort, OSError)):
        client.noop()
        client.noop()
    client.shutdown()
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", ports.smtp), 1)


def test_keywords_are_kept(postoffice: PostOffice) -> None:
    postoffice.deliver(ALAMAT, SURAT)
    with imaplib.IMAP4("127.0.0.1", postoffice.ports.imap, 5) as client:
        client.login(ALAMAT, SANDI)
        client.select()
        client.store("1", "+FLAGS", "($Sikuwas)")
        client.select()
        assert b"$Sikuwas" in client.fetch("1", "(FLAGS)")[1][0]


@pytest.mark.parametrize("by", ["deliver", "SMTP", "APPEND"])
def test_an_idle_client_is_told_of_mail_from_elsewhere(postoffice: PostOffice, by: str) -> None:
    def arrive() -> None:
        if by == "deliver":
            postoffice.deliver(ALAMAT, SURAT)
        elif by == "SMTP":
            post(postoffice, ALAMAT)
        else:
            with imaplib.IMAP4("127.0.0.1", postoffice.ports.imap, 5) as other:
                other.login(ALAMAT, SANDI)
                other.append("INBOX", "", "", SURAT)

    with socket.create_connection(("127.0.0.1", postoffice.ports.imap), 5) as sock:
        lines = sock.makefile("rb")
        lines.readline()
        for command, end in ((f"a LOGIN {ALAMAT} {SANDI}", b"a "), ("b SELECT INBOX", b"b "), ("c IDLE", b"+ ")):
            sock.sendall(command.encode() + b"\r\n")
            while not lines.readline().startswith(end):
                pass
        timer = threading.Timer(0.1, arrive)
        timer.start()
        assert lines.readline() == b"* 1 EXISTS\r\n"
        timer.join()


def test_only_the_right_password_opens_a_mailbox(postoffice: PostOffice) -> None:
    for user, password in ((ALAMAT, "salah"), ("siapa@lain.example", SANDI)):
        with imaplib.IMAP4("127.0.0.1", postoffice.ports.imap, 5) as client, pytest.raises(imaplib.IMAP4.error):
            client.login(user, password)


def test_with_auth_a_stranger_may_not_submit() -> None:
    with PostOffice(AKUN, auth=True) as office:
        with pytest.raises(smtplib.SMTPSenderRefused) as caught:
            post(office, ALAMAT)
        assert caught.value.smtp_code == 530
        with smtplib.SMTP("127.0.0.1", office.ports.smtp, timeout=10) as client:
            client.login(ALAMAT, SANDI)
            assert client.sendmail(ALAMAT, [PEMOHON], SURAT) == {}


def test_the_offices_clock_dates_the_mail() -> None:
    noon = datetime(2026, 11, 23, 5, tzinfo=UTC)
    with PostOffice(AKUN, clock=lambda: noon) as office:
        post(office, ALAMAT)
        assert b"Mon, 23 Nov 2026 05:00:00 +0000" in office.inbox(ALAMAT)[0]
        with imaplib.IMAP4("127.0.0.1", office.ports.imap, 5) as client:
            client.login(ALAMAT, SANDI)
            client.select()
            assert b'"23-Nov-2026 05:00:00 +0000"' in client.fetch("1", "(INTERNALDATE)")[1][0]


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff\xfe\x01",
        b"\r\n\r\n",
        b"Tanpa titik dua\r\n\r\nisi\r\n",
        b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
        b"Content-Type: message/rfc822\r\n\r\n" * 50,
        b"Subject: " + b"=?utf-8?q?x?= " * 20_000 + b"\r\n\r\nisi\r\n",
    ],
    ids=["biner", "kosong", "bukan surat", "batas tanpa akhir", "bersarang", "judul raksasa"],
)
def test_mail_of_any_shape_comes_out_as_it_went_in(office: PostOffice | Office, raw: bytes) -> None:
    office.deliver(ALAMAT, raw)
    assert office.inbox(ALAMAT) == [raw]


def test_many_clients_at_once_lose_nothing(postoffice: PostOffice) -> None:
    threads = [threading.Thread(target=post, args=(postoffice, ALAMAT)) for _ in range(15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(postoffice.inbox(ALAMAT)) == len(postoffice.sent) == 15
