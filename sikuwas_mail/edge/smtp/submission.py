"""Each letter handed to the server comes back with exactly one fate: sent, later, refused, or in doubt."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable
from typing import cast

import aiosmtplib

from sikuwas_mail.edge.smtp.values import (
    MINUTE,
    Doubtful,
    Refused,
    Result,
    Sent,
    SmtpFacts,
    SmtpSettings,
    SmtpUnavailable,
    Tahap,
    TryLater,
    pause,
)
from sikuwas_mail.edge.smtp.wire import emptied, stuffed, words
from sikuwas_mail.edge.tls import is_loopback, scrub, verified_context

_LOGIN_CODES = {530, 534, 535, 538}  # about our account, not about the letter


class _Stop(Exception):
    def __init__(self, result: Result) -> None:
        super().__init__()
        self.result = result


class Submission:
    """One connection, used again for letter after letter; safe to call from several tasks, which then queue up."""

    def __init__(self, settings: SmtpSettings, *, window: float = MINUTE) -> None:
        self.settings = settings
        self._client: aiosmtplib.SMTP | None = None
        self._lock = asyncio.Lock()
        self._window = window  # seconds in which at most `maks_per_menit` letters go out
        self._sent: deque[float] = deque(maxlen=max(settings.maks_per_menit, 1))

    async def send(self, raw: bytes, sender: str, recipient: str) -> Result:
        """Hand over one letter (`raw` as it stands, line ends made CRLF) for one recipient."""
        async with self._lock:
            await self._keep_pace()
            try:
                return await self._send(raw, sender, recipient)
            except _Stop as stop:
                return stop.result
            except BaseException:  # cancelled: the dialogue is out of step
                self._drop()
                raise

    async def check(self) -> SmtpFacts:
        """Connect anew, upgrade, greet, log in, leave. Raises SmtpUnavailable."""
        async with self._lock:
            self._drop()
            try:
                client = await self._connect()
            except _Stop as stop:
                result = stop.result
                code = result.code if isinstance(result, (TryLater, Refused)) else 0
                raise SmtpUnavailable(getattr(result, "text", ""), code) from None
            facts = self._facts(client)
            await self._leave()
            return facts

    async def close(self) -> None:
        """QUIT and disconnect; never raises on a dead connection."""
        async with self._lock:
            await self._leave()

    async def _keep_pace(self) -> None:
        now = asyncio.get_running_loop().time()
        await asyncio.sleep(pause(self._sent, now, self.settings.maks_per_menit, self._window))
        self._sent.append(asyncio.get_running_loop().time())

    async def _send(self, raw: bytes, sender: str, recipient: str) -> Result:
        client = await self._ready()
        await self._ask(lambda: client.mail(sender), "pengirim")
        await self._ask(lambda: client.rcpt(recipient), "penerima")
        return await self._data(client, raw)

    async def _ready(self) -> aiosmtplib.SMTP:
        client = self._client
        if client is not None and client.is_connected:
            try:
                await client.rset()
                return client
            except (aiosmtplib.SMTPException, OSError, ValueError):
                self._drop()  # dropped while idle: a new connection, at once
        return await self._connect()

    async def _connect(self) -> aiosmtplib.SMTP:
        self._drop()
        self._refuse_unusable()
        try:
            client = self._client = _client(self.settings)
        except OSError as error:
            raise self._later(error, "sambung") from None
        await self._ask(client.connect, "sambung")
        await self._ask(client.ehlo, "sambung")
        if self.settings.user:
            await self._login(client)
        return client

    async def _login(self, client: aiosmtplib.SMTP) -> None:
        user, token = self.settings.user, self.settings.token
        if token is None:
            await self._ask(lambda: client.login(user, self.settings.password), "masuk")
            return
        try:
            access = await asyncio.to_thread(token.get)
        except OSError as error:
            raise self._later(error, "masuk") from None
        try:
            await self._ask(lambda: client.auth_xoauth2(user, access), "masuk")
        except _Stop as stop:
            token.drop()
            if isinstance(stop.result, TryLater):
                text = scrub(stop.result.text, (access,))
                raise _Stop(TryLater(stop.result.code, text, "masuk")) from None
            raise

    def _refuse_unusable(self) -> None:
        if self.settings.tls == "none" and not is_loopback(self.settings.host):
            text = 'smtp.tls = "none" hanya boleh untuk alamat loopback; gunakan "ssl" atau "starttls"'
            raise _Stop(TryLater(0, text, "sambung"))
        if self.settings.user and self.settings.auth != "password" and self.settings.token is None:
            text = f'smtp.auth = "{self.settings.auth}" memerlukan [oauth2]'
            raise _Stop(TryLater(0, text, "masuk"))

    async def _ask(self, step: Callable[[], Awaitable[object]], tahap: Tahap) -> None:
        try:
            await step()
        except aiosmtplib.SMTPResponseException as error:
            raise self._judged(error.code, error.message, tahap) from None
        except (aiosmtplib.SMTPException, OSError, ValueError, RuntimeError) as error:
            if isinstance(error, ValueError) and tahap in ("pengirim", "penerima"):
                text = f"alamat tidak dapat dipakai: {self._scrub(str(error))}"
                raise _Stop(Refused(0, text, tahap)) from None
            raise self._later(error, tahap) from None

    async def _data(self, client: aiosmtplib.SMTP, raw: bytes) -> Result:
        try:
            leave = await client.execute_command(b"DATA")
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:
            raise self._later(error, "isi") from None
        if leave.code != aiosmtplib.SMTPStatus.start_input:
            raise self._judged(leave.code, leave.message, "isi")
        return await self._hand_over(client, stuffed(raw))

    async def _hand_over(self, client: aiosmtplib.SMTP, body: bytes) -> Result:
        """Body first, the final dot only after it has left: before the dot nothing can have been accepted."""
        protocol, transport = client.protocol, cast("asyncio.WriteTransport | None", client.transport)
        if protocol is None or transport is None:
            raise self._later(ConnectionError("sambungan terputus"), "isi")
        reply = asyncio.ensure_future(protocol.read_response())
        try:
            await asyncio.sleep(0)  # the reader must be listening before the server can speak
            protocol.write(body)
            await emptied(transport, reply, self.settings.timeout)
            if not reply.done():
                protocol.write(b".\r\n")
                return await self._verdict(reply)
            return self._early(reply)
        except (aiosmtplib.SMTPException, OSError) as error:
            raise self._later(error, "isi") from None
        finally:
            _forget(reply)

    async def _verdict(self, reply: "asyncio.Future[aiosmtplib.SMTPResponse]") -> Result:
        try:
            answer = await asyncio.wait_for(reply, self.settings.timeout_akhir)
        except (aiosmtplib.SMTPException, OSError) as error:
            self._drop()
            return Doubtful(f"surat diserahkan, tetapi jawaban tidak sampai: {self._scrub(words(error))}")
        if answer.code == aiosmtplib.SMTPStatus.completed:
            return Sent(self._scrub(f"{answer.code} {answer.message}"))
        if not 400 <= answer.code <= 599:
            self._drop()
            return Doubtful(f"jawaban server tidak dapat dimengerti: {answer.code} {self._scrub(answer.message)}")
        return self._judged(answer.code, answer.message, "isi").result

    def _early(self, reply: "asyncio.Future[aiosmtplib.SMTPResponse]") -> Result:
        answer = reply.result()  # raises when the connection was lost
        self._drop()  # the server would read the rest of the letter as commands
        return self._judged(answer.code, answer.message, "isi").result

    def _judged(self, code: int, message: str, tahap: Tahap) -> _Stop:
        """4xx later; 5xx refused, unless it is about our connection or login; anything else is no SMTP: later."""
        text = self._scrub(message)
        if code == 421 or not 400 <= code <= 599 or tahap in ("sambung", "masuk"):
            self._drop()
        about_letter = tahap not in ("sambung", "masuk") and code not in _LOGIN_CODES
        if 500 <= code <= 599 and about_letter:
            return _Stop(Refused(code, text, tahap))
        return _Stop(TryLater(code if code > 0 else 0, text, tahap))

    def _later(self, error: Exception, tahap: Tahap) -> _Stop:
        self._drop()
        return _Stop(TryLater(0, self._scrub(words(error)), tahap))

    def _scrub(self, text: str) -> str:
        pair = f"\0{self.settings.user}\0{self.settings.password}" if self.settings.password else ""
        return scrub(text, (pair, self.settings.password))

    def _facts(self, client: aiosmtplib.SMTP) -> SmtpFacts:
        cipher = client.get_transport_info("cipher")
        size = client.esmtp_extensions.get("size", "").strip()
        return SmtpFacts(
            salam=str(client.last_ehlo_response.message).partition("\n")[0] if client.last_ehlo_response else "",
            tls=str(cipher[1]) if cipher else "",
            masuk=bool(self.settings.user),
            batas=int(size) if size.isdigit() else 0,
            kemampuan=tuple(sorted(client.esmtp_extensions)),
        )

    async def _leave(self) -> None:
        client = self._client
        if client is not None and client.is_connected:
            with contextlib.suppress(aiosmtplib.SMTPException, OSError, ValueError):
                await client.quit(timeout=min(self.settings.timeout, 3.0))
        self._drop()

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        if client.transport is not None:
            cast("asyncio.WriteTransport", client.transport).abort()  # close() would still flush what is buffered
        client.close()


def _client(settings: SmtpSettings) -> aiosmtplib.SMTP:
    return aiosmtplib.SMTP(
        hostname=settings.host,
        port=settings.port,
        use_tls=settings.tls == "ssl",
        start_tls=settings.tls == "starttls",  # never "if offered"
        tls_context=None if settings.tls == "none" else verified_context(settings.ca_file),
        timeout=settings.timeout,
        local_hostname="[127.0.0.1]",
    )


def _forget(reply: "asyncio.Future[aiosmtplib.SMTPResponse]") -> None:
    if not reply.cancel() and not reply.cancelled():
        reply.exception()  # looked at, so that asyncio does not complain of it
