"""A proxy on 127.0.0.1 that lets so many bytes of a session through and then cuts it in mid-word."""

import contextlib
import selectors
import socket
import threading
from typing import Self

HOST = "127.0.0.1"


class Cutting:
    """Passes connections on to `target`; the next one is cut after `cut_after` bytes in either direction.

    `cut_after` None: nothing is cut. A cut is used up by the connection it falls on; `passed` counts all bytes.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self.cut_after: int | None = None
        self.cuts = self.passed = 0
        self._listener = socket.create_server((HOST, 0))
        self.port = int(self._listener.getsockname()[1])

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                budget, self.cut_after = self.cut_after, None
                threading.Thread(target=self._lead, args=(near, budget), daemon=True).start()

    def _lead(self, near: socket.socket, budget: int | None) -> None:
        with contextlib.suppress(OSError), near, socket.create_connection((HOST, self.target)) as far:
            left = self._pass(near, far, budget)
            if left is not None and left > 0:
                self.cut_after = left  # it ended by itself: the next session inherits what is left

    def _pass(self, near: socket.socket, far: socket.socket, left: int | None) -> int | None:
        with selectors.DefaultSelector() as selector:
            selector.register(near, selectors.EVENT_READ, far)
            selector.register(far, selectors.EVENT_READ, near)
            while True:
                for key, _ in selector.select():
                    source = key.fileobj
                    assert isinstance(source, socket.socket)
                    data = source.recv(65536 if left is None else min(65536, left))
                    if not data:
                        return left
                    key.data.sendall(data)
                    self.passed += len(data)
                    left = None if left is None else left - len(data)
                    if left == 0:
                        self.cuts += 1
                        return 0
