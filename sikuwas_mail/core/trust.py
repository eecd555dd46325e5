"""Who may answer: one function, on every path; a mail proves a mailbox only together with our own token."""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sikuwas_mail.core.case import Case, Keputusan, Tugas
from sikuwas_mail.core.desk import Desk, Pengganti, Petugas
from sikuwas_mail.core.incoming import Autentikasi, Envelope
from sikuwas_mail.core.reference import TOKEN_PANJANG
from sikuwas_mail.core.sop import Peran

TIM = (Peran.AUDITOR, Peran.PPUPD)


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


def token(kunci: bytes, nomor: str, tugas: Tugas, orang: str) -> str:
    """The token of a task's letter to one person: 130 bits of HMAC-SHA-256, base32, lower case."""
    bound = (nomor, tugas.langkah, tugas.peran, str(tugas.ronde), str(tugas.putaran), orang)
    return _derive(kunci, "tugas", bound)


def token_pemohon(kunci: bytes, nomor: str, alamat: str) -> str:
    """The token of every letter to the applicant of a case; it lets him speak for himself and decide nothing."""
    return _derive(kunci, "pemohon", (nomor, alamat))


def token_kabar(kunci: bytes, nomor: str, alamat: str) -> str:
    """The token of a letter that asks nothing: its answer is routed, never taken for a decision."""
    return _derive(kunci, "kabar", (nomor, alamat))


def authorise(mail: Envelope, case: Case, desk: Desk, now: datetime) -> Grant | Refusal:
    """Whether the sender may answer the task whose token his mail carries.

    A grant needs one From mailbox, registered, not the applicant's, a token of an open task bound to that very
    person, the office held now (or a dated substitution for it), no veto and no expiry. The ticket number routes
    only (contract, section 3).
    """
    if len(mail.dari) != 1:
        return Refusal(Alasan.PENGIRIM_TIDAK_TUNGGAL)
    if mail.autentikasi is Autentikasi.GAGAL:
        return Refusal(Alasan.VETO)
    sender = mail.dari[0]
    if sender == case.pemohon and sender != desk.alihkan_ke:
        return Refusal(Alasan.PEMOHON)
    tokens = tuple(a.token for a in mail.acuan if a.token and a.nomor == case.nomor)
    people = _speakers(sender, desk)
    if not people:
        return Refusal(Alasan.BUKAN_PETUGAS)
    if not tokens:
        return Refusal(Alasan.TANPA_ACUAN, people[0] if len(people) == 1 else None)
    return _judge(tokens, people, mail, case, desk, now)


def is_applicant(mail: Envelope, case: Case, desk: Desk) -> bool:
    """Whether the mail comes from the case's applicant: his address and his token, no veto."""
    if len(mail.dari) != 1 or mail.autentikasi is Autentikasi.GAGAL:
        return False
    if mail.dari[0] not in (case.pemohon, desk.alihkan_ke or case.pemohon):
        return False
    wanted = [token_pemohon(k, case.nomor, case.pemohon) for k in desk.kunci]
    return _any_equal((a.token for a in mail.acuan if a.nomor == case.nomor), wanted)


def is_informed(mail: Envelope, case: Case, desk: Desk) -> Petugas | None:
    """The official whose informative letter is answered (token_kabar), or None."""
    if len(mail.dari) != 1 or mail.autentikasi is Autentikasi.GAGAL:
        return None
    tokens = tuple(a.token for a in mail.acuan if a.nomor == case.nomor)
    for person in _speakers(mail.dari[0], desk):
        if _any_equal(tokens, [token_kabar(k, case.nomor, person.email) for k in desk.kunci]):
            return person
    return None


def addressed(mail: Envelope, case: Case, desk: Desk) -> Tugas | None:
    """The task whose letter the mail answers, whoever sent it and whether it is open or not."""
    people = {p.email for p in desk.petugas}
    tokens = tuple(a.token for a in mail.acuan if a.token and a.nomor == case.nomor)
    return next((t for t in reversed(case.tugas) if tokens and _matches(tokens, t, people, case, desk)), None)


def holders(tugas: Tugas, case: Case, desk: Desk, now: datetime) -> tuple[Petugas, ...]:
    """Who holds a task now: the office's present holders; of the consultation, the appointed still in office."""
    if tugas.peran in TIM:
        hari = desk.hari(now)
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


def _speakers(sender: str, desk: Desk) -> tuple[Petugas, ...]:
    """The persons an address may speak for: its owner; in rehearsal, the common mailbox speaks for anybody."""
    if desk.alihkan_ke and sender == desk.alihkan_ke:
        return desk.petugas
    return tuple(p for p in desk.petugas if p.beralamat(sender))


def _judge(
    tokens: tuple[str, ...], people: tuple[Petugas, ...], mail: Envelope, case: Case, desk: Desk, now: datetime
) -> Grant | Refusal:
    late: Refusal | None = None
    for person in people:
        for task in reversed(case.tugas):
            if not _matches(tokens, task, {person.email}, case, desk):
                continue
            verdict = _at_task(person, task, mail, case, desk, now)
            if isinstance(verdict, Grant):
                return verdict
            late = late or verdict
    return late or Refusal(Alasan.ACUAN_ASING, people[0] if len(people) == 1 else None)


def _at_task(person: Petugas, task: Tugas, mail: Envelope, case: Case, desk: Desk, now: datetime) -> Grant | Refusal:
    if not task.terbuka:
        return Refusal(Alasan.SUDAH_DIPUTUSKAN, person, task, _made(case, task))
    if now > task.dibuka + timedelta(days=desk.aturan.masa_token):
        return Refusal(Alasan.KEDALUWARSA, person, task)
    if desk.aturan.kebijakan.get(task.langkah) == "token+lulus" and mail.autentikasi is not Autentikasi.LULUS:
        return Refusal(Alasan.BELUM_TERBUKTI, person, task)
    held = holders(task, case, desk, now)
    if any(h.email == person.email for h in held):
        return Grant(task, person)
    for holder in held:
        stand_in = desk.pengganti_dari(holder.email, now)
        if stand_in and stand_in.oleh == person.email and person.aktif(desk.hari(now)):
            return Grant(task, person, stand_in)
    return Refusal(Alasan.BUKAN_PEMEGANG, person, task)


def _made(case: Case, task: Tugas) -> Keputusan | None:
    same = (task.langkah, task.peran, task.ronde)
    return next((k for k in case.keputusan if (k.langkah, k.peran, k.ronde) == same), None)


def _matches(tokens: Iterable[str], task: Tugas, people: Iterable[str], case: Case, desk: Desk) -> bool:
    return _any_equal(tokens, [token(k, case.nomor, task, p) for k in desk.kunci for p in people])


def _any_equal(given: Iterable[str], wanted: list[str]) -> bool:
    """Every pair is compared, in constant time: neither how many nor which agree can be timed."""
    results = [hmac.compare_digest(g.encode(), w.encode()) for g in given for w in wanted]
    return any(results)


def _derive(kunci: bytes, purpose: str, bound: Iterable[str]) -> str:
    text = "\x1f".join(("sikuwas-1", purpose, *bound))
    digest = hmac.new(kunci, text.encode(), hashlib.sha256).digest()
    return b32encode(digest).decode().lower()[:TOKEN_PANJANG]
