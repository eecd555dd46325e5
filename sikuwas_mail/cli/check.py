"""`check`: one line for each thing looked at, before the service starts and whenever something seems wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from sikuwas_mail.cli.checks.values import Finding, Hasil, fail
from sikuwas_mail.cli.context import load_config

if TYPE_CHECKING:
    from sikuwas_mail.config import Config

Check = Callable[["Config", datetime], Iterable[Finding]]


def check(
    ctx: typer.Context,
    offline: Annotated[bool, typer.Option("--offline", help="Tanpa menghubungi server surel.")] = False,
    send: Annotated[
        str | None, typer.Option(help="Mengirim surel percobaan ke alamat ini dan menunggunya.", metavar="ALAMAT")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Menulis hasil sebagai satu nilai JSON.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Peringatan dianggap kesalahan.")] = False,
) -> None:
    """Exit 0 when nothing is wrong, 1 with a fault, 78 when the configuration cannot be read."""
    from sikuwas_mail.config import ConfigFaults

    if offline and send:
        raise typer.BadParameter("tidak dapat bersama --offline.", param_hint="'--send'")
    try:
        config = load_config(ctx)
    except ConfigFaults as faults:
        if as_json:
            _print_json(
                [fail("SKW-001", f"{f.kunci}: {f.pesan}", str(f).split(f": {f.kunci}")[0]) for f in faults.faults]
            )
        raise
    findings: list[Finding] = []
    for finding in look(config, datetime.now(UTC), offline=offline, send=send):
        findings.append(finding)
        if not as_json:
            typer.echo(str(finding))
    if as_json:
        _print_json(findings)
    else:
        typer.echo(_summary(findings))
    raise typer.Exit(_exit_code(findings, strict))


def look(config: Config, now: datetime, *, offline: bool = True, send: str | None = None) -> Iterator[Finding]:
    """All findings, in order; what is slow or needs the network comes last."""
    for step in _local():
        yield from _told(step, config, now)
    if not offline:
        yield from _online(config, now, send)


def _local() -> tuple[Check, ...]:
    from sikuwas_mail.cli.checks import database, machine, office, papers, settings

    return (
        settings.configuration,
        settings.mode,
        database.database,
        settings.archive,
        machine.disk,
        machine.clock,
        office.calendar,
        office.offices,
        office.substitutes,
        office.regions,
        office.numbers,
        papers.letters,
        papers.documents,
        machine.pdf,
        machine.python_holes,
    )


def _online(config: Config, now: datetime, send: str | None) -> Iterator[Finding]:
    from sikuwas_mail.cli.checks import online, roundtrip

    lost = [*online.secrets(config), *_told(online.oauth, config, now)]
    yield from lost
    if any(f.hasil is Hasil.SALAH for f in lost):
        return
    found = [*_told(lambda c, _: online.imap(c), config, now), *_told(lambda c, _: online.smtp(c), config, now)]
    yield from found
    if send and all(f.hasil is not Hasil.SALAH for f in found):
        yield from _told(lambda c, n: roundtrip.send(c, send, n), config, now)


def _told(step: Check, config: Config, now: datetime) -> Iterator[Finding]:
    """The findings of one check; one that breaks is itself a finding, so that the others are still seen."""
    try:
        yield from step(config, now)
    except Exception as exc:  # noqa: BLE001 a broken check must not hide the other checks
        yield fail("SKW-901", f"Pemeriksaan {step.__name__} terhenti ({type(exc).__name__})")


def _exit_code(findings: list[Finding], strict: bool) -> int:
    bad = {Hasil.SALAH, Hasil.PERINGATAN} if strict else {Hasil.SALAH}
    return 1 if any(f.hasil in bad for f in findings) else 0


def _summary(findings: list[Finding]) -> str:
    wrong = sum(f.hasil is Hasil.SALAH for f in findings)
    doubtful = sum(f.hasil is Hasil.PERINGATAN for f in findings)
    return f"\n{len(findings)} pemeriksaan: {wrong} kesalahan, {doubtful} peringatan."


def _print_json(findings: list[Finding]) -> None:
    rows = [
        {"kode": f.kode, "hasil": f.hasil.value, "apa": f.apa, "tempat": f.tempat, "cara": f.cara} for f in findings
    ]
    healthy = all(f.hasil is not Hasil.SALAH for f in findings)
    typer.echo(json.dumps({"sehat": healthy, "pemeriksaan": rows}, ensure_ascii=False))
