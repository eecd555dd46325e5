"""A letter or document made fit for a page: foreign HTML is cleaned, nothing is fetched from anywhere."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape

import nh3
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

_CSP = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
)
_STYLES = {
    "border", "border-bottom", "border-collapse", "border-left", "border-radius", "border-right",
    "border-spacing", "border-top",
    "margin", "margin-bottom", "margin-left", "margin-right", "margin-top", "padding", "padding-bottom",
    "padding-left", "padding-right", "padding-top",
    "font", "font-family", "font-size", "font-style", "font-weight", "line-height", "text-align",
    "text-decoration", "white-space", "word-break",
    "background-color", "color", "display", "height", "max-height", "max-width", "mso-hide",
    "opacity", "overflow", "overflow-wrap", "vertical-align", "width",
}  # fmt: skip
_ATTRIBUTES = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": {"style", "dir", "lang", "align", "width"},
}
_PLAIN = "body{font:15px/1.5 system-ui,sans-serif;margin:12px;overflow-wrap:anywhere}blockquote{color:#555}"


def page(html: str, teks: str, *, asing: bool) -> str:
    """A letter as a page of its own; `asing`: it came from outside and is cleaned. Without HTML the text is shown."""
    if not html.strip():
        return _wrapped(f'<pre style="white-space:pre-wrap;font:inherit">{escape(teks)}</pre>')
    if asing:
        return _wrapped(cleaned(html))
    head = re.search(r"<head[^>]*>", html, re.IGNORECASE)
    return html[: head.end()] + _CSP + html[head.end() :] if head else _CSP + html


def cleaned(html: str) -> str:
    """Foreign HTML without scripts, forms, remote images and styles that could leave their place."""
    return nh3.clean(
        html,
        tags=(nh3.ALLOWED_TAGS | {"font"}) - {"img", "map", "area"},
        attributes=_ATTRIBUTES,
        url_schemes={"mailto", "http", "https", "tel"},
        filter_style_properties=_STYLES,
    )


def _wrapped(body: str) -> str:
    return (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">{_CSP}'
        f'<meta name="viewport" content="width=device-width"><style>{_PLAIN}</style></head><body>{body}</body></html>'
    )


def docx_text(isi: bytes) -> str:
    """The text of a DOCX, tables as `cell | cell` lines; "" when it cannot be opened."""
    try:
        document = Document(io.BytesIO(isi))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError):
        return ""
    return "\n".join(line for block in document.iter_inner_content() for line in _block(block))


def _block(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
        return
    for row in block.rows:
        yield " | ".join(dict.fromkeys(cell.text.replace("\n", " / ") for cell in row.cells))
