"""The store: what the program may ask of its database; every write is one transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self, TypeVar

from sqlalchemy import Connection

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.events import Event
from sikuwas_mail.core.outgoing import Utas
from sikuwas_mail.core.sop import Status
from sikuwas_mail.edge.store import audit, backup, inbox, journal, keep, outbox, queries, schema
from sikuwas_mail.edge.store.engine import Database
from sikuwas_mail.edge.store.errors import RecordRefused
from sikuwas_mail.edge.store.record import look_again, write
from sikuwas_mail.edge.store.values import (
    ChainBreak,
    Counts,
    DokumenTersimpan,
    KasusRingkas,
    Keadaan,
    Keluar,
    Masuk,
    Queued,
    Record,
    Sizes,
    Step,
    Surat,
)

T = TypeVar("T")
_CACHED = 256  # cases kept folded


class Store:
    """One database. Errors of every method: StoreError and its kinds (see errors.py)."""

    def __init__(self, database: Database) -> None:
        """Use `Store.open`."""
        self._db = database
        self._folded: dict[str, Case] = {}

    @classmethod
    def open(cls, url: str, *, readonly: bool = False) -> Self:
        """Open a migrated database (`migrate(url)` first); a writer also has its pages checked."""
        database = Database(url, readonly=readonly)
        try:
            if not readonly:
                schema.require_sound(database)
            schema.require_current(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Give back the connection."""
        self._db.close()

    # ── decisions ────────────────────────────────────────────────────────────────────────────────
    def commit(self, record: Record) -> int:
        """Store one decision; id of its inbox row (0 without). Conflict, AlreadySeen, RecordRefused: nothing stays."""
        with self._db.writing() as c:
            return write(c, record)

    def commit_together(self, records: Sequence[Record]) -> None:
        """Several records that are one decision: all of them or none."""
        with self._db.writing() as c:
            for record in records:
                write(c, record)

    def commit_all(self, records: Sequence[Record]) -> list[int | RecordRefused]:
        """Several decisions in one transaction; one that is refused comes back as its fault and harms no other."""
        with self._db.writing() as c:
            return [self._tried(c, record) for record in records]

    def _tried(self, connection: Connection, record: Record) -> int | RecordRefused:
        try:
            with self._db.savepoint(connection):
                return write(connection, record)
        except RecordRefused as refused:
            return refused

    @contextmanager
    def together(self) -> Iterator[None]:
        """All that this thread does inside is kept in one transaction at its end, or not at all.

        A single commit inside may still be refused alone. For a batch of decisions, each seeing those before it.
        """
        try:
            with self._db.together():
                yield
        except BaseException:
            self._folded.clear()  # cases folded from events that are no more
            raise

    # ── cases ────────────────────────────────────────────────────────────────────────────────────
    def case(self, nomor: str) -> Case | None:
        """The case as its journal tells it."""
        known = self._folded.pop(nomor, None)
        with self._db.reading() as c:
            told = journal.events(c, nomor, known.urut if known else 0)
        case = journal.fold(known, told)
        if case:
            self._folded[nomor] = case
        while len(self._folded) > _CACHED:
            del self._folded[next(iter(self._folded))]
        return case

    def events(self, nomor: str) -> list[tuple[int, Event]]:
        """The journal of a case: (number from 1, event), oldest first."""
        return self._read(lambda c: journal.events(c, nomor))

    def due_cases(self, now: datetime) -> list[str]:
        """Cases some clock of which may have run out."""
        return self._read(lambda c: queries.due_cases(c, now))

    def look_again(self, nomor: str, periksa: datetime | None) -> None:
        """A case was looked at and nothing was due: look again then; None: never."""
        self._write(lambda c: look_again(c, nomor, periksa))

    def next_due(self) -> datetime | None:
        """The next instant at which a case must be looked at."""
        return self._read(queries.next_due)

    def list_cases(
        self, now: datetime, *, status: Status | None = None, pemohon: str | None = None
    ) -> list[KasusRingkas]:
        """Cases by number."""
        return self._read(lambda c: queries.list_cases(c, now, status, pemohon))

    def case_row(self, nomor: str, now: datetime) -> KasusRingkas | None:
        """One case as lists show it."""
        return self._read(lambda c: queries.one_case(c, nomor, now))

    def documents(self, nomor: str) -> list[DokumenTersimpan]:
        """Documents of a case, in the order they were made."""
        return self._read(lambda c: queries.documents(c, nomor))

    def letters(self, nomor: str) -> list[Surat]:
        """Letters in and out of a case, by time."""
        return self._read(lambda c: queries.letters(c, nomor))

    def next_case_numbers(self) -> Mapping[int, int]:
        """Year -> next ticket number; a year without cases is absent (its first is 1)."""
        return self._read(queries.next_case_numbers)

    def next_ledger_numbers(self, klasifikasi: str) -> Mapping[int, int]:
        """Year -> next number of the ledger; a year without numbers is absent."""
        return self._read(lambda c: queries.next_ledger_numbers(c, klasifikasi))

    def ledger_numbers(self, klasifikasi: str) -> frozenset[tuple[int, int]]:
        """(year, running number) of every number ever given, cancelled ones too."""
        return self._read(lambda c: queries.ledger_numbers(c, klasifikasi))

    def counts(self, now: datetime) -> Counts:
        """Figures of `status` and of the daily proof."""
        return self._read(lambda c: queries.counts(c, now))

    def sizes(self) -> Sizes:
        """How many mails and letters there ever were, for the daily proof."""
        return self._read(audit.sizes)

    def steps(self) -> list[Step]:
        """The decisions of the journal in the order they were made."""
        return self._read(audit.steps)

    def verify_chain(self) -> ChainBreak | None:
        """The first journal row that is not what was written, or None."""
        return self._read(journal.verify)

    def journal_head(self) -> tuple[int, str]:
        """Number and fingerprint of the last journal row: kept elsewhere, they prove that nothing was cut off."""
        return self._read(journal.head)

    def journal_holds(self, number: int, sidik: str) -> bool:
        """Whether a row that was noted elsewhere still stands."""
        return self._read(lambda c: journal.holds(c, number, sidik))

    def aliases(self) -> list[tuple[str, str]]:
        """(address, whose) of every address that Admin confirmed, oldest first."""
        return [(t.alamat, t.milik) for t in self._read(journal.taught)]

    # ── inbox ────────────────────────────────────────────────────────────────────────────────────
    def seen(self, akun: str, folder: str, uidvalidity: int, uid: int) -> Masuk | None:
        """The inbox row of a message by its place."""
        return self._read(lambda c: inbox.seen(c, akun, folder, uidvalidity, uid))

    def seen_sha(self, sha256: str) -> Masuk | None:
        """The inbox row of a message by its bytes."""
        return self._read(lambda c: inbox.seen_sha(c, sha256))

    def inbox(self, row_id: int) -> Masuk | None:
        """One inbox row."""
        return self._read(lambda c: inbox.one(c, row_id))

    def inbox_by_message_id(self, message_id: str) -> list[Masuk]:
        """The inbox rows that name a Message-ID, oldest first."""
        return self._read(lambda c: inbox.by_message_id(c, message_id))

    def unseen(self, akun: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> list[int]:
        """Those UIDs that have no row yet."""
        return self._read(lambda c: inbox.unseen(c, akun, folder, uidvalidity, uids))

    def high_water(self, akun: str, folder: str, uidvalidity: int) -> int:
        """The highest UID committed; 0 when none was. Messages below it may still be without an outcome."""
        return self._read(lambda c: inbox.high_water(c, akun, folder, uidvalidity))

    def list_inbox(
        self, limit: int | None = None, since: datetime | None = None, *, hasil: str | None = None
    ) -> list[Masuk]:
        """Inbox rows oldest first; the newest `limit` of those received since."""
        return self._read(lambda c: inbox.listed(c, limit, since, hasil))

    def note_attempt(self, sha256: str, now: datetime, galat: str = "") -> int:
        """Count one more try at a message before its outcome stands; tries so far, across restarts."""
        return self._write(lambda c: inbox.note_attempt(c, sha256, now, galat))

    def note_attempts(self, sidik: Sequence[str], now: datetime) -> dict[str, int]:
        """The same for several messages in one transaction; tries so far by SHA-256."""
        return self._write(lambda c: inbox.note_attempts(c, sidik, now))

    def attempts(self, sha256: str) -> tuple[int, str]:
        """Tries so far and the last fault. A commit of the message ends the count."""
        return self._read(lambda c: inbox.attempts(c, sha256))

    # ── outbox ───────────────────────────────────────────────────────────────────────────────────
    def claim(self, now: datetime, limit: int, lease_seconds: float) -> list[Queued]:
        """Take due letters; nobody else gets them before the lease ends. `ragu`: look before sending again."""
        return self._write(lambda c: outbox.claim(c, now, limit, timedelta(seconds=lease_seconds)))

    def release_claims(self, now: datetime) -> int:
        """The one sender starts anew: what its predecessor held is due again, in doubt."""
        return self._write(lambda c: outbox.release(c, now))

    def mark_sent(self, row_id: int, now: datetime) -> None:
        """The server took the letter."""
        self.mark_all_sent({row_id: now})

    def mark_all_sent(self, sent: Mapping[int, datetime]) -> None:
        """The server took these letters (row -> when)."""
        self._write(lambda c: outbox.mark_sent(c, sent))

    def retry_later(self, row_id: int, when: datetime, galat: str, *, ragu: bool = False) -> None:
        """Try again at `when`; `ragu`: the server may have taken it all the same."""
        self._write(lambda c: outbox.retry_later(c, row_id, when, galat, ragu=ragu))

    def fail(self, row_id: int, galat: str) -> None:
        """Give a letter up."""
        self._write(lambda c: outbox.fail(c, row_id, galat))

    def hold(self, row_id: int, alasan: str = "") -> None:
        """Keep a letter back until somebody says so."""
        self._write(lambda c: outbox.hold(c, row_id, alasan))

    def readdress(self, row_id: int, kepada: str, now: datetime) -> None:
        """The same letter to another address of the same person, due now."""
        self._write(lambda c: outbox.readdress(c, row_id, kepada, now))

    def requeue(self, row_id: int, now: datetime) -> bool:
        """Due now; False when it was sent, is being sent or does not exist."""
        return self._write(lambda c: outbox.requeue(c, row_id, now))

    def list_outbox(
        self, *, keadaan: Keadaan | None = None, kasus: str | None = None, limit: int | None = None
    ) -> list[Keluar]:
        """Outbox rows oldest first; the newest `limit` of them."""
        return self._read(lambda c: outbox.listed(c, keadaan, kasus, limit))

    def outbox(self, row_id: int) -> Keluar | None:
        """One outbox row."""
        return self._read(lambda c: outbox.one(c, row_id))

    def letter(self, message_id: str) -> Keluar | None:
        """The letter of ours with that Message-ID."""
        return self._read(lambda c: outbox.by_message_id(c, message_id))

    def letter_bytes(self, row_id: int) -> bytes | None:
        """The final bytes of a letter."""
        return self._read(lambda c: outbox.raw(c, row_id))

    def thread(self, kasus: str, untuk: str) -> Utas:
        """The thread of a case with one person."""
        return self._read(lambda c: outbox.thread(c, kasus, untuk))

    # ── of itself ────────────────────────────────────────────────────────────────────────────────
    def answered_since(self, alamat: str, jenis: str, since: datetime) -> int:
        """Automatic answers of a kind to one address since then."""
        return self._read(lambda c: keep.answered_since(c, alamat, jenis, since))

    def answers_to(self, alamat: Sequence[str], since: datetime) -> list[tuple[str, str, datetime]]:
        """(address, kind, time) of the automatic answers to some addresses since then."""
        return self._read(lambda c: keep.answers_to(c, alamat, since))

    def answers_since(self, since: datetime) -> int:
        """Automatic answers to anybody since then."""
        return self._read(lambda c: keep.answers_since(c, since))

    def put(self, kunci: str, nilai: object) -> None:
        """Remember a JSON value (heartbeat, alarms given)."""
        self._write(lambda c: keep.put_mark(c, kunci, nilai))

    def get(self, kunci: str) -> object:
        """The value remembered, or None."""
        return self._read(lambda c: keep.get_mark(c, kunci))

    def acquire(self, nama: str, pemilik: str, now: datetime, seconds: float) -> bool:
        """Take or keep a lease; False while another holds it."""
        return self._write(lambda c: keep.acquire(c, nama, pemilik, now, timedelta(seconds=seconds)))

    def renew(self, nama: str, pemilik: str, now: datetime, seconds: float) -> bool:
        """Keep a lease; False when it was lost."""
        return self._write(lambda c: keep.renew(c, nama, pemilik, now, timedelta(seconds=seconds)))

    def release(self, nama: str, pemilik: str) -> None:
        """Give a lease back."""
        self._write(lambda c: keep.release(c, nama, pemilik))

    def leased_to(self, nama: str, now: datetime) -> str:
        """Who holds a lease; empty: nobody."""
        return self._read(lambda c: keep.holder(c, nama, now))

    def backup(self, to: Path) -> None:
        """A whole, checked copy of the running database in one file."""
        backup.backup(self._db, to)

    def _read(self, ask: Callable[[Connection], T]) -> T:
        with self._db.reading() as c:
            return ask(c)

    def _write(self, change: Callable[[Connection], T]) -> T:
        with self._db.writing() as c:
            return change(c)
