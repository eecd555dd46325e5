"""Every pair in tests/eml: a mail as a mail program makes it, and what a careful clerk would understand."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.sop import Langkah, Peran, baris
from sikuwas_mail.demo import people
from sikuwas_mail.reading import mail as mails
from sikuwas_mail.reading.meaning import read
from sikuwas_mail.reading.names import Directory
from sikuwas_mail.reading.newtext import new_text
from sikuwas_mail.reading.sorting import Facts, sort
from tests.eml import make

EML = Path(__file__).parent.parent / "eml"
NAMES = sorted(p.stem for p in EML.glob("*.toml"))
FACTS = Facts(frozenset({people.KOTAK}))
DIRECTORY = Directory(people.petugas(), people.perangkat_daerah(), ("I", "II", "III", "IV"))


def pair(name: str) -> tuple[mails.Mail, dict[str, Any], dict[str, Any]]:
    spec = tomllib.loads((EML / f"{name}.toml").read_text(encoding="utf-8"))
    return mails.parse((EML / f"{name}.eml").read_bytes()), spec["tulis"], spec["harap"]


def understood(mail: mails.Mail, spec: Mapping[str, Any]) -> Answer:
    row = baris(Langkah(spec["langkah"]), Peran(spec["peran"]))
    return read(new_text(mail), row, DIRECTORY, make.ANSWERED, mail.attachments)


def with_answer() -> Iterator[str]:
    return (n for n in NAMES if "jawaban" in pair(n)[2])


@pytest.mark.parametrize("name", NAMES)
def test_the_mail_is_what_its_description_makes(name: str) -> None:
    spec = tomllib.loads((EML / f"{name}.toml").read_text(encoding="utf-8"))
    assert (EML / f"{name}.eml").read_bytes() == make.make(spec["tulis"]), "run tests/eml/make.py"


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_sorted_by_what_it_is(name: str) -> None:
    mail, _, harap = pair(name)
    found = sort(mail, FACTS)
    assert str(found.jenis) == harap["jenis"], found.alasan


@pytest.mark.parametrize("name", [n for n in NAMES if "baru" not in pair(n)[1].get("cara", "")])
def test_a_mail_finds_its_letter(name: str) -> None:
    mail, spec, _ = pair(name)
    if spec.get("cara") == "pentalan":
        assert make.TICKET in str(mail.original)
    else:
        wanted = make.token(spec["langkah"], spec["peran"])
        assert any(a.nomor == make.TICKET and a.token == wanted for a in mail.envelope.acuan)


@pytest.mark.parametrize("name", list(with_answer()))
def test_only_what_is_new_is_read(name: str) -> None:
    mail, _, harap = pair(name)
    words = new_text(mail)
    for foreign in ("Mohon berkenan menindaklanjuti", "Data pribadi diproses", *harap.get("tanpa", ())):
        assert foreign not in words


@pytest.mark.parametrize("name", list(with_answer()))
def test_an_answer_means_what_its_writer_meant(name: str) -> None:
    mail, spec, harap = pair(name)
    answer = understood(mail, spec)
    if "ragu" in harap:
        assert bool(answer.ragu) == harap["ragu"], answer
    if not harap.get("ragu"):
        assert (str(answer.jawaban) if answer.jawaban else "") == harap["jawaban"], answer
    check(answer, harap.get("bidang", {}))


def check(answer: Answer, bidang: Mapping[str, Any]) -> None:
    """Each key of `[harap.bidang]`: a field, `FIELD_memuat`, `FIELD_tanpa`, or a table of those."""
    for key, wanted in bidang.items():
        if isinstance(wanted, Mapping):
            check_table(getattr(answer, key), wanted)
        elif key.endswith("_memuat"):
            fields = key.removesuffix("_memuat").split("_atau_")
            assert any(wanted.lower() in one_line(getattr(answer, f)) for f in fields), answer
        elif key.endswith("_tanpa"):
            assert wanted.lower() not in one_line(getattr(answer, key.removesuffix("_tanpa"))), answer
        else:
            assert plain(getattr(answer, key)) == plain(wanted), answer


def check_table(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    for key, value in wanted.items():
        if key.endswith("_memuat"):
            assert value.lower() in one_line(found.get(key.removesuffix("_memuat"), "")), found
        else:
            assert found.get(key) == value, found


def one_line(value: object) -> str:
    """Lower case, without the line ends that mail programs put into long lines."""
    return " ".join(str(value).lower().split())


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def test_there_are_enough_of_them_in_every_mail_program() -> None:
    programs = {pair(n)[1].get("gaya") for n in NAMES} - {None}
    assert len(NAMES) >= 60
    assert len(programs) >= 12
