"""Deterministic mail: the n-th request of an invented applicant, and an official's reply to a letter of the sink."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from sikuwas_mail.demo.people import KOTAK, perangkat_daerah

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
TOPIK = ("Pencatatan hibah", "Aset rusak berat", "Penyusunan HPS", "Tindak lanjut LHP", "Pengelolaan dana BOS")


def request(n: int) -> bytes:
    """A complete request from the n-th applicant."""
    office = perangkat_daerah()[n % len(perangkat_daerah())]
    topic = TOPIK[n % len(TOPIK)]
    text = (
        "Yth. Inspektorat\n\nMohon konsultasi dengan data berikut.\n\n"
        f"Nama: Pemohon Contoh {n}\nNIP: 19850315201001{n % 10000:04}\nJabatan: Kepala Subbagian Keuangan\n"
        f"Perangkat Daerah: {office.nama}\nNomor HP: 0812{n:08}\nTopik: {topic}\n"
        f"Uraian: Bagaimana perlakuan perkara nomor {n} menurut ketentuan yang berlaku?\n"
        "Pertanyaan: Dokumen apa yang harus kami siapkan?\nMetode: daring\n\nTerima kasih.\n"
    )
    return _mail(f"pemohon{n}@opd.example", f"Permohonan konsultasi {topic}", f"<minta.{n}@opd.example>", text, n)


def reply(n: int, sender: str, subject: str, message_id: str, text: str) -> bytes:
    """A reply to one of our letters."""
    return _mail(sender, f"Re: {subject}", f"<balas.{n}.{sender}>", text + "\n", n, message_id)


def _mail(sender: str, subject: str, own: str, text: str, n: int, answered: str = "") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Contoh <{sender}>", KOTAK, subject
    mail["Date"] = format_datetime(START + timedelta(seconds=n))
    mail["Message-ID"] = own
    if answered:
        mail["In-Reply-To"] = mail["References"] = answered
    mail.set_content(text)
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
