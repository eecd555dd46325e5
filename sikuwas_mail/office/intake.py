"""From raw bytes to what they mean for which case; reads the store to find the case, changes nothing."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Case
from sikuwas_mail.core.decide import strays
from sikuwas_mail.core.decide.applicant import missing
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.incoming import (
    Answer,
    AutoReply,
    Bounce,
    CalendarReply,
    Envelope,
    Forward,
    Incoming,
    Jenis,
    NewRequest,
    Reply,
    Stray,
)
from sikuwas_mail.core.sop import Baris, Langkah, Peran, baris, jawaban_atasan
from sikuwas_mail.edge.store import Store
from sikuwas_mail.reading import consent, meaning, numbers, request, sorting
from sikuwas_mail.reading.mail import Mail, parse
from sikuwas_mail.reading.names import Directory
from sikuwas_mail.reading.newtext import new_text

_UID = re.compile(r"([a-z][a-z0-9]{0,11}-\d{4}-\d{4,9})-sesi-\d+@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """One message: its parsed form, its kind, its meaning, and the case it is about."""

    mail: Mail
    jenis: Jenis
    incoming: Incoming
    case: Case | None


@dataclass(frozen=True, slots=True)
class Again:
    """A mail from the archive, read a second time."""

    mail: Mail
    envelope: Envelope
    text: str


def understand(raw: bytes, store: Store, desk: Desk, now: datetime, authserv_id: str, sidik: str = "") -> Understood:
    """Read one message against the cases that are there; hours people write are hours of the office's zone.

    `sidik`: SHA-256 of its bytes.
    """
    now = now.astimezone(desk.kalender.zona)
    mail = parse(raw, authserv_id)
    mail = replace(mail, envelope=replace(mail.envelope, sidik=sidik))
    facts = sorting.Facts(alamat_sendiri=frozenset({desk.alamat}), kanal_online=frozenset(desk.aturan.kanal_online))
    found = sorting.sort(mail, facts)
    incoming, case = _interpret(mail, found, store, desk, now)
    return Understood(mail, found.jenis, incoming, case)


def read_again(raw: bytes, sidik: str) -> Again:
    """A stray mail from the archive; what servers said of its sender counts no more."""
    mail = parse(raw)
    return Again(mail, replace(mail.envelope, sidik=sidik), mail.text)


def as_request(again: Again, desk: Desk, now: datetime) -> NewRequest:
    """A stray mail as the request it was meant to be."""
    found = sorting.Sorted(Jenis.PERMOHONAN, "baru-oleh-admin")
    return replace(_request(again.mail, found, desk, now.astimezone(desk.kalender.zona)), envelope=again.envelope)


def as_reply(again: Again, case: Case, desk: Desk, now: datetime) -> Reply:
    """A stray mail as an applicant's further mail in a case: data at most."""
    now, files = now.astimezone(desk.kalender.zona), again.mail.attachments
    text = new_text(again.mail) or again.text
    answer = meaning.read(text, None, Directory.of(desk, now), now, files, kekurangan=case.kekurangan)
    return Reply(again.envelope, answer, text, files, "digabung")


def _interpret(
    mail: Mail, found: sorting.Sorted, store: Store, desk: Desk, now: datetime
) -> tuple[Incoming, Case | None]:
    envelope = mail.envelope
    if found.jenis in (Jenis.PERMOHONAN, Jenis.ASING) and (own := _named_by_applicant(mail, found, store, desk, now)):
        return _reply(mail, found, own, desk, now), own
    if found.jenis is Jenis.PERMOHONAN:
        return _request(mail, found, desk, now), None
    if isinstance(found.rincian, Bounce):
        return _bounced(found.rincian, store)
    if isinstance(found.rincian, CalendarReply):
        return found.rincian, _calendar_case(found.rincian, store) or _routed(mail, store)
    if isinstance(found.rincian, AutoReply):
        return found.rincian, _routed(mail, store)
    if found.jenis is Jenis.TERUSAN:
        return Forward(envelope, mail.text, found.alasan), _routed(mail, store)
    if found.jenis is Jenis.BALASAN:
        case = _routed(mail, store)
        return _reply(mail, found, case, desk, now), case
    return Stray(envelope, mail.text, found.alasan), None


def _named_by_applicant(mail: Mail, found: sorting.Sorted, store: Store, desk: Desk, now: datetime) -> Case | None:
    """The applicant's own case that a mail of his names, where it is no complete request by itself."""
    numbers = strays.mentioned(mail.envelope, mail.text, desk)
    cases = [case for case in map(store.case, sorted(numbers)) if case and case.pemohon in mail.envelope.dari]
    if len(cases) != 1 or found.jenis is Jenis.ASING:
        return cases[0] if len(cases) == 1 else None
    return cases[0] if missing(dict(_request(mail, found, desk, now).permohonan)) else None


def _request(mail: Mail, found: sorting.Sorted, desk: Desk, now: datetime) -> NewRequest:
    envelope = mail.envelope
    sender = envelope.dari[0] if len(envelope.dari) == 1 else ""
    online = sender in desk.aturan.kanal_online
    data = request.read(
        envelope.subjek,
        mail.text,
        Directory.of(desk, now),
        now,
        mail.attachments,
        sender="" if online else sender,
        sender_name="" if online else envelope.nama_dari,
    )
    return NewRequest(envelope, data, mail.text, mail.attachments, "daring" if online else "surel", found.alasan)


def _reply(mail: Mail, found: sorting.Sorted, case: Case | None, desk: Desk, now: datetime) -> Reply:
    text = new_text(mail)
    if case is None or trust.asks_consent(mail.envelope, case, desk, now):
        return Reply(mail.envelope, consent.read(text), text, mail.attachments, found.alasan)
    given = numbers.read(text) if trust.is_admin(mail.envelope, case, desk, now) else None
    if given is not None:
        return Reply(mail.envelope, given, text, mail.attachments, found.alasan)
    row = _row(mail, case, desk, now)
    answer = meaning.read(
        text,
        row,
        Directory.of(desk, now),
        now,
        mail.attachments,
        kekurangan=case.kekurangan if row is None else (),
        usulan=case.usulan,
        wilayah=case.wilayah,
        hasil=case.hasil,
    )
    if mail.teks_html_berbeda and answer.jawaban and not answer.ragu:
        answer = Answer(ragu="isi teks dan tampilan surel berbeda")
    return Reply(mail.envelope, answer, text, mail.attachments, found.alasan)


def _row(mail: Mail, case: Case, desk: Desk, now: datetime) -> Baris | None:
    """The row whose answers apply: of the task trust will judge; None for the applicant."""
    directed = trust.direction(mail.envelope, case, desk, now)
    if directed is not None:
        superior, late = directed
        return Baris(None, late.langkah, (superior.peran,), 0, "eskalasi", jawaban_atasan(late.langkah), "")
    task = trust.authorise(mail.envelope, case, desk, now).tugas or trust.addressed(mail.envelope, case, desk)
    if task is not None and task.peran is not Peran.PEMOHON:
        return baris(task.langkah, task.peran)
    if case.pemohon in mail.envelope.dari or trust.is_applicant(mail.envelope, case, desk):
        return None
    sender = mail.envelope.dari[0] if len(mail.envelope.dari) == 1 else ""
    own = next((t for t in case.tugas_terbuka if sender in t.pemegang), None)
    if own is not None:
        return baris(own.langkah, own.peran)
    return baris(case.langkah) if case.langkah is not Langkah.PERMOHONAN else None


def _routed(mail: Mail, store: Store) -> Case | None:
    """The case the references name; our own Message-ID before the ticket number."""
    for reference in mail.envelope.acuan:
        case = store.case(reference.nomor)
        if case is not None:
            return case
    return None


def _bounced(bounce: Bounce, store: Store) -> tuple[Bounce, Case | None]:
    """The case of the letter that came back, and to whom that went: the outbox knows, a bounce only says."""
    letter = store.letter(bounce.message_id_asal) if bounce.message_id_asal else None
    if letter is None:
        return bounce, None
    return replace(bounce, penerima=(letter.kepada,)), store.case(letter.kasus) if letter.kasus else None


def _calendar_case(reply: CalendarReply, store: Store) -> Case | None:
    found = _UID.match(reply.uid)
    return store.case(found.group(1).upper()) if found else None
