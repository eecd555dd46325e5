"""The IMAP line itself: TLS that is verified, servers that stall, drip, break off or talk nonsense."""

import socket
import ssl
import threading
import time
from collections.abc import Callable

import pytest
from conftest import ALAMAT, SANDI
from hypothesis import given
from hypothesis import strategies as st
from scripted import Answer, Line, Scripted, close, imap
from servers import Certificate, Dovecot, certificate

from sikuwas_mail.edge.mailbox import (
    ImapSettings,
    Mailbox,
    MailboxNotWritable,
    MailboxRefused,
    MailboxUnavailable,
    MailboxUntrusted,
)
from sikuwas_mail.edge.mailbox.fetching import _ranges
from sikuwas_mail.edge.mailbox.session import Selected


def settings(port: int, **more: object) -> ImapSettings:
    given: dict[str, object] = {"tls": "none", "user": ALAMAT, "password": SANDI, "timeout": 0.5, **more}
    return ImapSettings("127.0.0.1", port, **given)  # type: ignore[arg-type]


def connected(server: Scripted, timeout: float = 10.0) -> Mailbox:
    box = Mailbox(settings(server.port, timeout=timeout))
    box.connect()
    return box


@pytest.mark.parametrize("tls", ["ssl", "starttls"])
def test_a_verified_line_carries_mail_and_idles(dovecot: Callable[..., Dovecot], cert: Certificate, tls: str) -> None:
    server = dovecot(tls=cert)
    port = server.tls_port if tls == "ssl" else server.port
    box = Mailbox(settings(port, tls=tls, ca_file=str(cert.cert), timeout=5.0))
    box.connect()
    assert isinstance(box._talk().client.socket(), ssl.SSLSocket)
    assert list(box.new_messages(None)) == []
    timer = threading.Timer(0.2, server.append, (ALAMAT, b"Subject: x\r\n\r\nisi\r\n"))
    timer.start()
    assert box.wait(20) is True
    timer.join()
    assert len(list(box.new_messages(None))) == 1
    box.close()


@pytest.mark.parametrize("tls", ["ssl", "starttls"])
def test_an_unknown_authority_is_not_trusted(dovecot: Callable[..., Dovecot], cert: Certificate, tls: str) -> None:
    server = dovecot(tls=cert)
    port = server.tls_port if tls == "ssl" else server.port
    with pytest.raises(MailboxUntrusted):
        Mailbox(settings(port, tls=tls, timeout=5.0)).connect()


@pytest.mark.parametrize("tls", ["ssl", "starttls"])
def test_a_certificate_for_another_name_is_not_trusted(
    dovecot: Callable[..., Dovecot], tmp_path: object, tls: str
) -> None:
    other = certificate(tmp_path, "DNS:lain.example")  # type: ignore[arg-type]
    server = dovecot(tls=other)
    port = server.tls_port if tls == "ssl" else server.port
    with pytest.raises(MailboxUntrusted, match="sertifikat"):
        Mailbox(settings(port, tls=tls, ca_file=str(other.cert), timeout=5.0)).connect()


def test_without_starttls_no_password_is_sent() -> None:
    heard: list[bytes] = []

    def login(line: Line) -> None:
        heard.append(b"LOGIN")
        raise EOFError

    with Scripted(imap({"LOGIN": login})) as server, pytest.raises(MailboxUntrusted, match="STARTTLS"):
        Mailbox(settings(server.port, tls="starttls")).connect()
    assert heard == []


def test_a_missing_ca_file_is_a_clear_message() -> None:
    with pytest.raises(MailboxUnavailable, match="No such file"):
        Mailbox(settings(1, tls="ssl", ca_file="/tidak/ada.pem")).connect()


def test_a_half_read_message_counts_as_nothing() -> None:
    half: dict[str, Answer] = {"FETCH": _fetch_then(lambda line: line.write(b"* 1 FETCH (UID 5 BODY[] {1000}\r\nSubj"))}
    with Scripted(imap(half)) as server:
        box = connected(server)
        with pytest.raises(MailboxUnavailable) as caught:
            list(box.new_messages(None))
        assert caught.value.uids == (5,) and not box.connected


def _fetch_then(last: Callable[[Line], None]) -> Callable[[Line], None]:
    """First the sizes, properly; then `last` and the end."""
    calls = []

    def act(line: Line) -> None:
        calls.append(1)
        if len(calls) == 1:
            line.write(b'* 1 FETCH (UID 5 RFC822.SIZE 1000 INTERNALDATE "01-Nov-2026 08:00:00 +0700")\r\n')
            line.write(line.tag + b" OK selesai\r\n")
        else:
            last(line)
            raise EOFError

    return act


SICK: dict[str, dict[str, Answer]] = {
    "LOGIN diam": {"LOGIN": Line.hang},
    "LOGIN putus": {"LOGIN": close},
    "LOGIN nanti": {"LOGIN": b"{tag} NO [UNAVAILABLE] sebentar lagi\r\n"},
    "SELECT diam": {"SELECT": Line.hang},
    "SELECT putus": {"SELECT": close},
    "SELECT BYE": {"SELECT": b"* BYE server dimatikan\r\n"},
    "SELECT menetes": {"SELECT": lambda line: line.drip(b"* 1 EXISTS\r\n" * 50, 0.05)},
    "SELECT tanpa UIDVALIDITY": {"SELECT": b"{tag} OK tanpa UIDVALIDITY\r\n"},
    "SEARCH menetes": {"SEARCH": lambda line: line.drip(b"* SEARCH 1" + b" 1" * 500, 0.05)},
    "SEARCH kacau": {"SEARCH": b"* SEARCH lima\r\n"},
    "SEARCH BAD": {"SEARCH": b"{tag} BAD apa itu\r\n"},
    "FETCH terpotong": {"FETCH": b"* 1 FETCH (UID 5 RFC822.SIZE\r\n"},
    "FETCH kurung": {"FETCH": b"* 1 FETCH )(((\r\n"},
    "FETCH biner": {"FETCH": b"\x00\xff\r\n"},
}


@pytest.mark.parametrize("answers", SICK.values(), ids=SICK)
def test_a_sick_server_is_unavailable_within_its_time(answers: dict[str, Answer]) -> None:
    start = time.monotonic()
    with Scripted(imap(answers)) as server, pytest.raises(MailboxUnavailable):
        list(connected(server, 0.5).new_messages(None))
    assert time.monotonic() - start < 4


@pytest.mark.parametrize("greeting", [Line.hang, close, lambda line: line.drip(b"* OK " + b"x" * 500, 0.05)])
@pytest.mark.parametrize("tls", ["ssl", "none"])
def test_a_sick_greeting_is_unavailable_within_its_time(greeting: Callable[[Line], None], tls: str) -> None:
    start = time.monotonic()
    with Scripted(imap({}, greeting)) as server, pytest.raises(MailboxUnavailable):
        Mailbox(settings(server.port, tls=tls)).connect()
    assert time.monotonic() - start < 4


def test_a_server_that_repeats_the_password_is_quoted_without_it() -> None:
    echo = b"{tag} NO LOGIN inspektorat rahasia-contoh salah\r\n"
    with Scripted(imap({"LOGIN": echo})) as server, pytest.raises(MailboxRefused) as caught:
        connected(server)
    assert SANDI not in repr(caught.value) and "…" in caught.value.reason
    assert SANDI not in repr(settings(1))


def test_a_date_nobody_can_read_costs_the_date_not_the_message() -> None:
    with Scripted(imap({"FETCH": _strange_date})) as server:
        (got,) = connected(server).new_messages(None)
    assert (got.internaldate, got.raw) == (None, b"isi!")


def _strange_date(line: Line) -> None:
    date = b' INTERNALDATE "besok"' if b"INTERNALDATE" in line.last else b""
    body = b' BODY[] "isi!"' if b"BODY" in line.last else b""
    line.write(b"* 1 FETCH (UID 5 RFC822.SIZE 4" + date + body + b")\r\n" + line.tag + b" OK selesai\r\n")


def test_news_before_the_leave_to_idle_is_not_lost() -> None:
    def idle(line: Line) -> None:
        line.write(b"* 2 EXISTS\r\n+ idling\r\n")
        line.read()

    with Scripted(imap({"IDLE": idle})) as server:
        box = connected(server)
        with pytest.raises(MailboxUnavailable, match="IDLE"):
            box.wait(5)  # the caller connects again and looks


def test_a_server_that_only_says_it_is_there_does_not_end_the_wait() -> None:
    def idle(line: Line) -> None:
        tag = line.tag
        line.write(b"+ idling\r\n")
        time.sleep(0.1)
        line.write(b"* OK Still here\r\n")
        line.read()
        line.write(tag + b" OK selesai\r\n")

    with Scripted(imap({"IDLE": idle})) as server:
        start = time.monotonic()
        assert connected(server).wait(0.6) is False
        assert time.monotonic() - start > 0.5


def test_no_port_and_no_host_are_unavailable() -> None:
    with pytest.raises(MailboxUnavailable):
        Mailbox(settings(1)).connect()
    with pytest.raises(MailboxUnavailable):
        Mailbox(ImapSettings("tidak-ada.invalid", 993, timeout=2.0)).connect()


def test_a_read_only_mailbox_is_read_and_its_mail_stays_where_it_is() -> None:
    opened = b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] v\r\n* OK [UIDNEXT 6] n\r\n{tag} OK [READ-ONLY] dibuka\r\n"
    body = b'* 1 FETCH (UID 5 RFC822.SIZE 4 INTERNALDATE "01-Nov-2026 08:00:00 +0700" BODY[] "isi!")\r\n'
    answers: dict[str, Answer] = {"SELECT": opened, "EXAMINE": opened, "FETCH": body}
    answers |= {"COPY": b"{tag} NO folder hanya dapat dibaca\r\n"}
    with Scripted(imap(answers)) as server:
        box = connected(server)
        (got,) = box.new_messages(None)
        assert got.raw == b"isi!"
        with pytest.raises(MailboxNotWritable):
            box.move([got.uid], "SIKUWAS/Selesai")
        assert box.connected


def test_a_message_that_breaks_the_server_can_be_found_and_passed_over() -> None:
    def fetch(line: Line) -> None:
        uids = [uid for uid in (3, 4, 5) if str(uid).encode() in line.last.split(b" ")[3].split(b",")]
        if b"BODY" in line.last and 4 in uids:
            raise EOFError
        for uid in uids:
            line.write(b'* %d FETCH (UID %d RFC822.SIZE 4 BODY[] "isi!")\r\n' % (uid, uid))
        line.write(line.tag + b" OK selesai\r\n")

    with Scripted(imap({"SEARCH": b"* SEARCH 3 4 5\r\n", "FETCH": fetch})) as server:
        box = connected(server)
        with pytest.raises(MailboxUnavailable) as whole:
            list(box.new_messages(None))
        assert whole.value.uids == (3, 4, 5)
        box.connect()
        with pytest.raises(MailboxUnavailable) as single:
            list(box.new_messages(None, batch=1))
        assert single.value.uids == (4,)
        box.connect()
        assert [got.uid for got in box.new_messages(None, skip={4})] == [3, 5]


def test_small_packets_are_not_held_back(dovecot: Callable[..., Dovecot]) -> None:
    server = dovecot()
    box = Mailbox(settings(server.port, timeout=5.0))
    box.connect()
    sock = box._talk().client.socket()
    assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    box.close()


@given(st.integers(1, 2**31), st.integers(50_001, 10**6), st.integers(0, 2**31))
def test_searches_of_a_huge_folder_cover_every_uid_once_in_bounded_windows(
    uidnext: int, exists: int, after: int
) -> None:
    windows = _ranges(Selected("INBOX", 1, uidnext, exists, False), after)
    if after >= uidnext - 1:
        assert windows == [f"{after + 1}:*"]
        return
    pairs = [tuple(map(int, window.split(":"))) for window in windows]
    assert (pairs[0][0], pairs[-1][1]) == (after + 1, uidnext - 1) and len(pairs) <= 1001
    assert all(first[1] + 1 == second[0] for first, second in zip(pairs, pairs[1:], strict=False))
