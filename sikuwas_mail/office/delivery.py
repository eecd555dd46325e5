"""Letters leave: claim, send, keep a copy, mark; whatever the server says, each letter ends in one fate somebody knows.

A letter claimed and never marked is in doubt. It is looked up among the kept copies before it is sent again, so only
a death in the round trip between the server's 250 and the copy can double a letter, and then with the same Message-ID.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.retry import next_try
from sikuwas_mail.edge.mailbox import MailboxError
from sikuwas_mail.edge.smtp import Doubtful, Refused, Result, Sent, Submission, TryLater
from sikuwas_mail.edge.store import Queued
from sikuwas_mail.office.alarms import Alarms
from sikuwas_mail.office.crashpoints import reach
from sikuwas_mail.office.rooms import Rooms

_LEASE = 600.0  # seconds a claimed letter stays claimed
_AT_ONCE = 20  # letters claimed together
_SLOW_WARNING = timedelta(hours=4)
Clock = Callable[[], datetime]
log = structlog.get_logger()


class Copies(Protocol):
    """Where copies of sent letters are kept."""

    def ready(self) -> None:
        """Be ready to keep a copy at once; never raises."""

    def has(self, message_id: str) -> bool:
        """Whether a letter left already. Raises MailboxError where that cannot be known now."""

    def keep(self, raw: bytes, when: datetime) -> None:
        """Keep a copy; never raises."""


class Delivery:
    """One sender; `rooms` gives the rooms of the moment."""

    def __init__(self, rooms: Callable[[], Rooms], alarms: Alarms) -> None:
        self._rooms = rooms
        self._alarms = alarms
        self._unmarked: dict[int, datetime] = {}  # accepted, but the database could not be told yet

    async def round(self, submission: Submission, clock: Clock, copies: Copies) -> bool:
        """Send what is due; True when there was anything. Raises StoreError."""
        self._settle()
        claimed = self._rooms().store.claim(clock(), _AT_ONCE, _LEASE)
        reach("claimed")
        if claimed:
            await asyncio.to_thread(copies.ready)
        away: TryLater | None = None
        for letter in claimed:
            if away:  # what holds for the connection holds for the rest of the batch
                self._later(letter, away.text, clock(), ragu=letter.ragu)
                continue
            result = await self._send(letter, submission, clock, copies)
            away = result if isinstance(result, TryLater) and result.tahap in ("sambung", "masuk") else None
        return bool(claimed)

    async def _send(self, letter: Queued, submission: Submission, clock: Clock, copies: Copies) -> Result | None:
        if letter.ragu and await self._was_sent(letter, clock, copies):
            return None
        result = await submission.send(letter.raw, self._rooms().config.alamat, letter.kepada)
        now = clock()
        if isinstance(result, Sent):
            reach("accepted")
            await asyncio.to_thread(copies.keep, letter.raw, now)
            reach("copied")
            self._sent(letter, now)
        elif isinstance(result, Refused):
            self._refused(letter, f"{result.code} {result.text}", now)
        else:
            self._later(letter, result.text, now, ragu=letter.ragu or isinstance(result, Doubtful))
        return result

    async def _was_sent(self, letter: Queued, clock: Clock, copies: Copies) -> bool:
        """Whether a letter in doubt is settled: found among the copies, or not to be known before the next try."""
        try:
            found = await asyncio.to_thread(copies.has, letter.message_id)
        except MailboxError as fault:
            self._later(letter, f"menunggu kepastian: {fault.reason}", clock(), ragu=True)
            return True
        if found:
            self._rooms().store.mark_sent(letter.id, clock())
        return found

    # ── fates ────────────────────────────────────────────────────────────────────────────────────
    def _sent(self, letter: Queued, now: datetime) -> None:
        self._unmarked[letter.id] = now
        self._settle()
        reach("marked")
        log.info("antrean.terkirim", kasus=letter.kasus, jenis=letter.jenis, message_id=letter.message_id)

    def _settle(self) -> None:
        """Mark what the server took; what a full disk refuses is marked later instead of being sent again."""
        for row_id, when in tuple(self._unmarked.items()):
            self._rooms().store.mark_sent(row_id, when)
            del self._unmarked[row_id]

    def _later(self, letter: Queued, reason: str, now: datetime, *, ragu: bool) -> None:
        when = next_try(letter.percobaan, letter.dibuat, now)
        if when is None:
            self._refused(letter, f"menyerah setelah lima hari: {reason}", now)
            return
        self._rooms().store.retry_later(letter.id, when, reason, ragu=ragu)
        log.warning("antrean.ditunda", kasus=letter.kasus, message_id=letter.message_id, galat=reason)
        if now - letter.dibuat > _SLOW_WARNING and letter.jenis is not JenisSurat.OPERATOR:
            self._alarms.slow(letter.id, letter.message_id, reason, now)

    def _refused(self, letter: Queued, reason: str, now: datetime) -> None:
        """Given up: the second address gets it where there is one; somebody is told in any case."""
        store, second = self._rooms().store, self._second_address(letter)
        what = f"{letter.jenis} kasus {letter.kasus or '-'} kepada {letter.untuk}"
        if second:
            store.readdress(letter.id, second, now)
            log.warning("antrean.dialihkan", kasus=letter.kasus, message_id=letter.message_id, galat=reason)
            self._alarms.readdressed(letter.id, what, second, reason, now)
            return
        store.fail(letter.id, reason)
        log.error("antrean.gagal", kasus=letter.kasus, message_id=letter.message_id, galat=reason)
        if letter.jenis is not JenisSurat.OPERATOR:  # an alarm about an alarm helps nobody; `status` shows it
            self._alarms.failed(letter.id, what, reason, now)

    def _second_address(self, letter: Queued) -> str:
        """`cadangan` of the official the letter is for, unless it was refused there too or goes to the rehearsal."""
        official = self._rooms().plain_desk.orang(letter.untuk)
        usable = official is not None and letter.kepada == letter.untuk
        return official.cadangan if official and usable else ""
