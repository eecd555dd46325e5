"""What a letter's template sees: plain, cleaned words; no object of the program and no unclean value reaches it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.numbering import CELAH
from sikuwas_mail.core.outgoing import Instansi, JenisSurat, Letter
from sikuwas_mail.core.reference import without_ref
from sikuwas_mail.core.sop import LABEL_HASIL, LABEL_PERMOHONAN, Aturan, Dokumen, Langkah, Peran, Sifat, baris
from sikuwas_mail.paper import wording

TOPIK_NETRAL = "permohonan konsultasi"
_TOPIK = 70  # characters of a topic in a sentence or subject
_NILAI = 1_500  # characters of one value in a letter; the whole stands in the attached form
_SEBARIS = 160  # characters of a name or office in a sentence
_BUTIR = 60  # entries of one list
_TANPA_SUBSTANSI = (JenisSurat.PENGINGAT, JenisSurat.ESKALASI, JenisSurat.REKAP, JenisSurat.OPERATOR)

Plain = str | int | float | bool | list["Plain"] | dict[str, "Plain"]


def plain(value: object, zona: ZoneInfo) -> Plain:
    """A value as words: times in Indonesian, rules as (typed words, meaning), None as "", text cleaned and capped."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return wording.waktu(value, zona)
    if isinstance(value, date):
        return wording.hari_tanggal(value)
    if isinstance(value, Aturan):
        return [value.contoh, value.arti]
    if isinstance(value, Mapping):
        return {clean(str(k)): plain(v, zona) for k, v in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes):
        return _items(list(value), zona)
    return clean(str(value))


def clean(teks: str) -> str:
    """Text fit for a letter: no control characters, no reference that is not ours to print, of bearable length."""
    text = without_ref(wording.bersih(teks)).replace(CELAH, "…")
    return text if len(text) <= _NILAI else text[:_NILAI].rstrip() + " … (lengkapnya pada berkas terlampir)"


def one_line(teks: str) -> str:
    """The same on one line, short enough for a sentence."""
    line = wording.satu_baris(clean(teks))
    return line if len(line) <= _SEBARIS else line[: _SEBARIS - 1].rstrip() + "…"


def short_topic(case: Case | None) -> str:
    """The topic for a subject or sentence: one line, no brackets, cut at a word; neutral where confidential."""
    if case is None or confidential(case):
        return TOPIK_NETRAL
    topic = wording.satu_baris(clean(case.permohonan.get("topik", ""))).rstrip(" .")
    topic = topic.replace("[", "(").replace("]", ")")
    if len(topic) <= _TOPIK:
        return topic or TOPIK_NETRAL
    head = topic[: _TOPIK - 3]
    return (head.rsplit(" ", 1)[0] if " " in head[_TOPIK // 2 :] else head).rstrip(" ,;:-") + "..."


def confidential(case: Case) -> bool:
    """Whether the applicant marked the request `rahasia`."""
    return Sifat.RAHASIA in case.permohonan.get("sifat", "").casefold()


def case_facts(letter: Letter, case: Case, desk: Desk, zona: ZoneInfo) -> dict[str, Plain]:
    """`kasus` of the templates; every key is always there, "" or an empty list where nothing is known yet."""
    hidden = confidential(case) and letter.jenis in _TANPA_SUBSTANSI
    asked = {k: clean(v) for k, v in case.permohonan.items() if v.strip()}
    session = case.sesi_kini
    return {
        "nomor": case.nomor,
        "pemohon": one_line(asked.get("nama", "")) or one_line(case.pemohon),
        "alamat_pemohon": one_line(case.pemohon),
        "perangkat_daerah": one_line(asked.get("perangkat_daerah", "")) or "perangkat daerah pemohon",
        "topik": short_topic(case),
        "metode": case.metode.value if case.metode else asked.get("metode", ""),
        "sifat": asked.get("sifat", Sifat.BIASA.value),
        "rahasia": confidential(case),
        "status": case.status.value,
        "langkah": step_title(case.langkah, None),
        "dibuka": wording.waktu(case.dibuka, zona),
        "permohonan": [] if hidden else _labelled(asked, LABEL_PERMOHONAN),
        "hasil": [] if hidden else _labelled(case.hasil, {k: v.capitalize() for k, v in LABEL_HASIL.items()}),
        "wilayah": case.wilayah,
        "tim": [[clean(p.nama), clean(p.jabatan)] for p in map(desk.orang, case.tim) if p],
        "jadwal": wording.waktu(session.jadwal, zona) if session and session.jadwal else "",
        "tempat": clean(session.tempat) if session else "",
        "catatan_disposisi": clean(case.catatan_disposisi),
        "alasan_tutup": clean(case.alasan_tutup),
        "arsip": clean(case.arsip),
        **_numbers(case, zona),
    }


def office(instansi: Instansi) -> dict[str, Plain]:
    """`instansi` of the templates; `sebutan` is its name in a sentence."""
    region = wording.satu_baris(instansi.pemerintah)
    of = region.upper().removeprefix("PEMERINTAH ").title()
    return {
        "pemerintah": region,
        "nama": wording.satu_baris(instansi.nama),
        "sebutan": f"{wording.satu_baris(instansi.nama).title()} {of}".strip(),
        "alamat": wording.satu_baris(instansi.alamat),
        "kota": wording.satu_baris(instansi.kota),
        "laman": wording.satu_baris(instansi.laman),
        "pos_el": wording.satu_baris(instansi.pos_el),
        "salam": instansi.salam,
    }


def step_title(langkah: Langkah, peran: Peran | None) -> str:
    """The name of a step as a letter says it."""
    row = baris(langkah, peran)
    return row.judul or langkah.value.capitalize()


def _items(values: list[object], zona: ZoneInfo) -> list[Plain]:
    """A list, cut with a word about the rest where its form allows one."""
    kept = [plain(v, zona) for v in values[:_BUTIR]]
    if len(values) <= _BUTIR:
        return kept
    rest = f"dan {len(values) - _BUTIR} lainnya"
    if all(isinstance(v, str) for v in kept):
        return [*kept, rest]
    if all(isinstance(v, list) and len(v) == 2 for v in kept):
        return [*kept, ["…", rest]]
    return [plain(v, zona) for v in values]


def _labelled(values: Mapping[str, str], labels: Mapping[str, str]) -> list[Plain]:
    return [[label, _shown(key, values[key])] for key, label in labels.items() if values.get(key, "").strip()]


def _shown(key: str, value: str) -> str:
    return wording.nip(clean(value)) if key == "nip" else clean(value)


def _numbers(case: Case, zona: ZoneInfo) -> dict[str, Plain]:
    """Numbers and dates of the documents and of the disposition; "" while there is none."""
    made = {kind: case.dokumen_terakhir(kind) for kind in Dokumen}
    order = made[Dokumen.SURAT_TUGAS]
    given = next((k for k in reversed(case.keputusan) if k.langkah is Langkah.DISPOSISI), None)
    return {
        "nomor_surat_tugas": order.nomor if order else "",
        "tanggal_surat_tugas": wording.tanggal(order.waktu.astimezone(zona).date()) if order else "",
        "nomor_berita_acara": d.nomor if (d := made[Dokumen.BERITA_ACARA]) else "",
        "nomor_laporan": d.nomor if (d := made[Dokumen.LAPORAN]) else "",
        "tanggal_disposisi": wording.tanggal(given.waktu.astimezone(zona).date()) if given else "",
    }
