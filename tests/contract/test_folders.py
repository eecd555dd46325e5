"""Folders on a real server with any separator and prefix: all is moved, nothing deleted or marked read."""

import imaplib
from collections.abc import Iterator
from pathlib import Path

import pytest
from contract.desk import DOMAIN, KOTAK, ORANG, PEMOHON, SANDI, SENIN, UJI, Kantor, alamat, permohonan
from servers import Office

RUANG = {"garis miring": ("/", ""), "titik": (".", ""), "titik di bawah INBOX": (".", "INBOX.")}


@pytest.fixture(scope="module", params=RUANG)
def kantor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    """A request, an answer and a stray mail, taken in by a server that names its folders this way."""
    separator, prefix = RUANG[request.param]
    akun = [(KOTAK, SANDI), (UJI, "x"), (PEMOHON, "x"), *((alamat(k), "x") for k, *_ in ORANG)]
    pos = Office(akun, DOMAIN, separator=separator, prefix=prefix)
    with Kantor(tmp_path_factory.mktemp("folder"), pos) as made:
        made.ajukan()
        made.jawab("admin", "TERUSKAN")
        made.kirim("orang@luar.example", "Apa kabar", "Kapan reuni angkatan kita?")
        made.putar()
        yield made


def _nama(kantor: Kantor, folder: str) -> str:
    assert isinstance(kantor.pos, Office)
    pos = kantor.pos.dovecot
    return pos.prefix + folder.replace("/", pos.separator)


def _tanda(kantor: Kantor, folder: str) -> list[bytes]:
    with imaplib.IMAP4("127.0.0.1", kantor.pos.ports.imap, 10) as client:
        client.login(KOTAK, SANDI)
        client.select(f'"{folder}"', readonly=True)
        _, rows = client.fetch("1:*", "(FLAGS)")
        return [row for row in rows if isinstance(row, bytes)]


def test_every_mail_moves_to_one_of_the_two_folders(kantor: Kantor) -> None:
    selesai, periksa = (kantor.folder_kotak(_nama(kantor, f"SIKUWAS/{n}")) for n in ("Selesai", "Perlu-Dilihat"))
    assert kantor.folder_kotak("INBOX") == []
    assert sorted(selesai + periksa) == sorted(row["message_id"] for row in kantor.json("surat", "list"))
    assert len(selesai) >= 2


def test_nothing_is_deleted_and_nothing_marked_read(kantor: Kantor) -> None:
    for folder in ("SIKUWAS/Selesai", "SIKUWAS/Perlu-Dilihat"):
        for flags in _tanda(kantor, _nama(kantor, folder)):
            assert b"\\Seen" not in flags and b"\\Deleted" not in flags


def test_check_finds_the_folders(kantor: Kantor) -> None:
    done = kantor.perintah("check", "--json")
    assert done.kode in (0, 1), done
    assert "Selesai" in done.keluar or "imap" in done.keluar.lower()


def test_folders_of_ones_own_are_made_and_used(tmp_path: Path) -> None:
    nama = {"folder_masuk": "Layanan/Masuk", "folder_selesai": "Arsip Surat/Beres", "folder_periksa": "Layanan/Dilihat"}
    akun = [(KOTAK, SANDI), (UJI, "x"), *((alamat(k), "x") for k, *_ in ORANG)]
    with Kantor(tmp_path, Office(akun, DOMAIN, separator=".", prefix="INBOX."), imap=nama) as kantor:
        assert (
            kantor.perintah("run", "--once", "--now", SENIN).kode == 75
        )  # the folder for incoming mail is the owner's
        with imaplib.IMAP4("127.0.0.1", kantor.pos.ports.imap, 10) as client:
            client.login(KOTAK, SANDI)
            client.create("INBOX.Layanan.Masuk")
            client.append(
                "INBOX.Layanan.Masuk", "", "", f"From: {PEMOHON}\r\nMessage-ID: <a@b>\r\n\r\n{permohonan()}".encode()
            )
        kantor.putar(SENIN)
        assert kantor.folder_kotak("INBOX.Arsip Surat.Beres") == ["<a@b>"]
        assert kantor.folder_kotak("INBOX.Layanan.Masuk") == []
