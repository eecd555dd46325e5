"""A letter is claimed once, doubted after a crash, and ends in one fate."""

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event

from sikuwas_mail.core.outgoing import Utas
from sikuwas_mail.edge.store import Keadaan, Record, Store

MINUTE = timedelta(minutes=1)
CLAIMER = """
import sys
from datetime import datetime
from sikuwas_mail.edge.store import Store
store, now = Store.open(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
while queued := store.claim(now, 7, 60):
    print(*(q.id for q in queued), sep="\\n", flush=True)
"""


def queue(store: Store, history, number: int) -> None:
    letters = tuple(history.letter(f"surat-{n:03}") for n in range(number))
    store.commit(Record(history.now, surat=letters))


def test_a_claimed_letter_is_nobody_elses_until_the_lease_ends(history, store):
    queue(store, history, 2)
    first = store.claim(history.now, 10, 60)
    assert [(q.id, q.percobaan, q.ragu) for q in first] == [(1, 1, False), (2, 1, False)]
    assert first[0].raw == history.letter("surat-000").raw
    assert store.claim(history.now + timedelta(seconds=59), 10, 60) == []
    assert [(q.percobaan, q.ragu) for q in store.claim(history.now + MINUTE, 10, 60)] == [(2, True), (2, True)]


def test_claims_come_in_the_order_they_fell_due_and_no_more_than_asked(history, store):
    queue(store, history, 5)
    store.retry_later(1, history.now + timedelta(seconds=1), "451")
    assert [q.id for q in store.claim(history.now + MINUTE, 3, 60)] == [2, 3, 4]
    assert [q.id for q in store.claim(history.now + MINUTE, 3, 60)] == [5, 1]


def test_a_letter_not_yet_due_waits(history, store):
    queue(store, history, 1)
    assert store.claim(history.now - MINUTE, 1, 60) == []


def test_a_sent_letter_is_never_claimed_or_queued_again(history, store):
    queue(store, history, 1)
    store.claim(history.now, 1, 60)
    store.mark_sent(1, history.now)
    assert store.claim(history.now + 99 * MINUTE, 1, 60) == []
    assert not store.requeue(1, history.now)
    row = store.outbox(1)
    assert row is not None and (row.keadaan, row.terkirim, row.galat) == (Keadaan.TERKIRIM, history.now, "")


def test_a_refused_letter_is_not_in_doubt_but_a_broken_connection_leaves_it_so(history, store):
    queue(store, history, 2)
    store.claim(history.now, 2, 60)
    store.retry_later(1, history.now + MINUTE, "451 4.7.1 nanti")
    store.retry_later(2, history.now + MINUTE, "sambungan putus", ragu=True)
    again = store.claim(history.now + MINUTE, 2, 60)
    assert [(q.id, q.ragu) for q in again] == [(1, False), (2, True)]
    assert [k.galat for k in store.list_outbox()] == ["451 4.7.1 nanti", "sambungan putus"]


def test_what_a_killed_sender_held_is_due_at_once_and_in_doubt(history, store):
    queue(store, history, 3)
    store.claim(history.now, 2, 3600)
    assert store.release_claims(history.now + MINUTE) == 2
    claimed = store.claim(history.now + MINUTE, 9, 60)
    assert [(q.id, q.ragu) for q in claimed] == [(1, True), (2, True), (3, False)]


def test_failed_and_held_letters_wait_for_a_human(history, store):
    queue(store, history, 2)
    store.fail(1, "550 5.1.1")
    store.hold(2, "alamat bermasalah")
    assert store.claim(history.now + MINUTE, 9, 60) == []
    assert [k.keadaan for k in store.list_outbox()] == [Keadaan.GAGAL, Keadaan.DITAHAN]
    assert store.counts(history.now).keluar == {"gagal": 1, "ditahan": 1}
    assert store.requeue(1, history.now) and store.requeue(2, history.now)
    assert len(store.claim(history.now, 9, 60)) == 2


def test_a_letter_being_sent_is_not_queued_again(history, store):
    queue(store, history, 1)
    store.claim(history.now, 1, 60)
    assert not store.requeue(1, history.now + timedelta(seconds=5))
    assert not store.requeue(404, history.now)


def test_lists_filter_and_give_the_newest(history, store):
    queue(store, history, 4)
    store.mark_sent(2, history.now)
    assert [k.id for k in store.list_outbox(limit=2)] == [3, 4]
    assert [k.id for k in store.list_outbox(keadaan=Keadaan.TERKIRIM)] == [2]
    assert store.list_outbox(kasus="SKW-2026-0001") == []
    found = store.letter("<surat-002@contoh.go.id>")
    assert found is not None and found.id == 3
    assert store.letter_bytes(3) == history.letter("surat-002").raw
    assert (store.letter("<tidak>"), store.letter_bytes(99), store.outbox(99)) == (None, None, None)


def test_a_thread_holds_the_letters_of_one_case_to_one_person(history, store):
    request = history.request()
    store.commit(replace(request, surat=(history.letter("a", index="T1"), history.letter("b", untuk="lain@x.id"))))
    store.commit(Record(history.now, case=request.case, surat=(history.letter("c", index="T2"), history.letter("d"))))
    nomor = request.case.nomor
    expected = Utas(("<a@contoh.go.id>", "<c@contoh.go.id>", "<d@contoh.go.id>"), "T2", "a")
    assert store.thread(nomor, history.admin) == expected
    assert store.thread(nomor, "lain@x.id") == Utas(("<b@contoh.go.id>",), "", "b")
    assert store.thread(nomor, "siapa@x.id") == Utas()


def test_the_subject_of_a_thread_stays_that_of_its_first_letter(history, store):
    request = history.request()
    first = replace(history.letter("a"), subjek="[SIKUWAS SKW-2026-0001] Aset")
    store.commit(replace(request, surat=(first,)))
    store.commit(Record(history.now, case=request.case, surat=(replace(history.letter("b"), subjek="lain"),)))
    assert store.thread(request.case.nomor, history.admin).subjek == "[SIKUWAS SKW-2026-0001] Aset"


def test_processes_and_threads_never_claim_a_letter_twice(history, store, opened, url):
    queue(store, history, 150)
    command = [sys.executable, "-c", CLAIMER, url, history.now.isoformat()]
    others = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    mine: list[int] = []

    def take() -> None:
        own = opened()
        while queued := own.claim(history.now, 3, 60):
            mine.extend(q.id for q in queued)

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    theirs = [int(line) for other in others for line in other.communicate(timeout=60)[0].split()]
    for thread in threads:
        thread.join()
    assert [other.returncode for other in others] == [0, 0]
    assert sorted(mine + theirs) == list(range(1, 151))


@pytest.mark.parametrize(
    "ask",
    [
        lambda store, now: store.due_cases(now),
        lambda store, now: store.next_due(),
        lambda store, now: store.claim(now, 10, 60),
        lambda store, now: store.seen("a", "INBOX", 1, 1),
        lambda store, now: store.unseen("a", "INBOX", 1, [1, 2]),
        lambda store, now: store.high_water("a", "INBOX", 1),
        lambda store, now: store.seen_sha("0"),
        lambda store, now: store.events("SKW-2026-0001"),
        lambda store, now: store.thread("SKW-2026-0001", "a@b.id"),
        lambda store, now: store.letters("SKW-2026-0001"),
        lambda store, now: store.answered_since("a@b.id", "bantuan", now),
        lambda store, now: store.answers_since(now),
        lambda store, now: store.letter("<x>"),
    ],
)
def test_what_is_asked_often_is_answered_by_an_index(history, store, file, ask):
    store.commit(history.request())
    asked: list[tuple[str, object]] = []

    def note(_connection, _cursor, statement, parameters, _context, many):
        if not many and statement.startswith(("SELECT", "UPDATE")):
            asked.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        ask(store, history.now)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    with sqlite3.connect(file) as db:
        plans = [step[3] for s, p in asked for step in db.execute(f"EXPLAIN QUERY PLAN {s}", p)]
    assert plans and any("INDEX" in step for step in plans)
    assert not [step for step in plans if step.startswith("SCAN") or "TEMP B-TREE" in step]
