"""A dress rehearsal of one pass on a copy of the database: what would be decided and sent, and nothing changes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from sikuwas_mail.config import Config
from sikuwas_mail.daemon.opening import imap_settings, open_rooms
from sikuwas_mail.edge.mailbox import Mailbox, MailboxError
from sikuwas_mail.edge.store import Keadaan, Keluar, Store
from sikuwas_mail.office import Office


class RehearsalFailed(Exception):
    """The rehearsal could not be held. `str()` is Indonesian."""

    exit_code = 75


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One letter that a real pass would send now, with its final bytes."""

    surat: Keluar
    raw: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """What a real pass would do: mails by outcome, letters in their order."""

    masuk: tuple[tuple[str, str], ...]  # (hasil, case number or "")
    keluar: tuple[Rehearsed, ...]


def rehearse(config: Config, now: datetime) -> Report:
    """One pass at `now` without moving mail, without sending, on a copy of everything that is written.

    Raises RehearsalFailed (75), StoreError, TemplateFault.
    """
    with _copy(config) as own:
        rooms = open_rooms(own, now)
        try:
            office = Office(rooms)
            outcomes = tuple(_received(office, own, now))
            office.remind(now)
            waiting = [k for k in rooms.store.list_outbox(keadaan=Keadaan.MENUNGGU) if k.coba_lagi <= now]
            return Report(outcomes, tuple(Rehearsed(k, rooms.store.letter_bytes(k.id) or b"") for k in waiting))
        finally:
            rooms.store.close()


def _received(office: Office, config: Config, now: datetime) -> Iterator[tuple[str, str]]:
    mailbox = Mailbox(imap_settings(config))
    try:
        mailbox.connect()
        for message in mailbox.new_messages(None):
            outcome = office.receive(message.raw, now)
            if outcome.baru:
                yield str(outcome.hasil), outcome.kasus
    except MailboxError as fault:
        raise RehearsalFailed(f"Kotak surat belum dapat dibaca: {fault.reason}") from fault
    finally:
        mailbox.close()


@contextmanager
def _copy(config: Config) -> Iterator[Config]:
    """The same configuration with database, archive and a missing key in a folder that is gone afterwards."""
    source = config.database_file
    if source is None:
        raise RehearsalFailed("Gladi dengan PostgreSQL belum didukung; pakai salinan SQLite atau mode uji.")
    with tempfile.TemporaryDirectory(prefix="sikuwas-gladi-") as name:
        folder = Path(name)
        if source.exists():
            store = Store.open(config.database_url, readonly=True)
            try:
                store.backup(folder / "gladi.db")
            finally:
                store.close()
        key = config.key_file if config.key_file.exists() else folder / "gladi.kunci"
        changed = {
            "database": config.database.model_copy(update={"url": SecretStr(f"sqlite:///{folder / 'gladi.db'}")}),
            "arsip": config.arsip.model_copy(update={"folder": str(folder / "arsip")}),
            "keamanan": config.keamanan.model_copy(update={"kunci_file": str(key)}),
        }
        yield config.model_copy(update=changed)
