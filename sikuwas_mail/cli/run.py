"""`run`: the daemon in the foreground, or one pass of it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from sikuwas_mail.cli.context import config_path, load_config

if TYPE_CHECKING:
    from sikuwas_mail.config import Config


class WrongUse(Exception):
    """Options that do not go together."""

    exit_code = 2


def run(
    ctx: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Satu putaran, lalu selesai.")] = False,
    now: Annotated[
        str, typer.Option("--now", metavar="ISO", help="Jam yang dianggap sekarang; hanya dengan --once dan mode uji.")
    ] = "",
) -> None:
    """Menjalankan layanan di latar depan."""
    from sikuwas_mail.config import load
    from sikuwas_mail.daemon import Service, run_once
    from sikuwas_mail.daemon.logs import set_up_logs

    config = load_config(ctx)
    set_up_logs(sys.stderr)
    moment = _moment(now, once, config) if now else None
    if once:
        run_once(config, (lambda: moment) if moment else (lambda: datetime.now(UTC)))
        return
    path = config_path(ctx)
    Service(config, lambda: load(path, os.environ)).run()


def _moment(now: str, once: bool, config: Config) -> datetime:
    if not once:
        raise WrongUse("--now hanya dapat dipakai bersama --once.")
    if config.mode != "uji":
        raise WrongUse('--now hanya dapat dipakai selama mode = "uji".')
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise WrongUse(f'--now "{now}" bukan waktu ISO 8601, misalnya 2026-11-23T08:00:00+07:00.') from None
    return moment if moment.tzinfo else moment.replace(tzinfo=config.calendar().zona)
