"""The HTML of a letter as a careful mail reader would judge it, and that it says what the text twin says."""

import re

import css_inline
import pytest
from lxml import html as lxml_html

from sikuwas_mail.paper import contoh_surat
from tests.paper.letter_help import body, parsed, rendered, tree, visible

ALL = pytest.mark.parametrize("nama", contoh_surat.NAMA)
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) ?\{(.*)\}\s*</style>", re.DOTALL)
# What only one twin says: the reply sentence mentions the button, which the text twin does not have.
_ONLY_HTML = {"atau", "ketuk", "tombolnya", "lalu", "kirim"}


def _style(element: lxml_html.HtmlElement) -> dict[str, str]:
    pairs = (p.partition(":") for p in (element.get("style") or "").split(";") if ":" in p)
    return {k.strip(): v.replace("!important", "").strip() for k, _, v in pairs}


def _nearest(element: lxml_html.HtmlElement, name: str) -> str:
    for above in (element, *element.iterancestors()):
        if name in _style(above):
            return _style(above)[name]
    raise AssertionError(f"no {name} above {element.tag}.{element.get('class')}")


def _luminance(colour: str) -> float:
    assert re.fullmatch(r"#[0-9a-f]{6}", colour, re.IGNORECASE), colour
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _in_the_dark(page: str) -> str:
    """The page as a reader in dark mode shows it."""
    found = _DARK.search(page)
    assert found
    return css_inline.inline(page[: found.start()] + found.group(1) + "</style>" + page[found.end() :])


@ALL
@pytest.mark.parametrize("dark", [False, True])
def test_every_word_stands_out_from_its_ground(nama: str, dark: bool) -> None:
    page = body(parsed(rendered(nama)), "text/html")
    root = lxml_html.document_fromstring((_in_the_dark(page) if dark else page).encode())
    grounds = set()
    for element in root.xpath("//body//*[normalize-space(translate(text(), '\u00a0', ' '))][not(@class='pratinjau')]"):
        ground = _nearest(element, "background-color")
        grounds.add(ground)
        assert _contrast(_nearest(element, "color"), ground) >= 4.5, (element.get("class"), ground)
    assert all((_luminance(g) < 0.5) for g in grounds if g not in ("#9cc7ee",)) == dark


@ALL
def test_the_page_is_small_and_asks_for_nothing_from_elsewhere(nama: str) -> None:
    page = body(parsed(rendered(nama)), "text/html")
    assert len(page.encode()) < 60_000
    assert not re.search(r"<(img|script|link|iframe|form)\b|url\(|@import|\bdata:", page, re.IGNORECASE)
    hrefs = tree(parsed(rendered(nama))).xpath("//@href")
    assert all(h.startswith(("mailto:", "https://rapat.example/")) for h in hrefs)
    assert not tree(parsed(rendered(nama))).xpath("//@src | //@background")


@ALL
def test_the_page_tells_its_language_its_width_and_its_colour_schemes(nama: str) -> None:
    page = tree(parsed(rendered(nama)))
    assert page.get("lang") == "id"
    meta = {m.get("name"): m.get("content") for m in page.xpath("//meta[@name]")}
    assert meta["color-scheme"] == meta["supported-color-schemes"] == "light dark"
    assert "width=device-width" in meta["viewport"]
    card = page.xpath("//table[@class='kartu']")[0]
    assert _style(card)["max-width"] == "600px"
    assert _style(page.get_element_by_id("sikuwas-surat"))["font-size"] == "16px"
    widths = [int(w) for w in page.xpath("//@width") if not w.endswith("%")]
    assert all(w <= 600 for w in widths)


@ALL
def test_a_preview_line_stands_first_and_is_hidden_inline(nama: str) -> None:
    page = tree(parsed(rendered(nama)))
    first = page.get_element_by_id("sikuwas-surat")[0]
    assert first.get("class") == "pratinjau"
    assert _style(first)["display"] == "none"
    assert first.text_content().split() == page.xpath("//p[@class='pokok']")[0].text_content().split()


@ALL
def test_buttons_are_large_enough_for_a_thumb(nama: str) -> None:
    for button in tree(parsed(rendered(nama))).xpath("//a[contains(@class, 'tombol')]"):
        style = _style(button)
        pad = int(style["padding"].split()[0].removesuffix("px"))
        assert style["display"] == "block"
        assert 2 * pad + int(style["line-height"].removesuffix("px")) >= 44
        assert button.text_content().strip()


@ALL
def test_the_text_twin_says_what_the_page_says(nama: str) -> None:
    message = parsed(rendered(nama))
    in_text = set(body(message, "text/plain").casefold().split())
    in_page = set(visible(tree(message)).casefold().split())
    plain = {w.strip('-:.,;()"') for w in in_text} - {""}
    page = {w.strip('-:.,;()"') for w in in_page} - {""}
    buttons = {
        w.strip('-:.,;()"').casefold()
        for b in tree(message).xpath("//a[contains(@class, 'tombol')]")
        for w in b.text_content().split()
    }
    assert page - plain - _ONLY_HTML == set()
    assert plain - page - buttons - {"irban", "tugaskan"} == set()


@ALL
def test_the_text_twin_wraps_and_prints_every_answer(nama: str) -> None:
    letter, _ = contoh_surat.surat(nama)
    text = body(parsed(rendered(nama)), "text/plain")
    assert all(len(line) <= 78 or "://" in line for line in text.splitlines())
    assert "\n\n\n" not in text
    for aturan in letter.jawaban:
        if aturan.jawaban != "DATA":
            assert f"\n  {aturan.contoh}\n      " in text
            assert aturan.arti in " ".join(text.split())
            assert aturan.contoh in visible(tree(parsed(rendered(nama))))


def test_the_link_of_the_session_can_be_tapped() -> None:
    page = tree(parsed(rendered("undangan")))
    assert "https://rapat.example/j/8120000001" in page.xpath("//a/@href")
