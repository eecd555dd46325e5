"""`papan --out FILE`: the board of the office's screen, as it stands now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sikuwas_mail.cli.output import say


class CannotWrite(Exception):
    """No board: the text says why."""

    exit_code = 1


def papan(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Berkas HTML yang ditulis.")],
) -> None:
    """Menulis papan kasus untuk layar kantor sebagai satu halaman HTML."""
    from sikuwas_mail.cli.opened import opened
    from sikuwas_mail.office.boards import board, write

    with opened(ctx) as o:
        html = board(o.store, o.config, o.config.desk(o.now(), ()), o.now())
    try:
        write(out, html)
    except OSError as fault:
        raise CannotWrite(f"Berkas {out} tidak dapat ditulis: {fault.strerror}.") from fault
    say(f"Papan disimpan di {out}.")
