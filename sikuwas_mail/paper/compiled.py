"""A Word template is compiled once; a rendering only fills its tags, and each fault names template, tag, paragraph."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from sikuwas_mail.core.outgoing import TemplateFault

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
UKURAN_MAKS = 32 * 2**20  # bytes a template may unpack to
_BARIS_BARU = '</w:t><w:br/><w:t xml:space="preserve">'
_BERTAG = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml|docProps/core\.xml")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_NAMA_BAGIAN = {"header": "kepala halaman", "footer": "kaki halaman", "footnotes": "catatan kaki"}
# What a tag of an office's template can raise while it is filled.
_SALAH_ISI = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, MemoryError)


class BrokenTemplate(TemplateFault):
    """A template cannot be used: its file name, the place in it, and why, in Indonesian."""

    def __init__(self, template: str, place: str, reason: str) -> None:
        super().__init__(f"{template}: {place}: {reason}" if place else f"{template}: {reason}")
        self.template, self.place, self.reason = template, place, reason


@dataclass(frozen=True, slots=True)
class Bagian:
    """One XML part with tags: as it lies in the file, as Jinja reads it, and compiled."""

    nama: str
    asli: str
    sumber: str
    jinja: Template


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template ready to be filled. `lambang`: the parts' drawing of the emblem, or nothing."""

    nama: str
    bagian: tuple[Bagian, ...]
    tetap: tuple[tuple[str, bytes], ...]
    lambang: Markup

    def render(self, nilai: Mapping[str, object], saat: datetime) -> bytes:
        """The filled document as DOCX bytes, the same for the same values; `saat` dates its members."""
        stamp = (max(saat.year, 1980), saat.month, saat.day, saat.hour, saat.minute, saat.second)
        values = {**nilai, "lambang": self.lambang}
        filled = [(b.nama, self._fill(b, values)) for b in self.bagian]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            for name, data in (*self.tetap, *filled):
                info = zipfile.ZipInfo(name, stamp)
                info.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(info, data)
        return out.getvalue()

    def _fill(self, bagian: Bagian, values: Mapping[str, object]) -> bytes:
        try:
            xml = bagian.jinja.render(values).encode("utf-8")
            parse_xml(xml)
        except SyntaxError as broken:  # lxml's XMLSyntaxError
            raise BrokenTemplate(self.nama, place_name(bagian.nama), f"tag merusak susunan Word ({broken})") from broken
        except _SALAH_ISI as broken:
            line = _template_line(broken.__traceback__)
            raise BrokenTemplate(self.nama, place(bagian, line), in_words(broken)) from broken
        return xml


def read_parts(path: Path) -> dict[str, bytes]:
    """The members of a DOCX file. Raises BrokenTemplate where it is absent, no DOCX, or swollen."""
    try:
        with zipfile.ZipFile(path) as file:
            if sum(i.file_size for i in file.infolist()) > UKURAN_MAKS:
                raise BrokenTemplate(path.name, "", "berkas terlalu besar setelah dibuka")
            parts = {i.filename: file.read(i) for i in file.infolist()}
    except FileNotFoundError as missing:
        raise BrokenTemplate(path.name, "", f"berkas tidak ada di {path.parent}") from missing
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as broken:
        raise BrokenTemplate(path.name, "", f"bukan berkas Word (.docx) yang utuh ({broken})") from broken
    if "word/document.xml" not in parts:
        raise BrokenTemplate(path.name, "", "bukan berkas Word (.docx): bagian word/document.xml tidak ada")
    return parts


def compiled(nama: str, parts: Mapping[str, bytes], lambang: Markup) -> Compiled:
    """The members of a template, compiled. Raises BrokenTemplate at the first tag that cannot be read."""
    tagged, plain = [], []
    for name, data in parts.items():
        bagian = _compile(nama, name, data) if _BERTAG.fullmatch(name) else None
        if bagian is None:
            plain.append((name, data))
        else:
            tagged.append(bagian)
    return Compiled(nama, tuple(tagged), tuple(plain), lambang)


def _compile(nama: str, part: str, data: bytes) -> Bagian | None:
    env = _PROPERTI if part.startswith("docProps/") else LEMBAR
    source = original = _text_of(nama, part, data)
    if env is LEMBAR:
        source = DocxTemplate("").patch_xml(re.sub(r"<w:p([ >])", r"\n<w:p\1", source))
    if not _TAG.search(source):
        return None
    try:
        return Bagian(part, original, source, env.from_string(source))
    except TemplateSyntaxError as broken:
        raise BrokenTemplate(nama, _place_in(part, original, source, broken.lineno), in_words(broken)) from broken


def _text_of(nama: str, part: str, data: bytes) -> str:
    try:
        parse_xml(data)
        return data.decode("utf-8-sig")
    except (SyntaxError, ValueError) as broken:
        raise BrokenTemplate(nama, place_name(part), f"XML tidak terbaca ({broken})") from broken


def _written(value: object) -> Markup:
    if isinstance(value, Markup):
        return value
    return Markup(str(escape(value)).replace("\n", _BARIS_BARU))  # noqa: S704 escaped the line before


def _on_one_line(value: object) -> Markup:
    return escape(" ".join(str(value).split()))


LEMBAR = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_written)
_PROPERTI = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_on_one_line)


# ── where a fault stands ─────────────────────────────────────────────────────────────────────────
def place(bagian: Bagian, line: int | None) -> str:
    """The tag and paragraph at a line of a part's Jinja source, in words for the office."""
    return _place_in(bagian.nama, bagian.asli, bagian.sumber, line)


def place_name(part: str) -> str:
    """What the office calls a part of the file."""
    stem = part.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
    return _NAMA_BAGIAN.get(stem, "properti dokumen" if stem == "core" else "isi dokumen")


def _place_in(part: str, original: str, source: str, line: int | None) -> str:
    lines = source.splitlines()
    if line is None or not 0 < line <= len(lines):
        return place_name(part)
    tags = [" ".join(t.split()) for t in _TAG.findall(lines[line - 1])]
    text = re.sub(r"<[^>]+>", "", lines[line - 1]).strip()
    words = [re.sub(r"^\{[{%]-?\s*(?:(?:p|tr|tc|r)\s+)?|\s*-?[%}]\}$", "", t) for t in tags] or [text]
    for number, paragraph in enumerate(_paragraphs(original), 1):
        if any(w in paragraph for w in words if w):
            return f"{place_name(part)}, paragraf {number} “{_short(paragraph)}”"
    return f"{place_name(part)}, baris {line} “{_short(text)}”"


def _paragraphs(xml: str) -> Iterator[str]:
    root: BaseOxmlElement = parse_xml(xml.encode("utf-8"))
    for paragraph in root.iter(f"{W}p"):
        yield " ".join("".join(t.text or "" for t in paragraph.iter(f"{W}t")).split())


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def _template_line(trace: TracebackType | None) -> int | None:
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def in_words(broken: BaseException) -> str:
    """A fault of Jinja in Indonesian, with its own words kept for who has to search for them."""
    text = str(broken)
    unknown = re.search(r"'([^']+)' is undefined|has no attribute '([^']+)'", text)
    if unknown:
        return f"isian '{unknown.group(1) or unknown.group(2)}' tidak dikenal"
    if isinstance(broken, TemplateSyntaxError):
        return f"tag tidak terbaca ({text})"
    return f"tag tidak dapat diisi ({type(broken).__name__}: {text})"
