"""Days off by decree, frozen one file a year in `libur/`; `freezing` makes one."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Year:
    """The days off of one year; `ditetapkan` False: no decree yet, only the public holidays that can be foreseen."""

    tahun: int
    ditetapkan: bool
    libur: frozenset[date]


@cache
def years() -> tuple[Year, ...]:
    """Every year that ships with the package."""
    folder = files("sikuwas_mail.config") / "libur"
    texts = [f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".toml")]
    return tuple(sorted((_year(t) for t in texts), key=lambda y: y.tahun))


def year_of(tahun: int) -> Year | None:
    """The days off of a year; None where nothing is known."""
    return next((y for y in years() if y.tahun == tahun), None)


def days_off() -> frozenset[date]:
    """All days off that are known."""
    return frozenset(day for year in years() for day in year.libur)


def _year(text: str) -> Year:
    data = tomllib.loads(text)
    return Year(data["tahun"], data["ditetapkan"], frozenset(row["tanggal"] for row in data["hari"]))
