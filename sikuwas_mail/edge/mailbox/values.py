"""What goes into and comes out of the mailbox: settings, messages, and the five ways it can fail."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sikuwas_mail.edge.tls import Token

MAX_SIZE = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """`[imap]` of the configuration; times in seconds. `ca_file`: PEM of a private authority."""

    host: str
    port: int = 993
    tls: Literal["ssl", "starttls", "none"] = "ssl"
    user: str = ""
    password: str = field(default="", repr=False)
    auth: str = "password"
    folder_masuk: str = "INBOX"
    folder_selesai: str = "SIKUWAS/Selesai"
    folder_periksa: str = "SIKUWAS/Perlu-Dilihat"
    idle: bool = True
    poll_detik: float = 60.0
    timeout: float = 60.0
    ca_file: str = ""
    token: Token | None = field(default=None, repr=False, compare=False)  # of OAuth2, where `auth` is no password


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message as the server holds it. With `terlalu_besar` only the header block is in `raw`."""

    uid: int
    uidvalidity: int
    internaldate: datetime | None  # aware; None where the server's date cannot be read
    raw: bytes
    size: int  # octets, by the server's count
    terlalu_besar: bool = False


@dataclass(frozen=True, slots=True)
class Folders:
    """The real names on this server."""

    masuk: str
    selesai: str
    periksa: str
    lain: tuple[str, ...] = ()


class MailboxError(Exception):
    """Base of all; `reason` is Indonesian, holds the server's words, never the password."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MailboxUnavailable(MailboxError):
    """Not now: network, time-out, server away. The connection is gone; connect again later.

    `uids`: the messages that were being fetched when it happened.
    """

    def __init__(self, reason: str, uids: tuple[int, ...] = ()) -> None:
        super().__init__(reason)
        self.uids = uids


class MailboxUntrusted(MailboxUnavailable):
    """TLS could not be verified, or is not offered: no password was sent."""


class MailboxRefused(MailboxError):
    """The server refuses this login, or the settings may not be used."""


class MailboxNotWritable(MailboxError):
    """The mailbox is full or read-only: reading works, moving and appending do not."""


class FolderMissing(MailboxError):
    """A folder that is not there (any more)."""


def backoff(attempt: int) -> float:
    """Seconds to wait before connection attempt number `attempt` + 1: 1, 2, 4 … 300."""
    return float(min(2 ** min(max(attempt, 1) - 1, 9), 300))
