"""What is doubtful but not refused: `undated` needs no clock, `dated` judges the configuration on one day."""

import re
import stat
from collections.abc import Iterator
from datetime import date

from sikuwas_mail.config.faults import Fault
from sikuwas_mail.config.holidays import year_of
from sikuwas_mail.config.kinds import is_loopback
from sikuwas_mail.config.model import Config
from sikuwas_mail.config.sections import Petugas
from sikuwas_mail.core.sop import Peran

_USUAL = {("imap", 993): "ssl", ("imap", 143): "starttls", ("smtp", 465): "ssl", ("smtp", 587): "starttls"}
_YOUNGEST, _OLDEST = 15, 60


def undated(config: Config) -> tuple[Fault, ...]:
    """Doubts that hold on any day."""
    found = [*lost_secrets(config), *_ports(config), *_auditors(config), *_strangers(config), *_open_file(config)]
    return tuple(found)


def dated(config: Config, hari: date) -> tuple[Fault, ...]:
    """Doubts on a day: offices nobody holds, two holders of one, odd NIP, years without a decree."""
    return (*vacancies(config, hari), *crowded(config, hari), *odd_nips(config, hari), *undecreed(config, hari))


def lost_secrets(config: Config) -> Iterator[Fault]:
    """Passwords that a login needs and nobody gave."""
    for key in config.missing_secrets():
        section, leaf = key.split(".")
        if not getattr(config, section).password_file:  # else the file itself is what is missing
            how = f"isi {section}.password_file atau SIKUWAS_{section.upper()}__PASSWORD"
            yield config.doubt((section, leaf), f"belum diisi; {how}")


def _ports(config: Config) -> Iterator[Fault]:
    for name, table in (("imap", config.imap), ("smtp", config.smtp)):
        usual = _USUAL.get((name, table.port))
        if usual and usual != table.tls and not is_loopback(table.host):
            yield config.doubt((name, "tls"), f'port {table.port} biasanya dipakai dengan tls = "{usual}"')


def _auditors(config: Config) -> Iterator[Fault]:
    for i, person in enumerate(config.petugas):
        if person.peran in {Peran.AUDITOR, Peran.PPUPD} and not person.wilayah:
            yield config.doubt(("petugas", i), f"{person.nama}: wilayah kosong, tidak akan ditawarkan kepada Irban")


def _strangers(config: Config) -> Iterator[Fault]:
    """Where wilayah are listed, people usually belong to one of them."""
    known = [row.kode for row in config.wilayah]
    for i, person in enumerate(config.petugas):
        if known and person.wilayah and person.wilayah not in known:
            yield config.doubt(
                ("petugas", i, "wilayah"),
                f'wilayah "{person.wilayah}" tidak ada di [[wilayah]]; yang ada: {", ".join(known)}',
            )


def _open_file(config: Config) -> Iterator[Fault]:
    held = [key for key in ("imap.password", "smtp.password") if config.asal.get(key) == config.berkas.name]
    if not held or not hasattr(stat, "S_IROTH"):
        return
    if config.berkas.stat().st_mode & stat.S_IROTH:
        section, leaf = held[0].split(".")
        yield config.doubt(
            (section, leaf), "berkas ini memuat sandi tetapi dapat dibaca semua orang; jalankan chmod 640"
        )


def vacancies(config: Config, hari: date) -> Iterator[Fault]:
    """Offices that nobody holds on a day."""
    for role in (Peran.ADMIN, Peran.SEKRETARIS, Peran.INSPEKTUR):
        if not any(p.peran is role for p in _serving(config, hari)):
            yield config.doubt(("petugas",), f"tidak ada {role.value} yang menjabat pada {hari}")
    held = {p.wilayah for p in _serving(config, hari) if p.peran is Peran.IRBAN}
    for i, row in enumerate(config.wilayah):
        if row.kode not in held:
            yield config.doubt(("wilayah", i, "kode"), f"tidak ada Irban {row.kode} yang menjabat pada {hari}")
    teams = {p.wilayah for p in _serving(config, hari) if p.peran in {Peran.AUDITOR, Peran.PPUPD}}
    for kode in sorted(held - teams):
        yield config.doubt(("petugas",), f"wilayah {kode} tidak mempunyai auditor atau PPUPD pada {hari}")


def crowded(config: Config, hari: date) -> Iterator[Fault]:
    """Offices that two people hold on a day."""
    seats: dict[tuple[Peran, str], Petugas] = {}
    for i, person in enumerate(config.petugas):
        if person not in _serving(config, hari) or person.peran in {Peran.ADMIN, Peran.AUDITOR, Peran.PPUPD}:
            continue
        first = seats.setdefault((person.peran, person.wilayah), person)
        if first is not person:
            yield config.doubt(
                ("petugas", i), f"{person.nama} dan {first.nama} sama-sama menjabat {person.peran.value}"
            )


def odd_nips(config: Config, hari: date) -> Iterator[Fault]:
    """NIP that cannot be right."""
    for i, person in enumerate(config.petugas):
        doubt = doubtful_nip(person.nip, hari)
        if doubt:
            yield config.doubt(("petugas", i, "nip"), doubt)


def doubtful_nip(nip: str, hari: date) -> str:
    """Why a NIP of 18 digits cannot be right (birth, appointment, sex, serial); "" for a sound one or none."""
    if not re.fullmatch(r"\d{18}", nip):
        return ""
    try:
        birth = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return "NIP meragukan: angka 1-8 bukan tanggal lahir"
    appointed, month = int(nip[8:12]), int(nip[12:14])
    if not birth.year + _YOUNGEST <= appointed <= min(birth.year + _OLDEST, hari.year):
        return "NIP meragukan: angka 9-12 bukan tahun pengangkatan yang mungkin"
    if not 1 <= month <= 12 and not (nip[12] == "2" and appointed >= 2019):  # PPPK: no month there
        return "NIP meragukan: angka 13-14 bukan bulan"
    if nip[14] not in "12":
        return "NIP meragukan: angka 15 harus 1 atau 2"
    return "NIP meragukan: nomor urut 000" if nip[15:] == "000" else ""


def undecreed(config: Config, hari: date) -> Iterator[Fault]:
    """This year and the next, where days off or Ramadan are not known."""
    for tahun in (hari.year, hari.year + 1):
        year = year_of(tahun)
        if year is None or not year.ditetapkan:
            yield config.doubt(
                ("kalender",), f"libur {tahun} belum ditetapkan; isi kalender.tambah setelah SKB {tahun} terbit"
            )
        if not any(r.mulai.year <= tahun <= r.sampai.year for r in config.kalender.ramadan):
            yield config.doubt(("kalender", "ramadan"), f"Ramadan {tahun} belum diisi; jam kerja biasa yang dipakai")


def _serving(config: Config, hari: date) -> list[Petugas]:
    return [
        p for p in config.petugas if (p.mulai is None or p.mulai <= hari) and (p.sampai is None or hari <= p.sampai)
    ]
