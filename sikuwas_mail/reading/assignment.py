"""An assignment names people the directory knows; a piece that is no name, time, way or guidance is asked for."""

import re
from dataclasses import dataclass
from datetime import datetime

from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.sop import Jawaban
from sikuwas_mail.reading import labels, lexicon
from sikuwas_mail.reading.moments import parse_moment
from sikuwas_mail.reading.names import Directory, without_degrees
from sikuwas_mail.reading.spelling import flat, key
from sikuwas_mail.reading.ways import read_metode

MAKS_NAMA = 5_000  # characters beside the labels; a longer text is no list of names
_SPLIT = re.compile(
    r"\s*(?:[;,&\n+]|\bdan\b|\bserta\b|\bbersama(?:\s+dengan)?\b|(?:^|\s)\d{1,2}[.)]\s|(?:^|\n)\s*[-*•]\s)\s*",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(
    r"(?:mohon|tolong|agar|supaya|untuk|harap)?\s*\b(?:di|mem?|men|meng)?(?:pelajari|dalami|cek|periksa|"
    r"koordinasi\w*|siapkan|"
    r"fokus\w*|perhatikan|bahas|jelaskan|berikan|beri|telaah|kaji|bantu|dampingi|arahkan|gunakan|pakai|acu|baca|"
    r"cermati|"
    r"tindak\s*lanjuti|laksanakan|arahan\w*|agar|supaya|pastikan)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\b(?:atau|jangan|bukan|selain|kecuali|tidak|belum|kalau|jika|salah satu|siapa|terserah)\b")
_PLACE = re.compile(r"(?:di|bertempat\s+di|tempat|lokasi)\s+(?P<where>\S.*)", re.IGNORECASE)
_ROOM = re.compile(r"\bdi\s+(?P<where>(?:ruang|aula|gedung|kantor|pendopo|balai)\b.*)", re.IGNORECASE)
_AT = re.compile(
    r"\b(?:pada\s+)?(?:hari|tanggal|tgl|jam|pukul|pkl)\b.*|\b(?:via|lewat|melalui|secara)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_TASK = re.compile(
    r"\s+(?:untuk\s+)?(?:melaksanakan|memberikan|melakukan)\s+(?:\w+\s+)?(?:tugas|konsultasi)\b.*", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:senin|selasa|rabu|kamis|jum'?at|sabtu|besok|lusa)\b.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Session:
    """What is said of the session: time, way, place, guidance; `catatan` tells what could not be read."""

    jadwal: datetime | None = None
    jadwal_teks: str = ""
    catatan: tuple[str, ...] = ()


def read_assignment(text: str, directory: Directory, now: datetime, wilayah: str = "") -> Answer:
    """The answer TUGASKAN: people, schedule, way, place, guidance from labels in any order or from one sentence."""
    labelled = labels.read_labels(text, labels.PENUGASAN)
    values = dict(labelled.nilai)
    people, loose, fault = _people(labelled.sisa, directory, now, wilayah)
    for name, value in loose.items():
        values[name] = f"{values[name]}\n{value}" if name == "arahan" and name in values else values.get(name, value)
    session = read_session(f"{values.get('jadwal', '')} {values.get('jam', '') and 'pukul ' + values['jam']}", now)
    metode = read_metode(values.get("metode", ""))
    notes = session.catatan
    if values.get("metode") and metode is None:
        notes += (f'metode "{values["metode"]}" belum dapat dipastikan (daring, luring, atau hibrid)',)
    shared, guidance = _shared(values.get("sampaikan", ""), values.get("arahan", ""))
    return Answer(
        Jawaban.TUGASKAN if not fault else None,
        isi=text.strip(),
        ragu=fault,
        orang=people,
        jadwal=session.jadwal,
        jadwal_teks=session.jadwal_teks,
        metode=metode,
        tempat=" ".join(values.get("tempat", "").split()),
        arahan=guidance,
        sampaikan=shared,
        catatan=notes,
    )


def read_session(written: str, now: datetime) -> Session:
    """A session's time; when it cannot be settled or is past, the words as written and the reason."""
    written = " ".join(written.split())
    if not written:
        return Session()
    moment = parse_moment(written, now)
    if moment is None:
        return Session(None, written, (f'jadwal "{written}" belum dapat dibaca',))
    if moment.saat is None:
        lacking = "pukul belum disebut" if moment.hari else "tanggal belum disebut"
        return Session(None, written, (f'jadwal "{written}": {moment.alasan or lacking}',))
    if moment.saat <= now:
        return Session(None, written, (f'jadwal "{written}" sudah lewat',))
    return Session(moment.saat, written)


def _shared(said: str, guidance: str) -> tuple[bool, str]:
    """SAMPAIKAN: whether the applicant may read the guidance, and text that stands there as guidance."""
    if not said or lexicon.negates(said) or flat(said) in ("no", "n", "tidak"):
        return False, guidance
    own = said if len(said.split()) > 5 else ""
    return True, "\n".join(t for t in (guidance, own) if t)


def _people(
    text: str, directory: Directory, now: datetime, wilayah: str
) -> tuple[tuple[str, ...], dict[str, str], str]:
    """Addresses of the people named, the other things said among them, and why it cannot be acted on."""
    if len(text) > MAKS_NAMA:
        return (), {}, "daftar nama yang ditugaskan terlalu panjang"
    pieces, guidance = _guidance(_pieces(text))
    loose = {"arahan": _from(text, guidance)} if guidance else {}
    if unsure := _UNSURE.search(flat("\n".join(pieces))):
        return (), loose, f'penugasan memuat "{unsure.group()}" sehingga belum dapat dipastikan'
    if "?" in " ".join(pieces):
        return (), loose, "penugasan berupa pertanyaan"
    people: list[str] = []
    for piece in pieces:
        name, said = _apart(piece, now)
        for kind, value in said.items():
            loose[kind] = f"{loose[kind]} {value}" if kind in loose else value
        if name:
            match = directory.orang(name, wilayah)
            if match.ragu:
                return tuple(people), loose, match.ragu
            people.append(match.alamat)
    return tuple(dict.fromkeys(people)), loose, "" if people else "nama yang ditugaskan belum disebut"


def _guidance(pieces: list[str]) -> tuple[list[str], str]:
    """The pieces before the first one that tells what to do, and that one."""
    at = next((i for i, piece in enumerate(pieces) if i and _GUIDANCE.match(piece)), len(pieces))
    return pieces[:at], pieces[at] if at < len(pieces) else ""


def _pieces(text: str) -> list[str]:
    parts = _SPLIT.split(without_degrees(text))
    bare = (re.sub(r"^\s*(?:\(?\d{1,2}[.)]|[-*•])\s*", "", part).strip(" .:;-\t") for part in parts)
    return [p for p in bare if re.search(r"\w", p)]


def _from(text: str, piece: str) -> str:
    """The guidance as written: from its first words to the end."""
    start = text.find(piece[:20])
    return text[start:].strip() if start >= 0 else piece


def _apart(piece: str, now: datetime) -> tuple[str, dict[str, str]]:
    """A piece as a name and what else it says: time, way or place."""
    said: dict[str, str] = {}
    cut = min((m.start() for m in (_AT.search(piece), _WEEKDAY.search(piece)) if m), default=len(piece))
    name, rest = piece[:cut].strip(), piece[cut:].strip()
    if not rest and parse_moment(piece, now):
        name, rest = "", piece
    if not rest and (read_metode(piece) or _PLACE.fullmatch(piece)):
        name, rest = "", piece
    if rest and parse_moment(rest, now):
        said["jadwal"] = rest
    if rest and (metode := read_metode(rest)):
        said["metode"] = str(metode)
    if rest and (place := _ROOM.search(rest) or ("jadwal" not in said and _PLACE.search(rest))):
        said["tempat"] = place["where"]
    if rest and not said:
        return piece, {}
    name = _TASK.sub("", name)
    return re.sub(r"\b(?:saja|ya|pak|bu)$", "", name).strip() if key(name) else "", said
