"""The directory the reading tests lean on: invented people (contoh) and offices."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sikuwas_mail.core.desk import PerangkatDaerah, Petugas
from sikuwas_mail.core.sop import Peran
from sikuwas_mail.reading.names import Directory

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=WIB)  # a Monday


def _orang(nama: str, email: str, peran: Peran, wilayah: str = "", **more: object) -> Petugas:
    return Petugas(nama, f"{email}@contoh.go.id", peran, wilayah=wilayah, **more)  # type: ignore[arg-type]


PETUGAS = (
    _orang("Admin Contoh", "admin", Peran.ADMIN),
    _orang("Sari Contoh, S.H.", "sekretaris", Peran.SEKRETARIS),
    _orang("Drs. Hadi Contoh, M.Si.", "inspektur", Peran.INSPEKTUR),
    _orang("Irban Satu Contoh", "irban1", Peran.IRBAN, "I"),
    _orang("Irban Dua Contoh", "irban2", Peran.IRBAN, "II"),
    _orang("Irban Tiga Contoh", "irban3", Peran.IRBAN, "III"),
    _orang("Irban Khusus Contoh", "irbansus", Peran.IRBAN, "Khusus"),
    _orang("Rina Contoh, S.E., M.M.", "rina", Peran.AUDITOR, "II", nip="198501012010012001"),
    _orang("Joko Contoh, S.T.", "joko", Peran.PPUPD, "II", alias=("jk.contoh@gmail.example",)),
    _orang("Dewi Lestari Contoh", "dewi", Peran.AUDITOR, "II"),
    _orang("Dewi Anggraini Contoh", "dewia", Peran.AUDITOR, "III"),
    _orang("Bambang Susilo Contoh", "bambang", Peran.AUDITOR, "III"),
)
KANTOR = (
    PerangkatDaerah("Badan Pengelolaan Keuangan dan Aset Daerah", "II", ("BPKAD",), ("bpkad.contoh.go.id",)),
    PerangkatDaerah("Dinas Kesehatan", "III", ("Dinkes",)),
    PerangkatDaerah("Kecamatan Sooko", "I", ("Kec. Sooko",)),
    PerangkatDaerah("Dinas Pendidikan", "I", ("Dispendik", "Disdik")),
)
DIREKTORI = Directory(PETUGAS, KANTOR, ("I", "II", "III", "Khusus"))


def alamat(*names: str) -> tuple[str, ...]:
    return tuple(f"{n}@contoh.go.id" for n in names)
