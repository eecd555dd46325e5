"""Stray mail in the office: whom it may belong to, and Admin's word where it goes, decided anew from its own bytes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Case
from sikuwas_mail.core.decide import Decision, Hasil, decide
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.decide.placing import echo, join, too_late
from sikuwas_mail.core.decide.strays import KODE, mentioned, question
from sikuwas_mail.core.desk import Calon, Desk, Petugas, with_alias
from sikuwas_mail.core.events import AliasDipelajari
from sikuwas_mail.core.incoming import Envelope, NewRequest, Reply, Stray
from sikuwas_mail.core.sop import Jawaban, Peran
from sikuwas_mail.edge.store import Masuk, MasukBaru, Record
from sikuwas_mail.office import intake, workshop
from sikuwas_mail.office.intake import Understood
from sikuwas_mail.office.rooms import Rooms

_TERBUKA = 50  # open cases that are compared with a stray mail
_MENUNGGU = (Hasil.ASING, Hasil.TIDAK_BERHAK, Hasil.TERUSAN, Hasil.TAMBAHAN)


@dataclass(frozen=True, slots=True)
class Placed:
    """Admin's word: what becomes of his own mail, and what of the stray one."""

    decision: Decision
    records: tuple[Record, ...] = ()


def desk_for(rooms: Rooms, seen: Understood, now: datetime) -> Desk:
    """The desk for one mail: automatic answers counted for everybody who may get one, and the cases it may be about."""
    envelope = seen.mail.envelope
    written = seen.incoming.permohonan.get("email", "").strip().lower() if isinstance(seen.incoming, NewRequest) else ""
    applicant = seen.case.pemohon if seen.case else ""
    desk = rooms.desk(now, *envelope.dari[:1], written, applicant)
    unknown = (
        isinstance(seen.incoming, Stray | Reply | NewRequest)
        and len(envelope.dari) == 1
        and desk.orang(envelope.dari[0]) is None
    )
    numbers = mentioned(envelope, seen.mail.text, desk) if unknown else frozenset()
    return replace(desk, calon=_candidates(rooms, numbers, now)) if numbers else desk


def remember(rooms: Rooms, decision: Decision) -> None:
    """Keep under which name a stray mail was shown to Admin."""
    for letter in decision.letters:
        sidik = str(letter.isi.get("sidik", ""))
        if letter.nomor and sidik:
            rooms.store.put(f"asing/{letter.nomor}", sidik)


def place(rooms: Rooms, seen: Understood, desk: Desk, now: datetime) -> Placed | None:
    """What Admin's answer about a stray mail leads to; None where the mail is no such answer, or not his to give."""
    masuk = seen.incoming
    nomor = next((a.nomor for a in seen.mail.envelope.acuan if a.nomor.startswith(f"{KODE}-") and a.token), "")
    sidik = rooms.store.get(f"asing/{nomor}") if nomor else None
    row = rooms.store.seen_sha(sidik) if isinstance(sidik, str) else None
    raw = rooms.archive.get(row.sha256) if row else None
    if row is None or raw is None or not isinstance(masuk, Reply):
        return None
    admin = _admin(seen.mail.envelope, nomor, row, desk, now)
    if admin is None:
        return None
    stray = intake.read_again(raw, row.sha256)
    draft = Draft(None, desk, now, masuk.envelope.message_id)
    if Hasil(row.hasil) not in _MENUNGGU or row.alasan == "digabung-admin":
        too_late(draft, admin, stray.envelope)
        return Placed(draft.done(Hasil.USANG, "surel-asing-sudah-ditangani"))
    return _carried_out(rooms, masuk, row, stray, admin, draft)


def learned(rooms: Rooms, decision: Decision) -> Rooms:
    """The rooms with the aliases that a decision taught."""
    taught = [e.isi for e in decision.events if isinstance(e.isi, AliasDipelajari)]
    return replace(rooms, plain_desk=with_alias(rooms.plain_desk, [(t.alamat, t.milik) for t in taught]))


def _admin(envelope: Envelope, nomor: str, row: Masuk, desk: Desk, now: datetime) -> Petugas | None:
    if now > row.diterima + timedelta(days=desk.aturan.masa_token):
        return None
    person = trust.entrusted(envelope, nomor, lambda key, orang: trust.token_asing(key, row.sha256, orang), desk, now)
    return person if person and person.peran is Peran.ADMIN else None


def _carried_out(rooms: Rooms, masuk: Reply, row: Masuk, stray: intake.Again, admin: Petugas, draft: Draft) -> Placed:
    said = masuk.answer.jawaban
    if said is Jawaban.GABUNG and (case := rooms.store.case(masuk.answer.isi)) is not None:
        own = Draft(case, draft.desk, draft.now, stray.envelope.message_id)
        decision = join(own, intake.as_reply(stray, case, draft.desk, draft.now), admin)
        return _both(rooms, decision, row, draft, f"gabung-{case.nomor}")
    if said is Jawaban.BARU:
        return _registered(rooms, row, stray, admin, draft)
    if said is Jawaban.ABAIKAN:
        echo(draft, admin, stray.envelope, "Surel itu disimpan tanpa tindakan.")
        filed = Decision(Hasil.DICATAT, "diabaikan-admin")
        return _both(rooms, filed, row, draft, "abaikan")
    question(draft, stray.envelope, stray.text, admin, row.diterima, f"{draft.desk.hari(draft.now)}/")
    return Placed(draft.done(Hasil.DITANYAKAN, "surel-asing-belum-jelas"))


def _registered(rooms: Rooms, row: Masuk, stray: intake.Again, admin: Petugas, draft: Draft) -> Placed:
    """Admin vouches for the mail: it is a request like any other."""
    request = intake.as_request(stray, draft.desk, draft.now)
    vouched = replace(request, dijamin=True)
    decision = decide(None, vouched, draft.now, rooms.desk(draft.now, *stray.envelope.dari))
    nomor = decision.case.nomor if decision.case else ""
    told = f"Surel itu didaftarkan sebagai kasus {nomor}." if nomor else "Surel itu tidak dapat didaftarkan."
    echo(draft, admin, stray.envelope, told)
    return _both(rooms, decision, row, draft, f"baru-{nomor}")


def _both(rooms: Rooms, decision: Decision, row: Masuk, draft: Draft, alasan: str) -> Placed:
    nomor = decision.case.nomor if decision.case else ""
    changed = MasukBaru(
        sha256=row.sha256,
        diterima=row.diterima,
        hasil=decision.hasil,
        jenis=row.jenis,
        kasus=nomor,
        alasan=decision.alasan,
    )
    return Placed(
        draft.done(Hasil.DIPUTUSKAN, alasan),
        (workshop.record(rooms, decision, draft.desk, draft.now, changed, row.id),),
    )


def _candidates(rooms: Rooms, numbers: frozenset[str], now: datetime) -> tuple[Calon, ...]:
    open_ones = [r.nomor for r in rooms.store.list_cases(now) if r.status in ("berjalan", "menunggu_pemohon")]
    wanted = dict.fromkeys((*sorted(numbers), *reversed(open_ones[-_TERBUKA:])))
    found = (rooms.store.case(nomor) for nomor in wanted)
    return tuple(_candidate(case) for case in found if case)


def _candidate(case: Case) -> Calon:
    asked = case.permohonan
    return Calon(case.nomor, case.pemohon, asked.get("nama", ""), asked.get("perangkat_daerah", ""))
