"""What a mail, a tick, a list and a start cost with few and with many cases: python bench/growth.py [CASES …].

Processor time, so that a busy machine changes little; the database is filled by plain SQL with closed cases.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from mails import request
from yard import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from filling import fill  # beside the tests

from sikuwas_mail.config import load
from sikuwas_mail.daemon.logs import set_up_logs
from sikuwas_mail.daemon.opening import open_rooms
from sikuwas_mail.demo import setting
from sikuwas_mail.demo.postoffice import Ports
from sikuwas_mail.office import Office


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or [1_000, 100_000]
    found = [measured(size) for size in sizes]
    print(f"{'':28}" + "".join(f"{size:>14,}" for size in sizes))
    for name in found[0]:
        print(f"{name:28}" + "".join(f"{values[name]:14.2f}" for values in found))


def measured(cases: int) -> dict[str, float]:
    """Milliseconds of processor time, and megabytes, with that many closed cases."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "config.toml").write_text(setting.config_toml(Ports(1, 1)), encoding="utf-8")
        config = load(folder / "config.toml", {})
        assert config.database_file is not None
        open_rooms(config, datetime.now(UTC)).store.close()  # makes database and keys
        fill(config.database_file, 1, cases)
        now = datetime.now(UTC)
        start = time.process_time()
        office = Office(open_rooms(config, now))
        opened = time.process_time() - start
        office.remind(now)
        for n in range(5):
            office.receive(request(n), now)
        out = {
            "surel (ms)": median(cost(lambda n=n: office.receive(request(n), now)) for n in range(10, 30)),
            "detik jam (ms)": median(cost(lambda: office.remind(now)) for _ in range(5)),
            "daftar 1.000 terakhir (ms)": cost(lambda: office.rooms.store.list_outbox(limit=1000)),
            "daftar semua kasus (ms)": cost(lambda: office.rooms.store.list_cases(now)),
            "mulai (ms)": opened * 1000,
            "basis data (MB)": config.database_file.stat().st_size / 1e6,
        }
        office.rooms.store.close()
        line = [sys.executable, "-m", "sikuwas_mail", "--config", str(folder / "config.toml"), "status", "--json"]
        before = os.times()
        subprocess.run(line, capture_output=True, check=True)
        after = os.times()
        spent = after.children_user - before.children_user + after.children_system - before.children_system
        return {**out, "perintah status (ms)": spent * 1000}


def cost(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    set_up_logs(Path(os.devnull).open("w"))  # noqa: SIM115 - open to the end
    main()
