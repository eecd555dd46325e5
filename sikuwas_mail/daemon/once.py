"""One pass: all mail now in the mailbox, what time brought about, all letters that are due; then the end."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from sikuwas_mail.config import Config
from sikuwas_mail.core.outgoing import TemplateFault
from sikuwas_mail.daemon import errands, routine
from sikuwas_mail.daemon.copies import Copies
from sikuwas_mail.daemon.heartbeat import TERSAMBUNG, Heartbeat
from sikuwas_mail.daemon.lease import Lease, lock_of
from sikuwas_mail.daemon.opening import imap_settings, open_rooms, smtp_settings
from sikuwas_mail.daemon.post import Post
from sikuwas_mail.edge.mailbox import Mailbox, MailboxError
from sikuwas_mail.edge.smtp import Submission
from sikuwas_mail.office import Office

_MANY_ROUNDS = 1000  # of deliver in one pass: letters in, letters out, but never for ever
Clock = Callable[[], datetime]
log = structlog.get_logger()


class TryLater(Exception):
    """The mailbox cannot be reached now."""

    exit_code = 75


def system_clock() -> datetime:
    """The one clock."""
    return datetime.now(UTC)


def run_once(config: Config, clock: Clock = system_clock) -> None:
    """Take all mail now in the mailbox, decide, send all that is due.

    Raises AnotherInstance, StoreError, KeyFault; TryLater where the mailbox was away, after all else was done.
    """
    with lock_of(config):
        rooms = open_rooms(config, clock())
        lease = Lease(rooms.store, alone=config.database_file is not None)
        try:
            lease.take(system_clock())
            _once(Office(rooms), config, clock)
            lease.give_back()
        finally:
            rooms.store.close()


def _once(office: Office, config: Config, clock: Clock) -> None:
    heartbeat = Heartbeat(office.rooms.store, clock)
    office.rooms.store.release_claims(clock())
    failed = _receive(office, config, clock, heartbeat)
    run_errands(office, clock)
    office.remind(clock())
    routine.run(office, clock())
    with Copies(imap_settings(config), config.surat.kirim_salinan) as copies:
        asyncio.run(_deliver_all(office, config, clock, copies))
    heartbeat.beat()
    if failed:
        raise TryLater(f"Kotak surat belum dapat dibaca: {failed}. Surat yang jatuh tempo sudah diolah.")


def _receive(office: Office, config: Config, clock: Clock, heartbeat: Heartbeat) -> str:
    """Why the mailbox could not be read; "" when it was."""
    mailbox = Mailbox(imap_settings(config))
    try:
        Post(office, mailbox, config.imap.user, clock).round()
    except MailboxError as fault:
        log.warning("kotak.tidak-terjangkau", galat=fault.reason)
        heartbeat.imap(fault.reason)
        office.alarms.mailbox_away(fault.reason, heartbeat.silent_minutes(), clock())
        return fault.reason
    finally:
        mailbox.close()
    heartbeat.imap(TERSAMBUNG)
    office.alarms.mailbox_back(clock())
    return ""


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
            continue
        try:
            office.retry(row_id, clock())
        except TemplateFault as fault:
            office.alarms.broken_template(fault, clock())
            return  # left for later
