"""Working time of the office: minutes are counted only while somebody is paid to sit at the desk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Rentang = tuple[time, time]

_SENIN_KAMIS: tuple[Rentang, ...] = ((time(7, 30), time(12, 0)), (time(13, 0), time(16, 0)))
_JUMAT: tuple[Rentang, ...] = ((time(7, 30), time(11, 30)), (time(13, 0), time(16, 30)))
_RAMADAN: tuple[Rentang, ...] = ((time(8, 0), time(12, 0)), (time(12, 30), time(15, 0)))
_RAMADAN_JUMAT: tuple[Rentang, ...] = ((time(8, 0), time(11, 30)), (time(12, 30), time(15, 30)))

# Perpres 21/2023 and SE Sekda 800/001/416-204/2021; Monday is 0.
JAM_KERJA: dict[int, tuple[Rentang, ...]] = {**dict.fromkeys(range(4), _SENIN_KAMIS), 4: _JUMAT}
JAM_RAMADAN: dict[int, tuple[Rentang, ...]] = {**dict.fromkeys(range(4), _RAMADAN), 4: _RAMADAN_JUMAT}
_BATAS_HARI = 3660  # a calendar without a working day in ten years is a fault of its making


class NoWorkingTime(ValueError):
    """The calendar holds no working minute to count with."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Office hours by weekday, the months of fasting, and the days off."""

    zona: ZoneInfo
    libur: frozenset[date] = frozenset()
    ramadan: tuple[tuple[date, date], ...] = ()  # first and last day, both within
    jam: Mapping[int, tuple[Rentang, ...]] = field(default_factory=lambda: JAM_KERJA)
    jam_ramadan: Mapping[int, tuple[Rentang, ...]] = field(default_factory=lambda: JAM_RAMADAN)

    def spans(self, hari: date) -> tuple[Rentang, ...]:
        """The working spans of a day, in order; empty on a day off."""
        if hari in self.libur:
            return ()
        fasting = any(first <= hari <= last for first, last in self.ramadan)
        return tuple((self.jam_ramadan if fasting else self.jam).get(hari.weekday(), ()))

    def add(self, mulai: datetime, menit: float) -> datetime:
        """The instant at which `menit` working minutes from `mulai` have passed; in the office's zone."""
        left = timedelta(minutes=menit)
        for start, end in self._forward(mulai):
            if end - start >= left:
                return start + left
            left -= end - start
        raise NoWorkingTime("kalender tidak memuat jam kerja")

    def between(self, mulai: datetime, selesai: datetime) -> float:
        """Working minutes from `mulai` to `selesai`; 0.0 where the second is not later."""
        total = timedelta()
        for start, end in self._forward(mulai):
            if start >= selesai:
                break
            total += min(end, selesai) - start
        return total / timedelta(minutes=1)

    def open_at(self, saat: datetime) -> bool:
        """Whether the office works at this instant."""
        local = saat.astimezone(self.zona)
        return any(a <= local.time() < b for a, b in self.spans(local.date()))

    def next_open(self, saat: datetime) -> datetime:
        """`saat` itself within office hours, else the next opening."""
        return next(start for start, _ in self._forward(saat))

    def is_working_day(self, hari: date) -> bool:
        """Whether anybody works on that day."""
        return bool(self.spans(hari))

    def add_days(self, mulai: date, hari: int) -> date:
        """The `hari`-th working day after `mulai`."""
        day = mulai
        for _ in range(_BATAS_HARI):
            if hari <= 0:
                return day
            day += timedelta(days=1)
            hari -= self.is_working_day(day)
        raise NoWorkingTime("kalender tidak memuat hari kerja")

    def _forward(self, mulai: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The working spans from `mulai` on, the first cut to begin there; zone without daylight saving."""
        local = mulai.astimezone(self.zona)
        for offset in range(_BATAS_HARI):
            day = local.date() + timedelta(days=offset)
            for a, b in self.spans(day):
                start = max(datetime.combine(day, a, self.zona), local)
                end = datetime.combine(day, b, self.zona)
                if start < end:
                    yield start, end
        raise NoWorkingTime("kalender tidak memuat jam kerja")
