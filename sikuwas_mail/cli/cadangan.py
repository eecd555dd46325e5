"""`backup` and `restore`: a whole office in one file, while it runs; back into an empty place, verified."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sikuwas_mail.cli.output import say


def backup(
    ctx: typer.Context,
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR", help="Folder cadangan; bawaan: [cadangan].")] = None,
) -> None:
    """Membuat cadangan, juga selama layanan berjalan."""
    from sikuwas_mail.cli.opened import opened
    from sikuwas_mail.daemon.backup import make
    from sikuwas_mail.daemon.logs import set_up_logs

    set_up_logs(sys.stderr)
    with opened(ctx) as o:
        made = make(o.config, o.store, datetime.now(UTC), to)
    say(f"Cadangan dibuat: {made} ({made.stat().st_size:,} bita).".replace(",", "."))
    say("Berkas ini memuat kunci dan kata sandi; simpan di tempat yang aman.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Berkas cadangan (.tar.gz).")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder tujuan; kosong atau belum ada.")],
) -> None:
    """Memulihkan cadangan ke tempat kosong dan memeriksanya."""
    from sikuwas_mail.daemon.restore import restore as bring_back

    done = bring_back(file, to)
    say(f"Dipulihkan ke {done.folder}: {done.kasus} kasus, {done.surel} surel masuk, {done.surat} surat keluar.")
    say(f"Basis data utuh, jurnal tidak berubah, {done.berkas} berkas arsip sesuai sidiknya.")
    for note in done.catatan:
        say(f"Perhatian: {note}")
    say(f"Jalankan: sikuwas-mail --config {done.folder / 'config.toml'} check")
