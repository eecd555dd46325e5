"""The SMTP half of the post office: whatever is for a local mailbox is taken and delivered, the rest is refused."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Deliver = Callable[[str, bytes], Awaitable[None]]  # account, message


@dataclass(frozen=True, slots=True)
class Posted:
    """One transaction as it came in, before delivery added its trace headers."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes


class SmtpDesk:
    """Takes submissions for `accounts` (address → password); plus-address details are ignored for delivery."""

    def __init__(
        self, accounts: Mapping[str, str], deliver: Deliver, host: str, clock: Callable[[], datetime], *, auth: bool
    ) -> None:
        self.sent: list[Posted] = []
        self.refused: dict[str, tuple[int, str]] = {}
        self.pause = 0.0  # seconds before each reply
        self._accounts, self._deliver = accounts, deliver
        self._host, self._clock, self._auth = host, clock, auth

    async def serve(self) -> asyncio.Server:
        """Listen on a port of 127.0.0.1 the system chooses."""
        return await asyncio.get_running_loop().create_server(self._protocol, "127.0.0.1", 0)

    def _protocol(self) -> SMTP:
        return SMTP(
            self,
            hostname=self._host,
            ident="Kantor Pos",
            auth_required=self._auth,
            auth_require_tls=False,
            authenticator=self._authenticate,
            loop=asyncio.get_running_loop(),
        )

    def _authenticate(self, server: SMTP, session: Session, envelope: Envelope, how: str, data: object) -> AuthResult:
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        known = self._accounts.get(data.login.decode("utf-8", "replace").lower())
        return AuthResult(success=known is not None and known.encode() == data.password, handled=False)

    async def handle_MAIL(  # noqa: N802  # aiosmtpd finds its hooks by name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Every sender is welcome, the empty one of bounces too."""
        await asyncio.sleep(self.pause)
        envelope.mail_from = address
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Local mailboxes only, and none that `refused` names."""
        await asyncio.sleep(self.pause)
        if address.lower() in self.refused:
            code, text = self.refused[address.lower()]
            return f"{code} {text}"
        if account_of(address) not in self._accounts:
            return "550 5.1.1 Kotak surat tidak dikenal"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Deliver before answering: a 250 means that it lies in the INBOX."""
        await asyncio.sleep(self.pause)
        raw = bytes(envelope.original_content or b"")
        sender, recipients = envelope.mail_from or "", tuple(envelope.rcpt_tos)
        for recipient in recipients:
            await self._deliver(account_of(recipient), self._trace(session, sender, recipient) + raw)
        self.sent.append(Posted(sender, recipients, raw))
        return f"250 2.0.0 OK diterima sebagai {len(self.sent)}"

    def _trace(self, session: Session, sender: str, recipient: str) -> bytes:
        peer = session.peer[0] if isinstance(session.peer, tuple) else "?"
        lines = (
            f"Return-Path: <{sender}>",
            f"Received: from {session.host_name} ([{peer}]) by {self._host} with ESMTP",
            f"\tfor <{recipient}>; {format_datetime(self._clock())}",
        )
        return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "replace")


def account_of(address: str) -> str:
    """The mailbox behind an address: lower case, without the detail after "+"."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
