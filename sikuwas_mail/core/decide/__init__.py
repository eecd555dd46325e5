"""What follows: `decide(case, incoming, now, desk)` and `tick(case, now, desk)`, pure; the same in, the same out."""

from datetime import datetime

from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Case
from sikuwas_mail.core.decide import (
    applicant,
    files,
    held,
    machine,
    numbers,
    placing,
    refused,
    requests,
    staff,
    strays,
    superiors,
    ticks,
)
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.incoming import (
    AutoReply,
    Bounce,
    CalendarReply,
    Forward,
    Incoming,
    NewRequest,
    Reply,
    Stray,
)

__all__ = ["Decision", "Hasil", "decide", "tick"]


def decide(case: Case | None, incoming: Incoming, now: datetime, desk: Desk) -> Decision:
    """The decision on one incoming mail. `case`: the one its references route to, or None."""
    decision = numbers.ask(_decided(case, incoming, now, desk), now, desk)
    return files.filed(decision, case, incoming, now, desk)


def _decided(case: Case | None, incoming: Incoming, now: datetime, desk: Desk) -> Decision:
    draft = Draft(case, desk, now, kutip=incoming.envelope.message_id)
    if isinstance(incoming, NewRequest):
        return requests.register(draft, incoming)
    if isinstance(incoming, Stray):
        return strays.unplaced(draft, incoming.envelope, incoming.teks, incoming.alasan)
    if case is None:
        return _without_case(draft, incoming)
    if isinstance(incoming, Reply):
        return _reply(draft, case, incoming)
    if isinstance(incoming, Bounce):
        return machine.bounced(draft, incoming)
    if isinstance(incoming, AutoReply):
        return machine.absent(draft, incoming)
    if isinstance(incoming, CalendarReply):
        return machine.calendar(draft, incoming)
    return machine.forwarded(draft, incoming)


def tick(case: Case, now: datetime, desk: Desk) -> Decision:
    """The decision on the passing of time for one case."""
    return ticks.tick(Draft(case, desk, now))


def _reply(draft: Draft, case: Case, incoming: Reply) -> Decision:
    admin = numbers.entitled(draft, incoming)
    if admin is not None:
        return numbers.give(draft, incoming, admin)
    usul = trust.proposal(incoming.envelope, case, draft.desk, draft.now)
    if usul is not None:
        return placing.learn(draft, incoming, *usul)
    directed = trust.direction(incoming.envelope, case, draft.desk, draft.now)
    if directed is not None:
        return superiors.direct(draft, incoming, *directed)
    verdict = trust.authorise(incoming.envelope, case, draft.desk, draft.now)
    if isinstance(verdict, trust.Grant) and verdict.konfirmasi:
        return held.settle(draft, incoming, verdict, staff.carry_out)
    if isinstance(verdict, trust.Grant):
        return staff.answer(draft, incoming, verdict)
    if trust.is_applicant(incoming.envelope, case, draft.desk):
        return applicant.answer(draft, incoming)
    return refused.refuse(draft, incoming, verdict)


def _without_case(draft: Draft, incoming: Reply | Bounce | AutoReply | CalendarReply | Forward) -> Decision:
    """A machine's mail is filed; a human's answer to a case that does not exist is a stranger's."""
    if isinstance(incoming, Bounce):
        return draft.done(Hasil.PENTALAN, incoming.alasan)
    if isinstance(incoming, AutoReply):
        return draft.done(Hasil.OTOMATIS, incoming.alasan)
    if isinstance(incoming, CalendarReply):
        return draft.done(Hasil.KALENDER, incoming.alasan)
    if isinstance(incoming, Forward):
        return draft.done(Hasil.TERUSAN, incoming.alasan)
    return strays.unplaced(draft, incoming.envelope, incoming.teks, "kasus-tidak-dikenal")
