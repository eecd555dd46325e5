"""When something is due: deadlines, reminders and escalations of a case, in working time; one home."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from sikuwas_mail.core.case import Case, Tugas
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.sop import Langkah, Sifat

MENDESAK = (Sifat.SEGERA, Sifat.SANGAT_SEGERA)
MENUNGGU_JADWAL = "menunggu jadwal sesi"
MENUNGGU_SESI = "menunggu sesi dimulai"
MENUNGGU_PEMOHON = "menunggu pemohon"


class Tindakan(StrEnum):
    """What a passed instant asks for."""

    INGATKAN = "ingatkan"
    ESKALASI = "eskalasi"
    INGATKAN_PEMOHON = "ingatkan-pemohon"
    TUTUP = "tutup"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due: what, for which task, and its count."""

    tindakan: Tindakan
    tugas: Tugas
    ke: int = 0


def due(case: Case, desk: Desk, now: datetime) -> tuple[Due, ...]:
    """What is due now: of each task at most the latest thing missed (after downtime one catch-up, not fifty)."""
    if not case.terbuka or case.ditunda or not desk.kalender.open_at(now):
        return ()
    found = []
    for task in case.tugas_terbuka:
        passed = [d for at, d in schedule(task, case, desk) if at <= now]
        if passed:
            found.append(passed[-1])
    return tuple(found)


def next_check(case: Case, desk: Desk) -> datetime | None:
    """The next instant at which time alone can change something of the case, or None."""
    if not case.terbuka:
        return None
    if case.ditunda:
        return desk.kalender.next_open(case.ditunda_sampai) if case.ditunda_sampai else None
    times = [at for task in case.tugas_terbuka for at, _ in schedule(task, case, desk)]
    reminders = [desk.kalender.next_open(min(times))] if times else []
    return min([*reminders, *session_start(case)], default=None)


def session_start(case: Case) -> tuple[datetime, ...]:
    """The start of the session that the clock of step 6 waits for, if it waits for one."""
    task, session = case.tugas_pada(Langkah.KONSULTASI), case.sesi_kini
    if task is None or task.dijeda != MENUNGGU_SESI or session is None or session.jadwal is None:
        return ()
    return (session.jadwal,)


def overdue_minutes(task: Tugas, desk: Desk, now: datetime) -> float:
    """Working minutes a task is late; 0.0 while it is not."""
    return desk.kalender.between(task.tenggat, now) if task.tenggat else 0.0


def moved(task: Tugas, desk: Desk) -> datetime | None:
    """The deadline of a task by the calendar as it is now, where it differs from the one told; None: it stands."""
    if not task.norma or task.mulai is None or task.tenggat is None:
        return None
    found = desk.kalender.add(task.mulai, task.norma)
    return found if found != task.tenggat else None


def schedule(task: Tugas, case: Case, desk: Desk) -> list[tuple[datetime, Due]]:
    """The instants still to come for a task, in order; what was done already is left out.

    An escalated task is in its superior's hands: reminders missed before are not sent after.
    """
    if task.langkah is Langkah.PERMOHONAN:
        return _applicant(task, desk)
    if task.dieskalasi:
        return []
    if task.tenggat is None:
        return _unscheduled(task, desk) if task.dijeda == MENUNGGU_JADWAL else []
    reminders = [
        (_at(task.tenggat, multiple, task, case, desk), Due(Tindakan.INGATKAN, task, count))
        for count, multiple in enumerate(desk.aturan.pengingat, 1)
        if count > task.diingatkan
    ]
    reminders.append((_at(task.tenggat, desk.aturan.eskalasi, task, case, desk), Due(Tindakan.ESKALASI, task)))
    return sorted(reminders, key=lambda r: r[0])


def _at(tenggat: datetime, multiple: float, task: Tugas, case: Case, desk: Desk) -> datetime:
    """The instant of a multiple of the norm; an urgent case halves the gaps after the first."""
    norm = desk.norma_dari(task.langkah, task.peran)
    gap = norm / 2 if case.permohonan.get("sifat") in MENDESAK else norm
    return desk.kalender.add(tenggat, max(0.0, multiple - 1) * gap)


def _applicant(task: Tugas, desk: Desk) -> list[tuple[datetime, Due]]:
    plan = [(days, Due(Tindakan.INGATKAN_PEMOHON, task, n)) for n, days in _days_left(task, desk)]
    plan.append((desk.aturan.tutup_pemohon, Due(Tindakan.TUTUP, task)))
    return _on_days(task, plan, desk)


def _unscheduled(task: Tugas, desk: Desk) -> list[tuple[datetime, Due]]:
    """Nobody has named a time for the session: as patient as with the applicant, then the superior is told."""
    plan = [(days, Due(Tindakan.INGATKAN, task, n)) for n, days in _days_left(task, desk)]
    plan.append((desk.aturan.tutup_pemohon, Due(Tindakan.ESKALASI, task)))
    return _on_days(task, plan, desk)


def _days_left(task: Tugas, desk: Desk) -> list[tuple[int, int]]:
    return [(n, days) for n, days in enumerate(desk.aturan.ingat_pemohon, 1) if n > task.diingatkan]


def _on_days(task: Tugas, plan: list[tuple[int, Due]], desk: Desk) -> list[tuple[datetime, Due]]:
    """Working days after the task was opened, each at the opening of the office."""
    opened, calendar = desk.hari(task.dibuka), desk.kalender
    return [
        (calendar.next_open(datetime.combine(calendar.add_days(opened, days), time(0), calendar.zona)), due)
        for days, due in plan
    ]
