"""The digest in the office: written once on a working morning; each numbered line of its answer is judged alone."""

from dataclasses import replace
from datetime import datetime

import structlog
from pydantic import TypeAdapter

from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Case
from sikuwas_mail.core.decide import Decision, Hasil, decide, digests
from sikuwas_mail.core.decide.digests import KODE, Butir
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.desk import Desk, Petugas
from sikuwas_mail.core.events import DokumenDisusun
from sikuwas_mail.core.incoming import Acuan, Reply
from sikuwas_mail.core.outgoing import TemplateFault
from sikuwas_mail.core.sop import Status, baris
from sikuwas_mail.edge.store import Record
from sikuwas_mail.office import workshop
from sikuwas_mail.office.intake import Understood
from sikuwas_mail.office.rooms import Rooms
from sikuwas_mail.office.strays import Placed
from sikuwas_mail.reading import meaning, numbered
from sikuwas_mail.reading.names import Directory

_MARK = "ringkasan/"
_BUTIR: TypeAdapter[tuple[Butir, ...]] = TypeAdapter(tuple[Butir, ...])
log = structlog.get_logger()


def write(rooms: Rooms, now: datetime) -> bool:
    """The digests of this morning, committed; True when there were any. A second call writes none."""
    desk, store = rooms.desk(now), rooms.store
    rows = [r for status in (Status.BERJALAN, Status.MENUNGGU_PEMOHON) for r in store.list_cases(now, status=status)]
    cases = {c.nomor: c for r in rows if (c := store.case(r.nomor))}
    found = digests.lines(cases.values(), desk, now)
    rujukan = digests.reference(now, desk)
    for address, items in found.items():
        person, mark = desk.orang(address), f"{_MARK}{rujukan}/{address}"
        if person is None or store.get(mark) is not None:
            continue
        draft = Draft(None, desk, now)
        digests.write(draft, person, items, cases)
        try:
            record = workshop.record(rooms, draft.done(Hasil.DICATAT, "ringkasan"), desk, now)
        except TemplateFault as fault:
            log.error("ringkasan.gagal", galat=str(fault))
            return False
        store.put(mark, _BUTIR.dump_python(items, mode="json"))
        store.commit(record)
    return bool(found)


def place(rooms: Rooms, seen: Understood, desk: Desk, now: datetime) -> Placed | None:
    """What an answer to a digest leads to; None where the mail is none."""
    envelope = seen.mail.envelope
    rujukan = next((a.nomor for a in envelope.acuan if a.nomor.startswith(f"{KODE}-") and a.token), "")
    if not rujukan or not isinstance(seen.incoming, Reply):
        return None
    person = trust.entrusted(envelope, rujukan, lambda k, p: trust.token_ringkasan(k, rujukan, p), desk, now)
    known = rooms.store.get(f"{_MARK}{rujukan}/{person.email}") if person else None
    if person is None or known is None:
        return None
    items = _BUTIR.validate_python(known)
    said = numbered.split(seen.incoming.teks)
    draft = Draft(None, desk, now, envelope.message_id)
    wrong = tuple(n for n, _ in said if not 1 <= n <= len(items) or [m for m, _ in said].count(n) > 1)
    if wrong or not said:
        digests.unread(draft, person, rujukan, tuple(dict.fromkeys(wrong)))
    lines = [(items[n - 1], text) for n, text in said if n not in wrong]
    made = _judged(rooms, lines, seen.incoming, person, desk, now)
    records = tuple(record for _, record in made)
    done = sum(d.hasil is Hasil.DIPUTUSKAN for d, _ in made)
    hasil = Hasil.DIPUTUSKAN if done else Hasil.DITANYAKAN
    return Placed(draft.done(hasil, f"ringkasan-{done}-dari-{len(said)}"), records)


def _judged(
    rooms: Rooms, lines: list[tuple[Butir, str]], masuk: Reply, person: Petugas, desk: Desk, now: datetime
) -> list[tuple[Decision, Record]]:
    """Each line through the same trust and meaning as an answer to its task; later ones see what earlier ones did."""
    cases: dict[str, Case] = {}
    made = []
    for item, text in lines:
        case = cases.get(item.nomor) or rooms.store.case(item.nomor)
        task = item.task_in(case) if case else None
        if case is None or task is None:
            continue
        token = trust.token(desk.kunci[0], case.nomor, task, person.email)
        local = now.astimezone(desk.kalender.zona)
        answer = meaning.read(
            text,
            baris(task.langkah, task.peran),
            Directory.of(desk, local),
            local,
            usulan=case.usulan,
            wilayah=case.wilayah,
            hasil=case.hasil,
        )
        envelope = replace(masuk.envelope, acuan=(Acuan("ref", case.nomor, token),))
        decision = decide(case, Reply(envelope, answer, text, (), "ringkasan"), now, desk)
        made.append((decision, workshop.record(rooms, decision, desk, now)))
        cases[case.nomor] = decision.case or case
        desk = _advanced(desk, decision)
    return made


def _advanced(desk: Desk, decision: Decision) -> Desk:
    """The desk with the numbers a decision took."""
    taken = {e.isi.tahun: e.isi.urut + 1 for e in decision.events if isinstance(e.isi, DokumenDisusun) and e.isi.urut}
    return replace(desk, penomoran=replace(desk.penomoran, berikut={**desk.penomoran.berikut, **taken}))
