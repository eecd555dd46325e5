"""The bare connection: TLS verified before a word is said, no delay on small packets, and a deadline on everything."""

import contextlib
import imaplib
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from sikuwas_mail.edge.mailbox.values import ImapSettings, MailboxRefused, MailboxUntrusted
from sikuwas_mail.edge.tls import is_loopback, scrub, verified_context

# Its lines quote the dialogue: at our own debug level they would carry mail into the logs.
logging.getLogger("imapclient").setLevel(logging.WARNING)


class Watch:
    """Cuts the connection when a command outlasts its deadline: a server that drips bytes never times out by itself."""

    def __init__(self) -> None:
        self.sock: socket.socket | None = None
        self.fired = False

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Do something within `seconds`, else the socket is shut down and the reader sees its end."""
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        self.fired = True
        if self.sock is not None:
            shut(self.sock)


def shut(sock: socket.socket) -> None:
    """End both directions at once; the base method, because SSLSocket's forgets its TLS state under the reader."""
    try:
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:
        return


class _Imap4(imaplib.IMAP4):
    def __init__(self, settings: ImapSettings, context: ssl.SSLContext | None, watch: Watch) -> None:
        self._context, self._watch = context, watch
        super().__init__(settings.host, settings.port, settings.timeout)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        sock = socket.create_connection((self.host, self.port), timeout)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._watch.sock = sock
        return sock if self._context is None else self._secured(sock, self._context)

    def _secured(self, sock: socket.socket, context: ssl.SSLContext) -> socket.socket:
        secured = context.wrap_socket(sock, server_hostname=self.host, do_handshake_on_connect=False)
        self._watch.sock = secured  # before the handshake, which may be the slow part
        try:
            secured.do_handshake()
        except BaseException:
            secured.close()
            raise
        return secured


class _Client(IMAPClient):  # type: ignore[misc]  # the library is untyped
    def __init__(self, settings: ImapSettings, context: ssl.SSLContext | None, watch: Watch) -> None:
        self._make: Callable[[], imaplib.IMAP4] = lambda: _Imap4(settings, context, watch)
        tls = {"ssl": context is not None, "ssl_context": context}
        super().__init__(settings.host, settings.port, timeout=settings.timeout, **tls)

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802  # the library's name
        return self._make()


def opened(settings: ImapSettings, watch: Watch) -> IMAPClient:
    """A connected client, not logged in. Raises what the library raises, MailboxRefused, MailboxUntrusted."""
    if settings.tls == "none" and not is_loopback(settings.host):
        raise MailboxRefused('imap.tls = "none" hanya boleh untuk alamat loopback; gunakan "ssl" atau "starttls"')
    if settings.tls == "ssl":
        client = _Client(settings, verified_context(settings.ca_file), watch)
    else:
        client = _Client(settings, None, watch)
    if settings.tls == "starttls":
        _upgrade(client, settings, watch)
    client.normalise_times = False
    return client


def _upgrade(client: IMAPClient, settings: ImapSettings, watch: Watch) -> None:
    try:
        if not client.has_capability("STARTTLS"):
            raise MailboxUntrusted("server IMAP tidak menawarkan STARTTLS; kata sandi tidak dikirim")
        client.starttls(verified_context(settings.ca_file))
    except BaseException:
        with contextlib.suppress(OSError):  # a failed handshake has closed it already
            client.shutdown()
        raise
    watch.sock = client.socket()


def login(client: IMAPClient, settings: ImapSettings) -> None:
    """Log in by XOAUTH2, by LOGIN, or by AUTHENTICATE PLAIN where LOGIN is off or the password is not ASCII."""
    if settings.auth != "password":
        _token_login(client, settings)
        return
    plain = client.has_capability("LOGINDISABLED") or not (settings.user + settings.password).isascii()
    if plain and client.has_capability("AUTH=PLAIN"):
        client.plain_login(settings.user, settings.password)
    else:
        client.login(settings.user, settings.password)


def _token_login(client: IMAPClient, settings: ImapSettings) -> None:
    if settings.token is None:
        raise MailboxRefused(f'imap.auth = "{settings.auth}" memerlukan [oauth2]')
    try:
        token = settings.token.get()
    except PermissionError as ended:
        raise MailboxRefused(str(ended)) from None
    try:
        client.oauth2_login(settings.user, token)
    except LoginError as error:
        settings.token.drop()
        raise LoginError(scrub(str(error), (token,))) from None
