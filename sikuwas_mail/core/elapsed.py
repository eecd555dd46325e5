"""How long a case was handled and how long it waited: the journal tells both, in working minutes, kept apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sikuwas_mail.core.calendar import Calendar
from sikuwas_mail.core.case import Case
from sikuwas_mail.core.deadlines import session_start
from sikuwas_mail.core.events import Event
from sikuwas_mail.core.evolve import evolve
from sikuwas_mail.core.sop import Langkah, Status


@dataclass(frozen=True, slots=True)
class Waktu:
    """Working minutes of a case, or of one step of it."""

    penanganan: float = 0.0
    menunggu: float = 0.0  # the applicant, an appointment, or Admin who put the case off

    def __add__(self, lain: "Waktu") -> "Waktu":
        return Waktu(self.penanganan + lain.penanganan, self.menunggu + lain.menunggu)


@dataclass(frozen=True, slots=True)
class Lama:
    """The whole time of a case and its shares by step."""

    semua: Waktu = field(default_factory=Waktu)
    langkah: dict[Langkah, Waktu] = field(default_factory=dict)


def elapsed(events: Sequence[Event], kalender: Calendar, sampai: datetime) -> Lama:
    """Times from the first event to the end of the case, or to `sampai` while it runs."""
    shares: dict[Langkah, Waktu] = {}
    case: Case | None = None
    ends = [*(e.waktu for e in events[1:]), sampai]
    for event, end in zip(events, ends, strict=True):
        case = evolve(case, event)
        if case.terbuka:
            share = _stretch(case, event.waktu, end, kalender)
            shares[case.langkah] = shares.get(case.langkah, Waktu()) + share
    return Lama(_total(shares.values()), shares)


def _stretch(case: Case, start: datetime, end: datetime, kalender: Calendar) -> Waktu:
    """A stretch without events: waiting, handling, or waiting until the session begins."""
    if not _waiting(case):
        return Waktu(penanganan=kalender.between(start, end))
    turn = min([*session_start(case), end]) if not case.ditunda else end
    turn = max(turn, start)
    return Waktu(kalender.between(turn, end), kalender.between(start, turn))


def _waiting(case: Case) -> bool:
    """Whether no clock of the step in hand runs: persiapan alone is no handling of the case."""
    if case.ditunda or case.status is Status.MENUNGGU_PEMOHON:
        return True
    tasks = [t for t in case.tugas_terbuka if t.langkah is case.langkah]
    return bool(tasks) and all(t.dijeda for t in tasks)


def _total(shares: Iterable[Waktu]) -> Waktu:
    return sum(shares, Waktu())
