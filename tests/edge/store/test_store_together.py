"""A batch of decisions is one transaction: later ones see earlier ones, one that is refused harms no other."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from sikuwas_mail.edge.store import AlreadySeen, Store, StoreUnavailable


def test_a_batch_is_one_commit_and_each_decision_sees_the_ones_before(store: Store, history: Any) -> None:
    commits = []
    event.listen(store._db._engine, "commit", lambda _: commits.append(1))
    with store.together():
        for n in range(1, 6):
            assert store.next_case_numbers().get(2026, 1) == n
            store.commit(history.request(n))
            assert store.case(f"SKW-2026-{n:04}") is not None
    assert len(commits) == 1
    assert len(store.list_cases(history.now)) == 5


def test_one_that_is_refused_harms_no_other(store: Store, history: Any) -> None:
    with store.together():
        store.commit(history.request(1))
        with pytest.raises(AlreadySeen):
            store.commit(replace(history.request(2), masuk=history.request(1).masuk))
        store.commit(history.request(3))
    assert [k.nomor for k in store.list_cases(history.now)] == ["SKW-2026-0001", "SKW-2026-0003"]


def test_what_was_taken_back_is_not_remembered(store: Store, history: Any) -> None:
    with pytest.raises(RuntimeError), store.together():
        store.commit(history.request(1))
        assert store.case("SKW-2026-0001") is not None
        raise RuntimeError
    assert store.case("SKW-2026-0001") is None
    assert store.list_outbox() == [] and store.list_inbox() == []


def test_another_thread_waits_for_the_batch_and_then_sees_all_of_it(store: Store, history: Any) -> None:
    seen: list[int] = []
    started = threading.Event()

    def look() -> None:
        started.set()
        seen.append(len(store.list_cases(history.now)))

    other = threading.Thread(target=look)
    with store.together():
        store.commit(history.request(1))
        other.start()
        started.wait(2)
        store.commit(history.request(2))
    other.join(5)
    assert seen == [2]


def test_a_reader_has_no_batches(store: Store, opened: Callable[..., Store]) -> None:
    with pytest.raises(StoreUnavailable), opened(readonly=True).together():
        pass
