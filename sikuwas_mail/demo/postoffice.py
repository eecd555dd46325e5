"""A whole post office in memory: IMAP and SMTP on this machine, delivering between its own mailboxes only."""

import imaplib
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from sikuwas_mail.demo.imapd import ImapDesk
from sikuwas_mail.demo.loop import LoopThread
from sikuwas_mail.demo.smtpd import Posted, SmtpDesk, account_of

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the servers listen on 127.0.0.1."""

    imap: int
    smtp: int


class PostOffice:
    """Mailboxes are (address, password); `domain`: whose servers they call themselves; `auth`: SMTP asks for login."""

    def __init__(
        self,
        mailboxes: Iterable[tuple[str, str]],
        domain: str = "example.go.id",
        *,
        auth: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.accounts = {address.lower(): password for address, password in mailboxes}
        self.ports = Ports(0, 0)
        self._clock = clock
        self._loop = LoopThread("kantor-pos")
        self._imap: ImapDesk | None = None
        self._smtp = SmtpDesk(self.accounts, self._deliver, f"mail.{domain}", clock, auth=auth)

    def start(self) -> Ports:
        """Open both servers; they answer when this returns."""
        self._loop.start(self._open)
        return self.ports

    def stop(self) -> None:
        """Close both servers and all connections; the mail is gone."""
        self._loop.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def sent(self) -> list[Posted]:
        """Every accepted transaction, oldest first."""
        return list(self._smtp.sent)

    def refuse(self, recipient: str, code: int, text: str) -> None:
        """Answer RCPT for this address with an error from now on; code 250 takes it back."""
        self._smtp.refused.pop(recipient.lower(), None)
        if code >= 400:
            self._smtp.refused[recipient.lower()] = (code, text)

    def delay(self, seconds: float) -> None:
        """Let SMTP wait before each of its replies."""
        self._smtp.pause = seconds

    def deliver(self, recipient: str, raw: bytes) -> None:
        """Put a message into a local INBOX as it is, past SMTP. Raises KeyError for an unknown address."""
        account = account_of(recipient)
        if account not in self.accounts:
            raise KeyError(recipient)
        self._loop.call(self._deliver(account, raw))

    def inbox(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """The messages of a folder, oldest first, read over IMAP without marking them."""
        account = account_of(address)
        return read_folder(self.ports.imap, account, self.accounts[account], folder)

    async def _open(self, stack: AsyncExitStack) -> None:
        self._imap = ImapDesk(self.accounts)
        ports = []
        for desk in (self._imap, self._smtp):
            server = await desk.serve()
            stack.callback(server.close)
            ports.append(server.sockets[0].getsockname()[1])
        self.ports = Ports(*ports)

    async def _deliver(self, account: str, raw: bytes) -> None:
        if self._imap is None:
            raise RuntimeError("the post office is closed")
        await self._imap.append(account, raw, self._clock())


def read_folder(port: int, user: str, password: str, folder: str = "INBOX") -> list[bytes]:
    """All messages of a folder on a local IMAP server, oldest first; an absent folder is empty."""
    with imaplib.IMAP4(HOST, port, 10) as client:
        client.login(user, password)
        status, _ = client.select(f'"{folder}"', readonly=True)
        if status != "OK":
            return []
        _, rows = client.uid("FETCH", "1:*", "(BODY.PEEK[])")
        return [row[1] for row in rows if isinstance(row, tuple)]
