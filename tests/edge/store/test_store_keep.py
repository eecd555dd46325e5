"""Lease, marks and counts that outlive the process."""

from datetime import timedelta

from sikuwas_mail.edge.store import KARANTINA, Record

HOUR = timedelta(hours=1)


def test_a_lease_has_one_holder_until_it_ends(history, store, opened):
    other = opened()
    assert store.acquire("utama", "a", history.now, 60)
    assert store.acquire("utama", "a", history.now, 60)
    assert not other.acquire("utama", "b", history.now, 60)
    assert other.leased_to("utama", history.now) == "a"
    assert other.acquire("utama", "b", history.now + HOUR, 60)
    assert not store.renew("utama", "a", history.now + HOUR, 60)
    assert other.renew("utama", "b", history.now + HOUR, 60)


def test_only_its_holder_gives_a_lease_back(history, store):
    store.acquire("utama", "a", history.now, 60)
    store.release("utama", "b")
    assert store.leased_to("utama", history.now) == "a"
    store.release("utama", "a")
    assert store.leased_to("utama", history.now) == ""
    assert store.acquire("utama", "b", history.now, 60)


def test_marks_are_json_and_the_last_one_counts(store, opened):
    assert store.get("detak") is None
    store.put("detak", {"waktu": "2026-11-23T08:00:00+07:00", "n": [1, None, "é"]})
    store.put("detak", {"n": 2})
    assert opened().get("detak") == {"n": 2}


def test_tries_count_across_restarts_and_end_with_the_outcome(history, store, opened):
    sha = history.masuk(1).sha256
    assert store.note_attempt(sha, history.now) == 1
    assert store.note_attempt(sha, history.now, "IndexError") == 2
    store.close()
    again = opened()
    assert again.attempts(sha) == (2, "IndexError")
    assert again.note_attempt(sha, history.now, "IndexError") == 3
    again.commit(Record(history.now, history.masuk(1, hasil=KARANTINA)))
    assert again.attempts(sha) == (0, "")
    assert again.counts(history.now).masuk == {KARANTINA: 1}


def test_the_inbox_lists_oldest_first_and_the_newest_of_many(history, store):
    for n in range(1, 5):
        store.commit(Record(history.now, history.masuk(n, hasil="asing" if n % 2 else "permohonan")))
    assert [m.uid for m in store.list_inbox(2)] == [3, 4]
    assert [m.uid for m in store.list_inbox(hasil="asing")] == [1, 3]
    assert store.list_inbox(since=history.now + HOUR) == []
    assert store.inbox(99) is None


def test_thousands_of_uids_are_asked_in_one_call(history, store):
    store.commit_all([Record(history.now, history.masuk(n)) for n in (1, 700, 2999)])
    unseen = store.unseen("a@contoh.go.id", "INBOX", 2**32 - 1, list(range(1, 3001)))
    assert len(unseen) == 2997 and not {1, 700, 2999} & set(unseen)
