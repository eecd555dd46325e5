"""Simulated machines write to the office for a month of virtual time; nothing may be answered twice or decided.

python bench/robots.py [--mesin 1000] [--hari 30] [--biji 20261123]
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.office import robots


def main() -> int:
    """0 when every limit was kept."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mesin", type=int, default=1000)
    options.add_argument("--hari", type=int, default=30)
    options.add_argument("--biji", type=int, default=20261123)
    chosen = options.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    r = random.Random(chosen.biji)
    crowd = [*robots.crowd(chosen.mesin, r), *robots.staff(robots.unmarked_vacation, robots.ticket_system, robots.echo)]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = robots.Month(Path(folder), crowd, chosen.hari, r).run()
    kinds = max(found.by_kind.values(), default=0)
    print(f"{chosen.mesin} machines, {chosen.hari} days, seed {chosen.biji}: {found.mails} mails in")
    print(f"  automatic answers to one address on one day: {found.most[0]} at most {found.most[1]}")
    print(f"  of one kind, receipts and requests for data included: {kinds} at most")
    print(f"  longest exchange: {found.longest} letters of ours in a row {found.longest_by}")
    print(f"  more than one letter for one mail: {len(found.doubled)}; decisions: {len(found.decided)}")
    print(f"  ({time.monotonic() - begun:.0f} s)")
    kept = found.most[0] <= 1 and kinds <= 1 and found.longest <= 2 and not found.doubled and not found.decided
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
