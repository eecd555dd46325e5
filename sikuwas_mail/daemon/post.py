"""The round of the postman: fetch, decide, move; what cannot be decided now stays where it is."""

from collections.abc import Callable
from datetime import datetime

import structlog

from sikuwas_mail.core.outgoing import TemplateFault
from sikuwas_mail.edge.mailbox import Fetched, Folders, Mailbox, MailboxNotWritable
from sikuwas_mail.office import Office, Outcome
from sikuwas_mail.office.office import Place

_MOVE_AFTER = 20
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

    def round(self) -> int:
        """Take all mail that is there now; the number of messages decided. Raises MailboxError, StoreError."""
        folders = self._ready()
        self._waiting = False
        count, highest = 0, self._after or 0
        to_move: dict[str, list[int]] = {folders.selesai: [], folders.periksa: []}
        for message in self.mailbox.new_messages(self._after, self._validity):
            self._validity = message.uidvalidity
            outcome = self._decided(message, folders)
            highest = max(highest, message.uid)
            if outcome is None:
                continue
            count += outcome.baru
            to_move[folders.periksa if outcome.perlu_dilihat else folders.selesai].append(message.uid)
            if sum(map(len, to_move.values())) >= _MOVE_AFTER:
                self._move(to_move)
        self._move(to_move)
        self._after = None if self._waiting else highest or None
        return count

    def forget(self) -> None:
        """The connection is gone: look at everything again."""
        self._folders, self._after, self._validity = None, None, None

    def _ready(self) -> Folders:
        if not self.mailbox.connected:
            self.forget()
            self.mailbox.connect()
        if self._folders is None:
            self._folders = self.mailbox.ensure_folders()
        return self._folders

    def _decided(self, message: Fetched, folders: Folders) -> Outcome | None:
        """Its outcome; None where a template is broken: the mail stays in the inbox until that is mended."""
        place = Place(self._akun, folders.masuk, message.uidvalidity, message.uid)
        try:
            return self.office.receive(message.raw, self._clock(), place)
        except TemplateFault as fault:
            self._waiting = True
            log.error("templat.rusak", galat=str(fault), uid=message.uid)
            self.office.tell_broken_template(fault, self._clock())
            return None

    def _move(self, to_move: dict[str, list[int]]) -> None:
        for folder, uids in to_move.items():
            if not uids:
                continue
            try:
                self.mailbox.move(uids, folder)
            except MailboxNotWritable as fault:
                # Work goes on: what is committed is recognised again and never decided twice.
                log.warning("kotak.tidak-dapat-dipindah", folder=folder, jumlah=len(uids), galat=fault.reason)
                self.office.tell_not_writable(fault.reason, self._clock())
            uids.clear()
