"""The database: the journal is the truth, every decision is one transaction, rows never leave this room."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sikuwas_mail.edge.store.errors import (
        AlreadySeen,
        Conflict,
        RecordRefused,
        StoreCorrupt,
        StoreError,
        StoreMissing,
        StoreNewer,
        StoreOlder,
        StoreUnavailable,
    )
    from sikuwas_mail.edge.store.schema import migrate
    from sikuwas_mail.edge.store.store import Store
    from sikuwas_mail.edge.store.values import (
        KARANTINA,
        Arah,
        ChainBreak,
        Counts,
        DokumenBaru,
        DokumenTersimpan,
        KasusRingkas,
        Keadaan,
        Keluar,
        Masuk,
        MasukBaru,
        Queued,
        Record,
        Sizes,
        Step,
        Surat,
    )

__all__ = [
    "KARANTINA",
    "AlreadySeen",
    "Arah",
    "ChainBreak",
    "Conflict",
    "Counts",
    "DokumenBaru",
    "DokumenTersimpan",
    "KasusRingkas",
    "Keadaan",
    "Keluar",
    "Masuk",
    "MasukBaru",
    "Queued",
    "Record",
    "RecordRefused",
    "Sizes",
    "Step",
    "Store",
    "StoreCorrupt",
    "StoreError",
    "StoreMissing",
    "StoreNewer",
    "StoreOlder",
    "StoreUnavailable",
    "Surat",
    "migrate",
]

# A name is imported when it is asked for: commands that only look must not wait for what they never use.
_HOMES = {
    "errors": (
        "AlreadySeen",
        "Conflict",
        "RecordRefused",
        "StoreCorrupt",
        "StoreError",
        "StoreMissing",
        "StoreNewer",
        "StoreOlder",
        "StoreUnavailable",
    ),
    "schema": ("migrate",),
    "store": ("Store",),
    "values": (
        "KARANTINA",
        "Arah",
        "ChainBreak",
        "Counts",
        "DokumenBaru",
        "DokumenTersimpan",
        "KasusRingkas",
        "Keadaan",
        "Keluar",
        "Masuk",
        "MasukBaru",
        "Queued",
        "Record",
        "Sizes",
        "Step",
        "Surat",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(name)
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
