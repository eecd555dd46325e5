"""Receive, remind, deliver: the one place that catches broadly, once per message, so that bad mail stops nothing."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog

from sikuwas_mail.core.decide import Hasil, decide, tick
from sikuwas_mail.core.outgoing import JenisSurat, Letter, TemplateFault
from sikuwas_mail.core.retry import next_try
from sikuwas_mail.core.sop import Langkah
from sikuwas_mail.edge.archive import ArchiveUnavailable
from sikuwas_mail.edge.mailbox import MailboxError
from sikuwas_mail.edge.smtp import Doubtful, Refused, Sent, Submission
from sikuwas_mail.edge.store import (
    AlreadySeen,
    Conflict,
    Masuk,
    MasukBaru,
    Queued,
    Record,
    StoreCorrupt,
    StoreUnavailable,
)
from sikuwas_mail.office import workshop
from sikuwas_mail.office.intake import understand
from sikuwas_mail.office.rooms import Rooms

_TRIES = 3  # of a poisonous message, across restarts
_LEASE = 600.0  # seconds a claimed letter stays claimed
_AT_ONCE = 20  # letters claimed together
_SLOW_WARNING = timedelta(hours=4)
# The world's faults, not the message's: stop taking mail, lose nothing, go on when it is mended.
_WAIT = (StoreUnavailable, StoreCorrupt, ArchiveUnavailable, TemplateFault)

log = structlog.get_logger()


class Copies(Protocol):
    """Where copies of sent letters are kept."""

    def has(self, message_id: str) -> bool:
        """Whether a letter left already. Raises MailboxError where that cannot be known now."""

    def keep(self, raw: bytes, when: datetime) -> None:
        """Keep a copy."""


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
        self._deciding = threading.Lock()
        self._silent = False

    # ── receive ──────────────────────────────────────────────────────────────────────────────────
    def receive(self, raw: bytes, now: datetime, place: Place | None = None) -> Outcome:
        """Give one message its one outcome, committed. Raises only what stops all work (_WAIT)."""
        with self._deciding:
            digest = self.rooms.archive.put(raw, "eml")
            known = self.rooms.store.seen_sha(digest)
            if known:
                return _known(known)
            tries = self.rooms.store.note_attempt(digest, now)
            if tries > _TRIES:
                fault = self.rooms.store.attempts(digest)[1]
                return self._quarantine(raw, digest, now, place, fault or "gagal diproses berulang kali")
            return self._guarded(raw, digest, now, place, tries)

    def retry(self, row_id: int, now: datetime) -> Outcome | None:
        """Decide an inbox row anew (`surat retry`) unless it was decided; None where there is nothing to do."""
        row = self.rooms.store.inbox(row_id)
        raw = self.rooms.archive.get(row.sha256) if row else None
        if row is None or raw is None or not Hasil(row.hasil).perlu_dilihat:
            return None
        with self._deciding:
            try:
                return self._process(raw, row.sha256, now, None, row.id)
            except _WAIT:
                raise
            except Exception as fault:  # noqa: BLE001 - as poisonous as before; the row stands as it was
                log.error("surat.gagal", sha256=row.sha256, galat=_named(fault))
                return None

    def _guarded(self, raw: bytes, digest: str, now: datetime, place: Place | None, tries: int) -> Outcome:
        try:
            return self._process(raw, digest, now, place)
        except AlreadySeen:
            known = self.rooms.store.seen_sha(digest)
            return _known(known) if known else Outcome(Hasil.GANDA)
        except _WAIT:
            raise
        except Exception as fault:  # noqa: BLE001 - the office's one broad catch: once per message
            log.error("surat.gagal", sha256=digest, percobaan=tries, galat=_named(fault))
            self.rooms.store.note_attempt(digest, now, _named(fault))
            if tries >= _TRIES:
                return self._quarantine(raw, digest, now, place, _named(fault))
            return self._guarded(raw, digest, now, place, tries + 1)

    def _process(self, raw: bytes, digest: str, now: datetime, place: Place | None, ulang: int = 0) -> Outcome:
        rooms = self.rooms
        authserv = rooms.config.keamanan.authserv_id
        seen = understand(raw, rooms.store, rooms.plain_desk, now, authserv)
        sender = seen.mail.envelope.dari[0] if len(seen.mail.envelope.dari) == 1 else ""
        desk = rooms.desk(now, sender if rooms.plain_desk.orang(sender) is None else "")
        decision = decide(seen.case, seen.incoming, now, desk)
        nomor = decision.case.nomor if decision.case else ""
        row = MasukBaru(
            sha256=digest,
            diterima=now,
            hasil=decision.hasil,
            message_id=seen.mail.envelope.message_id,
            dari=", ".join(seen.mail.envelope.dari),
            subjek=seen.mail.envelope.subjek,
            jenis=seen.jenis,
            kasus=nomor,
            alasan=decision.alasan,
            **_placed(place),
        )
        rooms.store.commit(workshop.record(rooms, decision, desk, now, row, ulang))
        log.info("surat.diputuskan", kasus=nomor, hasil=decision.hasil, alasan=decision.alasan, sha256=digest)
        return Outcome(decision.hasil, nomor, decision.alasan)

    def _quarantine(self, raw: bytes, digest: str, now: datetime, place: Place | None, reason: str) -> Outcome:
        row = MasukBaru(sha256=digest, diterima=now, hasil=Hasil.KARANTINA, alasan=reason, **_placed(place))
        self.rooms.store.commit(Record(waktu=now, masuk=row))
        log.error("surat.karantina", sha256=digest, alasan=reason)
        self._tell_operator(
            f"karantina/{digest}",
            "Sebuah surel dikarantina",
            [
                f"Surel dengan sidik {digest[:16]} gagal diproses {_TRIES} kali dan dikarantina: {reason}.",
                "Surel mentahnya tersimpan. Setelah sebabnya diperbaiki: sikuwas-mail surat retry.",
            ],
            now,
        )
        return Outcome(Hasil.KARANTINA, "", reason)

    # ── remind ───────────────────────────────────────────────────────────────────────────────────
    def remind(self, now: datetime) -> bool:
        """Carry out what time brought about, case by case; one that fails stops no other."""
        found = False
        for nomor in self.rooms.store.due_cases(now):
            try:
                found = self._tick(nomor, now) or found
            except _WAIT:
                raise
            except Exception as fault:  # noqa: BLE001 - once per case
                log.error("waktu.gagal", kasus=nomor, galat=_named(fault))
        return found

    def _tick(self, nomor: str, now: datetime) -> bool:
        with self._deciding:
            case = self.rooms.store.case(nomor)
            if case is None:
                return False
            desk = self.rooms.desk(now)
            decision = tick(case, now, desk)
            made = workshop.record(self.rooms, decision, desk, now)
            self.rooms.store.commit(replace(made, case=decision.case))  # its next look is due later in any case
            return bool(decision.events)

    # ── deliver ──────────────────────────────────────────────────────────────────────────────────
    async def deliver(self, submission: Submission, clock: Callable[[], datetime], copies: Copies) -> bool:
        """Send what is due; True when there was anything. Letters in doubt are looked up among the copies first."""
        claimed = self.rooms.store.claim(clock(), _AT_ONCE, _LEASE)
        for letter in claimed:
            await self._send(letter, submission, clock, copies)
        return bool(claimed)

    async def _send(
        self, letter: Queued, submission: Submission, clock: Callable[[], datetime], copies: Copies
    ) -> None:
        store = self.rooms.store
        if letter.ragu and await self._was_sent(letter, clock, copies):
            return
        result = await submission.send(letter.raw, self.rooms.config.alamat, letter.kepada)
        now = clock()
        if isinstance(result, Sent):
            await asyncio.to_thread(copies.keep, letter.raw, now)
            store.mark_sent(letter.id, now)
            log.info("antrean.terkirim", kasus=letter.kasus, jenis=letter.jenis, message_id=letter.message_id)
        elif isinstance(result, Refused):
            self._refused(letter, f"{result.code} {result.text}", now)
        else:
            self._later(letter, result.text, now, ragu=isinstance(result, Doubtful))

    async def _was_sent(self, letter: Queued, clock: Callable[[], datetime], copies: Copies) -> bool:
        """Whether a letter in doubt is settled: found among the copies, or not to be known before the next try."""
        try:
            found = await asyncio.to_thread(copies.has, letter.message_id)
        except MailboxError as fault:
            self._later(letter, f"menunggu kepastian: {fault.reason}", clock(), ragu=True)
            return True
        if found:
            self.rooms.store.mark_sent(letter.id, clock())
        return found

    def _later(self, letter: Queued, reason: str, now: datetime, *, ragu: bool) -> None:
        when = next_try(letter.percobaan, letter.dibuat, now)
        if when is None:
            self._refused(letter, f"menyerah setelah lima hari: {reason}", now)
            return
        self.rooms.store.retry_later(letter.id, when, reason, ragu=ragu)
        log.warning("antrean.ditunda", kasus=letter.kasus, message_id=letter.message_id, galat=reason)
        if now - letter.dibuat > _SLOW_WARNING:
            self._tell_operator(
                f"tertunda/{letter.id}",
                "Sebuah surat tertunda lebih dari empat jam",
                [f"Surat {letter.message_id} belum diterima server: {reason}. Percobaan diteruskan sampai lima hari."],
                now,
            )

    def _refused(self, letter: Queued, reason: str, now: datetime) -> None:
        """Given up: the alternate address gets it where there is one; somebody is told in any case."""
        self.rooms.store.fail(letter.id, reason)
        log.error("antrean.gagal", kasus=letter.kasus, message_id=letter.message_id, galat=reason)
        if letter.jenis is JenisSurat.OPERATOR:
            return  # an alarm about an alarm helps nobody; `status` shows it
        self._tell_operator(
            f"gagal/{letter.id}",
            "Sebuah surat tidak dapat dikirim",
            [
                f"Surat {letter.jenis} kasus {letter.kasus or '-'} kepada {letter.untuk} ditolak server: {reason}.",
                "Mohon memeriksa alamatnya. Setelah diperbaiki: sikuwas-mail antrean retry.",
            ],
            now,
        )

    # ── operator ─────────────────────────────────────────────────────────────────────────────────
    def tell_broken_template(self, fault: TemplateFault, now: datetime) -> None:
        """A decision waits because a template is broken; told once for each fault."""
        self._tell_operator(
            f"templat/{fault}",
            "Templat rusak, keputusan menunggu",
            [
                f"Sebuah surel belum dapat diputuskan karena templat rusak: {fault}.",
                "Surel tetap di kotak masuk. Setelah templat diperbaiki, surel diolah dengan sendirinya.",
            ],
            now,
        )

    def tell_not_writable(self, reason: str, now: datetime) -> None:
        """Mail cannot be moved; told once a day, work goes on."""
        self._tell_operator(
            f"kotak-penuh/{now.date()}",
            "Kotak surat penuh atau hanya dapat dibaca",
            [f"Surel yang sudah diolah tidak dapat dipindahkan: {reason}.", "Pengolahan tetap berjalan."],
            now,
        )

    def tell_mailbox_away(self, reason: str, minutes: float, now: datetime) -> None:
        """The mailbox was unreachable for `pemantauan.diam_menit`: told by SMTP, once a day."""
        if minutes < self.rooms.config.pemantauan.diam_menit:
            return
        self._silent = True
        self._tell_operator(
            f"kotak-diam/{now.date()}",
            "Kotak surat tidak terjangkau",
            [f"Kotak surat tidak terjangkau selama {minutes:.0f} menit: {reason}.", "Percobaan diteruskan."],
            now,
        )

    def tell_mailbox_back(self, now: datetime) -> None:
        """The mailbox is there again, if its absence was told."""
        if self._silent:
            self._silent = False
            self._tell_operator(
                f"kotak-pulih/{now.isoformat()}", "Kotak surat terjangkau kembali", ["Pengolahan dilanjutkan."], now
            )

    def _tell_operator(self, kunci: str, perihal: str, kalimat: list[str], now: datetime) -> None:
        """Queue an alarm; failing that, the log has it. The same alarm is queued once."""
        rooms = self.rooms
        if not rooms.config.operator:
            return
        letter = Letter(
            JenisSurat.OPERATOR,
            "operator",
            rooms.config.operator,
            "Operator",
            "Yth. Operator SIKUWAS",
            Langkah.PERMOHONAN,
            kunci,
            isi={"perihal": perihal, "kalimat": kalimat},
        )
        try:
            made = rooms.letters.render(letter, None, rooms.plain_desk, now)
            rooms.store.commit(Record(waktu=now, surat=(made,)))
        except (TemplateFault, StoreUnavailable, Conflict) as fault:
            log.error("operator.tidak-terberitahu", perihal=perihal, galat=_named(fault))


def _known(row: Masuk) -> Outcome:
    return Outcome(Hasil(row.hasil), row.kasus, row.alasan, baru=False)


def _placed(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {"akun": place.akun, "folder": place.folder, "uidvalidity": place.uidvalidity, "uid": place.uid}


def _named(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"[:500]
