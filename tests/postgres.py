"""A private PostgreSQL cluster in a temporary folder, owned by somebody without rights; one database a test."""

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from needs import need
from servers import free_port

_NUMBERS = itertools.count(1)


def _program(name: str) -> str:
    """The newest version installed: Debian keeps servers out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3]))
    return str(found[-1]) if found else need(name)


class Cluster:
    """Started on entering, gone on leaving. Durability is off: what is tested is not the disk."""

    def __enter__(self) -> Self:
        self._home = Path(tempfile.mkdtemp(prefix="pg"))  # short: below it lies a socket
        self._user = pwd.getpwnam("postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name)
        os.chown(self._home, self._user.pw_uid, self._user.pw_gid)
        self.port = free_port()
        self._run("initdb", "-D", self._data, "-U", "penguji", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-p {self.port} -h 127.0.0.1 -k {self._home} -c fsync=off -c max_connections=200"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", str(self._home / "log"), "-o", options, "start")
        return self

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self._home, ignore_errors=True)

    def database(self) -> str:
        """The URL of a fresh, empty database."""
        name = f"sikuwas_{next(_NUMBERS)}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "penguji", name)
        return f"postgresql+psycopg://penguji@127.0.0.1:{self.port}/{name}"

    def crash(self) -> None:
        """The server goes away at once and comes back."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "restart")

    @property
    def _data(self) -> str:
        return str(self._home / "data")

    def _run(self, program: str, *words: str) -> None:
        as_owner = {"user": self._user.pw_uid, "group": self._user.pw_gid} if os.geteuid() == 0 else {}
        line = [_program(program), *words]
        with (self._home / "keluaran").open("ab") as out:  # a pipe would stay open in the server
            done = subprocess.run(line, stdout=out, stderr=out, cwd="/", timeout=60, **as_owner)
        if done.returncode:
            raise RuntimeError(f"{program}: {(self._home / 'keluaran').read_text()}")
