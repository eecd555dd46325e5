"""An office seen from outside: mail goes in by SMTP, comes out by IMAP, and the command line tells the rest."""

import contextlib
import email
import imaplib
import io
import json
import re
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.policy import SMTP
from pathlib import Path
from typing import Any, Self

from servers import Office

from sikuwas_mail.cli import main
from sikuwas_mail.demo.postoffice import PostOffice

DOMAIN = "kabupaten.example"
KOTAK = f"inspektorat@{DOMAIN}"
UJI = f"uji@{DOMAIN}"
SANDI = "SANDI-RAHASIA-KOTAK"
PEMOHON = "laras@opd.example"
ORANG = (
    ("admin", "Tia Contoh, A.Md.", "admin", ""),
    ("sekretaris", "Drs. Bagus Contoh, M.M.", "sekretaris", ""),
    ("inspektur", "Ir. Wati Contoh, M.Si.", "inspektur", ""),
    ("irban1", "Agung Contoh, S.Sos.", "irban", "I"),
    ("irban2", "Dian Contoh, S.E., M.Ak.", "irban", "II"),
    ("irban3", "Surya Contoh, S.H.", "irban", "III"),
    ("rina", "Rina Contoh, S.E., Ak.", "auditor", "II"),
    ("joko", "Joko Contoh, S.T.", "ppupd", "II"),
    ("sekar", "Sekar Contoh, S.H.", "auditor", "III"),
)
LENGKAP = {
    "Nama": "Laras Contoh",
    "NIP": "198503152010012001",
    "Jabatan": "Kepala Subbidang Akuntansi",
    "Perangkat Daerah": "BPKAD",
    "Nomor HP": "081234567890",
    "Topik": "Pencatatan hibah",
    "Uraian": "Bagaimana mencatat hibah barang dari pusat?",
    "Metode": "daring",
}
TUGASKAN = "TUGASKAN: Rina; Joko\nJADWAL: Kamis, 26 November 2026 10.00\nMETODE: daring\nARAHAN: pelajari aturannya"
HASIL = "HASIL\nPERMASALAHAN: hibah belum dicatat\nPEMBAHASAN: dibahas bersama\nSARAN: catat sebagai aset"
LANGKAH = (
    "permohonan",
    "penerimaan",
    "penerusan",
    "disposisi",
    "penugasan",
    "konsultasi",
    "pelaporan",
    "pengarsipan",
    "persiapan",
)
JENIS = (
    "tanda-terima",
    "kelengkapan",
    "tugas",
    "tanda-keputusan",
    "klarifikasi",
    "undangan",
    "pengingat",
    "eskalasi",
) + ("pemberitahuan", "penolakan", "penutupan", "survei", "rekap", "operator")
SENIN = "2026-11-23T08:00:00+07:00"  # a Monday without a holiday, in office hours
KAMIS = "2026-11-26T11:00:00+07:00"  # after the start of the session of TUGASKAN


def alamat(lokal: str) -> str:
    """The address of an official by its local part; an address stays as it is."""
    return lokal if "@" in lokal else f"{lokal}@{DOMAIN}"


def permohonan(**ganti: str | None) -> str:
    """A complete request; a keyword (spaces as underscores) changes a line, None leaves it out."""
    fields = LENGKAP | {k.replace("_", " "): v for k, v in ganti.items()}
    return "".join(f"{k}: {v}\n" for k, v in fields.items() if v is not None)


@dataclass(frozen=True, slots=True)
class Selesai:
    """What a command left: exit code, stdout, stderr."""

    kode: int
    keluar: str
    galat: str


@dataclass(frozen=True, slots=True)
class Surat:
    """A letter of the service as its reader finds it in the mailbox."""

    raw: bytes
    pesan: Message = field(repr=False)

    def __getitem__(self, nama: str) -> str:
        """A header, decoded and unfolded; "" when absent."""
        value = self.pesan[nama]
        return "" if value is None else re.sub(r"\r?\n\s*", " ", str(make_header(decode_header(str(value)))))

    @property
    def teks(self) -> str:
        """The text/plain part."""
        return self._part("text/plain")

    @property
    def html(self) -> str:
        """The text/html part."""
        return self._part("text/html")

    @property
    def lampiran(self) -> list[str]:
        """The names of the attached files."""
        return [name for part in self.pesan.walk() if (name := part.get_filename())]

    def _part(self, jenis: str) -> str:
        parts = [p for p in self.pesan.walk() if p.get_content_type() == jenis and not p.get_filename()]
        data = parts[0].get_payload(decode=True) if parts else b""
        return data.decode("utf-8") if isinstance(data, bytes) else ""


def perintah(*kata: str, config: Path | None = None) -> Selesai:
    """One command by its words, as `sikuwas-mail` runs it."""
    keluar, galat = io.StringIO(), io.StringIO()
    words = [*(["--config", str(config)] if config else []), *kata]
    with contextlib.redirect_stdout(keluar), contextlib.redirect_stderr(galat):
        kode = main(words)
    return Selesai(kode, keluar.getvalue(), galat.getvalue())


class Kantor:
    """One office with its own folder, on an embedded post office or on Dovecot (any with the same face)."""

    def __init__(self, folder: Path, pos: "PostOffice | Office | None" = None, **ubah: Any) -> None:
        accounts = [(KOTAK, SANDI), (UJI, "x"), (PEMOHON, "x"), *((alamat(k), "x") for k, *_ in ORANG)]
        accounts += [(a, "x") for a in ubah.pop("akun", ())]
        self.folder, self.pos = folder, pos or PostOffice(accounts, DOMAIN)
        self.config, self.ubah, self.jam, self._nomor = folder / "config.toml", ubah, SENIN, 0
        self._proses: subprocess.Popen[bytes] | None = None
        self._terbaca: dict[str, list[Surat]] = {}

    def __enter__(self) -> Self:
        self.pos.start()
        self.tulis(**self.ubah)
        return self

    def __exit__(self, *_: object) -> None:
        self.pos.stop()

    def tulis(self, **ubah: Any) -> None:
        """Write config.toml; `ubah` as of `toml`."""
        self.config.write_text(toml(self.pos.ports.imap, self.pos.ports.smtp, **ubah), encoding="utf-8")

    def perintah(self, *kata: str) -> Selesai:
        """One command with this office's configuration."""
        return perintah(*kata, config=self.config)

    def json(self, *kata: str) -> Any:
        """The one JSON value a command prints."""
        done = self.perintah(*kata, "--json")
        assert done.kode == 0, done
        return json.loads(done.keluar)

    def putar(self, jam: str = "") -> Selesai:
        """One `run --once`; under the rehearsal's clock unless the office works for real."""
        self.jam = jam or self.jam
        now = ["--now", self.jam] if self.ubah.get("mode", "uji") == "uji" else []
        done = self.perintah("run", "--once", *now)
        assert done.kode == 0, done
        return done

    @contextlib.contextmanager
    def layanan(self) -> Iterator[subprocess.Popen[bytes]]:
        """`run` in a process of its own, ended by SIGTERM."""
        with self.config.with_suffix(".log").open("wb") as log:
            line = [sys.executable, "-m", "sikuwas_mail", "--config", str(self.config), "run"]
            process = self._proses = subprocess.Popen(line, stdout=log, stderr=log)
            try:
                yield process
            finally:
                process.terminate()
                kode = process.wait(30)
        assert kode == 0, self.config.with_suffix(".log").read_text()

    def tunggu(self, kepada: str, jenis: str = "tugas", langkah: str = "", batas: float = 60) -> "Surat":
        """The first letter of that kind and step; AssertionError when it does not come in time."""
        selesai = time.monotonic() + batas
        while True:
            found = [s for s in self.surat(kepada, jenis) if langkah in ("", s["X-Sikuwas-Langkah"])]
            if found:
                return found[-1]
            hidup = self._proses is None or self._proses.poll() is None
            assert hidup and time.monotonic() < selesai, (kepada, jenis, langkah)
            time.sleep(0.1)

    def kirim(self, dari: str, perihal: str, isi: str, **kepala: str) -> str:
        """Send a plain mail to the service (or to `To`); returns its Message-ID. `html` adds an alternative."""
        self._nomor += 1
        pesan = EmailMessage()
        kepada, html = kepala.pop("To", KOTAK), kepala.pop("html", "")
        pesan["From"], pesan["To"], pesan["Subject"] = alamat(dari), kepada, perihal
        pesan["Message-ID"] = kepala.pop("Message_ID", f"<surat-{self._nomor}@luar.example>")
        for nama, nilai in kepala.items():
            pesan[nama.replace("_", "-")] = nilai
        pesan.set_content(isi, subtype="html" if isi.startswith("<") else "plain")
        if html:
            pesan.add_alternative(html, subtype="html")
        self.mentah(alamat(dari), pesan.as_bytes(policy=SMTP), kepada)
        return str(pesan["Message-ID"])

    def mentah(self, dari: str, raw: bytes, kepada: str = KOTAK) -> None:
        """Send bytes as they are."""
        with smtplib.SMTP("127.0.0.1", self.pos.ports.smtp) as smtp:
            smtp.sendmail(dari, [kepada], raw)

    def surat(self, kepada: str, jenis: str = "", kasus: str = "") -> list[Surat]:
        """The letters to somebody, oldest first, wherever the rehearsal sent them."""
        kotak = UJI if self.ubah.get("mode", "uji") == "uji" else alamat(kepada)
        mine = [s for s in self.kotak(kotak) if kotak != UJI or s["X-Sikuwas-Untuk"] == alamat(kepada)]
        return [s for s in mine if jenis in ("", s["X-Sikuwas-Jenis"]) and kasus in ("", s["X-Sikuwas-Kasus"])]

    def kotak(self, akun: str) -> "list[Surat]":
        """All mail in somebody's INBOX, oldest first; what was read once is not fetched again."""
        known = self._terbaca.setdefault(akun, [])
        with imaplib.IMAP4("127.0.0.1", self.pos.ports.imap, 10) as client:
            client.login(akun, self.pos.accounts[akun])
            client.select("INBOX", readonly=True)
            _, rows = client.fetch(f"{len(known) + 1}:*", "(BODY.PEEK[])") if self._lebih(client, known) else ("", [])
        known += [Surat(r[1], email.message_from_bytes(r[1])) for r in rows if isinstance(r, tuple)]
        return list(known)

    @staticmethod
    def _lebih(client: imaplib.IMAP4, known: "list[Surat]") -> bool:
        _, found = client.search(None, "ALL")
        return len(found[0].split()) > len(known)

    def jawab(self, dari: str, isi: str, jenis: str = "tugas", kasus: str = "", **kepala: str) -> str:
        """Answer the last letter of that kind to `dari` (or the given `surat`), as a mail program does."""
        letter = self.surat(dari, jenis, kasus)[-1]
        ids = letter["Message-ID"]
        head = {"In_Reply_To": ids, "References": ids} | kepala
        return self.kirim(dari, head.pop("perihal", f"Re: {letter['Subject']}"), isi, **head)

    def ajukan(self, **ganti: str | None) -> str:
        """A complete request of `PEMOHON`, taken in; returns the number of its case."""
        self.putar()
        sebelum = {k["nomor"] for k in self.json("kasus", "list")}
        self.kirim(PEMOHON, "Permohonan konsultasi", permohonan(**ganti))
        self.putar()
        (baru,) = {k["nomor"] for k in self.json("kasus", "list")} - sebelum
        return str(baru)

    def langkah(self, nomor: str) -> list[str]:
        """The steps whose task is open."""
        return [t["langkah"] for t in self.json("kasus", "show", nomor)["tugas"]]

    def hasil(self, message_id: str) -> dict[str, Any]:
        """The one row of `surat list` for a message."""
        (row,) = [s for s in self.json("surat", "list") if s["message_id"] == message_id]
        return dict(row)

    def folder_kotak(self, folder: str) -> list[str]:
        """Message-IDs in a folder of the service's mailbox (the real name)."""
        return [str(email.message_from_bytes(raw)["Message-ID"]) for raw in self.pos.inbox(KOTAK, folder)]


def toml(imap: int, smtp: int, /, **ubah: Any) -> str:
    """A config.toml for servers on these ports; a keyword changes a key at the top or, as a dict, in a table."""
    atas: dict[str, Any] = {"skema": 1, "mode": "uji", "alihkan_ke": UJI}
    server = {"host": "127.0.0.1", "tls": "none"}
    tabel: dict[str, Any] = {
        "imap": server | {"port": imap, "user": KOTAK, "password": SANDI},
        "smtp": server | {"port": smtp, "from": f"SIKUWAS Inspektorat <{KOTAK}>"},
        "petugas": [_petugas(i, *orang) for i, orang in enumerate(ORANG)],
        "wilayah": [
            {"kode": "I", "perangkat_daerah": [{"nama": "Dinas Pendidikan", "alias": ["Disdik"]}]},
            {
                "kode": "II",
                "perangkat_daerah": [{"nama": "Badan Pengelolaan Keuangan dan Aset Daerah", "alias": ["BPKAD"]}],
            },
            {"kode": "III", "perangkat_daerah": [{"nama": "Dinas Kesehatan", "alias": ["Dinkes"]}]},
        ],
    }
    for nama, nilai in ubah.items():
        if isinstance(nilai, dict):
            tabel[nama] = {k: v for k, v in (tabel.get(nama, {}) | nilai).items() if v is not None}
        elif isinstance(nilai, list):
            tabel[nama] = nilai
        else:
            atas[nama] = nilai
    return "\n".join(_baris(atas, tabel)) + "\n"


def _petugas(nomor: int, lokal: str, nama: str, peran: str, wilayah: str) -> dict[str, Any]:
    orang = {"nama": nama, "email": alamat(lokal), "peran": peran, "jabatan": f"Jabatan {lokal}"}
    orang |= {"nip": f"19800101200501100{nomor + 1}", "pangkat": "Penata (III/c)"}
    return orang | ({"wilayah": wilayah} if wilayah else {})


def _baris(atas: Mapping[str, Any], tabel: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{k} = {_nilai(v)}" for k, v in atas.items() if v is not None)
    for nama, isi in tabel.items():
        for row in isi if isinstance(isi, list) else [isi]:
            yield f"[[{nama}]]" if isinstance(isi, list) else f"[{nama}]"
            yield from (f"{k} = {_nilai(v)}" for k, v in row.items())


def _nilai(value: Any) -> str:
    """TOML: JSON's form but for tables and dates."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{k} = {_nilai(v)}" for k, v in value.items()) + " }"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "[" + ", ".join(map(_nilai, value)) + "]"
    return value.isoformat() if hasattr(value, "isoformat") else json.dumps(value, ensure_ascii=False)
