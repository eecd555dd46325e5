"""What can go wrong with the store, each with a message an operator can act on."""


class StoreError(Exception):
    """Base of all; `str()` is a sentence in Indonesian, nothing of the failed transaction was kept."""


class StoreUnavailable(StoreError):
    """Locked, disk full, I/O error, no permission, server away: the same call may succeed later."""


class StoreMissing(StoreUnavailable):
    """A reader found no database: the daemon has not run yet."""


class StoreCorrupt(StoreError):
    """The file is damaged or no database; restore a backup."""


class StoreNewer(StoreError):
    """Written by a newer version of the program."""


class StoreOlder(StoreError):
    """Not migrated to this version's schema yet."""


class RecordRefused(StoreError):
    """This record cannot be stored as it is (naive time, clash of Message-IDs, events without a case)."""


class Conflict(RecordRefused):
    """The case, or the number of a document, was taken by somebody first: read again and decide again."""

    def __init__(self, pesan: str, nomor: str = "") -> None:
        """`nomor`: the case that moved on."""
        super().__init__(pesan)
        self.nomor = nomor


class AlreadySeen(RecordRefused):
    """The message stands in the inbox ledger already."""
