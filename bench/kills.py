"""SIGKILL at random instants of a whole case, played over and over; then the books are compared.

    python bench/kills.py [N] [--seed S] [--without-copies]     N deaths at random instants
    python bench/kills.py --pairs                               every pair of named crash points, on an answer

Exit code 1 where a mail was lost, a case or decision doubled, a letter not sent, or a letter doubled whose sender did
not die between the server's 250 and the mark.
"""

import argparse
import random
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from crashing import ACCOUNTS, AtPoints, AtRandom, Play
from ledger import Balance

from sikuwas_mail.demo.postoffice import PostOffice
from sikuwas_mail.office.crashpoints import POINTS

_CASES = 25  # per office: then a fresh one, so that the ledgers stay small
_REACHED = [p for p in POINTS if p != "ticked"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--without-copies", action="store_true")
    parser.add_argument("--pairs", action="store_true")
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    return pairs() if asked.pairs else kills(asked.number, asked.seed, copies=not asked.without_copies)


def kills(number: int, seed: int, *, copies: bool) -> int:
    deaths = mails = letters = doubled = bad = office = 0
    began = time.monotonic()
    while deaths < number:
        with tempfile.TemporaryDirectory(prefix="kills") as name, PostOffice(ACCOUNTS) as post:
            play = Play(Path(name), post, copies=copies)
            killer = AtRandom(seed + office, mean=1.5)
            with play.prepare() as lives:
                while play.cases < _CASES and deaths + len(play.deaths) < number:
                    play.course(lives, killer)
            told = play.balance()
        office += 1
        deaths, mails, letters = deaths + len(play.deaths), mails + len(play.delivered), letters + told.letters
        doubled, bad = doubled + len(told.doubled), bad + complain(told)
        print(f"{deaths} deaths, {mails} mails, {letters} letters, {doubled} doubled in doubt, {bad} faults, "
              f"{time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
    return 1 if bad else 0


def pairs() -> int:
    bad = deaths = doubled = 0
    with tempfile.TemporaryDirectory(prefix="pairs") as name, PostOffice(ACCOUNTS) as post:
        play = Play(Path(name), post)
        with play.prepare() as lives:
            for first, second in product(_REACHED, repeat=2):
                play.course(lives, AtPoints((first, second)), length=1)
        told = play.balance()
        bad, deaths, doubled = complain(told), len(play.deaths), len(told.doubled)
    print(f"{len(_REACHED) ** 2} pairs, {deaths} deaths, {doubled} doubled in doubt, {bad} faults")
    return 1 if bad else 0


def complain(told: Balance) -> int:
    """Faults, and cases whose journal is not that of the others of the same length."""
    faults = list(told.faults)
    if len(set(told.journal.values())) > 1:
        faults.append(f"not all cases have the same history: {sorted(map(len, told.journal.values()))}")
    for fault in faults:
        print("FAULT", fault, flush=True)
    return len(faults)


if __name__ == "__main__":
    raise SystemExit(main())
