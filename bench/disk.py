"""The disk full at each write of a whole case, four kilobytes (one page of the database) later each time.

    python bench/disk.py        as a user who may mount

Exit code 1 where anything was lost or spoilt.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import filled
import structlog
from small_disk import SmallDisk


def main() -> int:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="disk") as name, SmallDisk(Path(name) / "kecil") as disk:
        found = filled.play(disk, length=99, every=4)
    for fault in found.faults:
        print("FAULT", fault)
    print(f"{found.full} times full, {found.decided} mails decided, {len(found.faults)} faults, "
          f"{time.monotonic() - began:.0f} s")  # fmt: skip
    return 1 if found.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
