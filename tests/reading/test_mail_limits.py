"""Hostile sizes cost less than a second and are named as faults."""

import sys
import time
from pathlib import Path

import pytest

from sikuwas_mail.reading.mail import Mail, parse
from sikuwas_mail.reading.newtext import new_text
from sikuwas_mail.reading.sorting import Facts, sort

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
import fuzz_reader

H = b"From: a@b.id\nTo: c@d.id\n"
NESTED = b"".join(b'Content-Type: multipart/mixed; boundary="n%d"\n\n--n%d\n' % (i, i) for i in range(1000))
PART = b"--b\nContent-Type: text/plain\n\nx\n"

HOSTILE = {
    "empty": b"",
    "nuls": b"\0" * 100_000,
    "subject of 280 kB": H + b"Subject: " + b"=?utf-8?q?" * 28_000 + b"\n\nhalo",
    "header of 300 kB": H + b"X-A: " + b"a" * 300_000 + b"\n\nhalo",
    "5,000 header lines": H + b"X-A: b\n" * 5000 + b"\nhalo",
    "10,000 parts": H + b"Content-Type: multipart/mixed; boundary=b\n\n" + PART * 10_000,
    "depth 1,000": H + NESTED + b"Content-Type: text/plain\n\nhalo",
    "deep HTML": H + b"Content-Type: text/html\n\n" + b"<div>" * 50_000 + b"halo",
    "unclosed comments": H + b"Content-Type: text/html\n\n" + b"<!--" * 50_000,
    "attributions without end": H + b"\n" + b"Pada 5 Jan 2026 09.15 a@b menulis:\n" * 5000,
    "rules without end": H + b"\n" + b"_" * 70 + b"\nx\n" + (b"_" * 70 + b"\n") * 5000,
    "one long line": H + b"\n" + b"Pada " * 100_000 + b"menulis:",
    "addresses without end": b"From: " + b"a@b.id, " * 30_000 + b"\n\nhalo",
    "comments without end": b"From: " + b"(" * 30_000 + b"\n\nhalo",
    "parameters without end": H + b"Content-Type: text/plain; " + b"a*1*=x;" * 30_000 + b"\n\nhalo",
}


def read(raw: bytes) -> Mail:
    mail = parse(raw)
    new_text(mail)
    sort(mail, Facts(frozenset()))
    return mail


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_mail_costs_less_than_a_second(raw: bytes) -> None:
    began = time.process_time()
    read(raw)
    assert time.process_time() - began < 1.0


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("subject of 280 kB", "256 kB"),
        ("header of 300 kB", "256 kB"),
        ("5,000 header lines", "1000 baris"),
        ("10,000 parts", "200 bagian"),
        ("depth 1,000", "20 lapis"),
    ],
)
def test_what_was_cut_short_is_named(name: str, fault: str) -> None:
    assert any(fault in reason for reason in parse(HOSTILE[name]).faults)


def test_two_senders_are_a_fault() -> None:
    two = parse(b"From: a@b.id\nFrom: c@d.id\n\nSETUJU")
    assert two.envelope.dari == ("a@b.id", "c@d.id")
    assert "lebih dari satu kepala From" in two.faults


def test_mutated_mails_of_every_shape_never_raise() -> None:
    result = fuzz_reader.run(seed=7, start=0, stop=400)
    assert result.faults == {}
    assert result.slowest[0] < fuzz_reader.LIMIT
