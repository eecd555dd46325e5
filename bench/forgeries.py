"""Attempts to sign for somebody else (0 may be accepted), then honest replies (0 may be refused).

python bench/forgeries.py [--tiruan 1000000] [--jujur 10000] [--biji 20261123]
"""

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.demo.styles import Style
from tests.core import forgeries, honest

_RAW_SHARE = 20  # one attempt in so many is a whole mail with its headers, read from bytes


def forged(number: int, seed: int) -> int:
    """How many of `number` attempts were accepted."""
    r = random.Random(seed)
    stages, kinds = forgeries.stages(), list(forgeries.kinds())
    raw = [k for k in kinds if k[0].startswith("raw_")]
    core = [k for k in kinds if not k[0].startswith("raw_")]
    accepted: Counter[str] = Counter()
    begun = time.monotonic()
    for i in range(number):
        name, kind = r.choice(raw if i % _RAW_SHARE == 0 else core)
        if forgeries.accepted(kind(r.choice(stages), r)):
            accepted[name] += 1
    spent = time.monotonic() - begun
    print(
        f"{number} forgeries, {len(kinds)} kinds x {len(stages)} tasks, seed {seed}: {accepted.total()} accepted "
        f"({spent:.0f} s)"
    )
    for name, times in accepted.most_common():
        print(f"  {times:6} {name}")
    return accepted.total()


def refused(number: int, seed: int) -> int:
    """How many of `number` honest replies were not taken."""
    r = random.Random(seed)
    desktops, styles = honest.desktops(), list(Style)
    turned_away: Counter[str] = Counter()
    begun = time.monotonic()
    for i in range(number):
        where, style = desktops[i % len(desktops)], styles[(i // len(desktops)) % len(styles)]
        words = r.choice(where.words)
        made = honest.outcome(where, honest.answer(where, style, words, r))
        if made is None or made.hasil is not Hasil.DIPUTUSKAN:
            turned_away[
                f"{style} {where.holder.peran} {words[:30]!r}: {made.alasan if made else 'tidak dikenali'}"
            ] += 1
    spent = time.monotonic() - begun
    print(
        f"{number} honest replies, {len(styles)} mail programs x {len(desktops)} tasks, seed {seed}: "
        f"{turned_away.total()} refused ({spent:.0f} s)"
    )
    for what, times in turned_away.most_common(20):
        print(f"  {times:6} {what}")
    return turned_away.total()


def main() -> int:
    """0 when nothing was accepted and nobody refused."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tiruan", type=int, default=1_000_000)
    options.add_argument("--jujur", type=int, default=10_000)
    options.add_argument("--biji", type=int, default=20261123)
    chosen = options.parse_args()
    wrong = forged(chosen.tiruan, chosen.biji) if chosen.tiruan else 0
    wrong += refused(chosen.jujur, chosen.biji) if chosen.jujur else 0
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
