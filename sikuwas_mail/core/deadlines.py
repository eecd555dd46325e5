"""When something is due: deadlines, reminders and escalations of a case, in working time; one home."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from sikuwas_mail.core.case import Case, Tugas
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.sop import Langkah, Peran, Sifat

MENDESAK = (Sifat.SEGERA, Sifat.SANGAT_SEGERA)


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


def deadline(langkah: Langkah, peran: Peran, mulai: datetime, desk: Desk) -> datetime:
    """The end of a step's norm (Mutu Baku, Waktu) counted from `mulai`, in working minutes."""
    return desk.kalender.add(mulai, desk.norma_dari(langkah, peran))


def due(case: Case, desk: Desk, now: datetime) -> tuple[Due, ...]:
    """What is due now: of each task at most the latest thing missed (after downtime one catch-up, not fifty)."""
    if not case.terbuka or not desk.kalender.open_at(now):
        return ()
    found = []
    for task in case.tugas_terbuka:
        passed = [d for at, d in _schedule(task, case, desk) if at <= now]
        if passed:
            found.append(passed[-1])
    return tuple(found)


def next_check(case: Case, desk: Desk) -> datetime | None:
    """The next instant at which `due` can have something to say, or None."""
    if not case.terbuka:
        return None
    times = [at for task in case.tugas_terbuka for at, _ in _schedule(task, case, desk)]
    return desk.kalender.next_open(min(times)) if times else None


def overdue_minutes(task: Tugas, desk: Desk, now: datetime) -> float:
    """Working minutes a task is late; 0.0 while it is not."""
    return desk.kalender.between(task.tenggat, now) if task.tenggat else 0.0


def _schedule(task: Tugas, case: Case, desk: Desk) -> list[tuple[datetime, Due]]:
    """The instants still to come for a task, in order; what was done already is left out."""
    if task.langkah is Langkah.PERMOHONAN:
        return _applicant(task, desk)
    if task.tenggat is None:
        return []
    reminders = [
        (_at(task.tenggat, multiple, task, case, desk), Due(Tindakan.INGATKAN, task, count))
        for count, multiple in enumerate(desk.aturan.pengingat, 1)
        if count > task.diingatkan
    ]
    if not task.dieskalasi:
        reminders.append((_at(task.tenggat, desk.aturan.eskalasi, task, case, desk), Due(Tindakan.ESKALASI, task)))
    return reminders


def _at(tenggat: datetime, multiple: float, task: Tugas, case: Case, desk: Desk) -> datetime:
    """The instant of a multiple of the norm; an urgent case halves the gaps after the first."""
    norm = desk.norma_dari(task.langkah, task.peran)
    gap = norm / 2 if case.permohonan.get("sifat") in MENDESAK else norm
    return desk.kalender.add(tenggat, max(0.0, multiple - 1) * gap)


def _applicant(task: Tugas, desk: Desk) -> list[tuple[datetime, Due]]:
    opened = desk.hari(task.dibuka)
    plan = [
        (days, Due(Tindakan.INGATKAN_PEMOHON, task, count))
        for count, days in enumerate(desk.aturan.ingat_pemohon, 1)
        if count > task.diingatkan
    ]
    plan.append((desk.aturan.tutup_pemohon, Due(Tindakan.TUTUP, task)))
    calendar = desk.kalender
    return [
        (calendar.next_open(datetime.combine(calendar.add_days(opened, days), time(0), calendar.zona)), due)
        for days, due in plan
    ]
