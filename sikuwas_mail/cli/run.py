"""`run`: the daemon in the foreground, or one pass of it; for real it starts only where `check` finds no fault."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sikuwas_mail.cli.context import config_path, load_config
from sikuwas_mail.cli.output import waiting

if TYPE_CHECKING:
    from sikuwas_mail.cli.checks.values import Finding
    from sikuwas_mail.config import Config

_SERVER_AWAY = "SKW-023"  # the database's server: time mends that, so the service manager may try again


class WrongUse(Exception):
    """Options that do not go together."""

    exit_code = 2


class NotReady(Exception):
    """`check --offline` finds a fault: nothing is sent for real before it is mended."""

    def __init__(self, findings: list[Finding]) -> None:
        """`findings`: what must be mended, at least one."""
        self.exit_code = 75 if all(f.kode == _SERVER_AWAY for f in findings) else 78
        super().__init__(
            "\n".join([*map(str, findings), "Layanan tidak dijalankan. Seluruh pemeriksaan: sikuwas-mail check"])
        )


def run(
    ctx: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Satu putaran, lalu selesai.")] = False,
    now: Annotated[
        str, typer.Option("--now", metavar="ISO", help="Jam yang dianggap sekarang; hanya dengan --once dan mode uji.")
    ] = "",
    strict: Annotated[bool, typer.Option("--strict", help="Peringatan pemeriksaan juga menahan layanan.")] = False,
    gladi: Annotated[
        Path | None,
        typer.Option("--gladi", metavar="DIR", help="Dengan --once: surat ditulis ke folder ini, tidak dikirim."),
    ] = None,
) -> None:
    """Menjalankan layanan di latar depan."""
    from sikuwas_mail.config import load
    from sikuwas_mail.daemon import Service, run_once
    from sikuwas_mail.daemon.logs import set_up_logs

    config = load_config(ctx)
    moment = _moment(now, once, config) if now else None
    _refuse_mixture(once, gladi)
    set_up_logs(sys.stderr)
    _refuse_faults(config, strict)
    _refuse_locked_out(config, gladi)
    if gladi is not None:
        from sikuwas_mail.cli.gladi import rehearse

        rehearse(config, gladi, moment or datetime.now(UTC))
        return
    if once:
        with waiting("Satu putaran berjalan"):
            run_once(config, (lambda: moment) if moment else (lambda: datetime.now(UTC)))
        return
    path = config_path(ctx)
    Service(config, lambda: load(path, os.environ)).run()


def _refuse_mixture(once: bool, gladi: Path | None) -> None:
    if gladi is not None and not once:
        raise WrongUse("--gladi hanya dapat dipakai bersama --once.")


def _refuse_faults(config: Config, strict: bool) -> None:
    """Raises NotReady in mode "langsung"; in rehearsal the faults are only shown, for it is there to find them."""
    from sikuwas_mail.cli.check import look
    from sikuwas_mail.cli.checks.values import Hasil

    if config.mode != "langsung" and not strict:
        return
    found = [f for f in look(config, datetime.now(UTC)) if f.hasil is not Hasil.OK]
    stopping = found if strict else [f for f in found if f.hasil is Hasil.SALAH]
    if stopping:
        raise NotReady(stopping)
    for finding in found:
        _warn(finding)


def _refuse_locked_out(config: Config, gladi: Path | None) -> None:
    """Raises ConfigFaults: a login without a password never succeeds, so there is nothing to try again later."""
    from sikuwas_mail.config import ConfigFaults, Fault

    found: list[Fault] = []
    for key in () if gladi else config.missing_secrets():
        section, leaf = key.split(".")
        file = getattr(config, section).password_file
        told = f'berkas "{file}" tidak ada, kosong, atau tidak dapat dibaca' if file else "belum diisi"
        found.append(config.doubt((section, "password_file" if file else leaf), told))
    if found:
        raise ConfigFaults(found)


def _warn(finding: Finding) -> None:
    """On a terminal in full; in a log by code and place, since the words may name people."""
    import structlog

    if sys.stderr.isatty():
        typer.echo(str(finding), err=True)
    else:
        structlog.get_logger().warning("periksa.peringatan", kode=finding.kode, tempat=finding.tempat)


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
