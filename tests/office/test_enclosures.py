"""PDFs beside the papers that are signed or filed, made once; the survey's one reminder."""

import time
from datetime import timedelta

import pytest

from sikuwas_mail.edge import pdf
from sikuwas_mail.office import pdfs
from tests.needs import need
from tests.office.bench import MONDAY, PEMOHON, Bench, Step, alamat, text_of

WITH_PDF = "[dokumen]\npdf = true\n"


@pytest.fixture(autouse=True)
def rested(monkeypatch):
    monkeypatch.setattr(pdfs._Pause, "until", 0.0)


def names(letter) -> list[str]:
    return [p.get_filename() for p in letter.iter_attachments()]


def test_a_pdf_goes_beside_the_surat_tugas_and_beside_no_form(bench):
    need("soffice")
    office = bench(WITH_PDF)
    office.play(3)
    told = names(office.newest(alamat("rina"), "tugas", "konsultasi"))
    assert "SKW-2026-0001 Surat Tugas v1.docx" in told and "SKW-2026-0001 Surat Tugas v1.pdf" in told
    assert [n for n in told if n.endswith(".pdf")] == ["SKW-2026-0001 Surat Tugas v1.pdf"]


def test_a_document_is_converted_once_for_all_its_letters(bench, monkeypatch):
    calls: list[int] = []
    monkeypatch.setattr(pdf, "to_pdfs", lambda docs, timeout: calls.append(len(docs)) or [b"%PDF-1.7 x"] * len(docs))
    office = bench(WITH_PDF)
    office.play(8)
    assert calls == [1, 1, 1]
    assert any(n.endswith("Berita Acara Konsultasi v1.pdf") for n in names(office.newest(PEMOHON, "penutupan")))


def test_without_a_converter_the_letter_says_so_and_goes_at_once(bench, monkeypatch):
    tries: list[float] = []

    def fails(_docs, _timeout):
        tries.append(time.monotonic())
        raise pdf.PdfFailed("LibreOffice tidak terpasang")

    monkeypatch.setattr(pdf, "to_pdfs", fails)
    office = bench(WITH_PDF)
    assert [o.hasil for o in office.play(8)][-1] == "diputuskan"
    letter = office.newest(alamat("rina"), "tugas", "konsultasi")
    assert "Dokumen dilampirkan sebagai DOCX saja" in text_of(letter) and len(tries) == 1
    assert not [n for n in names(letter) if n.endswith(".pdf")]


def test_by_default_no_converter_is_asked(bench, monkeypatch):
    monkeypatch.setattr(pdf, "to_pdfs", lambda *_: pytest.fail("asked"))
    office = bench()
    office.play(3)
    assert "DOCX saja" not in text_of(office.newest(alamat("rina"), "tugas", "konsultasi"))


# ── survey ───────────────────────────────────────────────────────────────────────────────────────
def surveys(office: Bench):
    return [m for m in office.letters() if m["X-Sikuwas-Jenis"] == "survei"]


def test_the_survey_is_reminded_once_after_five_working_days(bench):
    office = bench()
    office.play(8)
    office.office.remind(MONDAY + timedelta(days=4))
    assert len(surveys(office)) == 1
    for days in (7, 8, 9, 20):
        office.office.remind(MONDAY + timedelta(days=days))
    reminded = surveys(office)
    assert len(reminded) == 2 and "Mengingatkan dengan hormat" in text_of(reminded[1])
    assert reminded[1]["Subject"].removeprefix("Re: ") == reminded[0]["Subject"].removeprefix("Re: ")


def test_the_reminder_is_answered_like_the_survey_itself(bench):
    office = bench()
    office.play(8)
    office.office.remind(MONDAY + timedelta(days=7))
    office.now = MONDAY + timedelta(days=7)
    office.step(Step(PEMOHON, "U1=4 U2=4 U3=4 U4=4 U5=4 U6=4 U7=4 U8=4 U9=4", "survei"))
    assert office.store.case("SKW-2026-0001").survei["U9"] == 4


@pytest.mark.parametrize("more", ["", "[pengingat]\nsurvei = 0\n"])
def test_who_answered_or_where_it_is_switched_off_nobody_is_reminded(bench, more):
    office = bench(more)
    office.play(8)
    if not more:
        office.step(Step(PEMOHON, "U1=4 U2=4 U3=4 U4=4 U5=4 U6=4 U7=4 U8=4 U9=4", "survei"))
    office.office.remind(MONDAY + timedelta(days=8))
    assert len(surveys(office)) == 1
