"""Connections of an IMAP and an SMTP session cut at random byte offsets; then the books are compared.

    python bench/cuts.py [N] [--seed S]

Exit code 1 where a mail was lost or a letter not sent.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import structlog
from cut_sessions import play

_AT_ONCE = 250  # cuts per office


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    print(f"seed {asked.seed}", flush=True)
    began, imap, smtp, mails, doubled, bad = time.monotonic(), 0, 0, 0, 0, 0
    while imap + smtp < asked.number:
        with tempfile.TemporaryDirectory(prefix="cuts") as name:
            found = play(Path(name), min(_AT_ONCE, asked.number - imap - smtp), asked.seed + imap + smtp)
        assert found.balance is not None
        for fault in found.balance.faults:
            print("FAULT", fault, flush=True)
        imap, smtp, mails = imap + found.imap, smtp + found.smtp, mails + found.mails
        doubled, bad = doubled + len(found.balance.doubled), bad + len(found.balance.faults)
        print(f"{imap} IMAP and {smtp} SMTP sessions cut, {mails} mails, {doubled} letters doubled in doubt, "
              f"{bad} faults, {time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
