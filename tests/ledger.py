"""What must be true after any crash: each mail one outcome, each letter delivered, nothing decided twice."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path

from servers import Office

from sikuwas_mail.config import load
from sikuwas_mail.daemon.opening import open_rooms
from sikuwas_mail.daemon.proof import prove
from sikuwas_mail.demo.people import KOTAK
from sikuwas_mail.demo.postoffice import PostOffice
from sikuwas_mail.edge.store import Keadaan


@dataclass(frozen=True, slots=True)
class Balance:
    """The books of an office after a play: faults in sentences, and what happened."""

    faults: tuple[str, ...]
    journal: dict[str, tuple[str, ...]]  # case -> names of its events
    letters: int  # in the outbox
    doubled: tuple[str, ...]  # Message-IDs the SMTP server got more than once


def balance(config: Path, post: PostOffice | Office, delivered: list[bytes]) -> Balance:
    """Compare the mail that was delivered, the database, the archive and what the SMTP server got."""
    rooms = open_rooms(load(config, {}), datetime.now(UTC))
    try:
        inbox, outbox = rooms.store.list_inbox(), rooms.store.list_outbox()
        cases = rooms.store.list_cases(datetime.now(UTC))
        journal = {k.nomor: tuple(e.peristiwa for _, e in rooms.store.events(k.nomor)) for k in cases}
        proof = prove(rooms, datetime.now(UTC))
    finally:
        rooms.store.close()
    faults = list(proof.selisih)
    digests, known = {sha256(raw).hexdigest() for raw in delivered}, [m.sha256 for m in inbox]
    faults += [f"lost mail {d[:12]}" for d in digests - set(known)]
    faults += [f"mail recorded twice {d[:12]}" for d, n in Counter(known).items() if n > 1]
    faults += [f"mail quarantined: {m.alasan}" for m in inbox if m.hasil == "karantina"]
    got = Counter(_message_id(p.raw) for p in post.sent)
    bytes_of: dict[str, set[bytes]] = {}
    for posted in post.sent:
        bytes_of.setdefault(_message_id(posted.raw), set()).add(posted.raw)
    faults += [f"letter {k.message_id} is {k.keadaan}" for k in outbox if k.keadaan is not Keadaan.TERKIRIM]
    faults += [f"letter {k.message_id} never arrived" for k in outbox if not got[k.message_id]]
    faults += [f"a letter nobody queued {m}" for m in set(got) - {k.message_id for k in outbox}]
    faults += [f"not the same bytes {m}" for m, raws in bytes_of.items() if len(raws) > 1]
    left = len(post.inbox(KOTAK))
    filed = len(post.inbox(KOTAK, "SIKUWAS/Selesai")) + len(post.inbox(KOTAK, "SIKUWAS/Perlu-Dilihat"))
    if left or filed != len(delivered):
        faults.append(f"{left} mails left in the inbox, {filed} of {len(delivered)} filed")
    return Balance(tuple(faults), journal, len(outbox), tuple(m for m, n in got.items() if n > 1))


def _message_id(raw: bytes) -> str:
    return " ".join(str(message_from_bytes(raw)["Message-ID"]).split())
