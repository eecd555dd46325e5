"""Letters and documents: every template is read and rendered once with sample data."""

from collections.abc import Iterator
from datetime import datetime

from sikuwas_mail.cli.checks.values import Finding, fail, ok
from sikuwas_mail.config import Config
from sikuwas_mail.daemon.opening import letters_of
from sikuwas_mail.paper.documents import Documents

_HOW = "perbaiki baris itu, atau salin lagi templat aslinya dengan sikuwas-mail init ke folder lain"


def letters(config: Config, _now: datetime) -> Iterator[Finding]:
    """The letters in `surat`."""
    folder = config.templat_folder / "surat"
    if not folder.is_dir():
        yield fail("SKW-031", "Folder templat surat tidak ada", str(folder), "periksa surat.templat_folder")
        return
    faults = letters_of(config, config.templat_folder).lint()
    yield from (fail("SKW-030", f"Templat surat: {f}", str(folder), _HOW) for f in faults)
    if not faults:
        yield ok("SKW-030", f"{len(list(folder.glob('[!_]*.txt')))} templat surat baik", str(folder))


def documents(config: Config, _now: datetime) -> Iterator[Finding]:
    """The documents in `dokumen`."""
    folder = config.templat_folder / "dokumen"
    if not folder.is_dir():
        yield fail("SKW-033", "Folder templat dokumen tidak ada", str(folder), "periksa surat.templat_folder")
        return
    faults = Documents(folder, config.kop(), config.gaya()).lint()
    yield from (fail("SKW-032", f"Templat dokumen: {f}", str(folder), _HOW) for f in faults)
    if not faults:
        yield ok("SKW-032", f"{len(list(folder.glob('*.docx')))} templat dokumen baik", str(folder))
