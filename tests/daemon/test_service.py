"""The daemon as its service manager sees it: signals, exit codes, one instance, and what it does when servers go."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from course import request
from crashing import ACCOUNTS
from scripted import Line, Scripted

from sikuwas_mail.config import shipped_templates
from sikuwas_mail.demo import setting
from sikuwas_mail.demo.people import KOTAK, alamat
from sikuwas_mail.demo.postoffice import Ports, PostOffice

LINE = [sys.executable, "-m", "sikuwas_mail", "--config"]


def write(folder: Path, ports: Ports, more: str = "") -> Path:
    file = folder / "config.toml"
    file.write_text(setting.config_toml(ports) + more)
    return file


@contextmanager
def running(config: Path) -> Iterator[subprocess.Popen[bytes]]:
    with config.with_suffix(".log").open("ab") as log:
        process = subprocess.Popen([*LINE, str(config), "run"], stdout=log, stderr=log)
        try:
            until(lambda: "layanan.mulai" in logged(config) or process.poll() is not None)
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(20)


def logged(config: Path) -> str:
    return config.with_suffix(".log").read_text()


def until(true: Callable[[], bool], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def command(config: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*LINE, str(config), *words], capture_output=True, text=True, timeout=60)


@pytest.fixture
def post() -> Iterator[PostOffice]:
    with PostOffice(ACCOUNTS) as office:
        yield office


def test_mail_that_comes_during_idle_is_answered_and_sigterm_ends_with_zero(post: PostOffice, tmp_path: Path) -> None:
    config = write(tmp_path, post.ports)
    with running(config) as process:
        post.deliver(KOTAK, request())
        until(lambda: len(post.sent) == 2)
        began = time.monotonic()
        process.terminate()
        assert process.wait(12) == 0 and time.monotonic() - began < 5
    assert "layanan.berhenti" in logged(config)


def test_a_second_instance_is_refused_with_75_and_told_the_pid_of_the_first(post: PostOffice, tmp_path: Path) -> None:
    config = write(tmp_path, post.ports)
    with running(config) as process:
        for words in (["run"], ["run", "--once"]):
            second = command(config, *words)
            assert second.returncode == 75
            assert str(process.pid) in second.stderr and "Traceback" not in second.stderr


def test_a_daemon_killed_outright_does_not_bar_the_way_of_the_next(post: PostOffice, tmp_path: Path) -> None:
    config = write(tmp_path, post.ports)
    with running(config) as process:
        process.kill()
        process.wait(5)
    assert command(config, "run", "--once").returncode == 0


@pytest.mark.parametrize("stuck", ["imap", "smtp"])
def test_sigterm_ends_within_ten_seconds_though_a_server_hangs(post: PostOffice, tmp_path: Path, stuck: str) -> None:
    def silence(line: Line) -> None:
        line.hang()

    with Scripted(silence) as silent:
        ports = Ports(silent.port, post.ports.smtp) if stuck == "imap" else Ports(post.ports.imap, silent.port)
        config = write(tmp_path, ports)
        with running(config) as process:
            post.deliver(KOTAK, request())
            until(lambda: silent.connections > 0)
            time.sleep(0.3)
            began = time.monotonic()
            process.terminate()
            assert process.wait(15) == 0
            assert time.monotonic() - began < 10
    assert command(write(tmp_path, post.ports), "run", "--once").returncode == 0


def test_a_template_mended_in_place_decides_the_mail_that_waited_for_it(post: PostOffice, tmp_path: Path) -> None:
    shutil.copytree(shipped_templates(), tmp_path / "templates")
    letter = tmp_path / "templates" / "surat" / "tanda-terima.txt"
    good = letter.read_text()
    config = write(tmp_path, post.ports)
    with running(config):
        letter.write_text("{% if %}")
        until(lambda: "muat-ulang.selesai" in logged(config))
        post.deliver(KOTAK, request())
        until(lambda: "templat.rusak" in logged(config))
        until(lambda: any(p.recipients == (alamat("admin"),) and b"tanda-terima.txt" in p.raw for p in post.sent))
        letter.write_text(good)
        until(lambda: any(b"X-Sikuwas-Jenis: tanda-terima" in p.raw for p in post.sent))
    assert [m["hasil"] for m in json.loads(command(config, "surat", "list", "--json").stdout)] == ["terdaftar"]


def test_sighup_takes_new_servers_and_refuses_a_broken_file_whole(post: PostOffice, tmp_path: Path) -> None:
    config = write(tmp_path, post.ports)
    with PostOffice(ACCOUNTS) as other, running(config) as process:
        config.write_text("rusak = [")
        os.kill(process.pid, signal.SIGHUP)
        until(lambda: "muat-ulang.ditolak" in logged(config))
        post.deliver(KOTAK, request())
        until(lambda: len(post.sent) == 2)
        write(tmp_path, other.ports)
        os.kill(process.pid, signal.SIGHUP)
        until(lambda: "muat-ulang.selesai" in logged(config))
        other.deliver(KOTAK, request())
        until(lambda: len(other.sent) == 2)


def test_once_without_a_mailbox_still_sends_and_ends_with_75(post: PostOffice, tmp_path: Path) -> None:
    config = write(tmp_path, Ports(post.ports.imap, 1))
    post.deliver(KOTAK, request())
    assert command(config, "run", "--once").returncode == 0  # SMTP away: decided, queued
    assert [q["keadaan"] for q in json.loads(command(config, "antrean", "list", "--json").stdout)] == ["menunggu"] * 2
    write(tmp_path, Ports(1, post.ports.smtp))
    for number in (1, 2):
        assert command(config, "antrean", "retry", str(number)).returncode == 0
    away = command(config, "run", "--once")
    assert away.returncode == 75 and "Traceback" not in away.stderr
    assert len(post.sent) == 2


def test_a_broken_configuration_ends_with_78_and_a_foreign_database_is_left_alone(
    post: PostOffice, tmp_path: Path
) -> None:
    config = write(tmp_path, post.ports, "\n[imap_]\n")
    assert command(config, "run", "--once").returncode == 78
    config = write(tmp_path, post.ports)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sikuwas.db").write_bytes(b"bukan basis data" * 500)
    done = command(config, "run", "--once")
    assert done.returncode in (1, 78) and "rusak" in done.stderr and "Traceback" not in done.stderr
    assert (tmp_path / "data" / "sikuwas.db").read_bytes() == b"bukan basis data" * 500
