"""The mailbox over IMAP: one client, one thread; nothing is deleted, nothing is marked as seen."""

from sikuwas_mail.edge.mailbox.box import Mailbox
from sikuwas_mail.edge.mailbox.values import (
    Fetched,
    FolderMissing,
    Folders,
    ImapSettings,
    MailboxError,
    MailboxNotWritable,
    MailboxRefused,
    MailboxUnavailable,
    MailboxUntrusted,
    backoff,
)

__all__ = [
    "Fetched",
    "FolderMissing",
    "Folders",
    "ImapSettings",
    "Mailbox",
    "MailboxError",
    "MailboxNotWritable",
    "MailboxRefused",
    "MailboxUnavailable",
    "MailboxUntrusted",
    "backoff",
]
