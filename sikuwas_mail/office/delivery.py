"""Letters leave: claim, send, keep a copy, mark; whatever the server says, each letter ends in one fate somebody knows.

What the server takes is noted at once; copies and marks follow for a group, after a second or two at the latest. A
letter claimed and never marked is in doubt: it is looked up in the notes, then among the copies, before it is sent
again. So only a death between the server's 250 and the note can double a letter, or a power cut before the copy, and
then with the same Message-ID.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.retry import next_try
from sikuwas_mail.edge.mailbox import MailboxError
from sikuwas_mail.edge.smtp import Doubtful, Refused, Result, Sent, Submission, TryLater
from sikuwas_mail.edge.store import Keadaan, Queued
from sikuwas_mail.office.accepted import Accepted, place_of
from sikuwas_mail.office.alarms import Alarms
from sikuwas_mail.office.crashpoints import reach
from sikuwas_mail.office.rooms import Rooms

_LEASE = 600.0  # seconds a claimed letter stays claimed
_AT_ONCE = 20  # letters claimed together
_GROUP_SECONDS = 2.0  # after which those the server took are copied and marked, though more of them wait
_SLOW_WARNING = timedelta(hours=4)
Clock = Callable[[], datetime]
log = structlog.get_logger()


class Copies(Protocol):
    """Where copies of sent letters are kept."""

    def ready(self) -> None:
        """Be ready to keep a copy at once; never raises."""

    def has(self, message_id: str) -> bool:
        """Whether a letter left already. Raises MailboxError where that cannot be known now."""

    def keep(self, raws: Sequence[bytes], when: datetime) -> None:
        """Keep copies; never raises."""


class Delivery:
    """One sender; `rooms` gives the rooms of the moment."""

    def __init__(self, rooms: Callable[[], Rooms], alarms: Alarms) -> None:
        self._rooms = rooms
        self._alarms = alarms
        self._unmarked: dict[int, Queued] = {}  # accepted and noted; copy and mark are still to be made
        self._copied: set[int] = set()  # those of them that only lack the mark
        self._since = 0.0  # when the first of them was accepted
        self._accepted = Accepted(place_of(rooms().config), self._waits)

    async def round(self, submission: Submission, clock: Clock, copies: Copies) -> bool:
        """Send what is due; True when there was anything. Raises StoreError."""
        await self._settle(clock(), copies)
        claimed = self._rooms().store.claim(clock(), _AT_ONCE, _LEASE)
        reach("claimed")
        if claimed:
            await asyncio.to_thread(copies.ready)
        try:
            await self._send_all(claimed, submission, clock, copies)
        finally:
            await self._settle(clock(), copies)
        return bool(claimed)

    async def _send_all(self, letters: Sequence[Queued], submission: Submission, clock: Clock, copies: Copies) -> None:
        away: TryLater | None = None
        for letter in letters:
            if away:  # what holds for the connection holds for the rest of the batch
                self._later(letter, away.text, clock(), ragu=letter.ragu)
                continue
            result = await self._send(letter, submission, clock, copies)
            away = result if isinstance(result, TryLater) and result.tahap in ("sambung", "masuk") else None
            if self._unmarked and time.monotonic() - self._since > _GROUP_SECONDS:
                await self._settle(clock(), copies)

    async def _send(self, letter: Queued, submission: Submission, clock: Clock, copies: Copies) -> Result | None:
        if letter.ragu and await self._was_sent(letter, clock, copies):
            return None
        result = await submission.send(letter.raw, self._rooms().config.alamat, letter.kepada)
        now = clock()
        if isinstance(result, Sent):
            reach("accepted")
            self._taken(letter)
        elif isinstance(result, Refused):
            self._refused(letter, f"{result.code} {result.text}", now)
        else:
            self._later(letter, result.text, now, ragu=letter.ragu or isinstance(result, Doubtful))
        return result

    async def _was_sent(self, letter: Queued, clock: Clock, copies: Copies) -> bool:
        """Whether a letter in doubt is settled: noted, among the copies, or not to be known before the next try."""
        noted = self._accepted.has(letter.message_id)
        try:
            copied = await asyncio.to_thread(copies.has, letter.message_id)
        except MailboxError as fault:
            self._later(letter, f"menunggu kepastian: {fault.reason}", clock(), ragu=True)
            return True
        if noted and not copied:
            await asyncio.to_thread(copies.keep, [letter.raw], clock())
        if noted or copied:
            self._rooms().store.mark_sent(letter.id, clock())
            self._accepted.found(letter.message_id)
        return noted or copied

    def _waits(self, message_id: str) -> bool:
        letter = self._rooms().store.letter(message_id)
        return letter is not None and letter.keadaan is Keadaan.MENUNGGU

    # ── fates ────────────────────────────────────────────────────────────────────────────────────
    def _taken(self, letter: Queued) -> None:
        if not self._unmarked:
            self._since = time.monotonic()
        self._unmarked[letter.id] = letter
        try:
            self._accepted.note(letter.message_id)
        except OSError as fault:  # then the copy alone tells
            log.warning("antrean.tidak-tercatat", message_id=letter.message_id, galat=str(fault))

    async def _settle(self, now: datetime, copies: Copies) -> None:
        """Copy and mark what the server took; what a full disk refuses is marked later instead of being sent again."""
        fresh = [letter for letter in self._unmarked.values() if letter.id not in self._copied]
        if fresh:
            await asyncio.to_thread(copies.keep, [letter.raw for letter in fresh], now)
            self._copied.update(letter.id for letter in fresh)
            reach("copied")
        if self._unmarked:
            self._rooms().store.mark_all_sent(dict.fromkeys(self._unmarked, now))
            reach("marked")
        for letter in self._unmarked.values():
            log.info("antrean.terkirim", kasus=letter.kasus, jenis=letter.jenis, message_id=letter.message_id)
        self._unmarked.clear()
        self._copied.clear()
        self._accepted.settled()

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
            if letter.jenis is not JenisSurat.OPERATOR:  # an alarm about an alarm would go round for ever
                self._alarms.readdressed(letter.id, what, second, reason, now)
            return
        store.fail(letter.id, reason)
        log.error("antrean.gagal", kasus=letter.kasus, message_id=letter.message_id, galat=reason)
        if letter.jenis is not JenisSurat.OPERATOR:  # `status` shows it
            self._alarms.failed(letter.id, what, reason, now)

    def _second_address(self, letter: Queued) -> str:
        """`cadangan` of the official the letter is for, unless it was refused there too or goes to the rehearsal."""
        official = self._rooms().plain_desk.orang(letter.untuk)
        usable = official is not None and letter.kepada == letter.untuk
        return official.cadangan if official and usable else ""
