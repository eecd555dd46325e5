"""The office's paper, font and emblem are laid over whatever paper and font the template was drawn with."""

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from markupsafe import Markup

from sikuwas_mail.core.outgoing import GayaDokumen
from sikuwas_mail.paper.compiled import BrokenTemplate

_DOKUMEN = "word/document.xml"
_RELASI = "word/_rels/document.xml.rels"
_GAMBAR = "word/media/lambang.png"
_RID = "rIdLambang"
_EMU_MM = 36_000
_LAMBANG_MM = (20.0, 24.0)  # the largest box of the emblem
_PNG = b"\x89PNG\r\n\x1a\n"

# Width and height in twentieths of a point. F4 is the office's folio: 215 x 330 mm.
KERTAS: Mapping[str, tuple[int, int]] = {"F4": (12189, 18709), "A4": (11906, 16838)}
# Free fonts of (nearly) the same metrics, named to the reader's program where the wanted one is not installed.
PADANAN: Mapping[str, str] = {"Arial": "Liberation Sans", "Bookman Old Style": "TeX Gyre Bonum"}
_SIMBOL = ("Symbol", "Wingdings", "Webdings")


def dressed(nama: str, parts: Mapping[str, bytes], gaya: GayaDokumen) -> dict[str, bytes]:
    """The template's parts on the paper and in the font of `gaya`; table widths follow the paper's.

    Raises BrokenTemplate (of the template `nama`) where a part is no XML.
    """
    try:
        return _dressed(parts, gaya)
    except SyntaxError as broken:  # lxml's XMLSyntaxError
        raise BrokenTemplate(nama, "", f"XML tidak terbaca ({broken})") from broken


def _dressed(parts: Mapping[str, bytes], gaya: GayaDokumen) -> dict[str, bytes]:
    out = dict(parts)
    document = parse_xml(out[_DOKUMEN])
    ratio = _lay_on(document, KERTAS[gaya.kertas])
    out[_DOKUMEN] = serialize_part_xml(document)
    for name in parts:
        if ratio != 1.0 and re.fullmatch(r"word/(header|footer)\d*\.xml", name):
            out[name] = _changed(out[name], lambda root: _scale(root, ratio))
    if "word/styles.xml" in out:
        out["word/styles.xml"] = _changed(out["word/styles.xml"], lambda root: _set_font(root, gaya.huruf))
    if "word/fontTable.xml" in out:
        out["word/fontTable.xml"] = _changed(out["word/fontTable.xml"], lambda root: _name_font(root, gaya.huruf))
    if "docProps/core.xml" in out:
        out["docProps/core.xml"] = _changed(out["docProps/core.xml"], _date)
    return out


def with_emblem(parts: dict[str, bytes], png: bytes | None) -> Markup:
    """What the tag `lambang` draws: the picture, now a part of the file, or nothing. Changes `parts`."""
    if png is None or b"lambang" not in parts[_DOKUMEN] or _RELASI not in parts:
        return Markup("")
    parts[_GAMBAR] = png
    parts[_RELASI] = parts[_RELASI].replace(b"</Relationships>", _RELATION + b"</Relationships>")
    types = parts["[Content_Types].xml"]
    if b'Extension="png"' not in types:
        parts["[Content_Types].xml"] = types.replace(
            b"<Override", b'<Default Extension="png" ContentType="image/png"/><Override', 1
        )
    width, height = _png_size(png)
    scale = min(_LAMBANG_MM[0] / width, _LAMBANG_MM[1] / height) * _EMU_MM
    return Markup(_DRAWING) % (int(width * scale), int(height * scale), int(width * scale), int(height * scale))  # noqa: S704 our own text


def emblem(lambang: str) -> bytes | None:
    """The PNG a configuration names; None where it is not named, not there, or no PNG."""
    if not lambang:
        return None
    try:
        data = Path(lambang).read_bytes()
    except OSError:
        return None
    return data if data.startswith(_PNG) and len(data) > 24 and all(_png_size(data)) else None


def _changed(data: bytes, change: Callable[[BaseOxmlElement], object]) -> bytes:
    root = parse_xml(data)
    change(root)
    return serialize_part_xml(root)


def _lay_on(document: BaseOxmlElement, size: tuple[int, int]) -> float:
    """Sets the size of every section; returns new width of text over old (of the first section)."""
    ratios = [_resize(section, size) for section in document.iter(qn("w:sectPr"))]
    ratio = ratios[0] if ratios else 1.0
    if ratio != 1.0:
        _scale(document, ratio)
    return ratio


def _resize(section: BaseOxmlElement, size: tuple[int, int]) -> float:
    page, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if page is None:
        return 1.0
    width, height = reversed(size) if page.get(qn("w:orient")) == "landscape" else size
    sides = sum(_twips(margin, f"w:{s}") for s in ("left", "right")) if margin is not None else 0
    old = _twips(page, "w:w") - sides
    page.set(qn("w:w"), str(width))
    page.set(qn("w:h"), str(height))
    return (width - sides) / old if old > 0 and width > sides else 1.0


def _scale(root: BaseOxmlElement, ratio: float) -> None:
    for element in (*root.iter(qn("w:gridCol")), *_dxa(root, "w:tcW"), *_dxa(root, "w:tblW")):
        element.set(qn("w:w"), str(round(_twips(element, "w:w") * ratio)))


def _dxa(root: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    return (e for e in root.iter(qn(tag)) if e.get(qn("w:type")) == "dxa")


def _twips(element: BaseOxmlElement, attribute: str) -> int:
    value = element.get(qn(attribute)) or "0"
    return int(float(value)) if re.fullmatch(r"-?\d+(\.\d+)?", value) else 0


def _set_font(styles: BaseOxmlElement, huruf: str) -> None:
    for fonts in styles.iter(qn("w:rFonts")):
        if fonts.get(qn("w:ascii")) in _SIMBOL:
            continue
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), huruf)


def _name_font(table: BaseOxmlElement, huruf: str) -> None:
    for font in list(table):
        if font.get(qn("w:name")) == huruf:
            table.remove(font)
    alt = f'<w:altName w:val="{PADANAN[huruf]}"/>' if huruf in PADANAN else ""
    table.append(parse_xml(f'<w:font {_NS_W} w:name="{huruf}">{alt}</w:font>'))


def _date(core: BaseOxmlElement) -> None:
    for child in list(core):
        if child.tag in (qn("dcterms:created"), qn("dcterms:modified")):
            child.text = "{{ dokumen.waktu_iso }}"


def _png_size(png: bytes) -> tuple[int, int]:
    """Width and height of the IHDR chunk, in pixels."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


_NS_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATION = (
    f'<Relationship Id="{_RID}" Target="media/lambang.png" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
).encode()
_DRAWING = (
    '</w:t><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:extent cx="%s" cy="%s"/><wp:docPr id="9001" name="Lambang daerah" descr="Lambang daerah"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="0" name="lambang.png"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    f'r:embed="{_RID}"/>'
    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%s" cy="%s"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing><w:t>"
)
