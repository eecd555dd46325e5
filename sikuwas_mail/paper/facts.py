"""What a document may say: the plain, clean values of one case, under the names the templates use."""

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime

from sikuwas_mail.core.case import Case, DokumenKasus
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.numbering import SINGKATAN, provisional
from sikuwas_mail.core.outgoing import GayaDokumen, Instansi, Paper
from sikuwas_mail.core.sop import LABEL_HASIL, LABEL_PERMOHONAN, Dokumen, Metode, Peran, Sifat
from sikuwas_mail.paper import signatures, wording
from sikuwas_mail.paper.people import hadirin, pemohon, pimpinan, tim

BERNOMOR = (Dokumen.SURAT_TUGAS, Dokumen.BERITA_ACARA, Dokumen.LAPORAN)
DASAR_HUKUM = (
    "Peraturan Pemerintah Nomor 38 Tahun 2017 tentang Inovasi Daerah",
    "Peraturan Bupati Nomor 75 Tahun 2021 tentang Kedudukan, Susunan Organisasi, Tugas dan Fungsi Serta Tata Kerja "
    "Inspektorat Kabupaten Mojokerto",
    "Keputusan Inspektur Kabupaten Mojokerto Nomor 188.45/20/416-060/2023 tentang Sistem Layanan Konsultasi "
    "Pengawasan Sebagai Inovasi Inspektorat Kabupaten Mojokerto Tahun 2023",
    "Keputusan Inspektur Kabupaten Mojokerto Nomor 188.45/21/416-060/2023 tentang Pembentukan Tim Pengelola Sistem "
    "Layanan Konsultasi Pengawasan pada Inspektorat Kabupaten Mojokerto",
)
_CELAH = "\u00a0" * 6  # the gap a number is inked into
_NANTI = "ditetapkan kemudian"
# Facts of a request beyond sop.LABEL_PERMOHONAN that the printed form has a line for.
_TAMBAHAN = {"dasar": "Dasar/regulasi yang sudah dipelajari", "dokumen_pendukung": "Dokumen pendukung"}


def facts(
    case: Case, desk: Desk, now: datetime, paper: Paper, instansi: Instansi, gaya: GayaDokumen, *, isian: bool = False
) -> dict[str, object]:
    """All values of a document; `isian` True leaves unknown ones empty (to be filled in), else they read "-"."""
    gap = "" if isian else "-"
    office = office_facts(instansi)
    values: dict[str, object] = {
        "isian": isian,
        "instansi": office,
        "dokumen": _dokumen(paper, case, desk, now, gap),
        "kasus": _kasus(case, desk, gap),
        **_texts("permohonan", {**LABEL_PERMOHONAN, **_TAMBAHAN}, _permohonan(case), gap),
        **_texts("hasil", LABEL_HASIL, _hasil(case, desk), gap),
        "pemohon": pemohon(case, gap),
        "tim": tim(case, desk, gap),
        "hadirin": hadirin(case, desk, isian=isian),
        "sesi": _sesi(case, desk, now, gap),
        "surat_tugas": _rujukan(case, desk, Dokumen.SURAT_TUGAS, gap),
        "berita_acara": _rujukan(case, desk, Dokumen.BERITA_ACARA, gap),
        "dasar": _dasar(case, desk),
        "disposisi": _disposisi(case, desk, now),
        "tanda_tangan": _tanda_tangan(case, desk, now, str(office["daerah"]), gaya),
        "tembusan": _tembusan(case, str(office["daerah_biasa"]), gaya),
    }
    values["dokumen"] = {**_dokumen(paper, case, desk, now, gap), "kode": _kode(paper, case, values)}
    return values


def nomor_celah(desk: Desk, tahun: int) -> str:
    """The number of a document that Admin still has to ink in: "700/      /416-060/2026"."""
    n = desk.penomoran
    try:
        return n.pola.format(klasifikasi=n.klasifikasi, urut=_CELAH, unit=n.unit, tahun=tahun)
    except (LookupError, ValueError, AttributeError):  # a pattern with a field of its own: the gap is all that is sure
        return _CELAH


def _dokumen(paper: Paper, case: Case, desk: Desk, now: datetime, gap: str) -> dict[str, object]:
    day = desk.hari(now)
    number = "" if provisional(paper.nomor) else wording.satu_baris(paper.nomor)
    if not number:
        number = nomor_celah(desk, day.year) if paper.jenis in BERNOMOR else gap
    return {
        "jenis": paper.jenis.value,
        "judul": paper.jenis.judul,
        "judul_kapital": paper.jenis.judul.upper(),
        "nomor": number,
        "versi": paper.versi,
        "tanggal": wording.tanggal(day),
        "hari_tanggal": wording.hari_tanggal(day),
        "waktu": wording.waktu(now, desk.kalender.zona),
        "waktu_iso": f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "kode": "",
    }


def _kode(paper: Paper, case: Case, values: Mapping[str, object]) -> str:
    """The short code that ties a signed scan to the version it was printed from: ticket, kind, version, fingerprint."""
    text = json.dumps([paper.nomor, paper.versi, values], sort_keys=True, ensure_ascii=True, default=str)
    mark = base64.b32encode(hashlib.sha256(text.encode()).digest())[:8].decode()
    return f"{case.nomor or 'SIKUWAS'} {SINGKATAN[paper.jenis]}-{paper.versi} {mark[:4]}-{mark[4:]}"


def office_facts(instansi: Instansi) -> dict[str, object]:
    """`instansi` of every Word template: the letterhead and the names of the region."""
    government = wording.satu_baris(instansi.pemerintah)
    region = government.removeprefix("PEMERINTAH").strip()
    city = wording.satu_baris(instansi.kota)
    contact = (("Laman", instansi.laman), ("Pos-el", instansi.pos_el))
    return {
        "pemerintah": government,
        "nama": wording.satu_baris(instansi.nama),
        "alamat": wording.satu_baris(instansi.alamat),
        "kontak": ", ".join(f"{k} {wording.satu_baris(v)}" for k, v in contact if v),
        "kota": f"{city} {wording.satu_baris(instansi.kode_pos)}".strip(),
        "tempat": city.title(),
        "daerah": region,
        "daerah_biasa": region.title(),
    }


def _kasus(case: Case, desk: Desk, gap: str) -> dict[str, object]:
    wilayah = case.wilayah or case.usulan
    return {
        "nomor": case.nomor or gap,
        "tanggal_terima": wording.hari_tanggal(desk.hari(case.dibuka)) if case.nomor else gap,
        "tanggal": wording.tanggal(desk.hari(case.dibuka)) if case.nomor else gap,
        "jam_terima": wording.jam(case.dibuka, desk.kalender.zona) if case.nomor else gap,
        "kanal": wording.satu_baris(case.kanal) or gap,
        "wilayah": wilayah or gap,
        "arahan": wording.bersih(case.arahan) or gap,
        "arsip": wording.satu_baris(case.arsip) or gap,
        "metode": (case.metode or _metode(case)).capitalize() or gap,
    }


def _metode(case: Case) -> str:
    return wording.satu_baris(case.permohonan.get("metode", ""))


def _permohonan(case: Case) -> dict[str, str]:
    known = {k: wording.bersih(str(v)) for k, v in case.permohonan.items()}
    if known.get("nip"):
        known["nip"] = wording.nip(known["nip"])
    if known.get("pangkat"):
        known["pangkat"] = wording.pangkat(known["pangkat"])
    return known


def _hasil(case: Case, desk: Desk) -> dict[str, str]:
    """The minutes, with what the session itself tells of day, place and team where they are silent."""
    session = case.sesi_kini
    own: dict[str, str] = {}
    if session is not None:
        own["tempat"] = session.tempat
        own["tanggal"] = wording.waktu(session.jadwal, desk.kalender.zona) if session.jadwal else ""
    own["hadir"] = "\n".join(str(p["nama"]) for p in hadirin(case, desk, isian=False))
    given = {k: wording.bersih(str(v)) for k, v in case.hasil.items()}
    return {k: given.get(k) or wording.bersih(own.get(k, "")) for k in LABEL_HASIL}


def _texts(nama: str, labels: Mapping[str, str], texts: Mapping[str, str], gap: str) -> dict[str, object]:
    """A record thrice: by key, by key as paragraphs (`alinea_…`), and as labelled rows (`baris_…`)."""
    whole = {k: texts.get(k) or gap for k in labels}
    paragraphs = {k: alinea(v) for k, v in whole.items()}
    rows = [{"label": label, "nilai": whole[k], "alinea": paragraphs[k]} for k, label in labels.items()]
    return {nama: whole, f"alinea_{nama}": paragraphs, f"baris_{nama}": rows}


def alinea(teks: str) -> list[str]:
    """A text's paragraphs, blank lines dropped; never none, for a table's cell must hold one."""
    return [line.strip() for line in teks.split("\n") if line.strip()] or [""]


def _sesi(case: Case, desk: Desk, now: datetime, gap: str) -> dict[str, object]:
    session = case.sesi_kini
    when = session.jadwal if session else None
    written = wording.tanggal_dari(case.hasil.get("tanggal", ""))
    day = written or (desk.hari(when) if when else None)
    place = wording.satu_baris(case.hasil.get("tempat", "") or (session.tempat if session else ""))
    later = gap if gap == "" else _NANTI
    return {
        "hari_tanggal": wording.hari_tanggal(day) if day else later,
        "jam": wording.jam(when, desk.kalender.zona) if when else later,
        "tempat": place or later,
        "terbilang": wording.hari_terbilang(day or desk.hari(now)),
        "tempat_pendek": _tempat_pendek(place),
        "urut": session.urut if session else 1,
        "daring": (case.metode or _metode(case).lower()) in (Metode.DARING, Metode.HIBRID),
    }


def _tempat_pendek(tempat: str) -> str:
    """A place within a sentence: a link is a conference, an unknown one a line to write on."""
    if not tempat:
        return signatures.TITIK
    return "konferensi video" if "://" in tempat else tempat


def _rujukan(case: Case, desk: Desk, jenis: Dokumen, gap: str) -> dict[str, str]:
    """Number and date of the newest version of a document of the case."""
    made: DokumenKasus | None = case.dokumen_terakhir(jenis)
    if made is None:
        return {"nomor": gap, "tanggal": gap}
    day: date = desk.hari(made.waktu)
    given = "" if provisional(made.nomor) else wording.satu_baris(made.nomor)
    return {"nomor": given or nomor_celah(desk, day.year), "tanggal": wording.tanggal(day)}


def _dasar(case: Case, desk: Desk) -> list[str]:
    items = list(DASAR_HUKUM)
    given = signatures.keputusan(case, "Didisposisikan", ("Dialihkan", "Dikembalikan"))
    if given is not None:
        items.append(f"Disposisi Sekretaris Inspektorat tanggal {wording.tanggal(desk.hari(given.waktu))}")
    if case.nomor:
        office = wording.satu_baris(case.permohonan.get("perangkat_daerah", "")) or "pemohon"
        day = wording.tanggal(desk.hari(case.dibuka))
        items.append(f"Permohonan konsultasi {office} tanggal {day} Nomor {case.nomor}")
    return items


def _disposisi(case: Case, desk: Desk, now: datetime) -> dict[str, object]:
    """The two states of the sheet: opened (nothing ticked) and with the Sekretaris's instruction."""
    made = signatures.keputusan(case, "Didisposisikan", ("Dialihkan", "Dikembalikan"))
    chosen = case.wilayah if made is not None else ""
    zones = {p.wilayah for p in desk.pejabat(Peran.IRBAN, now) if p.wilayah} or {"I", "II", "III", "IV"}
    order = sorted(zones | ({chosen} if chosen else set()), key=_urutan_wilayah)
    sifat = wording.satu_baris(case.permohonan.get("sifat", "")).lower() or Sifat.BIASA.value
    note = wording.bersih(case.catatan_disposisi) if made is not None else ""
    return {
        "diisi": made is not None,
        "sifat": [_pilihan(s.value.capitalize(), s.value == sifat) for s in Sifat],
        "tujuan": [_pilihan(f"Inspektur Pembantu Wilayah {w}", w == chosen) for w in order],
        "usulan": case.usulan if made is None else "",
        "harap": [
            _pilihan("Tanggapan dan saran", False),
            _pilihan("Proses lebih lanjut", made is not None),
            _pilihan("Koordinasi/konfirmasi", False),
            _pilihan("Lainnya: lihat catatan" if note else "Lainnya", bool(note)),
        ],
        "catatan": alinea(note),
        "tanggal": wording.tanggal(desk.hari(made.waktu)) if made is not None else "",
    }


def _pilihan(teks: str, dipilih: bool) -> dict[str, str]:
    return {"kotak": "☒" if dipilih else "☐", "teks": teks}


def _urutan_wilayah(wilayah: str) -> tuple[int, str]:
    roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    return (roman.index(wilayah) if wilayah in roman else len(roman), wilayah)


def _tanda_tangan(case: Case, desk: Desk, now: datetime, daerah: str, gaya: GayaDokumen) -> dict[str, object]:
    wilayah = case.wilayah or case.usulan
    irban = signatures.kursi(desk, Peran.IRBAN, now, wilayah)
    signer = gaya.penandatangan_surat_tugas
    chair = irban if signer is Peran.IRBAN else signatures.kursi(desk, signer, now)
    assigned = signatures.persetujuan(case, desk, "Ditugaskan")
    reported = signatures.persetujuan(case, desk, "LaporanDisetujui", ("HasilDicatat", "Diperbaiki"))
    passed = signatures.persetujuan(case, desk, "Didisposisikan", ("Dialihkan", "Dikembalikan"))
    head = "" if signer is Peran.INSPEKTUR else f"INSPEKTUR {daerah}".strip()
    by_irban = signer is Peran.IRBAN
    return {
        "surat_tugas": signatures.blok(chair, daerah, atas_nama=head, persetujuan=assigned if by_irban else ""),
        "laporan": signatures.blok(irban, daerah, persetujuan=reported),
        "mengetahui": signatures.blok(irban, daerah),
        "disposisi": signatures.blok(signatures.kursi(desk, Peran.SEKRETARIS, now), daerah, persetujuan=passed),
    }


def _tembusan(case: Case, daerah: str, gaya: GayaDokumen) -> list[str]:
    signer = gaya.penandatangan_surat_tugas
    copies = [
        f"Inspektur {daerah} (sebagai laporan)" if signer is not Peran.INSPEKTUR else "",
        "Sekretaris Inspektorat" if signer is not Peran.SEKRETARIS else "",
        pimpinan(wording.satu_baris(case.permohonan.get("perangkat_daerah", ""))),
        "Arsip",
    ]
    return [c for c in copies if c]
