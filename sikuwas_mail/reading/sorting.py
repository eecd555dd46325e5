"""What kind of mail it is: one ordered table of rules, the first that hits decides and its name is kept."""

from collections.abc import Callable
from dataclasses import dataclass

from sikuwas_mail.core.incoming import AutoReply, Bounce, CalendarReply, Jenis
from sikuwas_mail.reading import absence, automatic, bounces, calendars, quotes, requests, subjects
from sikuwas_mail.reading.mail import Mail
from sikuwas_mail.reading.newtext import new_text


@dataclass(frozen=True, slots=True)
class Facts:
    """What sorting must know of this office; all addresses lower-case."""

    alamat_sendiri: frozenset[str]
    kanal_online: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sorted:
    """The kind of a mail, the rule that hit, and what a machine's mail says."""

    jenis: Jenis
    alasan: str
    rincian: AutoReply | Bounce | CalendarReply | None = None


Verdict = tuple[Jenis, str]
Rule = Callable[[Mail, Facts], Verdict | None]


def sort(mail: Mail, facts: Facts) -> Sorted:
    """The kind of a mail by the first rule of RULES that hits; pure, never raises."""
    jenis, alasan = next(v for rule in RULES if (v := rule(mail, facts)) is not None)
    return Sorted(jenis, alasan, _details(mail, jenis, alasan))


def _details(mail: Mail, jenis: Jenis, alasan: str) -> AutoReply | Bounce | CalendarReply | None:
    if jenis is Jenis.PENTALAN:
        return bounces.bounce(mail)
    if jenis is Jenis.KALENDER:
        return calendars.calendar_reply(mail)
    if jenis is Jenis.OTOMATIS:
        return AutoReply(mail.envelope, alasan) if alasan == SENDIRI else absence.auto_reply(mail)
    return None


SENDIRI = "surat-sendiri"
_OWN_MARKS = ("x-sikuwas-kasus", "x-sikuwas-langkah", "x-sikuwas-jenis")


def own_mail(mail: Mail, facts: Facts) -> Verdict | None:
    """Our own letters come back by copies and loops; what bears our address is never an answer."""
    if any(mark in mail.headers for mark in _OWN_MARKS):
        return Jenis.OTOMATIS, SENDIRI
    ours = any(_without_detail(a) in facts.alamat_sendiri for a in mail.envelope.dari)
    machine = "auto-submitted" in mail.headers or "list-id" in mail.headers
    return (Jenis.OTOMATIS, SENDIRI) if ours and (machine or mail.envelope.acuan) else None


def _without_detail(address: str) -> str:
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def bounced(mail: Mail, _facts: Facts) -> Verdict | None:
    """A letter that came back or is late."""
    reason = bounces.reason(mail)
    return (Jenis.PENTALAN, reason) if reason else None


def online_channel(mail: Mail, facts: Facts) -> Verdict | None:
    """The web application's notification is a request, though a machine sends it."""
    known = len(mail.envelope.dari) == 1 and mail.envelope.dari[0] in facts.kanal_online
    return (Jenis.PERMOHONAN, "kanal-online") if known else None


def written_by_machine(mail: Mail, _facts: Facts) -> Verdict | None:
    """Absence notes, lists, reports, receipts, ticket systems; a calendar's answer is none of them."""
    if calendars.calendar_reply(mail) is not None:
        return None
    reason = automatic.reason(mail)
    return (Jenis.OTOMATIS, reason) if reason else None


def nobody(mail: Mail, _facts: Facts) -> Verdict | None:
    """Without exactly one sender a mail is nobody's word."""
    return None if len(mail.envelope.dari) == 1 else (Jenis.ASING, "pengirim-tidak-tunggal")


def calendar_answer(mail: Mail, _facts: Facts) -> Verdict | None:
    """An answer to an invitation of ours."""
    return (Jenis.KALENDER, "jawaban-undangan") if calendars.calendar_reply(mail) is not None else None


def forwarded(mail: Mail, _facts: Facts) -> Verdict | None:
    """A forward is never an answer: said by the outermost prefix and a forwarded letter, or by that letter alone."""
    text = mail.text[:50_000].split("\n")
    announced = any(quotes.forward_line(line) for line in text)
    if subjects.is_forward(mail.envelope.subjek):
        held = (
            announced
            or mail.enclosed_first
            or any(quotes.header_block(text, i) > 0 for i in range(min(len(text), 300)))
        )
        if held or not mail.envelope.rujukan:
            return Jenis.TERUSAN, "subjek-terusan"
        return None
    alone = (announced or mail.enclosed_first) and not new_text(mail).strip()
    return (Jenis.TERUSAN, "isi-terusan") if alone and not subjects.is_reply(mail.envelope.subjek) else None


_SOURCES = {
    "message-id": "balasan-message-id",
    "plus": "balasan-alamat-plus",
    "ref": "balasan-baris-ref",
    "subjek": "balasan-nomor-tiket",
}


def known_reply(mail: Mail, _facts: Facts) -> Verdict | None:
    """It names a letter of ours; the strongest reference gives the reason."""
    if not mail.envelope.acuan:
        return None
    return Jenis.BALASAN, _SOURCES.get(mail.envelope.acuan[0].sumber, "balasan-acuan")


def request_or_stray(mail: Mail, _facts: Facts) -> Verdict:
    """What remains asks for something, or a human must look."""
    asks, reason = requests.reason(mail, new_text(mail) or mail.text)
    return (Jenis.PERMOHONAN if asks else Jenis.ASING), reason


RULES: tuple[Rule, ...] = (
    own_mail,
    bounced,
    online_channel,
    written_by_machine,
    nobody,
    calendar_answer,
    forwarded,
    known_reply,
    request_or_stray,
)
