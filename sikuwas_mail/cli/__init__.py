"""The command line: one module per group of commands, imported only when that command is called.

How a command hangs here: its module in this folder defines a plain function with typer parameters
(`typer.Option(help="…Indonesian…", metavar="FILE")`); one row of `registry.ENTRIES` names it
("kasus show" -> "kasus:show") with its Indonesian help and an example. A row whose module does not exist is left
out. Inside the function: `ctx: typer.Context` first, then `context.load_config(ctx)` for the configuration;
`raise typer.Exit(code)` for an exit code of the contract, `raise typer.BadParameter("…")` for a usage error.
Any exception with an integer attribute `exit_code` (ConfigFaults 78, a server away 75) ends as its own text on
stderr and that code; anything else as one line with the code SKW-900 and exit 1 (traceback with SIKUWAS_DEBUG=1).
"""

import sys


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code (0 done, 1 check failed, 2 usage, 75 later, 78 configuration)."""
    from sikuwas_mail.cli import guard, root

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return guard.run(root.call, sys.argv[1:] if argv is None else argv)
