"""The topic of a request, for counting: the first of the house's fields whose words stand in it."""

import re

LAINNYA = "Lainnya"

# In the order in which they are tried: what is special before what is general.
_BIDANG: tuple[tuple[str, str], ...] = (
    ("Tindak lanjut hasil pemeriksaan", r"tlhp|tindak lanjut (?:temuan|hasil)|temuan|lhp|bpk ri"),
    ("LHKPN, gratifikasi, benturan kepentingan", r"lhkpn|lhkasn|gratifikasi|benturan kepentingan"),
    ("SPIP dan manajemen risiko", r"spip|manajemen risiko|pengendalian intern\w*|register risiko"),
    ("Akuntabilitas kinerja dan reformasi birokrasi", r"sakip|lkjip|reformasi birokrasi|zona integritas|mcp|mcsp|wbk"),
    ("Sekolah, puskesmas, rumah sakit (BOSP/BLUD)", r"bosp?|blud|dana bos|sekolah|puskesmas|kapitasi"),
    ("Keuangan desa", r"dana desa|add|bumdes|desa|apbdes"),
    ("Hibah dan bantuan sosial", r"hibah|bansos|bantuan sosial"),
    ("Barang milik daerah", r"aset|barang milik|bmd|inventaris|kib|penghapusan"),
    ("Pengadaan barang/jasa", r"pengadaan|pbj|tender|kontrak|penyedia|e-?katalog|ppk|swakelola"),
    ("Kepegawaian", r"kepegawaian|disiplin|pegawai|asn|mutasi|cuti|tpp"),
    ("Perencanaan dan penganggaran", r"rka|dpa|renja|renstra|anggaran|perencanaan"),
    ("Pengelolaan keuangan", r"keuangan|spj|pajak|belanja|bendahara|kas|pendapatan|perjalanan dinas|honor\w*"),
)
_POLA = tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _BIDANG)
BIDANG: tuple[str, ...] = (*(name for name, _ in _BIDANG), LAINNYA)


def field_of(topik: str) -> str:
    """The field a topic is counted under; "Lainnya" where no word tells."""
    return next((name for name, words in _POLA if words.search(topik)), LAINNYA)
