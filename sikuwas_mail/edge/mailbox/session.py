"""One logged-in connection: every word to the server goes through `say`, which bounds it and names its failure."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from sikuwas_mail.edge.mailbox.names import guessed_prefix, real_name
from sikuwas_mail.edge.mailbox.values import (
    FolderMissing,
    ImapSettings,
    MailboxError,
    MailboxNotWritable,
    MailboxRefused,
    MailboxUnavailable,
    MailboxUntrusted,
)
from sikuwas_mail.edge.mailbox.wire import Watch, login, opened, shut
from sikuwas_mail.edge.tls import scrub

_CODE = re.compile(r"\[([A-Z-]+)[^\]]*\]")
_BYTES = re.compile(r"^b['\"](.*)['\"]$", re.DOTALL)  # the library prints some answers as Python prints bytes
_LATER = {"UNAVAILABLE", "SERVERBUG", "INUSE", "LIMIT", "CONTACTADMIN"}
_MISSING = {"TRYCREATE", "NONEXISTENT"}
_NOT_WRITABLE = {"OVERQUOTA", "READ-ONLY", "NOPERM", "CANNOT"}
_WRITING = {"create", "append", "copy", "move", "store", "expunge"}
# What the library's parsers throw at half a line or at nonsense.
_GARBLED = (ValueError, LookupError, TypeError, AttributeError, AssertionError)


@dataclass(frozen=True, slots=True)
class Selected:
    """A folder as it was when opened. `uidnext` 0: the server did not say; `readonly`: that was asked for."""

    folder: str
    uidvalidity: int
    uidnext: int
    exists: int
    readonly: bool


class Session:
    """Dead after the first MailboxUnavailable: throw it away."""

    def __init__(self, settings: ImapSettings) -> None:
        self.settings = settings
        self.alive = True
        self.selected: Selected | None = None
        self.horizon: int | None = None  # highest UID a search has looked up to
        self.marked: set[int] = set()  # UIDs we marked \Deleted and could not expunge
        self._watch = Watch()
        self._client: IMAPClient | None = None
        with self.say("menyambung ke server IMAP"):
            self._client = opened(settings, self._watch)
        with self.say("masuk ke server IMAP"):
            login(self.client, settings)
            self.capabilities = frozenset(c.decode("ascii", "replace") for c in self.client.capabilities())
        self.prefix, self.separator = self._namespace()
        self._real: set[str] = set()

    @property
    def client(self) -> IMAPClient:
        """The library's client, while the connection lives."""
        if self._client is None or not self.alive:
            raise MailboxUnavailable("sambungan IMAP sudah terputus")
        return self._client

    @contextmanager
    def say(self, what: str, seconds: float = 0.0) -> Iterator[None]:
        """Talk to the server within the settings' timeout plus `seconds`; failures come out as MailboxError."""
        try:
            with self._watch.within(self.settings.timeout + seconds):
                yield
        except MailboxError as error:
            self._end_if(error)
            raise
        except (imaplib.IMAP4.error, OSError, EOFError, *_GARBLED) as error:
            named = self._named(what, error)
            self._end_if(named)
            raise named from None

    def _end_if(self, error: MailboxError) -> None:
        if isinstance(error, (MailboxUnavailable, MailboxRefused)):
            self.end()

    def _named(self, what: str, error: Exception) -> MailboxError:
        text = scrub(_words(error), (self.settings.password,))
        reason = f"{what} gagal: {text}"
        if isinstance(error, ssl.SSLCertVerificationError):
            return MailboxUntrusted(f"{what} gagal: sertifikat server tidak dapat dipercaya: {text}")
        if self._watch.fired or isinstance(error, TimeoutError):
            return MailboxUnavailable(f"{what} gagal: server tidak menjawab dalam waktunya")
        if isinstance(error, imaplib.IMAP4.readonly):
            return MailboxNotWritable(reason)
        if isinstance(error, imaplib.IMAP4.error) and not isinstance(error, imaplib.IMAP4.abort):
            return _refusal(error, reason, text)
        return MailboxUnavailable(reason)

    def end(self) -> None:
        """Cut the connection without a word."""
        self.alive = False
        client, self._client = self._client, None
        if client is None:
            return
        if self._watch.sock is not None:
            shut(self._watch.sock)
        try:
            client.shutdown()
        except (imaplib.IMAP4.error, OSError, *_GARBLED):
            return

    def leave(self) -> None:
        """Say LOGOUT within a few seconds and end; never raises."""
        client = self._client
        if self.alive and client is not None:
            try:
                with self._watch.within(min(self.settings.timeout, 3.0)):
                    client.logout()
            except (imaplib.IMAP4.error, OSError, EOFError, *_GARBLED):
                pass
        self.end()

    def select(self, folder: str, *, readonly: bool = False, fresh: bool = True) -> Selected:
        """SELECT or EXAMINE a folder by its real name; not `fresh`: keep it if it is the one selected now.

        A folder the server only opens for reading is opened for reading: fetching goes on, moving will be refused.
        """
        now = self.selected
        if not fresh and now is not None and (now.folder, now.readonly) == (folder, readonly):
            return now
        self.selected = None
        try:
            self.selected = self._opened(folder, readonly)
        except MailboxNotWritable:
            if readonly:
                raise
            self.selected = replace(self._opened(folder, readonly=True), readonly=False)
        return self.selected

    def _opened(self, folder: str, readonly: bool) -> Selected:
        with self.say(f'membuka folder "{folder}"'):
            answer = self.client.select_folder(folder, readonly=readonly)
            uidnext, exists = int(answer.get(b"UIDNEXT", 0)), int(answer.get(b"EXISTS", 0))
            return Selected(folder, int(answer[b"UIDVALIDITY"]), uidnext, exists, readonly)

    def real(self, name: str) -> str:
        """The server's own name of a folder written with "/"; a name the server gave us stays as it is."""
        return name if name in self._real else real_name(name, self.prefix, self.separator)

    def listed(self) -> list[str]:
        """Real names of all folders that can hold messages."""
        with self.say("membaca daftar folder"):
            rows = self.client.list_folders()
            names = [str(name) for flags, _, name in rows if b"\\noselect" not in {flag.lower() for flag in flags}]
        self._real.update(names)
        return names

    def _namespace(self) -> tuple[str, str]:
        with self.say("membaca namespace"):
            if "NAMESPACE" in self.capabilities:
                personal = self.client.namespace().personal
                if personal:
                    return str(personal[0][0]), str(personal[0][1] or "")
            rows = self.client.list_folders("", "*")
            separator = next((delimiter.decode("ascii") for _, delimiter, _ in rows if delimiter), "")
            return guessed_prefix([str(name) for _, _, name in rows], separator), separator


def _words(error: Exception) -> str:
    said = next(iter(error.args), "")
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(error)
    return _BYTES.sub(r"\1", text) or type(error).__name__


def _refusal(error: imaplib.IMAP4.error, reason: str, text: str) -> MailboxError:
    code = next((m for m in _CODE.findall(text.upper()) if m not in {"ALERT"}), "")
    if isinstance(error, LoginError):  # the library makes one of a lost connection, too
        lost = isinstance(error.__context__, imaplib.IMAP4.abort)
        return MailboxUnavailable(reason) if lost or code in _LATER else MailboxRefused(reason)
    if code in _MISSING:
        return FolderMissing(reason)
    if code in _NOT_WRITABLE:
        return MailboxNotWritable(reason)
    if code in _LATER or " failed:" not in text:  # BAD, or the server is not itself
        return MailboxUnavailable(reason)
    verb = text.partition(" failed:")[0].lower()
    if verb == "select":
        return FolderMissing(reason)
    return MailboxNotWritable(reason) if verb in _WRITING else MailboxUnavailable(reason)
