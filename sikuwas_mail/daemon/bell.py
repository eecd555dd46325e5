"""A bell that any thread or signal handler may ring to end another thread's waiting, in IDLE or out of it."""

import contextlib
import selectors
import socket


class Bell:
    """`sock` becomes readable when it rings."""

    def __init__(self) -> None:
        self._rope, self.sock = socket.socketpair()
        for end in (self._rope, self.sock):
            end.setblocking(False)

    def ring(self) -> None:
        """Never waits: a bell that rings already needs no second stroke."""
        with contextlib.suppress(OSError):
            self._rope.send(b"x")

    def wait(self, seconds: float) -> None:
        """Wait at most `seconds` for a stroke, and silence the bell."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.sock, selectors.EVENT_READ)
            selector.select(seconds)
        with contextlib.suppress(OSError):
            self.sock.recv(4096)

    def close(self) -> None:
        """Take it down."""
        self._rope.close()
        self.sock.close()
