"""The recap: letter, workbook, document and database say the same; it is sent once, asked for by leaders alone."""

import io
import sqlite3
import zipfile
from datetime import date, datetime, timedelta

import pytest
from lxml import etree

from sikuwas_mail.cli import main
from sikuwas_mail.core.outgoing import TemplateFault
from sikuwas_mail.office import recaps
from sikuwas_mail.paper.recap import letter as recap_letter
from sikuwas_mail.paper.recap import telling
from sikuwas_mail.paper.recap.sheet import workbook
from tests.office.bench import MONDAY, PEMOHON, WIB, Bench, Step, alamat, mail, text_of
from tests.paper.document_help import rows as docx_rows

NOVEMBER = date(2026, 11, 1)
DECEMBER = datetime(2026, 12, 1, 8, 0, tzinfo=WIB)
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SURVEY = "U1=4 U2=4 U3=3 U4=4 U5=4 U6=4 U7=4 U8=4 U9=4 saran: bagus"


def workbook_rows(xlsx: bytes) -> dict[str, list[list[str]]]:
    """Sheet name -> rows of cells as words."""
    with zipfile.ZipFile(io.BytesIO(xlsx)) as pack:
        strings = etree.fromstring(pack.read("xl/sharedStrings.xml"))
        shared = ["".join(t.text or "" for t in item.iter(f"{S}t")) for item in strings]
        names = [s.get("name") for s in etree.fromstring(pack.read("xl/workbook.xml")).iter(f"{S}sheet")]
        pages = [etree.fromstring(pack.read(f"xl/worksheets/sheet{n}.xml")) for n in range(1, len(names) + 1)]
    return {
        name: [_cells(row, shared) for row in page.iter(f"{S}row")] for name, page in zip(names, pages, strict=True)
    }


def _cells(row, shared: list[str]) -> list[str]:
    found = []
    for cell in row.iter(f"{S}c"):
        value = cell.findtext(f"{S}v") or ""
        found.append(shared[int(value)] if cell.get("t") == "s" else value)
    return found


def busy(bench: Bench) -> Bench:
    """One case archived and surveyed, one refused, one at its third step."""
    bench.play(8)
    bench.step(Step(PEMOHON, SURVEY, "survei"))
    bench.request()
    bench.step(Step(alamat("admin"), "TOLAK: di luar kewenangan", langkah="penerusan"))
    bench.request()
    bench.step(Step(alamat("admin"), "TERUSKAN", langkah="penerusan"))
    return bench


def test_letter_workbook_document_and_database_say_the_same(bench):
    office = busy(bench())
    now = MONDAY + timedelta(days=1)
    desk = office.office.rooms.plain_desk
    r = recaps.recap(office.store, office.config, desk, NOVEMBER, now)
    with sqlite3.connect(office.config.database_file) as db:
        ask = lambda sql: db.execute(sql).fetchall()  # noqa: E731
        status = dict(ask("SELECT status, count(*) FROM kasus GROUP BY status"))
        steps = dict(ask("SELECT langkah, count(*) FROM kasus WHERE status = 'berjalan' GROUP BY langkah"))
        done = dict(
            ask(
                "SELECT peristiwa, count(*) FROM peristiwa WHERE peristiwa IN "
                "('Diteruskan', 'Ditolak', 'Didisposisikan', 'Ditugaskan') GROUP BY peristiwa"
            )
        )
    assert (r.masuk, r.selesai, r.ditutup, r.terbuka) == (3, status["selesai"], status["ditutup"], status["berjalan"])
    assert {x.langkah: x.kasus for x in r.langkah} == steps == {"disposisi": 1}
    handled = {p.langkah: p.jumlah for p in r.penanganan}
    assert handled["Penerusan kepada Sekretaris"] == done["Diteruskan"] + done["Ditolak"] == 3
    assert handled["Disposisi Sekretaris"] == done["Didisposisikan"]
    assert len(r.lewat) == 1 and r.lewat[0].langkah == "Disposisi Sekretaris"

    xlsx, docx = recaps.files(r, office.config, desk, now)
    book, tables = workbook_rows(xlsx.isi), telling.tables(r, WIB)
    papers = list(docx_rows(docx.isi))
    said = recap_letter.contents(r, WIB)
    for table in tables:
        wanted = telling.written(table.baris)
        plain = [[cell.replace(",", ".") for cell in row] for row in wanted]
        there = [[cell.replace(",", ".") for cell in row] for row in book[table.nama][2 : 2 + len(wanted)]]
        assert [[_number(c) for c in row] for row in there] == [[_number(c) for c in row] for row in plain], table.nama
        assert all(row in papers for row in wanted), table.nama
    charts = {g["judul"]: [[str(a), str(b)] for a, b in g["butir"]] for g in said["grafik"]}
    for table in tables:
        if table.grafik and table.baris:
            assert charts[table.judul] == [[row[0], row[table.grafik]] for row in telling.written(table.baris)]
    facts = [list(pair) for pair in telling.facts(r, WIB)]
    assert all(pair in papers for pair in facts) and [list(f) for f in said["fakta"]] == facts
    assert len(book["Kasus"]) == 1 + 3 and len(book["Definisi"]) == 1 + len(telling.DEFINISI)


def _number(cell: str) -> str | float:
    try:
        return float(cell)
    except ValueError:
        return cell


def test_the_survey_is_shown_only_from_the_configured_number_of_answers(bench):
    office = busy(bench())
    desk, now = office.office.rooms.plain_desk, office.now
    few = recaps.recap(office.store, office.config, desk, NOVEMBER, now)
    assert (few.survei.jawaban, few.survei.nilai, few.survei.unsur, few.survei.saran) == (1, None, (), ())
    assert "bagus" not in str(recap_letter.contents(few, WIB))
    journals = [[e for _, e in office.store.events(k.nomor)] for k in office.store.list_cases(now)]
    shown = recaps.figures(NOVEMBER, journals, desk, now, minimal=1)
    assert str(shown.survei.nilai) == "97.22" and shown.survei.mutu == "A (Sangat Baik)"
    assert shown.survei.saran == ("bagus",)
    assert "SKW-" not in str(telling.tables(shown, WIB)[-1])


def test_a_month_is_told_as_its_journal_stood_when_it_ended(bench):
    office = busy(bench())
    desk, later = office.office.rooms.plain_desk, DECEMBER
    office.now = later
    office.step(Step(alamat("sekretaris"), "SETUJU", langkah="disposisi"))
    november = recaps.recap(office.store, office.config, desk, NOVEMBER, later + timedelta(hours=1))
    december = recaps.recap(office.store, office.config, desk, date(2026, 12, 1), later + timedelta(hours=1))
    assert not november.berjalan and december.berjalan
    assert {x.langkah for x in november.langkah} == {"disposisi"}
    assert {x.langkah for x in december.langkah} == {"penugasan"}
    assert (december.masuk, december.terbuka, november.masuk) == (0, 1, 3)


def test_no_text_of_people_becomes_a_formula(bench):
    office = bench()
    office.take(
        mail(
            PEMOHON,
            "Permohonan konsultasi",
            'Nama: Laras\nNIP: -\nJabatan: Staf\nPerangkat Daerah: =HYPERLINK("http://x")\nNomor HP: 0812\n'
            "Topik: =1+1\nUraian: Bagaimana?\nMetode: daring\n",
        )
    )
    r = recaps.recap(office.store, office.config, office.office.rooms.plain_desk, NOVEMBER, office.now)
    assert r.masuk == 1
    with zipfile.ZipFile(io.BytesIO(workbook(r, WIB))) as pack:
        assert all(b"<f>" not in pack.read(n) for n in pack.namelist() if n.startswith("xl/worksheets/sheet"))


# ── by itself ────────────────────────────────────────────────────────────────────────────────────
def recap_letters(office: Bench):
    return [m for m in office.letters() if m["X-Sikuwas-Jenis"] == "rekap"]


def test_the_recap_is_sent_once_on_the_working_day_even_of_an_empty_month(bench):
    office = bench()
    office.office.remind(MONDAY)
    office.office.remind(datetime(2026, 12, 1, 7, 0, tzinfo=WIB))
    assert recap_letters(office) == []
    office.office.remind(DECEMBER)
    office.office.remind(DECEMBER + timedelta(hours=3))
    sent = recap_letters(office)
    assert {str(m["To"]).split("<")[-1].rstrip(">") for m in sent} == {alamat("sekretaris"), alamat("inspektur")}
    assert len(sent) == 2
    assert "November 2026" in sent[0]["Subject"] and "Tidak ada kasus pada bulan ini." in text_of(sent[0])
    names = [p.get_filename() for p in sent[0].iter_attachments()]
    assert names == ["Rekap Sikuwas 2026-11.xlsx", "Rekap Sikuwas 2026-11.docx"]


def test_a_month_before_the_office_began_is_not_recapped(bench):
    office = bench()
    office.office.remind(MONDAY)
    assert recap_letters(office) == []


def test_a_weekend_puts_the_recap_off_and_names_may_be_configured(bench):
    office = bench('[rekap]\npenerima = ["bupati@contoh.example"]\nhari_kerja_ke = 2\n', now=MONDAY)
    office.office.remind(MONDAY)
    office.office.remind(DECEMBER)
    assert recap_letters(office) == []
    office.office.remind(DECEMBER + timedelta(days=1))
    assert [m["To"] for m in recap_letters(office)] == ["bupati@contoh.example"]


def test_a_broken_template_of_the_recap_stops_nothing_else(bench, monkeypatch):
    office = bench()
    office.office.remind(MONDAY)

    def broken(*_: object) -> None:
        raise TemplateFault("rekap.docx: rusak")

    monkeypatch.setattr(recaps, "files", broken)
    assert office.office.remind(DECEMBER) is False
    monkeypatch.undo()
    assert office.office.remind(DECEMBER + timedelta(minutes=1)) is True


# ── on request ───────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("teks", "bulan"),
    [
        ("REKAP 2026-10", date(2026, 10, 1)),
        ("rekap 2026-10.\n\nTerima kasih", date(2026, 10, 1)),
        ("REKAP: 10-2026", date(2026, 10, 1)),
        ("Rekap bulan Oktober 2026", date(2026, 10, 1)),
        ("REKAP", date(2026, 10, 1)),
        ("Mohon rekap 2026-10", None),
        ("REKAP 2026-13", None),
        ("REKAP Desember", None),
        ("REKAP semua kasus", None),
        ("", None),
    ],
)
def test_a_month_is_asked_for_in_the_first_line(teks, bulan):
    assert recaps.asked_month(teks, date(2026, 11, 23)) == bulan


def test_a_leader_gets_the_month_he_asks_for_at_his_registered_address(bench):
    office = busy(bench())
    outcome = office.take(mail(alamat("inspektur"), "REKAP 2026-11", "REKAP 2026-11"))
    assert (outcome.hasil, outcome.alasan) == ("dijawab", "rekap-2026-11")
    (sent,) = recap_letters(office)
    assert alamat("inspektur") in sent["To"] and "Kasus masuk" in text_of(sent)
    future = office.take(mail(alamat("sekretaris"), "rekap", "REKAP Desember 2026"))
    assert future.alasan == "rekap-2026-12"
    assert "belum mulai" in text_of(office.newest(alamat("sekretaris")))


@pytest.mark.parametrize("sender", [PEMOHON, alamat("rina"), "orang.lain@contoh.example"])
def test_nobody_else_gets_a_recap(bench, sender):
    office = bench()
    office.take(mail(sender, "REKAP 2026-11", "REKAP 2026-11"))
    assert recap_letters(office) == []


def test_recaps_to_one_address_are_limited(bench):
    office = bench()
    reasons = [office.take(mail(alamat("inspektur"), f"REKAP {n}", f"REKAP 2026-{n:02}")).alasan for n in range(1, 9)]
    assert reasons[5:] == ["rekap-2026-06", "rekap-terlalu-sering", "rekap-terlalu-sering"]


# ── the command ──────────────────────────────────────────────────────────────────────────────────
def test_the_command_writes_every_form_or_one_json(bench, tmp_path, capsys):
    office = busy(bench())
    config = ["--config", str(office.file)]
    assert main([*config, "rekap", "2026-11", "--out", str(tmp_path / "hasil")]) == 0
    made = {p.suffix: p.read_bytes() for p in (tmp_path / "hasil").iterdir()}
    assert set(made) == {".eml", ".html", ".txt", ".xlsx", ".docx"}
    assert b"Kasus masuk" in made[".txt"] and made[".xlsx"].startswith(b"PK")
    capsys.readouterr()
    assert main([*config, "rekap", "2026-11", "--json"]) == 0
    assert '"masuk": 3' in capsys.readouterr().out
    assert main([*config, "rekap", "2026-11"]) == 0
    assert "Rekapitulasi layanan Sikuwas November 2026" in capsys.readouterr().out


@pytest.mark.parametrize("bulan", ["2026", "2026-13", "oktober", "2026-1", "-1"])
def test_what_is_no_month_is_a_wrong_use(bench, bulan, capsys):
    assert main(["--config", str(bench().file), "rekap", bulan]) == 2
    assert capsys.readouterr().err
