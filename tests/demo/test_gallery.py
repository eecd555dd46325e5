"""The gallery is complete, asks nothing of the network and lets nothing foreign run."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sikuwas_mail.demo import course, gallery, people, showing
from tests.demo import galeri_contoh as contoh


@pytest.fixture
def page(tmp_path: Path) -> str:
    return contoh.build(tmp_path).read_text(encoding="utf-8")


def picture(rows: tuple[tuple[str, str, str], ...]) -> str:
    case = contoh.kasus("SKW-2026-0001", people.PEMOHON_LENGKAP, "Hibah", rows)
    return course.picture(case["riwayat"], {people.PEMOHON_LENGKAP.email: "Laras Contoh, S.E."}, "Alur")  # type: ignore[arg-type]


def test_every_link_and_picture_of_the_page_is_a_file_beside_it(tmp_path: Path, page: str) -> None:
    targets = [t for t in re.findall(r'(?:href|src)="([^"]+)"', page) if not t.startswith("#")]
    assert len(targets) > 20
    for target in targets:
        assert (tmp_path / target).is_file(), target


def test_nothing_is_fetched_from_anywhere(tmp_path: Path, page: str) -> None:
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert "url(" not in page.replace("url(#panah", "")
    for letter_page in (tmp_path / "surat").glob("*.html"):
        assert "default-src 'none'" in letter_page.read_text(encoding="utf-8")


def test_each_letter_stands_there_as_it_came(tmp_path: Path, page: str) -> None:
    letters = contoh.surat("SKW-2026-0001", people.PEMOHON_LENGKAP)
    for number, (_, raw) in enumerate(letters, 1):
        assert (tmp_path / f"surat/skw-2026-0001-{number:02}.eml").read_bytes() == raw
    assert page.count('sandbox=""') == 2 * len(letters)


def test_the_journal_names_every_event(page: str) -> None:
    for peristiwa, _, _ in (*contoh.LURUS, *contoh.BERLIKU):
        assert course.peristiwa_judul(peristiwa) in page


def test_a_document_without_pictures_shows_its_text(page: str) -> None:
    assert "Topik | Pencatatan hibah barang" in page


def test_the_picture_is_well_formed_and_shows_all_eight_steps() -> None:
    root = ET.fromstring(picture(contoh.LURUS))
    titles = {t.text for t in root.iter("text") if t.get("class") == "judul"}
    assert {str(t)[0] for t in titles if str(t)[0].isdigit()} == set("12345678")


def test_a_straight_case_has_no_way_back() -> None:
    assert 'class="kembali"' not in picture(contoh.LURUS)


def test_each_kind_of_return_is_an_arrow_with_its_name() -> None:
    drawn = picture(contoh.BERLIKU)
    names = re.findall(r'class="sebab"[^>]*>([^<]+)<', drawn)
    assert set(names) >= {
        "Diminta lengkap",
        "Dikembalikan",
        "Dialihkan",
        "Berhalangan",
        "Diperbaiki",
        "Data dilengkapi",
    }


def test_a_step_not_reached_stays_an_empty_outline() -> None:
    assert picture(contoh.LURUS[:3]).count('class="simpul belum"') == 6


def test_foreign_html_loses_scripts_frames_and_pictures() -> None:
    dirty = (
        '<p onclick="x()">Halo</p><script>x()</script><img src="https://luar.example/p.png"><iframe src="a"></iframe>'
        '<a href="javascript:x()">a</a><div style="position:fixed;background:url(https://luar.example)">b</div>'
    )
    clean = showing.page(dirty, "", asing=True)
    for bad in ("onclick", "x()", "<img", "<iframe", "javascript", "position", "luar.example"):
        assert bad not in clean
    assert "Halo" in clean


def test_a_letter_of_text_alone_is_escaped() -> None:
    assert "&lt;b&gt;" in showing.page("", "<b>", asing=True)


def test_a_case_without_history_still_makes_a_page(tmp_path: Path) -> None:
    target = gallery.build(tmp_path, [{"nomor": "SKW-2026-0009", "status": "berjalan"}], [[]], [[]])
    assert "SKW-2026-0009" in target.read_text(encoding="utf-8")


def test_a_broken_docx_is_shown_as_a_link_alone(tmp_path: Path) -> None:
    target = gallery.build(tmp_path, [{"nomor": "X"}], [[]], [[("Laporan", b"bukan docx", [])]])
    assert "naskah tidak dapat ditampilkan" in target.read_text(encoding="utf-8")
