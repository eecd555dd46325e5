"""Ten simulated years of reminders in every zone, with clock jumps both ways: none missed, none repeated.

    python bench/ten_years.py [--seed N] [--years N] [--cases N]

`--cases`: cases a year and zone. An oracle counts what is due from the calendar alone and compares it, after every
pass of time within office hours, with what the journal says was sent. Exit code 1 where anything was missed or came
twice. The seed is printed; the same seed gives the same years.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1]))

from sikuwas_mail.core.calendar import Calendar
from sikuwas_mail.core.case import Tugas
from sikuwas_mail.core.deadlines import MENDESAK, MENUNGGU_JADWAL
from sikuwas_mail.core.decide import Decision
from sikuwas_mail.core.events import Dieskalasi, Diingatkan, DokumenDisusun
from sikuwas_mail.core.evolve import fold
from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.sop import Jawaban, Langkah, Peran, baris
from tests.core.scene import APPLICANT, COMPLETE, STAFF, Scene, desk  # the office of the tests

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
_JUMPS = (1, 3, 10, 30, 60, 240, 1440, 2880, 10080, 43200)  # minutes
_STEPS = 60  # of one case, at most


@dataclass
class Tally:
    """What happened in all those years."""

    cases: int = 0
    passes: int = 0
    reminders: int = 0
    escalations: int = 0
    missed: int = 0
    repeated: int = 0


class Life(Scene):
    """A case whose journal is folded again once, at its end, and not after every mail."""

    def _apply(self, decision: Decision) -> Decision:
        self.last = decision
        self.events += decision.events
        self.letters += decision.letters
        self.case = decision.case or self.case
        taken = {e.isi.tahun: e.isi.urut + 1 for e in decision.events if isinstance(e.isi, DokumenDisusun)}
        number = self.desk.penomoran
        self.desk = replace(self.desk, penomoran=replace(number, berikut={**number.berikut, **taken}))
        return decision


def simulate(seed: int, years: int = 10, cases: int = 30) -> Tally:
    """Every zone, year and case in turn."""
    chance, tally = random.Random(seed), Tally()
    for zone in ZONES:
        for year in range(2026, 2026 + years):
            for _ in range(cases):
                _life(chance, year, ZoneInfo(zone), tally)
    return tally


def _life(chance: random.Random, year: int, zone: ZoneInfo, tally: Tally) -> None:
    """One case from its mail to its end, or to the last step."""
    scene = Life(desk=replace(desk(), kalender=_calendar(chance, year, zone)))
    scene.now = datetime(year, 1, 1, tzinfo=zone) + timedelta(minutes=chance.randrange(525_600))
    sifat = chance.choice(("biasa", "biasa", "segera", "sangat segera"))
    data = {**COMPLETE, "sifat": sifat} if chance.random() < 0.8 else {"nama": "Fajar Contoh", "sifat": sifat}
    scene.request(data)
    tally.cases += 1
    for _ in range(_STEPS):
        _let_time_pass(chance, scene, tally)
        if scene.case is None or not scene.case.terbuka:
            break
        if chance.random() < 0.25:
            _somebody_answers(chance, scene)
    assert fold(scene.events) == scene.case
    tally.repeated += sum(n - 1 for n in Counter(_sent(scene)).values())


def _let_time_pass(chance: random.Random, scene: Scene, tally: Tally) -> None:
    """A jump, mostly forward, sometimes back, or exactly onto or just before an instant that matters."""
    jump = chance.choice(_JUMPS) * chance.uniform(0.5, 1.5)
    later = scene.now + timedelta(minutes=jump if chance.random() < 0.93 else -min(jump, 600))
    if scene.case and chance.random() < 0.3:
        marks = [t.tenggat for t in scene.case.tugas_terbuka if t.tenggat and t.tenggat > scene.now]
        later = min(marks) + timedelta(microseconds=chance.choice((-1, 0, 1))) if marks else later
    if chance.random() < 0.02:
        day = scene.desk.hari(scene.now) + timedelta(days=chance.randrange(1, 5))
        old = scene.desk.kalender
        scene.desk = replace(scene.desk, kalender=replace(old, libur=old.libur | {day}))
    decision = scene.tick(later)
    tally.passes += 1
    tally.reminders += sum(isinstance(e.isi, Diingatkan) for e in decision.events)
    tally.escalations += sum(isinstance(e.isi, Dieskalasi) for e in decision.events)
    tally.missed += sum(_missed(task, scene) for task in scene.case.tugas_terbuka) if scene.case else 0


def _missed(task: Tugas, scene: Scene) -> bool:
    """Whether something due by the calendar alone has left no trace in the journal."""
    calendar, now = scene.desk.kalender, scene.now
    if not calendar.open_at(now):
        return False
    if task.norma and task.mulai and task.tenggat != calendar.add(task.mulai, task.norma):
        return True  # the calendar changed and the deadline did not
    if task.tenggat is None:
        return _missed_by_days(task, scene)
    if now < task.tenggat:
        return False
    norm = scene.desk.norma_dari(task.langkah, task.peran)
    urgent = scene.case is not None and scene.case.permohonan.get("sifat") in MENDESAK
    gap = norm / 2 if urgent else norm
    late = calendar.between(task.tenggat, now) + 1e-6
    rules = scene.desk.aturan
    if late > (rules.eskalasi - 1) * gap + 2e-6:
        return not task.dieskalasi
    due = sum(late > (m - 1) * gap + 2e-6 for m in rules.pengingat)
    return not task.dieskalasi and task.diingatkan < due


def _missed_by_days(task: Tugas, scene: Scene) -> bool:
    """The applicant's silence and a session without a time are counted in working days."""
    if task.peran is not Peran.PEMOHON and task.dijeda != MENUNGGU_JADWAL:
        return False
    rules, calendar = scene.desk.aturan, scene.desk.kalender
    first, today = scene.desk.hari(task.dibuka), scene.desk.hari(scene.now)
    passed = sum(calendar.is_working_day(first + timedelta(days=n)) for n in range(1, (today - first).days + 1))
    if passed >= rules.tutup_pemohon:
        return not task.dieskalasi
    return not task.dieskalasi and task.diingatkan < sum(passed >= d for d in rules.ingat_pemohon)


def _somebody_answers(chance: random.Random, scene: Scene) -> None:
    assert scene.case is not None
    task = chance.choice(scene.case.tugas_terbuka)
    if task.peran is Peran.PEMOHON:
        scene.reply(APPLICANT, scene.letter_to(APPLICANT), Answer(Jawaban.DATA, permohonan=dict(COMPLETE)))
        return
    person = next(p for p in STAFF if p.email == task.pemegang[0])
    answer = scene.answers().get(baris(task.langkah, task.peran).templat)
    if task.langkah is Langkah.PENUGASAN and isinstance(answer, Answer):
        start = scene.desk.kalender.next_open(scene.now + timedelta(days=chance.randrange(1, 9)))
        answer = replace(answer, jadwal=start if chance.random() < 0.8 else None)
    letters = [x for x in scene.letters if x.kepada == person.email and x.langkah is task.langkah and x.jawaban]
    if answer is not None and letters:
        scene.reply(person.email, letters[-1], answer)


def _sent(scene: Scene) -> Iterator[tuple[object, ...]]:
    """Each reminder and escalation, by the task and the deadline it was about."""
    deadlines: Counter[tuple[str, str]] = Counter()
    for event in scene.events:
        key = (str(event.langkah), str(getattr(event.isi, "peran", "")))
        if event.peristiwa == "TenggatDiubah":
            deadlines[key] += 1
        elif isinstance(event.isi, Diingatkan):
            yield (*key, event.isi.ronde, event.isi.ke, deadlines[key])
        elif isinstance(event.isi, Dieskalasi):
            yield (*key, event.isi.ronde, "eskalasi", deadlines[key])
    yield from ((x.kunci, "letter") for x in scene.letters if x.jenis in ("pengingat", "eskalasi"))


def _calendar(chance: random.Random, year: int, zone: ZoneInfo) -> Calendar:
    """Fifteen to thirty days off and a month of Ramadan, wherever they fall."""
    first = date(year, 1, 1)
    free = {first + timedelta(days=chance.randrange(730)) for _ in range(chance.randrange(15, 30))}
    fasting = first + timedelta(days=chance.randrange(365))
    return Calendar(zone, frozenset(free), ((fasting, fasting + timedelta(days=29)),))


def main() -> int:
    """Run and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--seed", type=int, default=20261123)
    options.add_argument("--years", type=int, default=10)
    options.add_argument("--cases", type=int, default=30)
    given = options.parse_args()
    begun = time.monotonic()
    tally = simulate(given.seed, given.years, given.cases)
    spent = time.monotonic() - begun
    print(f"seed {given.seed}, {given.years} years, {len(ZONES)} zones, {spent:.1f} s")
    print(f"cases {tally.cases}, passes of time {tally.passes}")
    print(f"reminders {tally.reminders}, escalations {tally.escalations}")
    print(f"missed {tally.missed}, repeated {tally.repeated}")
    return 1 if tally.missed or tally.repeated else 0


if __name__ == "__main__":
    raise SystemExit(main())
