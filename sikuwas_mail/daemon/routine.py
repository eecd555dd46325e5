"""What has its hour of the day: each is done once when its hour has passed, also after downtime, never twice."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import structlog

from sikuwas_mail.core.calendar import Calendar
from sikuwas_mail.daemon import backup, proof
from sikuwas_mail.edge.archive import ArchiveUnavailable
from sikuwas_mail.edge.store import StoreError
from sikuwas_mail.office import Office

_NIGHT = time(1, 0)  # of the backup, office time
_LOOK_BACK = 31  # days
_MARK = "rutin/"
log = structlog.get_logger()


def passed(hour: time, now: datetime, calendar: Calendar, *, working: bool) -> datetime | None:
    """The last time it was that hour (of a working day), or None within the month."""
    local = now.astimezone(calendar.zona)
    for back in range(_LOOK_BACK):
        day = local.date() - timedelta(days=back)
        at = datetime.combine(day, hour, calendar.zona)
        if at <= local and (not working or calendar.is_working_day(day)):
            return at
    return None


def run(office: Office, now: datetime) -> bool:
    """Do what is due; whether there was anything. Raises StoreError."""
    config = office.rooms.config
    morning = config.pengingat.ringkasan_pagi
    done = _at(office, "cadangan", _NIGHT, now, lambda: _back_up(office, now), working=False)
    if morning:
        done |= _at(office, "bukti", morning, now, lambda: _prove(office, now), working=True)
        done |= _digest(office, morning, now)
    return done


def _digest(office: Office, morning: time, now: datetime) -> bool:
    """The digests of holders with several tasks: on a working morning, after downtime later in the same hours."""
    if not office.rooms.plain_desk.kalender.open_at(now):
        return False
    return _at(office, "ringkasan", morning, now, lambda: office.digest(now), working=True)


def _at(office: Office, name: str, hour: time, now: datetime, do: Callable[[], None], *, working: bool) -> bool:
    """On the first start nothing is made up for: counting begins there."""
    store, calendar = office.rooms.store, office.rooms.plain_desk.kalender
    last = store.get(_MARK + name)
    if last is None:
        store.put(_MARK + name, now.isoformat())
        return False
    due = passed(hour, now, calendar, working=working)
    if due is None or due <= datetime.fromisoformat(str(last)):
        return False
    do()
    store.put(_MARK + name, now.isoformat())
    return True


def _back_up(office: Office, now: datetime) -> None:
    if office.rooms.config.database_file is None:
        return  # PostgreSQL has its own tools
    try:
        made = backup.make(office.rooms.config, office.rooms.store, now)
        log.info("cadangan.dibuat", berkas=made.name)
    except (StoreError, ArchiveUnavailable, backup.BackupFault, OSError) as fault:
        log.error("cadangan.gagal", galat=str(fault))
        text = [f"Cadangan malam tidak dapat dibuat: {fault}", "Pelayanan tetap berjalan."]
        office.alarms.tell(f"cadangan/{now.date()}", "Cadangan malam gagal", text, now)


def _prove(office: Office, now: datetime) -> None:
    try:
        proof.tell(office, now)
    except ArchiveUnavailable as fault:
        log.error("bukti.gagal", galat=str(fault))
