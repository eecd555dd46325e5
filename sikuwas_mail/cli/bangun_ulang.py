"""`bangun-ulang`: the archive of raw mail replayed into an empty database, and what differs."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sikuwas_mail.cli.context import load_config
from sikuwas_mail.cli.output import say, write_json


def rebuild(
    ctx: typer.Context,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder tujuan; kosong atau belum ada.")],
    json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False,
) -> None:
    """Membangun ulang basis data dari arsip surel mentah dan membandingkannya."""
    from sikuwas_mail.daemon.logs import set_up_logs
    from sikuwas_mail.daemon.rebuild import rebuild as replay

    set_up_logs(sys.stderr)
    done = replay(load_config(ctx), to, datetime.now(UTC))
    if json:
        shape = {"surel": done.surel, "kasus": done.kasus, "peristiwa": done.peristiwa, "beda": list(done.beda)}
        write_json({"folder": str(done.folder), "dibandingkan": done.dibandingkan, **shape})
    else:
        say(f"Dibangun ulang di {done.folder}: {done.surel} surel, {done.kasus} kasus, {done.peristiwa} peristiwa.")
        for line in done.beda:
            say(f"Berbeda: {line}")
        if not done.beda:
            compared = "Semua kasus dan keputusan sama." if done.dibandingkan else "Basis data lama tidak terbaca."
            say(compared)
    if done.beda:
        raise typer.Exit(1)
