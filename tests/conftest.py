"""Servers that tests may ask for by name; each test gets its own, empty, and they end with it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

sys.path.insert(0, str(Path(__file__).parent))

from servers import Certificate, Dovecot, Office, certificate  # needs the path above

from sikuwas_mail.demo.postoffice import PostOffice

ALAMAT = "inspektorat@example.go.id"
SANDI = "rahasia-contoh"
AKUN = ((ALAMAT, SANDI), ("pemohon@example.go.id", "sandi-pemohon"), ("irban2@example.go.id", "sandi-irban"))


@pytest.fixture(autouse=True)
def loggers_of_its_own() -> Iterator[None]:
    """A command run inside a test sets up logs for its own streams; the next test has other streams."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def postoffice() -> Iterator[PostOffice]:
    """The embedded post office with three mailboxes (`AKUN`)."""
    with PostOffice(AKUN) as office:
        yield office


@pytest.fixture(params=["kantor pos tertanam", "dovecot"])
def office(request: pytest.FixtureRequest) -> Iterator[PostOffice | Office]:
    """The same test over the embedded post office and over Dovecot with an SMTP server."""
    made: PostOffice | Office = Office(AKUN) if request.param == "dovecot" else PostOffice(AKUN)
    with made:
        yield made


@pytest.fixture
def dovecot() -> Iterator[Callable[..., Dovecot]]:
    """Start private Dovecots: `dovecot(without={"MOVE"})`; options as of `servers.Dovecot`."""
    started: list[Dovecot] = []

    def start(**options: object) -> Dovecot:
        server = Dovecot(AKUN, **options)  # type: ignore[arg-type]
        started.append(server)
        server.start()
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def cert(tmp_path: Path) -> Certificate:
    """A certificate for this machine, signed by itself."""
    return certificate(tmp_path, "IP:127.0.0.1", "DNS:localhost")
