"""What the office works with: configuration, keys, store, archive and the two workshops, together or not at all."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sikuwas_mail.config import Config
from sikuwas_mail.core.decide.strays import ASING, RAMAI, SEMUA
from sikuwas_mail.core.desk import Desk, Penomoran
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.edge.archive import Archive
from sikuwas_mail.edge.store import Store
from sikuwas_mail.office.substitutes import named_by_mail
from sikuwas_mail.paper.documents import Documents
from sikuwas_mail.paper.letters import Letters

# Kinds of answers that people without office get by themselves, and of alarms they cause; one of each in 24 hours.
_SEKALI = (
    ASING,
    RAMAI,
    JenisSurat.KELENGKAPAN,
    JenisSurat.PEMBERITAHUAN,
    JenisSurat.PENOLAKAN,
    JenisSurat.KLARIFIKASI,
)


@dataclass(frozen=True, slots=True)
class Rooms:
    """One set of rooms; a reload makes another and swaps it in whole."""

    config: Config
    keys: tuple[bytes, ...]
    store: Store
    archive: Archive
    letters: Letters
    documents: Documents
    plain_desk: Desk  # without the numbers and counts of the moment

    def desk(self, now: datetime, *alamat: str) -> Desk:
        """The desk as it is now; `alamat`: whose automatic answers are counted."""
        store = self.store
        day, hour = now - timedelta(hours=24), now - timedelta(hours=1)
        people = [a for a in dict.fromkeys(alamat) if a]
        given = store.answers_to([*people, SEMUA], day) if people else []
        done = [(a, j) for a, j, _ in given if a != SEMUA and j in _SEKALI]
        lately = Counter((a, j) for a, j, when in given if when >= hour)
        penomoran = self.plain_desk.penomoran
        numbers = store.next_ledger_numbers(penomoran.klasifikasi)
        return replace(
            self.plain_desk,
            pengganti=(*self.plain_desk.pengganti, *named_by_mail(store)),
            urut_kasus=store.next_case_numbers(),
            penomoran=replace(penomoran, berikut=dict(numbers), terpakai=_given(penomoran, store)),
            terjawab=frozenset(done),
            tanda_terima_sejam=max((lately[a, str(JenisSurat.TANDA_TERIMA)] for a in people), default=0),
            jawaban_sejam=store.answers_since(hour) if people else 0,
            asing_sejam=lately[SEMUA, ASING],
        )


def _given(penomoran: Penomoran, store: Store) -> frozenset[tuple[int, int]]:
    """Numbers of the ledger, where people give some of them."""
    by_hand = not penomoran.otomatis or penomoran.sampai
    return store.ledger_numbers(penomoran.klasifikasi) if by_hand else frozenset()
