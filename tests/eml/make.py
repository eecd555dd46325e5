"""Makes each NAME.eml beside its NAME.toml: `[tulis]` says who wrote what with which program, `[harap]` what is meant.

Run `python tests/eml/make.py` after changing a NAME.toml; the bytes depend on nothing else.
"""

import base64
import hashlib
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sikuwas_mail.core import reference
from sikuwas_mail.core.sop import Langkah, Peran
from sikuwas_mail.demo import letter, people, styles
from sikuwas_mail.demo.letter import Surat
from sikuwas_mail.demo.quoting import Orang

HERE = Path(__file__).parent
WIB = timezone(timedelta(hours=7))
SENT = datetime(2026, 11, 23, 9, 15, tzinfo=WIB)  # a Monday
ANSWERED = SENT + timedelta(minutes=25)
TICKET = "SKW-2026-0007"
POLICY = SMTP.clone(max_line_length=900)
HOLDER = {
    Peran.ADMIN: people.alamat("admin"),
    Peran.SEKRETARIS: people.alamat("sekretaris"),
    Peran.IRBAN: people.alamat("irban2"),
    Peran.AUDITOR: people.alamat("rina"),
    Peran.PPUPD: people.alamat("joko"),
    Peran.INSPEKTUR: people.alamat("inspektur"),
    Peran.PEMOHON: people.PEMOHON_LENGKAP.email,
}
# The letters answered are frozen here: a new answer in the SOP must not change old mails.
ASKED = {
    ("permohonan", "pemohon"): ("Permohonan konsultasi", "BATAL: alasan"),
    ("penerusan", "admin"): ("Penerusan", "TERUSKAN", "LENGKAPI: butir", "TOLAK: alasan", "PENGADUAN: alasan"),
    ("disposisi", "sekretaris"): ("Disposisi", "SETUJU", "IRBAN III catatan", "KEMBALIKAN: alasan"),
    ("penugasan", "irban"): ("Telaah dan penugasan", "TUGASKAN: nama; nama", "ALIHKAN: IRBAN II alasan"),
    ("konsultasi", "auditor"): ("Konsultasi", "SIAP", "BERHALANGAN: alasan", "HASIL", "LANJUT: tanggal jam"),
    ("pelaporan", "irban"): ("Pelaporan", "SETUJU", "PERBAIKI: catatan"),
    ("pengarsipan", "inspektur"): ("Penerimaan laporan", "TERIMA", "PERBAIKI: catatan"),
    ("pengarsipan", "admin"): ("Pengarsipan", "ARSIP: nomor berkas / lokasi"),
    ("persiapan", "admin"): ("Persiapan tautan atau ruang", "SIAP: tautan atau ruang"),
}
FOOTER = (
    "Surel ini dikirim oleh sistem layanan Sikuwas. Mohon tidak mengubah subjek. "
    "Data pribadi diproses untuk layanan konsultasi sesuai UU 27/2022."
)


def make(spec: Mapping[str, Any]) -> bytes:
    """The raw mail of one `[tulis]` table."""
    way: Callable[[Mapping[str, Any]], bytes] = WAYS[spec.get("cara", "balas")]
    return way(spec)


def token(langkah: str, peran: str) -> str:
    """A stand-in of a letter's token: 26 base32 digits."""
    digest = hashlib.sha256(f"{langkah} {peran}".encode()).digest()
    return base64.b32encode(digest).decode().lower()[: reference.TOKEN_PANJANG]


def original(spec: Mapping[str, Any]) -> Surat:
    """The letter of the service that is answered: with marker line and wrapper, or (`bungkus = false`) without."""
    langkah, peran = Langkah(spec["langkah"]), Peran(spec["peran"])
    ours, wrapped = token(langkah, peran), spec.get("bungkus", True)
    message = EmailMessage(policy=POLICY)
    message["From"] = f"{people.NAMA_KOTAK} <{people.KOTAK}>"
    message["To"] = HOLDER[peran]
    message["Subject"] = f"[SIKUWAS {TICKET}] {ASKED[langkah, peran][0]}: pencatatan hibah barang"
    message["Date"] = SENT
    message["Message-ID"] = reference.message_id(
        TICKET, ours, hashlib.sha256(ours.encode()).hexdigest()[:12], people.DOMAIN
    )
    for name, value in (("Kasus", TICKET), ("Langkah", langkah), ("Jenis", spec.get("jenis_surat", "tugas"))):
        message[f"X-Sikuwas-{name}"] = value
    message.set_content(_letter_text(langkah, peran, wrapped), charset="utf-8", cte="8bit")
    message.add_alternative(_letter_html(langkah, peran, wrapped), subtype="html", charset="utf-8", cte="8bit")
    message.set_boundary("=_surat")
    return letter.read(message.as_bytes())


def _letter_text(langkah: Langkah, peran: Peran, wrapped: bool) -> str:
    lines = ["-- balas di atas baris ini --", ""] if wrapped else []
    lines += [f"Yth. Bapak/Ibu {peran.capitalize()},", "", _asked(langkah, peran), ""]
    lines += [f"{label}: {value}" for label, value in _facts()]
    lines += ["", "Cara membalas: tulis satu baris ini di atas surel balasan."]
    lines += [f"  {contoh}" for contoh in ASKED[langkah, peran][1:]]
    lines += ["", reference.ref_line(TICKET, token(langkah, peran)), "", FOOTER]
    return "\n".join(lines) + "\n"


def _letter_html(langkah: Langkah, peran: Peran, wrapped: bool) -> str:
    facts = "".join(f"<tr><td>{label}</td><td>{escape(value)}</td></tr>" for label, value in _facts())
    answers = "".join(_button(contoh, langkah, peran) for contoh in ASKED[langkah, peran][1:])
    marker = "<p>-- balas di atas baris ini --</p>" if wrapped else ""
    page = (
        f"{marker}<p>Yth. Bapak/Ibu {peran.capitalize()},</p><p><strong>{_asked(langkah, peran)}</strong></p>"
        f"<table>{facts}</table><p>Cara membalas: tulis satu baris ini di atas surel balasan.</p><ul>{answers}</ul>"
        f"<p>{reference.ref_line(TICKET, token(langkah, peran))}</p><p>{FOOTER}</p>"
    )
    inner = f'<div id="sikuwas-surat">{page}</div>' if wrapped else page
    return f"<!DOCTYPE html><html><body>{inner}</body></html>"


def _button(contoh: str, langkah: Langkah, peran: Peran) -> str:
    word = contoh.split(":")[0]
    body = quote(f"{word} {reference.ref_line(TICKET, token(langkah, peran))}", safe="")
    subject = quote(f"[SIKUWAS {TICKET}] {word}", safe="")
    return f'<li><a href="mailto:{people.KOTAK}?subject={subject}&amp;body={body}">{escape(contoh)}</a></li>'


def _asked(langkah: Langkah, peran: Peran) -> str:
    return f"Mohon berkenan menindaklanjuti {ASKED[langkah, peran][0].lower()} paling lambat pukul 10.15 WIB."


def _facts() -> list[tuple[str, str]]:
    return [
        ("Nomor tiket", TICKET),
        ("Perangkat daerah", people.PEMOHON_LENGKAP.perangkat_daerah),
        ("Topik", "Pencatatan hibah barang"),
        ("Usulan", "Irban Wilayah II"),
        ("Tanggal", "Senin, 23 November 2026"),
    ]


# ── ways in which a mail comes about ─────────────────────────────────────────────────────────────
def _reply(spec: Mapping[str, Any]) -> bytes:
    return styles.reply(styles.Style(spec["gaya"]), spec["teks"].strip("\n"), _writer(spec), ANSWERED, original(spec))


def _writer(spec: Mapping[str, Any]) -> Orang:
    address = spec.get("dari") or HOLDER[Peran(spec["peran"])]
    signed = spec.get("tanda_tangan", "").strip("\n")
    return Orang(people.orang(address).nama, address, signed)


def _without_references(spec: Mapping[str, Any]) -> bytes:
    head, _, body = _reply(spec).partition(b"\r\n\r\n")
    kept = [line for line in head.split(b"\r\n") if not line.startswith((b"In-Reply-To:", b"References:"))]
    return b"\r\n".join(kept) + b"\r\n\r\n" + body


def _new(spec: Mapping[str, Any]) -> bytes:
    style = styles.Style(spec["gaya"])
    return styles.new_mail(style, spec["teks"].strip("\n"), _writer(spec), ANSWERED, people.KOTAK, spec["subjek"])


def _between(spec: Mapping[str, Any]) -> bytes:
    """The answer stands between two halves of the quoted letter."""
    surat = original(spec)
    lines = [f"> {line}".rstrip() for line in surat.teks.rstrip("\n").split("\n")]
    head = [f"Pada 23/11/2026 09.15, {people.NAMA_KOTAK} menulis:"]
    text = "\n".join([*head, *lines[:5], "", spec["teks"].strip("\n"), "", *lines[5:], ""])
    return _plain(_answering(spec, surat, f"Re: {surat.subjek}"), text)


def _forward(spec: Mapping[str, Any]) -> bytes:
    """Passed on to somebody with a note; the mail passed on holds `kutipan` above the letter."""
    surat = original(spec)
    rule, prefix, labels = FORWARDS[spec["gaya"]]
    values = (f"{people.NAMA_KOTAK} <{people.KOTAK}>", "Sen, 23 Nov 2026 pukul 09.15", surat.subjek, surat.kepada[1])
    block = [f"{label}: {value}" for label, value in zip(labels, values, strict=True)]
    text = "\n".join([spec["teks"].strip("\n"), "", rule, *block, "", "", spec.get("kutipan", ""), "", surat.teks])
    message = _answering(spec, surat, f"{prefix}{surat.subjek}")
    if spec["gaya"] == "outlook":
        del message["In-Reply-To"]
    return _plain(message, text)


FORWARDS = {
    "gmail": ("---------- Forwarded message ---------", "Fwd: ", ("Dari", "Date", "Subject", "To")),
    "zimbra": ("----- Pesan Diteruskan -----", "Trs: ", ("Dari", "Terkirim", "Perihal", "Kepada")),
    "outlook": ("-----Pesan Asli-----", "FW: ", ("Dari", "Dikirim", "Subjek", "Kepada")),
    "yahoo": ("---------- Pesan terusan ----------", "Trs: ", ("Dari", "Terkirim", "Judul", "Kepada")),
}


def _automatic(spec: Mapping[str, Any]) -> bytes:
    """An absence note or receipt; `header` tells how it gives itself away (if at all)."""
    surat = original(spec)
    message = _answering(spec, surat, spec["awalan"] + surat.subjek)
    for name, value in spec.get("header", {}).items():
        message[name] = value
    return _plain(message, spec["teks"])


def _answering(spec: Mapping[str, Any], surat: Surat, subjek: str) -> EmailMessage:
    writer = _writer(spec)
    message = EmailMessage(policy=POLICY)
    message["From"] = f'"{writer.nama}" <{writer.alamat}>'
    message["To"] = people.KOTAK
    message["Subject"] = subjek
    message["Date"] = ANSWERED
    digest = hashlib.sha256((subjek + spec["teks"]).encode()).hexdigest()
    message["Message-ID"] = f"<{digest[:24]}@{people.DOMAIN}>"
    message["In-Reply-To"] = surat.message_id
    message["References"] = surat.message_id
    return message


def _plain(message: EmailMessage, text: str) -> bytes:
    message.set_content(text, charset="utf-8", cte="8bit")
    return message.as_bytes()


def _bounce(spec: Mapping[str, Any]) -> bytes:
    """A delivery report of RFC 3464 with the letter that came back."""
    surat = original(spec)
    delayed = spec.get("tertunda", False)
    action, status = ("delayed", "4.4.1") if delayed else ("failed", "5.1.1")
    lines = [
        "Return-Path: <>",
        f"From: Mail Delivery System <MAILER-DAEMON@{people.DOMAIN}>",
        f"To: {people.KOTAK}",
        "Subject: Undelivered Mail Returned to Sender"
        if not delayed
        else "Subject: Delayed Mail (still being retried)",
        "Date: Mon, 23 Nov 2026 09:16:02 +0700",
        f"Message-ID: <20261123021602.4F1A2@{people.DOMAIN}>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=_lapor"',
        "",
        "--=_lapor",
        "Content-Type: text/plain; charset=utf-8",
        "",
        spec["teks"].strip("\n"),
        "",
        "--=_lapor",
        "Content-Type: message/delivery-status",
        "",
        f"Reporting-MTA: dns; mail.{people.DOMAIN}",
        "",
        f"Final-Recipient: rfc822; {surat.kepada[1]}",
        f"Action: {action}",
        f"Status: {status}",
        "Diagnostic-Code: smtp; 550 5.1.1 user unknown",
        "",
        "--=_lapor",
        "Content-Type: message/rfc822",
        "",
    ]
    return "\r\n".join(lines).encode() + b"\r\n" + surat.raw + b"\r\n--=_lapor--\r\n"


def _calendar(spec: Mapping[str, Any]) -> bytes:
    """An answer of RFC 5546 to an invitation, as calendar programs send it."""
    surat = original(spec)
    message = _answering(spec, surat, f"{spec['awalan']}{surat.subjek}")
    message.set_content(spec["teks"], charset="utf-8", cte="8bit")
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Contoh//Kalender//ID", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT"]
    lines += [f"UID:{TICKET}-1@{people.DOMAIN}", "SEQUENCE:0", "DTSTAMP:20261123T024000Z", "DTSTART:20261126T030000Z"]
    lines += [f"ORGANIZER:mailto:{people.KOTAK}", f"ATTENDEE;PARTSTAT={spec['partstat']}:mailto:{_writer(spec).alamat}"]
    lines += ["END:VEVENT", "END:VCALENDAR", ""]
    message.add_alternative(
        "\r\n".join(lines), subtype="calendar", charset="utf-8", cte="8bit", params={"method": "REPLY"}
    )
    message.set_boundary("=_kalender")
    return message.as_bytes()


WAYS: dict[str, Callable[[Mapping[str, Any]], bytes]] = {
    "balas": _reply,
    "tanpa-rujukan": _without_references,
    "baru": _new,
    "sela": _between,
    "terusan": _forward,
    "otomatis": _automatic,
    "pentalan": _bounce,
    "kalender": _calendar,
}


def pairs() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every NAME.toml with its content, by name."""
    for path in sorted(HERE.glob("*.toml")):
        yield path, tomllib.loads(path.read_text(encoding="utf-8"))


def main() -> None:
    """Write the mails that differ."""
    for path, content in pairs():
        raw, target = make(content["tulis"]), path.with_suffix(".eml")
        if not target.exists() or target.read_bytes() != raw:
            target.write_bytes(raw)
            sys.stdout.write(f"{target.name}\n")


if __name__ == "__main__":
    main()
