"""The service: three jobs (receive, remind, deliver) on three threads, or one pass of each; signals; heartbeat."""

import asyncio
import os
import signal
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from sikuwas_mail.config import Config, ConfigFaults, KeyFault
from sikuwas_mail.core.outgoing import TemplateFault
from sikuwas_mail.daemon import errands
from sikuwas_mail.daemon.copies import Copies
from sikuwas_mail.daemon.heartbeat import Heartbeat
from sikuwas_mail.daemon.lock import AnotherInstance, Lock
from sikuwas_mail.daemon.opening import imap_settings, open_rooms, smtp_settings
from sikuwas_mail.daemon.post import Post
from sikuwas_mail.edge.archive import ArchiveUnavailable
from sikuwas_mail.edge.mailbox import Mailbox, MailboxError, backoff
from sikuwas_mail.edge.smtp import Submission
from sikuwas_mail.edge.store import StoreError
from sikuwas_mail.office import Office

_LEASE = "kantor"
_LEASE_SECONDS = 60.0
_MANY_ROUNDS = 1000  # of deliver in one pass: letters in, letters out, but never for ever
log = structlog.get_logger()
Clock = Callable[[], datetime]


class TryLater(Exception):
    """The mailbox cannot be reached now."""

    exit_code = 75


def system_clock() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


def lock_of(config: Config) -> Lock:
    """The lock of an office, beside its database."""
    beside = config.database_file
    return Lock(beside.with_name(beside.name + ".lock") if beside else config.folder / "sikuwas.lock")


def run_once(config: Config, clock: Clock = system_clock) -> None:
    """Take all mail now in the mailbox, decide, send all that is due. Raises AnotherInstance, TryLater, StoreError."""
    with lock_of(config):
        rooms = open_rooms(config, clock())
        try:
            _once(Office(rooms), config, clock)
        finally:
            rooms.store.close()


def _once(office: Office, config: Config, clock: Clock) -> None:
    heartbeat = Heartbeat(office.rooms.store, clock)
    mailbox = Mailbox(imap_settings(config))
    post = Post(office, mailbox, config.imap.user, clock)
    office.rooms.store.release_claims(clock())
    failed = ""
    try:
        post.round()
        heartbeat.imap("tersambung")
    except MailboxError as fault:
        failed = fault.reason
        heartbeat.imap(fault.reason)
    finally:
        mailbox.close()
    run_errands(office, clock)
    office.remind(clock())
    with Copies(imap_settings(config), config.surat.kirim_salinan) as copies:
        asyncio.run(_deliver_all(office, config, clock, copies))
    heartbeat.beat()
    if failed:
        raise TryLater(f"Kotak surat belum dapat dibaca: {failed}. Surat yang jatuh tempo sudah diolah.")


async def _deliver_all(office: Office, config: Config, clock: Clock, copies: Copies) -> None:
    submission = Submission(smtp_settings(config))
    try:
        for _ in range(_MANY_ROUNDS):
            if not await office.deliver(submission, clock, copies):
                return
    finally:
        await submission.close()


def run_errands(office: Office, clock: Clock) -> None:
    """Do what commands have left for the daemon."""
    database = office.rooms.config.database_file
    if database is None:
        return
    for kind, row_id in errands.take(errands.folder_beside(database)):
        if kind == "antrean-retry":
            office.rooms.store.requeue(row_id, clock())
        else:
            office.retry(row_id, clock())


class Service:
    """The daemon in the foreground. `load` reads the configuration anew for SIGHUP."""

    def __init__(self, config: Config, load: Callable[[], Config], clock: Clock = system_clock) -> None:
        self._config = config
        self._load = load
        self._clock = clock
        self._stop = threading.Event()
        self._wake_mail, self._woken_mail = socket.socketpair()
        self._scheduler = BackgroundScheduler(
            executors={name: ThreadPoolExecutor(1) for name in ("terima", "ingat", "kirim", "default")},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )

    def run(self) -> None:
        """Work until SIGTERM or SIGINT. Raises AnotherInstance, StoreError, KeyFault before the first mail."""
        with lock_of(self._config):
            rooms = open_rooms(self._config, self._clock())
            try:
                self._lease(rooms.store.acquire(_LEASE, _owner(), self._clock(), _LEASE_SECONDS))
                self._office = Office(rooms)
                self._work()
            finally:
                rooms.store.release(_LEASE, _owner())
                rooms.store.close()

    def stop(self) -> None:
        """Finish the mail in hand, then end."""
        self._stop.set()
        self._wake_mail.send(b"x")

    def _lease(self, taken: bool) -> None:
        if not taken:
            raise AnotherInstance("Basis data ini sedang dilayani proses lain.")

    def _work(self) -> None:
        self._heartbeat = Heartbeat(self._office.rooms.store, self._clock)
        self._office.rooms.store.release_claims(self._clock())
        self._post = Post(self._office, Mailbox(imap_settings(self._config)), self._config.imap.user, self._clock)
        self._submission: Submission | None = None
        self._runner = asyncio.Runner()
        self._copies = Copies(imap_settings(self._config), self._config.surat.kirim_salinan)
        self._signals()
        jobs = self._scheduler
        jobs.add_job(self._receive, "interval", seconds=1, executor="terima", next_run_time=self._soon())
        jobs.add_job(self._remind, "interval", seconds=5, executor="ingat", next_run_time=self._soon())
        jobs.add_job(self._deliver, "interval", seconds=1, executor="kirim", next_run_time=self._soon(), id="kirim")
        jobs.start()
        log.info("layanan.mulai", mode=self._config.mode, pid=os.getpid())
        while not self._stop.wait(0.5):
            pass
        jobs.shutdown(wait=True)
        self._post.mailbox.close()
        self._copies.close()
        self._runner.close()
        log.info("layanan.berhenti")

    def _soon(self) -> datetime:
        return datetime.now(UTC)

    # ── receive ──────────────────────────────────────────────────────────────────────────────────
    def _receive(self) -> None:
        """Rounds until the service stops: the thread is the mailbox's own, IDLE keeps it."""
        failures = 0
        while not self._stop.is_set():
            try:
                failures = self._receive_round(failures)
            except (MailboxError, StoreError, ArchiveUnavailable, OSError) as fault:
                failures += 1
                self._away(fault, failures)
                self._stop.wait(backoff(failures))

    def _receive_round(self, failures: int) -> int:
        if self._post.round():
            self._hurry()
        self._heartbeat.imap("tersambung")
        if failures:
            self._office.tell_mailbox_back(self._clock())
        if not self._stop.is_set():
            self._post.mailbox.wait(float(self._config.imap.poll_detik), self._woken_mail)
        return 0

    def _away(self, fault: Exception, failures: int) -> None:
        log.warning("kotak.tidak-terjangkau", galat=str(fault), percobaan=failures)
        self._heartbeat.imap(str(fault))
        self._office.tell_mailbox_away(str(fault), self._heartbeat.silent_minutes(), self._clock())

    def _hurry(self) -> None:
        self._scheduler.modify_job("kirim", next_run_time=datetime.now(UTC))

    # ── remind ───────────────────────────────────────────────────────────────────────────────────
    def _remind(self) -> None:
        try:
            self._office.rooms.store.renew(_LEASE, _owner(), self._clock(), _LEASE_SECONDS)
            self._heartbeat.beat()
            run_errands(self._office, self._clock)
            if self._office.remind(self._clock()):
                self._hurry()
        except (StoreError, ArchiveUnavailable, TemplateFault) as fault:
            log.error("waktu.tertunda", galat=str(fault))

    # ── deliver ──────────────────────────────────────────────────────────────────────────────────
    def _deliver(self) -> None:
        try:
            while self._runner.run(self._deliver_round()) and not self._stop.is_set():
                pass
        except StoreError as fault:
            log.error("antrean.tertunda", galat=str(fault))

    async def _deliver_round(self) -> bool:
        if self._submission is None:
            self._submission = Submission(smtp_settings(self._config))
        return await self._office.deliver(self._submission, self._clock, self._copies)

    # ── signals ──────────────────────────────────────────────────────────────────────────────────
    def _signals(self) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self.stop())
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, lambda *_: self.reload())

    def reload(self) -> None:
        """Configuration and templates anew, whole or not at all."""
        try:
            config = self._load()
            rooms = open_rooms(config, self._clock(), self._office.rooms.store)
        except (ConfigFaults, KeyFault, TemplateFault, StoreError) as fault:
            log.error("muat-ulang.ditolak", galat=str(fault))
            return
        self._config = config
        self._office.rooms = rooms
        log.info("muat-ulang.selesai")


def _owner() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"
