"""Whole cases by real mail: the daemon in a process of its own, every role over IMAP and SMTP, judged by commands."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from needs import need
from servers import Office

from sikuwas_mail.core.sop import Dokumen, Langkah
from sikuwas_mail.demo import setting
from sikuwas_mail.demo.cast import Player, Stage, play
from sikuwas_mail.demo.letter import Surat, read
from sikuwas_mail.demo.people import KOTAK, PEMOHON_LENGKAP, orang, petugas
from sikuwas_mail.demo.postoffice import Ports, PostOffice
from sikuwas_mail.demo.script import GAYA, addresses, script

WIB = ZoneInfo("Asia/Jakarta")
HEADERS = ("X-Sikuwas-Kasus", "X-Sikuwas-Langkah", "X-Sikuwas-Jenis", "Auto-Submitted", "List-Id", "Message-ID")


class Walk:
    """One office on its servers, looked at only through the command line and the mailboxes."""

    def __init__(self, folder: Path, ports: Ports) -> None:
        self.config = folder / "config.toml"
        self.config.write_text(setting.config_toml(ports), encoding="utf-8")
        self.ports = ports
        self._told: dict[tuple[str, ...], Any] = {}

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        line = [sys.executable, "-m", "sikuwas_mail", "--config", str(self.config), *words]
        return subprocess.run(line, capture_output=True, text=True, timeout=120)

    def json(self, *words: str) -> Any:
        """The JSON a command prints; asked once, since nothing happens any more."""
        if words not in self._told:
            self._told[words] = self.ask(*words)
        return self._told[words]

    def ask(self, *words: str) -> Any:
        """The JSON a command prints now."""
        done = self.command(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @contextmanager
    def daemon(self) -> Iterator[subprocess.Popen[bytes]]:
        """`run` in its own process; ended by SIGTERM."""
        log = self.config.with_suffix(".log").open("wb")
        line = [sys.executable, "-m", "sikuwas_mail", "--config", str(self.config), "run"]
        process = subprocess.Popen(line, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            assert process.wait(timeout=20) == 0, self.config.with_suffix(".log").read_text()
            log.close()

    def play(self) -> Stage:
        """Both stories of the demo, by real mail."""
        naskah = script(datetime.now(WIB).date() + timedelta(days=3))
        players = [Player(orang(a).nama, a, setting.SANDI, GAYA[a]) for a in addresses(naskah)]
        stop = threading.Event()
        timer = threading.Timer(150, stop.set)
        timer.start()
        try:
            return play(self.ports, stop, players, naskah)
        finally:
            timer.cancel()

    def settled(self) -> None:
        """Wait until both cases are done, the survey is in and no letter waits."""
        for _ in range(60):
            cases = self.ask("kasus", "list")
            waiting = [q for q in self.ask("antrean", "list") if q["keadaan"] == "menunggu"]
            answered = self.ask("kasus", "show", "SKW-2026-0001")["survei"] if len(cases) == 2 else {}
            if len(cases) == 2 and answered and {c["status"] for c in cases} == {"selesai"} and not waiting:
                return
            time.sleep(0.5)
        pytest.fail(f"not settled: {cases} {waiting}")


@pytest.fixture(scope="module", params=["embedded", "dovecot"])
def walked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Walk, Any]]:
    """Both stories played to their end on one kind of servers."""
    if request.param == "dovecot":
        need("dovecot")
    accounts = setting.accounts()
    post: PostOffice | Office = Office(accounts) if request.param == "dovecot" else PostOffice(accounts)
    with post:
        walk = Walk(tmp_path_factory.mktemp("walk"), post.ports)
        with walk.daemon():
            stage = walk.play()
            assert not stage.gangguan and not stage.belum, (stage.gangguan, [u.nama for u in stage.belum])
            walk.settled()
        yield walk, post


def test_the_journal_names_all_eight_steps_with_time_holder_and_who_acted(walked: tuple[Walk, Any]) -> None:
    walk, _ = walked
    for case in walk.json("kasus", "list"):
        shown = walk.json("kasus", "show", case["nomor"])
        assert shown["status"] == "selesai"
        assert {r["langkah"] for r in shown["riwayat"]} == {str(s) for s in Langkah}
        assert all(r["waktu"] and r["oleh"] for r in shown["riwayat"])
        assert [r["urut"] for r in shown["riwayat"]] == list(range(1, len(shown["riwayat"]) + 1))


def test_the_six_documents_open_in_word_and_hold_the_data_of_the_case(walked: tuple[Walk, Any]) -> None:
    walk, _ = walked
    shown = walk.json("kasus", "show", "SKW-2026-0001")
    assert {d["jenis"] for d in shown["dokumen"]} == {str(d) for d in Dokumen}
    archive = walk.config.parent / "data" / "arsip"
    for paper in shown["dokumen"]:
        found = list(archive.glob(f"{paper['sha256'][:2]}/{paper['sha256'][2:]}.*"))
        document = Document(str(found[0]))
        text = "\n".join(p.text for p in document.paragraphs)
        text += "\n".join(c.text for t in document.tables for row in t.rows for c in row.cells)
        assert PEMOHON_LENGKAP.nama in text or "hibah" in text.lower(), paper["jenis"]
        if paper["nomor"]:
            assert paper["nomor"] in text


def test_every_letter_carries_the_headers_of_the_contract_and_one_recipient(walked: tuple[Walk, Any]) -> None:
    walk, post = walked
    letters = [(a, read(raw)) for a in _people() for raw in post.inbox(a)]
    ours = [(a, letter) for a, letter in letters if letter.nilai("X-Sikuwas-Jenis")]
    assert len(ours) >= 60
    for address, letter in ours:
        missing = [h for h in HEADERS if not letter.nilai(h)]
        assert not missing, (letter.nilai("Subject"), missing)
        assert letter.nilai("To").count("@") == 1 and address in letter.nilai("To")
        assert not letter.nilai("Cc")
        assert f"[SIKUWAS {letter.nilai('X-Sikuwas-Kasus')}]" in letter.nilai("Subject")


def test_subjects_stay_the_same_for_a_case_and_recipient(walked: tuple[Walk, Any]) -> None:
    _, post = walked
    subjects: dict[tuple[str, str], set[str]] = {}
    for address in _people():
        for letter in _ours(post, address):
            key = (address, letter.nilai("X-Sikuwas-Kasus"))
            subjects.setdefault(key, set()).add(letter.nilai("Subject"))
    assert all(len(found) == 1 for found in subjects.values()), subjects


def test_every_mail_has_one_outcome_and_every_letter_left(walked: tuple[Walk, Any]) -> None:
    walk, post = walked
    seen = walk.json("surat", "list")
    assert len({m["sha256"] for m in seen}) == len(seen)
    assert all(m["hasil"] for m in seen)
    assert {q["keadaan"] for q in walk.json("antrean", "list")} == {"terkirim"}
    assert post.inbox(KOTAK) == []
    finished = len(post.inbox(KOTAK, "SIKUWAS/Selesai")) + len(post.inbox(KOTAK, "SIKUWAS/Perlu-Dilihat"))
    assert finished == len(seen)
    assert len(post.inbox(KOTAK, "SIKUWAS/Terkirim")) == len(walk.json("antrean", "list"))


def test_the_second_story_went_back_and_forth(walked: tuple[Walk, Any]) -> None:
    walk, _ = walked
    shown = walk.json("kasus", "show", "SKW-2026-0002")
    happened = [r["peristiwa"] for r in shown["riwayat"]]
    assert "Berhalangan" in happened and "Diperbaiki" in happened and shown["revisi"] == 1
    assert happened.count("Ditugaskan") == 2
    numbers = [d["nomor"] for d in shown["dokumen"] if d["jenis"] == "surat-tugas"]
    assert len(set(numbers)) == 2


def _people() -> list[str]:
    return [
        a for a, _ in setting.accounts() if a != KOTAK and a in {p.email for p in petugas()} | {PEMOHON_LENGKAP.email}
    ]


def _ours(post: Any, address: str) -> list[Surat]:
    return [m for m in map(read, post.inbox(address)) if m.nilai("X-Sikuwas-Jenis")]
