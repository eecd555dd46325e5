"""`templat` lists, checks and previews what the office edits; a broken template is named with file and place."""

import json
import shutil
from pathlib import Path

import pytest

from sikuwas_mail.cli import main
from sikuwas_mail.config import shipped_templates
from tests.minimal import BASE
from tests.needs import need


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with config.toml and its own copies of the templates."""
    from sikuwas_mail.paper.shipped import write_manifest

    (tmp_path / "config.toml").write_text(BASE, encoding="utf-8")
    shutil.copytree(shipped_templates(), tmp_path / "templates")
    write_manifest(tmp_path / "templates")
    return tmp_path


def run(office: Path, *words: str) -> int:
    return main(["--config", str(office / "config.toml"), "templat", *words])


def test_every_letter_and_document_is_listed_with_its_state(office, capsys):
    (office / "templates" / "surat" / "survei.html").write_text("{% extends 'survei.txt' %} ", encoding="utf-8")
    assert run(office, "list", "--json") == 0
    rows = {r["nama"]: r for r in json.loads(capsys.readouterr().out)}
    assert {"tugas-disposisi", "undangan", "surat-tugas", "laporan"} <= set(rows)
    assert rows["survei"]["asal"] == "disunting" and rows["undangan"]["asal"] == "bawaan"


def test_a_misspelt_field_of_a_letter_is_named_with_file_and_line(office, capsys):
    file = office / "templates" / "surat" / "penolakan.txt"
    file.write_text(file.read_text().replace("isi.alasan", "isi.alasannya"), encoding="utf-8")
    assert run(office, "lint") == 1
    told = capsys.readouterr().out
    assert "templates/surat/penolakan.txt baris" in told and "alasannya" in told and "Cara memperbaiki" in told


def test_a_letter_that_cannot_be_read_is_no_traceback(office, capsys):
    (office / "templates" / "surat" / "survei.txt").write_bytes(b"\xff\xfe{% if %}")
    assert run(office, "lint") == 1
    assert run(office, "list") == 0
    assert run(office, "preview", "survei", "--out", str(office / "x.txt")) == 1
    assert "survei.txt" in capsys.readouterr().err


def test_a_document_that_is_no_word_file_is_named(office, capsys):
    (office / "templates" / "dokumen" / "laporan.docx").write_bytes(b"bukan Word")
    assert run(office, "preview", "laporan", "--out", str(office / "l.docx")) == 1
    assert "laporan.docx: bukan berkas Word" in capsys.readouterr().err
    assert not (office / "l.docx").exists()


@pytest.mark.parametrize(
    ("nama", "ending", "magic"),
    [
        ("tugas-disposisi", "html", b"<!DOCTYPE html>"),
        ("tugas-disposisi", "txt", b"-- balas"),
        ("tugas-disposisi", "eml", b"Content-Type: multipart/mixed"),
        ("surat-tugas", "docx", b"PK"),
    ],
)
def test_a_preview_takes_its_form_from_the_ending(office, nama, ending, magic):
    out = office / f"p.{ending}"
    assert run(office, "preview", nama, "--out", str(out)) == 0
    assert out.read_bytes().startswith(magic)


def test_a_document_is_previewed_as_pdf_and_as_pages(office):
    need("soffice")
    need("pdftoppm")
    assert run(office, "preview", "laporan", "--out", str(office / "l.pdf")) == 0
    assert run(office, "preview", "laporan", "--out", str(office / "l.png")) == 0
    assert (office / "l.pdf").read_bytes().startswith(b"%PDF-")
    assert (office / "l.png").is_file() and (office / "l-2.png").is_file()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["preview", "laporan", "--out", "x.html"], 2, "akhiran yang ada: .docx .pdf .png"),
        (["preview", "undangan", "--out", "x"], 2, "akhiran yang ada: .html"),
        (["preview", "tidak-ada", "--out", "x.html"], 1, "templat list"),
        (["preview", "undangan", "--out", "/tidak/ada/x.html"], 1, "tidak dapat ditulis"),
        (["preview", "undangan"], 2, "--out"),
    ],
)
def test_what_cannot_be_previewed_is_told(office, capsys, words, code, told):
    assert run(office, *words) == code
    assert told in capsys.readouterr().err


def test_without_a_configuration_the_defaults_are_shown(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SIKUWAS_CONFIG", raising=False)
    assert main(["templat", "preview", "survei", "--out", "s.txt"]) == 0
    assert main(["templat", "list"]) == 0
    assert main(["--config", "tidak-ada.toml", "templat", "list"]) == 78


def changed_default(office: Path, name: str) -> None:
    """As if an upgrade had brought another default than the one that was copied."""
    list_ = office / "templates" / "bawaan.sha256"
    lines = [f"{'0' * 64}  {name}" if line.endswith(name) else line for line in list_.read_text().splitlines()]
    list_.write_text("\n".join(lines), encoding="utf-8")


def test_an_edited_copy_is_kept_and_a_changed_default_is_reported(office, capsys):
    file = office / "templates" / "surat" / "penutupan.txt"
    file.write_text(file.read_text() + "\n", encoding="utf-8")
    before = file.read_bytes()
    run(office, "lint")
    assert "penutupan" not in capsys.readouterr().out
    changed_default(office, "surat/penutupan.txt")
    run(office, "lint", "--json")
    notes = json.loads(capsys.readouterr().out)["catatan"]
    assert notes == [
        "surat/penutupan.txt: bawaan telah berubah, sedangkan salinan ini telah disunting; mohon dibandingkan"
    ]
    assert file.read_bytes() == before


def test_a_new_default_and_a_copy_of_unknown_origin_are_reported(office, capsys):
    (office / "templates" / "surat" / "survei.html").unlink()
    (office / "templates" / "surat" / "undangan.html").write_text("{% extends 'undangan.txt' %}", encoding="utf-8")
    (office / "templates" / "bawaan.sha256").unlink()
    run(office, "lint")
    told = capsys.readouterr().out
    assert "surat/survei.html: templat bawaan yang belum ada" in told
    assert "surat/undangan.html: berbeda dari bawaan versi ini" in told
