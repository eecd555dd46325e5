"""The reader as a function of raw bytes for the scorer of the mail corpus, and a run of that scorer.

python bench/reader_score.py SCORE.py MANIFEST.jsonl [options of the scorer]
"""

import os
import sys
from pathlib import Path

from sikuwas_mail.core.incoming import Jenis
from sikuwas_mail.reading.content import enclosed_files
from sikuwas_mail.reading.mail import parse
from sikuwas_mail.reading.newtext import new_text
from sikuwas_mail.reading.sorting import Facts, sort

FACTS = Facts(alamat_sendiri=frozenset(), kanal_online=frozenset())


def read(raw: bytes) -> dict[str, object]:
    """What the scorer asks of a reader."""
    mail = parse(raw)
    kind = sort(mail, FACTS).jenis
    files = [f for a in mail.attachments for f in (a, *enclosed_files(a))]
    return {
        "subject": mail.envelope.subjek,
        "from_": " ".join((*mail.envelope.dari, mail.headers.get("from"))),
        "text": mail.text,
        "reply": new_text(mail),
        "is_auto": kind is Jenis.OTOMATIS,
        "is_bounce": kind is Jenis.PENTALAN,
        "attachments": [(a.nama, a.ukuran) for a in files],
    }


def main() -> None:
    """Hand over to the scorer, which imports `read` from this file."""
    scorer, manifest, *rest = sys.argv[1:]
    here = str(Path(__file__).resolve().parent)
    root = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (here, root, os.environ.get("PYTHONPATH", ""))))
    command = [sys.executable, scorer, manifest, "reader_score:read", *rest]
    os.execve(sys.executable, command, {**os.environ, "PYTHONPATH": path})


if __name__ == "__main__":
    main()
