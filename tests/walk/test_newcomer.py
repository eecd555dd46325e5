"""A newcomer with the operator's guide alone: init, check, run, and the first case is closed; one mailbox plays all."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from servers import free_port

from sikuwas_mail.demo.letter import Surat, read
from sikuwas_mail.demo.postoffice import PostOffice

LAYANAN, UJI, PEMOHON = "layanan@kantor.example", "it@kantor.example", "laras@opd.example"
SENTINEL = "SENTINEL-7f3a-sandi"
GUIDE = Path(__file__).parents[2] / "docs" / "panduan-operator.md"
PERMOHONAN = """Nama: Laras Contoh
NIP: 198503152010012001
Jabatan: Kepala Subbidang
Perangkat Daerah: BPKAD
Nomor HP: 081200000000
Topik: Hibah
Uraian: Bagaimana mencatat hibah barang?
Metode: daring
"""
ANSWERS = (
    ("penerusan", "TERUSKAN"),
    ("disposisi", "SETUJU"),
    ("penugasan", "TUGASKAN: Contoh Auditor Dua\nMETODE: daring"),
    ("persiapan", "SIAP: https://rapat.example/1"),
    ("konsultasi", "HASIL\nPERMASALAHAN: hibah\nPEMBAHASAN: dicatat\nSARAN: dicatat sebagai aset"),
    ("pelaporan", "SETUJU"),
    ("pengarsipan", "TERIMA"),
    ("pengarsipan", "ARSIP: 700/1 / Rak 3"),
)


class Newcomer:
    """One person at a shell in an empty folder."""

    def __init__(self, folder: Path, post: PostOffice) -> None:
        self.folder, self.post = folder, post
        self.said: list[str] = []
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("SIKUWAS")}

    def types(self, *words: str, status: int = 0) -> str:
        """One command; what it says on both streams is kept."""
        line = [sys.executable, "-m", "sikuwas_mail", *words]
        done = subprocess.run(line, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120)
        self.said.append(done.stdout + done.stderr)
        assert done.returncode == status, self.said[-1]
        return done.stdout

    def mail(self, sender: str, subject: str, text: str, answering: Surat | None = None) -> None:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = sender, LAYANAN, subject
        letter["Message-ID"] = f"<{time.monotonic_ns()}@kantor.example>"
        if answering is not None:
            letter["In-Reply-To"] = letter["References"] = answering.nilai("Message-ID")
        letter.set_content(text)
        self.post.deliver(LAYANAN, letter.as_bytes())

    def rehearsal_mailbox(self, langkah: str, seen: set[str]) -> Surat:
        """The next task letter of a step in the mailbox of `alihkan_ke`."""

        def found() -> Surat | None:
            letters = [read(raw) for raw in self.post.inbox(UJI)]
            mine = [
                s for s in letters if s.nilai("X-Sikuwas-Jenis") == "tugas" and s.nilai("X-Sikuwas-Langkah") == langkah
            ]
            return next((s for s in mine if s.nilai("Message-ID") not in seen), None)

        letter: Surat = waited(found, f"surat tugas {langkah}")
        seen.add(letter.nilai("Message-ID"))
        return letter


def waited(ask: Callable[[], Any], what: str, seconds: float = 40.0) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := ask():
            return answer
        time.sleep(0.2)
    raise AssertionError(f"{what} tidak datang")


def test_a_newcomer_closes_the_first_case_with_the_guide_alone(tmp_path: Path) -> None:
    """One journey, looked at from several sides: a second journey for each would cost a minute."""
    folder = tmp_path
    with PostOffice([(LAYANAN, SENTINEL), (UJI, "sandi-it"), (PEMOHON, "sandi-opd")], auth=True) as post:
        person = Newcomer(folder, post)
        flags = ["--user", LAYANAN, "--uji", UJI, "--imap-host", "127.0.0.1", "--imap-port", str(post.ports.imap)]
        flags += ["--imap-tls", "none", "--smtp-port", str(post.ports.smtp), "--smtp-tls", "none", "--ya"]
        person.types("init", ".", *flags)
        secret = folder / "rahasia" / "imap.password"
        secret.write_text(SENTINEL + "\n")
        secret.chmod(0o600)
        person.types("check", "--offline")
        person.types("check", "--send", UJI)
        log = folder / "layanan.log"
        with log.open("wb") as out:
            line = [sys.executable, "-m", "sikuwas_mail", "run"]
            process = subprocess.Popen(line, cwd=folder, env=person.environment, stdout=out, stderr=out)
            try:
                _first_case(person)
                waited(lambda: subprocess.run(
                    [sys.executable, "-m", "sikuwas_mail", "status", "--healthy"], cwd=folder, env=person.environment
                ).returncode == 0, "kesehatan")  # fmt: skip
                person.types("status")
                person.types("run", status=75)
                person.types("kasus", "why", _number(person))
                _reloads(person, process, log)
                person.types("bundle", "--out", "bahan.zip")
                person.types("config", "show")
            finally:
                process.terminate()
                began = time.monotonic()
                ended = process.wait(timeout=20)
        assert (ended, time.monotonic() - began < 10) == (0, True)
        for side in SIDES:
            side(person, log.read_text(encoding="utf-8"))


def _reloads(person: Newcomer, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """A broken file, then a sound one: SIGHUP after each."""
    config = person.folder / "config.toml"
    sound = config.read_text(encoding="utf-8")
    for text, event in ((sound + "\n[imapp]\n", "muat-ulang.ditolak"), (sound, "muat-ulang.selesai")):
        config.write_text(text, encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        waited(lambda event=event: event in log.read_text(encoding="utf-8"), event)
        person.types("status", "--json", status=78 if event.endswith("ditolak") else 0)


def _number(person: Newcomer) -> str:
    return str(json.loads(person.types("kasus", "list", "--json"))[0]["nomor"])


def _first_case(person: Newcomer) -> None:
    person.mail(PEMOHON, "Konsultasi hibah", PERMOHONAN)
    seen: set[str] = set()
    for langkah, answer in ANSWERS:
        letter = person.rehearsal_mailbox(langkah, seen)
        person.mail(UJI, "Re: " + letter.nilai("Subject"), answer, letter)
    waited(lambda: json.loads(person.types("kasus", "list", "--json"))[0]["status"] == "selesai", "akhir kasus")


def the_first_case_is_closed_by_the_steps_of_the_guide(person: Newcomer, log: str) -> None:
    shown = json.loads(person.types("kasus", "show", _number(person), "--json"))
    assert shown["status"] == "selesai"
    assert {d["jenis"] for d in shown["dokumen"]} >= {"formulir-permohonan", "surat-tugas", "berita-acara", "laporan"}
    assert {to for one in person.post.sent for to in one.recipients} == {UJI, LAYANAN}


def test_every_command_of_the_journey_stands_in_the_guide() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    for words in (
        "init",
        "check --offline",
        "check --send",
        "run",
        "status",
        "kasus why",
        "bundle",
        "rahasia/imap.password",
    ):
        assert re.search(rf"(sikuwas-mail )?{re.escape(words)}", guide), words


def a_second_instance_names_the_first(person: Newcomer, log: str) -> None:
    pid = next(json.loads(line)["pid"] for line in log.splitlines() if '"layanan.mulai"' in line)
    assert any(f"pid {pid}" in said for said in person.said)


def a_broken_reload_keeps_the_old_configuration(person: Newcomer, log: str) -> None:
    lines = [json.loads(line) for line in log.splitlines()]
    refused, taken = (
        next(i for i, x in enumerate(lines) if x["event"] == f"muat-ulang.{e}") for e in ("ditolak", "selesai")
    )
    assert refused < taken
    assert "imapp" in lines[refused]["galat"] and 'mungkin maksudnya "imap"' in lines[refused]["galat"]
    assert lines[-1]["event"] == "layanan.berhenti"


def the_password_stands_nowhere_but_in_its_file(person: Newcomer, log: str) -> None:
    assert SENTINEL not in "".join(person.said) + log
    holding = [p for p in person.folder.rglob("*") if p.is_file() and SENTINEL.encode() in p.read_bytes()]
    assert holding == [person.folder / "rahasia" / "imap.password"]


def the_log_names_neither_people_nor_words(person: Newcomer, log: str) -> None:
    assert all(json.loads(line)["event"] for line in log.splitlines())
    for word in ("Laras", "laras@", "hibah", "198503152010012001", "081200000000"):
        assert word not in log


def a_port_that_is_closed_ends_once_with_75(person: Newcomer, log: str) -> None:
    person.environment["SIKUWAS_IMAP__PORT"] = str(free_port())
    person.types("run", "--once", status=75)
    del person.environment["SIKUWAS_IMAP__PORT"]
    assert "Kotak surat belum dapat dibaca" in person.said[-1]


SIDES = (
    the_first_case_is_closed_by_the_steps_of_the_guide,
    a_second_instance_names_the_first,
    a_broken_reload_keeps_the_old_configuration,
    the_password_stands_nowhere_but_in_its_file,
    the_log_names_neither_people_nor_words,
    a_port_that_is_closed_ends_once_with_75,
)
