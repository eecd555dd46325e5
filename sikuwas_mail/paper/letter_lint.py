"""A fault in a letter template is found before a case meets it: every template is rendered, full and bare."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import Message

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.outgoing import Letter
from sikuwas_mail.paper import contoh_surat
from sikuwas_mail.paper.lines import LEBAR
from sikuwas_mail.paper.templating import BrokenTemplate, Templates

MAKS_HTML = 60_000  # bytes; Gmail clips a mail at 102 kB
_HEAD = re.compile(r"\{#-?(.*?)-?#\}", re.DOTALL)
_ASIDE = re.compile(r"\([^()]*\)")
_KEY = re.compile(r"\b([a-z][a-z0-9_]*)(\?)?")
_USED = re.compile(r"\bisi\.(?:get\(\s*\"(\w+)\"|(?!get\b)(\w+))")
_TERLARANG = re.compile(r"<(?:img|script|iframe|form|link|object)\b|\bdata:|url\(|@import", re.IGNORECASE)
_TAK_PATAH = ("://", "@", "Ref:")

Render = Callable[[Letter, Case | None], bytes]


@dataclass(frozen=True, slots=True)
class Keys:
    """The `isi` keys a template names at its head ("Isi: a, b?"): those it needs and those it may do without."""

    wajib: frozenset[str]
    boleh: frozenset[str]


def keys(source: str) -> Keys:
    """What the head of a template documents; nothing where it has no line "Isi:"."""
    head = _HEAD.search(source)
    _, _, listed = (head.group(1) if head else "").partition("Isi:")
    found = _KEY.findall(_ASIDE.sub("", listed))
    return Keys(frozenset(k for k, mark in found if not mark), frozenset(k for k, mark in found if mark))


def faults(templates: Templates, render: Render) -> list[str]:
    """Every fault of every letter template, each naming its file and, where known, its line."""
    missing = [f"templates/surat/{n}.txt: berkas tidak ada" for n in contoh_surat.NAMA if n not in templates.names]
    found = (fault for name in templates.names for fault in _of_template(name, templates, render))
    return [*missing, *dict.fromkeys(found)]


def _of_template(nama: str, templates: Templates, render: Render) -> Iterator[str]:
    if templates.twin_missing(nama):
        yield f"templates/surat/{nama}.html: berkas tidak ada"
    if nama not in contoh_surat.NAMA:
        yield f"templates/surat/{nama}.txt: surat ini tidak dikenal dan tidak akan dipakai"
        return
    try:
        source = templates.source(f"{nama}.txt")
    except UnicodeDecodeError:
        yield f"templates/surat/{nama}.txt: berkas templat bukan teks UTF-8"
        return
    yield from _undocumented(nama, source)
    yield from _of_samples(nama, keys(source), render)


def _undocumented(nama: str, source: str) -> Iterator[str]:
    known = keys(source)
    for number, line in enumerate(source.splitlines(), 1):
        for got, plain in _USED.findall(line):
            if (key := got or plain) not in known.wajib | known.boleh:
                yield f"templates/surat/{nama}.txt baris {number}: isi.{key} tidak disebut pada kepala berkas"


def _of_samples(nama: str, known: Keys, render: Render) -> Iterator[str]:
    letter, case = contoh_surat.surat(nama)
    bare = {k: v for k, v in letter.isi.items() if k in known.wajib}
    for sample in (letter, replace(letter, isi=bare), replace(letter, sebagai="Plh. Sekretaris", jawaban=())):
        try:
            message = message_from_bytes(render(sample, case))
        except BrokenTemplate as fault:
            yield str(fault)
            continue
        yield from (f"templates/surat/{nama}.{kind}: {what}" for kind, what in _of_bodies(message))


def _of_bodies(message: Message) -> Iterator[tuple[str, str]]:
    bodies = {p.get_content_type(): p.get_payload(decode=True) for p in message.walk() if not p.is_multipart()}
    text, html = (b.decode("utf-8", "replace") if isinstance(b := bodies.get(t), bytes) else "" for t in _KINDS)
    for line in text.splitlines():
        if len(line) > LEBAR and not any(mark in line for mark in _TAK_PATAH):
            yield "txt", f"baris lebih dari {LEBAR} huruf: {line[:40]}…"
    for found in dict.fromkeys(m.group() for m in _TERLARANG.finditer(html)):
        yield "html", f"memuat {found}, yang tidak tampil atau diblokir dalam surel"
    if len(html.encode()) > MAKS_HTML:
        yield "html", f"{len(html.encode())} bita, lebih dari {MAKS_HTML}"
    for needed in ('lang="id"', 'id="sikuwas-surat"', 'name="color-scheme"', 'name="viewport"'):
        if needed not in html:
            yield "html", f"{needed} hilang dari kerangka"


_KINDS = ("text/plain", "text/html")
