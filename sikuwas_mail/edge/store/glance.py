"""A glance at a SQLite database by the standard library alone: what `status` asks, before any ORM could be imported."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sikuwas_mail.core.sop import Status
from sikuwas_mail.edge.store.figures import KARANTINA, Counts
from sikuwas_mail.edge.store.revisions import REVISIONS

_OPEN = (Status.BERJALAN.value, Status.MENUNGGU_PEMOHON.value)


class Glance:
    """The few questions, answered as `Store` answers them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def counts(self, now: datetime) -> Counts:
        """Figures of `status`."""
        masuk = self._by("SELECT hasil, count(*) FROM surat_masuk GROUP BY hasil")
        late = "SELECT count(*) FROM kasus WHERE status IN (?, ?) AND tenggat < ?"
        return Counts(
            kasus_terbuka=self._number("SELECT count(*) FROM kasus WHERE status IN (?, ?)", *_OPEN),
            terlambat=self._number(late, *_OPEN, _stored(now)),
            karantina=masuk.get(KARANTINA, 0),
            keluar=self._by("SELECT keadaan, count(*) FROM surat_keluar GROUP BY keadaan"),
            masuk=masuk,
        )

    def get(self, kunci: str) -> object:
        """A value remembered, or None."""
        row = self._db.execute("SELECT nilai FROM keadaan WHERE kunci = ?", (kunci,)).fetchone()
        return None if row is None else json.loads(row[0])

    def leased_to(self, nama: str, now: datetime) -> str:
        """Who holds a lease; empty: nobody."""
        query = "SELECT pemilik FROM sewa WHERE nama = ? AND sampai > ?"
        row = self._db.execute(query, (nama, _stored(now))).fetchone()
        return str(row[0]) if row else ""

    def _by(self, query: str) -> dict[str, int]:
        return {str(name): int(number) for name, number in self._db.execute(query)}

    def _number(self, query: str, *values: str) -> int:
        return int(self._db.execute(query, values).fetchone()[0])


@contextmanager
def glance(file: Path) -> Iterator[Glance | None]:
    """Open read-only; None where the file is not plainly ours and current: `Store.open` says what is wrong."""
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=10, isolation_level=None)
    except sqlite3.Error:
        yield None
        return
    with closing(connection):
        yield Glance(connection) if _current(connection) else None


def _current(connection: sqlite3.Connection) -> bool:
    try:
        row = connection.execute("SELECT max(version_num) FROM alembic_version").fetchone()
    except sqlite3.Error:
        return False
    return row is not None and row[0] == REVISIONS[-1]


def _stored(moment: datetime) -> str:
    """An instant as the column type writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
