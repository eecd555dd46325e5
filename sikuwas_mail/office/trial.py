"""A message that was in hand whenever the process died is read once in a child, which may die in its stead."""

import subprocess
import sys

_SECONDS = 60.0
_MEGABYTES = 1500


def deadly(raw: bytes) -> str:
    """Why this message must not be read here; "" where a child survived reading it."""
    command = [sys.executable, "-m", "sikuwas_mail.office.trial"]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return f"membaca surel ini tidak selesai dalam {_SECONDS:.0f} detik"
    except OSError:
        return ""  # no child can be made: nothing is proven against the message
    if done.returncode < 0:
        return f"membaca surel ini menghentikan proses (sinyal {-done.returncode})"
    return "membaca surel ini menghabiskan memori" if done.returncode == _EXHAUSTED else ""


_EXHAUSTED = 3


def _read(raw: bytes) -> int:
    from sikuwas_mail.reading.mail import parse
    from sikuwas_mail.reading.newtext import new_text

    try:
        new_text(parse(raw))
    except MemoryError:
        return _EXHAUSTED
    return 0


def _limited() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit alone
        return
    octets = _MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (octets, octets))


if __name__ == "__main__":
    _limited()
    raise SystemExit(_read(sys.stdin.buffer.read()))
