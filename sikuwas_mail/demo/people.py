"""The people of the demo, all invented and marked contoh: officials of the Inspektorat and two applicants."""

from dataclasses import dataclass

from sikuwas_mail.core.desk import PerangkatDaerah, Petugas
from sikuwas_mail.core.sop import Peran
from sikuwas_mail.demo.quoting import Orang

DOMAIN = "mojokerto.example"
KOTAK = f"inspektorat@{DOMAIN}"  # the mailbox the service watches
NAMA_KOTAK = "SIKUWAS Inspektorat"


@dataclass(frozen=True, slots=True)
class Pemohon:
    """An applicant: who writes, and the office he writes for."""

    nama: str
    email: str
    jabatan: str
    perangkat_daerah: str


PEMOHON_LENGKAP = Pemohon(
    "Laras Contoh, S.E.",
    "laras@opd.example",
    "Kepala Subbidang Akuntansi",
    "Badan Pengelolaan Keuangan dan Aset Daerah",
)
PEMOHON_RINGKAS = Pemohon("Hendra Contoh", "hendra@opd.example", "Kepala Seksi Kesejahteraan", "Kecamatan Dlanggu")

_PETUGAS: tuple[tuple[str, str, Peran, str, str, str, str], ...] = (
    ("Tia Contoh, A.Md.", "admin", Peran.ADMIN, "", "199203152015022003", "Pengatur Tingkat I (II/d)", "Admin Sikuwas"),
    ("Drs. Bagus Contoh, M.M.", "sekretaris", Peran.SEKRETARIS, "", "197105201996031004", "Pembina Tingkat I (IV/b)",
     "Sekretaris Inspektorat"),
    ("Ir. Wati Contoh, M.Si.", "inspektur", Peran.INSPEKTUR, "", "196908121994032005", "Pembina Utama Muda (IV/c)",
     "Inspektur"),
    ("Agung Contoh, S.Sos.", "irban1", Peran.IRBAN, "I", "197402111999031002", "Pembina (IV/a)",
     "Inspektur Pembantu Wilayah I"),
    ("Dian Contoh, S.E., M.Ak.", "irban2", Peran.IRBAN, "II", "197612302002122001", "Pembina (IV/a)",
     "Inspektur Pembantu Wilayah II"),
    ("Surya Contoh, S.H.", "irban3", Peran.IRBAN, "III", "197309091998031006", "Pembina (IV/a)",
     "Inspektur Pembantu Wilayah III"),
    ("Yuni Contoh, S.T.", "irban4", Peran.IRBAN, "IV", "197811042005012007", "Pembina (IV/a)",
     "Inspektur Pembantu Wilayah IV"),
    ("Rina Contoh, S.E., Ak.", "rina", Peran.AUDITOR, "II", "198504172010012008", "Penata Tingkat I (III/d)",
     "Auditor Ahli Muda"),
    ("Joko Contoh, S.T.", "joko", Peran.PPUPD, "II", "198707232011011003", "Penata (III/c)", "PPUPD Ahli Muda"),
    ("Sekar Contoh, S.H.", "sekar", Peran.AUDITOR, "III", "198911052014032002", "Penata (III/c)", "Auditor Ahli Muda"),
    ("Fajar Contoh, S.IP.", "fajar", Peran.PPUPD, "III", "199001182015021001", "Penata Muda Tingkat I (III/b)",
     "PPUPD Ahli Pertama"),
    ("Dewi Contoh, S.E.", "dewi", Peran.AUDITOR, "III", "198602272009022004", "Penata Tingkat I (III/d)",
     "Auditor Ahli Muda"),
)  # fmt: skip

_PERANGKAT_DAERAH: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Sekretariat Daerah", "I", ("Setda",)),
    ("Dinas Pendidikan", "I", ("Dispendik", "Disdik")),
    ("Badan Pengelolaan Keuangan dan Aset Daerah", "II", ("BPKAD",)),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", "II", ("DPUPR", "Dinas PUPR")),
    ("Dinas Kesehatan", "III", ("Dinkes",)),
    ("Dinas Sosial", "III", ("Dinsos",)),
    ("Dinas Pertanian", "IV", ("Disperta",)),
    ("Kecamatan Dlanggu", "IV", ("Kec. Dlanggu", "Camat Dlanggu")),
)


def petugas() -> tuple[Petugas, ...]:
    """The officials, as `[[petugas]]` would give them."""
    return tuple(
        Petugas(nama, f"{lokal}@{DOMAIN}", peran, nip, pangkat, jabatan, wilayah=wilayah)
        for nama, lokal, peran, wilayah, nip, pangkat, jabatan in _PETUGAS
    )


def perangkat_daerah() -> tuple[PerangkatDaerah, ...]:
    """The offices that may apply and the wilayah that holds each; an invented mapping."""
    return tuple(PerangkatDaerah(nama, wilayah, alias) for nama, wilayah, alias in _PERANGKAT_DAERAH)


def alamat(lokal: str) -> str:
    """The address of an official by its local part."""
    return f"{lokal}@{DOMAIN}"


def orang(email: str, *, bertanda_tangan: bool = False) -> Orang:
    """The writer behind an address of the demo; KeyError when nobody has it."""
    names = {p.email: (p.nama, p.jabatan) for p in petugas()}
    names |= {p.email: (p.nama, p.jabatan) for p in (PEMOHON_LENGKAP, PEMOHON_RINGKAS)}
    nama, jabatan = names[email]
    return Orang(nama, email, f"Salam hormat,\n{nama}\n{jabatan}" if bertanda_tangan else "")
