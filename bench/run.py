"""Speed of the whole office against the floor of the same run: python bench/run.py [-n MAILS] [--json FILE].

Real Dovecot, a counting SMTP sink, the shipped templates, every guarantee of durability. Ratios count, not seconds.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from floor import floor, idle_limit
from mails import reply, request
from yard import ROOT, Yard

PYTHON = [sys.executable]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("-n", type=int, default=500, help="mails of the backlog")
    words.add_argument("--latency", type=int, default=20, help="mails that are timed one by one")
    words.add_argument("--json", type=Path)
    asked = words.parse_args()
    found = {"mesin": machine(), **throughput(asked.n), **latency(asked.latency)}
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1))
    for name, values in found.items():
        print(name)
        for key, value in values.items():
            print(f"  {key:34} {value:10.2f}" if isinstance(value, float) else f"  {key:34} {value:>10}")


def machine() -> dict[str, object]:
    """On what it was measured, and how busy that was with other things."""
    return {"inti": os.cpu_count(), "beban": os.getloadavg()[0], "python": platform.python_version()}


def throughput(n: int) -> dict[str, dict[str, float]]:
    """Requests and decisions a second, end to end, beside the floor just before."""
    mails = [request(k) for k in range(n)]
    ground = floor(mails, 22_000, copies=False)
    with Yard() as yard:
        yard.deliver([])
        once(yard)  # the first start makes database and keys
        yard.deliver(mails)
        asked = once(yard)
        letters = yard.letters()
        assert sorted(x[3] for x in letters) == sorted([*("tanda-terima",) * n, *("tugas",) * n]), "a letter is missing"
        tasks = [x for x in letters if x[3] == "tugas"]
        yard.deliver([reply(k, x[1], f"[SIKUWAS {x[4]}] x", x[2], "TERUSKAN") for k, x in enumerate(tasks)])
        decided = once(yard)
        assert len({x[2] for x in yard.letters()}) == len(yard.letters()) == 4 * n, "a letter is missing or double"
    return {
        "lantai (surel/s)": ground,
        "permohonan": rates(n, asked, ground),
        "keputusan": rates(n, decided, ground),
    }


def rates(n: int, took: dict[str, float], ground: dict[str, float]) -> dict[str, float]:
    """Per second, per floor, processor time for each mail and memory."""
    rate = n / took["detik"]
    return {
        "per detik": rate,
        "bagian lantai berurutan": rate / ground["berurutan"],
        "bagian lantai bertumpuk": rate / ground["bertumpuk"],
        "ms prosesor per surel": took["cpu"] / n * 1000,
        "per detik bila prosesor sendiri": n / took["cpu"],
        "memori (MB)": took["rss_mb"],
    }


def once(yard: Yard) -> dict[str, float]:
    """One pass over all that lies in the mailbox."""
    line = [*PYTHON, str(ROOT / "bench" / "once.py"), str(yard.config)]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    time.sleep(0.1)  # the sink writes its log a moment later
    return {str(k): float(v) for k, v in json.loads(done.stdout).items()}


def latency(n: int) -> dict[str, dict[str, float]]:
    """Milliseconds from arrival in the mailbox to the receipt at the sink, beside the news under IDLE alone."""
    limit = median(idle_limit(n)) * 1000
    with Yard() as yard:
        yard.deliver([])
        line = [*PYTHON, "-m", "sikuwas_mail", "--config", str(yard.config), "run"]
        service = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            waits = [timed(yard, k) for k in range(n + 2)]
        finally:
            service.terminate()
            service.wait(20)
    first, waits = waits[0], sorted(waits[2:])
    late = quantiles(waits, n=100, method="inclusive")[98]
    return {
        "latensi (ms)": {
            "IDLE saja, median": limit,
            "tanda terima, median": median(waits),
            "di atas IDLE, median": median(waits) - limit,
            "di atas IDLE, p99": late - limit,
            "surel pertama sejak mulai": first,
        }
    }


def timed(yard: Yard, k: int) -> float:
    """Milliseconds until the receipt of one request."""
    seen = len(yard.letters())
    start = time.time()
    yard.deliver([request(k)])
    while time.time() < start + 60:
        fresh = [x for x in yard.letters()[seen:] if x[3] == "tanda-terima"]
        if fresh:
            time.sleep(0.4)
            return (fresh[0][0] - start) * 1000
        time.sleep(0.01)
    raise TimeoutError("no receipt within a minute")


if __name__ == "__main__":
    main()
