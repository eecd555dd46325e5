"""One case by real mail, step by step: who answers which letter with which words."""

from dataclasses import dataclass
from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from itertools import count

from servers import Office

from sikuwas_mail.demo.people import KOTAK, alamat
from sikuwas_mail.demo.postoffice import PostOffice

PEMOHON = "laras.contoh@opd.example"
REQUEST = (
    "Nama: Laras Contoh\nNIP: 198503152010012001\nJabatan: Kepala Subbidang\nPerangkat Daerah: BPKAD\n"
    "Nomor HP: 081200000000\nTopik: Pencatatan hibah\nUraian: Bagaimana mencatat hibah barang?\nMetode: daring\n"
)
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Step:
    """An answer to the newest letter of a kind (and step of the SOP) in somebody's mailbox."""

    oleh: str
    teks: str
    jenis: str = "tugas"
    langkah: str = ""


def steps(today: date) -> tuple[Step, ...]:
    """The answers of a full course after the request, in order."""
    day = today + timedelta(days=3)
    return (
        Step(alamat("admin"), "TERUSKAN", langkah="penerusan"),
        Step(alamat("sekretaris"), "SETUJU"),
        Step(
            alamat("irban2"),
            f"TUGASKAN: Rina; Joko\nJADWAL: {day:%d-%m-%Y} 10.00\nMETODE: daring\nARAHAN: pelajari",
            langkah="penugasan",
        ),
        Step(alamat("admin"), "SIAP: https://zoom.example/j/1", langkah="persiapan"),
        Step(alamat("rina"), "HASIL\nPERMASALAHAN: a b\nPEMBAHASAN: c d\nSARAN: e f", langkah="konsultasi"),
        Step(alamat("irban2"), "SETUJU", langkah="pelaporan"),
        Step(alamat("inspektur"), "TERIMA", langkah="pengarsipan"),
        Step(alamat("admin"), "ARSIP: 700/12 / Rak 3", langkah="pengarsipan"),
    )


def request() -> bytes:
    """A complete request, each with a Message-ID of its own."""
    return _mail(PEMOHON, "Permohonan konsultasi hibah", REQUEST)


def answer(step: Step, letter: Message) -> bytes:
    """The answer to a letter."""
    subject = "Re: " + " ".join(str(letter["Subject"]).split())
    return _mail(step.oleh, subject, step.teks, str(letter["Message-ID"]).strip())


def newest(post: PostOffice | Office, step: Step, kasus: str = "") -> Message | None:
    """The newest letter a step answers, as the SMTP server got it."""
    for posted in reversed(post.sent):
        if step.oleh not in posted.recipients:
            continue
        letter = message_from_bytes(posted.raw, policy=default)
        wanted = letter["X-Sikuwas-Jenis"] == step.jenis and step.langkah in ("", letter["X-Sikuwas-Langkah"])
        if wanted and kasus in ("", letter["X-Sikuwas-Kasus"]):
            return letter
    return None


def _mail(sender: str, subject: str, text: str, answered: str = "") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, KOTAK, subject
    mail["Message-ID"] = f"<{next(_numbers)}.{abs(hash((sender, subject, text)))}@contoh.example>"
    if answered:
        mail["In-Reply-To"] = mail["References"] = answered
    mail.set_content(text)
    return mail.as_bytes().replace(b"\n", b"\r\n")
