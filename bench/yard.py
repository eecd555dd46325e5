"""The ground of a measurement: a private Dovecot, a sink, and an office between them, in a temporary folder."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from servers import Dovecot  # noqa: E402  # the tests' own Dovecot

from sikuwas_mail.demo import setting  # noqa: E402
from sikuwas_mail.demo.people import KOTAK  # noqa: E402
from sikuwas_mail.demo.postoffice import Ports  # noqa: E402


class Yard:
    """Entered, everything runs; left, everything is gone. `delay`: milliseconds before each reply of the sink."""

    def __init__(self, delay: float = 0.0, more: str = "") -> None:
        self.delay, self.more = delay, more
        offered = "IMAP4rev1 LITERAL+ NAMESPACE CHILDREN UNSELECT IDLE MOVE UIDPLUS SPECIAL-USE MULTIAPPEND"
        self.dovecot = Dovecot([(KOTAK, setting.SANDI)], settings=f"protocol imap {{\n imap_capability = {offered}\n}}")

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="bench"))
        self.log = self.folder / "tampungan.log"
        self.log.touch()
        self.dovecot.start()
        line = [sys.executable, str(ROOT / "bench" / "sink.py"), str(self.log), str(self.delay)]
        self._sink = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
        assert self._sink.stdout is not None
        self.smtp_port = int(self._sink.stdout.readline())
        self.config = self.folder / "config.toml"
        text = setting.config_toml(Ports(self.dovecot.port, self.smtp_port))
        self.config.write_text(text + self.more, encoding="utf-8")
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, tb: TracebackType | None) -> None:
        self._sink.kill()
        self._sink.wait(5)
        assert self._sink.stdout is not None
        self._sink.stdout.close()
        self.dovecot.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def deliver(self, mails: list[bytes], folder: str = "new", account: str = KOTAK) -> None:
        """Put mails into the mailbox as a local delivery agent does: a file in Maildir/new, nothing half-written."""
        box = self.dovecot.home / "mail" / account / "Maildir"
        owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        for name in ("new", "cur", "tmp"):
            (box / name).mkdir(parents=True, exist_ok=True)
        start = len(list((box / "new").iterdir())) + len(list((box / "cur").iterdir()))
        for n, raw in enumerate(mails, start=start):
            file = box / "tmp" / f"{1_700_000_000 + n}.M{n}P{os.getpid()}.bench"
            file.write_bytes(raw)
            os.chown(file, owner.pw_uid, owner.pw_gid)
            file.replace(box / folder / file.name)
        for path in (box.parent, box, *(box / n for n in ("new", "cur", "tmp"))):
            os.chown(path, owner.pw_uid, owner.pw_gid)

    def letters(self) -> list[tuple[float, str, str, str, str]]:
        """What the sink took: (time, recipient, Message-ID, kind, case)."""
        rows = (line.split("\t") for line in self.log.read_text().splitlines())
        return [(float(t), to, mid, jenis, kasus) for t, to, mid, jenis, kasus in rows]
