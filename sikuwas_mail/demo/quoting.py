"""What each mail program puts around the words a person types: signature, attribution, the letter answered."""

import re
import textwrap
from dataclasses import dataclass
from datetime import datetime, tzinfo
from html import escape

from babel.dates import format_datetime

from sikuwas_mail.demo.letter import Surat


@dataclass(frozen=True, slots=True)
class Orang:
    """Who writes: name, address, and the block set under each mail (empty: none)."""

    nama: str
    alamat: str
    tanda_tangan: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The words typed, by whom and when, and the letter they answer (None: a new mail)."""

    teks: str
    orang: Orang
    waktu: datetime
    surat: Surat | None = None

    @property
    def signed(self) -> str:
        """The words with the writer's own signature block."""
        return f"{self.teks}\n\n{self.orang.tanda_tangan}" if self.orang.tanda_tangan else self.teks

    def when(self, pattern: str, locale: str = "id") -> str:
        """The date of the letter answered, in the reader's zone, by a Unicode date pattern."""
        zone = self.waktu.tzinfo
        sent = self.surat.tanggal if self.surat and self.surat.tanggal else self.waktu
        return format_datetime(_local(sent, zone), pattern, locale=locale)


@dataclass(frozen=True, slots=True)
class Body:
    """The two texts of a mail; an empty one is not sent."""

    text: str
    html: str = ""
    flowed: bool = False


def gmail(draft: Draft) -> Body:
    """Gmail in a browser, set to Indonesian: hard-wrapped text, `gmail_quote` in the HTML."""
    return _gmail(draft, "EEE, d MMM y 'pukul' HH.mm", "ltr", draft.signed)


def gmail_android(draft: Draft) -> Body:
    """Gmail on a phone: the same frame, another date, no signature of its own."""
    return _gmail(draft, "EEE, d MMM y, HH.mm", "auto", draft.signed)


def _gmail(draft: Draft, pattern: str, direction: str, typed: str) -> Body:
    html = f'<div dir="{direction}">{_divs(typed)}</div>'
    if draft.surat is None:
        return Body(_wrapped(typed), html)
    name, address = draft.surat.dari
    head = f"Pada {draft.when(pattern)} {name} <{address}> menulis:"
    link = f'<a href="mailto:{escape(address)}">{escape(address)}</a>'
    html += (
        f'<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
        f"Pada {draft.when(pattern)} {escape(name)} &lt;{link}&gt; menulis:<br></div>"
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);'
        f'padding-left:1ex">{_renamed(_inner(draft.surat))}</blockquote></div>'
    )
    folded = head.replace(" <", " <\n", 1) if len(head) > 78 else head
    return Body(f"{_wrapped(typed)}\n\n{folded}\n\n{_arrows(_wrapped(draft.surat.teks))}\n", html)


def outlook(draft: Draft) -> Body:
    """Outlook for Windows: a Word page with the header block of the letter, in text and HTML."""
    block = _block(draft, ("Dari", "Dikirim", "Kepada", "Subjek"), "EEEE, d MMMM y HH.mm")
    text = draft.signed + ("\n\n" + _lines(block) + "\n\n" + draft.surat.teks if draft.surat else "")
    return Body(text + "\n", _word(draft, block))


def outlook_html(draft: Draft) -> Body:
    """Outlook with Exchange that sends HTML alone."""
    block = _block(draft, ("Dari", "Dikirim", "Kepada", "Perihal"), "dd MMMM y HH:mm")
    return Body("", _word(draft, block))


def _word(draft: Draft, block: list[tuple[str, str]]) -> str:
    page = "".join(f'<p class="MsoNormal">{line or "&nbsp;"}<o:p></o:p></p>\n' for line in _escaped(draft.signed))
    if draft.surat is not None:
        page += (
            '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>\n<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;'
        )
        page += f'padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">{_bold(block)}<o:p></o:p></p></div></div>\n'
        page += re.sub(r'\sid="[^"]*"', "", _inner(draft.surat))
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
        '<meta name="Generator" content="Microsoft Word 15">'
        "<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:Calibri,sans-serif;} --></style></head>"
        f'<body lang="IN" link="#0563C1"><div class="WordSection1">\n{page}</div></body></html>'
    )


def outlook_mobile(draft: Draft) -> Body:
    """Outlook on a phone: its advertisement, a rule of underscores, the header block."""
    sign = "Dapatkan Outlook untuk Android"
    text = f"{draft.signed}\n\n{sign}<https://aka.ms/AAb9ysg>\n"
    html = f'<div dir="auto">{_divs(draft.signed)}</div><div id="ms-outlook-mobile-signature"><div><br></div>'
    html += f'<a href="https://aka.ms/AAb9ysg">{sign}</a></div>'
    if draft.surat is None:
        return Body(text, html)
    block = _block(draft, ("Dari", "Dikirim", "Kepada", "Subjek"), "EEEE, MMMM d, y h:mm:ss a")
    html += '<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">'
    html += f'<font face="Calibri, sans-serif">{_bold(block)}</font><div>&nbsp;</div></div>{_inner(draft.surat)}'
    return Body(f"{text}{'_' * 32}\n{_lines(block)}\n\n{draft.surat.teks}\n", html)


def iphone(draft: Draft) -> Body:
    """Mail on an iPhone: the signature stands before an attribution that is itself quoted."""
    sign = "Dikirim dari iPhone saya"
    html = f'<html><body dir="auto">{_divs(draft.signed)}<br id="lineBreakAtBeginningOfSignature">'
    html += f'<div dir="ltr">{sign}</div>'
    if draft.surat is None:
        return Body(f"{draft.signed}\n\n{sign}\n", html + "</body></html>")
    name, address = draft.surat.dari
    head = f"Pada {draft.when('d MMM y')}, pukul\u202f{draft.when('HH.mm')}, {name} <{address}> menulis:"
    html += f'<div dir="ltr"><br><blockquote type="cite">{escape(head)}<br><br></blockquote></div>'
    html += f'<blockquote type="cite"><div dir="ltr">\ufeff{_inner(draft.surat)}</div></blockquote></body></html>'
    quoted = _arrows(f"{head}\n\n\ufeff{draft.surat.teks}")
    return Body(f"{draft.signed}\n\n{sign}\n\n{quoted}\n", html)


def thunderbird(draft: Draft) -> Body:
    """Thunderbird in Indonesian: flowed text with a top answer, `moz-cite-prefix` in the HTML."""
    html = f"<!DOCTYPE html><html><body><p>{'<br>'.join(_escaped(draft.signed))}</p>"
    if draft.surat is None:
        return Body(f"{draft.signed}\n", html + "</body></html>", flowed=True)
    head = f"Pada {draft.when('dd/MM/y HH.mm')}, {draft.surat.dari[0]} menulis:"
    html += f'<div class="moz-cite-prefix">{escape(head)}<br></div><blockquote type="cite" cite="mid:'
    html += f'{escape(draft.surat.message_id.strip("<>"))}">{_inner(draft.surat)}</blockquote></body></html>'
    return Body(f"{draft.signed}\n\n{head}\n{_arrows(draft.surat.teks)}\n", html, flowed=True)


def bottom(draft: Draft) -> Body:
    """One who writes below the quoted letter, as Thunderbird starts out."""
    if draft.surat is None:
        return Body(f"{draft.signed}\n", flowed=True)
    head = f"{draft.surat.dari[0]} menulis pada {draft.when('dd/MM/y HH.mm')}:"
    return Body(f"{head}\n{_arrows(draft.surat.teks)}\n\n{draft.signed}\n", flowed=True)


def zimbra(draft: Draft) -> Body:
    """Zimbra in Indonesian, the usual webmail of government offices."""
    html = f'<html><body><div style="font-family: arial; font-size: 12pt">{_divs(draft.signed)}'
    if draft.surat is None:
        return Body(f"{draft.signed}\n", html + "</div></body></html>")
    name, address = draft.surat.dari
    head = f"----- Pada {draft.when('d MMM y')}, jam {draft.when('H:mm')}, {name} {address} menulis:"
    block = _block(draft, ("Dari", "Kepada", "Terkirim", "Perihal"), "EEEE, d MMMM y H:mm:ss")
    html += '<div><br></div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">'
    html += (
        f'{_bold(block)}</div><br><div data-marker="__QUOTED_TEXT__">{_inner(draft.surat)}</div></div></body></html>'
    )
    return Body(f"{draft.signed}\n\n{head}\n\n{_arrows(draft.surat.teks)}\n", html)


def roundcube(draft: Draft) -> Body:
    """Roundcube in Indonesian: plain flowed text alone."""
    if draft.surat is None:
        return Body(f"{draft.signed}\n", flowed=True)
    head = f"Pada {draft.when('y-MM-dd HH:mm')}, {draft.surat.dari[0]} menulis:"
    return Body(f"{draft.signed}\n\n{head}\n{_arrows(draft.surat.teks)}\n", flowed=True)


def yahoo(draft: Draft) -> Body:
    """Yahoo Mail for Android: attribution and quoted letter run on in one line of the text part."""
    sign = "Dikirim dari Yahoo Mail di Android"
    html = f'<div class="ydp-body" dir="ltr">{_divs(draft.signed)}</div><div id="ymail_android_signature">{sign}</div>'
    if draft.surat is None:
        return Body(f"{draft.signed}\n\n{sign}\n", html)
    name, address = draft.surat.dari
    head = f"Pada {draft.when('EEE, d MMM y')} pada {draft.when('H:mm')}, {name}<{address}> menulis:"
    html += (
        f'<div class="yahoo_quoted" id="yahoo_quoted_4410982217"><div>{escape(head)}</div>{_inner(draft.surat)}</div>'
    )
    run_on = re.sub(r"\s*\n\s*", "   ", draft.surat.teks)
    return Body(f"{draft.signed}\n\n{sign} \n \n  {head}   {run_on}  \n", html)


def samsung(draft: Draft) -> Body:
    """Samsung's own mail program: its signature, `Pesan asli` and a header block."""
    sign = "Dikirim dari ponsel cerdas Samsung Galaxy saya."
    html = f'<html><body dir="auto">{_divs(draft.signed)}<div id="composer_signature"><div>{sign}</div></div>'
    if draft.surat is None:
        return Body(f"{draft.signed}\n\n\n{sign}\n", html + "</body></html>")
    block = _block(draft, ("Dari", "Tanggal", "Kepada", "Subjek"), "dd/MM/yy  HH.mm  '(GMT+07:00)'")
    rule = "-------- Pesan asli --------"
    html += f'<div><br></div><div style="font-size:100%;color:#000000"><!-- originalMessage --><div>{rule}</div>'
    html += f"{_bold(block)}<div><br></div></div>{_inner(draft.surat)}</body></html>"
    return Body(f"{draft.signed}\n\n\n{sign}\n\n{rule}\n{_lines(block)}\n\n{draft.surat.teks}\n", html)


def plain_new(draft: Draft) -> Body:
    """A new mail opened by a `mailto:` link on a phone: one line, nothing quoted."""
    return Body(f"{draft.teks}\n", f'<div dir="auto">{_divs(draft.teks)}</div>')


def _block(draft: Draft, labels: tuple[str, str, str, str], pattern: str) -> list[tuple[str, str]]:
    if draft.surat is None:
        return []
    name, address = draft.surat.dari
    values = {
        "Dari": f"{name} <{address}>",
        "Kepada": f"{draft.orang.nama} <{draft.orang.alamat}>",
        "Subjek": draft.surat.subjek,
        "Perihal": draft.surat.subjek,
    }
    return [(label, values.get(label, draft.when(pattern))) for label in labels]


def _lines(block: list[tuple[str, str]]) -> str:
    return "\n".join(f"{label}: {value}" for label, value in block)


def _bold(block: list[tuple[str, str]]) -> str:
    return "<br>\n".join(f"<b>{label}:</b> {escape(value)}" for label, value in block)


def _inner(surat: Surat) -> str:
    body = re.search(r"<body[^>]*>(.*)</body>", surat.html, re.IGNORECASE | re.DOTALL)
    html = body.group(1) if body else surat.html
    return html.strip() or "<br>".join(_escaped(surat.teks))


def _renamed(html: str) -> str:
    return re.sub(r'\bid="', 'id="m_6071198432270518844', html)


def _arrows(text: str) -> str:
    return "\n".join(f"> {line}" if line.strip() else ">" for line in text.rstrip("\n").split("\n"))


def _escaped(text: str) -> list[str]:
    return [escape(line, quote=False) for line in text.split("\n")]


def _divs(text: str) -> str:
    return "".join(f"<div>{line or '<br>'}</div>" for line in _escaped(text))


def _wrapped(text: str, width: int = 76) -> str:
    lines = (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    return "\n".join("\n".join(found) for found in lines)


def _local(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment.astimezone(zone) if zone is not None and moment.tzinfo is not None else moment
