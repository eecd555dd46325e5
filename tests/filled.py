"""Every step of a whole case with a disk that is full a little later each time; by tests shortly, by bench whole."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path

from course import Step, answer, request, steps
from small_disk import SmallDisk

from sikuwas_mail.config import load
from sikuwas_mail.daemon.opening import open_rooms
from sikuwas_mail.daemon.proof import prove
from sikuwas_mail.demo import setting
from sikuwas_mail.demo.postoffice import Ports
from sikuwas_mail.edge.archive import ArchiveUnavailable
from sikuwas_mail.edge.store import StoreUnavailable
from sikuwas_mail.office import Office


@dataclass
class Filled:
    """What happened: how often the disk was full, and what is not as it must be."""

    full: int = 0
    decided: int = 0
    faults: list[str] = field(default_factory=list)


def play(disk: SmallDisk, length: int, every: int) -> Filled:
    """A case of `length` answers; each mail is tried with 0, `every`, 2 `every`… kilobytes free until it passes."""
    found, now = Filled(), datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    config = disk.place / "config.toml"
    config.write_text(setting.config_toml(Ports(1, 1)))
    course: list[Step | None] = [None, *steps(date(2026, 11, 23))[:length]]
    office = _opened(config, now)
    for number, step in enumerate(course, 1):
        raw = request() if step is None else answer(step, _letter(office, step))
        kilobytes = 0
        while True:
            now += timedelta(seconds=1)
            disk.leave(kilobytes)
            try:
                outcome = office.receive(raw, now)
                break
            except (StoreUnavailable, ArchiveUnavailable):
                found.full += 1
            kilobytes += every
        disk.empty()
        found.decided += outcome.baru
        found.faults += _wrong(office, number, now)
        if found.full % 7 == 0:  # now and then as after a restart
            office.rooms.store.close()
            office = _opened(config, now)
    found.faults += prove(office.rooms, now).selisih
    office.rooms.store.close()
    return found


def _opened(config: Path, now: datetime) -> Office:
    return Office(open_rooms(load(config, {}), now))  # checks the pages of the database, too


def _letter(office: Office, step: Step) -> Message:
    store = office.rooms.store
    rows = [k for k in store.list_outbox() if k.untuk == step.oleh and k.jenis == step.jenis]
    row = [k for k in rows if step.langkah in ("", k.langkah)][-1]
    return message_from_bytes(store.letter_bytes(row.id) or b"", policy=default)


def _wrong(office: Office, mails: int, now: datetime) -> list[str]:
    rows = office.rooms.store.list_inbox()
    faults = [f"quarantined: {m.alasan}" for m in rows if m.hasil == "karantina"]
    if len(rows) != mails or len(office.rooms.store.list_cases(now)) != 1:
        faults.append(f"{len(rows)} rows for {mails} mails")
    if office.rooms.store.verify_chain() is not None:
        faults.append("the journal is broken")
    return faults
