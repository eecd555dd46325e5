"""A backlog is decided in batches: one transaction, one word to the disk; a mail that spoils it is left for its own.

Order and guards are those of a single mail: tries are counted before they begin, the archive is on the disk before
the transaction that names its files ends, and only what was committed is reported as decided.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import structlog

from sikuwas_mail.office.rooms import Rooms

T = TypeVar("T")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Arrived:
    """Raw bytes with their SHA-256."""

    raw: bytes
    sidik: str


def decided(
    rooms: Rooms, mails: Sequence[Arrived], now: datetime, decide: Callable[[Arrived], T], *, wait: tuple[type, ...]
) -> list[T | None]:
    """What `decide` made of each mail, all committed together; None: left for a transaction of its own.

    Left are mails that were tried before and those on which `decide` fails. Faults of kind `wait` take all back.
    """
    tries = rooms.store.note_attempts([mail.sidik for mail in mails], now)
    made: list[T | None] = []
    with rooms.store.together(), rooms.archive.together():
        for mail in mails:
            made.append(_one(mail, decide, wait) if tries[mail.sidik] == 1 else None)
    return made


def _one(mail: Arrived, decide: Callable[[Arrived], T], wait: tuple[type, ...]) -> T | None:
    try:
        return decide(mail)
    except Exception as fault:  # it is tried again alone, where faults are judged
        if isinstance(fault, wait):
            raise
        log.warning("surat.keluar-dari-kelompok", sha256=mail.sidik, galat=type(fault).__name__)
        return None
