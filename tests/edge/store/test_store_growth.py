"""What is asked for every mail, tick and look costs the same, however many cases there ever were.

Counted in steps of SQLite's virtual machine, so that a busy machine changes nothing.
"""

import pytest
from filling import fill

ASKED = {
    "next ticket": lambda s, now: s.next_case_numbers(),
    "next number": lambda s, now: s.next_ledger_numbers("700"),
    "due cases": lambda s, now: s.due_cases(now),
    "next due": lambda s, now: s.next_due(),
    "case": lambda s, now: s.case_row("SKW-2025-0009", now),
    "journal of a case": lambda s, now: s.events("SKW-2025-0009"),
    "answers to one": lambda s, now: s.answers_to(["p9@opd.example", "*"], now),
    "answers to all": lambda s, now: s.answers_since(now),
    "mail by place": lambda s, now: s.unseen("kotak@contoh.example", "INBOX", 1, [9, 10, 11]),
    "mail by bytes": lambda s, now: s.seen_sha(f"{9:064x}"),
    "letter by id": lambda s, now: s.letter("<k9@contoh.example>"),
    "thread": lambda s, now: s.thread("SKW-2025-0009", "a@b.example"),
    "documents": lambda s, now: s.documents("SKW-2025-0009"),
    "outbox": lambda s, now: s.claim(now, 20, 60.0),
    "request": lambda s, now: s.note_attempts(["f" * 64], now),
    "outbox list": lambda s, now: s.list_outbox(limit=20),
    "inbox list": lambda s, now: s.list_inbox(20),
}


def steps(store, ask, now) -> int:
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    with store._db.reading() as c:
        raw = c.connection.driver_connection
    raw.set_progress_handler(count, 1)
    try:
        ask(store, now)
    finally:
        raw.set_progress_handler(None, 0)
    return counted


def test_no_question_of_every_day_grows_with_the_cases(history, store, file):
    fill(file, 1, 50)
    few = {name: steps(store, ask, history.now) for name, ask in ASKED.items()}
    fill(file, 51, 5000)
    many = {name: steps(store, ask, history.now) for name, ask in ASKED.items()}
    assert {n: (few[n], many[n]) for n in ASKED if many[n] > few[n] * 1.2 + 5} == {}


@pytest.mark.parametrize("size", [50, 2000])
def test_a_commit_does_not_grow_with_the_cases(history, store, file, size):
    fill(file, 1, size)
    found = steps(store, lambda s, _: s.commit(history.request(1)), history.now)
    assert found < 12_000
