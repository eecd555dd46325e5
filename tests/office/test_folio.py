"""The dossier of a case: everything that was written about it, in order, checked, with its archive data."""

import hashlib
import json
import zipfile

import pytest

from sikuwas_mail.cli import main
from sikuwas_mail.core.evolve import fold
from sikuwas_mail.office.dossier import whole_case
from sikuwas_mail.office.folio import TEMPLAT
from sikuwas_mail.office.retention import retention
from tests.office.bench import Bench, alamat, mail
from tests.paper.document_help import rows as docx_rows
from tests.paper.document_help import text as docx_text

NOMOR = "SKW-2026-0001"


def exported(office: Bench, out) -> dict[str, bytes]:
    assert main(["--config", str(office.file), "kasus", "export", NOMOR, "--out", str(out)]) == 0
    with zipfile.ZipFile(out) as pack:
        assert pack.testzip() is None
        return {name: pack.read(name) for name in pack.namelist()}


def with_a_scan(office: Bench) -> Bench:
    office.play(3)
    letter = office.newest(alamat("rina"), "tugas", "konsultasi")
    name = "../../BA ttd <x>.pdf"
    office.take(mail(alamat("rina"), "Re: x", "SIAP", letter, [(name, "application/pdf", b"%PDF-1.4 pindai")]))
    return office


def test_the_zip_holds_every_mail_version_file_and_journal_line_with_its_checksum(bench, tmp_path):
    office = with_a_scan(bench())
    files = exported(office, tmp_path / "k.zip")
    sums = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} == sums
    letters = [n for n in files if n.startswith("surat/")]
    assert len(letters) == len(office.store.letters(NOMOR))
    (returned,) = (data for name, data in files.items() if name.startswith("lampiran/001-"))
    assert returned == b"%PDF-1.4 pindai"
    journal = [json.loads(line) for line in files["jurnal.jsonl"].splitlines()]
    assert [e["urut"] for e in journal] == list(range(1, office.store.case(NOMOR).urut + 1))
    assert journal[0]["isi"]["permohonan"]["topik"]
    shape = json.loads(files["kasus.json"])
    assert shape["lampiran"][0]["verifikasi"] == "belum diverifikasi"
    assert len([n for n in files if n.startswith("dokumen/")]) == len(shape["dokumen"])


def test_no_name_of_a_returned_file_leaves_its_folder(bench, tmp_path):
    files = exported(with_a_scan(bench()), tmp_path / "k.zip")
    for name in files:
        assert not name.startswith("/") and ".." not in name.split("/") and "<" not in name


def test_the_index_names_every_file_and_the_archive_data(bench, tmp_path):
    office = bench()
    office.play(8)
    files = exported(office, tmp_path / "k.zip")
    index = docx_text(files["00-daftar-isi.docx"])
    listed = {cell for line in docx_rows(files["00-daftar-isi.docx"]) for cell in line}
    for name in files:
        assert name in listed or name.startswith(("00-", "SHA256"))
    record = json.loads(files["arsip.json"])
    assert record["klasifikasi"] == "700" and record["nomor_berkas"] == "700/12 / Rak 3"
    assert (record["aktif_sampai"], record["inaktif_sampai"]) == ("31 Desember 2028", "31 Desember 2031")
    assert record["keterangan"] == "dinilai kembali" and "hanya usul" in index


def test_a_running_case_has_no_retention_yet(bench):
    office = bench()
    office.request()
    case, desk = office.store.case(NOMOR), office.office.rooms.plain_desk
    events = [e for _, e in office.store.events(NOMOR)]
    assert fold(events) == case
    record = retention(case, events, 3, office.config, desk)
    assert record.aktif_sampai == "dihitung sejak kasus berakhir" and record.inaktif_sampai == "-"


def test_the_shape_lists_returned_files(bench):
    office = with_a_scan(bench())
    shape = whole_case(NOMOR, office.store, office.office.rooms.plain_desk, office.now)
    (one,) = shape["lampiran"]
    assert one["dari"] == alamat("rina") and one["ukuran"] == 15 and one["versi"] is None


@pytest.mark.parametrize(
    ("out", "told"), [("/tidak/ada/k.zip", "tidak dapat ditulis"), ("k.zip", "berkas-kasus.docx: bukan berkas Word")]
)
def test_what_cannot_be_exported_is_told(bench, tmp_path, capsys, out, told):
    import shutil

    from sikuwas_mail.config import shipped_templates

    office = bench()
    office.request()
    if told.startswith("berkas"):
        shutil.copytree(shipped_templates(), tmp_path / "templates")
        (tmp_path / "templates" / "dokumen" / TEMPLAT).write_bytes(b"rusak")
    target = out if out.startswith("/") else str(tmp_path / out)
    assert main(["--config", str(office.file), "kasus", "export", NOMOR, "--out", target]) == 1
    assert told in capsys.readouterr().err


def test_retention_counts_whole_years_from_the_end(bench):
    office = bench('[arsip]\naktif_tahun = 1\ninaktif_tahun = 0\nketerangan = "musnah"\n')
    office.play(8)
    case, desk = office.store.case(NOMOR), office.office.rooms.plain_desk
    record = retention(case, [e for _, e in office.store.events(NOMOR)], 1, office.config, desk)
    assert (record.aktif_sampai, record.inaktif_sampai, record.keterangan) == (
        "31 Desember 2027", "31 Desember 2027", "musnah",
    )  # fmt: skip
