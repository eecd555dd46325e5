"""An errand of the command line: done at once where nobody runs the office, else left for the daemon."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sikuwas_mail.cli.context import load_config
from sikuwas_mail.cli.output import say
from sikuwas_mail.daemon import AnotherInstance, errands, open_rooms
from sikuwas_mail.daemon.logs import set_up_logs
from sikuwas_mail.daemon.service import lock_of, run_errands
from sikuwas_mail.office import Office

if TYPE_CHECKING:
    import typer


def carry_out(ctx: typer.Context, kind: str, row_id: int) -> None:
    """Retry a mail or a letter."""
    config = load_config(ctx)
    set_up_logs(sys.stderr)
    database = config.database_file
    if database is not None:
        errands.leave(errands.folder_beside(database), kind, row_id)
    try:
        with lock_of(config):
            rooms = open_rooms(config, datetime.now(UTC))
            try:
                run_errands(Office(rooms), lambda: datetime.now(UTC))
            finally:
                rooms.store.close()
    except AnotherInstance:
        say("Permintaan diserahkan kepada layanan yang sedang berjalan.")
        return
    say("Selesai. Surat yang dibuat dikirim oleh `sikuwas-mail run`.")
