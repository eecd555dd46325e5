"""The round of the postman: fetch, decide, move; what cannot be decided now stays where it is.

The mark up to which mail was looked at moves only by messages that are committed. After each new connection the UIDs
are compared with the ledger: what is known there is only moved, the rest is fetched.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from sikuwas_mail.core.outgoing import TemplateFault
from sikuwas_mail.edge.mailbox import (
    Fetched,
    FolderMissing,
    Folders,
    Mailbox,
    MailboxNotWritable,
    MailboxUnavailable,
)
from sikuwas_mail.office import Office, Outcome
from sikuwas_mail.office.crashpoints import reach
from sikuwas_mail.office.office import Place

_BATCH = 50  # messages fetched, decided and moved together
_TRIES = 3  # of fetching one message, before the others go on without it
_PATIENCE = 6  # tries in all, the later ones an hour apart, before it is quarantined unread
_AGAIN = timedelta(hours=1)
log = structlog.get_logger()


class Post:
    """One connection to one mailbox; used from one thread."""

    def __init__(self, office: Office, mailbox: Mailbox, akun: str, clock: Callable[[], datetime]) -> None:
        self.office = office
        self.mailbox = mailbox
        self._akun = akun
        self._clock = clock
        self._folders: Folders | None = None
        self._after: int | None = None
        self._validity: int | None = None
        self._waiting = False
        self._batch = _BATCH
        self._failed: dict[int, int] = {}  # UID -> fetches that broke the connection
        self._skip: dict[int, datetime] = {}  # UID -> when to try again

    def round(self) -> int:
        """Take all mail that is there now; the number of messages decided. Raises MailboxError, StoreError."""
        folders = self._ready()
        skip = self._recognise(folders) if self._after is None else set()
        skip |= self._give_up(folders)
        self._waiting = False
        try:
            count = self._take(folders, skip)
        except MailboxUnavailable as fault:
            self._suspect(fault)
            raise
        self._batch = _BATCH
        return count

    def forget(self) -> None:
        """The connection is gone: look at everything again."""
        self._folders, self._after = None, None

    # ── the connection ───────────────────────────────────────────────────────────────────────────
    def _ready(self) -> Folders:
        if not self.mailbox.connected:
            self.forget()
            self.mailbox.connect()
        if self._folders is None:
            self._folders = self._named()
        return self._folders

    def _named(self) -> Folders:
        try:
            return self.mailbox.ensure_folders()
        except MailboxNotWritable as fault:  # what can be read is read on
            self._tell_not_writable(fault)
            own = self.mailbox.settings
            return Folders(own.folder_masuk, own.folder_selesai, own.folder_periksa)

    # ── the messages ─────────────────────────────────────────────────────────────────────────────
    def _take(self, folders: Folders, skip: set[int]) -> int:
        count, highest = 0, self._after or 0
        to_move: dict[str, list[int]] = {folders.selesai: [], folders.periksa: []}
        found = self.mailbox.new_messages(self._after, self._validity, batch=self._batch, skip=skip)
        for group in in_groups(found, self._batch):
            reach("fetched")
            for message, outcome in zip(group, self._decided_all(group, folders), strict=True):
                highest = max(highest, message.uid)
                if outcome is not None:
                    count += outcome.baru
                    to_move[_goal(outcome, folders)].append(message.uid)
            self._move(to_move)
        held_up = self._waiting or bool(self._skip)
        self._after = None if held_up else highest or None
        return count

    def _recognise(self, folders: Folders) -> set[int]:
        """Messages the ledger knows are moved, not fetched again; their UIDs."""
        validity, uids = self.mailbox.uids()
        self._noticed(validity)
        known: Mapping[int, Outcome] = self.office.known(self._akun, folders.masuk, validity, uids) if uids else {}
        to_move: dict[str, list[int]] = {folders.selesai: [], folders.periksa: []}
        for uid, outcome in known.items():
            to_move[_goal(outcome, folders)].append(uid)
        self._move(to_move)
        return set(known)

    def _noticed(self, validity: int) -> None:
        """Another UIDVALIDITY: what was remembered of UIDs means nothing any more."""
        if self._validity != validity:
            self._failed.clear()
            self._skip.clear()
        self._validity = validity

    def _decided_all(self, group: Sequence[Fetched], folders: Folders) -> list[Outcome | None]:
        """Together where that goes; what falls out of the batch is decided alone."""
        for message in group:
            self._noticed(message.uidvalidity)
            self._failed.pop(message.uid, None)
        whole = [m for m in group if not m.terlalu_besar]
        made: dict[int, Outcome | None] = {}
        if len(whole) > 1:
            arrived = [(m.raw, Place(self._akun, folders.masuk, m.uidvalidity, m.uid)) for m in whole]
            outcomes = self.office.receive_all(arrived, self._clock())
            made = {m.uid: outcome for m, outcome in zip(whole, outcomes, strict=True)}
        return [made.get(m.uid) or self._decided(m, folders) for m in group]

    def _decided(self, message: Fetched, folders: Folders) -> Outcome | None:
        """Its outcome; None where a template is broken: the mail stays in the inbox until that is mended."""
        place = Place(self._akun, folders.masuk, message.uidvalidity, message.uid)
        try:
            size = message.size if message.terlalu_besar else 0
            return self.office.receive(message.raw, self._clock(), place, size)
        except TemplateFault as fault:
            self._waiting = True
            log.error("templat.rusak", galat=str(fault), uid=message.uid)
            self.office.alarms.broken_template(fault, self._clock())
            return None

    def _move(self, to_move: dict[str, list[int]]) -> None:
        for folder, uids in to_move.items():
            if not uids:
                continue
            reach("before-move")
            try:
                self._moved(uids, folder)
            except MailboxNotWritable as fault:
                # Work goes on: what is committed is recognised again and never decided twice.
                log.warning("kotak.tidak-dapat-dipindah", folder=folder, jumlah=len(uids), galat=fault.reason)
                self._tell_not_writable(fault)
            reach("moved")
            uids.clear()

    def _moved(self, uids: list[int], folder: str) -> None:
        try:
            self.mailbox.move(uids, folder)
        except FolderMissing:  # somebody removed it: made again, once
            self.mailbox.ensure_folders()
            self.mailbox.move(uids, folder)

    def _tell_not_writable(self, fault: MailboxNotWritable) -> None:
        self.office.alarms.not_writable(fault.reason, self._clock())

    # ── a message on which the server breaks down ────────────────────────────────────────────────
    def _suspect(self, fault: MailboxUnavailable) -> None:
        """Next time one by one; the one that breaks again and again is left alone for an hour."""
        self._batch = 1 if fault.uids else self._batch
        if len(fault.uids) != 1:
            return
        uid = fault.uids[0]
        self._failed[uid] = tries = self._failed.get(uid, 0) + 1
        if tries >= _TRIES:
            self._skip[uid] = self._clock() + _AGAIN
            log.error("surat.tidak-terambil", uid=uid, percobaan=tries, galat=fault.reason)
            self.office.alarms.unreadable(f"UID {uid}/{self._validity}", fault.reason, self._clock())

    def _give_up(self, folders: Folders) -> set[int]:
        """UIDs to leave alone in this round; those out of patience are quarantined unread and moved to a human."""
        now, left = self._clock(), set(self._skip)
        for uid, again in tuple(self._skip.items()):
            if self._failed.get(uid, 0) >= _PATIENCE:
                place = Place(self._akun, folders.masuk, self._validity or 0, uid)
                self.office.give_up(place, "server gagal menyerahkannya berulang kali", now)
                self._move({folders.periksa: [uid]})
                del self._skip[uid]
            elif again <= now:
                del self._skip[uid]
                left.discard(uid)
        return left


def in_groups(messages: Iterable[Fetched], size: int) -> Iterator[list[Fetched]]:
    """Lists of at most `size`; where reading on fails, what was read comes first and the fault after it."""
    group: list[Fetched] = []
    rest = iter(messages)
    while True:
        try:
            group.append(next(rest))
        except StopIteration:
            break
        except MailboxUnavailable:
            if group:
                yield group
            raise
        if len(group) >= size:
            yield group
            group = []
    if group:
        yield group


def _goal(outcome: Outcome, folders: Folders) -> str:
    return folders.periksa if outcome.perlu_dilihat else folders.selesai
