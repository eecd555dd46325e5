"""`check` against real servers: what works is said, each way to fail has its own code, and a test letter comes back."""

import email
from pathlib import Path

from conftest import ALAMAT, SANDI
from minimal import BASE
from servers import Certificate, Office, free_port

from sikuwas_mail.cli.check import look
from sikuwas_mail.cli.checks import online, roundtrip
from sikuwas_mail.cli.checks.values import Finding, Hasil
from sikuwas_mail.config import Config, load
from sikuwas_mail.demo.postoffice import PostOffice
from tests.cli.test_check import NOW


def configured(folder: Path, imap: int, smtp: int, *, sandi: str = SANDI, more: str = "", tls: str = "none") -> Config:
    text = BASE.replace("sikuwas@contoh.go.id", ALAMAT).replace("SENTINEL-SANDI", sandi)
    text = text.replace("[smtp]\n", f'port = {imap}\ntls = "{tls}"\n{more}\n[smtp]\nport = {smtp}\ntls = "none"\n')
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o640)
    return load(file, {})


def wrong(findings: list[Finding]) -> list[str]:
    return [f.kode for f in findings if f.hasil is Hasil.SALAH]


def test_both_servers_are_reached_and_the_folders_are_there(office: PostOffice | Office, tmp_path: Path) -> None:
    config = configured(tmp_path, office.ports.imap, office.ports.smtp)
    found = [*online.imap(config), *online.smtp(config)]
    assert wrong(found) == []
    assert {"SKW-100", "SKW-104", "SKW-107", "SKW-110"} <= {f.kode for f in found}
    folders = next(f.apa for f in found if f.kode == "SKW-104")
    assert "INBOX, SIKUWAS/Selesai, SIKUWAS/Perlu-Dilihat, SIKUWAS/Terkirim" in folders


def test_a_letter_goes_out_and_is_found_again(postoffice: PostOffice, tmp_path: Path) -> None:
    config = configured(tmp_path, postoffice.ports.imap, postoffice.ports.smtp)
    assert wrong([*online.imap(config)]) == []
    found = list(roundtrip.send(config, "pemohon@example.go.id", NOW, patience=10))
    assert wrong(found) == []
    (arrived,) = postoffice.inbox("pemohon@example.go.id")
    letter = email.message_from_bytes(arrived)
    assert (letter["Auto-Submitted"], letter["X-Sikuwas-Jenis"]) == ("auto-generated", "operator")
    assert postoffice.inbox(ALAMAT) == []
    assert len(postoffice.inbox(ALAMAT, "SIKUWAS/Selesai")) == 1


def test_a_letter_the_server_refuses_is_told(postoffice: PostOffice, tmp_path: Path) -> None:
    config = configured(tmp_path, postoffice.ports.imap, postoffice.ports.smtp)
    postoffice.refuse("pemohon@example.go.id", 550, "tidak dikenal")
    first = next(iter(roundtrip.send(config, "pemohon@example.go.id", NOW, patience=1)))
    assert (first.kode, first.hasil) == ("SKW-121", Hasil.SALAH)
    assert "tidak dikenal" in first.apa


def test_a_closed_port_has_its_own_code(tmp_path: Path) -> None:
    config = configured(tmp_path, free_port(), free_port())
    assert wrong([*online.imap(config), *online.smtp(config)]) == ["SKW-101", "SKW-111"]


def test_a_wrong_password_has_its_own_code_and_is_not_shown(postoffice: PostOffice, tmp_path: Path) -> None:
    config = configured(tmp_path, postoffice.ports.imap, postoffice.ports.smtp, sandi="SENTINEL-SANDI")
    found = list(online.imap(config))
    assert wrong(found) == ["SKW-102"]
    assert "SENTINEL" not in "".join(map(str, found))


def test_a_missing_folder_has_its_own_code_and_names_those_there_are(postoffice: PostOffice, tmp_path: Path) -> None:
    config = configured(tmp_path, postoffice.ports.imap, postoffice.ports.smtp, more='folder_masuk = "Layanan"')
    (found,) = [f for f in online.imap(config) if f.hasil is Hasil.SALAH]
    assert found.kode == "SKW-104"
    assert "folder yang ada: INBOX" in found.apa


def test_a_certificate_of_another_name_has_its_own_code(dovecot: object, cert: Certificate, tmp_path: Path) -> None:
    assert callable(dovecot)
    server = dovecot(tls=cert)
    untrusted = configured(tmp_path, server.tls_port, free_port(), tls="ssl")
    assert wrong(list(online.imap(untrusted))) == ["SKW-103"]
    trusted = configured(tmp_path, server.tls_port, free_port(), tls="ssl", more=f'ca_file = "{cert.cert}"')
    assert wrong(list(online.imap(trusted))) == []


def test_a_missing_password_is_a_fault_once_servers_are_asked(tmp_path: Path) -> None:
    config = configured(tmp_path, free_port(), free_port())
    config.berkas.write_text(config.berkas.read_text().replace(f'password = "{SANDI}"', ""))
    found = list(look(load(config.berkas, {}), NOW, offline=False))
    assert wrong(found) == ["SKW-005"]  # and nothing is tried without it
