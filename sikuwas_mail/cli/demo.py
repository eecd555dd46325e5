"""`demo`: the whole office on this machine alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder hasil.")] = Path("demo-hasil"),
) -> None:
    """Memeragakan kedelapan langkah tanpa konfigurasi dan tanpa jaringan."""
    from sikuwas_mail.cli.theatre import perform

    perform(out)
