"""Every way we know to sign for somebody else: each kind makes one attempt at one open task, none may be granted."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sikuwas_mail.core import reference, trust
from sikuwas_mail.core.case import Case, Ditahan, Tugas
from sikuwas_mail.core.desk import Desk, Pengganti, Petugas
from sikuwas_mail.core.incoming import Acuan, Answer, Autentikasi, Envelope, Jenis
from sikuwas_mail.core.sop import Jawaban, Langkah
from sikuwas_mail.reading import sorting
from sikuwas_mail.reading.mail import parse
from tests.core.scene import ADMIN, APPLICANT, BOT, INSPEKTUR, IRBAN_II, JOKO, RINA, SEKRETARIS, STAFF, Scene

AUTHSERV = "mx.kantor.example"
EVIL = "jahat@luar.example"
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True, slots=True)
class Stage:
    """An open task, its holder, and a mail of his that would be granted."""

    case: Case
    desk: Desk
    now: datetime
    task: Tugas
    holder: Petugas
    earlier: tuple[str, ...]  # tokens of the case's decided tasks, of anybody

    @property
    def token(self) -> str:
        return trust.token(self.desk.kunci[0], self.case.nomor, self.task, self.holder.email)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What arrives, and the world it arrives in."""

    mail: Envelope
    case: Case
    desk: Desk
    now: datetime
    kind: Jenis = Jenis.BALASAN  # anything else is never judged at all


Kind = Callable[[Stage, random.Random], Attempt]


def stages() -> list[Stage]:
    """One for every task of the SOP: the eight steps and the side task."""
    wanted = (
        (Langkah.PENERUSAN, ADMIN, False, Langkah.PENERUSAN),
        (Langkah.DISPOSISI, SEKRETARIS, False, Langkah.DISPOSISI),
        (Langkah.PENUGASAN, IRBAN_II, False, Langkah.PENUGASAN),
        (Langkah.KONSULTASI, RINA, False, Langkah.KONSULTASI),
        (Langkah.KONSULTASI, ADMIN, False, Langkah.PERSIAPAN),
        (Langkah.PELAPORAN, IRBAN_II, False, Langkah.PELAPORAN),
        (Langkah.PENGARSIPAN, INSPEKTUR, False, Langkah.PENGARSIPAN),
        (Langkah.PENGARSIPAN, ADMIN, True, Langkah.PENGARSIPAN),
    )
    return [_stage(*w) for w in wanted]


def _stage(where: Langkah, holder: Petugas, archive: bool, step: Langkah) -> Stage:
    scene = Scene().until(where, archive=archive)
    case = scene.case
    assert case is not None
    task = case.tugas_pada(step)
    assert task is not None
    key = scene.desk.kunci[0]
    done = tuple(trust.token(key, case.nomor, t, p.email) for t in case.tugas if not t.terbuka for p in STAFF)
    return Stage(case, scene.desk, scene.now + timedelta(minutes=1), task, holder, done)


def honest(stage: Stage) -> Attempt:
    """The mail that every forgery is made from: this one is granted."""
    return _mail(stage, stage.holder.email, stage.token)


def accepted(attempt: Attempt) -> bool:
    """Whether a mail decides anything."""
    if attempt.kind is not Jenis.BALASAN:
        return False
    return isinstance(trust.authorise(attempt.mail, attempt.case, attempt.desk, attempt.now), trust.Grant)


def _mail(stage: Stage, sender: str, *tokens: str, **changes: object) -> Attempt:
    sources = ("message-id", "plus", "ref")
    refs = tuple(Acuan(sources[i % 3], stage.case.nomor, t) for i, t in enumerate(tokens))
    whole = Envelope(dari=(sender,), kepada=(BOT,), message_id="<x@example>", acuan=refs)
    return Attempt(replace(whole, **changes), stage.case, stage.desk, stage.now)  # type: ignore[arg-type]


def _stranger(r: random.Random) -> str:
    return f"{r.choice('abcdefgh')}{r.randrange(10**6)}@{r.choice(('luar.example', 'dinas.example', 'gmail.example'))}"


def _random_token(r: random.Random) -> str:
    return "".join(r.choices(_DIGITS, k=26))


def _others(stage: Stage) -> list[Petugas]:
    held = {p.email for p in trust.holders(stage.task, stage.case, stage.desk, stage.now)}
    return [p for p in STAFF if p.email not in held]


# ── who writes ───────────────────────────────────────────────────────────────────────────────────
def stranger_with_the_right_token(s: Stage, r: random.Random) -> Attempt:
    return _mail(s, _stranger(r), s.token)


def colleague_with_the_holders_token(s: Stage, r: random.Random) -> Attempt:
    return _mail(s, r.choice(_others(s)).email, s.token)


def colleague_with_a_token_of_his_own(s: Stage, r: random.Random) -> Attempt:
    other = r.choice(_others(s))
    return _mail(s, other.email, trust.token(s.desk.kunci[0], s.case.nomor, s.task, other.email))


def applicant_with_the_right_token(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, APPLICANT, s.token)


def applicant_with_his_own_token(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, APPLICANT, trust.token_pemohon(s.desk.kunci[0], s.case.nomor, APPLICANT))


def holder_with_the_applicants_token(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, s.holder.email, trust.token_pemohon(s.desk.kunci[0], s.case.nomor, APPLICANT))


def nobody(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, "", s.token, dari=())


def two_senders(s: Stage, r: random.Random) -> Attempt:
    pair = [s.holder.email, _stranger(r)]
    r.shuffle(pair)
    return _mail(s, "", s.token, dari=tuple(pair))


def the_same_sender_twice(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, "", s.token, dari=(s.holder.email, s.holder.email))


_LOOKALIKE = {"a": "а", "e": "е", "i": "і", "o": "о", "c": "с", "p": "р", "s": "ѕ", "n": "ո", "r": "г"}


def look_alike_letters(s: Stage, r: random.Random) -> Attempt:
    address = s.holder.email
    at = r.choice([i for i, x in enumerate(address) if x in _LOOKALIKE])
    return _mail(s, address[:at] + _LOOKALIKE[address[at]] + address[at + 1 :], s.token)


def full_width_letters(s: Stage, r: random.Random) -> Attempt:
    address = s.holder.email
    at = r.choice([i for i, x in enumerate(address) if x.isascii() and x.isalpha()])
    return _mail(s, address[:at] + chr(ord(address[at]) + 0xFEE0) + address[at + 1 :], s.token)


def invisible_letters(s: Stage, r: random.Random) -> Attempt:
    address, at = s.holder.email, r.randrange(1, len(s.holder.email))
    return _mail(s, address[:at] + r.choice("\u200b\u200d\u2060\ufeff\u00ad\u202e") + address[at:], s.token)


def plus_detail_of_the_holder(s: Stage, r: random.Random) -> Attempt:
    local, _, domain = s.holder.email.partition("@")
    return _mail(s, f"{local}+{r.randrange(99)}@{domain}", s.token)


def neighbouring_domain(s: Stage, r: random.Random) -> Attempt:
    local, _, domain = s.holder.email.partition("@")
    false = r.choice(
        (f"{domain}.luar.example", f"mail.{domain}", f"{domain}.", f"x{domain}", domain[:-1], "xn--" + domain)
    )
    return _mail(s, f"{local}@{false}", s.token)


def holders_address_as_local_part(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, f'"{s.holder.email}"@luar.example', s.token)


def holders_name_only(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, EVIL, s.token, nama_dari=f"{s.holder.nama} <{s.holder.email}>", balas_ke=(s.holder.email,))


def rehearsal_mailbox_for_real(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, "uji@kantor.example", s.token)


# ── which token ──────────────────────────────────────────────────────────────────────────────────
def holder_without_reference(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, s.holder.email)


def holder_with_the_ticket_number(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, s.holder.email, acuan=(Acuan("subjek", s.case.nomor),))


def guessed_token(s: Stage, r: random.Random) -> Attempt:
    return _mail(s, s.holder.email, *(_random_token(r) for _ in range(r.randrange(1, 4))))


def token_with_one_digit_changed(s: Stage, r: random.Random) -> Attempt:
    at = r.randrange(26)
    digit = r.choice([d for d in _DIGITS if d != s.token[at]])
    return _mail(s, s.holder.email, s.token[:at] + digit + s.token[at + 1 :])


def token_cut_or_stretched(s: Stage, r: random.Random) -> Attempt:
    return _mail(s, s.holder.email, r.choice((s.token[:25], s.token[1:], s.token + "a", s.token * 2, s.token.upper())))


def token_of_a_foreign_key(s: Stage, r: random.Random) -> Attempt:
    return _mail(s, s.holder.email, trust.token(r.randbytes(32), s.case.nomor, s.task, s.holder.email))


def token_of_a_decided_step(s: Stage, r: random.Random) -> Attempt:
    tokens = s.earlier or (_random_token(r),)
    return _mail(s, s.holder.email, r.choice(tokens))


def token_of_another_person(s: Stage, r: random.Random) -> Attempt:
    other = r.choice([p for p in STAFF if p.email != s.holder.email])
    return _mail(s, s.holder.email, trust.token(s.desk.kunci[0], s.case.nomor, s.task, other.email))


def token_of_another_round(s: Stage, r: random.Random) -> Attempt:
    other = replace(s.task, ronde=s.task.ronde + r.choice((-1, 1, 2)))
    return _mail(s, s.holder.email, trust.token(s.desk.kunci[0], s.case.nomor, other, s.holder.email))


def token_of_another_step(s: Stage, r: random.Random) -> Attempt:
    other = replace(s.task, langkah=r.choice([x for x in Langkah if x is not s.task.langkah]))
    return _mail(s, s.holder.email, trust.token(s.desk.kunci[0], s.case.nomor, other, s.holder.email))


def token_of_another_case(s: Stage, r: random.Random) -> Attempt:
    other = f"SKW-2026-{r.randrange(2, 9999):04d}"
    return _mail(s, s.holder.email, trust.token(s.desk.kunci[0], other, s.task, s.holder.email))


def right_token_under_another_number(s: Stage, r: random.Random) -> Attempt:
    other = f"SKW-2026-{r.randrange(2, 9999):04d}"
    return _mail(s, s.holder.email, acuan=(Acuan("ref", other, s.token), Acuan("subjek", s.case.nomor)))


def token_of_a_notice(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, s.holder.email, trust.token_kabar(s.desk.kunci[0], s.case.nomor, s.holder.email))


def token_of_a_confirmation_nobody_asked(s: Stage, _r: random.Random) -> Attempt:
    token = trust.token_konfirmasi(s.desk.kunci[0], s.case.nomor, s.task, s.holder.email)
    return _mail(s, s.holder.email, token)


def token_of_a_question_to_admin(s: Stage, r: random.Random) -> Attempt:
    key = s.desk.kunci[0]
    alias = trust.token_alias(key, s.case.nomor, (EVIL, s.holder.email), s.holder.email)
    stray = trust.token_asing(key, f"{r.randrange(2**64):064x}", s.holder.email)
    return _mail(s, s.holder.email, alias, stray)


def rotated_token(s: Stage, r: random.Random) -> Attempt:
    new = replace(s.task, putaran=1) if r.random() < 0.5 else replace(s.task, diputar=(s.holder.email,))
    return replace(_mail(s, s.holder.email, s.token), case=_with_task(s, new))


# ── when ─────────────────────────────────────────────────────────────────────────────────────────
def replay_after_the_decision(s: Stage, r: random.Random) -> Attempt:
    later = s.now + timedelta(minutes=r.randrange(1, 10**5))
    closed = replace(s.task, ditutup=s.now)
    return replace(_mail(s, s.holder.email, s.token), case=_with_task(s, closed), now=later)


def expired_token(s: Stage, r: random.Random) -> Attempt:
    late = s.task.dibuka + timedelta(days=s.desk.aturan.masa_token, seconds=r.randrange(1, 10**7))
    return replace(_mail(s, s.holder.email, s.token), now=late)


def case_closed(s: Stage, _r: random.Random) -> Attempt:
    ended = tuple(replace(t, ditutup=t.ditutup or s.now) for t in s.case.tugas)
    return replace(_mail(s, s.holder.email, s.token), case=replace(s.case, tugas=ended))


def holder_out_of_office(s: Stage, r: random.Random) -> Attempt:
    today = s.desk.hari(s.now)
    days = r.randrange(1, 400)
    gone = {"sampai": today - timedelta(days=days)} if r.random() < 0.5 else {"mulai": today + timedelta(days=days)}
    return replace(_mail(s, s.holder.email, s.token), desk=_with_person(s, replace(s.holder, **gone)))  # type: ignore[arg-type]


def holder_of_another_office_by_now(s: Stage, _r: random.Random) -> Attempt:
    moved = replace(s.holder, peran=next(p.peran for p in STAFF if p.peran is not s.holder.peran), email=s.holder.email)
    if s.task.peran in trust.TIM:
        return replace(_mail(s, s.holder.email, s.token), case=_with_task(s, replace(s.task, pemegang=(JOKO.email,))))
    return replace(_mail(s, s.holder.email, s.token), desk=_with_person(s, moved))


# ── in whose stead ───────────────────────────────────────────────────────────────────────────────
def _stand_in(s: Stage, oleh: Petugas, mulai: date, sampai: date, untuk: str = "") -> Attempt:
    token = trust.token(s.desk.kunci[0], s.case.nomor, s.task, oleh.email)
    named = Pengganti(untuk or s.holder.email, oleh.email, "Plh", mulai, sampai)
    return replace(_mail(s, oleh.email, token), desk=replace(s.desk, pengganti=(named,)))


def expired_substitute(s: Stage, r: random.Random) -> Attempt:
    today, days = s.desk.hari(s.now), r.randrange(1, 300)
    return _stand_in(s, r.choice(_others(s)), today - timedelta(days=days + 9), today - timedelta(days=days))


def substitute_not_yet(s: Stage, r: random.Random) -> Attempt:
    today, days = s.desk.hari(s.now), r.randrange(1, 300)
    return _stand_in(s, r.choice(_others(s)), today + timedelta(days=days), today + timedelta(days=days + 9))


def substitute_for_somebody_else(s: Stage, r: random.Random) -> Attempt:
    today = s.desk.hari(s.now)
    oleh, untuk = r.sample(_others(s), 2)
    return _stand_in(s, oleh, today, today, untuk.email)


def substitute_out_of_office(s: Stage, r: random.Random) -> Attempt:
    today, oleh = s.desk.hari(s.now), r.choice(_others(s))
    attempt = _stand_in(s, oleh, today, today)
    people = tuple(replace(p, sampai=today - timedelta(days=1)) if p == oleh else p for p in s.desk.petugas)
    return replace(attempt, desk=replace(attempt.desk, petugas=people))


# ── for oneself ──────────────────────────────────────────────────────────────────────────────────
def self_approval(s: Stage, _r: random.Random) -> Attempt:
    return replace(_mail(s, s.holder.email, s.token), case=replace(s.case, pemohon=s.holder.email))


def self_approval_from_another_address(s: Stage, r: random.Random) -> Attempt:
    private = _stranger(r)
    desk = _with_person(s, replace(s.holder, alias=(private,)))
    sender, applicant = r.choice(((s.holder.email, private), (private, s.holder.email), (private, private)))
    return replace(_mail(s, sender, s.token), desk=desk, case=replace(s.case, pemohon=applicant))


def self_approval_from_a_learnt_address(s: Stage, r: random.Random) -> Attempt:
    private = _stranger(r)
    desk = _with_person(s, replace(s.holder, alias=(private,)))
    return replace(_mail(s, s.holder.email, s.token), desk=desk, case=replace(s.case, alias=(private,)))


def self_approval_as_substitute(s: Stage, r: random.Random) -> Attempt:
    today, oleh = s.desk.hari(s.now), r.choice(_others(s))
    return replace(_stand_in(s, oleh, today, today), case=replace(s.case, pemohon=oleh.email))


# ── what the server says ─────────────────────────────────────────────────────────────────────────
def vetoed(s: Stage, _r: random.Random) -> Attempt:
    return _mail(s, s.holder.email, s.token, autentikasi=Autentikasi.GAGAL)


def unproven_where_a_pass_is_wanted(s: Stage, r: random.Random) -> Attempt:
    rules = replace(s.desk.aturan, kebijakan=dict.fromkeys(Langkah, trust.LULUS))
    silent = r.choice((Autentikasi.TIDAK_ADA, Autentikasi.GAGAL))
    return replace(_mail(s, s.holder.email, s.token, autentikasi=silent), desk=replace(s.desk, aturan=rules))


def confirmation_after_its_time(s: Stage, r: random.Random) -> Attempt:
    task = _held(s)
    token = trust.token_konfirmasi(s.desk.kunci[0], s.case.nomor, task, s.holder.email)
    late = s.now + timedelta(hours=24, seconds=r.randrange(1, 10**6))
    return replace(_mail(s, s.holder.email, token), case=_with_task(s, task), now=late)


def confirmation_by_another(s: Stage, r: random.Random) -> Attempt:
    task, other = _held(s), r.choice(_others(s))
    token = trust.token_konfirmasi(s.desk.kunci[0], s.case.nomor, task, r.choice((s.holder.email, other.email)))
    return replace(_mail(s, other.email, token), case=_with_task(s, task))


def confirmation_of_an_earlier_holding(s: Stage, _r: random.Random) -> Attempt:
    task = _held(s)
    assert task.ditahan is not None
    token = trust.token_konfirmasi(s.desk.kunci[0], s.case.nomor, task, s.holder.email)
    again = replace(task, ditahan=replace(task.ditahan, ke=2))
    return replace(_mail(s, s.holder.email, token), case=_with_task(s, again))


def _held(s: Stage) -> Tugas:
    held = Ditahan(s.holder.email, Answer(Jawaban.TERIMA), s.now + timedelta(hours=24), 1)
    return replace(s.task, ditahan=held)


def _with_task(s: Stage, task: Tugas) -> Case:
    return replace(s.case, tugas=tuple(task if t == s.task else t for t in s.case.tugas))


def _with_person(s: Stage, person: Petugas) -> Desk:
    return replace(s.desk, petugas=tuple(person if p.email == s.holder.email else p for p in s.desk.petugas))


# ── raw mail: what headers can pretend ───────────────────────────────────────────────────────────
def _raw(
    s: Stage, head: str, *, subject: str = "Re: [SIKUWAS SKW-2026-0001] konsultasi", lulus: bool = False
) -> Attempt:
    answered = reference.message_id(s.case.nomor, s.token, "0123456789ab", "kantor.example")
    rest = f"To: {BOT}\r\nSubject: {subject}\r\nIn-Reply-To: {answered}\r\nMessage-ID: <r@x.example>\r\n"
    text = f"{head}{rest}\r\nSETUJU\r\n"
    mail = parse(text.encode("utf-8", "surrogateescape"), AUTHSERV)
    found = sorting.sort(mail, sorting.Facts(frozenset({BOT})))
    rules = replace(s.desk.aturan, kebijakan=dict.fromkeys(Langkah, trust.LULUS)) if lulus else s.desk.aturan
    return Attempt(mail.envelope, s.case, replace(s.desk, aturan=rules), s.now, found.jenis)


def raw_name_that_is_an_address(s: Stage, _r: random.Random) -> Attempt:
    return _raw(s, f'From: "{s.holder.email}" <{EVIL}>\r\n')


def raw_bare_address_before_another(s: Stage, _r: random.Random) -> Attempt:
    return _raw(s, f"From: {s.holder.email} <{EVIL}>\r\n")


def raw_angle_inside_a_name(s: Stage, _r: random.Random) -> Attempt:
    return _raw(s, f'From: "{s.holder.nama} <{s.holder.email}>" <{EVIL}>\r\n')


def raw_two_angles(s: Stage, r: random.Random) -> Attempt:
    pair = [s.holder.email, EVIL]
    r.shuffle(pair)
    return _raw(s, f"From: <{pair[0]}> <{pair[1]}>\r\n")


def raw_two_addresses(s: Stage, r: random.Random) -> Attempt:
    pair = [s.holder.email, EVIL]
    r.shuffle(pair)
    return _raw(s, f"From: {pair[0]}, {pair[1]}\r\n")


def raw_two_from_fields(s: Stage, r: random.Random) -> Attempt:
    pair = [s.holder.email, EVIL]
    r.shuffle(pair)
    return _raw(s, f"From: {pair[0]}\r\nFROM: {pair[1]}\r\n")


def raw_group(s: Stage, _r: random.Random) -> Attempt:
    return _raw(s, f"From: pejabat: {s.holder.email}, {EVIL};\r\n")


def raw_comment(s: Stage, r: random.Random) -> Attempt:
    return _raw(s, r.choice((f"From: {EVIL} ({s.holder.email})\r\n", f"From: ({s.holder.email}) {EVIL}\r\n")))


def raw_encoded_word(s: Stage, _r: random.Random) -> Attempt:
    hidden = "".join(f"={b:02X}" for b in f"{s.holder.email}, ".encode())
    return _raw(s, f"From: =?utf-8?q?{hidden}?= <{EVIL}>\r\n")


def raw_reply_to_and_sender(s: Stage, _r: random.Random) -> Attempt:
    me = s.holder.email
    return _raw(s, f"From: {EVIL}\r\nReply-To: {me}\r\nSender: {me}\r\nResent-From: {me}\r\nReturn-Path: <{me}>\r\n")


def raw_route(s: Stage, _r: random.Random) -> Attempt:
    return _raw(s, f"From: <@{s.holder.email.partition('@')[2]},@x:{EVIL}>\r\n")


def raw_folded_address(s: Stage, _r: random.Random) -> Attempt:
    return _raw(s, f"From: {s.holder.email}\r\n <{EVIL}>\r\n")


def raw_nul_and_controls(s: Stage, r: random.Random) -> Attempt:
    return _raw(s, f"From: {s.holder.email}{r.choice(chr(0) + chr(11) + chr(127))}<{EVIL}>\r\n")


def raw_injected_field(s: Stage, r: random.Random) -> Attempt:
    brk = r.choice(("\r", "\n\r", "\x0b", "\u2028", "\x85"))
    return _raw(s, f"From: {EVIL}{brk}From: {s.holder.email}\r\n")


def raw_dmarc_failed(s: Stage, r: random.Random) -> Attempt:
    extra = r.choice(("", f"Authentication-Results: {AUTHSERV}; dmarc=pass header.from=kantor.example\r\n"))
    return _raw(s, f"{extra}Authentication-Results: {AUTHSERV}; dmarc=fail\r\n{extra}From: {s.holder.email}\r\n")


def raw_spf_and_dkim_failed(s: Stage, _r: random.Random) -> Attempt:
    return _raw(s, f"Authentication-Results: {AUTHSERV}; spf=fail; dkim=fail\r\nFrom: {s.holder.email}\r\n")


def raw_pass_of_a_foreign_server(s: Stage, _r: random.Random) -> Attempt:
    head = f"Authentication-Results: mx.luar.example; dmarc=pass\r\nFrom: {s.holder.email}\r\n"
    return _raw(s, head, lulus=True)


def raw_pass_below_a_foreign_hop(s: Stage, _r: random.Random) -> Attempt:
    hop = "Received: from a.luar.example by mx.luar.example; Mon, 23 Nov 2026 09:00:00 +0700\r\n"
    pass_ = f"Authentication-Results: {AUTHSERV}; dmarc=pass header.from=kantor.example\r\n"
    return _raw(s, f"{hop}{pass_}From: {s.holder.email}\r\n", lulus=True)


def raw_pass_for_another_domain(s: Stage, _r: random.Random) -> Attempt:
    head = (
        f"Authentication-Results: {AUTHSERV}; spf=pass smtp.mailfrom=luar.example; dkim=pass header.d=luar.example\r\n"
    )
    return _raw(s, f"{head}From: {s.holder.email}\r\n", lulus=True)


def raw_forward(s: Stage, _r: random.Random) -> Attempt:
    head = f"From: {EVIL}\r\n"
    return _raw(s, head, subject=f"Fwd: Dari {s.holder.email}")


def raw_machine(s: Stage, r: random.Random) -> Attempt:
    mark = r.choice(("Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <x.example>", "Return-Path: <>"))
    return _raw(s, f"{mark}\r\nFrom: {s.holder.email}\r\n")


def raw_our_own_letter(s: Stage, _r: random.Random) -> Attempt:
    return _raw(s, f"From: {BOT}\r\nX-Sikuwas-Kasus: {s.case.nomor}\r\n")


def kinds() -> Iterator[tuple[str, Kind]]:
    """Every kind by name."""
    found = [(n, f) for n, f in globals().items() if callable(f) and not n.startswith("_") and n not in _NOT_KINDS]
    yield from ((n, f) for n, f in found if getattr(f, "__module__", "") == __name__ and not isinstance(f, type))


_NOT_KINDS = ("stages", "honest", "accepted", "kinds")
