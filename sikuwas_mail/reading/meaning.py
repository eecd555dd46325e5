"""Words become an answer of the step they reply to, or a reason to ask; a wrong decision is worse than a question."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sikuwas_mail.core.incoming import Answer, Lampiran
from sikuwas_mail.core.reference import without_ref
from sikuwas_mail.core.sop import Baris, Jawaban, Langkah
from sikuwas_mail.reading import commands, exact, lexicon
from sikuwas_mail.reading.applicant import labelled_data, read_applicant
from sikuwas_mail.reading.context import Context
from sikuwas_mail.reading.courtesy import Peeled, peel
from sikuwas_mail.reading.loose import read_loose
from sikuwas_mail.reading.names import Directory, bare_name
from sikuwas_mail.reading.spelling import flat

MAKS_TEKS = 100_000  # characters; no reply is longer, and patterns are not tried on more
_STATUS = re.compile(
    r"\b(?:bagaimana|gimana|sampai mana|sejauh mana|mohon info\w*|minta info\w*|menanyakan|tanya)\b.{0,60}"
    r"\b(?:status|perkembangan|progres|progress|tindak lanjut)\b|^status\b.{0,60}\bbagaimana\b|\bsudah sampai mana\b"
)
_COMMANDS_OVER_DATA = (Jawaban.BATAL, Jawaban.HADIR, Jawaban.STATUS, Jawaban.BANTUAN, Jawaban.URUNGKAN)


def read(
    text: str,
    row: Baris | None,
    directory: Directory,
    now: datetime,
    lampiran: Sequence[Lampiran] = (),
    *,
    kekurangan: Sequence[str] = (),
    usulan: str = "",
    wilayah: str = "",
    hasil: Mapping[str, str] | None = None,
) -> Answer:
    """What the new text of a reply means at the step whose letter it answers.

    `row` None or permohonan: the applicant writes. `kekurangan`: the items the letter asked for; `usulan`: the
    wilayah it proposed to the Sekretaris; `wilayah`: the Irban's own, which settles names that several wilayah have.
    `hasil`: the minutes already recorded. Never raises.
    """
    ctx = Context(
        row,
        directory,
        now,
        _peeled(text, row, directory),
        tuple(lampiran),
        tuple(kekurangan),
        usulan=usulan,
        wilayah=wilayah,
        hasil=hasil or {},
    )
    assigning = ctx.langkah is Langkah.PENUGASAN
    command = commands.parse(commands.assignment_first(ctx.peeled.body) if assigning else ctx.peeled.body)
    if command and not (ctx.pemohon and command.jawaban not in _COMMANDS_OVER_DATA and labelled_data(ctx)):
        answer = exact.read_command(command, ctx)
        if answer is not None:
            return answer
    if not ctx.inspektur and _asks_status(ctx.peeled.body):
        return Answer(Jawaban.STATUS)
    return read_applicant(ctx) if ctx.pemohon else read_loose(ctx)


def read_among(text: str, allowed: Collection[Jawaban], names: Collection[str] = ()) -> Answer:
    """One of a few exact words, for letters that ask outside the steps (YA / ABAIKAN); `isi` is what follows it.

    Anything but such a word, bare or with its text set off by a mark, is a reason to ask. `names`: who may be signing.
    """
    peeled = peel(_own(text), [bare_name(n) for n in names])
    found = re.fullmatch(
        r"\W*([A-Za-z]+)\s*(?:[.,!]*|[:,-]\s*(\S.*)|\s+(SKW\S+|[A-Z]+-\d{4}-\d+))\W*", peeled.body, re.DOTALL
    )
    word = next((j for j in allowed if found and j.value == found[1].upper()), None)
    isi = (found[2] or found[3] or "").strip() if found else ""
    if word is None or lexicon.hangs(isi) or lexicon.negates(isi) or (peeled.tail and lexicon.takes_back(peeled.tail)):
        return Answer(None, peeled.body, f"jawaban yang diharapkan: {' atau '.join(allowed)}")
    return Answer(word, isi, persis=True)


def _own(text: str) -> str:
    """The text without our reference and without quoted lines."""
    own = without_ref(text[:MAKS_TEKS].replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line for line in own.split("\n") if not line.lstrip().startswith(">"))


def _peeled(text: str, row: Baris | None, directory: Directory) -> Peeled:
    """The text without reference, quoted lines and courtesy."""
    return peel(_own(text), [bare_name(p.nama) for p in directory.petugas if row and p.peran in row.peran])


def _asks_status(body: str) -> bool:
    """A plain question for the state of the case, with nothing else in it."""
    said = flat(body)
    return len(said.split()) <= 25 and bool(_STATUS.search(said)) and not lexicon.mixes_yes(body)
