"""A filled-in office form is read for its label/value cells; whatever the file does, a value with faults returns."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from sikuwas_mail.core.incoming import Lampiran
from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.reading import labels
from sikuwas_mail.reading.spelling import key

MAKS_TERBUKA = 20 * 1024 * 1024  # bytes, unzipped
MAKS_ISI = 200  # entries of the zip
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
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


class _Refused(Exception):
    """The file is not one to be opened; the message says why."""


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
        body, title = _open(isi)
    except _Refused as reason:
        return Form(kesalahan=(f"{nama or 'lampiran'}: {reason}",))
    rows, text = _content(body)
    tags = _tags(body)
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


# ── the file ─────────────────────────────────────────────────────────────────────────────────────
def _open(isi: bytes) -> tuple["etree._Element", str]:
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as archive:
            entries = archive.infolist()
            if len(entries) > MAKS_ISI or sum(e.file_size for e in entries) > MAKS_TERBUKA:
                raise _Refused("berkas terlalu besar setelah dibuka")
            body = _xml(_bounded(archive, "word/document.xml"))
            core = _bounded(archive, "docProps/core.xml") if "docProps/core.xml" in archive.namelist() else b""
    except _Refused:
        raise
    except (
        zipfile.BadZipFile,
        KeyError,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        MemoryError,
    ):
        raise _Refused("bukan dokumen DOCX yang dapat dibuka") from None
    except Exception as error:  # noqa: BLE001  (zlib and lzma raise classes of their own on damaged streams)
        raise _Refused(f"dokumen rusak ({type(error).__name__})") from None
    return body, _title(core)


def _bounded(archive: zipfile.ZipFile, entry: str) -> bytes:
    """An entry's bytes, never more than the limit, whatever its header claims."""
    with archive.open(entry) as stream:
        data = stream.read(MAKS_TERBUKA + 1)
    if len(data) > MAKS_TERBUKA:
        raise _Refused("berkas terlalu besar setelah dibuka")
    return data


def _xml(data: bytes) -> "etree._Element":
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise _Refused("isi dokumen tidak dapat dibaca") from None
    if root.getroottree().docinfo.doctype:
        raise _Refused("dokumen memuat deklarasi yang tidak diperbolehkan")
    return root


def _title(core: bytes) -> str:
    try:
        found = _xml(core).findtext("{http://purl.org/dc/elements/1.1/}title") if core else ""
    except _Refused:
        return ""
    return found or ""


# ── its content ──────────────────────────────────────────────────────────────────────────────────
def _content(body: "etree._Element") -> tuple[list[list[str]], str]:
    """The table rows as cell texts, and the text outside tables."""
    rows = [[_text(c).strip() for c in _cells(row)] for row in body.iter(f"{_W}tr")]
    outside = [_text(p) for p in body.iter(f"{_W}p") if not any(a.tag == f"{_W}tc" for a in p.iterancestors())]
    return rows, "\n".join(outside)


def _cells(row: "etree._Element") -> Iterator["etree._Element"]:
    """The row's own cells, also those inside content controls, not those of nested tables."""
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _cells(child)


def _text(node: "etree._Element") -> str:
    """The visible text below a node: controls included, placeholders, deletions and nested tables left out."""
    out: list[str] = []
    _walk(node, out, node)
    return "".join(out).strip("\n")


def _walk(node: "etree._Element", out: list[str], top: "etree._Element") -> None:
    for child in node.iterchildren(etree.Element):
        tag = child.tag
        if tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}tbl", f"{_W}sdtPr", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr"):
            continue
        if tag == f"{_W}sdt" and _placeholder(child):
            continue
        if tag == f"{_W}sdt" and (box := _checkbox(child)):
            out.append(box)
            continue
        if tag == f"{_W}t":
            out.append(child.text or "")
        elif tag in (f"{_W}br", f"{_W}cr"):
            out.append("\n")
        elif tag == f"{_W}tab":
            out.append("\t")
        elif tag == f"{_W}ffData":
            out.append(_legacy_box(child))
        else:
            _walk(child, out, top)
        if tag == f"{_W}p":
            out.append("\n")


def _checkbox(sdt: "etree._Element") -> str:
    """`☒` or `☐` for a Word checkbox control, "" for any other control."""
    box = sdt.find(f"{_W}sdtPr/{_W14}checkbox")
    if box is None:
        return ""
    checked = box.find(f"{_W14}checked")
    return "☒" if checked is not None and checked.get(f"{_W14}val") in ("1", "true") else "☐"


def _legacy_box(data: "etree._Element") -> str:
    box = data.find(f"{_W}checkBox")
    if box is None:
        return ""
    checked = box.find(f"{_W}checked")
    state = box.find(f"{_W}default") if checked is None else checked
    return "☐" if state is None or state.get(f"{_W}val") in ("0", "false") else "☒"


def _placeholder(sdt: "etree._Element") -> bool:
    shown = sdt.find(f"{_W}sdtPr/{_W}showingPlcHdr")
    return shown is not None and shown.get(f"{_W}val") not in ("0", "false")


def _tags(body: "etree._Element") -> dict[str, str]:
    """What stands in each content control that carries a tag."""
    found: dict[str, str] = {}
    for sdt in body.iter(f"{_W}sdt"):
        tag = sdt.find(f"{_W}sdtPr/{_W}tag")
        content = sdt.find(f"{_W}sdtContent")
        if tag is not None and content is not None and not _placeholder(sdt) and not _checkbox(sdt):
            found.setdefault((tag.get(f"{_W}val") or "").lower(), _text(content))
    return found


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
    """Label and value side by side, or a label alone in its row with the value in the next one."""
    found: dict[str, str] = {}
    waiting = ""
    for row in rows:
        cells = [c for c in row if c.strip(" :.\t\n") or c.strip() == "-"]
        if waiting and len(cells) == 1 and not _name(cells[0], known):
            _keep(found, waiting, cells[0])
        waiting = ""
        if _is_header(row, known):
            continue
        for i, cell in enumerate(cells):
            name = _name(cell, known)
            if name and i + 1 < len(cells) and not _name(cells[i + 1], known):
                _keep(found, name, cells[i + 1])
            elif name and len(cells) == 1:
                waiting = name
            elif not name and len(cells) == 1:
                _keep_all(found, labels.read_labels(cell, known).nilai)
    return found


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
