"""How commands answer: one JSON value, a table on a terminal, tab-separated lines in a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo


def write_json(value: object) -> None:
    """Exactly one JSON value on stdout; times as ISO 8601 with offset."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n")


def write_json_line(value: object) -> None:
    """One JSON value on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=_plain) + "\n")


def write_rows(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], *, empty: str) -> None:
    """Rows with these columns (key -> heading): a table for people, TSV for programs."""
    if not sys.stdout.isatty():
        for row in rows:
            sys.stdout.write("\t".join(_cell(row.get(key)) for key in columns) + "\n")
        return
    if not rows:
        sys.stdout.write(empty + "\n")
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns.values(), box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(_cell(row.get(key)) for key in columns))
    Console().print(table)


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """Long work shows that it goes on: a moving line on a terminal's stderr, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{text} …"):
        yield


class WrongMoment(Exception):
    """`--since` is no date."""

    exit_code = 2


def since(text: str, zona: ZoneInfo) -> datetime | None:
    """The instant `--since` names: a date (its beginning here) or ISO 8601; None where it is empty."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-11-23") else None
        moment = datetime.combine(day, datetime.min.time()) if day else datetime.fromisoformat(text)
    except ValueError:
        raise WrongMoment(f'--since "{text}" bukan tanggal, misalnya 2026-11-23.') from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zona)


def say(text: str) -> None:
    """One line for people."""
    sys.stdout.write(text + "\n")


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "ya" if value else "-"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H.%M}"
    return str(value).replace("\t", " ").replace("\n", " ")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)
