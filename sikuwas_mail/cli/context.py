"""What every command may ask of the global options: which config.toml, and its values."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    from sikuwas_mail.config import Config


@dataclass(frozen=True, slots=True)
class Globals:
    """The global options as typed."""

    config: Path | None = None


def config_path(ctx: typer.Context) -> Path:
    """`--config`, else $SIKUWAS_CONFIG, else ./config.toml, else the per-system place."""
    given = ctx.obj.config if isinstance(ctx.obj, Globals) else None
    if given is not None:
        return given
    if os.environ.get("SIKUWAS_CONFIG"):
        return Path(os.environ["SIKUWAS_CONFIG"])
    here = Path("config.toml")
    return here if here.exists() or not system_path().exists() else system_path()


def system_path() -> Path:
    """Where a config.toml of the whole machine lies."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "sikuwas-mail" / "config.toml"
    return Path("/etc/sikuwas-mail/config.toml")


def load_config(ctx: typer.Context) -> Config:
    """The configuration of this call; raises ConfigFaults (exit 78) with every fault."""
    from sikuwas_mail.config import load

    return load(config_path(ctx), os.environ)
