"""The figures in words and rows, once for all three forms: letter, workbook and document say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sikuwas_mail.paper import wording
from sikuwas_mail.paper.recap.figures import Rekap

Sel = str | int | float


@dataclass(frozen=True, slots=True)
class Tabel:
    """One table: title, heads, rows; `grafik`: number of the column whose figures are drawn (0: none)."""

    nama: str
    judul: str
    kepala: tuple[str, ...]
    baris: tuple[tuple[Sel, ...], ...]
    grafik: int = 0
    kosong: str = "Tidak ada."


DEFINISI: tuple[tuple[str, str], ...] = (
    ("Kasus masuk", "Permohonan yang terdaftar dalam bulan rekap menurut zona waktu instansi."),
    ("Selesai", "Kasus yang diarsipkan dalam bulan rekap (langkah 8 tuntas)."),
    ("Ditutup", "Kasus yang berakhir tanpa laporan: ditolak, dialihkan, dibatalkan, atau pemohon tidak menjawab."),
    ("Masih berjalan", "Kasus yang belum berakhir pada saat rekap, termasuk yang menunggu pemohon."),
    ("Menurut langkah", "Kasus yang masih berjalan, menurut langkah tempatnya berada pada saat rekap."),
    ("Menurut perangkat daerah, bidang, wilayah", "Kasus masuk bulan rekap."),
    ("Bidang", "Ditetapkan dari kata dalam topik permohonan; yang tidak dikenali dihitung sebagai Lainnya."),
    ("Wilayah", "Irban yang mengampu menurut disposisi; sebelum disposisi, Irban yang diusulkan."),
    ("Penanganan", "Tugas yang diputuskan dalam bulan rekap; tugas pemohon tidak dihitung."),
    (
        "Rata-rata",
        "Menit kerja sejak tugas diterima (konsultasi: sejak sesi dimulai) sampai diputuskan, tanpa waktu jeda; "
        "tugas tanpa tenggat tidak ikut.",
    ),
    ("Baku mutu", "Menit kerja menurut SOP 700/232/416-060/2023 atau konfigurasi instansi."),
    ("Tepat waktu", "Tugas yang diputuskan selambat-lambatnya pada tenggatnya."),
    ("Terlambat", "Tugas terbuka yang tenggatnya telah lewat dan waktunya tidak dijeda, pada saat rekap."),
    (
        "IKM",
        "Indeks Kepuasan Masyarakat, PermenPANRB 14/2017: rata-rata sembilan unsur berbobot sama dikali 25, dibulatkan "
        "dua angka; A 88,31-100, B 76,61-88,30, C 65,00-76,60, D 25,00-64,99. Jawaban dihitung pada bulan masuknya.",
    ),
)


def facts(r: Rekap, zona: ZoneInfo) -> tuple[tuple[str, str], ...]:
    """The figures at the head, in order."""
    return (
        ("Bulan", r.judul),
        ("Keadaan per", _as_of(r, zona)),
        ("Kasus masuk", str(r.masuk)),
        ("Selesai", str(r.selesai)),
        ("Ditutup", str(r.ditutup)),
        ("Masih berjalan", str(r.terbuka)),
        ("Terlambat", str(len(r.lewat))),
        ("IKM", satisfaction(r)),
    )


def _as_of(r: Rekap, zona: ZoneInfo) -> str:
    """A whole month is told by its last day."""
    if r.berjalan:
        return wording.waktu(r.per, zona)
    return f"akhir hari {wording.hari_tanggal(r.per.astimezone(zona).date() - timedelta(days=1))}"


def satisfaction(r: Rekap) -> str:
    """The index with its band, or why it is not shown."""
    s = r.survei
    if s.nilai is None:
        return f"belum ditampilkan: {s.jawaban} jawaban, paling sedikit {s.minimal}"
    return f"{number(s.nilai)}, mutu {s.mutu}, dari {s.jawaban} jawaban"


def sentences(r: Rekap) -> tuple[str, ...]:
    """What is said before the figures."""
    first = f"Berikut rekapitulasi layanan Sikuwas bulan {r.judul}; seluruh angka dihitung dari riwayat kasus."
    notes = [first]
    if r.berjalan:
        notes.append("Bulan ini belum berakhir; angka masih akan berubah.")
    if not r.kasus and not r.survei.jawaban:
        notes.append("Tidak ada kasus pada bulan ini.")
    return tuple(notes)


def tables(r: Rekap, zona: ZoneInfo) -> tuple[Tabel, ...]:
    """Every table of the recap, in order."""
    return (
        Tabel(
            "Langkah",
            "Kasus berjalan menurut langkah",
            ("Langkah", "Kasus", "Terlambat"),
            tuple((x.langkah.capitalize(), x.kasus, x.terlambat) for x in r.langkah),
            1,
        ),
        Tabel("Perangkat Daerah", "Kasus masuk menurut perangkat daerah", _DUA[0], r.perangkat_daerah, 1),
        Tabel("Bidang", "Kasus masuk menurut bidang", _DUA[1], r.bidang, 1),
        Tabel("Wilayah", "Kasus masuk menurut wilayah", _DUA[2], r.wilayah, 1),
        Tabel(
            "Penanganan",
            "Penanganan terhadap baku mutu (menit kerja)",
            ("Tugas", "Baku mutu", "Jumlah", "Rata-rata", "Tepat waktu"),
            tuple((p.langkah, p.norma, p.jumlah, _or_dash(p.rata), _or_dash(p.tepat)) for p in r.penanganan),
        ),
        Tabel(
            "Terlambat",
            "Tugas terlambat",
            ("Nomor", "Tugas", "Tenggat", "Terlambat (menit kerja)"),
            tuple((x.nomor, x.langkah, wording.waktu(x.tenggat, zona), x.menit) for x in r.lewat),
        ),
        Tabel(
            "Survei",
            "Survei kepuasan menurut unsur",
            ("Unsur", "Uraian", "Nilai rata-rata"),
            tuple((u, name, float(mean)) for u, name, mean in r.survei.unsur),
            kosong=f"IKM {satisfaction(r)}.",
        ),
    )


_DUA = (("Perangkat daerah", "Kasus"), ("Bidang", "Kasus"), ("Wilayah", "Kasus"))


def number(value: Sel | Decimal) -> str:
    """A figure as Indonesian writes it: a decimal comma."""
    return str(value).replace(".", ",") if isinstance(value, float | Decimal) else str(value)


def written(rows: Sequence[Sequence[Sel]]) -> list[list[str]]:
    """The cells of a table as words."""
    return [[number(cell) for cell in row] for row in rows]


def _or_dash(value: float | int | None) -> Sel:
    return "-" if value is None else value
