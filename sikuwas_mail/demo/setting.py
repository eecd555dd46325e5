"""The demo's office as a config.toml: invented people, the embedded servers, real letters, no rehearsal."""

import json
from collections.abc import Iterator

from sikuwas_mail.core.desk import Petugas
from sikuwas_mail.demo import people
from sikuwas_mail.demo.postoffice import HOST, Ports

SANDI = "sandi-demo"


def accounts() -> list[tuple[str, str]]:
    """Every mailbox of the demo with its password."""
    addresses = [people.KOTAK, *(p.email for p in people.petugas())]
    addresses += [people.PEMOHON_LENGKAP.email, people.PEMOHON_RINGKAS.email]
    return [(address, SANDI) for address in addresses]


def config_toml(ports: Ports) -> str:
    """The text of config.toml for these servers."""
    return "\n".join(_lines(ports)) + "\n"


def _lines(ports: Ports) -> Iterator[str]:
    yield from ("skema = 1", 'mode = "langsung"', "", "[imap]", f"host = {_q(HOST)}", f"port = {ports.imap}")
    yield from ('tls = "none"', f"user = {_q(people.KOTAK)}", f"password = {_q(SANDI)}", "")
    yield from ("[smtp]", f"host = {_q(HOST)}", f"port = {ports.smtp}", 'tls = "none"')
    yield f"from = {_q(f'{people.NAMA_KOTAK} <{people.KOTAK}>')}"
    for person in people.petugas():
        yield from ("", "[[petugas]]", *_person(person))
    for kode in sorted({o.wilayah for o in people.perangkat_daerah()}):
        offices = [o for o in people.perangkat_daerah() if o.wilayah == kode]
        listed = ", ".join(f"{{ nama = {_q(o.nama)}, alias = {_q(list(o.alias))} }}" for o in offices)
        yield from ("", "[[wilayah]]", f"kode = {_q(kode)}", f"perangkat_daerah = [{listed}]")


def _person(p: Petugas) -> Iterator[str]:
    for key in ("nama", "nip", "pangkat", "jabatan", "email", "peran", "wilayah"):
        if value := getattr(p, key):
            yield f"{key} = {_q(value)}"


def _q(value: object) -> str:
    """A TOML string or array of strings: JSON's form is one of TOML's."""
    return json.dumps(value, ensure_ascii=False)
