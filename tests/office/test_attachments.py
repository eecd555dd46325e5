"""Returned files: filed in their case, tied by the printed code, their changes told, their signatures verified."""

import subprocess
from pathlib import Path

import pytest

from sikuwas_mail.core.events import BerkasDiterima
from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.edge import pdf, signatures
from sikuwas_mail.office.attachments import ending
from tests.needs import need
from tests.office.bench import PEMOHON, Bench, alamat, mail, text_of

NOMOR = "SKW-2026-0001"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 9000
MINUTES = "HASIL\nPERMASALAHAN: a b\nPEMBAHASAN: c d\nSARAN: e f"


def filed(office: Bench) -> list[BerkasDiterima]:
    return [e.isi for _, e in office.store.events(NOMOR) if isinstance(e.isi, BerkasDiterima)]


def answer(office: Bench, who: str, text: str, *files, langkah: str = "", jenis: str = "tugas"):
    return office.take(mail(who, "Re: tugas", text, office.newest(who, jenis, langkah), files))


def printed(office: Bench, jenis: Dokumen) -> bytes:
    """The newest version of a document as it comes from the printer."""
    row = [d for d in office.store.documents(NOMOR) if d.jenis is jenis][-1]
    return pdf.to_pdf(office.office.rooms.archive.get(row.sha256))


def test_a_scan_is_filed_once_under_its_fingerprint_and_is_not_verified(bench):
    office = bench()
    office.play(3)
    answer(office, alamat("rina"), "SIAP", ("surat tugas ttd.png", "image/png", PNG), langkah="konsultasi")
    answer(office, alamat("rina"), MINUTES, ("lagi.png", "image/png", PNG), langkah="konsultasi")
    (one,) = filed(office)
    assert (one.nama, one.dokumen, one.versi, one.keadaan) == (
        "surat tugas ttd.png", Dokumen.SURAT_TUGAS, 0, "belum diverifikasi",
    )  # fmt: skip
    assert office.office.rooms.archive.get(one.sha256) == PNG


def test_a_printed_code_ties_a_pdf_to_its_version(bench):
    need("soffice")
    need("pdftotext")
    office = bench()
    office.play(3)
    data = printed(office, Dokumen.SURAT_TUGAS)
    answer(office, alamat("rina"), "SIAP", ("scan0001.pdf", "application/pdf", data), langkah="konsultasi")
    (one,) = filed(office)
    assert (one.dokumen, one.versi, one.keadaan) == (Dokumen.SURAT_TUGAS, 1, "belum diverifikasi")
    echo = text_of(office.newest(alamat("rina"), "tanda-keputusan"))
    assert "scan0001.pdf: Surat Tugas versi 1, belum diverifikasi" in " ".join(echo.split())


@pytest.mark.parametrize(
    ("nama", "versi"),
    [
        (f"{NOMOR} Surat Tugas v1.pdf", 1),
        (f"{NOMOR} Surat Tugas v7.pdf", 0),
        (f"{NOMOR}_ST-1_ABCD-EFGH.pdf", 1),
        ("Surat Tugas v1.pdf", 0),
    ],
)
def test_our_own_name_ties_a_file_only_to_a_version_that_was_made(bench, nama, versi):
    office = bench()
    office.play(3)
    answer(office, alamat("rina"), "SIAP", (nama, "application/pdf", b"%PDF-1.4 rusak"), langkah="konsultasi")
    (one,) = filed(office)
    assert (one.dokumen, one.versi) == (Dokumen.SURAT_TUGAS, versi)


def test_logos_and_calendars_are_not_filed_and_a_stranger_files_nothing(bench):
    office = bench()
    office.play(3)
    small = ("logo.png", "image/png", b"\x89PNG" + b"0" * 100)
    answer(office, alamat("rina"), "SIAP", small, ("u.ics", "text/calendar", b"BEGIN:VCALENDAR"), langkah="konsultasi")
    letter = office.newest(alamat("rina"), "tugas", "konsultasi")
    office.take(mail("orang.lain@contoh.example", "Re: x", "SIAP", letter, [("a.pdf", "application/pdf", b"%PDF-")]))
    assert filed(office) == []


def test_supporting_papers_of_a_request_are_filed(bench):
    office = bench()
    office.take(
        mail(
            PEMOHON,
            "Permohonan konsultasi",
            "Nama: Laras\nNIP: -\nJabatan: Staf\nPerangkat Daerah: BPKAD\nNomor HP: 0812\nTopik: Aset\n"
            "Uraian: Bagaimana?\nMetode: daring\n",
            None,
            [("surat permohonan.pdf", "application/pdf", b"%PDF-1.4 x")],
        )
    )
    assert [f.nama for f in filed(office)] == ["surat permohonan.pdf"]


def test_a_corrected_result_lists_to_its_sender_what_changed(bench):
    office = bench()
    office.play(5)
    answer(office, alamat("irban2"), "PERBAIKI: pertegas", langkah="pelaporan")
    answer(office, alamat("rina"), "HASIL\nSARAN: saran yang baru", langkah="konsultasi")
    echo = text_of(office.newest(alamat("rina"), "tanda-keputusan"))
    assert "Butir catatan yang berubah" in echo and "saran yang baru" in echo
    assert "PERMASALAHAN" not in echo
    assert office.store.case(NOMOR).hasil["saran"] == "saran yang baru"


def test_completed_data_are_listed_to_the_applicant(bench):
    office = bench()
    office.take(
        mail(
            PEMOHON,
            "Permohonan konsultasi",
            "Nama: Laras\nPerangkat Daerah: BPKAD\nTopik: Aset\nUraian: Bagaimana mencatat hibah barang dari provinsi?",
        )
    )
    letter = office.newest(PEMOHON, "kelengkapan")
    office.take(mail(PEMOHON, "Re: data", "NIP: -\nJabatan: Staf\nNomor HP: 081200000000\nMetode: daring", letter))
    told = text_of(office.newest(PEMOHON, "tanda-terima"))
    assert "Butir catatan yang berubah" in told and "Staf" in told


@pytest.mark.parametrize(("nama", "akhiran"), [("a.PDF", "PDF"), ("a", "bin"), ("a.tar.gz", "gz"), ("x.ex/e", "bin")])
def test_the_archive_gets_a_plain_ending(nama, akhiran):
    assert ending(nama) == akhiran


# ── signatures ───────────────────────────────────────────────────────────────────────────────────
@pytest.fixture(scope="module")
def keys(tmp_path_factory) -> Path:
    need("openssl")
    folder = tmp_path_factory.mktemp("kunci")
    for name in ("akar", "lain"):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out",
             f"{name}.pem", "-days", "3650", "-subj", f"/CN=Pejabat Contoh {name}",
             "-addext", "keyUsage=critical,digitalSignature,nonRepudiation"],
            cwd=folder, check=True, capture_output=True,
        )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def signed(keys) -> bytes:
    """A small PDF signed by the owner of `akar.key`."""
    pytest.importorskip("pyhanko")
    import io

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    plain = _small_pdf()
    signer = signers.SimpleSigner.load(str(keys / "akar.key"), str(keys / "akar.pem"))
    out = signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(plain)), signers.PdfSignatureMetadata(field_name="Ttd"), signer=signer
    )
    return out.getvalue()


def _small_pdf() -> bytes:
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
    ]
    body, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return body + b"xref\n0 4\n0000000000 65535 f \n%strailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(body),
    )  # fmt: skip


def test_a_signature_under_a_configured_root_holds_and_names_its_owner(keys, signed):
    assert signatures.verified(signed, [keys / "akar.pem"]) == "tanda tangan sah: Pejabat Contoh akar"


def test_a_foreign_root_a_changed_file_and_no_roots_are_told_apart(keys, signed):
    assert signatures.verified(signed, [keys / "lain.pem"]).startswith("tanda tangan tidak sah: Pejabat Contoh akar")
    changed = signed.replace(b"[0 0 200 200]", b"[0 0 300 300]")
    assert "tidak sah" in signatures.verified(changed, [keys / "akar.pem"])
    assert signatures.verified(signed, []) == "belum diverifikasi"
    assert signatures.verified(_small_pdf(), [keys / "akar.pem"]) == "tanpa tanda tangan elektronik"
    assert (
        signatures.verified(b"%PDF-1.4 /ByteRange rusak", [keys / "akar.pem"]) == "tanda tangan tidak dapat diperiksa"
    )


def test_the_office_verifies_what_comes_back(bench, keys, signed):
    office = bench(f'[tanda_tangan]\nakar = ["{keys / "akar.pem"}"]\n')
    office.play(3)
    answer(office, alamat("rina"), "SIAP", ("ST.pdf", "application/pdf", signed), langkah="konsultasi")
    assert [f.keadaan for f in filed(office)] == ["tanda tangan sah: Pejabat Contoh akar"]
