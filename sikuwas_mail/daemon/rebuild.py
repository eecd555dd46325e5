"""The archive of raw mail is enough: replayed in order of receipt into an empty database it leads to the same cases.

With the old database at hand the ticks of the clock are replayed at their recorded times and all is compared; without
it a mail's time is that of its file in the archive, and the clock ticks whenever something falls due.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sikuwas_mail.config import Config
from sikuwas_mail.core.events import Event
from sikuwas_mail.core.outgoing import Outgoing
from sikuwas_mail.daemon.opening import open_rooms
from sikuwas_mail.edge.archive import Archive
from sikuwas_mail.edge.store import Keadaan, Masuk, Record, Store, StoreError
from sikuwas_mail.office import Office
from sikuwas_mail.office.office import Place

_MAIL, _RETRY, _TICK = range(3)  # the order at one and the same instant
_HELD = "bangun ulang: tidak ada dalam basis data lama"


class RebuildFault(Exception):
    """Nothing can be rebuilt there or from that. `str()` is Indonesian."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to replay: a mail, a mail decided anew, or a tick of a case."""

    waktu: datetime
    jenis: int
    urut: int
    sha256: str = ""
    kasus: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What was reached; `beda`: differences to the old database, in sentences."""

    folder: Path
    surel: int
    kasus: int
    peristiwa: int
    beda: tuple[str, ...]
    dibandingkan: bool


def rebuild(config: Config, to: Path, now: datetime) -> Rebuilt:
    """Replay into `to`/data (absent or empty before). Raises RebuildFault, StoreError, TemplateFault, KeyFault."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise RebuildFault(f"{to} tidak kosong; bangun ulang hanya ke folder yang kosong atau belum ada.")
    old, archive = _old_store(config), Archive(config.arsip_folder)
    try:
        plan = _plan(old, archive)
        if not plan:
            raise RebuildFault(f"Arsip {config.arsip_folder} tidak memuat surel; tidak ada yang dibangun ulang.")
        rooms = open_rooms(_moved(config, to), now)
        try:
            office = Office(rooms)
            _replay(office, plan, archive, ticking=old is None)
            if old is not None:
                _carry_letters(rooms.store, old)
            _settle_letters(rooms.store, old)
            return _report(rooms.store, old, to, plan)
        finally:
            rooms.store.close()
    finally:
        if old is not None:
            old.close()


def _old_store(config: Config) -> Store | None:
    try:
        return Store.open(config.database_url, readonly=True)
    except StoreError:
        return None


def _moved(config: Config, to: Path) -> Config:
    """The same office with database and archive elsewhere; the keys stay, tokens must remain true."""
    data = to.absolute() / "data"
    database = config.database.model_validate({"url": f"sqlite:///{data / 'sikuwas.db'}"})
    return config.model_copy(
        update={
            "database": database,
            "arsip": config.arsip.model_copy(update={"folder": str(data / "arsip")}),
            "keamanan": config.keamanan.model_copy(update={"kunci_file": str(config.key_file)}),
        }
    )


# ── the plan ─────────────────────────────────────────────────────────────────────────────────────
def _plan(old: Store | None, archive: Archive) -> list[Item]:
    items = _recorded(old) if old is not None else _by_files(archive)
    return sorted(items, key=lambda i: (i.waktu, i.jenis, i.urut))


def _by_files(archive: Archive) -> Iterator[Item]:
    for sha256 in archive.names("eml"):
        path = archive.path(sha256)
        if path is not None:
            written = path.stat().st_mtime_ns
            yield Item(datetime.fromtimestamp(written / 1e9, UTC), _MAIL, written, sha256)


def _recorded(old: Store) -> Iterator[Item]:
    rows = {m.id: m for m in old.list_inbox()}
    received = {m.diterima for m in rows.values()}
    for row in rows.values():
        yield Item(row.diterima, _MAIL, row.id, row.sha256, place=_place(row))
    for number, step in enumerate(old.steps()):
        if not step.masuk:
            yield Item(step.waktu, _TICK, number, kasus=step.kasus)
        elif step.waktu not in received:  # by `surat retry`, not by a mail of that moment
            yield Item(step.waktu, _RETRY, number, rows[step.masuk].sha256)


def _place(row: Masuk) -> Place | None:
    if row.uidvalidity is None or row.uid is None:
        return None
    return Place(row.akun, row.folder, row.uidvalidity, row.uid)


# ── the replay ───────────────────────────────────────────────────────────────────────────────────
def _replay(office: Office, plan: list[Item], archive: Archive, *, ticking: bool) -> None:
    for item in plan:
        if ticking:
            _tick_until(office, item.waktu)
        if item.jenis == _TICK:
            office.tick(item.kasus, item.waktu)
            continue
        raw = archive.get(item.sha256)
        if raw is None:
            continue  # named as a difference
        if item.jenis == _RETRY:
            row = office.rooms.store.seen_sha(item.sha256)
            office.retry(row.id if row else 0, item.waktu)
        else:
            office.receive(raw, item.waktu, item.place)


def _tick_until(office: Office, until: datetime) -> None:
    """Let the clock tick whenever something falls due before the next mail."""
    last = None
    while (due := office.rooms.store.next_due()) is not None and due <= until and due != last:
        office.remind(due)
        last = due


def _carry_letters(new: Store, old: Store) -> None:
    """Letters that no mail and no tick of a case led to (the survey's reminder): kept, so that none is written anew."""
    for letter in old.list_outbox():
        case, raw = new.case(letter.kasus) if letter.kasus else None, old.letter_bytes(letter.id)
        if case is None or raw is None or new.letter(letter.message_id) is not None:
            continue
        copy = Outgoing(
            letter.message_id,
            letter.jenis,
            letter.langkah,
            letter.kepada,
            letter.untuk,
            letter.subjek,
            raw,
            kunci=letter.kunci,
        )
        new.commit(Record(waktu=letter.dibuat, case=case, surat=(copy,)))


def _settle_letters(new: Store, old: Store | None) -> None:
    """A letter that left once does not leave again; one the old database does not know waits for a human."""
    for letter in new.list_outbox():
        before = old.letter(letter.message_id) if old is not None else None
        if before is None:
            new.hold(letter.id, _HELD)
        elif before.terkirim is not None:
            new.mark_sent(letter.id, before.terkirim)
        elif before.keadaan is Keadaan.GAGAL:
            new.fail(letter.id, before.galat)


# ── the comparison ───────────────────────────────────────────────────────────────────────────────
def _report(new: Store, old: Store | None, to: Path, plan: list[Item]) -> Rebuilt:
    journals = _journals(new)
    beda = tuple(_differences(old, new)) if old is not None else ()
    events = sum(map(len, journals.values()))
    mails = sum(i.jenis == _MAIL for i in plan)
    return Rebuilt(to, mails, len(journals), events, beda, old is not None)


def _journals(store: Store) -> dict[str, list[Event]]:
    far = datetime.now(UTC)
    return {k.nomor: [e for _, e in store.events(k.nomor)] for k in store.list_cases(far)}


def _differences(old: Store, new: Store) -> Iterator[str]:
    before, after = _journals(old), _journals(new)
    for nomor in sorted(before.keys() | after.keys()):
        if nomor not in after:
            yield f"Kasus {nomor} tidak terbentuk kembali."
        elif nomor not in before:
            yield f"Kasus {nomor} baru; basis data lama tidak mengenalnya."
        else:
            yield from _first_difference(nomor, before[nomor], after[nomor])
    results = {m.sha256: m.hasil for m in new.list_inbox()}
    for row in old.list_inbox():
        found = results.get(row.sha256, "tidak ada naskah mentahnya")
        if found != row.hasil:
            yield f"Surel {row.id} ({row.message_id or row.sha256[:16]}): dahulu {row.hasil}, kini {found}."


def _first_difference(nomor: str, before: list[Event], after: list[Event]) -> Iterator[str]:
    for number, (a, b) in enumerate(zip(before, after, strict=False), 1):
        if a != b:
            yield f"Kasus {nomor} peristiwa {number}: dahulu {_told(a)}, kini {_told(b)}."
            return
    if len(before) != len(after):
        yield f"Kasus {nomor}: dahulu {len(before)} peristiwa, kini {len(after)}."


def _told(event: Event) -> str:
    return f"{event.peristiwa} oleh {event.oleh} ({event.waktu:%Y-%m-%d %H.%M.%S})"
