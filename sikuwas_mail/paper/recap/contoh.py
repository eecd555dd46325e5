"""The recap of an invented month, for previews and lint."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from sikuwas_mail.core.survey import UNSUR
from sikuwas_mail.paper.contoh import ZONA
from sikuwas_mail.paper.recap.figures import BarisKasus, Langkahan, Lewat, Penanganan, Rekap, Survei

SEKARANG = datetime(2026, 11, 2, 8, 0, tzinfo=ZONA)
_KANTOR = ("Badan Pengelolaan Keuangan dan Aset Daerah", "Dinas Kesehatan", "Dinas Lingkungan Hidup")
_BIDANG = ("Barang milik daerah", "Pengadaan barang/jasa", "Pengelolaan keuangan")


def rekap() -> Rekap:
    """October 2026 as it might have been."""
    return Rekap(
        bulan=date(2026, 10, 1),
        per=datetime(2026, 11, 1, tzinfo=ZONA),
        berjalan=False,
        masuk=14,
        selesai=9,
        ditutup=1,
        terbuka=6,
        langkah=(Langkahan("disposisi", 1, 0), Langkahan("konsultasi", 4, 1), Langkahan("pelaporan", 1, 0)),
        perangkat_daerah=tuple(zip(_KANTOR, (7, 4, 3), strict=True)),
        bidang=tuple(zip(_BIDANG, (6, 5, 3), strict=True)),
        wilayah=(("Irban II", 10), ("Irban III", 4)),
        penanganan=(
            Penanganan("Penerusan kepada Sekretaris", 10, 14, 6.5, 13),
            Penanganan("Disposisi Sekretaris", 10, 13, 8.0, 12),
            Penanganan("Telaah dan penugasan", 60, 13, 41.2, 11),
        ),
        lewat=(Lewat("SKW-2026-0011", "Pelaksanaan konsultasi", datetime(2026, 10, 30, 12, tzinfo=ZONA), 210),),
        survei=Survei(7, 5, Decimal("91.67"), "A (Sangat Baik)", _unsur(), ("Pertahankan.", "Ruang ditambah.")),
        kasus=tuple(_kasus(n) for n in range(14)),
    )


def _unsur() -> tuple[tuple[str, str, Decimal], ...]:
    return tuple((u, name, Decimal("3.67")) for u, name in UNSUR.items())


def _kasus(n: int) -> BarisKasus:
    opened = datetime(2026, 10, 1, 9, tzinfo=ZONA) + timedelta(days=n)
    done = n < 9
    return BarisKasus(
        f"SKW-2026-{n + 1:04}",
        opened,
        _KANTOR[n % 3],
        _BIDANG[n % 3],
        "Irban III" if n % 3 == 1 else "Irban II",
        "daring",
        "selesai" if done else "berjalan",
        "pengarsipan" if done else "konsultasi",
        opened + timedelta(days=5) if done else None,
    )
