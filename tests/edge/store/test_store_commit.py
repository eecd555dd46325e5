"""One decision is one transaction: all of it is there, or nothing."""

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sikuwas_mail.core.events import DokumenDisusun, KlarifikasiDiminta, NomorDibatalkan
from sikuwas_mail.core.sop import Dokumen, Langkah, Status
from sikuwas_mail.edge.store import AlreadySeen, Arah, Conflict, DokumenBaru, Record, RecordRefused, Store

TABLES = ("surat_masuk", "peristiwa", "kasus", "tugas", "dokumen", "nomor_naskah", "surat_keluar", "jawaban_otomatis")


def rows(file: Path) -> dict[str, int]:
    with sqlite3.connect(file) as db:
        return {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES}


def test_a_case_is_the_fold_of_its_journal_after_reopening(history, store, opened):
    record = history.request()
    store.commit(record)
    assert opened().case("SKW-2026-0001") == record.case
    assert [n for n, _ in store.events("SKW-2026-0001")] == [1, 2, 3, 4]
    assert [e for _, e in store.events("SKW-2026-0001")] == list(record.events)


def test_a_cached_case_goes_on_with_events_another_connection_wrote(history, store, opened):
    first = history.request()
    store.commit(first)
    assert store.case("SKW-2026-0001") == first.case
    second = history.forward(first.case, 7)
    opened().commit(second)
    assert store.case("SKW-2026-0001") == second.case


def test_an_unknown_case_is_none(store):
    assert store.case("SKW-2026-0009") is None
    assert store.events("SKW-2026-0009") == []


def test_everything_of_a_decision_can_be_read_back(history, store):
    record = replace(history.request(), jawaban_otomatis=(("pemohon@contoh.go.id", "bantuan"),))
    row = store.inbox(store.commit(record))
    assert row is not None and (row.hasil, row.kasus, row.diterima) == ("permohonan", "SKW-2026-0001", history.now)
    listed = store.list_cases(history.now)[0]
    assert (listed.nomor, listed.status, listed.langkah) == ("SKW-2026-0001", Status.BERJALAN, record.case.langkah)
    assert (listed.pemegang, listed.terlambat, listed.topik) == ((history.admin,), False, "Pengadaan")
    assert [(d.jenis, d.berkas, d.versi) for d in store.documents("SKW-2026-0001")] == [
        (Dokumen.FORMULIR, "formulir.docx", 1)
    ]
    assert [(s.arah, s.alamat) for s in store.letters("SKW-2026-0001")] == [
        (Arah.MASUK, "pemohon@contoh.go.id"),
        (Arah.KELUAR, history.admin),
        (Arah.KELUAR, "pemohon@contoh.go.id"),
    ]
    assert store.answered_since("pemohon@contoh.go.id", "bantuan", history.now) == 1
    assert store.answers_since(history.now + timedelta(seconds=1)) == 0


def test_an_open_case_past_its_deadline_is_late(history, store):
    store.commit(history.request())
    later = history.now + timedelta(hours=1)
    assert store.list_cases(later)[0].terlambat
    assert (store.counts(later).kasus_terbuka, store.counts(later).terlambat) == (1, 1)
    assert store.counts(history.now).terlambat == 0


def test_an_invalid_letter_leaves_nothing_of_its_decision(history, store, file):
    store.commit(history.request(1))
    before = rows(file)
    bad = history.request(2)
    stolen = replace(bad.surat[1], message_id="<SKW-2026-0001.1@contoh.go.id>")
    with pytest.raises(RecordRefused):
        store.commit(replace(bad, surat=(bad.surat[0], stolen)))
    assert rows(file) == before
    assert store.case("SKW-2026-0002") is None


def test_two_deciders_at_once_one_wins_and_the_other_is_told(history, store):
    request = history.request()
    store.commit(request)
    store.commit(history.forward(request.case, 7))
    with pytest.raises(Conflict) as told:
        store.commit(history.forward(request.case, 8))
    assert told.value.nomor == "SKW-2026-0001"
    assert store.seen_sha(history.masuk(8).sha256) is None
    assert len(store.events("SKW-2026-0001")) == 5


def test_a_number_of_a_case_is_given_once(history, store):
    store.commit(history.request(1))
    again = replace(history.request(1), masuk=history.masuk(99), surat=(), dokumen=())
    with pytest.raises(Conflict):
        store.commit(again)


def test_a_message_is_recorded_once_by_its_bytes_and_by_its_place(history, store):
    store.commit(Record(history.now, history.masuk(5)))
    moved = replace(history.masuk(5), uid=6)
    with pytest.raises(AlreadySeen):
        store.commit(Record(history.now, moved))
    with pytest.raises(AlreadySeen):
        store.commit(Record(history.now, replace(history.masuk(5), sha256="f" * 64)))
    place = ("a@contoh.go.id", "INBOX", 2**32 - 1)
    assert store.seen(*place, 5) == store.seen_sha(history.masuk(5).sha256)
    assert store.seen(*place, 6) is None
    assert store.unseen(*place, [4, 5, 6]) == [4, 6]
    assert store.high_water(*place) == 5


def test_messages_without_a_place_do_not_clash(history, store):
    for n in (1, 2):
        store.commit(Record(history.now, replace(history.masuk(n), uid=None, uidvalidity=None)))
    assert len(store.list_inbox()) == 2


def test_a_decision_anew_replaces_the_outcome_of_its_row(history, store):
    row = store.commit(Record(history.now, history.masuk(5, hasil="karantina")))
    assert store.counts(history.now).karantina == 1
    assert store.commit(Record(history.now, history.masuk(5, hasil="asing"), ulang=row)) == row
    assert [m.hasil for m in store.list_inbox()] == ["asing"]
    with pytest.raises(RecordRefused):
        store.commit(Record(history.now, history.masuk(6), ulang=row + 1))


def test_naive_times_are_refused_wherever_they_stand(history, store, file):
    naive = datetime(2026, 11, 23, 8, 0)  # noqa: DTZ001 (the point of the test)
    request = history.request()
    with pytest.raises(RecordRefused):
        store.commit(replace(request, waktu=naive))
    with pytest.raises(RecordRefused):
        store.commit(replace(request, periksa=naive))
    with pytest.raises(RecordRefused):
        store.commit(replace(request, events=(replace(request.events[0], waktu=naive), *request.events[1:])))
    assert set(rows(file).values()) == {0}


def test_text_of_strangers_never_stops_a_commit(history, store):
    odd = "a\ud800b\0c"
    masuk = replace(history.masuk(1), subjek=odd, dari=odd, message_id=odd, alasan=odd)
    request = history.request()
    event = history.event(Langkah.PENERUSAN, KlarifikasiDiminta(odd, odd), odd)
    case = history.after(request.case, event)
    store.commit(Record(history.now, masuk, events=(*request.events, event), case=case))
    assert store.list_inbox()[0].subjek == "a?b\N{REPLACEMENT CHARACTER}c"
    assert store.case("SKW-2026-0001").urut == 5
    assert store.verify_chain() is None


def test_values_no_column_holds_are_refused_not_raised_raw(history, store):
    with pytest.raises(RecordRefused):
        store.commit(Record(history.now, replace(history.masuk(1), uid=2**70)))
    with pytest.raises(RecordRefused):
        store.commit(Record(history.now, replace(history.masuk(1), hasil="\ud800")))


def test_a_letter_of_the_same_key_is_queued_once(history, store):
    store.commit(history.request())
    case = store.case("SKW-2026-0001")
    again = (history.letter("lain", kunci="tugas"), history.letter("baru", kunci="pengingat-1"))
    store.commit(Record(history.now, case=case, surat=(*again, *again)))
    assert [k.kunci for k in store.list_outbox(kasus="SKW-2026-0001")] == [
        "tugas",
        "<SKW-2026-0001.2@contoh.go.id>",
        "pengingat-1",
    ]


def test_events_without_a_case_and_documents_without_a_case_are_refused(history, store):
    request = history.request()
    with pytest.raises(RecordRefused):
        store.commit(replace(request, case=None))
    with pytest.raises(RecordRefused):
        store.commit(Record(history.now, dokumen=(DokumenBaru(Dokumen.FORMULIR, 1, "a", "b"),)))


@pytest.mark.parametrize("nomor", ["", "SKW", "SKW-2026", "SKW-2026-x", "SKW-²-1"])
def test_a_ticket_number_of_another_shape_is_refused(history, store, nomor):
    request = history.request()
    with pytest.raises(RecordRefused):
        store.commit(replace(request, case=replace(request.case, nomor=nomor)))


def test_in_a_batch_a_refused_record_harms_no_other(history, store):
    records = [history.request(1), history.request(1), history.request(2)]
    first, second, third = store.commit_all(records)
    assert isinstance(second, AlreadySeen)
    assert isinstance(first, int) and isinstance(third, int)
    assert [c.nomor for c in store.list_cases(history.now)] == ["SKW-2026-0001", "SKW-2026-0002"]
    assert store.verify_chain() is None


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────
def document(history, urut: int, *, versi: int = 1, tahun: int = 2026):
    isi = DokumenDisusun(Dokumen.SURAT_TUGAS, versi, f"700/{urut}/416-060/{tahun}", urut, tahun)
    return history.event(Langkah.PENUGASAN, isi)


def numbered(history, store: Store, n: int, *events) -> None:
    request = replace(history.request(n), klasifikasi="700")
    if known := store.case(request.case.nomor):
        store.commit(Record(history.now, events=events, case=history.after(known, *events), klasifikasi="700"))
        return
    store.commit(replace(request, events=(*request.events, *events), case=history.after(request.case, *events)))


def test_next_numbers_count_by_year(history, store):
    assert store.next_case_numbers() == {}
    for n, tahun in ((1, 2026), (2, 2026), (1, 2027)):
        store.commit(history.request(n, tahun=tahun))
    assert store.next_case_numbers() == {2026: 3, 2027: 2}
    assert store.next_ledger_numbers("700") == {}
    numbered(history, store, 3, document(history, 1), document(history, 2, tahun=2027))
    assert store.next_ledger_numbers("700") == {2026: 2, 2027: 3}
    assert store.next_ledger_numbers("800") == {}


def test_a_document_number_is_never_given_to_two_cases(history, store):
    numbered(history, store, 1, document(history, 1))
    with pytest.raises(Conflict):
        numbered(history, store, 2, document(history, 1))
    assert store.case("SKW-2026-0002") is None


def test_a_cancelled_number_stays_taken(history, store, file):
    numbered(history, store, 1, document(history, 1))
    cancelled = NomorDibatalkan("700/1/416-060/2026", "diganti")
    numbered(history, store, 1, history.event(Langkah.PENUGASAN, cancelled), document(history, 2, versi=2))
    assert store.next_ledger_numbers("700") == {2026: 3}
    with sqlite3.connect(file) as db:
        told = db.execute("SELECT urut, keadaan, alasan FROM nomor_naskah ORDER BY urut").fetchall()
    assert told == [(1, "batal", "diganti"), (2, "dipakai", "")]


def test_a_later_version_of_a_document_keeps_its_number(history, store):
    numbered(history, store, 1, document(history, 1))
    numbered(history, store, 1, document(history, 1, versi=2))
    assert store.next_ledger_numbers("700") == {2026: 2}


# ── the chain ────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("tamper", "first_bad"),
    [
        ("UPDATE peristiwa SET oleh='lain' WHERE id=3", 3),
        ("UPDATE peristiwa SET waktu='2020-01-01 00:00:00.000000' WHERE id=2", 2),
        ("UPDATE peristiwa SET isi=replace(isi,'II','III') WHERE id=2", 2),
        ("DELETE FROM peristiwa WHERE id=5", 6),
        ("UPDATE peristiwa SET kasus='SKW-2026-0002', urut=9 WHERE id=4", 4),
    ],
)
def test_a_changed_journal_betrays_itself(history, store, file, tamper, first_bad):
    store.commit_all([history.request(1), history.request(2)])
    assert store.verify_chain() is None
    with sqlite3.connect(file) as db:
        db.execute(tamper)
    broken = store.verify_chain()
    assert broken is not None and broken.id == first_bad


# ── clocks ───────────────────────────────────────────────────────────────────────────────────────
def test_cases_are_due_when_their_next_look_is(history, store):
    store.commit(history.request())
    due = history.now + timedelta(minutes=10)
    assert store.next_due() == due
    assert store.due_cases(due - timedelta(seconds=1)) == []
    assert store.due_cases(due) == ["SKW-2026-0001"]
    store.commit(Record(history.now, case=store.case("SKW-2026-0001"), surat=(history.letter("status"),)))
    assert store.due_cases(due) == ["SKW-2026-0001"], "an answer that decides nothing leaves the clock alone"
    store.look_again("SKW-2026-0001", due + timedelta(minutes=1))
    assert store.due_cases(due) == []
    store.commit(Record(history.now, case=store.case("SKW-2026-0001"), periksa=due))
    assert store.due_cases(due) == ["SKW-2026-0001"]
    store.look_again("SKW-2026-0001", None)
    assert store.due_cases(due) == [] and store.next_due() is None
