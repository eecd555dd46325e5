"""No command ends in a traceback: every exception becomes Indonesian lines on stderr and an exit code."""

import os
import sys
import traceback
from collections.abc import Callable

from sikuwas_mail.cli.usage import is_usage, usage_text

USAGE = 2
INTERRUPTED = 130
UNEXPECTED = "SKW-900"
LATER = 75
# Errors of the edge know nothing of exit codes: those that time may mend, and those whose text says it all.
_LATER = frozenset({"StoreUnavailable", "MailboxUnavailable", "SmtpUnavailable"})
_TOLD = frozenset({"StoreError", "MailboxError"})


def run(call: Callable[[list[str]], int], argv: list[str]) -> int:
    """Call a command; returns its exit code or that of what went wrong."""
    try:
        return call(argv)
    except KeyboardInterrupt:
        _say("Dihentikan.")
        return INTERRUPTED
    except BrokenPipeError:
        _close_quietly()
        return 1
    except Exception as exc:  # noqa: BLE001 the outermost guard: its work is to let nothing through
        return _explain(exc)


def _explain(exc: Exception) -> int:
    if os.environ.get("SIKUWAS_DEBUG") == "1":
        traceback.print_exception(exc, file=sys.stderr)
    if is_usage(exc):
        _say(usage_text(exc))
        return USAGE
    code = _known_code(exc)
    if code is not None:
        _say(str(exc))
        return code
    if type(exc).__name__ == "Abort":
        _say("Dibatalkan.")
        return 1
    _say(f"{UNEXPECTED} Galat yang tidak terduga ({type(exc).__name__}). Rinciannya tampil dengan SIKUWAS_DEBUG=1.")
    return 1


def _known_code(exc: Exception) -> int | None:
    names = {kind.__name__ for kind in type(exc).__mro__}
    code = getattr(exc, "exit_code", None)
    if isinstance(code, int):
        return code
    return LATER if names & _LATER else 1 if names & _TOLD else None


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 the guard speaks where nothing else may


def _close_quietly() -> None:
    # The reader left; the interpreter's own flush at exit must not complain again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
