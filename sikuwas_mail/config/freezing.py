"""Makes the frozen days off of one year, once its decree is out: `python -m sikuwas_mail.config.freezing 2028`."""

import sys

from holidays.countries.indonesia import Indonesia

_DECREES = {
    2025: "SKB Menag 1017/2024, Menaker 2/2024, PANRB 2/2024, berikut perubahannya",
    2026: "SKB Menag 1497/2025, Menaker 2/2025, PANRB 5/2025",
    2027: "SKB 2027",
}
_DECREED = "SKB"
_FORESEEN = "belum ada SKB: hanya libur nasional, sebagian perkiraan"


def freeze(tahun: int) -> str:
    """The file of a year as the `holidays` package knows it now; without cuti bersama there was no decree yet."""
    kinds = (("public", "libur nasional"), ("government", "cuti bersama"))
    rows = [
        (day, name, said)
        for category, said in kinds
        for day, name in Indonesia(
            years=tahun, categories=(category,), language="id", islamic_show_estimated=False
        ).items()
    ]
    decreed = any(said == "cuti bersama" for _, _, said in rows)
    head = [
        f"# Hari libur dan cuti bersama {tahun}; koreksi setempat: [kalender] tambah dan hapus di config.toml.",
        f"tahun = {tahun}",
        f'dasar = "{_DECREES.get(tahun, _DECREED if decreed else _FORESEEN)}"',
        f"ditetapkan = {str(decreed).lower()}",
        "hari = [",
    ]
    lines = [f'    {{ tanggal = {day}, jenis = "{said}", nama = "{name}" }},' for day, name, said in sorted(rows)]
    return "\n".join([*head, *lines, "]", ""])


if __name__ == "__main__":
    sys.stdout.write(freeze(int(sys.argv[1])))
