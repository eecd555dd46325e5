"""A case played while the daemon dies again and again; played by the tests shortly, by `bench/kills.py` for long."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from course import PEMOHON, answer, newest, request, steps
from forking import KILLED, Lives
from ledger import Balance, balance

from sikuwas_mail.demo import setting
from sikuwas_mail.demo.people import KOTAK
from sikuwas_mail.demo.postoffice import PostOffice
from sikuwas_mail.office.crashpoints import ARMED

ACCOUNTS = [*setting.accounts(), (PEMOHON, setting.SANDI)]
WIB = timezone(timedelta(hours=7))


@dataclass(slots=True)
class Play:
    """One office on embedded servers; `deaths` in the order they happened."""

    folder: Path
    post: PostOffice
    copies: bool = True
    deaths: list[str] = field(default_factory=list)
    delivered: list[bytes] = field(default_factory=list)
    cases: int = 0

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    def prepare(self) -> Lives:
        text = setting.config_toml(self.post.ports)
        if not self.copies:
            text += '\n[surat]\nkirim_salinan = ""\n'
        self.config.write_text(text)
        return Lives(self.config)

    def course(self, lives: Lives, killer: "Killer", length: int = 99) -> None:
        """One more case, `length` answers long; after each mail lives end as the killer says, then one is spared."""
        self.cases += 1
        self._mail(request())
        killer.run(self, lives)
        for step in steps(datetime.now(WIB).date())[:length]:
            letter = newest(self.post, step)
            assert letter is not None, f"no letter for {step}:\n{lives.log()[-2000:]}"
            self._mail(answer(step, letter))
            killer.run(self, lives)

    def balance(self) -> Balance:
        return balance(self.config, self.post, self.delivered)

    def _mail(self, raw: bytes) -> None:
        self.delivered.append(raw)
        self.post.deliver(KOTAK, raw)


class Killer:
    """Spares everybody."""

    def run(self, play: Play, lives: Lives) -> None:
        assert lives.live().code == 0, lives.log()[-2000:]


@dataclass(slots=True)
class AtPoints(Killer):
    """Lets lives end one after another at named points, on every mail."""

    points: tuple[str, ...]

    def run(self, play: Play, lives: Lives) -> None:
        for point in self.points:
            if lives.live(SIKUWAS_TEST="1", **{ARMED: point}).code == KILLED:
                play.deaths.append(point)
        Killer.run(self, play, lives)


@dataclass(slots=True)
class AtRandom(Killer):
    """Kills at random instants of a life's usual length, `mean` times a mail on the average."""

    seed: int
    mean: float = 1.0
    _random: random.Random = field(init=False, repr=False)
    _usual: float = 0.3

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def run(self, play: Play, lives: Lives) -> None:
        while self._random.random() < self.mean / (1 + self.mean):
            life = lives.live(kill_after=self._random.uniform(0, self._usual))
            if life.code == KILLED:
                play.deaths.append(f"{life.seconds:.4f}")
        spared = lives.live()
        assert spared.code == 0, lives.log()[-2000:]
        self._usual = 0.9 * self._usual + 0.1 * spared.seconds * 1.1
