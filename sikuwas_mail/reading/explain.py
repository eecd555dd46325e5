"""What the bot understands of one raw message, without any configuration: the JSON of `surat parse`."""

from typing import Any

from sikuwas_mail.core.incoming import Jenis
from sikuwas_mail.reading.mail import parse
from sikuwas_mail.reading.newtext import new_text
from sikuwas_mail.reading.sorting import Facts, sort


def explain(raw: bytes) -> dict[str, Any]:
    """The keys of the contract, section 1, `surat parse`; never raises for any bytes."""
    mail = parse(raw)
    found = sort(mail, Facts(frozenset()))
    return {
        "jenis": found.jenis,
        "subject": mail.envelope.subjek,
        "from": ", ".join(mail.envelope.dari),
        "text": mail.text,
        "reply": new_text(mail) if found.jenis is Jenis.BALASAN else mail.text,
        "otomatis": found.jenis is Jenis.OTOMATIS,
        "pentalan": found.jenis is Jenis.PENTALAN,
        "lampiran": [{"nama": a.nama, "ukuran": a.ukuran, "tipe": a.tipe} for a in mail.attachments],
        "alasan": found.alasan,
    }
