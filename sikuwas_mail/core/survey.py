"""Survei Kepuasan Masyarakat (PermenPANRB 14/2017): nine elements, equal weight, IKM = mean x 25."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

UNSUR: dict[str, str] = {
    "U1": "Persyaratan",
    "U2": "Sistem, mekanisme, dan prosedur",
    "U3": "Waktu penyelesaian",
    "U4": "Biaya/tarif (layanan ini gratis)",
    "U5": "Produk spesifikasi jenis pelayanan",
    "U6": "Kompetensi pelaksana",
    "U7": "Perilaku pelaksana",
    "U8": "Sarana dan prasarana",
    "U9": "Penanganan pengaduan, saran, dan masukan",
}
_MUTU = (
    (Decimal("88.31"), "A", "Sangat Baik"),
    (Decimal("76.61"), "B", "Baik"),
    (Decimal("65.00"), "C", "Kurang Baik"),
)


def ikm(answers: Iterable[Mapping[str, int]]) -> Decimal | None:
    """The index of complete answers, rounded to 2 decimals before any banding; None without an answer."""
    complete = [a for a in answers if set(UNSUR) <= set(a)]
    if not complete:
        return None
    total = sum(sum(a[u] for u in UNSUR) for a in complete)
    mean = Decimal(total) / (len(UNSUR) * len(complete))
    return (mean * 25).quantize(Decimal("0.01"), ROUND_HALF_UP)


def mutu(nilai: Decimal) -> tuple[str, str]:
    """Band and its name, e.g. ("A", "Sangat Baik")."""
    return next(((band, name) for least, band, name in _MUTU if nilai >= least), ("D", "Tidak Baik"))
