"""A mail of an official that opens with a word of the console is a command; what it lacks is said, never guessed."""

import re
from collections.abc import Callable
from datetime import date, datetime

from sikuwas_mail.core.orders import BENTUK, Kata, Perintah
from sikuwas_mail.core.reference import without_ref
from sikuwas_mail.core.sop import Langkah, Peran
from sikuwas_mail.reading import subjects
from sikuwas_mail.reading.courtesy import bare, peel
from sikuwas_mail.reading.moments import parse_moment
from sikuwas_mail.reading.names import Directory

_TEKS = 5_000  # characters looked at
_NOMOR = re.compile(r"\[?(?:SIKUWAS\s+)?\b([A-Z][A-Z0-9]{0,11}-[0-9]{4}-[0-9]{4,9})\b\]?", re.IGNORECASE)
_WORDS = "|".join(k.value.replace(" ", r"\s+") for k in sorted(Kata, key=lambda k: -len(k.value)))
_LINE = re.compile(rf"(?P<kata>{_WORDS})\b\s*:?\s*(?P<isi>.*)", re.IGNORECASE | re.DOTALL)
_WAKIL = re.compile(
    r"(?P<untuk>.+?)\s+(?:oleh|diwakili(?:\s+oleh)?|->)\s+(?P<oleh>[^,;\n]+?)\s*"
    r"(?:[,;\n]\s*(?:tanggal|tgl\.?|mulai)?\s*(?P<kapan>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_UNTIL = re.compile(r"\s*(?:–|—|s\.?\s*/?\s*d\.?|sampai(?:\s+dengan)?|hingga|\s-\s)\s*", re.IGNORECASE)
_PLT = re.compile(r"\bplt\b\.?|\bpelaksana\s+tugas\b", re.IGNORECASE)
_PLH = re.compile(r"\bplh\b\.?|\bpelaksana\s+harian\b", re.IGNORECASE)
_NUMBER_FIRST = (Kata.STATUS, Kata.TUNDA, Kata.ULANG, Kata.GABUNG)  # words of other letters and of plain speech, too


def read(subject: str, text: str, directory: Directory, now: datetime, nomor: str = "") -> Perintah | None:
    """The command a mail opens with, in its text or else in its subject; None: it is none. Never raises.

    `nomor`: the ticket the mail refers to, for commands that name none.
    """
    body = peel(without_ref(text[:_TEKS])).body.strip()
    return _command(body, directory, now, nomor) or _command(subjects.bare(subject)[:500], directory, now, nomor)


def _command(body: str, directory: Directory, now: datetime, nomor: str) -> Perintah | None:
    first, _, rest = body.partition("\n")
    match = _LINE.match(bare(first))
    if match is None:
        return None
    kata = Kata(" ".join(match["kata"].upper().split()))
    said = f"{match['isi']}\n{rest}".strip()
    if kata in (Kata.WAKIL, Kata.CABUT_WAKIL):
        return _stand_in(kata, said, directory, now)
    numbers = [n.upper() for n in _NOMOR.findall(said)]
    if kata in _NUMBER_FIRST and not _NOMOR.match(said):
        return None
    about = numbers[0] if numbers else nomor
    if not about:
        return Perintah(kata, ragu=f"nomor tiket belum disebut; bentuknya: {BENTUK[kata]}")
    return _about(kata, about, numbers[1:], _NOMOR.sub(" ", said), directory, now)


def _about(kata: Kata, nomor: str, others: list[str], said: str, directory: Directory, now: datetime) -> Perintah:
    head, mark, tail = " ".join(said.split()).partition(":")
    target, reason = (head.strip(" ,.-"), tail.strip(" .")) if mark else (head.strip(" ,.-"), "")
    reader = _READERS.get(kata)
    if reader is not None:
        return reader(kata, nomor, others, target, reason, directory, now)
    why = reason or target
    if kata in (Kata.BATALKAN, Kata.PULIHKAN) and not why:
        return Perintah(kata, nomor, ragu="alasan belum disebut")
    return Perintah(kata, nomor, alasan=why)


_Reader = Callable[[Kata, str, list[str], str, str, Directory, datetime], Perintah]


def _move(
    kata: Kata, nomor: str, others: list[str], target: str, reason: str, directory: Directory, now: datetime
) -> Perintah:
    target = re.sub(r"^(?:ke(?:pada)?)\s+", "", target, flags=re.IGNORECASE)
    irban = re.fullmatch(r"(?:irban(?:wil)?|wilayah)\s*(?:wilayah\s*)?(\w+)", target, re.IGNORECASE)
    if irban:
        code = directory.kode_wilayah(irban[1].lower())
        return Perintah(kata, nomor, wilayah=code, alasan=reason, ragu="" if code else f"{target} tidak ada")
    found = directory.orang(target, "", tuple(Peran))
    doubt = found.ragu if target else f"tujuan belum disebut; bentuknya: {BENTUK[kata]}"
    return Perintah(kata, nomor, orang=found.alamat, alasan=reason, ragu=doubt)


def _join(
    kata: Kata, nomor: str, others: list[str], target: str, reason: str, directory: Directory, now: datetime
) -> Perintah:
    if len(others) != 1:
        return Perintah(kata, nomor, ragu=f"nomor tujuan belum disebut; bentuknya: {BENTUK[kata]}")
    return Perintah(kata, nomor, tujuan=others[0], alasan=reason)


def _again(
    kata: Kata, nomor: str, others: list[str], target: str, reason: str, directory: Directory, now: datetime
) -> Perintah:
    word = re.sub(r"^(?:dari|langkah|ke)\s+", "", target, flags=re.IGNORECASE).lower()
    if word not in set(Langkah):
        return Perintah(kata, nomor, ragu=f"langkah belum disebut; bentuknya: {BENTUK[kata]}")
    return Perintah(kata, nomor, langkah=Langkah(word), alasan=reason)


def _put_off(
    kata: Kata, nomor: str, others: list[str], target: str, reason: str, directory: Directory, now: datetime
) -> Perintah:
    moment = parse_moment(target, now) if target else None
    until = moment.hari if moment and not moment.alasan else None
    if moment is not None and until is None:
        return Perintah(kata, nomor, ragu="tanggal penundaan belum dapat dipastikan")
    why = reason or ("" if until else target)
    return Perintah(kata, nomor, sampai=until, alasan=why, ragu="" if why else "alasan belum disebut")


_READERS: dict[Kata, _Reader] = {
    Kata.PINDAH: _move,
    Kata.GABUNG: _join,
    Kata.ULANG: _again,
    Kata.TUNDA: _put_off,
}


def _stand_in(kata: Kata, said: str, directory: Directory, now: datetime) -> Perintah | None:
    match = _WAKIL.fullmatch(" ".join(said.split()))
    if match is None:
        return Perintah(kata, ragu=f"bentuk perintah: {BENTUK[kata]}")
    holder = directory.orang(_plain(match["untuk"]), "", tuple(Peran))
    acting = directory.orang(_plain(match["oleh"]), "", tuple(Peran))
    doubt = holder.ragu or acting.ragu
    if kata is Kata.CABUT_WAKIL:
        return Perintah(kata, untuk=holder.alamat, orang=acting.alamat, ragu=doubt)
    first, last, ground = _days(match["kapan"] or "", now)
    if not doubt and (first is None or last is None):
        doubt = f"tanggal mulai dan selesai belum dapat dipastikan; bentuknya: {BENTUK[kata]}"
    acting_as = "Plt" if _PLT.search(said) else "Plh"
    return Perintah(
        kata,
        untuk=holder.alamat,
        orang=acting.alamat,
        sebagai=acting_as,
        mulai=first,
        sampai=last,
        dasar=ground,
        ragu=doubt,
    )


def _plain(nama: str) -> str:
    """A name without the title of the stand-in before it."""
    return _PLT.sub(" ", _PLH.sub(" ", nama)).strip(" .,")


def _days(written: str, now: datetime) -> tuple[date | None, date | None, str]:
    """First and last day, and the ground behind the next comma; one day alone is both."""
    span, _, ground = written.partition(",")
    if ":" in ground and ground.lower().lstrip().startswith("dasar"):
        ground = ground.partition(":")[2]
    ends = [e for e in _UNTIL.split(span.strip(), maxsplit=1) if e]
    days = [_day(e, now) for e in ends]
    if len(days) == 2 and days[0] is None and re.fullmatch(r"\d{1,2}", ends[0].strip()) and days[1]:
        days[0] = _same_month(int(ends[0]), days[1])
    return (days[0] if days else None), (days[-1] if days else None), re.sub(r"^\s*dasar\s*", "", ground).strip(" .")


def _day(text: str, now: datetime) -> date | None:
    moment = parse_moment(text.strip(), now)
    return moment.hari if moment and not moment.alasan else None


def _same_month(day: int, like: date) -> date | None:
    try:
        return like.replace(day=day)
    except ValueError:
        return None
