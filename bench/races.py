"""Two deciders of one task at the same instant, by two offices on one database, over and over.

    python bench/races.py [N]

Exit code 1 unless in every race exactly one won and the other was told.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import structlog
from racing import Race

_AT_ONCE = 500  # races per database


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("number", nargs="?", type=int, default=10_000)
    number = parser.parse_args().number
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    began, done, faults, wins = time.monotonic(), 0, 0, {}
    while done < number:
        with tempfile.TemporaryDirectory(prefix="races") as name:
            race = Race(Path(name))
            offices = race.open()
            for _ in range(min(_AT_ONCE, number - done)):
                race.run(offices)
                done += 1
            for office in offices:
                office.rooms.store.close()
        for fault in race.faults:
            print("FAULT", fault, flush=True)
        faults += len(race.faults)
        wins = {who: wins.get(who, 0) + n for who, n in (race.wins | {w: race.wins.get(w, 0) for w in wins}).items()}
        print(f"{done} races, won {wins}, {faults} faults, {time.monotonic() - began:.0f} s", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
