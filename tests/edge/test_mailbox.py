"""The mailbox over real servers: the embedded post office and Dovecot, with and without each extension."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from conftest import ALAMAT, SANDI
from hypothesis import given
from hypothesis import strategies as st
from servers import EXTENSIONS, Dovecot, Office

from sikuwas_mail.demo.postoffice import PostOffice
from sikuwas_mail.edge.mailbox import (
    FolderMissing,
    ImapSettings,
    Mailbox,
    MailboxNotWritable,
    MailboxRefused,
    MailboxUnavailable,
    backoff,
)
from sikuwas_mail.edge.mailbox.names import guessed_prefix, real_name

SELESAI, PERIKSA = "SIKUWAS/Selesai", "SIKUWAS/Perlu-Dilihat"


def settings(port: int, **more: object) -> ImapSettings:
    given: dict[str, object] = {"tls": "none", "user": ALAMAT, "password": SANDI, "timeout": 5.0, **more}
    return ImapSettings("127.0.0.1", port, **given)  # type: ignore[arg-type]


def message(number: int, body: str = "Isi.") -> bytes:
    return f"Subject: Surat {number}\r\nMessage-ID: <{number}@contoh.id>\r\n\r\n{body}\r\n".encode()


def _names(extensions: frozenset[str]) -> str:
    return " ".join(sorted(extensions))


@pytest.fixture
def box(office: PostOffice | Office) -> Iterator[Mailbox]:
    mailbox = Mailbox(settings(office.ports.imap))
    mailbox.connect()
    mailbox.ensure_folders()
    yield mailbox
    mailbox.close()


def opened(server: Dovecot, **more: object) -> Mailbox:
    mailbox = Mailbox(settings(server.port, **more))
    mailbox.connect()
    mailbox.ensure_folders()
    return mailbox


def test_mail_is_fetched_byte_for_byte_and_stays_unseen(office: PostOffice | Office, box: Mailbox) -> None:
    raw = b"Subject: =?utf-8?q?Mohon?=\r\nX-Biner: \xff\xfe\r\n\r\nBaris\r\n.\r\n..dua titik\r\n\xe2\x82\xac\r\n"
    office.deliver(ALAMAT, raw)
    (got,) = box.new_messages(None)
    assert (got.raw, got.size, got.terlalu_besar) == (raw, len(raw), False)
    assert got.internaldate is not None and abs(got.internaldate - datetime.now(UTC)).total_seconds() < 60
    assert got.uidvalidity == box.uidvalidity()
    session = box._talk()
    session.select("INBOX")
    assert session.client.search(["UNSEEN"]) == [got.uid]


def test_after_the_last_uid_comes_nothing_although_the_server_names_the_last_message(
    office: PostOffice | Office, box: Mailbox
) -> None:
    office.deliver(ALAMAT, message(1))
    (first,) = box.new_messages(None)
    assert list(box.new_messages(first.uid)) == []
    assert list(box.new_messages(first.uid + 1000)) == []
    office.deliver(ALAMAT, message(2))
    assert [got.raw for got in box.new_messages(first.uid)] == [message(2)]


def test_a_new_uidvalidity_makes_everything_be_read_again(office: PostOffice | Office, box: Mailbox) -> None:
    office.deliver(ALAMAT, message(1))
    (first,) = box.new_messages(None)
    assert list(box.new_messages(first.uid, first.uidvalidity)) == []
    assert list(box.new_messages(first.uid, first.uidvalidity + 1)) == [first]


def test_many_messages_come_in_order_and_may_be_moved_while_they_come(
    office: PostOffice | Office, box: Mailbox
) -> None:
    for number in range(30):
        office.deliver(ALAMAT, message(number))
    uids = []
    for got in box.new_messages(None, batch=4):
        assert not box.find_message_id(PERIKSA, f"<{got.uid}@lain>")  # selects another folder in between
        box.move([got.uid], SELESAI)
        uids.append(got.uid)
    assert uids == sorted(uids) and len(uids) == 30
    assert office.inbox(ALAMAT) == []
    assert office.inbox(ALAMAT, SELESAI) == [message(number) for number in range(30)]


def test_a_message_taken_away_by_a_human_meanwhile_is_passed_over(office: PostOffice | Office, box: Mailbox) -> None:
    for number in range(3):
        office.deliver(ALAMAT, message(number))
    coming = box.new_messages(None, batch=1)
    first = next(coming)
    box.move([first.uid + 1], PERIKSA)
    assert [got.uid for got in coming] == [first.uid + 2]


def test_a_message_above_the_limit_is_read_by_its_header_only(office: PostOffice | Office, box: Mailbox) -> None:
    office.deliver(ALAMAT, message(1, "x" * 5000))
    office.deliver(ALAMAT, message(2))
    got = {one.terlalu_besar: one for one in box.new_messages(None, limit=1000)}
    assert got[True].raw == b"Subject: Surat 1\r\nMessage-ID: <1@contoh.id>\r\n\r\n"
    assert got[True].size == len(message(1, "x" * 5000))
    assert got[False].raw == message(2)


def test_new_mail_ends_the_wait(office: PostOffice | Office, box: Mailbox) -> None:
    assert list(box.new_messages(None)) == []
    timer = threading.Timer(0.2, office.deliver, (ALAMAT, message(1)))
    timer.start()
    start = time.monotonic()
    assert box.wait(20) is True
    assert time.monotonic() - start < 10
    timer.join()
    assert len(list(box.new_messages(None))) == 1


def test_mail_that_came_while_other_commands_ran_ends_the_wait_at_once(
    office: PostOffice | Office, box: Mailbox
) -> None:
    assert list(box.new_messages(None)) == []
    office.deliver(ALAMAT, message(1))
    box.append(PERIKSA, message(9))
    box._talk().client.noop()  # its answer swallows the news
    start = time.monotonic()
    assert box.wait(20) is True
    assert time.monotonic() - start < 2


def test_a_poke_ends_the_wait_and_is_drained(office: PostOffice | Office, box: Mailbox) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.send(b"xx")
        start = time.monotonic()
        assert box.wait(20, ours) is False
        assert time.monotonic() - start < 5
        assert box.wait(0.1, ours) is False
        assert box.connected


def test_a_quiet_wait_ends_in_time(box: Mailbox) -> None:
    start = time.monotonic()
    assert box.wait(0.3) is False
    assert 0.25 < time.monotonic() - start < 3


def test_a_message_id_is_found_whole_or_not_at_all(office: PostOffice | Office, box: Mailbox) -> None:
    folded = b"Subject: x\r\nMessage-ID:\r\n <panjang@contoh.id>\r\n\r\nisi\r\n"
    box.append(SELESAI, folded, ["\\Seen"], datetime(2026, 11, 23, 8, tzinfo=UTC))
    assert box.find_message_id(SELESAI, "<panjang@contoh.id>")
    assert not box.find_message_id(SELESAI, "<panjang@contoh.i")
    assert not box.find_message_id(PERIKSA, "<panjang@contoh.id>")


def test_an_absent_folder_has_its_own_name_and_costs_no_connection(office: PostOffice | Office, box: Mailbox) -> None:
    office.deliver(ALAMAT, message(1))
    (got,) = box.new_messages(None)
    for attempt in (
        lambda: box.move([got.uid], "Tidak/Ada"),
        lambda: box.append("Tidak/Ada", message(2)),
        lambda: box.find_message_id("Tidak/Ada", "<1@contoh.id>"),
    ):
        with pytest.raises(FolderMissing):
            attempt()
    assert office.inbox(ALAMAT) == [message(1)]


def test_a_wrong_password_is_refused_and_never_repeated_in_the_reason(office: PostOffice | Office) -> None:
    with pytest.raises(MailboxRefused) as caught:
        Mailbox(settings(office.ports.imap, password='sandi"salah\\sekali')).connect()
    assert "sandi" not in caught.value.reason and "AUTHENTICATIONFAILED" in caught.value.reason


def test_a_password_beyond_ascii_logs_in(dovecot: Callable[..., Dovecot]) -> None:
    server = dovecot()
    server.accounts[ALAMAT] = "sandi-é-ñ"
    server.kill()
    server.resume()
    opened(server, password="sandi-é-ñ").close()


def test_oauth_is_named_as_not_yet_there(office: PostOffice | Office) -> None:
    with pytest.raises(MailboxRefused, match="oauth2-google"):
        Mailbox(settings(office.ports.imap, auth="oauth2-google")).connect()


@pytest.mark.parametrize(
    "without", [*({one} for one in sorted(EXTENSIONS)), {"MOVE", "UIDPLUS"}, EXTENSIONS], ids=_names
)
def test_a_server_without_an_extension_works_all_the_same(
    dovecot: Callable[..., Dovecot], without: frozenset[str]
) -> None:
    server = dovecot(without=without)
    box = opened(server)
    assert not box.capabilities & without
    for number in range(3):
        server.append(ALAMAT, message(number))
    got = list(box.new_messages(None))
    box.move([got[0].uid, got[2].uid], SELESAI)
    assert server.inbox(ALAMAT) == [message(1)]
    assert server.inbox(ALAMAT, SELESAI) == [message(0), message(2)]
    assert box.wait(0.2) is False
    box.close()


def test_what_others_marked_as_deleted_is_never_expunged(dovecot: Callable[..., Dovecot]) -> None:
    server = dovecot(without={"MOVE", "UIDPLUS"})
    box = opened(server)
    server.append(ALAMAT, message(0), flags="(\\Deleted)")
    server.append(ALAMAT, message(1))
    got = list(box.new_messages(None))
    box.move([got[1].uid], SELESAI)
    assert message(0) in server.inbox(ALAMAT)
    assert server.inbox(ALAMAT, SELESAI) == [message(1)]
    session = box._talk()
    session.select("INBOX")
    session.client.remove_flags([got[0].uid], [b"\\Deleted"])
    server.append(ALAMAT, message(2))
    (third,) = box.new_messages(got[1].uid)
    box.move([third.uid], SELESAI)
    assert server.inbox(ALAMAT) == [message(0)]  # the way was free: ours went, the human's stays
    box.close()


def test_with_uidplus_only_our_uids_are_expunged(dovecot: Callable[..., Dovecot]) -> None:
    server = dovecot(without={"MOVE"})
    box = opened(server)
    server.append(ALAMAT, message(0), flags="(\\Deleted)")
    server.append(ALAMAT, message(1))
    box.move([list(box.new_messages(None))[1].uid], SELESAI)
    assert server.inbox(ALAMAT) == [message(0)]
    box.close()


@pytest.mark.parametrize("announced", [True, False], ids=["NAMESPACE", "tanpa NAMESPACE"])
def test_folders_follow_the_servers_separator_and_namespace(dovecot: Callable[..., Dovecot], announced: bool) -> None:
    server = dovecot(separator=".", prefix="INBOX.", without=() if announced else {"NAMESPACE"})
    box = Mailbox(settings(server.port))
    box.connect()
    if not announced:
        box._talk().client.create_folder("INBOX.Lama")
        box.connect()
        assert "NAMESPACE" not in box.capabilities
    made = box.ensure_folders("SIKUWAS/Terkirim")
    assert (made.masuk, made.selesai, made.periksa) == ("INBOX", "INBOX.SIKUWAS.Selesai", "INBOX.SIKUWAS.Perlu-Dilihat")
    assert made.lain == ("INBOX.SIKUWAS.Terkirim",)
    assert {made.selesai, made.periksa, *made.lain} <= set(box.folders())
    assert box.ensure_folders("SIKUWAS/Terkirim") == made
    server.append(ALAMAT, message(1))
    box.move([next(box.new_messages(None)).uid], SELESAI)
    assert box.find_message_id(SELESAI, "<1@contoh.id>") and box.find_message_id(made.selesai, "<1@contoh.id>")
    box.close()


def test_made_folders_are_subscribed(dovecot: Callable[..., Dovecot]) -> None:
    box = opened(dovecot())
    assert {row[2] for row in box._talk().client.list_sub_folders()} >= {SELESAI, PERIKSA}
    box.close()


def test_without_idle_a_wait_is_a_sleep_that_a_poke_ends(dovecot: Callable[..., Dovecot]) -> None:
    box = opened(dovecot(), idle=False)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert box.wait(0.2, ours) is False
        theirs.send(b"x")
        start = time.monotonic()
        assert box.wait(20, ours) is False
        assert time.monotonic() - start < 5
    box.close()


def test_a_server_killed_in_mid_session_is_unavailable_and_a_new_connection_goes_on(
    dovecot: Callable[..., Dovecot],
) -> None:
    server = dovecot()
    box = opened(server)
    for number in range(3):
        server.append(ALAMAT, message(number))
    coming = box.new_messages(None, batch=1)
    first = next(coming)
    server.kill()
    with pytest.raises(MailboxUnavailable) as caught:
        list(coming)
    assert caught.value.uids == (first.uid + 1,) and not box.connected
    with pytest.raises(MailboxUnavailable):
        box.connect()
    server.resume()
    box.connect()
    assert len(list(box.new_messages(first.uid, first.uidvalidity))) == 2
    box.close()


def test_a_server_killed_during_the_wait_is_noticed(dovecot: Callable[..., Dovecot]) -> None:
    server = dovecot()
    box = opened(server)
    timer = threading.Timer(0.2, server.kill)
    timer.start()
    with pytest.raises(MailboxUnavailable):
        box.wait(20)
    timer.join()


def test_a_full_mailbox_can_be_read_but_not_written(dovecot: Callable[..., Dovecot]) -> None:
    quota = "mail_plugins = quota\nplugin {\n quota = maildir:Kuota\n quota_rule = *:storage=1k\n}"
    server = dovecot(settings=quota)
    box = opened(server)
    with pytest.raises(MailboxNotWritable, match="OVERQUOTA"):
        box.append(SELESAI, message(1, "x" * 5000))
    assert box.connected and list(box.new_messages(None)) == []
    box.close()


def test_plain_text_is_for_loopback_only() -> None:
    with pytest.raises(MailboxRefused, match="loopback"):
        Mailbox(ImapSettings("192.0.2.1", 143, "none", ALAMAT, SANDI)).connect()


def test_close_may_be_called_at_any_time() -> None:
    box = Mailbox(settings(1))
    box.close()
    with pytest.raises(MailboxUnavailable):
        list(box.new_messages(None))


def test_backoff_doubles_up_to_five_minutes() -> None:
    assert [backoff(n) for n in (0, 1, 2, 3, 9, 10, 1000)] == [1, 1, 2, 4, 256, 300, 300]


def test_names_become_the_servers_own() -> None:
    assert real_name("SIKUWAS/Selesai", "", "/") == "SIKUWAS/Selesai"
    assert real_name("INBOX/Selesai", "INBOX.", ".") == "INBOX.Selesai"
    assert real_name("inbox", "INBOX.", ".") == "INBOX"
    assert real_name("SIKUWAS/No. 1", "", ".") == "SIKUWAS.No- 1"
    assert real_name("SIKUWAS/Selesai", "", "") == "SIKUWAS-Selesai"
    assert guessed_prefix(["INBOX", "INBOX.Sent"], ".") == "INBOX."
    assert guessed_prefix(["INBOX", "Sent", "INBOX.Lama"], ".") == ""
    assert guessed_prefix(["INBOX"], ".") == ""


@given(st.text(st.characters(exclude_characters="/."), min_size=1), st.sampled_from([".", "/", "^"]))
def test_one_part_stays_one_level(part: str, separator: str) -> None:
    assert real_name(part, "", separator).count(separator) == 0
