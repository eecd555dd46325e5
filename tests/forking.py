"""Many short lives of the daemon: a parent that has imported everything forks one `run --once` after another.

python tests/forking.py CONFIG      one JSON order per line on stdin, one JSON answer per line on stdout
"""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

KILLED = -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Life:
    """How one life ended: exit code (negative: signal) and seconds it took."""

    code: int
    seconds: float


class Lives:
    """Lives of the daemon of one config.toml; its log lies beside it as `lives.log`."""

    def __init__(self, config: Path) -> None:
        self._config = config
        line = [sys.executable, __file__, str(config)]
        self._parent = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._parent.stdout is not None
        assert self._parent.stdout.readline(), self.log()  # it is ready

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._parent.communicate()

    def live(self, *, kill_after: float | None = None, now: str = "", **env: str) -> Life:
        """One `run --once`, killed after so many seconds; `now`: its clock (ISO 8601); `env`: variables of its own."""
        assert self._parent.stdin is not None and self._parent.stdout is not None
        self._parent.stdin.write(json.dumps({"kill_after": kill_after, "now": now, "env": env}) + "\n")
        self._parent.stdin.flush()
        answer = json.loads(self._parent.stdout.readline())
        return Life(answer["code"], answer["seconds"])

    def log(self) -> str:
        return self._config.with_name("lives.log").read_text()


def _serve(config: str) -> None:
    out = os.fdopen(os.dup(1), "w")
    log = os.open(str(Path(config).with_name("lives.log")), os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.dup2(log, 1)
    os.dup2(log, 2)
    from sikuwas_mail.daemon.logs import set_up_logs

    set_up_logs(sys.stderr)
    _once(config)  # everything that is imported late is imported now
    out.write("siap\n")
    out.flush()
    for line in sys.stdin:
        order = json.loads(line)
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            os.environ.update(order["env"])
            os._exit(_once(config, order["now"]))
        code = _end(child, order["kill_after"], began)
        out.write(json.dumps({"code": code, "seconds": time.monotonic() - began}) + "\n")
        out.flush()


def _end(child: int, kill_after: float | None, began: float) -> int:
    killed = False
    while True:
        ended, status = os.waitpid(child, 0 if kill_after is None or killed else os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if kill_after is not None and time.monotonic() - began >= kill_after:
            os.kill(child, signal.SIGKILL)
            killed = True
        else:
            time.sleep(0.0005)


def _once(config: str, now: str = "") -> int:
    from sikuwas_mail.cli import guard
    from sikuwas_mail.config import load
    from sikuwas_mail.daemon.once import run_once, system_clock

    def run(_: list[str]) -> int:
        clock = (lambda: datetime.fromisoformat(now)) if now else system_clock
        run_once(load(Path(config), {}), clock)
        return 0

    return guard.run(run, [])


if __name__ == "__main__":
    _serve(sys.argv[1])
