"""Who may answer: one function, on every path; a mail proves a mailbox only together with our own token."""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sikuwas_mail.core.case import Case, Keputusan, Tugas
from sikuwas_mail.core.desk import Desk, Pengganti, Petugas
from sikuwas_mail.core.incoming import Autentikasi, Envelope
from sikuwas_mail.core.reference import TOKEN_PANJANG
from sikuwas_mail.core.sop import Langkah, Peran

TIM = (Peran.AUDITOR, Peran.PPUPD)
TOKEN, LULUS, KONFIRMASI = "token", "token+lulus", "token+konfirmasi"
_BATAS_TOKEN = 60  # references of one mail that are looked at; a thread of ours has far fewer


class Alasan(StrEnum):
    """Why an answer is not taken; the value is recorded as it stands."""

    PENGIRIM_TIDAK_TUNGGAL = "pengirim-tidak-tunggal"
    VETO = "autentikasi-gagal"
    TANPA_ACUAN = "tanpa-token"
    BUKAN_PETUGAS = "bukan-petugas"
    PEMOHON = "pemohon-tidak-memutuskan"
    ACUAN_ASING = "token-bukan-milik-pengirim"
    BUKAN_PEMEGANG = "bukan-pemegang"
    SUDAH_DIPUTUSKAN = "sudah-diputuskan"
    KEDALUWARSA = "token-kedaluwarsa"
    BELUM_TERBUKTI = "autentikasi-belum-lulus"


@dataclass(frozen=True, slots=True)
class Grant:
    """This official may answer this task; `pengganti` is set where he acts for its holder."""

    tugas: Tugas
    petugas: Petugas
    pengganti: Pengganti | None = None
    konfirmasi: bool = False  # the mail answers the second letter: only whether the held decision stands
    tahan: bool = False  # a decision in this mail waits until its decider has confirmed it

    @property
    def atas_nama(self) -> str:
        """Address of the holder he acts for, or ""."""
        return self.pengganti.untuk if self.pengganti else ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Not taken; `tugas` and `petugas` where the token was theirs but comes too late."""

    alasan: Alasan
    petugas: Petugas | None = None
    tugas: Tugas | None = None
    keputusan: Keputusan | None = None


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose token of which task a mail carries; `konfirmasi`: that of the letter that asks for a YA."""

    tugas: Tugas
    orang: Petugas
    konfirmasi: bool = False


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────
def token(kunci: bytes, nomor: str, tugas: Tugas, orang: str) -> str:
    """The token of a task's letter to one person: 130 bits of HMAC-SHA-256, base32, lower case."""
    return _derive(kunci, "tugas", _bound(nomor, tugas, orang))


def token_konfirmasi(kunci: bytes, nomor: str, tugas: Tugas, orang: str) -> str:
    """The token of the letter that asks its decider whether a held decision is his; a new one each time it is held."""
    ke = str(tugas.ditahan.ke) if tugas.ditahan else "0"
    return _derive(kunci, "konfirmasi", (*_bound(nomor, tugas, orang), ke))


def token_pemohon(kunci: bytes, nomor: str, alamat: str) -> str:
    """The token of every letter to the applicant of a case; it lets him speak for himself and decide nothing."""
    return _derive(kunci, "pemohon", (nomor, alamat))


def token_kabar(kunci: bytes, nomor: str, alamat: str) -> str:
    """The token of a letter that asks nothing: its answer is routed, never taken for a decision."""
    return _derive(kunci, "kabar", (nomor, alamat))


def token_alias(kunci: bytes, nomor: str, usul: tuple[str, str], orang: str) -> str:
    """The token of the question whether an address belongs to somebody: `usul` is (address, whose)."""
    return _derive(kunci, "alias", (nomor, *usul, orang))


def token_arahan(kunci: bytes, nomor: str, tugas: Tugas, orang: str) -> str:
    """The token of an escalation: its superior may say what becomes of this task."""
    return _derive(kunci, "arahan", _bound(nomor, tugas, orang))


def token_konsol(kunci: bytes, rujukan: str, orang: str) -> str:
    """The token of a preview of Admin's console: whether it is to be carried out."""
    return _derive(kunci, "konsol", (rujukan, orang))


def token_ringkasan(kunci: bytes, rujukan: str, orang: str) -> str:
    """The token of one person's digest of one morning."""
    return _derive(kunci, "ringkasan", (rujukan, orang))


def token_asing(kunci: bytes, sha256: str, orang: str) -> str:
    """The token of the question where a stray mail belongs."""
    return _derive(kunci, "asing", (sha256, orang))


# ── judgement ────────────────────────────────────────────────────────────────────────────────────
def authorise(mail: Envelope, case: Case, desk: Desk, now: datetime) -> Grant | Refusal:
    """Whether the sender may answer the task whose letter he answers.

    A grant needs one From mailbox, registered and in office, not the applicant's, a token of an open task bound to
    that very person, the office held now (or a dated substitution for it), no veto and no expiry. The first of the
    references that names a task of his settles which one is meant. The ticket number routes only (contract, 3).
    """
    if len(mail.dari) != 1:
        return Refusal(Alasan.PENGIRIM_TIDAK_TUNGGAL)
    if mail.autentikasi is Autentikasi.GAGAL:
        return Refusal(Alasan.VETO)
    known = _speakers(mail.dari[0], desk, now)
    people = tuple(p for p in known if not _applies(p, case, desk))
    if _is_applicants(mail.dari[0], case, desk) or (known and not people):
        return Refusal(Alasan.PEMOHON)
    if not people:
        return Refusal(Alasan.BUKAN_PETUGAS)
    alone = people[0] if len({p.email for p in people}) == 1 else None
    if not _tokens(mail, case):
        return Refusal(Alasan.TANPA_ACUAN, alone)
    found = _bearer(mail, case, desk, people)
    return _at_task(found, mail, case, desk, now) if found else Refusal(Alasan.ACUAN_ASING, alone)


def is_applicant(mail: Envelope, case: Case, desk: Desk) -> bool:
    """Whether the mail comes from the case's applicant: his address and his token, no veto."""
    if len(mail.dari) != 1 or mail.autentikasi is Autentikasi.GAGAL:
        return False
    if mail.dari[0] not in (case.pemohon, *case.alias, desk.alihkan_ke or case.pemohon):
        return False
    return _any_equal(_tokens(mail, case), [token_pemohon(k, case.nomor, case.pemohon) for k in desk.kunci])


def is_informed(mail: Envelope, case: Case, desk: Desk, now: datetime) -> Petugas | None:
    """The official whose informative letter is answered (token_kabar), or None."""
    return entrusted(mail, case.nomor, lambda k, orang: token_kabar(k, case.nomor, orang), desk, now)


def is_admin(mail: Envelope, case: Case, desk: Desk, now: datetime) -> bool:
    """Whether an Admin answers a letter of ours to him in this case, one with a task or one without."""
    verdict = authorise(mail, case, desk, now)
    person = verdict.petugas if isinstance(verdict, Grant) else is_informed(mail, case, desk, now)
    return person is not None and person.peran is Peran.ADMIN


def entrusted(
    mail: Envelope, nomor: str, derive: Callable[[bytes, str], str], desk: Desk, now: datetime
) -> Petugas | None:
    """The official in office whose own token (`derive` of key and address) the mail carries under `nomor`, or None."""
    if len(mail.dari) != 1 or mail.autentikasi is Autentikasi.GAGAL:
        return None
    given = _carried(mail, nomor)
    people = _speakers(mail.dari[0], desk, now)
    return next((p for p in people if _any_equal(given, [derive(k, p.email) for k in desk.kunci])), None)


def proposal(mail: Envelope, case: Case, desk: Desk, now: datetime) -> tuple[Petugas, tuple[str, str]] | None:
    """The Admin who answers whether an address belongs to somebody, and which: (address, whose)."""
    for usul in case.usul_alias:
        person = entrusted(mail, case.nomor, lambda k, p, u=usul: token_alias(k, case.nomor, u, p), desk, now)  # type: ignore[misc]
        if person is not None and person.peran is Peran.ADMIN:
            return person, usul
    return None


def direction(mail: Envelope, case: Case, desk: Desk, now: datetime) -> tuple[Petugas, Tugas] | None:
    """The superior who answers an escalation, and the task it is about, open or not."""
    for task in reversed(case.tugas):
        person = entrusted(mail, case.nomor, lambda k, p, t=task: token_arahan(k, case.nomor, t, p), desk, now)  # type: ignore[misc]
        if person is None or _applies(person, case, desk):
            continue
        if now <= _end(Bearer(task, person), desk) and _proven(task.langkah, mail, desk):
            return person, task
    return None


def bearer(mail: Envelope, case: Case, desk: Desk) -> Bearer | None:
    """Whose task's letter the mail answers, whoever sent it and whether the task is open or not."""
    return _bearer(mail, case, desk, desk.petugas)


def addressed(mail: Envelope, case: Case, desk: Desk) -> Tugas | None:
    """The task whose letter the mail answers, whoever sent it and whether it is open or not."""
    found = bearer(mail, case, desk)
    return found.tugas if found else None


def asks_consent(mail: Envelope, case: Case, desk: Desk, now: datetime) -> bool:
    """Whether the letter answered wanted a YA and nothing else."""
    found = bearer(mail, case, desk)
    return bool(found and found.konfirmasi) or proposal(mail, case, desk, now) is not None


def policy(langkah: Langkah, mail: Envelope, desk: Desk) -> str:
    """The policy of a step for this mail; where the server said nothing of it, the stricter of two may hold."""
    stated = desk.aturan.kebijakan.get(langkah, TOKEN)
    silent = mail.autentikasi is Autentikasi.TIDAK_ADA
    return desk.aturan.tanpa_hasil.get(langkah, TOKEN) if silent and stated == TOKEN else stated


def may_undo(mail: Envelope, person: Petugas, task: Tugas, case: Case, desk: Desk, now: datetime) -> bool:
    """Whether the decider of a task may still speak for its office, under the step's policy."""
    return _proven(task.langkah, mail, desk) and _standing(person, task, case, desk, now) is not None


def holders(tugas: Tugas, case: Case, desk: Desk, now: datetime) -> tuple[Petugas, ...]:
    """Who holds a task now: the office's present holders; of the consultation, the appointed still in office."""
    hari = desk.hari(now)
    if tugas.ditunjuk:
        return tuple(p for p in desk.petugas if p.email == tugas.ditunjuk and p.aktif(hari))[:1]
    if tugas.peran in TIM:
        return tuple(p for p in desk.petugas if p.email in tugas.pemegang and p.aktif(hari))
    wilayah = case.wilayah if tugas.peran is Peran.IRBAN else ""
    return desk.pejabat(tugas.peran, now, wilayah)


def addressees(tugas: Tugas, case: Case, desk: Desk, now: datetime) -> tuple[tuple[Petugas, Pengganti | None], ...]:
    """Whom the task's letters go to now: each holder, or the substitute who stands in for him."""
    found = []
    for holder in holders(tugas, case, desk, now):
        stand_in = desk.pengganti_dari(holder.email, now)
        person = desk.orang(stand_in.oleh) if stand_in else None
        found.append((person, stand_in) if person and stand_in else (holder, None))
    return tuple(found)


# ── people ───────────────────────────────────────────────────────────────────────────────────────
def _speakers(sender: str, desk: Desk, now: datetime) -> tuple[Petugas, ...]:
    """The officials in office whom an address may speak for; in rehearsal the common mailbox speaks for anybody."""
    hari = desk.hari(now)
    rehearsal = bool(desk.alihkan_ke) and sender == desk.alihkan_ke
    return tuple(p for p in desk.petugas if p.aktif(hari) and (rehearsal or p.beralamat(sender)))


def _is_applicants(sender: str, case: Case, desk: Desk) -> bool:
    return sender in (case.pemohon, *case.alias) and sender != desk.alihkan_ke


def _applies(person: Petugas, case: Case, desk: Desk) -> bool:
    """Whether an official is himself the applicant, from whichever of his addresses he applied."""
    return any(person.beralamat(a) for a in (case.pemohon, *case.alias) if a != desk.alihkan_ke)


def _standing(
    person: Petugas, task: Tugas, case: Case, desk: Desk, now: datetime
) -> tuple[Petugas, Pengganti | None] | None:
    """As whom a person may answer a task now: himself, or a holder's substitute; None: he may not."""
    held = holders(task, case, desk, now)
    own = next((h for h in held if h.email == person.email), None)
    if own is not None:
        return own, None
    stand_ins = (desk.pengganti_dari(h.email, now) for h in held)
    acting = next((g for g in stand_ins if g is not None and g.oleh == person.email), None)
    return (person, acting) if acting else None


def _at_task(found: Bearer, mail: Envelope, case: Case, desk: Desk, now: datetime) -> Grant | Refusal:
    person, task = found.orang, found.tugas
    if not task.terbuka:
        return Refusal(Alasan.SUDAH_DIPUTUSKAN, person, task, _made(case, task))
    if now > _end(found, desk):
        return Refusal(Alasan.KEDALUWARSA, person, task)
    if not _proven(task.langkah, mail, desk):
        return Refusal(Alasan.BELUM_TERBUKTI, person, task)
    standing = _standing(person, task, case, desk, now)
    if standing is None:
        return Refusal(Alasan.BUKAN_PEMEGANG, person, task)
    return Grant(task, *standing, found.konfirmasi, policy(task.langkah, mail, desk) == KONFIRMASI)


def _proven(langkah: Langkah, mail: Envelope, desk: Desk) -> bool:
    """Whether the server's tests say enough for the step's policy."""
    return policy(langkah, mail, desk) != LULUS or mail.autentikasi is Autentikasi.LULUS


def _end(found: Bearer, desk: Desk) -> datetime:
    held = found.tugas.ditahan
    if found.konfirmasi and held:
        return held.sampai
    return (found.tugas.kunci_sejak or found.tugas.dibuka) + timedelta(days=desk.aturan.masa_token)


def _made(case: Case, task: Tugas) -> Keputusan | None:
    same = (task.langkah, task.peran, task.ronde)
    return next((k for k in case.keputusan if (k.langkah, k.peran, k.ronde) == same), None)


# ── comparing ────────────────────────────────────────────────────────────────────────────────────
def _bearer(mail: Envelope, case: Case, desk: Desk, people: Iterable[Petugas]) -> Bearer | None:
    """The first of the mail's tokens, strongest reference first, that is one of these people's."""
    given = _tokens(mail, case)
    valid = list(_valid(case, desk, people)) if given else []
    hits = [found for g in given for digits, found in valid if _equal(g, digits)]
    return hits[0] if hits else None


def _valid(case: Case, desk: Desk, people: Iterable[Petugas]) -> Iterable[tuple[str, Bearer]]:
    for person in people:
        for task in reversed(case.tugas):
            for key in desk.kunci:
                yield token(key, case.nomor, task, person.email), Bearer(task, person)
                if task.ditahan and task.ditahan.alamat == person.email:
                    yield token_konfirmasi(key, case.nomor, task, person.email), Bearer(task, person, True)


def _tokens(mail: Envelope, case: Case) -> tuple[str, ...]:
    return _carried(mail, case.nomor)


def _carried(mail: Envelope, nomor: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.token for a in mail.acuan if a.token and a.nomor == nomor))[:_BATAS_TOKEN]


def _any_equal(given: Iterable[str], wanted: list[str]) -> bool:
    """Every pair is compared, in constant time: neither how many nor which agree can be timed."""
    results = [_equal(g, w) for g in given for w in wanted]
    return any(results)


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(errors="replace"), other.encode())


def _bound(nomor: str, tugas: Tugas, orang: str) -> tuple[str, ...]:
    putaran = tugas.putaran + tugas.diputar.count(orang)
    return (nomor, tugas.langkah, tugas.peran, str(tugas.ronde), str(putaran), orang)


def _derive(kunci: bytes, purpose: str, bound: Iterable[str]) -> str:
    text = "\x1f".join(("sikuwas-1", purpose, *bound))
    digest = hmac.new(kunci, text.encode(), hashlib.sha256).digest()
    return b32encode(digest).decode().lower()[:TOKEN_PANJANG]
