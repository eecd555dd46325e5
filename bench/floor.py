"""The floor: fetch, move, commit, submission and copy without any logic, by plain sockets and the standard library.

Each leg alone, then all one after the other for each mail, then overlapped by one thread a leg. Mails in a second.
"""

import imaplib
import queue
import re
import smtplib
import socket
import sqlite3
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from yard import Yard

from sikuwas_mail.demo import setting
from sikuwas_mail.demo.people import KOTAK
from sikuwas_mail.demo.postoffice import HOST

BATCH = 50
LETTERS = 2  # a request leads to two


class Imap(imaplib.IMAP4):
    """Logged in, without delay of small packets."""

    def __init__(self, yard: Yard, folder: str = "INBOX") -> None:
        super().__init__(HOST, yard.dovecot.port, 30)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.login(KOTAK, setting.SANDI)
        for name in ("Selesai", "Terkirim"):
            self.create(name)
        self.select(folder)

    def batches(self) -> Iterable[list[str]]:
        uids = self.uid("SEARCH", "ALL")[1][0].decode().split()
        for start in range(0, len(uids), BATCH):
            yield uids[start : start + BATCH]

    def bodies(self, uids: list[str]) -> list[bytes]:
        rows = self.uid("FETCH", ",".join(uids), "(BODY.PEEK[])")[1]
        return [row[1] for row in rows if isinstance(row, tuple)]

    def away(self, uids: list[str]) -> None:
        self.uid("MOVE", ",".join(uids), "Selesai")


class Ledger:
    """One row a mail and one a letter, a commit for each mail, on the disk."""

    def __init__(self, yard: Yard) -> None:
        self.db = sqlite3.connect(yard.folder / "lantai.db", isolation_level=None, check_same_thread=False)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.execute("CREATE TABLE IF NOT EXISTS r (id INTEGER PRIMARY KEY, raw BLOB)")

    def keep(self, rows: list[bytes]) -> None:
        self.db.execute("BEGIN IMMEDIATE")
        self.db.executemany("INSERT INTO r (raw) VALUES (?)", [(row,) for row in rows])
        self.db.execute("COMMIT")


def letter(size: int) -> bytes:
    """A letter of about that size."""
    return b"Message-ID: <x@x>\r\nSubject: x\r\n\r\n" + b"isi surat tujuh puluh dua huruf lebar dan seterusnya\r\n" * (
        size // 54
    )


def floor(mails: list[bytes], size: int, copies: bool) -> dict[str, float]:
    """Mails a second of each leg and of all together; `size`: octets of a letter."""
    out: dict[str, float] = {}
    body = letter(size)
    with Yard() as yard:
        yard.deliver(mails)
        imap, ledger, n = Imap(yard), Ledger(yard), len(mails)
        groups = list(imap.batches())
        out["ambil"] = _rate(n, lambda: [imap.bodies(g) for g in groups])
        out["pindah"] = _rate(n, lambda: [imap.away(g) for g in groups])
        out["commit"] = _rate(n, lambda: [ledger.keep([m, body, body]) for m in mails])
        smtp = _smtp(yard)
        out["kirim"] = _rate(n, lambda: [_send(smtp, body) for _ in range(n * LETTERS)])
        out["salinan"] = _rate(n, lambda: [_copy(imap, body) for _ in range(n * LETTERS)])
        legs = [out[k] for k in ("ambil", "pindah", "commit", "kirim", *(["salinan"] if copies else []))]
        out["berurutan"] = 1 / sum(1 / leg for leg in legs)
        smtp.quit()
    with Yard() as yard:
        yard.deliver(mails)
        out["bertumpuk"] = _rate(len(mails), lambda: _overlapped(yard, body, copies))
    return out


def _overlapped(yard: Yard, body: bytes, copies: bool) -> None:
    imap, ledger = Imap(yard), Ledger(yard)
    to_send: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()

    def sender() -> None:
        smtp, own = _smtp(yard), Imap(yard, "Terkirim")
        while (raw := to_send.get()) is not None:
            _send(smtp, raw)
            if copies:
                _copy(own, raw)
        smtp.quit()

    with ThreadPoolExecutor(2) as pool:
        senders = [pool.submit(sender) for _ in range(2)]
        for group in imap.batches():
            rows = imap.bodies(group)
            ledger.keep([*rows, *(body for _ in range(LETTERS * len(rows)))])
            imap.away(group)
            for _ in range(LETTERS * len(rows)):
                to_send.put(body)
        for _ in senders:
            to_send.put(None)
        for done in senders:
            done.result()


def _smtp(yard: Yard) -> smtplib.SMTP:
    smtp = smtplib.SMTP(HOST, yard.smtp_port, "localhost")
    assert smtp.sock is not None
    smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    smtp.ehlo()
    return smtp


def _send(smtp: smtplib.SMTP, body: bytes) -> None:
    smtp.sendmail("a@x.example", ["b@x.example"], body)


def _copy(imap: Imap, body: bytes) -> None:
    imap.append("Terkirim", r"(\Seen)", "", body)


def _rate(n: int, work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return n / (time.perf_counter() - start)


def idle_limit(times: int = 15) -> list[float]:
    """Seconds from arrival in the mailbox to the word of it under IDLE, for a client that does nothing else."""
    from mails import request

    found = []
    with Yard() as yard:
        yard.deliver([request(0)])
        imap = Imap(yard)
        for n in range(1, times + 1):
            imap.send(b"i%d IDLE\r\n" % n)
            imap.readline()
            time.sleep(0.3)
            start = time.time()
            yard.deliver([request(n)])
            while not re.search(rb"EXISTS", imap.readline()):
                pass
            found.append(time.time() - start)
            imap.send(b"DONE\r\n")
            while not imap.readline().startswith(b"i%d " % n):
                pass
    return sorted(found)


if __name__ == "__main__":
    from mails import request

    for key, value in floor([request(n) for n in range(300)], 30_000, True).items():
        print(f"{key:12} {value:8.0f}")
    limit = idle_limit()
    print(f"IDLE {limit[len(limit) // 2] * 1000:.0f} ms")
