"""One pass of the office in a process of its own, timed after the imports: python bench/once.py CONFIG [PROFILE]."""

import cProfile
import json
import os
import resource
import sys
import time
from pathlib import Path

from sikuwas_mail.config import load
from sikuwas_mail.daemon import run_once
from sikuwas_mail.daemon.logs import set_up_logs

if __name__ == "__main__":
    set_up_logs(Path(os.devnull).open("w"))  # noqa: SIM115 - the lines are made as in service, only not kept
    config = load(Path(sys.argv[1]), os.environ)
    profile = cProfile.Profile() if len(sys.argv) > 2 else None
    start, used = time.perf_counter(), time.process_time()
    if profile:
        profile.runcall(run_once, config)
        profile.dump_stats(sys.argv[2])
    else:
        run_once(config)
    took = {
        "detik": time.perf_counter() - start,
        "cpu": time.process_time() - used,
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(took))
