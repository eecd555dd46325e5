"""The database is opened for reading only: `check` may run beside the daemon and changes nothing."""

from collections.abc import Iterator
from datetime import datetime

from sikuwas_mail.cli.checks import settings
from sikuwas_mail.cli.checks.values import Finding, fail, ok, warn
from sikuwas_mail.config import Config
from sikuwas_mail.edge.store import Store, StoreCorrupt, StoreError, StoreNewer, StoreOlder, StoreUnavailable
from sikuwas_mail.edge.store.engine import Database
from sikuwas_mail.edge.store.schema import require_sound

_CODES: tuple[tuple[type[StoreError], str, str], ...] = (
    (StoreNewer, "SKW-021", "pasang versi sikuwas-mail yang menulisnya"),
    (StoreCorrupt, "SKW-022", "pulihkan cadangan dengan sikuwas-mail restore"),
    (StoreUnavailable, "SKW-023", "periksa hak akses, ruang disk, atau server basis data"),
    (StoreError, "SKW-024", "periksa database.url"),
)
_SENT = ("terkirim", "ragu")


def database(config: Config, now: datetime) -> Iterator[Finding]:
    """Schema, pages, audit chain; then the key, which must be there once letters left."""
    file = config.database_file
    if file is not None and not file.exists():
        yield from _absent(config)
        yield from settings.key(config, letters_sent=False)
        return
    try:
        yield from _present(config, now)
    except StoreOlder as older:
        yield warn("SKW-020", str(older), _name(config))
        yield from settings.key(config, letters_sent=True)
    except StoreError as error:
        kode, how = next((kode, how) for kind, kode, how in _CODES if isinstance(error, kind))
        yield fail(kode, str(error), _name(config), how)


def _absent(config: Config) -> Iterator[Finding]:
    file = config.database_file
    assert file is not None  # noqa: S101 the caller asked
    folder = settings.existing(file.parent)
    yield ok("SKW-020", "Basis data belum ada; dibuat saat pertama dijalankan", str(folder))


def _present(config: Config, now: datetime) -> Iterator[Finding]:
    if config.database_file is not None:
        _sound(config.database_url)
    store = Store.open(config.database_url, readonly=True)
    try:
        counts = store.counts(now)
        yield ok("SKW-020", f"Basis data baik, {counts.kasus_terbuka} kasus terbuka", _name(config))
        broken = store.verify_chain()
        if broken is None:
            yield ok("SKW-025", "Jejak audit utuh")
        else:
            yield fail("SKW-025", f"Jejak audit berubah: {broken}", _name(config), "bandingkan dengan cadangan")
        yield from settings.key(config, letters_sent=any(counts.keluar.get(k, 0) for k in _SENT))
    finally:
        store.close()


def _sound(url: str) -> None:
    opened = Database(url, readonly=True)
    try:
        require_sound(opened)
    finally:
        opened.close()


def _name(config: Config) -> str:
    return str(config.database_file or "PostgreSQL")
