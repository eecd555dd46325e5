"""Figures of the whole store; apart from the other values, so that `status` need not load the whole domain."""

from collections.abc import Mapping
from dataclasses import dataclass, field

KARANTINA = "karantina"  # the `hasil` of a message that was set aside


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of `status` and of the daily proof; `keluar` by Keadaan, `masuk` by `hasil`."""

    kasus_terbuka: int
    terlambat: int
    karantina: int
    keluar: Mapping[str, int] = field(default_factory=dict)
    masuk: Mapping[str, int] = field(default_factory=dict)
