"""The schema has one line of revisions; a program works only with the newest it knows."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from sikuwas_mail.edge.store.engine import Database
from sikuwas_mail.edge.store.errors import StoreCorrupt, StoreError, StoreNewer, StoreOlder
from sikuwas_mail.edge.store.revisions import REVISIONS

_SMALL = 200_000_000  # octets that are read through in well under a second
_EVERY_START = ("keadaan", "sewa", "percobaan", "jawaban_otomatis")
MIGRATIONS = Path(__file__).parent.parent / "migrations"


def migrate(url: str) -> bool:
    """Bring the database to the newest schema, in one transaction; True when there was anything to do."""
    database = Database(url)
    try:
        with database.reading() as connection:
            fault = _fault(connection, database.name)
        if fault and not isinstance(fault, StoreOlder):
            raise fault
        if fault:
            with database.writing() as connection:
                _upgrade(connection)
        return fault is not None
    finally:
        database.close()


def require_current(database: Database) -> None:
    """Raise StoreNewer or StoreOlder unless the schema is this program's."""
    with database.reading() as connection:
        fault = _fault(connection, database.name)
    if fault:
        raise fault


def require_sound(database: Database) -> None:
    """SQLite's quick_check; raise StoreCorrupt with its first complaint.

    It reads every page: of a big file only the tables of every start are checked, the whole by the nightly backup.
    """
    if database.file is None:
        return
    big = database.file.stat().st_size > _SMALL
    with database.reading() as connection:
        parts = [t for t in _EVERY_START if inspect(connection).has_table(t)] if big else ["1"]
        answers = (str(connection.execute(text(f"PRAGMA quick_check({part})")).scalar()) for part in parts)
        verdict = next((answer for answer in answers if answer != "ok"), "ok")
    if verdict != "ok":
        raise StoreCorrupt(f"Basis data {database.name} rusak ({verdict}). Pulihkan dari cadangan.")


def _fault(connection: Connection, name: str) -> StoreError | None:
    revision = _revision(connection)
    if revision == REVISIONS[-1]:
        return None
    if revision in ("", *REVISIONS):
        return StoreOlder(f"Skema basis data {name} belum dimutakhirkan; jalankan dahulu: sikuwas-mail run.")
    return StoreNewer(
        f"Basis data {name} ditulis oleh versi sikuwas-mail yang lebih baru (skema {revision}); "
        f"versi ini mengenal skema sampai {REVISIONS[-1]}. Pasang versi yang lebih baru."
    )


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT max(version_num) FROM alembic_version")).scalar() or "")


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
