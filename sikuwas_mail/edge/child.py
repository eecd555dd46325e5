"""Programs of others run in a process group of their own, with limits and a deadline; nothing of the group is left."""

import contextlib
import os
import resource
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

_BERKAS = 256 * 2**20  # largest file the child may write
_KELUARAN = 400  # characters of the program's complaint that are passed on
_DITERUSKAN = ("PATH", "LANG", "LC_ALL", "FONTCONFIG_FILE", "FONTCONFIG_PATH")


class ChildFailed(Exception):
    """The program could not be started or did not end in time; the message says so in Indonesian."""


def run(command: Sequence[str], folder: Path, timeout: float, memory: int = 0) -> str:
    """Run a program to its end in `folder`; what it complained of. `memory`: bytes of address space, 0 without limit.

    Raises ChildFailed; at the deadline (seconds) the whole group is ended.
    """
    log = folder / "keluaran.txt"
    with log.open("wb") as out:
        try:
            child = subprocess.Popen(  # noqa: S603 a fixed program and paths of our own
                command,
                cwd=folder,
                env=_environment(folder),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: _limits(memory),  # noqa: PLW1509 it only sets limits, and holds no lock
            )
        except OSError as failed:
            raise ChildFailed(f"{command[0]} tidak dapat dijalankan: {failed}") from failed
        _wait(child, timeout)
    return log.read_bytes()[-_KELUARAN:].decode("utf-8", "replace").strip()


def _wait(child: "subprocess.Popen[bytes]", timeout: float) -> None:
    try:
        child.wait(timeout)
    except subprocess.TimeoutExpired as late:
        raise ChildFailed(f"dihentikan setelah {timeout:g} detik") from late
    finally:
        _end_group(child)


def _end_group(child: "subprocess.Popen[bytes]") -> None:
    """Ends what is left of the child's group: some programs are scripts whose binary may outlive them."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k in _DITERUSKAN}
    return {**kept, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}


def _limits(memory: int) -> None:
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_BERKAS, _BERKAS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
