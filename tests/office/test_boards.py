"""The board: what is open at which step, told without names or words of the request, laid in place whole."""

import re
from datetime import timedelta

import pytest
from lxml import html as lxml_html

from sikuwas_mail.cli import main
from sikuwas_mail.demo.people import petugas
from sikuwas_mail.office import boards
from sikuwas_mail.paper.board import BOLEH, Lembar, page
from sikuwas_mail.paper.contoh import INSTANSI
from tests.office.bench import MONDAY, PEMOHON, WIB, Bench, Step, alamat, mail


def drawn(office: Bench, now=None):
    text = boards.board(office.store, office.config, office.office.rooms.plain_desk, now or office.now)
    return text, lxml_html.document_fromstring(text)


def test_open_tasks_stand_below_their_step_and_finished_cases_nowhere(bench):
    office = bench()
    office.play(8)
    office.request()
    office.step(Step(alamat("admin"), "TERUSKAN", langkah="penerusan"))
    _, tree = drawn(office)
    (section,) = tree.xpath("//section")
    assert section.xpath("h2")[0].text_content() == "Disposisi 1"
    card = section.xpath("article")[0].text_content()
    assert "SKW-2026-0002" in card and "Sekretaris" in card and "Badan Pengelolaan Keuangan" in card
    assert "SKW-2026-0001" not in tree.text_content()


def test_due_today_late_and_waiting_are_told_apart(bench):
    office = bench()
    office.play(3)
    _, tree = drawn(office)
    assert {a.get("data-keadaan") for a in tree.xpath("//article")} == {"hari-ini", "jeda"}
    _, later = drawn(office, MONDAY + timedelta(days=1))
    assert "terlambat" in {a.get("data-keadaan") for a in later.xpath("//article")}


def test_no_name_address_or_word_of_a_request_reaches_the_page(bench):
    office = bench()
    office.play(2)
    office.take(
        mail(
            PEMOHON,
            "Permohonan konsultasi",
            "Nama: Orang Rahasia\nNIP: -\nJabatan: Staf\nPerangkat Daerah: Dinas Karangan <script>\n"
            "Nomor HP: 081200000000\nTopik: Topik rahasia\nUraian: Uraian yang tidak boleh tampil\nMetode: daring\n",
        )
    )
    text, tree = drawn(office)
    body = text.partition("<body>")[2]
    assert len(tree.xpath("//article")) >= 2
    for word in ("@", "Rahasia", "rahasia", "Laras", "081200000000", "Karangan", "hibah", "Uraian yang"):
        assert word not in body
    assert not [p.nama for p in petugas() if p.nama in body]


def test_only_fields_of_the_allow_list_exist():
    assert set(BOLEH) == {
        "nomor", "langkah", "tugas", "pemegang", "perangkat_daerah", "wilayah", "tenggat", "keadaan", "keterangan",
    }  # fmt: skip


def test_the_page_stands_alone_and_is_not_indexed():
    ugly = Lembar("SKW-2026-0001", "disposisi", "<b>", "A & B", '"><script>x</script>', "", None, "jeda", "x")
    text = page([ugly], INSTANSI, WIB, MONDAY)
    assert 'content="noindex' in text and "Senin, 23 November 2026 pukul 09.00 WIB" in text
    assert text.count("<script>") == 1 and "&lt;script&gt;" in text
    assert not re.search(r"(?:src|href)=", text) and "http://" not in text and "https://" not in text
    assert "Tidak ada kasus" in page([], INSTANSI, WIB, MONDAY) and "@media print" in text


def test_the_command_writes_the_page_and_tells_where_it_cannot(bench, tmp_path, capsys):
    office = bench()
    office.request()
    config = ["--config", str(office.file)]
    assert main([*config, "papan", "--out", str(tmp_path / "layar" / "papan.html")]) == 0
    assert "SKW-2026-0001" in (tmp_path / "layar" / "papan.html").read_text()
    (tmp_path / "berkas").write_text("")
    assert main([*config, "papan", "--out", str(tmp_path / "berkas" / "papan.html")]) == 1
    assert "tidak dapat ditulis" in capsys.readouterr().err


@pytest.mark.parametrize(("minutes", "fresh"), [(4, False), (5, True)])
def test_the_daemon_writes_it_every_few_minutes(bench, tmp_path, minutes, fresh):
    office = bench('[papan]\nberkas = "papan.html"\n')
    office.office.remind(MONDAY)
    file = tmp_path / "papan.html"
    file.write_text("lama")
    office.office.remind(MONDAY + timedelta(minutes=minutes))
    assert (file.read_text() != "lama") is fresh


def test_a_disk_that_refuses_stops_no_reminder(bench, tmp_path):
    (tmp_path / "berkas").write_text("")
    office = bench('[papan]\nberkas = "berkas/papan.html"\n')
    office.office.remind(MONDAY)
    assert (tmp_path / "berkas").read_text() == ""
