import shutil
from pathlib import Path

import pytest

from sikuwas_mail.paper import contoh, contoh_surat
from sikuwas_mail.paper.letter_lint import keys
from sikuwas_mail.paper.letters import Letters
from sikuwas_mail.paper.templating import BrokenTemplate
from tests.paper.letter_help import FOLDER, letters


def _office(folder: Path) -> Letters:
    return Letters(folder, contoh.INSTANSI, contoh.PENGIRIM, False, contoh.ZONA)


def _edited(tmp_path: Path, name: str, old: str, new: str) -> Letters:
    folder = tmp_path / "surat"
    shutil.copytree(FOLDER, folder)
    source = (folder / name).read_text(encoding="utf-8")
    assert old in source
    (folder / name).write_text(source.replace(old, new, 1), encoding="utf-8")
    return _office(folder)


def test_the_letters_of_the_house_have_no_fault() -> None:
    assert letters().lint() == []


def test_every_letter_of_the_house_has_both_twins_and_a_sample() -> None:
    on_disk = {p.stem for p in FOLDER.iterdir() if not p.name.startswith("_")}
    assert on_disk == set(contoh_surat.NAMA)
    assert all((FOLDER / f"{n}.{kind}").is_file() for n in on_disk for kind in ("txt", "html"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ kasus.topik }}", "{{ kasus.topiq }}", "tugas-disposisi.txt baris 7: gagal diisi"),
        ("{% block isi %}", "{% blok isi %}", "tugas-disposisi.txt baris 2"),
        ("{{ kasus.topik }}", "{{ isi.hal }}", "isi.hal tidak disebut pada kepala berkas"),
        ("{{ kasus.topik }}", "{{ 1 / 0 }}", "tugas-disposisi.txt baris 7: gagal diisi: division by zero"),
        ("{{ kasus.topik }}", "{{ ''.__class__.__mro__ }}", "tugas-disposisi.txt baris 7: gagal diisi"),
        ("{{ kasus.topik }}", "{% include 'hilang.txt' %}", "berkas templat hilang.txt tidak ada"),
        ("{{ kasus.topik }}", "{% for x in range(999999999) %}{% endfor %}", "gagal diisi: Range too big"),
        ("{% extends dasar %}", "halo", "hilang dari kerangka"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    found = _edited(tmp_path, "tugas-disposisi.txt", old, new).lint()
    assert any(told in fault for fault in found), found
    assert all("tugas-disposisi" in fault for fault in found)


def test_a_broken_letter_stops_itself_and_no_other(tmp_path: Path) -> None:
    office = _edited(tmp_path, "survei.txt", "{{ kasus.nomor }}", "{{ kasus.nomer }}")
    letter, case = contoh_surat.surat("survei")
    with pytest.raises(BrokenTemplate, match=r"templates/surat/survei\.txt baris 11: gagal diisi") as caught:
        office.render(letter, case, contoh.desk(), contoh.SEKARANG)
    assert (caught.value.template, caught.value.line) == ("survei.txt", 11)
    letter, case = contoh_surat.surat("status")
    assert office.render(letter, case, contoh.desk(), contoh.SEKARANG).raw


def test_an_image_in_the_frame_is_told(tmp_path: Path) -> None:
    found = _edited(tmp_path, "_dasar.html", '<p class="markah">', '<img src="https://x.example/a.png"><p>').lint()
    assert "templates/surat/status.html: memuat <img, yang tidak tampil atau diblokir dalam surel" in found


def test_a_missing_letter_a_missing_twin_and_an_unknown_one_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "surat"
    shutil.copytree(FOLDER, folder)
    (folder / "survei.txt").unlink()
    (folder / "status.html").unlink()
    (folder / "ucapan.txt").write_text("{% extends dasar %}", encoding="utf-8")
    (folder / "ucapan.html").write_text("{% extends 'ucapan.txt' %}", encoding="utf-8")
    (folder / "operator.txt").write_bytes(b"\xff\xfe rusak")
    found = _office(folder).lint()
    assert "templates/surat/survei.txt: berkas tidak ada" in found
    assert "templates/surat/status.html: berkas tidak ada" in found
    assert "templates/surat/ucapan.txt: surat ini tidak dikenal dan tidak akan dipakai" in found
    assert "templates/surat/operator.txt: berkas templat bukan teks UTF-8" in found


def test_an_edited_template_needs_new_letters(tmp_path: Path) -> None:
    office = _edited(tmp_path, "status.txt", "saat ini", "sekarang")
    (tmp_path / "surat" / "status.txt").write_text("{{ rusak", encoding="utf-8")
    letter, case = contoh_surat.surat("status")
    assert b"sekarang" in office.render(letter, case, contoh.desk(), contoh.SEKARANG).raw


def test_the_head_of_a_template_names_its_keys() -> None:
    found = keys(
        "{#- Surat.\n    Isi: alasan (mengapa, singkat), jalur? (ke mana)\n         lain?\n-#}\n{{ isi.alasan }}"
    )
    assert (found.wajib, found.boleh) == ({"alasan"}, {"jalur", "lain"})
