"""The tree of commands: `registry` says what there is, `rendering` how help looks; a module is imported on call."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand, TyperGroup

from sikuwas_mail import __version__
from sikuwas_mail.cli import registry, rendering
from sikuwas_mail.cli.context import Globals

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter


class Leaf(TyperCommand):
    """A command whose help is ours."""

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the Indonesian help of the command."""
        formatter.write(rendering.command_help(ctx, self))


class Branch(TyperGroup):
    """A group that knows its commands by the registry and imports one only to run it."""

    prefix = ""

    def list_commands(self, ctx: Context) -> list[str]:
        """Names of the next level, in the registry's order."""
        return list(rendering.children(self.prefix))

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The group or the command of that name, or None."""
        full = f"{self.prefix} {cmd_name}".strip()
        if full in registry.GROUPS and rendering.children(full):
            return _branch(full)
        entry = next((e for e in registry.registered() if e.nama == full), None)
        return _leaf(entry) if entry else None

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the Indonesian help of the group."""
        formatter.write(rendering.group_help(ctx, self, self.prefix))


class Root(Branch):
    """The program itself."""


def _leaf(entry: registry.Entry) -> Command:
    function = getattr(import_module(entry.modul), entry.fungsi)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(entry.nama.split()[-1], cls=Leaf, help=entry.uraian or entry.ringkas, epilog=entry.nama)(function)
    return typer.main.get_command(app)


def _branch(prefix: str) -> Command:
    kind = type("Group", (Branch,), {"prefix": prefix})
    app = typer.Typer(add_completion=False, rich_markup_mode=None, cls=kind, help=registry.GROUPS[prefix])
    app.callback()(_group)
    return typer.main.get_command(app)


def _group() -> None:
    """A group does nothing by itself."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"{registry.PROGRAM} {__version__}")
        raise typer.Exit


def _program(
    _version_asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Menampilkan versi.")
    ] = False,
) -> None:
    """The global options; `--config` is taken out of the line before (`take_config`)."""


def call(argv: list[str]) -> int:
    """Run the command line without typer's own error handling; returns the exit code."""
    app = typer.Typer(
        add_completion=False, rich_markup_mode=None, cls=Root, help=rendering.ABOUT, pretty_exceptions_enable=False
    )
    app.callback()(_program)
    config, rest = take_config(argv)
    result = typer.main.get_command(app).main(
        args=rest or ["--help"],
        prog_name=registry.PROGRAM,
        standalone_mode=False,
        obj=Globals(config),
    )
    return result if isinstance(result, int) else 0


def take_config(argv: list[str]) -> tuple[Path | None, list[str]]:
    """`--config FILE` wherever it stands before a `--`, and the line without it."""
    head, tail = (argv[: argv.index("--")], argv[argv.index("--") :]) if "--" in argv else (argv, [])
    found: Path | None = None
    rest: list[str] = []
    words = iter(head)
    for word in words:
        name, equals, value = word.partition("=")
        if name != "--config":
            rest.append(word)
            continue
        value = value if equals else next(words, "")
        if not value:
            raise typer.BadParameter("nama berkas belum disebut.", param_hint="'--config'")
        found = Path(value)
    return found, rest + tail
