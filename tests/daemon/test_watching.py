"""Who watches is told the truth: a stuck job starves the watchdog, figures name nobody, a ping is a healthy round."""

import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from minimal import BASE

from sikuwas_mail.config import Config, load
from sikuwas_mail.daemon.notify import notify
from sikuwas_mail.daemon.watch import Watched
from sikuwas_mail.edge.store import Store, migrate

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """The service manager's end of the socket, with a watchdog of 30 seconds."""
    place = str(tmp_path / "n")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(place)
        line.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", place)
        monkeypatch.setenv("WATCHDOG_USEC", "30000000")
        yield line


def heard(manager: socket.socket) -> list[str]:
    found = []
    while True:
        try:
            found.append(manager.recv(4096).decode())
        except BlockingIOError:
            return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    migrate(f"sqlite:///{tmp_path / 's.db'}")
    opened = Store.open(f"sqlite:///{tmp_path / 's.db'}")
    yield opened
    opened.close()


def config(folder: Path, more: str = "") -> Config:
    (folder / "config.toml").write_text(BASE + f"\n[pemantauan]\n{more}", encoding="utf-8")
    return load(folder / "config.toml", {})


def test_without_a_manager_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert notify("READY=1") is False
    monkeypatch.setenv("NOTIFY_SOCKET", "/tidak/ada")
    assert notify("READY=1") is False


def test_the_watchdog_is_fed_by_progress_alone(manager: socket.socket) -> None:
    now = [0.0]
    watched = Watched(lambda: now[0])
    watched.feed()
    watched.feed()
    assert heard(manager) == ["WATCHDOG=1"]
    now[0] = 11.0
    watched.feed()
    assert heard(manager) == ["WATCHDOG=1"]
    now[0] = 301.0
    for job in ("terima", "kirim"):
        watched.progress(job)
    watched.feed()
    assert (watched.stuck(), heard(manager)) == (["ingat"], [])
    watched.progress("ingat")
    watched.feed()
    assert heard(manager) == ["WATCHDOG=1"]


def test_the_manager_shows_a_sentence_people_can_read(manager: socket.socket, store: Store, tmp_path: Path) -> None:
    Watched().look(config(tmp_path), store, "tersambung", NOW)
    assert heard(manager) == ["STATUS=kotak surat tersambung; 0 kasus terbuka, 0 surat menunggu"]


def test_the_figures_are_replaced_whole_and_name_nobody(store: Store, tmp_path: Path) -> None:
    Watched().look(config(tmp_path, 'metrik_file = "pantau/sikuwas.prom"'), store, "putus", NOW)
    (file,) = (tmp_path / "pantau").iterdir()
    lines = file.read_text(encoding="utf-8").splitlines()
    assert f"sikuwas_detak_detik {int(NOW.timestamp())}" in lines
    assert "sikuwas_imap_tersambung 0" in lines and "sikuwas_kasus_terbuka 0" in lines
    assert not [line for line in lines if "@" in line]
    assert {line.split()[3] for line in lines if line.startswith("# TYPE")} == {"gauge"}


@pytest.fixture
def pinged() -> Iterator[tuple[str, list[str]]]:
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/ping/rahasia", paths
    server.shutdown()
    server.server_close()


def test_only_a_healthy_round_is_pinged_once_a_minute(
    pinged: tuple[str, list[str]], store: Store, tmp_path: Path
) -> None:
    url, paths = pinged
    now = [0.0]
    watched, own = Watched(lambda: now[0]), config(tmp_path, f'ping_url = "{url}"')
    rounds = ((0, "izin OAuth2 berakhir", 0), (20, "tersambung", 1), (40, "tersambung", 1), (100, "tersambung", 2))
    for moment, imap, expected in rounds:
        now[0] = float(moment)
        for job in ("terima", "ingat", "kirim"):
            watched.progress(job)
        watched.look(own, store, imap, NOW)
        end = time.monotonic() + (5 if expected > len(paths) else 0.2)
        while time.monotonic() < end and len(paths) < expected:
            time.sleep(0.02)
        assert len(paths) == expected
    now[0] = 5000.0  # every job is stuck
    watched.look(own, store, "tersambung", NOW)
    time.sleep(0.2)
    assert paths == ["/ping/rahasia"] * 2


def test_a_watcher_that_is_away_delays_nothing(store: Store, tmp_path: Path) -> None:
    began = time.monotonic()
    Watched().look(config(tmp_path, 'ping_url = "http://127.0.0.1:1/x"'), store, "tersambung", NOW)
    assert time.monotonic() - began < 1.0
