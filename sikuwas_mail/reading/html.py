"""HTML becomes plain lines; what a mail program marked as quoted comes out behind `>`, so one reader serves both."""

import re
from functools import lru_cache
from html import unescape

import lxml.html
from inscriptis import Inscriptis
from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.model.config import ParserConfig
from lxml.etree import Comment, ProcessingInstruction

from sikuwas_mail.reading.guard import guarded

BATAS_HTML = 400_000  # characters that are read
_BUKA, _TUTUP, _LEMAH, _GARIS = "\ue000", "\ue001", "\ue002", "\ue003"

_OPEN = re.compile(r"<!--|<!\[|<(script|style|head|title|noscript|template)\b", re.IGNORECASE)
_START_TAG = re.compile(r"<([a-zA-Z]\w{0,9})\b[^<>]{1,2000}>")
_HIDDEN_REACH = 3000  # characters a hidden element may hold to be left out
_BREAK = re.compile(r"(?i)<(?:br|/p|/div|/tr|/li|/h[1-6]|/table|hr)\b[^>]{0,2000}>")
_TAG = re.compile(r"<[!/?a-zA-Z][^<>]{0,5000}>")

# Containers mail programs put a quoted letter in. Gmail and Outlook rename classes and ids of what they show
# (x_gmail_quote, m_12divRplyFwdMsg), so a name counts with such a prefix too.
_MARK = re.compile(
    r"(?:x_|m_-?\d+_?)*(?:yahoo_quoted|protonmail_quote|tutanota_quote|moz-forward-container|zmail_extra\w*|WL_quote"
    r"|sikuwas-surat|mail_quote|history_container|cloud-quote|quoted-text|mcnt-quote|OLK_SRC_BODY_SECTION"
    r"|isForwardContent|isReplyContent|messageReplySection|mail-editor-reference-message-container|gmail_quote_content)(?:_?\d+)?"
)
_CITE = re.compile(r"(?:x_|m_-?\d+_?)*(?:gmail_quote|zmail_quote|cite|quote|clean_bq)")
_BELOW = re.compile(
    r"(?:x_|m_-?\d+_?)*(?:divRplyFwdMsg|zwchr|stopSpelling|replySplit|appendonsend|lineBreakAtBeginningOfMessage)"
)
_SIGNATURE = re.compile(
    r"(?:x_|m_-?\d+_?)*(?:ms-outlook-mobile-signature|ymail_android_signature\w*|yahoo-signature"
    r"|protonmail_signature\w*"
    r"|gmail_signature|gmail_signature_prefix|moz-signature|AppleMailSignature|lineBreakAtBeginningOfSignature"
    r"|Signature)"
)
_BAR = re.compile(r"border-left\s*:[^;]{0,80}(?:solid|px)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_CONFIG = ParserConfig(css=STRICT_CSS_PROFILE, display_links=False, display_images=False)


def to_text(html: str) -> str:
    """The words of an HTML body as plain lines, quoted containers not marked; never raises, never loses all words."""
    return _lines_of(html, False)


def to_quoted_text(html: str) -> str:
    """The same, with the lines of quoted containers behind `> ` and signatures of mail programs below `-- `."""
    return _lines_of(html, True)


@lru_cache(maxsize=4)
def _lines_of(html: str, marked: bool) -> str:
    html = html[:BATAS_HTML]
    if not html.strip():
        return ""
    rendered = guarded(lambda: _rendered(html, marked), "")
    bare = _stripped(html)
    # An over-deep or broken tree is cut short by the parser: then the bare words are the safer text.
    if _weight(rendered) * 10 < _weight(bare) * 6:
        return bare
    return rendered


def words(html: str) -> str:
    """The words of an HTML body without layout, quickly; hidden elements are left out."""
    return _stripped(_visible(html[:BATAS_HTML]))


def _weight(text: str) -> int:
    return sum(map(len, text.split()))


def _without_code(html: str) -> str:
    """Comments, styles and scripts taken out in one pass; one that is never closed stays."""
    lower = html.lower()
    out: list[str] = []
    hopeless: set[str] = set()
    last = 0
    for match in _OPEN.finditer(html):
        closer = f"</{match.group(1).lower()}" if match.group(1) else "-->" if match.group() == "<!--" else ">"
        if match.start() < last or closer in hopeless:
            continue
        end = lower.find(closer, match.end())
        if end < 0:
            hopeless.add(closer)
            continue
        out.append(html[last : match.start()])
        last = end + len(closer)
    return " ".join([*out, html[last:]])


def _visible(html: str) -> str:
    """The markup without elements that are styled away (preheaders), as far as they are short."""
    if "none" not in html:
        return html
    out: list[str] = []
    last = 0
    for match in _START_TAG.finditer(html):
        if match.start() >= last and _HIDDEN.search(match.group()):
            closer = f"</{match.group(1)}"
            end = html.find(closer, match.end(), match.end() + _HIDDEN_REACH)
            if end >= 0:
                out.append(html[last : match.start()])
                last = end + len(closer)
    return " ".join([*out, html[last:]])


def _stripped(html: str) -> str:
    text = _TAG.sub(" ", _BREAK.sub("\n", _without_code(html)))
    return re.sub(r"[ \t]+", " ", unescape(text)).strip()


def _rendered(html: str, marked: bool) -> str:
    tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", html))
    for node in list(tree.iter(Comment, ProcessingInstruction)):
        node.drop_tree()
    for node in list(tree.iter(lxml.etree.Element)):
        _prepare(node, marked)
    text = Inscriptis(tree, _CONFIG).get_text()
    return _prefixed(text) if marked else _tidy(text)


def _prepare(node: lxml.html.HtmlElement, marked: bool) -> None:
    style = node.get("style") or ""
    names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('name') or ''}".split()
    if style and _HIDDEN.search(style) and node.getparent() is not None and len(node) < 50:
        node.drop_tree()
        return
    if not marked:
        return
    if node.tag == "blockquote" or any(_MARK.fullmatch(n) for n in names):
        _fence(node, _BUKA if _is_quote(node, names, style) else _LEMAH)
    elif any(_BELOW.fullmatch(n) for n in names):
        _before(node, _GARIS)
    elif any(_SIGNATURE.fullmatch(n) for n in names):
        _before(node, "-- ")


def _is_quote(node: lxml.html.HtmlElement, names: list[str], style: str) -> bool:
    if node.tag != "blockquote":
        return True
    cited = (node.get("type") or "").lower() == "cite" or node.get("cite") is not None
    return cited or any(_CITE.fullmatch(n) or _MARK.fullmatch(n) for n in names) or bool(_BAR.search(style))


def _fence(node: lxml.html.HtmlElement, mark: str) -> None:
    _before(node, mark)
    after = lxml.html.Element("div")
    after.text = _TUTUP
    after.tail, node.tail = node.tail, None
    node.addnext(after)


def _before(node: lxml.html.HtmlElement, mark: str) -> None:
    line = lxml.html.Element("div")
    line.text = mark
    node.addprevious(line)


def _prefixed(text: str) -> str:
    """Fences resolved: lines between them get `>`; a plain indent counts as a quote only below an attribution."""
    out: list[str] = []
    stack: list[bool] = []
    for line in text.splitlines():
        mark = line.strip()
        if mark in {_BUKA, _LEMAH}:
            said = next((o for o in reversed(out) if o.strip()), "")
            stack.append(mark == _BUKA or said.rstrip().endswith((":", ":>")))
        elif mark == _TUTUP:
            stack = stack[:-1]
        else:
            body = line.replace(_GARIS, "_" * 32)
            out.append(">" * sum(stack) + (" " if any(stack) else "") + body)
    return _tidy("\n".join(out))


def _tidy(text: str) -> str:
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip("\n")
