"""A filled-in office form is read for its label/value cells; whatever the file does, a value with faults returns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sikuwas_mail.core.incoming import Lampiran
from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.reading import labels
from sikuwas_mail.reading.cells import Refused, content, open_document, tagged
from sikuwas_mail.reading.spelling import key

_MARK = re.compile(r"[☒☑✓✔🗹]|\[\s*[xXvV✓]\s*\]|\(\s*[xXvV✓]\s*\)|[☐□]|\[\s*\]|\(\s*\)")
_TICKED = re.compile(r"[☒☑✓✔🗹]|[xXvV✓]")
_BOILERPLATE = re.compile(
    r"\n\s*(?:Saran dalam Berita Acara ini|Demikian\b|Pernyataan\s*\n|Mengetahui\b)", re.IGNORECASE
)
_FORMS = {
    Dokumen.FORMULIR: "formulir permohonan",
    Dokumen.BERITA_ACARA: "berita acara",
    Dokumen.DAFTAR_HADIR: "daftar hadir",
}


@dataclass(frozen=True, slots=True)
class Form:
    """What a form says, by the keys of sop.LABEL_PERMOHONAN or sop.LABEL_HASIL, and what stood in the way."""

    jenis: Dokumen | None = None
    nilai: Mapping[str, str] = field(default_factory=dict)
    kesalahan: tuple[str, ...] = ()


def looks_like_form(lampiran: Lampiran) -> bool:
    """Whether an attachment is an office document in the one format that is read."""
    return lampiran.nama.lower().endswith((".docx", ".docm")) or "wordprocessingml" in lampiran.tipe.lower()


def read_forms(lampiran: Sequence[Lampiran], wanted: Dokumen | None = None) -> Form:
    """All attached forms of one kind of work (request, or minutes with attendance) merged, the first value standing."""
    values: dict[str, str] = {}
    faults: list[str] = []
    kind: Dokumen | None = None
    for one in filter(looks_like_form, lampiran):
        form = read_form(one.isi, one.nama)
        faults += form.kesalahan
        if form.jenis and (wanted is None or (form.jenis is Dokumen.FORMULIR) == (wanted is Dokumen.FORMULIR)):
            kind = kind if kind is Dokumen.BERITA_ACARA else form.jenis
            values = {**form.nilai, **values}
    return Form(kind, values, tuple(faults))


def read_form(isi: bytes, nama: str = "") -> Form:
    """The labelled values of a DOCX form (bytes); never raises: faults are told in `kesalahan`."""
    try:
        body, title = open_document(isi)
    except Refused as reason:
        return Form(kesalahan=(f"{nama or 'lampiran'}: {reason}",))
    rows, text = content(body)
    tags = tagged(body)
    kind = _kind(f"{title}\n{text[:3000]}\n" + "\n".join(" ".join(r) for r in rows[:12]), nama) or _by_labels(rows)
    if kind is None:
        return Form(kesalahan=(f"{nama or 'lampiran'}: bukan formulir yang dikenal",))
    known = labels.PERMOHONAN if kind is Dokumen.FORMULIR else labels.HASIL
    found = {
        **labels.read_labels(_BOILERPLATE.split(text)[0], known).nilai,
        **_from_rows(rows, known),
        **_from_tags(tags, known),
    }
    if kind is not Dokumen.FORMULIR and (present := _attendance(rows)):
        found["hadir"] = present
    return Form(kind, found)


# ── its meaning ──────────────────────────────────────────────────────────────────────────────────
def _kind(text: str, nama: str) -> Dokumen | None:
    """The form by its title, then by its file name: the title that stands first counts."""
    for source in (key(text), key(nama)):
        places = {kind: source.find(title) for kind, title in _FORMS.items() if title in source}
        if places:
            return min(places, key=lambda k: places[k])
    return None


def _by_labels(rows: Sequence[Sequence[str]]) -> Dokumen | None:
    request = len(_from_rows(rows, labels.PERMOHONAN))
    minutes = len(_from_rows(rows, labels.HASIL))
    if max(request, minutes) < 3 or request == minutes:
        return None
    return Dokumen.FORMULIR if request > minutes else Dokumen.BERITA_ACARA


def _from_rows(rows: Sequence[Sequence[str]], known: Mapping[str, str]) -> dict[str, str]:
    """Label and value side by side, or a label that fills its row with the value in the next one."""
    found: dict[str, str] = {}
    waiting = ""
    for row in rows:
        cells = [c for c in row if c.strip(" :.\t\n") or c.strip() == "-"]
        above, waiting = waiting, ""
        if len(cells) == 1:
            name = _name(cells[0], known)
            if name:
                waiting = name if len(row) == 1 else ""
            elif above:
                _keep(found, above, cells[0])
            else:
                _keep_all(found, labels.read_labels(cells[0], known).nilai)
        elif not _is_header(row, known):
            _pairs(found, cells, known)
    return found


def _pairs(found: dict[str, str], cells: Sequence[str], known: Mapping[str, str]) -> None:
    """Each label of a row takes the cell to its right; a value is never looked at as a label."""
    at = 0
    while at + 1 < len(cells):
        name = _name(cells[at], known)
        if name:
            _keep(found, name, cells[at + 1])
        at += 2 if name else 1


def _keep(found: dict[str, str], name: str, value: str) -> None:
    if (plain := labels.clean(ticked(value))) and name not in found:
        found[name] = plain


def _keep_all(found: dict[str, str], values: Mapping[str, str]) -> None:
    for name, value in values.items():
        _keep(found, name, value)


def _name(cell: str, known: Mapping[str, str]) -> str:
    bare = re.sub(r"^\s*(?:[A-Za-z]|\d{1,2}|[IVX]{1,4})[.)]\s+", "", cell.strip())
    return labels.which(bare.rstrip(" :."), known) if len(bare) <= 70 else ""


def _is_header(row: Sequence[str], known: Mapping[str, str]) -> bool:
    """A header of columns: several labels next to each other and no value between them."""
    plain = [c for c in row if c.strip()]
    named = [c for c in plain if _name(c, known) or key(c) in ("no", "nama", "nip", "tanda tangan", "peran")]
    return len(plain) >= 3 and len(named) >= len(plain) - 1


def _from_tags(tags: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    keys = set(known.values())
    named = {tag: value for tag, value in tags.items() if tag in keys}
    return {tag: plain for tag, value in named.items() if (plain := labels.clean(ticked(value)))}


def _attendance(rows: Sequence[Sequence[str]]) -> str:
    """The people of a Daftar Hadir, one a line: name, and office where the table has one."""
    present: list[str] = []
    columns: dict[str, int] = {}
    for row in rows:
        heads = {key(c): i for i, c in enumerate(row)}
        if "nama" in heads and len(row) >= 3 and any("tanda tangan" in h or h == "no" for h in heads):
            office = next((i for h, i in heads.items() if "jabatan" in h or "instansi" in h), -1)
            columns = {"nama": heads["nama"], "kantor": office}
        elif columns and len(row) > max(columns.values()):
            name = labels.clean(row[columns["nama"]])
            kantor = labels.clean(row[columns["kantor"]]) if columns["kantor"] >= 0 else ""
            if name and name != "-":
                present.append(f"{name} ({kantor})" if kantor and kantor != "-" else name)
    return "\n".join(present)


def ticked(value: str) -> str:
    """Of a list of boxes the texts behind the ticked ones; a value without boxes as it stands."""
    marks = list(_MARK.finditer(value))
    if not any(m.group()[0] in "☒☑✓✔🗹☐□[" for m in marks):
        return value
    ends = [m.start() for m in marks[1:]] + [len(value)]
    chosen = [
        value[m.end() : end].strip(" \t\n,;/") for m, end in zip(marks, ends, strict=True) if _TICKED.search(m.group())
    ]
    return ", ".join(c for c in chosen if c)
