"""A label is a known word in front of `:`, `=`, a tab or a table's edge; what it does not know ends no thought."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sikuwas_mail.core.sop import LABEL_HASIL, LABEL_PERMOHONAN
from sikuwas_mail.reading.spelling import key, near
from sikuwas_mail.reading.wrapping import unwrapped

_PERMOHONAN = {
    "nama": "nama lengkap|nama pemohon|nama pegawai|nama lengkap pemohon|nama dan gelar|nama lengkap dan gelar|"
    "nama yang berkonsultasi|pemohon|nama konsultan pemohon|nama pengusul",
    "nip": "nip nik|nik|nip nik pemohon|nomor induk pegawai|no nip|nomor nip|nip pemohon|nik nip|nip atau nik",
    "pangkat": "pangkat golongan|pangkat gol|pangkat gol ruang|pangkat golongan ruang|pangkat|golongan|gol|gol ruang|"
    "golongan ruang|pangkat dan golongan",
    "jabatan": "jabatan pemohon|jabatan saat ini|posisi|nama jabatan",
    "perangkat_daerah": "opd|skpd|unit kerja|instansi|dinas|asal instansi|instansi asal|perangkat daerah unit "
    "kerja|nama opd|"
    "nama instansi|nama perangkat daerah|asal opd|opd unit kerja|satuan kerja|satker|badan|kantor|dinas instansi|"
    "instansi unit kerja|unit kerja opd|perangkat daerah opd|organisasi perangkat daerah|asal perangkat daerah|"
    "nama dinas|opd instansi|skpd unit kerja",
    "email": "e mail|surel|alamat email|pos el|alamat surel|alamat e mail|email pemohon",
    "nomor_hp": "no hp|nomor hp|hp|wa|no wa|nomor wa|whatsapp|no whatsapp|nomor whatsapp|telepon|no telepon|"
    "nomor telepon|telp|"
    "no telp|no hp wa|nomor hp wa|hp wa|no hp whatsapp|nomor hp whatsapp|kontak|no kontak|nomor kontak|handphone|"
    "no handphone|nomor handphone|nomor ponsel|ponsel|kontak person|cp|contact person|wa hp|telepon hp|no wa hp|"
    "telepon wa|nomor wa hp|nomor telepon hp|no telepon hp|narahubung",
    "topik": "topik konsultasi|perihal|hal|judul|tema|materi|materi konsultasi|perihal konsultasi|topik bahasan|"
    "judul konsultasi|"
    "tema konsultasi|pokok konsultasi|topik permasalahan|hal konsultasi|bidang konsultasi",
    "uraian": "uraian masalah|uraian permasalahan|permasalahan|masalah|uraian singkat|deskripsi|deskripsi "
    "masalah|penjelasan|"
    "kronologi|uraian singkat permasalahan|permasalahan yang dikonsultasikan|substansi|substansi konsultasi|"
    "deskripsi permasalahan|isi konsultasi|uraian konsultasi|latar belakang|gambaran permasalahan|kendala|"
    "permasalahan yang dihadapi|uraian permasalahan singkat",
    "pertanyaan": "daftar pertanyaan|yang ditanyakan|hal yang ditanyakan|pertanyaan konsultasi|pokok pertanyaan",
    "metode": "metode konsultasi|cara konsultasi|cara|media|media konsultasi|pelaksanaan|daring luring|online offline|"
    "bentuk konsultasi|metode pelaksanaan|metode layanan|luring daring|offline online|sarana konsultasi|via|mode",
    "usulan_jadwal": "usulan waktu|usulan tanggal|jadwal usulan|jadwal|usulan hari|rencana jadwal|rencana waktu|"
    "waktu konsultasi|jadwal konsultasi|usulan tanggal dan jam|usulan tanggal jam|hari tanggal|waktu|"
    "tanggal konsultasi|rencana konsultasi|usulan jadwal konsultasi|rencana tanggal|usul jadwal|waktu yang diusulkan|"
    "usulan hari tanggal",
    "sifat": "sifat permohonan|tingkat urgensi|urgensi|sifat surat|prioritas",
    "jumlah_peserta": "peserta|banyak peserta|jumlah orang|jml peserta|jumlah yang hadir|perkiraan peserta|"
    "jumlah peserta orang",
}
_HASIL = {
    "tanggal": "hari tanggal|hari dan tanggal|tanggal konsultasi|tgl|waktu|hari tanggal waktu|hari tanggal jam|"
    "tanggal waktu|"
    "waktu pelaksanaan|tanggal pelaksanaan",
    "tempat": "lokasi|bertempat di|tempat tautan|tempat pelaksanaan|tempat konsultasi|media|ruang|tempat media",
    "hadir": "peserta|yang hadir|peserta yang hadir|dihadiri oleh|dihadiri|peserta hadir|daftar hadir|pihak yang hadir|"
    "peserta konsultasi",
    "permasalahan": "masalah|pokok permasalahan|uraian permasalahan|uraian masalah|permasalahan yang dikonsultasikan|"
    "pokok masalah|isu|materi konsultasi|inti permasalahan",
    "data": "data dokumen yang diperiksa|dokumen|data yang diperiksa|data dan dokumen|data pendukung|dokumen "
    "yang diperiksa|"
    "dokumen pendukung|data dokumen|data dukung|data dan dokumen yang diperiksa",
    "pembahasan": "pembahasan dan dasar hukum|hasil pembahasan|uraian pembahasan|analisis|analisa|hasil konsultasi|"
    "diskusi|pembahasan dasar hukum|uraian hasil konsultasi|jalannya pembahasan",
    "saran": "saran rekomendasi|rekomendasi|saran dan rekomendasi|alternatif pemecahan saran|alternatif pemecahan|"
    "alternatif pemecahan masalah|solusi|alternatif saran|saran alternatif pemecahan|alternatif pemecahan dan saran|"
    "alternatif pemecahan masalah saran|saran tindak|rekomendasi saran|saran saran|alternatif solusi",
    "kesepakatan": "hasil kesepakatan|kesepakatan dan tindak lanjut|kesepakatan bersama|kesepakatan tindak "
    "lanjut|disepakati|"
    "hal yang disepakati",
    "tindak_lanjut": "rtl|rencana tindak lanjut|tindaklanjut|tl|langkah tindak lanjut|tindak lanjut hasil konsultasi",
    "simpulan": "kesimpulan|simpulan hasil|ringkasan|kesimpulan hasil konsultasi|simpulan dan penutup",
}
_PENUGASAN = {
    "jadwal": "jadwal konsultasi|hari tanggal|tanggal|tgl|waktu|usulan jadwal|hari|hari tanggal jam|pelaksanaan|"
    "tanggal jam",
    "jam": "pukul|pkl",
    "metode": "metode konsultasi|cara|media|metode pelaksanaan",
    "tempat": "lokasi|ruang|ruangan|tautan|link|link zoom|tempat tautan",
    "arahan": "catatan|petunjuk|instruksi|arahan irban|alternatif|alternatif pemecahan|alternatif pemecahan "
    "masalah|pesan",
    "sampaikan": "sampaikan ke pemohon|sampaikan kepada pemohon",
}
_ENUMERATION = r"(?:\(?(?:[A-Za-z]|[ivx]{1,4}|\d{1,2})[.)]\s*)?"
_LINE = re.compile(
    rf"^[\s>*•·\-–_|#\"“]*{_ENUMERATION}[*_]*(?P<label>[^\W\d_][^:=\t|\n]{{0,59}}?)[\s*_]*"
    r"(?P<sep>[:=：]|\t[\s:=]*|\s*\|\s*[:=]?|\s{2,}[:=]?)(?P<value>.*)$"
)
_UPPER = re.compile(r"(?<=\S)[ \t]+(?P<words>(?:(?:No|Nomor|[A-Z][A-Z/]*)\.?[ \t]+){0,5}[A-Z][A-Z/]+)[ \t]*:")
_HEADING = re.compile(rf"^[\s>*•·#_]*(?P<mark>{_ENUMERATION})[*_]*(?P<label>[^\W\d_][^:=\t|\n]{{0,59}}?)[\s*_]*$")
_EMPTY = re.compile(r"[\s.…_\-–—:|*]*|\(?(?:diisi|isi di ?sini|kosong|belum ada)\)?|klik atau ketuk.*", re.IGNORECASE)


def table(labels: Mapping[str, str], synonyms: Mapping[str, str]) -> dict[str, str]:
    """A lookup of folded label -> canonical key, from the SOP's labels and the spellings people use."""
    known = {key(label): name for name, label in labels.items()}
    known |= {name.replace("_", " "): name for name in synonyms}
    return {s: name for name, spelled in synonyms.items() for s in spelled.split("|")} | known


PERMOHONAN = table(LABEL_PERMOHONAN, _PERMOHONAN)
HASIL = table(LABEL_HASIL, _HASIL)
PENUGASAN = table({}, _PENUGASAN)
PANJANG = frozenset({"uraian", "pertanyaan", "arahan", *LABEL_HASIL})  # values with paragraphs of their own


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labelled part of a text by canonical key, and the lines that belong to no label."""

    nilai: Mapping[str, str] = field(default_factory=dict)
    sisa: str = ""


def which(label: str, known: Mapping[str, str], *, typos: bool = True) -> str:
    """The canonical key of a written label, "" when it is none; typos by bounded edit distance, aside dropped."""
    plain = key(re.sub(r"\([^)]*\)", " ", label))
    if re.fullmatch(r"(?:\w )+\w", plain):
        plain = plain.replace(" ", "")  # "N I P"
    if plain in known or (plain := plain or key(label)) in known:
        return known[plain]
    return known.get(near(plain, known), "") if typos and len(plain) >= 5 else ""


def read_labels(text: str, known: Mapping[str, str]) -> Labelled:
    """Every labelled value of a text, over several lines and in tables; the first of two equal labels stands."""
    values: dict[str, list[str]] = {}
    rest: list[str] = []
    current: list[str] | None = None
    single = False
    for line in split_inline(text, known).split("\n"):
        name, value, labelled = _label(line, known)
        if name and name in values and current is values[name] and line.lstrip()[:1].islower():
            values[name].append(line)
        elif name and (name not in values or name in PANJANG):
            current, single = values.setdefault(name, []), name not in PANJANG
            current.append(value)
        elif name or (labelled and single) or (single and current is not None and _ends(current, line)):
            current = None
            if not name:
                rest.append(line)
        elif current is not None:
            current.append(_cell(line))
        else:
            rest.append(line)
    joined = {name: clean(unwrapped("\n".join(lines))) for name, lines in values.items()}
    return Labelled({n: v for n, v in joined.items() if v}, "\n".join(rest).strip())


def split_inline(text: str, known: Mapping[str, str]) -> str:
    """Upper-case labels inside a line begin lines of their own; a one-tap answer has no line breaks."""
    listed = "\n".join(_listed(line, known) for line in text.split("\n"))
    if "sampaikan" in known:
        listed = re.sub(r"(?im)^[\s*]*sampaikan[\s*.]*$|(?<=\S)[ \t]+SAMPAIKAN[ \t.]*$", "\nSAMPAIKAN: ya", listed)
    return _UPPER.sub(lambda m: _broken(m, known), listed)


def clean(value: str) -> str:
    """A value without its frame: blank edges, filler dots, a leading colon; "-" stays."""
    lines = [line.strip(" \t|*_") for line in value.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip().lstrip(":=").strip()
    if text in ("-", "–"):
        return "-"
    return "" if _EMPTY.fullmatch(text) else text


def _broken(match: re.Match[str], known: Mapping[str, str]) -> str:
    """A line break before the longest known label that ends these upper-case words, if there is one."""
    parts = match["words"].split()
    line_so_far = match.string[max(0, match.start() - 60) : match.start()].rpartition("\n")[2].split()
    if any(which(" ".join([*line_so_far[-n:], *parts]), known, typos=False) for n in (1, 2) if len(line_so_far) >= n):
        return match.group()
    for i in range(len(parts)):
        if which(" ".join(parts[i:]), known, typos=False):
            before = " ".join(parts[:i])
            return f"{' ' * bool(before)}{before}\n{' '.join(parts[i:])}:"
    return match.group()


def _listed(line: str, known: Mapping[str, str]) -> str:
    """`Nama: A; NIP: B` becomes two lines when every piece behind `;` or `,` begins with a known label."""

    def broken(match: re.Match[str]) -> str:
        return f"\n{match['label']}:" if which(match["label"], known, typos=False) else match.group()

    return (
        re.sub(r"\s*[;,|]\s*(?P<label>[^\W\d_][^:=;,|\n]{1,40}?)\s*[:=]", broken, line)
        if ":" in line or "=" in line
        else line
    )


def _label(line: str, known: Mapping[str, str]) -> tuple[str, str, bool]:
    """Canonical key and value of a line, and whether it looks labelled at all (a label not known)."""
    if match := _LINE.match(line):
        firm = any(c in match["sep"] for c in ":=：\t|")
        value = match["value"]
        soft = match["label"][0].isupper() and (len(match["sep"]) > 2 or not value[:1].islower())
        name = which(match["label"], known, typos=firm) if firm or soft else ""
        if name and not (match["sep"] in (":", "=") and value.startswith("//")):
            return name, _cell(value), True
        if firm and len(match["label"].split()) <= 5 and not value.startswith("//"):
            return "", "", True
    if match := _HEADING.match(line):
        name = which(match["label"], known, typos=False)
        if name and (match["mark"] or match["label"].isupper()):
            return name, "", True
    return "", "", False


def _cell(text: str) -> str:
    return text.strip().strip("|").strip()


def _ends(current: Iterable[str], line: str) -> bool:
    """A blank line ends a short value once something stands there."""
    return not line.strip() and any(v.strip(" :|") for v in current)
