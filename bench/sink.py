"""A counting SMTP sink in a process of its own: takes everything, remembers who got what when; can be slow on purpose.

python bench/sink.py LOG [DELAY_MS]: prints its port, then writes one line per letter to LOG:
time, recipient, Message-ID, kind, case; tab-separated.
"""

import asyncio
import re
import sys
import time
from pathlib import Path
from typing import IO

HEADER = re.compile(rb"(?im)^(message-id|x-sikuwas-jenis|x-sikuwas-kasus):[ \t]*(?:\r\n[ \t]+)?([^\r\n]+)")


class Sink(asyncio.Protocol):
    """One connection. Replies to pipelined commands leave together."""

    def __init__(self, log: IO[str], delay: float) -> None:
        self.log, self.delay = log, delay
        self.buffer = b""
        self.data = False
        self.recipient = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(b"220 tampungan ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        replies: list[bytes] = []
        while self._step(replies):
            pass
        if replies and self.delay:
            asyncio.get_running_loop().call_later(self.delay, self.transport.write, b"".join(replies))
        elif replies:
            self.transport.write(b"".join(replies))

    def _step(self, replies: list[bytes]) -> bool:
        if self.data:
            end = self.buffer.find(b"\r\n.\r\n")
            if end < 0:
                return False
            self._note(self.buffer[:end])
            self.buffer, self.data = self.buffer[end + 5 :], False
            replies.append(b"250 2.0.0 diterima\r\n")
            return True
        line, found, rest = self.buffer.partition(b"\r\n")
        if not found:
            return False
        self.buffer = rest
        replies.append(self._answer(line))
        return True

    def _answer(self, line: bytes) -> bytes:
        word = line[:4].upper()
        if word == b"EHLO":
            return b"250-tampungan\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 52428800\r\n"
        if word == b"RCPT":
            self.recipient = line.partition(b"<")[2].partition(b">")[0].decode()
        if word == b"DATA":
            self.data = True
            return b"354 silakan\r\n"
        return b"221 2.0.0 sampai jumpa\r\n" if word == b"QUIT" else b"250 2.0.0 baik\r\n"

    def _note(self, raw: bytes) -> None:
        head = raw[: raw.find(b"\r\n\r\n")]
        seen = {k.lower(): v.strip().decode() for k, v in HEADER.findall(head)}
        keys = (b"message-id", b"x-sikuwas-jenis", b"x-sikuwas-kasus")
        self.log.write("\t".join((f"{time.time():.6f}", self.recipient, *(seen.get(k, "") for k in keys))) + "\n")


async def main(log: Path, delay: float) -> None:
    with log.open("a", buffering=1 << 16) as file:
        server = await asyncio.get_running_loop().create_server(lambda: Sink(file, delay), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        while True:
            await asyncio.sleep(0.005)
            file.flush()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), float(sys.argv[2]) / 1000 if len(sys.argv) > 2 else 0.0))
