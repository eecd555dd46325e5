"""What a month's recap counts: every case as its journal stood when the month ended, and nothing but the journal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from sikuwas_mail.core.case import Case, Tugas
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.events import Event, SurveiDiisi
from sikuwas_mail.core.evolve import fold
from sikuwas_mail.core.sop import SOP, Langkah, Peran, Status, baris
from sikuwas_mail.core.survey import UNSUR, ikm, mutu
from sikuwas_mail.paper import wording
from sikuwas_mail.paper.recap.topics import field_of

TANPA_WILAYAH = "Belum ditetapkan"
TANPA_PERANGKAT_DAERAH = "Tidak disebut"


@dataclass(frozen=True, slots=True)
class Langkahan:
    """Open cases at one step: all of them, and the late ones."""

    langkah: str
    kasus: int
    terlambat: int


@dataclass(frozen=True, slots=True)
class Penanganan:
    """Decisions of one step in the month: norm and mean in working minutes, and how many kept the norm.

    `rata` and `tepat` None: no decision had a clock.
    """

    langkah: str
    norma: int
    jumlah: int
    rata: float | None
    tepat: int | None


@dataclass(frozen=True, slots=True)
class Lewat:
    """A task that was late when the month ended; `menit`: working minutes."""

    nomor: str
    langkah: str
    tenggat: datetime
    menit: int


@dataclass(frozen=True, slots=True)
class Survei:
    """Answers of the month; the means only from `minimal` answers on, so that nobody's own can be told."""

    jawaban: int
    minimal: int
    nilai: Decimal | None = None
    mutu: str = ""
    unsur: tuple[tuple[str, str, Decimal], ...] = ()  # (U1, name, mean)
    saran: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BarisKasus:
    """One case of the list."""

    nomor: str
    dibuka: datetime
    perangkat_daerah: str
    bidang: str
    wilayah: str
    metode: str
    status: str
    langkah: str
    ditutup: datetime | None


@dataclass(frozen=True, slots=True)
class Rekap:
    """The figures of one month; `per`: the instant they stand for (its end, or now while it runs)."""

    bulan: date
    per: datetime
    berjalan: bool
    masuk: int
    selesai: int
    ditutup: int
    terbuka: int
    langkah: tuple[Langkahan, ...]
    perangkat_daerah: tuple[tuple[str, int], ...]
    bidang: tuple[tuple[str, int], ...]
    wilayah: tuple[tuple[str, int], ...]
    penanganan: tuple[Penanganan, ...]
    lewat: tuple[Lewat, ...]
    survei: Survei
    kasus: tuple[BarisKasus, ...]

    @property
    def judul(self) -> str:
        """ "Oktober 2026"."""
        return f"{wording.BULAN[self.bulan.month - 1]} {self.bulan.year}"


def month(teks: str) -> date | None:
    """The first day of "2026-10"; None where no month is written."""
    try:
        return datetime.strptime(teks.strip(), "%Y-%m").date() if len(teks.strip()) == 7 else None  # noqa: DTZ007 a date
    except ValueError:
        return None


def next_month(bulan: date) -> date:
    """The first day of the month after."""
    return (bulan.replace(day=28) + timedelta(days=4)).replace(day=1)


def figures(bulan: date, jurnal: Iterable[Sequence[Event]], desk: Desk, now: datetime, minimal: int = 5) -> Rekap:
    """The recap of a month (its first day) from the journals of all cases; months are the office's, not UTC's.

    `minimal`: answers from which the survey is shown.
    """
    zone = desk.kalender.zona
    start = datetime.combine(bulan, datetime.min.time(), zone)
    end = datetime.combine(next_month(bulan), datetime.min.time(), zone)
    per = min(end, now)
    told = [[e for e in events if e.waktu < end] for events in jurnal]
    cases = [(fold(events), events) for events in told if events]
    new = [c for c, _ in cases if c.dibuka >= start]
    ended = [c for c, _ in cases if not c.terbuka and _closed(c) >= start]
    still = [c for c, _ in cases if c.terbuka]
    late = [item for c in still for item in _late(c, desk, per)]
    return Rekap(
        bulan=bulan,
        per=per.astimezone(zone),
        berjalan=now < end,
        masuk=len(new),
        selesai=sum(c.status is Status.SELESAI for c in ended),
        ditutup=sum(c.status is Status.DITUTUP for c in ended),
        terbuka=len(still),
        langkah=_by_step(still, {item.nomor for item in late}),
        perangkat_daerah=_counted(_office(c, desk) for c in new),
        bidang=_counted(field_of(c.permohonan.get("topik", "")) for c in new),
        wilayah=tuple(sorted(Counter(_wilayah(c) for c in new).items())),
        penanganan=_handling([c for c, _ in cases], start, desk),
        lewat=tuple(sorted(late, key=lambda item: (-item.menit, item.nomor))),
        survei=_survey([events for _, events in cases], start, minimal),
        kasus=tuple(_row(c, desk) for c in sorted({c.nomor: c for c in [*new, *ended, *still]}.values(), key=_order)),
    )


def _order(case: Case) -> tuple[datetime, str]:
    return case.dibuka, case.nomor


def _closed(case: Case) -> datetime:
    """When a closed case ended: all its tasks ended with it at the latest."""
    return max((t.ditutup for t in case.tugas if t.ditutup), default=case.dibuka)


def _late(case: Case, desk: Desk, per: datetime) -> list[Lewat]:
    return [
        Lewat(case.nomor, _title(t), t.tenggat, round(desk.kalender.between(t.tenggat, per)))
        for t in case.tugas_terbuka
        if t.tenggat and t.tenggat < per and not t.dijeda
    ]


def _by_step(still: Sequence[Case], late: set[str]) -> tuple[Langkahan, ...]:
    rows = []
    for step in dict.fromkeys(b.langkah for b in SOP if b.nomor):
        here = [c for c in still if c.langkah is step]
        if here:
            rows.append(Langkahan(step.value, len(here), sum(c.nomor in late for c in here)))
    return tuple(rows)


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Most first, equals by name."""
    return tuple(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _office(case: Case, desk: Desk) -> str:
    """The registered name of the applicant's office, else what he wrote."""
    written = wording.satu_baris(case.permohonan.get("perangkat_daerah", ""))
    known = desk.perangkat_daerah_dari(written) if written else None
    return known.nama if known else written[:120] or TANPA_PERANGKAT_DAERAH


def _wilayah(case: Case) -> str:
    chosen = case.wilayah or case.usulan
    return f"Irban {chosen}" if chosen else TANPA_WILAYAH


def _row(case: Case, desk: Desk) -> BarisKasus:
    return BarisKasus(
        case.nomor,
        case.dibuka.astimezone(desk.kalender.zona),
        _office(case, desk),
        field_of(case.permohonan.get("topik", "")),
        _wilayah(case),
        str(case.metode or ""),
        case.status.value,
        case.langkah.value,
        None if case.terbuka else _closed(case).astimezone(desk.kalender.zona),
    )


# ── handling against the norm ────────────────────────────────────────────────────────────────────
def _handling(cases: Sequence[Case], start: datetime, desk: Desk) -> tuple[Penanganan, ...]:
    done: dict[tuple[Langkah, Peran], list[Tugas]] = {}
    for case in cases:
        decided = {(k.langkah, k.peran, k.ronde) for k in case.keputusan if k.waktu >= start}
        for task in case.tugas:
            if (task.langkah, task.peran, task.ronde) in decided and task.ditutup and task.peran is not Peran.PEMOHON:
                done.setdefault((task.langkah, _first(task)), []).append(task)
    order = [(b.langkah, b.peran[0]) for b in SOP]
    return tuple(_measured(done[key], desk) for key in order if key in done)


def _first(task: Tugas) -> Peran:
    """Auditor and PPUPD hold one step together."""
    return baris(task.langkah, task.peran).peran[0]


def _measured(tasks: Sequence[Tugas], desk: Desk) -> Penanganan:
    norm = desk.norma_dari(tasks[0].langkah, tasks[0].peran)
    clocked = [t for t in tasks if t.tenggat and t.ditutup]
    used = [_used(t, norm, desk) for t in clocked]
    mean = round(sum(used) / len(used), 1) if used else None
    kept = sum(t.ditutup <= t.tenggat for t in clocked if t.ditutup and t.tenggat) if clocked else None
    return Penanganan(_title(tasks[0]), norm, len(tasks), mean, kept)


def _used(task: Tugas, norm: int, desk: Desk) -> float:
    """Working minutes of a task, counted back from its deadline: a clock that stood or moved is thus left out."""
    if task.ditutup is None or task.tenggat is None:
        return 0.0
    ahead = desk.kalender.between(task.ditutup, task.tenggat)
    behind = desk.kalender.between(task.tenggat, task.ditutup)
    return max(0.0, norm - ahead + behind)


def _title(task: Tugas) -> str:
    return baris(task.langkah, task.peran).judul or task.langkah.value.capitalize()


# ── survey ───────────────────────────────────────────────────────────────────────────────────────
def _survey(journals: Sequence[Sequence[Event]], start: datetime, minimal: int) -> Survei:
    given = [e.isi for events in journals for e in events if isinstance(e.isi, SurveiDiisi) and e.waktu >= start]
    index = ikm(s.nilai for s in given)
    if len(given) < minimal or index is None:
        return Survei(len(given), minimal)
    band, name = mutu(index)
    means = tuple((u, words, _mean([s.nilai[u] for s in given if u in s.nilai])) for u, words in UNSUR.items())
    advice = sorted({wording.satu_baris(s.saran)[:500] for s in given} - {""}, key=str.casefold)
    return Survei(len(given), minimal, index, f"{band} ({name})", means, tuple(advice))


def _mean(values: Sequence[int]) -> Decimal:
    if not values:
        return Decimal(0)
    return (Decimal(sum(values)) / len(values)).quantize(Decimal("0.01"), ROUND_HALF_UP)
