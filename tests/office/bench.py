"""An office at a bench: real store, archive, templates, decisions; mail is handed in, letters lie in the outbox."""

import sys
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parents[1]))

from course import PEMOHON, REQUEST, Step, answer, request, steps

from sikuwas_mail.config import load
from sikuwas_mail.daemon.opening import open_rooms
from sikuwas_mail.demo import setting
from sikuwas_mail.demo.people import KOTAK, alamat
from sikuwas_mail.demo.postoffice import Ports
from sikuwas_mail.office import Office, Outcome

WIB = ZoneInfo("Asia/Jakarta")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=WIB)


class Bench:
    """One office in a folder; `more` is added to config.toml. The clock moves a minute with every mail."""

    def __init__(self, folder: Path, more: str = "", now: datetime = MONDAY) -> None:
        self.file = folder / "config.toml"
        self.file.write_text(f"{setting.config_toml(Ports(imap=1, smtp=1))}\n{more}", encoding="utf-8")
        self.config = load(self.file, {})
        self.now = now
        self.office = Office(open_rooms(self.config, now))

    @property
    def store(self):
        return self.office.rooms.store

    def close(self) -> None:
        self.store.close()

    def take(self, raw: bytes) -> Outcome:
        """Hand in one mail."""
        self.now += timedelta(minutes=1)
        return self.office.receive(raw, self.now)

    def request(self) -> Outcome:
        return self.take(request())

    def step(self, step: Step) -> Outcome:
        """Answer the newest letter a step is about."""
        letter = self.newest(step.oleh, step.jenis, step.langkah)
        assert letter is not None, step
        return self.take(answer(step, letter))

    def play(self, count: int) -> list[Outcome]:
        """The first steps of a full course, the request not counted."""
        return [self.request(), *(self.step(s) for s in steps(self.now.date())[:count])]

    def letters(self) -> list[Message]:
        """Every letter in the outbox, oldest first."""
        rows = self.store.list_outbox()
        return [message_from_bytes(self.store.letter_bytes(row.id) or b"", policy=default) for row in rows]

    def newest(self, to: str, jenis: str = "", langkah: str = "") -> Message | None:
        """The newest letter to somebody, of a kind and step."""
        for letter in reversed(self.letters()):
            fits = jenis in ("", letter["X-Sikuwas-Jenis"]) and langkah in ("", letter["X-Sikuwas-Langkah"])
            if fits and to in str(letter["To"]):
                return letter
        return None


def mail(sender: str, subject: str, text: str, letter: Message | None = None, files=()) -> bytes:
    """A mail to the office; `letter`: the one it answers; `files`: (name, type, bytes)."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, KOTAK, subject
    made["Message-ID"] = f"<{abs(hash((sender, subject, text, len(files))))}@contoh.example>"
    if letter is not None:
        made["In-Reply-To"] = made["References"] = str(letter["Message-ID"]).strip()
    made.set_content(text)
    for name, kind, data in files:
        main, _, sub = kind.partition("/")
        made.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return made.as_bytes().replace(b"\n", b"\r\n")


def text_of(letter: Message) -> str:
    """The text twin of a letter."""
    part = next(p for p in letter.walk() if p.get_content_type() == "text/plain")
    return part.get_content()


__all__ = ["MONDAY", "PEMOHON", "REQUEST", "WIB", "Bench", "Step", "alamat", "mail", "text_of"]
