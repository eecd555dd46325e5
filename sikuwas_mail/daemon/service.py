"""The service: three jobs (receive, remind, deliver), each with a thread and clients of its own; signals; heartbeat."""

import asyncio
import contextlib
import os
import queue
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from sikuwas_mail.config import Config, ConfigFaults, KeyFault
from sikuwas_mail.core.outgoing import Outgoing, TemplateFault
from sikuwas_mail.daemon import routine
from sikuwas_mail.daemon.bell import Bell
from sikuwas_mail.daemon.copies import Copies
from sikuwas_mail.daemon.heartbeat import TERSAMBUNG, Heartbeat
from sikuwas_mail.daemon.lease import Lease, lock_of
from sikuwas_mail.daemon.lock import AnotherInstance
from sikuwas_mail.daemon.notify import notify
from sikuwas_mail.daemon.once import TryLater, run_errands, run_once, system_clock
from sikuwas_mail.daemon.opening import imap_settings, open_rooms, smtp_settings
from sikuwas_mail.daemon.post import Post
from sikuwas_mail.daemon.stamp import stamp
from sikuwas_mail.daemon.watch import Watched
from sikuwas_mail.edge.archive import ArchiveUnavailable
from sikuwas_mail.edge.mailbox import Mailbox, MailboxError, backoff
from sikuwas_mail.edge.smtp import Sent, Submission
from sikuwas_mail.edge.store import StoreError
from sikuwas_mail.office import Office

__all__ = ["Service", "TryLater", "lock_of", "run_errands", "run_once", "system_clock"]

_GRACE = 8.0  # seconds for the mail in hand after SIGTERM; service managers kill after ten
_LAST_WORD = 5.0  # of them for the letter in hand
log = structlog.get_logger()
Clock = Callable[[], datetime]


class Service:
    """The daemon in the foreground. `load` reads the configuration anew for SIGHUP."""

    def __init__(self, config: Config, load: Callable[[], Config], clock: Clock = system_clock) -> None:
        self._config = config
        self._load = load
        self._clock = clock
        self._stop = threading.Event()
        self._changed = threading.Event()  # SIGHUP came
        self._lost = False
        self._bell = Bell()
        self._watch = Watched()
        self._idle = {name: threading.Event() for name in ("terima", "ingat", "kirim")}  # the job is not at work
        self._urgent: queue.SimpleQueue[Outgoing] = queue.SimpleQueue()
        self._told: set[str] = set()
        self._scheduler = BackgroundScheduler(
            executors={name: ThreadPoolExecutor(1) for name in (*self._idle, "default")},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )

    def run(self) -> None:
        """Work until SIGTERM or SIGINT. Raises AnotherInstance, StoreError, KeyFault before the first mail."""
        with lock_of(self._config):
            rooms = open_rooms(self._config, self._clock())
            self._lease = Lease(rooms.store, alone=self._config.database_file is not None)
            try:
                self._lease.take(self._clock())
                self._office = Office(rooms)
                self._work()
            finally:
                rooms.store.close()
        if self._lost:
            raise AnotherInstance("Proses lain mengambil alih basis data ini.")

    def stop(self) -> None:
        """Finish the mail in hand, then end."""
        self._stop.set()
        self._bell.ring()

    def reload(self) -> None:
        """Read configuration and templates anew at the next opportunity."""
        self._changed.set()

    # ── beginning and end ────────────────────────────────────────────────────────────────────────
    def _work(self) -> None:
        self._heartbeat = Heartbeat(self._office.rooms.store, self._clock)
        self._office.rooms.store.release_claims(self._clock())
        self._stamp = stamp(self._config.templat_folder)
        self._post = self._new_post()
        self._copies = self._new_copies()
        self._submission: Submission | None = None
        self._runner = asyncio.Runner()
        self._sending: asyncio.Task[bool] | None = None
        self._signals()
        for name, job, seconds in (
            ("terima", self._receive, 1),
            ("ingat", self._remind, 5),
            ("kirim", self._deliver, 1),
        ):
            soon = datetime.now(UTC)
            self._scheduler.add_job(
                self._watched, "interval", [name, job], seconds=seconds, executor=name, next_run_time=soon, id=name
            )
        self._scheduler.start()
        log.info("layanan.mulai", mode=self._config.mode, pid=os.getpid())
        notify("READY=1", f"STATUS=mode {self._config.mode}")
        while not self._stop.wait(0.2):
            self._watch.feed()
            if self._changed.is_set():
                self._changed.clear()
                self._reload()
        notify("STOPPING=1")
        self._end()

    def _watched(self, name: str, job: Callable[[], None]) -> None:
        self._idle[name].clear()
        try:
            if not self._stop.is_set():
                job()
        finally:
            self._idle[name].set()

    def _end(self) -> None:
        """Wait for the mail and the letter in hand; who hangs on a server is left: every commit is whole."""
        self._scheduler.remove_all_jobs()
        until = datetime.now(UTC).timestamp() + _GRACE
        sent = self._quiet("kirim", _LAST_WORD)
        if not sent:
            self._cut_sending()
        quiet = [self._quiet(name, until - datetime.now(UTC).timestamp()) for name in self._idle]
        with contextlib.suppress(StoreError):
            self._lease.give_back()
        if not all(quiet):
            log.warning(
                "layanan.dihentikan-paksa", menggantung=[n for n, q in zip(self._idle, quiet, strict=True) if not q]
            )
            self._office.rooms.store.close()
            os._exit(0)
        self._scheduler.shutdown(wait=True)
        self._post.mailbox.close()
        self._copies.close()
        self._runner.close()
        self._bell.close()
        log.info("layanan.berhenti")

    def _quiet(self, name: str, seconds: float) -> bool:
        return self._idle[name].wait(max(0.0, seconds))

    def _cut_sending(self) -> None:
        task = self._sending
        if task is not None:
            with contextlib.suppress(RuntimeError):
                task.get_loop().call_soon_threadsafe(task.cancel)

    # ── receive ──────────────────────────────────────────────────────────────────────────────────
    def _receive(self) -> None:
        """Rounds until the service stops: the thread is the mailbox's own, IDLE keeps it."""
        failures = 0
        while not self._stop.is_set():
            self._watch.progress("terima")
            try:
                self._receive_round()
                failures = 0
            except (MailboxError, StoreError, ArchiveUnavailable, OSError) as fault:
                failures += 1
                self._away(fault, failures)
                self._bell.wait(backoff(failures))

    def _receive_round(self) -> None:
        if imap_settings(self._config) != self._post.mailbox.settings:
            self._post.mailbox.close()
            self._post = self._new_post()
        if self._post.round():
            self._hurry()
        self._heartbeat.imap(TERSAMBUNG)
        self._office.alarms.mailbox_back(self._clock())
        if not self._stop.is_set():
            self._post.mailbox.wait(float(self._config.imap.poll_detik), self._bell.sock)

    def _new_post(self) -> Post:
        return Post(self._office, Mailbox(imap_settings(self._config)), self._config.imap.user, self._clock)

    def _away(self, fault: Exception, failures: int) -> None:
        log.warning("kotak.tidak-terjangkau", galat=str(fault), percobaan=failures)
        self._heartbeat.imap(str(fault))
        if isinstance(fault, (StoreError, ArchiveUnavailable)):
            self._cry(str(fault))

    def _hurry(self) -> None:
        self._scheduler.modify_job("kirim", next_run_time=datetime.now(UTC))

    # ── remind ───────────────────────────────────────────────────────────────────────────────────
    def _remind(self) -> None:
        self._watch.progress("ingat")
        try:
            self._keep_lease()
            self._heartbeat.beat()
            self._office.alarms.mailbox_away(self._heartbeat.state, self._heartbeat.silent_minutes(), self._clock())
            self._look_at_templates()
            run_errands(self._office, self._clock)
            found = self._office.remind(self._clock())
            if routine.run(self._office, self._clock()) or found:
                self._hurry()
            self._watch.look(self._config, self._office.rooms.store, self._heartbeat.state, self._clock())
        except (StoreError, ArchiveUnavailable) as fault:
            log.error("waktu.tertunda", galat=str(fault))
            self._cry(str(fault))

    def _keep_lease(self) -> None:
        if not self._lease.keep(self._clock()):
            log.error("sewa.hilang")
            self._lost = True
            self.stop()

    def _look_at_templates(self) -> None:
        """Templates mended in place count at once: a mail that waits for them is decided without a word to us."""
        now = stamp(self._config.templat_folder)
        if now != self._stamp:
            self._stamp = now
            self._swap(self._config)

    # ── deliver ──────────────────────────────────────────────────────────────────────────────────
    def _deliver(self) -> None:
        try:
            while self._runner.run(self._deliver_round()) and not self._stop.is_set():
                pass
        except asyncio.CancelledError:
            log.warning("antrean.terputus")  # what was claimed is in doubt and looked up at the next start
        except StoreError as fault:
            log.error("antrean.tertunda", galat=str(fault))

    async def _deliver_round(self) -> bool:
        self._sending = asyncio.current_task()
        self._watch.progress("kirim")
        if self._submission is None or self._submission.settings != smtp_settings(self._config):
            if self._submission is not None:
                await self._submission.close()
            self._submission = Submission(smtp_settings(self._config))
        if self._copies.stale(imap_settings(self._config), self._config.surat.kirim_salinan):
            self._copies.close()
            self._copies = self._new_copies()
        await self._send_urgent(self._submission)
        return await self._office.deliver(self._submission, self._clock, self._copies)

    def _new_copies(self) -> Copies:
        return Copies(imap_settings(self._config), self._config.surat.kirim_salinan)

    # ── when the database itself is away ─────────────────────────────────────────────────────────
    def _cry(self, reason: str) -> None:
        """An alarm that cannot be queued leaves past the queue, once a day for each reason."""
        key = f"penyimpanan/{reason}/{self._clock().date()}"
        if key in self._told:
            return
        self._told.add(key)
        text = [f"Penyimpanan belum dapat dipakai: {reason}", "Surel tetap di kotak surat dan diolah setelah pulih."]
        try:
            letter = self._office.alarms.letter(key, "Penyimpanan terganggu", text, self._clock())
        except TemplateFault as fault:
            log.error("operator.tidak-terberitahu", galat=str(fault))
            return
        if letter is not None:
            self._urgent.put(letter)

    async def _send_urgent(self, submission: Submission) -> None:
        while not self._urgent.empty():
            letter = self._urgent.get()
            result = await submission.send(letter.raw, self._config.alamat, letter.kepada)
            if not isinstance(result, Sent):
                log.error("operator.tidak-terberitahu", hasil=type(result).__name__)

    # ── signals ──────────────────────────────────────────────────────────────────────────────────
    def _signals(self) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self.stop())
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, lambda *_: self.reload())

    def _reload(self) -> None:
        """Configuration and templates anew, whole or not at all."""
        try:
            config = self._load()
        except ConfigFaults as fault:
            log.error("muat-ulang.ditolak", galat=str(fault))
            return
        if config.database_url != self._config.database_url:
            log.error("muat-ulang.ditolak", galat="database.url hanya dapat diganti dengan memulai ulang layanan")
            return
        self._stamp = stamp(config.templat_folder)
        self._swap(config)

    def _swap(self, config: Config) -> None:
        try:
            rooms = open_rooms(config, self._clock(), self._office.rooms.store)
        except (KeyFault, TemplateFault, StoreError, OSError, ValueError) as fault:
            log.error("muat-ulang.ditolak", galat=str(fault))
            return
        self._config = config
        self._office.swap(rooms)
        self._bell.ring()
        log.info("muat-ulang.selesai")
