"""The monthly recap: sent once by itself on the configured working day, and to a leader who asks for a month."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import structlog

from sikuwas_mail.config import Config, shipped_templates
from sikuwas_mail.core.desk import Desk, Petugas
from sikuwas_mail.core.incoming import Autentikasi, Jenis
from sikuwas_mail.core.outgoing import Berkas, JenisSurat, Letter, Outgoing, TemplateFault
from sikuwas_mail.core.sop import Langkah, Peran
from sikuwas_mail.edge.store import MasukBaru, Record, Store
from sikuwas_mail.office.rooms import Rooms
from sikuwas_mail.paper.letters import Letters
from sikuwas_mail.paper.recap import letter as recap_letter
from sikuwas_mail.paper.recap.document import TEMPLAT, TIPE_DOCX, RecapDocument
from sikuwas_mail.paper.recap.figures import Rekap, figures, month, next_month
from sikuwas_mail.paper.recap.sheet import TIPE_XLSX, workbook
from sikuwas_mail.paper.wording import BULAN
from sikuwas_mail.reading.mail import Mail
from sikuwas_mail.reading.newtext import new_text
from sikuwas_mail.reading.subjects import bare

PEMIMPIN = (Peran.INSPEKTUR, Peran.SEKRETARIS, Peran.IRBAN, Peran.ADMIN)
_DARI_ORANG = (Jenis.PERMOHONAN, Jenis.BALASAN, Jenis.ASING)
_SEJAM = 6  # recaps to one address in an hour
_MULAI = "rekap/mulai"
_MINTA = re.compile(r"rekap(?:itulasi)?\b[\s:]*(?:bulan\s+)?([\w-]+(?:\s+\d{4})?)?[\s.]*", re.IGNORECASE)
_ANGKA = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})-(\d{4})")
log = structlog.get_logger()


# ── the recap itself ─────────────────────────────────────────────────────────────────────────────
def recap(store: Store, config: Config, desk: Desk, bulan: date, now: datetime) -> Rekap:
    """The figures of a month (its first day) from every journal."""
    journals = ([e for _, e in store.events(k.nomor)] for k in store.list_cases(now))
    return figures(bulan, journals, desk, now, config.rekap.minimal_survei)


def files(r: Rekap, config: Config, desk: Desk, now: datetime) -> tuple[Berkas, Berkas]:
    """Workbook and document. Raises TemplateFault."""
    name = f"Rekap Sikuwas {r.bulan:%Y-%m}"
    docx = recap_template(config).render(r, desk, now)
    return Berkas(f"{name}.xlsx", TIPE_XLSX, workbook(r, desk.kalender.zona)), Berkas(f"{name}.docx", TIPE_DOCX, docx)


def rendered(
    r: Rekap,
    to: tuple[str, str, str],
    kunci: str,
    letters: Letters,
    desk: Desk,
    now: datetime,
    enclosed: Sequence[Berkas],
) -> Outgoing:
    """The letter to (address, name, salutation). Raises TemplateFault."""
    sample = Letter(
        JenisSurat.REKAP,
        "rekap",
        *to,
        Langkah.PENGARSIPAN,
        kunci,
        isi=recap_letter.contents(r, desk.kalender.zona),
    )
    return letters.render(sample, None, desk, now, enclosed)


def recap_template(config: Config) -> RecapDocument:
    """The office's own template, else the default (older copies lack it). Raises TemplateFault."""
    own = config.templat_folder / "dokumen"
    folder = own if (own / TEMPLAT).exists() else shipped_templates() / "dokumen"
    return RecapDocument(folder, config.kop(), config.gaya())


# ── by itself ────────────────────────────────────────────────────────────────────────────────────
def due_since(bulan: date, desk: Desk, hari_kerja_ke: int) -> datetime:
    """The instant from which the recap of a month is due: the opening of that working day of the month after."""
    last = next_month(bulan) - timedelta(days=1)
    day = desk.kalender.add_days(last, hari_kerja_ke)
    return desk.kalender.next_open(datetime.combine(day, datetime.min.time(), desk.kalender.zona))


def send_due(rooms: Rooms, now: datetime) -> bool:
    """Queue last month's recap where it is due and has not been sent; whether it was.

    A month that ended before this office began is nobody's; an empty one is sent all the same.
    """
    desk = rooms.plain_desk
    bulan = (desk.hari(now).replace(day=1) - timedelta(days=1)).replace(day=1)
    mark = f"rekap/{bulan:%Y-%m}"
    if not rooms.config.rekap.kirim or rooms.store.get(mark):
        return False
    due = due_since(bulan, desk, rooms.config.rekap.hari_kerja_ke)
    if now < due or _began(rooms.store, now) > due:
        return False
    try:
        made = _to_all(rooms, bulan, now)
    except TemplateFault as fault:
        log.error("rekap.tertunda", bulan=f"{bulan:%Y-%m}", galat=str(fault))
        return False
    rooms.store.commit(Record(waktu=now, surat=made))
    rooms.store.put(mark, now.isoformat())
    log.info("rekap.dikirim", bulan=f"{bulan:%Y-%m}", penerima=len(made))
    return True


def _began(store: Store, now: datetime) -> datetime:
    known = store.get(_MULAI)
    if isinstance(known, str):
        return datetime.fromisoformat(known)
    store.put(_MULAI, now.isoformat())
    return now


def _to_all(rooms: Rooms, bulan: date, now: datetime) -> tuple[Outgoing, ...]:
    desk = rooms.plain_desk
    r = recap(rooms.store, rooms.config, desk, bulan, now)
    enclosed = files(r, rooms.config, desk, now)
    people = [_person(a, desk) for a in _receivers(rooms.config, desk, now)]
    return tuple(rendered(r, p, f"rekap/{bulan:%Y-%m}/{p[0]}", rooms.letters, desk, now, enclosed) for p in people)


def _receivers(config: Config, desk: Desk, now: datetime) -> tuple[str, ...]:
    """Those named, else Sekretaris and Inspektur, each by his substitute where one is named."""
    if config.rekap.penerima:
        return config.rekap.penerima
    holders = (*desk.pejabat(Peran.SEKRETARIS, now), *desk.pejabat(Peran.INSPEKTUR, now))
    stand_ins = (desk.pengganti_dari(p.email, now) for p in holders)
    return tuple(dict.fromkeys(g.oleh if g else p.email for p, g in zip(holders, stand_ins, strict=True)))


def _person(alamat: str, desk: Desk) -> tuple[str, str, str]:
    known = desk.orang(alamat)
    title = (known.jabatan or known.nama) if known else ""
    return alamat, known.nama if known else "", f"Yth. Bapak/Ibu {title}".rstrip()


# ── on request ───────────────────────────────────────────────────────────────────────────────────
def asked_month(teks: str, today: date) -> date | None:
    """The month of "REKAP 2026-10", "REKAP Oktober 2026" or, bare, the last one; None where nothing of it is asked."""
    lines = [line.strip() for line in teks.splitlines() if line.strip()]
    found = _MINTA.fullmatch(lines[0]) if lines else None
    if found is None:
        return None
    if not found[1]:
        return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    digits = _ANGKA.fullmatch(found[1])
    if digits:
        year, number = (digits[1], digits[2]) if digits[1] else (digits[4], digits[3])
        return month(f"{year}-{int(number):02}")
    word, _, year = found[1].partition(" ")
    names = [b.lower() for b in BULAN]
    return month(f"{year}-{names.index(word.lower()) + 1:02}") if year and word.lower() in names else None


def answer(
    rooms: Rooms, mail: Mail, jenis: Jenis, now: datetime, row: Callable[[str], MasukBaru], ulang: int = 0
) -> str | None:
    """Carry out and commit `REKAP bulan` of a leader; the reason of its outcome, None where nothing of it is asked.

    `row` makes the inbox row from that reason. The recap goes to the registered address alone, so that a forged
    sender gains nothing.
    """
    desk = rooms.plain_desk
    leader = _leader(mail, desk, now) if jenis in _DARI_ORANG else None
    wanted = _wanted(mail, desk, now) if leader else None
    if leader is None or wanted is None:
        return None
    many = rooms.store.answered_since(leader[0], JenisSurat.REKAP, now - timedelta(hours=1)) >= _SEJAM
    made = () if many else (_answered(rooms, leader, wanted, mail, now),)
    reason = "rekap-terlalu-sering" if many else f"rekap-{wanted:%Y-%m}"
    counted = () if many else ((leader[0], str(JenisSurat.REKAP)),)
    rooms.store.commit(Record(waktu=now, masuk=row(reason), ulang=ulang, surat=made, jawaban_otomatis=counted))
    return reason


def _answered(rooms: Rooms, leader: tuple[str, str, str], wanted: date, mail: Mail, now: datetime) -> Outgoing:
    desk = rooms.plain_desk
    key = f"rekap/{wanted:%Y-%m}/{mail.envelope.message_id or now.isoformat()}"
    if wanted > desk.hari(now):
        sentence = (
            f"Rekap bulan {BULAN[wanted.month - 1]} {wanted.year} belum dapat disusun karena bulan itu belum mulai."
        )
        isi = {"perihal": "Rekap belum dapat disusun", "kalimat": [sentence], "fakta": []}
        letter = Letter(JenisSurat.PEMBERITAHUAN, "pemberitahuan", *leader, Langkah.PENGARSIPAN, key, isi=isi)
        return rooms.letters.render(letter, None, desk, now)
    r = recap(rooms.store, rooms.config, desk, wanted, now)
    return rendered(r, leader, key, rooms.letters, desk, now, files(r, rooms.config, desk, now))


def _wanted(mail: Mail, desk: Desk, now: datetime) -> date | None:
    """What the first line asks, or the subject where a program leaves the text to a signature."""
    today = desk.hari(now)
    subject = bare(mail.envelope.subjek)
    return asked_month(new_text(mail), today) or (asked_month(subject, today) if not mail.envelope.acuan else None)


def _leader(mail: Mail, desk: Desk, now: datetime) -> tuple[str, str, str] | None:
    envelope = mail.envelope
    if len(envelope.dari) != 1 or envelope.autentikasi is Autentikasi.GAGAL:
        return None
    sender = envelope.dari[0]
    if sender == desk.alihkan_ke:
        return sender, "", "Yth. Bapak/Ibu"
    person = desk.orang(sender)
    return _person(person.email, desk) if person and _leads(person, desk, now) else None


def _leads(person: Petugas, desk: Desk, now: datetime) -> bool:
    hari = desk.hari(now)
    stood_for = [desk.orang(g.untuk) for g in desk.pengganti if g.oleh == person.email and g.aktif(hari)]
    return any(p.peran in PEMIMPIN for p in (person, *stood_for) if p and (p is not person or p.aktif(hari)))
