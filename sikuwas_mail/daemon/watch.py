"""Who watches the daemon: the service manager by its watchdog, Prometheus by a file, a dead-man's switch by a ping.

The watchdog is fed by progress alone: a job that has not come round for longer than it may starves it.
"""

import os
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import structlog

from sikuwas_mail.config import Config
from sikuwas_mail.daemon.heartbeat import TERSAMBUNG
from sikuwas_mail.daemon.metrics import text
from sikuwas_mail.daemon.notify import notify
from sikuwas_mail.edge.store import Store

_LONGEST = {"terima": 900.0, "ingat": 300.0, "kirim": 900.0}  # seconds a job may take to come round
_EVERY = 15.0  # seconds between two looks
_PING_EVERY, _PING_PATIENCE = 60.0, 5.0
log = structlog.get_logger()


class Watched:
    """Progress of the jobs of one daemon, and what is told of it."""

    def __init__(self, tick: Callable[[], float] = time.monotonic) -> None:
        self._tick = tick
        self._seen = dict.fromkeys(_LONGEST, tick())
        self._fed = self._looked = self._pinged = float("-inf")
        self._pinging: threading.Thread | None = None
        self._feed_every = int(os.environ.get("WATCHDOG_USEC", "0")) / 3e6

    def progress(self, job: str) -> None:
        """A job came round: terima, ingat or kirim."""
        self._seen[job] = self._tick()

    def stuck(self) -> list[str]:
        """Jobs that have not come round for too long."""
        return [job for job, seen in self._seen.items() if self._tick() - seen > _LONGEST[job]]

    def feed(self) -> None:
        """Feed the watchdog, a third of its patience apart, unless a job is stuck; cheap, call it often."""
        now = self._tick()
        if self._feed_every and now - self._fed >= self._feed_every and not self.stuck():
            self._fed = now
            notify("WATCHDOG=1")

    def look(self, config: Config, store: Store, imap: str, now: datetime) -> None:
        """Tell everyone who watches how things are, every 15 seconds. Raises StoreError."""
        if self._tick() - self._looked < _EVERY:
            return
        self._looked = self._tick()
        counts = store.counts(now)
        waiting = counts.keluar.get("menunggu", 0)
        notify(f"STATUS=kotak surat {imap}; {counts.kasus_terbuka} kasus terbuka, {waiting} surat menunggu")
        if config.pemantauan.metrik_file:
            _replace(config.path(config.pemantauan.metrik_file), text(counts, imap == TERSAMBUNG, now))
        if config.pemantauan.ping_url and imap == TERSAMBUNG and not self.stuck():
            self._ping(config.pemantauan.ping_url)

    def _ping(self, url: str) -> None:
        """In a thread of its own, one at a time: a slow watcher must delay no reminder."""
        busy = self._pinging is not None and self._pinging.is_alive()
        if busy or self._tick() - self._pinged < _PING_EVERY:
            return
        self._pinged = self._tick()
        self._pinging = threading.Thread(target=_called, args=(url,), name="ping", daemon=True)
        self._pinging.start()


def _called(url: str) -> None:
    try:
        with urllib.request.urlopen(url, timeout=_PING_PATIENCE):  # noqa: S310 the configuration admits http(s) only
            return
    except (urllib.error.URLError, OSError, ValueError) as fault:
        log.warning("pemantauan.ping-gagal", galat=type(fault).__name__)  # the URL itself is a secret


def _replace(file: Path, content: str) -> None:
    """Readers see the old file or the new one, never half of it."""
    partial = file.with_name(file.name + ".baru")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(content, encoding="utf-8")
        partial.replace(file)
    except OSError as fault:
        log.warning("pemantauan.metrik-gagal", galat=fault.strerror)
