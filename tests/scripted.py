"""Mail servers that misbehave on purpose: each verb answers what the test says, at the pace it says."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import Self

HOST = "127.0.0.1"


class Line:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self._file = sock.makefile("rb")
        self.tag = self.last = b""  # of the command being answered

    def read(self) -> bytes:
        """The next line without its end; EOFError when the client is gone."""
        line = self._file.readline()
        if not line:
            raise EOFError
        return line.rstrip(b"\r\n")

    def read_octets(self, count: int) -> bytes:
        return self._file.read(count)

    def write(self, data: bytes) -> None:
        self.sock.sendall(data)

    def drip(self, data: bytes, pause: float) -> None:
        for place in range(len(data)):
            self.sock.sendall(data[place : place + 1])
            time.sleep(pause)

    def hang(self) -> None:
        """Say nothing until the client goes away."""
        with contextlib.suppress(OSError):
            while self.sock.recv(65536):
                pass
        raise EOFError


class Scripted:
    """Accepts connections on 127.0.0.1 and lets `talk` lead each; counts them."""

    def __init__(self, talk: Callable[[Line], None]) -> None:
        self._talk = talk
        self._socks: list[socket.socket] = []
        self._listener = socket.create_server((HOST, 0))
        self.port = int(self._listener.getsockname()[1])
        self.connections = 0

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for sock in [self._listener, *self._socks]:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                self._socks.append(sock)
                self.connections += 1
                threading.Thread(target=self._lead, args=(sock,), daemon=True).start()

    def _lead(self, sock: socket.socket) -> None:
        with contextlib.suppress(OSError, EOFError, ValueError), sock:
            self._talk(Line(sock))


Act = Callable[[Line], None]
Answer = bytes | Act


def close(line: Line) -> None:
    """Hang up."""
    raise EOFError


_IMAP: Mapping[str, bytes] = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE\r\n",
    "LOGIN": b"",
    "LIST": b'* LIST (\\Noselect) "/" ""\r\n',
    "SELECT": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] v\r\n* OK [UIDNEXT 6] n\r\n",
    "NOOP": b"",
    "SEARCH": b"* SEARCH 5\r\n",
    "LOGOUT": b"* BYE\r\n",
}


def imap(answers: Mapping[str, Answer], greeting: Answer = b"* OK siap\r\n") -> Callable[[Line], None]:
    """An IMAP dialogue: untagged bytes per verb, followed by the tagged OK; a function takes over the line.

    Bytes with "{tag}" are the whole answer.
    """

    def talk(line: Line) -> None:
        _give(line, greeting, b"")
        while True:
            line.last = line.read()
            tag, _, rest = line.last.partition(b" ")
            line.tag = tag
            words = rest.upper().split()
            verb = (words[1] if words[0] == b"UID" else words[0]).decode()
            _give(line, answers.get(verb, _IMAP.get(verb, b"{tag} BAD apa\r\n")), tag)

    return talk


def _give(line: Line, answer: Answer, tag: bytes) -> None:
    if callable(answer):
        answer(line)
    elif b"{tag}" in answer or not tag:
        line.write(answer.replace(b"{tag}", tag))
    else:
        line.write(answer + tag + b" OK selesai\r\n")


_SMTP: Mapping[str, bytes] = {
    "EHLO": b"250-kantor pos contoh\r\n250-SIZE 1000000\r\n250 AUTH PLAIN\r\n",
    "AUTH": b"235 masuk\r\n",
    "MAIL": b"250 baik\r\n",
    "RCPT": b"250 baik\r\n",
    "DATA": b"354 silakan\r\n",
    ".": b"250 diterima\r\n",
    "RSET": b"250 bersih\r\n",
    "QUIT": b"221 sampai jumpa\r\n",
}


def smtp(answers: Mapping[str, Answer], heard: list[str] | None = None) -> Callable[[Line], None]:
    """An SMTP dialogue: bytes or an act per verb, "GREETING" first, "." after the message; verbs go to `heard`."""

    def talk(line: Line) -> None:
        _give(line, answers.get("GREETING", b"220 siap\r\n"), b"")
        while True:
            verb = line.read().split(b" ")[0].decode().upper()
            if heard is not None:
                heard.append(verb)
            answer = answers.get(verb, _SMTP.get(verb, b"500 apa\r\n"))
            _give(line, answer, b"")
            if verb == "DATA" and isinstance(answer, bytes) and answer.startswith(b"354"):
                while line.read() != b".":
                    pass
                _give(line, answers.get(".", _SMTP["."]), b"")

    return talk
