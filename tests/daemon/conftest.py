"""An office with a history, made once for the tests that only look at it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from course import PEMOHON
from crashing import ACCOUNTS, Killer, Play

from sikuwas_mail.config import Config, load
from sikuwas_mail.demo.people import KOTAK, alamat
from sikuwas_mail.demo.postoffice import PostOffice

STRAY = b"From: %s\r\nTo: %s\r\nSubject: Halo\r\nMessage-ID: <asing@contoh.example>\r\n\r\nApa kabar?\r\n"


@dataclass(frozen=True, slots=True)
class Past:
    """Where the office lies, and the mail it got."""

    folder: Path
    mails: int

    def copy(self, to: Path) -> Config:
        """The same office somewhere else, to be spoilt."""
        shutil.copytree(self.folder, to)
        return load(to / "config.toml", {})


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Past]:
    """A full case, one that waits (and was reminded of), mail of a stranger."""
    with PostOffice(ACCOUNTS) as post:
        play = Play(tmp_path_factory.mktemp("riwayat"), post)
        with play.prepare() as lives:
            play.course(lives, Killer())
            play.course(lives, Killer(), length=1)
            post.deliver(KOTAK, STRAY % (PEMOHON.encode(), KOTAK.encode()))
            post.deliver(KOTAK, STRAY.replace(b"<asing@", b"<asing2@") % (alamat("rina").encode(), KOTAK.encode()))
            Killer().run(play, lives)
            assert lives.live(now="2027-01-04T10:00:00+07:00").code == 0  # a reminder, and the morning's proof
        yield Past(play.folder, len(play.delivered) + 2)
