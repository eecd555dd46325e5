"""Copies of sent letters in a folder of the mailbox: a letter in doubt is looked for there before it is sent again."""

from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

import structlog

from sikuwas_mail.edge.mailbox import ImapSettings, Mailbox, MailboxError

log = structlog.get_logger()


class Copies:
    """Its own connection, opened when first needed; `folder` empty: no copies are kept."""

    def __init__(self, settings: ImapSettings, folder: str) -> None:
        self._mailbox = Mailbox(settings)
        self._settings = settings
        self._folder = folder
        self._ready = False

    def __enter__(self) -> Self:
        """For use in `with`."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Disconnect."""
        self.close()

    def stale(self, settings: ImapSettings, folder: str) -> bool:
        """Whether the configuration has other settings by now."""
        return (settings, folder) != (self._settings, self._folder)

    def ready(self) -> None:
        """Connect before the first letter leaves, so that its copy follows within one round trip; never raises."""
        if not self._folder:
            return
        try:
            self._open()
        except MailboxError as fault:
            log.warning("salinan.tidak-siap", galat=fault.reason)

    def has(self, message_id: str) -> bool:
        """Whether a copy is there. Raises MailboxError where that cannot be known now."""
        if not self._folder:
            return False
        self._open()
        return self._mailbox.find_message_id(self._folder, message_id)

    def keep(self, raws: Sequence[bytes], when: datetime) -> None:
        """Keep copies; a mailbox that is full or away only costs the copies."""
        if not self._folder:
            return
        try:
            self._open()
            self._mailbox.append_all(self._folder, raws, (r"\Seen",), when)
        except MailboxError as fault:
            log.warning("salinan.tidak-tersimpan", galat=fault.reason, jumlah=len(raws))

    def close(self) -> None:
        """Disconnect; never raises."""
        self._mailbox.close()

    def _open(self) -> None:
        if not self._mailbox.connected:
            self._mailbox.connect()
            self._ready = False
        if not self._ready:
            self._mailbox.ensure_folders(self._folder)
            self._ready = True
