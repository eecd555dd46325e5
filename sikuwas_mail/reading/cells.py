"""The visible text of a DOCX as table rows and paragraphs; a file that is too large, damaged or armed is refused."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

MAKS_TERBUKA = 20 * 1024 * 1024  # bytes, unzipped
MAKS_ISI = 200  # entries of the zip
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


class Refused(Exception):
    """The file is not one to be opened; the message says why."""


# ── the file ─────────────────────────────────────────────────────────────────────────────────────
def open_document(isi: bytes) -> tuple["etree._Element", str]:
    """The document's body and title; raises Refused, and nothing else."""
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as archive:
            entries = archive.infolist()
            if len(entries) > MAKS_ISI or sum(e.file_size for e in entries) > MAKS_TERBUKA:
                raise Refused("berkas terlalu besar setelah dibuka")
            body = _xml(_bounded(archive, "word/document.xml"))
            core = _bounded(archive, "docProps/core.xml") if "docProps/core.xml" in archive.namelist() else b""
    except Refused:
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
        raise Refused("bukan dokumen DOCX yang dapat dibuka") from None
    except Exception as error:  # noqa: BLE001  (zlib and lzma raise classes of their own on damaged streams)
        raise Refused(f"dokumen rusak ({type(error).__name__})") from None
    return body, _title(core)


def _bounded(archive: zipfile.ZipFile, entry: str) -> bytes:
    """An entry's bytes, never more than the limit, whatever its header claims."""
    with archive.open(entry) as stream:
        data = stream.read(MAKS_TERBUKA + 1)
    if len(data) > MAKS_TERBUKA:
        raise Refused("berkas terlalu besar setelah dibuka")
    return data


def _xml(data: bytes) -> "etree._Element":
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("isi dokumen tidak dapat dibaca") from None
    if root.getroottree().docinfo.doctype:
        raise Refused("dokumen memuat deklarasi yang tidak diperbolehkan")
    return root


def _title(core: bytes) -> str:
    try:
        found = _xml(core).findtext("{http://purl.org/dc/elements/1.1/}title") if core else ""
    except Refused:
        return ""
    return found or ""


# ── its content ──────────────────────────────────────────────────────────────────────────────────
def content(body: "etree._Element") -> tuple[list[list[str]], str]:
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


def tagged(body: "etree._Element") -> dict[str, str]:
    """What stands in each content control that carries a tag."""
    found: dict[str, str] = {}
    for sdt in body.iter(f"{_W}sdt"):
        tag = sdt.find(f"{_W}sdtPr/{_W}tag")
        content = sdt.find(f"{_W}sdtContent")
        if tag is not None and content is not None and not _placeholder(sdt) and not _checkbox(sdt):
            found.setdefault((tag.get(f"{_W}val") or "").lower(), _text(content))
    return found
