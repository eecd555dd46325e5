"""The report of a rehearsal: each letter that would leave now as a file, and one table of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sikuwas_mail.cli.output import say, waiting, write_rows

if TYPE_CHECKING:
    from sikuwas_mail.config import Config
    from sikuwas_mail.daemon.gladi import Report

_COLUMNS = {"berkas": "BERKAS", "jenis": "JENIS", "kasus": "KASUS", "untuk": "UNTUK", "subjek": "SUBJEK"}


class FolderInUse(Exception):
    """Letters of two rehearsals must not mix."""

    exit_code = 1


def rehearse(config: Config, folder: Path, now: datetime) -> None:
    """Hold the rehearsal and write its letters into `folder`, which must be empty or absent."""
    from sikuwas_mail.daemon.gladi import rehearse as hold

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderInUse(f"{folder} sudah berisi; sebut folder lain untuk --gladi.")
    with waiting("Gladi berjalan"):
        report = hold(config, now)
    _publish(report, folder)


def _publish(report: Report, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, letter in enumerate(report.keluar, 1):
        own = letter.surat
        name = f"{number:03d}-{own.kasus or 'umum'}-{own.jenis}.eml"
        (folder / name).write_bytes(letter.raw)
        rows.append({"berkas": name, "jenis": own.jenis, "kasus": own.kasus, "untuk": own.untuk, "subjek": own.subjek})
    for hasil, kasus in report.masuk:
        say(f"# surel masuk: {hasil} {kasus}".rstrip())
    say(f"# {len(rows)} surat akan dikirim; tidak ada yang dikirim, dipindah, atau disimpan")
    write_rows(rows, _COLUMNS, empty="Tidak ada surat yang akan dikirim.")
