"""Two processes' worth of offices on one database decide the same task at the same instant."""

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from course import Step, answer, request

from sikuwas_mail.config import load
from sikuwas_mail.daemon.opening import open_rooms
from sikuwas_mail.demo import setting
from sikuwas_mail.demo.people import alamat
from sikuwas_mail.demo.postoffice import Ports
from sikuwas_mail.office import Office, Outcome

SECOND = "admin2@mojokerto.example"
DECISIONS = ("Diteruskan", "Ditolak")
WORDS = {alamat("admin"): "TERUSKAN", SECOND: "TOLAK: di luar kewenangan"}


@dataclass
class Race:
    """Two offices on one database; every race opens a case that two Admins answer at once, differently."""

    folder: Path
    now: datetime = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    faults: list[str] = field(default_factory=list)
    wins: dict[str, int] = field(default_factory=dict)

    def open(self) -> tuple[Office, Office]:
        text = setting.config_toml(Ports(1, 1))
        text += f'\n[[petugas]]\nnama = "Ani Contoh"\nemail = "{SECOND}"\nperan = "admin"\njabatan = "Admin Sikuwas"\n'
        (self.folder / "config.toml").write_text(text)
        config = load(self.folder / "config.toml", {})
        return Office(open_rooms(config, self.now)), Office(open_rooms(config, self.now))

    def run(self, offices: tuple[Office, Office]) -> None:
        """One race; what is not as it must be goes to `faults`."""
        self.now += timedelta(minutes=1)
        nomor = offices[0].receive(request(), self.now).kasus
        store = offices[0].rooms.store
        letters = {k.untuk: store.letter_bytes(k.id) for k in store.list_outbox(kasus=nomor) if k.jenis == "tugas"}
        mails = []
        for who, words in WORDS.items():
            letter = message_from_bytes(letters[who] or b"", policy=default)
            mails.append(answer(Step(who, words), letter))
        outcomes = self._at_once(offices, mails)
        results = sorted(str(o.hasil) for o in outcomes)
        events = [e for _, e in store.events(nomor) if e.peristiwa in DECISIONS]
        loser = next((w for w in WORDS if not events or w != events[0].oleh), "")
        told = [k for k in store.list_outbox(kasus=nomor) if k.untuk == loser and k.kunci.startswith("kabar/usang")]
        if results != ["diputuskan", "usang"] or len(events) != 1 or len(told) != 1:
            self.faults.append(f"{nomor}: {results}, {[e.peristiwa for e in events]}, told {len(told)}")
        else:
            self.wins[events[0].oleh] = self.wins.get(events[0].oleh, 0) + 1

    def _at_once(self, offices: tuple[Office, Office], mails: list[bytes]) -> list[Outcome]:
        gate, outcomes = threading.Barrier(2), []

        def decide(office: Office, mail: bytes) -> None:
            gate.wait()
            outcomes.append(office.receive(mail, self.now))

        threads = [threading.Thread(target=decide, args=pair) for pair in zip(offices, mails, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return outcomes
