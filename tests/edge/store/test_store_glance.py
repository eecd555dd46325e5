"""A glance answers as the store does, and does without its libraries."""

import subprocess
import sys
from datetime import timedelta

from sikuwas_mail.edge.store.glance import glance


def test_a_glance_answers_as_the_store_does(history, store, file):
    for n in range(1, 4):
        store.commit(history.request(n))
    store.mark_sent(store.list_outbox()[0].id, history.now)
    store.put("detak", {"waktu": history.now.isoformat()})
    store.acquire("kantor", "mesin:1", history.now, 60.0)
    with glance(file) as seen:
        assert seen is not None
        for later in (timedelta(0), timedelta(minutes=10), timedelta(minutes=10, microseconds=1), timedelta(days=9)):
            assert seen.counts(history.now + later) == store.counts(history.now + later)
            assert seen.leased_to("kantor", history.now + later) == store.leased_to("kantor", history.now + later)
        assert seen.get("detak") == store.get("detak") and seen.get("lain") is None


def test_what_is_not_plainly_ours_is_left_to_the_store(tmp_path, file, store):
    other = tmp_path / "lain.db"
    other.write_bytes(b"bukan basis data" * 99)
    for path in (other, tmp_path / "tidak-ada.db"):
        with glance(path) as seen:
            assert seen is None


def test_status_waits_for_no_library_it_does_not_use():
    used = "cli.status", "edge.store.glance", "daemon.lease", "config"
    heavy = ("sqlalchemy", "sqlmodel", "alembic", "docxtpl", "jinja2", "imapclient")
    imports = ", ".join(f"sikuwas_mail.{name}" for name in used)
    code = f"import sys, {imports}\nprint([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
