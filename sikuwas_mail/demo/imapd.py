"""The IMAP half of the post office: pymap's mailboxes in memory, for accounts known by their addresses."""

import asyncio
import contextlib
from argparse import Namespace
from datetime import datetime

from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Identity, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet, _ThreadCache
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.mime import MessageContent
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import ObjectId
from pymap.parsing.specials.flag import Flag, Wildcard
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext


class ImapDesk:
    """Make and use it on one event loop only."""

    def __init__(self, accounts: dict[str, str]) -> None:
        self._config = _Config(
            Namespace(passlib_cfg=None, proxy_protocol=None),
            host="127.0.0.1",
            port=0,
            demo_data=False,
            demo_user="",
            demo_password="",
            tls_enabled=False,
            hash_context=Cleartext(),
            invalid_user_sleep=0.0,
            cpu_subsystem=Subsystem.for_asyncio(),
        )
        self._config.apply_context()
        self._login = Login(self._config)
        self._server = IMAPServer(self._login, self._config)
        self._talking: set[asyncio.Task[object]] = set()
        for address, password in accounts.items():
            self._login.users_dict[address] = UserMetadata(self._config, address, password=password)
            self._config.set_cache[address] = (_Mailboxes(), FilterSet())

    async def serve(self) -> asyncio.Server:
        """Listen on a port of 127.0.0.1 the system chooses."""
        return await asyncio.start_server(self._talk, "127.0.0.1", 0, limit=2**20)

    async def append(self, address: str, raw: bytes, when: datetime) -> None:
        """Put a message into the INBOX of a local account; its idle clients are told."""
        identity = Identity(address, self._login, None, frozenset())
        async with identity.new_session() as session:
            inbox = await session.mailbox_set.get_mailbox("INBOX")
            await inbox.append(AppendMessage(raw, when, frozenset()), recent=True)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:
            return
        self._talking.add(task)  # a task nobody holds may be collected in mid-dialogue
        try:
            with contextlib.suppress(ConnectionError, EOFError):
                await self._server(reader, writer, SocketInfo.get(writer, None))
        finally:
            self._talking.discard(task)


class _Config(Config):
    @property
    def greeting(self) -> bytes:
        return b"Kantor pos siap"  # the inherited one asks the DNS who we are


class _Mailbox(MailboxData):
    @property
    def permanent_flags(self) -> frozenset[Flag]:
        return super().permanent_flags | {Wildcard}  # else keywords are silently dropped


class _NoThreads(_ThreadCache):
    def add(self, content: MessageContent) -> ObjectId:
        return ObjectId.random_thread_id()  # nobody asks for threads, and parsing for them may take seconds


class _Mailboxes(MailboxSet):
    def __init__(self) -> None:
        super().__init__()
        self._thread_cache = _NoThreads()
        self._inbox = _Mailbox(self._content_cache, self._thread_cache)

    async def add_mailbox(self, name: str) -> ObjectId:
        await super().add_mailbox(name)
        async with self._set_lock.write_lock():
            self._set[name] = box = _Mailbox(self._content_cache, self._thread_cache)
        return box.mailbox_id
