"""Receive, remind, deliver: the one place that catches broadly, once per message, so that bad mail stops nothing.

A mail passes archive -> commit (row, events, papers, letters) -> move; a letter passes claim -> send -> copy -> mark.
"""

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog

from sikuwas_mail.core.decide import Hasil, decide, tick
from sikuwas_mail.core.outgoing import TemplateFault
from sikuwas_mail.edge.archive import ArchiveUnavailable
from sikuwas_mail.edge.smtp import Submission
from sikuwas_mail.edge.store import (
    AlreadySeen,
    Conflict,
    Masuk,
    MasukBaru,
    Record,
    StoreCorrupt,
    StoreUnavailable,
)
from sikuwas_mail.office import (
    attachments,
    batch,
    boards,
    console,
    digests,
    mornings,
    recaps,
    strays,
    surveys,
    trial,
    twins,
    workshop,
)
from sikuwas_mail.office.alarms import Alarms
from sikuwas_mail.office.crashpoints import reach
from sikuwas_mail.office.delivery import Copies, Delivery
from sikuwas_mail.office.heading import NAMELESS, Heading, heading
from sikuwas_mail.office.intake import Understood, understand
from sikuwas_mail.office.rooms import Rooms

_TRIES = 3  # of a poisonous message, across restarts
# The world's faults, not the message's: stop taking mail, lose nothing, go on when it is mended.
_WAIT_ALL = (StoreUnavailable, StoreCorrupt, ArchiveUnavailable)
_WAIT = (*_WAIT_ALL, TemplateFault)  # a broken template stops the mails that need it

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message lies: account, folder, UIDVALIDITY, UID."""

    akun: str
    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message: its result, and whether a human must look at it."""

    hasil: Hasil
    kasus: str = ""
    alasan: str = ""
    baru: bool = True  # False: it was recorded before and only has to be moved

    @property
    def perlu_dilihat(self) -> bool:
        """Whether it goes to `folder_periksa`."""
        return self.hasil.perlu_dilihat


class Office:
    """One office. Decisions are made one at a time, whatever thread asks."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.alarms = Alarms(lambda: self.rooms)
        self._delivery = Delivery(lambda: self.rooms, self.alarms)
        self._deciding = threading.Lock()
        self._begun: set[str] = set()  # SHA-256 of messages this process began and did not finish

    def swap(self, rooms: Rooms) -> None:
        """Go on in other rooms, between two decisions."""
        with self._deciding:
            self.rooms = rooms

    # ── receive ──────────────────────────────────────────────────────────────────────────────────
    def receive(self, raw: bytes, now: datetime, place: Place | None = None, terlalu_besar: int = 0) -> Outcome:
        """Give one message its one outcome, committed. Raises only what stops all work (_WAIT).

        `terlalu_besar`: octets of a message whose header block alone was read; it is set aside.
        """
        with self._deciding:
            digest = self.rooms.archive.put(raw, "eml")
            reach("archived")
            known = self.rooms.store.seen_sha(digest)
            if known:
                return _known(known)
            if terlalu_besar:
                reason = f"terlalu besar ({terlalu_besar} bita); hanya kepalanya yang diambil"
                return self._quarantine(digest, now, place, reason)
            return self._tried(raw, digest, now, place)

    def receive_all(self, mails: Sequence[tuple[bytes, Place]], now: datetime) -> list[Outcome | None]:
        """Outcomes of several messages, committed together; None: `receive` it alone. Raises what stops all work."""
        places = {hashlib.sha256(raw).hexdigest(): (raw, place) for raw, place in mails}
        with self._deciding:
            rooms = self.rooms
            try:
                arrived = [batch.Arrived(raw, sidik) for sidik, (raw, _) in places.items()]
                made = batch.decided(
                    rooms, arrived, now, lambda m: self._together(m, now, places[m.sidik][1]), wait=_WAIT_ALL
                )
            except BaseException:
                self.rooms = rooms  # what was learned is taken back, too
                raise
        reach("committed")
        found = dict(zip(places, made, strict=True))
        for sidik, outcome in found.items():
            if outcome and outcome.baru:
                _tell(outcome, sidik)
        return [found.pop(hashlib.sha256(raw).hexdigest(), None) for raw, _ in mails]

    def _together(self, mail: batch.Arrived, now: datetime, place: Place) -> Outcome:
        self.rooms.archive.put(mail.raw, "eml")
        known = self.rooms.store.seen_sha(mail.sidik)
        return _known(known) if known else self._process(mail.raw, mail.sidik, now, place)

    def known(self, akun: str, folder: str, uidvalidity: int, uids: Sequence[int]) -> dict[int, Outcome]:
        """Outcomes of those messages that were committed before, by UID."""
        store = self.rooms.store
        fresh = set(store.unseen(akun, folder, uidvalidity, uids))
        rows = {uid: store.seen(akun, folder, uidvalidity, uid) for uid in uids if uid not in fresh}
        return {uid: _known(row) for uid, row in rows.items() if row}

    def give_up(self, place: Place, reason: str, now: datetime) -> Outcome:
        """Quarantine a message that the server cannot hand over; a note stands in the archive in its stead."""
        note = f"X-Sikuwas-Tempat: {place.akun} {place.folder} {place.uidvalidity} {place.uid}\r\n\r\n{reason}\r\n"
        with self._deciding:
            digest = self.rooms.archive.put(note.encode(), "eml")
            known = self.rooms.store.seen_sha(digest)
            return _known(known) if known else self._quarantine(digest, now, place, f"tidak dapat diambil: {reason}")

    def retry(self, row_id: int, now: datetime) -> Outcome | None:
        """Decide an inbox row anew (`surat retry`) unless it was decided; None where there is nothing to do."""
        with self._deciding:
            row = self.rooms.store.inbox(row_id)
            raw = self.rooms.archive.get(row.sha256) if row else None
            if row is None or raw is None or not Hasil(row.hasil).perlu_dilihat:
                return None
            try:
                outcome = self._process(raw, row.sha256, now, None, row.id)
                _tell(outcome, row.sha256)
                return outcome
            except _WAIT:
                raise
            except Exception as fault:  # noqa: BLE001 - as poisonous as before; the row stands as it was
                log.error("surat.gagal", sha256=row.sha256, galat=_named(fault))
                return None

    def _tried(self, raw: bytes, digest: str, now: datetime, place: Place | None) -> Outcome:
        """Tries are counted before they begin: one that kills the process counts, too.

        Deaths alone prove nothing (a power cut kills the innocent): after three the message is read in a child, and
        only where that dies, too, it is set aside.
        """
        store = self.rooms.store
        begun = 0 if digest in self._begun else store.note_attempt(digest, now)
        self._begun.add(digest)  # until its outcome stands: a full disk does not kill, so it counts once in a life
        reach("noted")
        deadly = trial.deadly(raw) if begun > _TRIES else ""
        if deadly:
            return self._quarantine(digest, now, place, deadly)
        for attempt in range(1, _TRIES + 1):
            try:
                outcome = self._process(raw, digest, now, place)
                self._begun.discard(digest)
                reach("committed")
                _tell(outcome, digest)
                return outcome
            except AlreadySeen:
                known = store.seen_sha(digest)
                return _known(known) if known else Outcome(Hasil.GANDA)
            except _WAIT:
                raise
            except Conflict as fault:  # somebody else was first: read again, decide again
                reason = _named(fault)
            except Exception as fault:  # noqa: BLE001 - the office's one broad catch: once per message
                reason = _named(fault)
                log.error("surat.gagal", sha256=digest, percobaan=attempt, galat=reason)
        return self._quarantine(digest, now, place, reason, heading(raw))

    def _process(self, raw: bytes, digest: str, now: datetime, place: Place | None, ulang: int = 0) -> Outcome:
        rooms = self.rooms
        seen = understand(raw, rooms.store, rooms.plain_desk, now, rooms.config.keamanan.authserv_id, digest)
        first = None if ulang else twins.twin(rooms, seen, raw, digest)
        if first:
            why = f"salinan surel {first.id}"
            copy = _row(seen, digest, now, place, Hasil.GANDA, first.kasus, why)
            rooms.store.commit(Record(waktu=now, masuk=copy))
            return Outcome(Hasil.GANDA, first.kasus, why)
        asked = recaps.answer(
            rooms, seen.mail, seen.jenis, now, lambda why: _row(seen, digest, now, place, Hasil.DIJAWAB, "", why), ulang
        )
        if asked is not None:
            return Outcome(Hasil.DIJAWAB, "", asked)
        desk = strays.desk_for(rooms, seen, now)
        ways = (strays.place, digests.place, console.place)
        placed = next((p for way in ways if (p := way(rooms, seen, desk, now))), None)
        incoming = attachments.examined(seen.incoming, rooms.config)
        decision = placed.decision if placed else decide(seen.case, incoming, now, desk)
        attachments.keep(rooms, decision, incoming)
        strays.remember(rooms, decision)
        nomor = decision.case.nomor if decision.case else ""
        row = _row(seen, digest, now, place, decision.hasil, nomor, decision.alasan)
        record = workshop.record(rooms, decision, desk, now, row, ulang)
        reach("rendered")
        rooms.store.commit_together([*(placed.records if placed else ()), record])
        self.rooms = strays.learned(rooms, decision)
        return Outcome(decision.hasil, nomor, decision.alasan)

    def _quarantine(
        self, digest: str, now: datetime, place: Place | None, reason: str, head: Heading = NAMELESS
    ) -> Outcome:
        named = MasukBaru(sha256=digest, diterima=now, hasil=Hasil.KARANTINA, alasan=reason, **_placed(place))
        row = replace(named, message_id=head.message_id, dari=head.dari, subjek=head.subjek)
        self.rooms.store.commit(Record(waktu=now, masuk=row))
        log.error("surat.karantina", sha256=digest, alasan=reason)
        self.alarms.quarantined(digest, reason, now)
        return Outcome(Hasil.KARANTINA, "", reason)

    # ── remind ───────────────────────────────────────────────────────────────────────────────────
    def remind(self, now: datetime) -> bool:
        """Carry out what time brought about, case by case; one that fails stops no other."""
        with self._deciding:
            found = mornings.begin(self.rooms, now)
        for nomor in self.rooms.store.due_cases(now):
            try:
                found = self.tick(nomor, now) or found
            except TemplateFault as fault:
                self.alarms.broken_template(fault, now)
            except _WAIT:
                raise
            except Exception as fault:  # noqa: BLE001 - once per case
                log.error("waktu.gagal", kasus=nomor, galat=_named(fault))
        return self._periodic(now) or found

    def _periodic(self, now: datetime) -> bool:
        """What comes with the calendar rather than with a case."""
        with self._deciding:
            boards.write_due(self.rooms, now)
            surveys.remind_due(self.rooms, now)
            return recaps.send_due(self.rooms, now)

    def digest(self, now: datetime) -> None:
        """Write the morning's digests."""
        with self._deciding:
            digests.write(self.rooms, now)

    def tick(self, nomor: str, now: datetime) -> bool:
        """Let time pass for one case; True where that had consequences."""
        with self._deciding:
            case = self.rooms.store.case(nomor)
            if case is None:
                return False
            desk = self.rooms.desk(now)
            decision = tick(case, now, desk)
            made = workshop.record(self.rooms, decision, desk, now)
            self.rooms.store.commit(replace(made, case=decision.case))  # its next look is due later in any case
            reach("ticked")
            return bool(decision.events)

    # ── deliver ──────────────────────────────────────────────────────────────────────────────────
    async def deliver(self, submission: Submission, clock: Callable[[], datetime], copies: Copies) -> bool:
        """Send what is due; True when there was anything. Letters in doubt are looked up among the copies first."""
        return await self._delivery.round(submission, clock, copies)


def _row(
    seen: Understood, digest: str, now: datetime, place: Place | None, hasil: Hasil, nomor: str, alasan: str
) -> MasukBaru:
    return MasukBaru(
        sha256=digest,
        diterima=now,
        hasil=hasil,
        message_id=seen.mail.envelope.message_id,
        dari=", ".join(seen.mail.envelope.dari),
        subjek=seen.mail.envelope.subjek,
        jenis=seen.jenis,
        kasus=nomor,
        alasan=alasan,
        **_placed(place),
    )


def _tell(outcome: Outcome, digest: str) -> None:
    log.info("surat.diputuskan", kasus=outcome.kasus, hasil=outcome.hasil, alasan=outcome.alasan, sha256=digest)


def _known(row: Masuk) -> Outcome:
    return Outcome(Hasil(row.hasil), row.kasus, row.alasan, baru=False)


def _placed(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {"akun": place.akun, "folder": place.folder, "uidvalidity": place.uidvalidity, "uid": place.uid}


def _named(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"[:500]
