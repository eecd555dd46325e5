"""What the tests of letters share: the templates of the repository and how a mail reader would see a letter."""

from collections.abc import Mapping
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import html as lxml_html

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.outgoing import Letter, Outgoing
from sikuwas_mail.paper import contoh, contoh_surat
from sikuwas_mail.paper.letters import Letters

FOLDER = Path(__file__).parents[2] / "templates" / "surat"


@cache
def letters(plus: bool = False, alihkan_ke: str = "", maks: int = 15_000_000) -> Letters:
    return Letters(FOLDER, contoh.INSTANSI, contoh.PENGIRIM, plus, contoh.ZONA, alihkan_ke, maks)


def rendered(nama: str, **changes: object) -> Outgoing:
    return _changed(nama, changes) if changes else _sample(nama)


@cache
def _sample(nama: str) -> Outgoing:
    return _changed(nama, {})


def _changed(nama: str, changes: Mapping[str, object]) -> Outgoing:
    letter, case = contoh_surat.surat(nama)
    return letters().render(replace(letter, **changes), case, contoh.desk(), contoh.SEKARANG)  # type: ignore[arg-type]


def with_request(values: Mapping[str, str], nama: str = "tugas-disposisi") -> tuple[Letter, Case]:
    letter, _ = contoh_surat.surat(nama)
    return letter, replace(contoh.kasus(), permohonan={**contoh.PERMOHONAN, **values})


def parsed(out: Outgoing) -> Message:
    return message_from_bytes(out.raw)


def header(message: Message, name: str) -> str:
    values = message.get_all(name, [])
    assert len(values) == 1, (name, values)
    return str(make_header(decode_header(str(values[0]).replace("\r\n", ""))))


def body(message: Message, kind: str) -> str:
    part = next(p for p in message.walk() if p.get_content_type() == kind)
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode("utf-8").replace("\r\n", "\n")


def tree(message: Message) -> lxml_html.HtmlElement:
    parser = lxml_html.HTMLParser(encoding="utf-8")
    return lxml_html.document_fromstring(body(message, "text/html").encode(), parser=parser)


def visible(page: lxml_html.HtmlElement) -> str:
    """What a reader sees, button labels aside: they stand for the typed words beside them."""
    unseen = "//style | //title | //comment() | //*[@class='pratinjau'] | //a[contains(@class, 'tombol')]"
    for hidden in page.xpath(unseen):
        hidden.drop_tree()
    for joint in page.xpath("//wbr"):
        joint.drop_tag()
    return " ".join(" ".join(page.itertext()).split())


def mails(page: lxml_html.HtmlElement) -> list[tuple[str, str, str]]:
    """Address, subject and body of every mailto link."""
    found = []
    for href in page.xpath("//a/@href"):
        parts = urlsplit(href)
        if parts.scheme == "mailto":
            query = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
            found.append((unquote(parts.path), query["subject"][0], query["body"][0]))
    return found
