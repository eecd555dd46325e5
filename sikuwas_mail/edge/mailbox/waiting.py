"""Waiting ends at new mail, at a poke, or in time; what arrived while nobody listened counts as new mail."""

import selectors
import socket
import time

from imapclient.exceptions import IMAPClientError

from sikuwas_mail.edge.mailbox.session import Session
from sikuwas_mail.edge.mailbox.values import MailboxUnavailable

RENEW = 25 * 60.0  # servers drop an IDLE of 29 minutes


def wait(session: Session, folder: str, seconds: float, wake: socket.socket | None, *, idle: bool) -> bool:
    """True: the server told of new mail in `folder`. False: time over, or `wake` was poked (it is drained)."""
    end = time.monotonic() + seconds
    if not idle or "IDLE" not in session.capabilities:
        _ready([wake], seconds)
        _drain(wake)
        return False
    while True:
        if _arrived_unheard(session, folder):
            return True
        told, poked = _idle(session, min(RENEW, end - time.monotonic()), wake)
        if told or poked or time.monotonic() >= end:
            return told


def _arrived_unheard(session: Session, folder: str) -> bool:
    """Compare with the last search: answers to other commands swallow the news of arrivals."""
    box = session.select(folder)
    if session.horizon is None:
        session.horizon = box.uidnext - 1
    return box.uidnext - 1 > session.horizon


def _idle(session: Session, seconds: float, wake: socket.socket | None) -> tuple[bool, bool]:
    with session.say("memantau kotak surat"):
        try:
            session.client.idle()
        except IMAPClientError as error:
            if "Unexpected IDLE response" not in str(error):
                raise
            # The news came before the leave to idle: the dialogue is out of step, but there is news.
            raise MailboxUnavailable("server menyela sebelum IDLE; sambung ulang") from None
        sock = session.client.socket()
        pending = bool(getattr(sock, "pending", int)())
    ready = [sock] if pending else _ready([sock, wake], max(seconds, 0.0))
    with session.say("memantau kotak surat"):
        _, news = session.client.idle_done()
        told = any(b"EXISTS" in line for line in news if isinstance(line, tuple))
    _drain(wake)
    return told, wake in ready


def _ready(sockets: list[socket.socket | None], seconds: float) -> list[socket.socket]:
    with selectors.DefaultSelector() as selector:  # select() fails above 1,024 descriptors
        for sock in filter(None, sockets):
            selector.register(sock, selectors.EVENT_READ)
        return [key.fileobj for key, _ in selector.select(seconds) if isinstance(key.fileobj, socket.socket)]


def _drain(wake: socket.socket | None) -> None:
    if wake is not None and wake in _ready([wake], 0):
        wake.recv(4096)
