"""The database: the journal is the truth, every decision is one transaction, rows never leave this room."""

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
