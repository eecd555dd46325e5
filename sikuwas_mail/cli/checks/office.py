"""The office today: who holds what, and whether the calendar knows this year and the next."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sikuwas_mail.cli.checks.settings import told
from sikuwas_mail.cli.checks.values import Finding, ok
from sikuwas_mail.config import Config
from sikuwas_mail.config.doubts import crowded, odd_nips, undecreed, vacancies
from sikuwas_mail.core.sop import Peran


def offices(config: Config, now: datetime) -> Iterator[Finding]:
    """Every office of the SOP is held today, by one person each."""
    today = _today(config, now)
    doubts = [*vacancies(config, today), *crowded(config, today)]
    held = sorted({p.peran.value for p in config.petugas})
    if not doubts:
        yield ok("SKW-050", f"Semua jabatan terisi: {len(config.petugas)} petugas ({', '.join(held)})")
    yield from (told("SKW-050", d) for d in doubts)


def substitutes(config: Config, now: datetime) -> Iterator[Finding]:
    """Who stands in for whom today."""
    today = _today(config, now)
    active = [g for g in config.pengganti if g.mulai <= today <= g.sampai]
    said = "; ".join(f"{g.sebagai}. untuk {g.untuk} sampai {g.sampai}" for g in active)
    yield ok("SKW-051", f"Pengganti yang berlaku hari ini: {said or 'tidak ada'}")


def regions(config: Config, _now: datetime) -> Iterator[Finding]:
    """How many offices are assigned to a wilayah."""
    offices_known = sum(len(w.perangkat_daerah) for w in config.wilayah)
    irban = sum(p.peran is Peran.IRBAN for p in config.petugas)
    yield ok("SKW-052", f"{offices_known} perangkat daerah dalam {len(config.wilayah)} wilayah, {irban} Irban")


def numbers(config: Config, now: datetime) -> Iterator[Finding]:
    """NIP that can be right."""
    doubts = [told("SKW-053", d) for d in odd_nips(config, _today(config, now))]
    yield from doubts or [ok("SKW-053", "NIP semua petugas masuk akal")]


def calendar(config: Config, now: datetime) -> Iterator[Finding]:
    """Working days of this year and the next, and what is not decreed yet."""
    own, this_year = config.calendar(), _today(config, now).year
    for kode, year in (("SKW-040", this_year), ("SKW-041", this_year + 1)):
        first = date(year, 1, 1)
        count = sum(own.is_working_day(first + timedelta(days=i)) for i in range((date(year + 1, 1, 1) - first).days))
        yield ok(kode, f"Kalender {year}: {count} hari kerja")
    yield from (told("SKW-043", d) for d in undecreed(config, _today(config, now)))


def _today(config: Config, now: datetime) -> date:
    return now.astimezone(ZoneInfo(config.instansi.zona)).date()
