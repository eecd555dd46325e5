"""Planted secrets and personal values turn up nowhere they do not belong: not in logs, errors, or others' mail."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.message import Message
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from sikuwas_mail.config import ConfigFaults, load
from sikuwas_mail.core import reference
from tests.office.bench import PEMOHON, Bench, alamat, mail

SECRETS = [f"RAHASIA-{i:02d}-{random.Random(i).randrange(10**9):09d}" for i in range(20)]
PERSONAL = [f"PRIBADI{i:02d}X{random.Random(100 + i).randrange(10**9):09d}" for i in range(50)]
# What the applicant writes of himself and of his case; values of the last kinds reach the officials who work on it.
FIELDS = ("Nama", "Pangkat", "Jabatan", "Topik", "Uraian", "Pertanyaan")
INSIDE = [alamat(x) for x in ("admin", "sekretaris", "irban2", "rina", "joko", "inspektur")]


def request_text() -> str:
    """A request with 40 planted values, ten in each long field."""
    p = iter(PERSONAL)
    head = f"Nama: Laras {next(p)}\nNIP: -\nJabatan: Kasubbid {next(p)}\n"
    head += f"Perangkat Daerah: BPKAD\nNomor HP: 0812 {next(p)}\n"
    topic = f"Topik: Hibah {next(p)}\n"
    long = "Uraian: Bagaimana mencatat hibah " + " ".join(next(p) for _ in range(30)) + "\n"
    return f"{head}{topic}{long}Pertanyaan: {' '.join(next(p) for _ in range(6))}\nSifat: rahasia\nMetode: daring\n"


def words_of(letter: Message) -> str:
    """All a letter shows: headers and both texts, decoded."""
    parts = [f"{k}: {v}" for k, v in letter.items()]
    parts += [p.get_content() for p in letter.walk() if p.get_content_maintype() == "text"]
    return "\n".join(parts)


@pytest.fixture
def logged() -> Iterator[list[dict[str, object]]]:
    with capture_logs() as lines:
        yield lines
    structlog.reset_defaults()


def played(bench: Callable[..., Bench]) -> Bench:
    """A case up to the consultation, with planted values, strangers, machines and a poisonous mail beside it."""
    office = bench()
    office.take(mail(PEMOHON, "Konsultasi", request_text()))
    office.take(mail(alamat("admin"), "Re", "TERUSKAN", office.newest(alamat("admin"), "tugas")))
    office.take(
        mail(alamat("sekretaris"), "Re", f"SETUJU\n\n{PERSONAL[40]}", office.newest(alamat("sekretaris"), "tugas"))
    )
    irban = f"TUGASKAN: Rina; Joko\nJADWAL: Kamis, 26 November 2026 10.00\nARAHAN: pelajari {PERSONAL[41]}"
    office.take(mail(alamat("irban2"), "Re", irban, office.newest(alamat("irban2"), "tugas")))
    office.take(mail("asing@luar.example", PERSONAL[42], f"Mohon kabar SKW-2026-0001 {PERSONAL[43]}"))
    office.take(mail(f"{PERSONAL[44].lower()}@luar.example", "penawaran", f"beli produk kami {PERSONAL[45]}"))
    office.take(b"\xff\xfe From: " + PERSONAL[46].encode() + b"\r\n\r\n" + PERSONAL[47].encode() * 3)
    office.take(mail("asing@luar.example", "Re", f"SETUJU {PERSONAL[48]}", office.newest(alamat("rina"), "tugas")))
    office.take(mail(alamat("rina"), "Re", f"entah {PERSONAL[49]}", office.newest(alamat("rina"), "tugas")))
    office.office.remind(office.now)
    return office


def test_no_personal_value_and_no_token_is_logged(bench: Callable[..., Bench], logged: list[dict[str, object]]) -> None:
    office = played(bench)
    text = json.dumps(logged, default=str, ensure_ascii=False)
    assert "surat.diputuskan" in text
    assert [p for p in PERSONAL if p.lower() in text.lower()] == []
    tokens = {
        a.token
        for x in office.letters()
        for a in reference.find(rujukan=[x["Message-ID"]], penerima=(), teks="", subjek="")
    }
    assert tokens and not [t for t in tokens if t in text]
    assert office.office.rooms.keys[0].hex() not in text


def test_letters_carry_to_each_only_what_is_his(bench: Callable[..., Bench]) -> None:
    office = played(bench)
    own, case_words, guidance = set(PERSONAL[:40]), set(PERSONAL[40:42]), PERSONAL[41]
    for letter in office.letters():
        to, words = str(letter["To"]), words_of(letter)
        found = {p for p in PERSONAL if p.lower() in words.lower()}
        if PEMOHON in to:
            assert found <= own, (letter["Subject"], found - own)
            assert guidance not in words
        elif any(a in to for a in INSIDE):
            assert found <= own | case_words | {PERSONAL[44]}, (letter["Subject"], found - own)
        else:
            assert not found - {PERSONAL[44]}, (to, found)


def test_a_confidential_case_shows_no_substance_in_subjects_and_reminders(bench: Callable[..., Bench]) -> None:
    office = played(bench)
    for hours in (30, 54, 80, 100):
        office.now = office.now.replace(hour=10)
        office.office.remind(office.now + timedelta(hours=hours))
    letters = office.letters()
    assert not [x["Subject"] for x in letters if any(p in str(x["Subject"]) for p in PERSONAL)]
    quiet = [x for x in letters if x["X-Sikuwas-Jenis"] in ("pengingat", "eskalasi", "operator", "rekap")]
    assert any(x["X-Sikuwas-Jenis"] == "pengingat" for x in quiet)
    for letter in quiet:
        found = [p for p in PERSONAL[3:42] if p in words_of(letter)]
        assert found == [], (letter["X-Sikuwas-Jenis"], found)


def test_no_letter_brings_the_key_or_anybody_elses_token(bench: Callable[..., Bench]) -> None:
    office = played(bench)
    key = office.office.rooms.keys[0]
    for letter in office.letters():
        raw = letter.as_bytes()
        assert key not in raw and key.hex().encode() not in raw
        own = reference.find(rujukan=[letter["Message-ID"]], penerima=(), teks="", subjek="")
        inside = reference.find(rujukan=(), penerima=(), teks=words_of(letter), subjek="")
        assert {a.token for a in inside if a.token} <= {a.token for a in own}


def test_nothing_received_is_sent_on_neither_files_nor_html(bench: Callable[..., Bench]) -> None:
    office = bench()
    data = f"<script>{PERSONAL[0]}</script>".encode()
    files = [("../../etc/passwd.exe", "application/x-msdownload", data), ("halaman.html", "text/html", data)]
    office.take(mail(PEMOHON, "Konsultasi", request_text(), files=files))
    office.take(mail(alamat("admin"), "Re", "TERUSKAN", office.newest(alamat("admin"), "tugas"), files=files))
    for letter in office.letters():
        names = [part.get_filename() for part in letter.walk() if part.get_filename()]
        assert all(name.endswith((".docx", ".pdf", ".ics")) and "/" not in name for name in names), names
        assert "<script" not in words_of(letter)


_PLACES = ("imap.password", "smtp.password", "oauth2.client_secret", "database.url")


@pytest.mark.parametrize("number", range(len(SECRETS)))
def test_secrets_stay_out_of_errors_and_of_what_commands_print(tmp_path: Path, number: int) -> None:
    """Each secret stands in a configuration that is wrong in one more way; no complaint may repeat it."""
    secret, place = SECRETS[number], _PLACES[number % len(_PLACES)]
    table, _, key = place.partition(".")
    values = {"imap": "", "smtp": "", "oauth2": "", "database": ""}
    value = f"postgresql+psycopg://sikuwas:{secret}@127.0.0.1/x" if key == "url" else secret
    values[table] = f'{key} = "{value}"\n'
    broken = ("port = 70000", 'tls = "entah"', 'host = ""', "tidak_dikenal = 1", f'{key}_file = "/tidak/ada"')[
        number % 5
    ]
    text = f'skema = 1\nmode = "langsung"\n[imap]\nhost = "127.0.0.1"\nuser = "a@contoh.go.id"\n{values["imap"]}'
    text += f'[smtp]\nhost = "127.0.0.1"\nfrom = "S <a@contoh.go.id>"\n{values["smtp"]}'
    text += f"[oauth2]\n{values['oauth2']}[database]\n{values['database']}"
    text = text.replace(f"[{table}]\n", f"[{table}]\n{broken}\n", 1)
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigFaults) as caught:
        load(file, {})
    assert secret not in str(caught.value) and secret not in repr(caught.value)


def test_no_command_prints_a_secret(bench: Callable[..., Bench], tmp_path: Path) -> None:
    office = bench()
    office.request()
    file = office.file
    text = file.read_text().replace('password = "sandi-demo"', f'password = "{SECRETS[0]}"', 1)
    file.write_text(f'{text}\n[oauth2]\nclient_id = "x"\nclient_secret = "{SECRETS[1]}"\n', encoding="utf-8")
    for words in (("config", "show"), ("status",), ("run", "--once")):
        line = [sys.executable, "-m", "sikuwas_mail", "--config", str(file), *words]
        done = subprocess.run(line, capture_output=True, text=True, timeout=60, env=dict(os.environ))
        assert not [s for s in SECRETS if s in done.stdout + done.stderr], words
