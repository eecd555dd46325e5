"""An exact command counts unless its own text takes it back, limits it, or lacks what the step needs."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

from sikuwas_mail.core.incoming import PENDAMPINGAN, Answer
from sikuwas_mail.core.sop import Jawaban, Langkah, Peran
from sikuwas_mail.reading import commands, lexicon
from sikuwas_mail.reading.assignment import read_assignment, read_session
from sikuwas_mail.reading.commands import Command
from sikuwas_mail.reading.context import UMUM, Context, ask
from sikuwas_mail.reading.minutes import read_minutes
from sikuwas_mail.reading.moments import parse_moment
from sikuwas_mail.reading.names import PELAKSANA, wilayah_named, without_wilayah
from sikuwas_mail.reading.spelling import flat, fold

_YES = (Jawaban.SETUJU, Jawaban.TERUSKAN, Jawaban.TERIMA, Jawaban.HADIR)
_REASONED = (
    Jawaban.LENGKAPI,
    Jawaban.TOLAK,
    Jawaban.PENGADUAN,
    Jawaban.KEMBALIKAN,
    Jawaban.BERHALANGAN,
    Jawaban.PERBAIKI,
    Jawaban.BATAL,
    Jawaban.HENTIKAN,
)
_NUMERAL = re.compile(
    r"(?:wilayah\s+|wil\.?\s+)?[-.:]?\s*(?P<numeral>iii|ii|iv|vi|v|i|[1-6]|khusus|"
    r"investigasi)\b\s*(?P<mark>[:.,;–-]*)\s*(?P<note>.*)",
    re.IGNORECASE | re.DOTALL,
)
_TOGETHER = re.compile(
    r"\b(?:(?:ber)?koordinasi(?:kan|nya)?|bersama|tembusan|berkoordinasi)\s+(?:dengan|dg|dgn|ke|kepada)?\s*"
    r"(?:sdr\.?|bapak|pak|ibu|bu)?\s*(?:irban\w*|inspektur pembantu)\s*(?:wilayah\s*)?\w+"
)
_NOT_THE_CASE = re.compile(r"(?:jadwal|sesi|pertemuan|undangan|kehadiran|hadir|acara|zoom|dulu|hari|tanggal)\b")
_LINK = re.compile(r"https?://\S+|\b(?:\w+\.)?(?:zoom\.us|meet\.google\.com|teams\.microsoft\.com)/\S+", re.IGNORECASE)
_ROOM = re.compile(
    r"(?:di\s+)?(?:ruang|aula|gedung|link|tautan|zoom|lantai|kantor|meeting|pendopo|balai)", re.IGNORECASE
)
_DOING = re.compile(
    r"\b(?:saya|kami|akan|sedang|segera|siapkan|disiapkan|menyiapkan|usahakan|kirim|dikirim|menyusul)\b"
)
_SHELF = re.compile(r"\S*\d\S*[/.\-]\S*|\S+\s*/\s*\S+")


def read_command(cmd: Command, ctx: Context) -> Answer | None:
    """What an exact command means at this step; None when the word only opens a sentence."""
    if cmd.jawaban in UMUM:
        return _general(cmd)
    if ctx.aturan(cmd.jawaban) is None:
        return _not_here(cmd, ctx)
    answer = _HANDLERS[cmd.jawaban](cmd, ctx)
    if answer is None or answer.ragu:
        return answer
    if other := commands.second(f"{cmd.bawah}\n{ctx.peeled.tail}", cmd.jawaban, [a.jawaban for a in ctx.berlaku]):
        return ask(f"dua perintah disebut: {cmd.jawaban} dan {other}", answer.isi)
    if cmd.jawaban is not Jawaban.HASIL and ctx.peeled.tail and lexicon.takes_back(ctx.peeled.tail):
        return ask("bagian akhir surel menyebut hal yang berlawanan", answer.isi)
    return replace(answer, persis=True)


def _general(cmd: Command) -> Answer | None:
    """STATUS, BANTUAN and URUNGKAN stand alone; URUNGKAN may give its reason behind a mark."""
    if lexicon.courteous(cmd.sebaris) and not lexicon.asks(cmd.sebaris) and lexicon.courteous(cmd.bawah):
        return Answer(cmd.jawaban, cmd.teks, persis=True)
    if (
        cmd.jawaban is Jawaban.URUNGKAN
        and cmd.bertitik_dua
        and not re.search(r"\b(?:tidak|jangan|batal)\b", flat(cmd.teks))
    ):
        return Answer(cmd.jawaban, cmd.teks, persis=True)
    return None


def _not_here(cmd: Command, ctx: Context) -> Answer | None:
    """A command of another step: asked back when it stands like a command, else left to the loose reading."""
    if not (cmd.bertitik_dua or lexicon.benign(cmd.teks)):
        return None
    if cmd.jawaban is Jawaban.LANJUT and cmd.sebaris and not cmd.tanda:
        return None  # "lanjut mas" goes on with the case; "LANJUT: tanggal" asks for a session
    allowed = ", ".join(a.jawaban for a in ctx.berlaku)
    hint = f"; yang dapat dijawab: {allowed}" if allowed else ""
    return ask(f"perintah {cmd.jawaban} tidak berlaku pada langkah {ctx.langkah}{hint}", cmd.teks)


# ── each command ─────────────────────────────────────────────────────────────────────────────────
def _yes(cmd: Command, ctx: Context) -> Answer | None:
    """SETUJU, TERUSKAN, TERIMA, HADIR: a note may follow, but nothing that limits or asks."""
    unsure = ask(f"{cmd.jawaban} disertai kalimat yang belum dapat dipastikan", cmd.teks)
    if ctx.langkah is Langkah.DISPOSISI and (named := _foreign_wilayah(cmd, ctx)):
        return ask(f"{cmd.jawaban} disebut bersama Irban {named}", cmd.teks)
    if lexicon.asks(cmd.teks) or lexicon.retracts(cmd.teks):
        return unsure
    words = without_wilayah(cmd.teks) if ctx.langkah is Langkah.DISPOSISI else cmd.teks
    if cmd.jawaban is Jawaban.HADIR:
        words = lexicon.without_company(flat(words))
    if lexicon.benign(words):
        return Answer(cmd.jawaban, "" if lexicon.courteous(cmd.teks) and not cmd.bawah else cmd.teks)
    firm = lexicon.benign(cmd.sebaris) or cmd.tanda in (":", ".", "-")
    if ctx.inspektur or not firm or lexicon.doubtful(cmd.teks):
        return unsure
    return Answer(cmd.jawaban, cmd.teks)


def _foreign_wilayah(cmd: Command, ctx: Context) -> str:
    """A wilayah named beside SETUJU that is not the one proposed."""
    named = wilayah_named(f"{cmd.teks}\n{ctx.peeled.tail}")
    return ", ".join(n for n in named if ctx.directory.kode_wilayah(n.lower()) != (ctx.usulan or None))


def _reasoned(cmd: Command, ctx: Context) -> Answer | None:
    """Commands whose text is a reason, note or list: the text is taken as it stands."""
    rule = ctx.aturan(cmd.jawaban)
    isi = cmd.teks.strip(" :,").removesuffix(".") if "\n" in cmd.teks else cmd.teks.strip(" -:.,")
    if lexicon.says_nothing(isi):
        if rule and rule.wajib_isi:
            lacking = (
                "butir yang kurang"
                if cmd.jawaban is Jawaban.LENGKAPI
                else "catatan"
                if cmd.jawaban is Jawaban.PERBAIKI
                else "alasan"
            )
            return ask(f"{lacking} belum disebut")
        return Answer(cmd.jawaban, "")
    if cmd.jawaban is Jawaban.BATAL and _NOT_THE_CASE.match(flat(cmd.teks)):
        return ask("yang dibatalkan belum dapat dipastikan: permohonan atau jadwalnya", cmd.teks)
    if lexicon.retracts(cmd.teks) or lexicon.retracts(cmd.bawah):
        return ask(f"{cmd.jawaban} disertai kalimat yang belum dapat dipastikan", cmd.teks)
    loose = not cmd.bertitik_dua
    if loose and (lexicon.opens_otherwise(cmd.sebaris) or lexicon.hangs(cmd.sebaris) or lexicon.mixes_yes(cmd.teks)):
        return ask(f"{cmd.jawaban} disertai kalimat yang belum dapat dipastikan", cmd.teks)
    return Answer(cmd.jawaban, isi)


# What follows is called a note by its writer: the contract's `IRBAN III` + note.
_REMARK = re.compile(r"^\W*(?:(?:dengan|dgn|dg)\s+)?catatan\b\s*[:\-]?\s*", re.IGNORECASE)


def _irban(cmd: Command, ctx: Context) -> Answer | None:
    found = _NUMERAL.fullmatch(cmd.sebaris)
    if not found:
        return ask("Irban yang dimaksud belum disebut") if cmd.bertitik_dua else None
    code = ctx.directory.kode_wilayah(found["numeral"].lower())
    named = wilayah_named(f"irban {cmd.teks}\n{ctx.peeled.tail}")
    remark = _REMARK.sub("", found["note"].strip())
    note = _REMARK.sub("", "\n".join(t for t in (remark, cmd.bawah) if t))
    if len(named) > 1 and not (cmd.bertitik_dua or ":" in found["mark"] or not found["note"]) or _many(found["note"]):
        return ask(f"lebih dari satu Irban disebut: {', '.join(named)}", note)
    if len(named) > 1 and len(wilayah_named(_TOGETHER.sub(" ", fold(f"irban {cmd.teks}\n{ctx.peeled.tail}")))) > 1:
        return ask(f"lebih dari satu Irban disebut: {', '.join(named)}", note)
    if not code:
        return ask(f"Irban {found['numeral'].upper()} tidak ada atau sedang tidak dijabat", note)
    firm = ":" in found["mark"] or cmd.tanda == ":" or not remark
    named_so = remark != found["note"].strip()
    if lexicon.retracts(note) or (
        not firm
        and (lexicon.doubtful(remark) or lexicon.reports(remark) or not (named_so or lexicon.instructs(remark)))
    ):
        return ask(f"catatan untuk Irban {code} belum dapat dipastikan", note)
    return Answer(Jawaban.IRBAN, note, wilayah=code)


def _many(note: str) -> bool:
    """Whether the words behind a numeral go on counting: `II atau III`, `II/III`."""
    return bool(re.match(r"\W*(?:atau|dan|/|&|,)\W*(?:irban\w*\s*)?(?:i{1,3}|iv|vi?|[1-6])\b", note, re.IGNORECASE))


def _alihkan(cmd: Command, ctx: Context) -> Answer | None:
    target = re.sub(
        r"^(?:ke(?:pada)?\s+)?(?:irban(?:wil)?|inspektur\s+pembantu)\b\s*", "", cmd.teks, flags=re.IGNORECASE
    )
    assisted = re.match(r"(?:ke\s+)?pendampingan\b[\s:.,-]*", target, re.IGNORECASE)
    if assisted:
        why = target[assisted.end() :].strip()
        vague = lexicon.courteous(why) or lexicon.retracts(why) or lexicon.asks(why)
        return ask("alasan pengalihan belum disebut") if vague else Answer(Jawaban.ALIHKAN, why, wilayah=PENDAMPINGAN)
    found = _NUMERAL.fullmatch(target)
    if not found:
        return ask("Irban tujuan pengalihan belum disebut", cmd.teks)
    code = ctx.directory.kode_wilayah(found["numeral"].lower())
    reason = re.sub(r"^(?:dengan\s+)?alasan\s*:?\s*", "", found["note"].strip(), flags=re.IGNORECASE)
    if _many(found["note"]):
        return ask("lebih dari satu Irban disebut", cmd.teks)
    if not code:
        return ask(f"Irban {found['numeral'].upper()} tidak ada atau sedang tidak dijabat", reason)
    if lexicon.courteous(reason):
        return ask("alasan pengalihan belum disebut")
    others = [n for n in wilayah_named(reason) if ctx.directory.kode_wilayah(n.lower()) != code]
    if lexicon.retracts(reason) or (others and not re.search(r"\bbukan\b|\bkarena\b", flat(reason))):
        return ask("Irban tujuan pengalihan belum dapat dipastikan", cmd.teks)
    return Answer(Jawaban.ALIHKAN, reason, wilayah=code)


def _tugaskan(cmd: Command, ctx: Context) -> Answer | None:
    return read_assignment(cmd.teks, ctx.directory, ctx.now, ctx.wilayah)


def _siap(cmd: Command, ctx: Context) -> Answer | None:
    """SIAP of an official is a yes; SIAP of Admin carries a link or a room."""
    if ctx.langkah is not Langkah.PERSIAPAN:
        return _yes(cmd, ctx) if not lexicon.ready_for(cmd.teks) else Answer(Jawaban.SIAP, cmd.teks)
    if lexicon.benign(cmd.teks):
        return ask("tautan atau ruang belum disebut")
    link = _LINK.search(cmd.teks)
    placed = link or _ROOM.match(cmd.teks.strip()) or (cmd.bertitik_dua and not _DOING.search(flat(cmd.teks)))
    if not placed or lexicon.doubtful(_LINK.sub(" ", cmd.teks)):
        return ask("tautan atau ruang belum dapat dipastikan", cmd.teks)
    return Answer(Jawaban.SIAP, cmd.teks, tempat=cmd.teks)


def _hasil(cmd: Command, ctx: Context) -> Answer | None:
    if cmd.sebaris and not cmd.bertitik_dua and lexicon.doubtful(cmd.sebaris):
        return ask("hasil konsultasi belum dapat dipastikan", cmd.teks)
    text = f"{cmd.sebaris}\n{cmd.bawah}"
    return read_minutes(text, ctx.lampiran, ctx.hasil)


def _lanjut(cmd: Command, ctx: Context) -> Answer | None:
    session = read_session(cmd.teks, ctx.now)
    if session.jadwal is None:
        return ask(session.catatan[0] if session.catatan else "tanggal dan jam sesi lanjutan belum disebut", cmd.teks)
    if not cmd.bertitik_dua and lexicon.asks(cmd.teks):
        return ask("sesi lanjutan berupa pertanyaan", cmd.teks)
    return Answer(Jawaban.LANJUT, cmd.teks, jadwal=session.jadwal, jadwal_teks=session.jadwal_teks)


def _arsip(cmd: Command, ctx: Context) -> Answer | None:
    isi = " ".join(cmd.teks.split())
    if not isi or lexicon.courteous(isi):
        return ask("nomor berkas atau lokasi arsip belum disebut")
    if not cmd.bertitik_dua and not _SHELF.match(isi):
        return ask("nomor berkas atau lokasi arsip belum dapat dipastikan", isi)
    if re.search(r"\b(?:belum|tidak|nanti|menyusul|jangan)\b|\?", flat(isi)):
        return ask("nomor berkas atau lokasi arsip belum dapat dipastikan", isi)
    return Answer(Jawaban.ARSIP, isi, tempat=isi.rpartition(" / ")[2] if " / " in isi else "")


def _jadwal(cmd: Command, ctx: Context) -> Answer | None:
    teks = cmd.teks
    if lexicon.courteous(teks):
        return ask("usulan tanggal dan jam belum disebut")
    moment = parse_moment(teks, ctx.now)
    if moment is None and (not cmd.bertitik_dua or lexicon.doubtful(teks)):
        return ask("usulan tanggal dan jam belum terbaca", teks)
    if not cmd.bertitik_dua and (lexicon.asks(teks) or lexicon.negates(teks)):
        return ask("usulan jadwal belum dapat dipastikan", teks)
    session = read_session(teks, ctx.now)
    return Answer(
        Jawaban.JADWAL, teks, jadwal=session.jadwal, jadwal_teks=" ".join(teks.split()), catatan=session.catatan
    )


def _tunjuk(cmd: Command, ctx: Context) -> Answer | None:
    """One person of the directory; for the consultation a PPUPD or Auditor, else any official."""
    first, _, reason = cmd.teks.partition("\n")
    name, _, note = first.partition(":")
    if lexicon.asks(cmd.teks) or re.search(r"\b(?:atau|jangan|bukan|belum|tidak)\b", flat(name)):
        return ask("yang ditunjuk belum dapat dipastikan", cmd.teks)
    roles = PELAKSANA if ctx.langkah is Langkah.KONSULTASI else tuple(Peran)
    found = ctx.directory.orang(name.strip(" .,"), ctx.wilayah, roles)
    if found.ragu:
        return ask(found.ragu, cmd.teks)
    return Answer(Jawaban.TUNJUK, "\n".join(t for t in (note.strip(), reason.strip()) if t), orang=(found.alamat,))


def _perpanjang(cmd: Command, ctx: Context) -> Answer | None:
    """A day, or a day and hour; a day alone means its end."""
    moment = parse_moment(cmd.teks, ctx.now)
    if moment is None or moment.hari is None or moment.alasan or lexicon.asks(cmd.teks):
        return ask("tanggal perpanjangan belum dapat dipastikan", cmd.teks)
    until = moment.saat or datetime.combine(moment.hari, time(23, 59), ctx.now.tzinfo)
    return Answer(Jawaban.PERPANJANG, cmd.teks, jadwal=until)


_HANDLERS: dict[Jawaban, Callable[[Command, Context], Answer | None]] = {
    **dict.fromkeys(_YES, _yes),
    **dict.fromkeys(_REASONED, _reasoned),
    Jawaban.IRBAN: _irban,
    Jawaban.ALIHKAN: _alihkan,
    Jawaban.TUGASKAN: _tugaskan,
    Jawaban.SIAP: _siap,
    Jawaban.HASIL: _hasil,
    Jawaban.LANJUT: _lanjut,
    Jawaban.ARSIP: _arsip,
    Jawaban.JADWAL: _jadwal,
    Jawaban.TUNJUK: _tunjuk,
    Jawaban.PERPANJANG: _perpanjang,
}
