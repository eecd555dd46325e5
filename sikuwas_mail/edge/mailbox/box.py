"""The mailbox as the office uses it: folders by their configured names, messages by UID, failures by five names."""

import contextlib
import re
import socket
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from imapclient.exceptions import IMAPClientError

from sikuwas_mail.edge.mailbox import fetching, moving, waiting
from sikuwas_mail.edge.mailbox.session import Session
from sikuwas_mail.edge.mailbox.values import MAX_SIZE, Fetched, Folders, ImapSettings, MailboxUnavailable

_LINE_END = re.compile(rb"\r\n|\r|\n")
_SLOWEST = 20_000  # octets per second a line must manage


class Mailbox:
    """One client for one thread. After MailboxUnavailable it is disconnected: `connect()` again after a `backoff`.

    Folder names are taken as configured (with "/") or as the server gave them.
    """

    def __init__(self, settings: ImapSettings) -> None:
        self.settings = settings
        self._session: Session | None = None

    def connect(self) -> None:
        """Connect, verify, log in. Raises MailboxUnavailable, MailboxUntrusted, MailboxRefused."""
        self.close()
        self._session = Session(self.settings)

    def close(self) -> None:
        """Log out and disconnect; never raises, may be called twice."""
        session, self._session = self._session, None
        if session is not None:
            session.leave()

    @property
    def connected(self) -> bool:
        """Whether the last word with the server went well."""
        return self._session is not None and self._session.alive

    @property
    def capabilities(self) -> frozenset[str]:
        """What the server offers after login, in upper case."""
        return self._talk().capabilities

    def folders(self) -> list[str]:
        """Real names of all folders that can hold messages."""
        return self._talk().listed()

    def ensure_folders(self, *more: str) -> Folders:
        """Create and subscribe the folders for finished mail, for humans, and `more`; their real names.

        Raises MailboxNotWritable where the server forbids it.
        """
        session, known = self._talk(), set(self.folders())
        wanted = [session.real(n) for n in (self.settings.folder_selesai, self.settings.folder_periksa, *more)]
        for name in wanted:
            if name not in known:
                _create(session, name)
        session.listed()
        return Folders(session.real(self.settings.folder_masuk), wanted[0], wanted[1], tuple(wanted[2:]))

    def uidvalidity(self) -> int:
        """UIDVALIDITY of the incoming folder now; a new value makes all remembered UIDs meaningless."""
        session = self._talk()
        return session.select(self._masuk(session)).uidvalidity

    def uids(self) -> tuple[int, list[int]]:
        """UIDVALIDITY of the incoming folder and all its UIDs now."""
        session = self._talk()
        return fetching.all_uids(session, self._masuk(session))

    def new_messages(
        self,
        after_uid: int | None,
        uidvalidity: int | None = None,
        *,
        batch: int = 20,
        limit: int = MAX_SIZE,
        skip: Collection[int] = (),
    ) -> Iterator[Fetched]:
        """Messages of the incoming folder above `after_uid`, oldest first in each batch; nothing is marked as seen.

        `uidvalidity`: where `after_uid` comes from; if the server has another one by now, everything is read again.
        Above `limit` octets only the header block is read. A message may be moved while the iterator runs.
        A message on which the server breaks down is found by its MailboxUnavailable.uids with `batch=1`, and
        passed over by `skip`.
        """
        session, order = self._talk(), fetching.Order(batch, limit, frozenset(skip))
        return fetching.new_messages(session, self._masuk(session), after_uid, uidvalidity, order)

    def move(self, uids: Sequence[int], folder: str) -> None:
        """Move messages of the incoming folder. Raises FolderMissing, MailboxNotWritable, MailboxUnavailable."""
        session = self._talk()
        moving.move(session, self._masuk(session), uids, session.real(folder))

    def append(self, folder: str, raw: bytes, flags: Sequence[str] = (), when: datetime | None = None) -> None:
        """Put a message (bare line ends become CRLF) into a folder; `when`: aware, its internal date."""
        session = self._talk()
        with session.say(f'menyimpan surat ke "{folder}"', len(raw) / _SLOWEST):
            session.client.append(session.real(folder), raw, tuple(flags), when)

    def append_all(self, folder: str, raws: Sequence[bytes], flags: Sequence[str], when: datetime) -> None:
        """Put several messages into a folder: in one command where the server offers MULTIAPPEND, all or none then."""
        session = self._talk()
        if len(raws) == 1 or "MULTIAPPEND" not in session.capabilities:
            for raw in raws:
                self.append(folder, raw, flags, when)
            return
        rows = [{"msg": _LINE_END.sub(b"\r\n", raw), "flags": tuple(flags), "date": when} for raw in raws]
        with session.say(f'menyimpan surat ke "{folder}"', sum(map(len, raws)) / _SLOWEST):
            session.client.multiappend(session.real(folder), rows)

    def find_message_id(self, folder: str, message_id: str) -> bool:
        """Whether a folder holds a message with exactly this Message-ID. Raises FolderMissing."""
        session = self._talk()
        session.select(session.real(folder), readonly=True)
        item = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
        with session.say(f'mencari surat di "{folder}"'):
            uids = [int(uid) for uid in session.client.search(["HEADER", "Message-ID", message_id])]
            rows = session.client.fetch(uids, [item]).values() if uids else ()
            return any(_carries(row, message_id) for row in rows)

    def wait(self, seconds: float, wake: socket.socket | None = None) -> bool:
        """Wait for new mail at most `seconds`, less when `wake` becomes readable (it is drained).

        True: new mail was announced, or came since the last `new_messages`. With IDLE the connection is watched;
        without (or `idle = false`) this only sleeps, and the caller looks for itself.
        """
        session = self._talk()
        return waiting.wait(session, self._masuk(session), seconds, wake, idle=self.settings.idle)

    def _masuk(self, session: Session) -> str:
        return session.real(self.settings.folder_masuk)

    def _talk(self) -> Session:
        if self._session is None or not self._session.alive:
            raise MailboxUnavailable("belum tersambung ke server IMAP")
        return self._session


def _create(session: Session, name: str) -> None:
    with session.say(f'membuat folder "{name}"'):
        try:
            session.client.create_folder(name)
        except IMAPClientError as error:
            if "ALREADYEXISTS" not in str(error):
                raise
    with session.say(f'melanggani folder "{name}"'), contextlib.suppress(IMAPClientError):  # only for its looks
        session.client.subscribe_folder(name)


def _carries(row: Mapping[bytes, object], message_id: str) -> bool:
    header = b"".join(part for part in row.values() if isinstance(part, bytes))
    return "".join(header.split(b":", 1)[-1].decode("latin-1").split()) == message_id
