"""Words without a command count only where one answer of the step fits them and nothing speaks against it."""

import re

from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.sop import Jawaban, Langkah
from sikuwas_mail.reading import lexicon
from sikuwas_mail.reading.assignment import read_assignment
from sikuwas_mail.reading.context import Context, ask
from sikuwas_mail.reading.minutes import minutes_without_word
from sikuwas_mail.reading.names import wilayah_named
from sikuwas_mail.reading.spelling import flat, words

_YES_OF = {
    Langkah.PENERUSAN: Jawaban.TERUSKAN,
    Langkah.DISPOSISI: Jawaban.SETUJU,
    Langkah.KONSULTASI: Jawaban.SIAP,
    Langkah.PELAPORAN: Jawaban.SETUJU,
}
_TRIGGERS: dict[Langkah, tuple[tuple[str, Jawaban], ...]] = {
    Langkah.PENERUSAN: ((r"\b(?:di|me)?lengkapi\b", Jawaban.LENGKAPI), (r"\b(?:di)?tolak\b", Jawaban.TOLAK)),
    Langkah.DISPOSISI: ((r"\b(?:di)?kembalikan\b", Jawaban.KEMBALIKAN),),
    Langkah.KONSULTASI: ((r"\bberhalangan\b", Jawaban.BERHALANGAN),),
    Langkah.PELAPORAN: ((r"\b(?:di)?(?:perbaiki|revisi|koreksi|sempurnakan|perjelas|lengkapi)\b", Jawaban.PERBAIKI),),
}
_AGAINST = re.compile(
    r"\b(?:setuju|disetujui|acc|ok|teruskan|diteruskan|lanjut|lanjutkan|terima|diterima|tolak|ditolak|batal|"
    r"batalkan|kembalikan|"
    r"dikembalikan|alihkan|siap|tunda|ditunda|urungkan|atau|tapi|namun|kalau|jika|bila|apabila)\b"
)
_BEFORE = re.compile(
    r"\b(?:tidak|bukan|belum|jangan|kurang|tanpa|sudah|telah|akan|nanti|siapa|takut|khawatir|hampir|pernah|"
    r"kemarin|kalau|jika|"
    r"bila|apabila|mungkin|apakah|minta|meminta|katanya|kata|menurut)\b"
)
_HEDGED = re.compile(r"\b(?:tidak (?:perlu|usah|jadi|berhalangan)|jangan|mungkin|seandainya|andai)\b")
_ASSIGN = re.compile(
    r"(?P<before>.*?)\b(?:(?:di)?tugaskan|menugaskan|tunjuk|menunjuk|ditunjuk)\b(?P<people>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MOVE = re.compile(r"\b(?:di)?(?:alihkan|limpahkan)\b")
_LINK = re.compile(r"https?://\S+")
_CLAUSE = re.compile(r"\s*,\s*")
_UNCLEAR = "maksud balasan belum dapat dipastikan"


def read_loose(ctx: Context) -> Answer:
    """The one answer a holder's free words can mean at his step, or the reason to ask."""
    body = ctx.peeled.body
    agreed = lexicon.says_yes(body, ready=ctx.langkah is Langkah.KONSULTASI)
    if not body and ctx.langkah is Langkah.KONSULTASI and (minutes := _triggered(ctx, body)):
        return minutes
    if lexicon.small_talk(body) and not agreed:
        return Answer() if body or ctx.peeled.thanked else ask("balasan tidak berisi teks")
    if ctx.inspektur:
        return ask("jawaban Inspektur hanya TERIMA atau PERBAIKI: catatan", body)
    if lexicon.asks(_LINK.sub(" ", body)):
        return ask("balasan berupa pertanyaan", body)
    found = _specific(ctx, body) or _triggered(ctx, body)
    if ctx.langkah is Langkah.KONSULTASI and re.search(r"lanjut|terus|proses", body.lower()):
        agreed = False  # another session, or a yes
    if found is None and agreed and ctx.langkah in _YES_OF:
        found = Answer(_YES_OF[ctx.langkah])
    if found is None:
        return ask(_UNCLEAR, body)
    if not found.ragu and ctx.peeled.tail and lexicon.takes_back(ctx.peeled.tail):
        return ask("bagian akhir surel menyebut hal yang berlawanan", body)
    return found


def _specific(ctx: Context, body: str) -> Answer | None:
    if ctx.langkah is Langkah.DISPOSISI:
        return _irban(ctx, body)
    if ctx.langkah is Langkah.PENUGASAN:
        return _assigned(ctx, body)
    if ctx.langkah is Langkah.PERSIAPAN:
        return _prepared(body)
    return None


def _irban(ctx: Context, body: str) -> Answer | None:
    """One Irban and an instruction around him: `Irban II, tindak lanjuti`."""
    named = wilayah_named(body)
    if not named:
        return None
    if len(named) > 1:
        return ask(f"lebih dari satu Irban disebut: {', '.join(named)}", body)
    code = ctx.directory.kode_wilayah(named[0].lower())
    if not code:
        return ask(f"Irban {named[0]} tidak ada atau sedang tidak dijabat", body)
    clauses = [c for c in _CLAUSE.split(lexicon.plain(body)) if c]
    at = next((i for i, c in enumerate(clauses) if re.search(r"\birban|\binspektur pembantu", c)), 0)
    framed = all(_frames(c) for c in clauses[: at + 1])
    rest = " , ".join(clauses[at + 1 :])
    told = re.search(rf"{lexicon.INSTRUCTION.pattern}|\b{lexicon.YA}\b", " ".join(clauses)) is not None
    if not framed or not told or lexicon.doubtful(body) or lexicon.reports(body) or _reports(rest):
        return ask(f"maksud disposisi kepada Irban {code} belum dapat dipastikan", body)
    return Answer(Jawaban.IRBAN, body, wilayah=code)


def _frames(clause: str) -> bool:
    """A clause of nothing but the Irban's title, address and instruction."""
    left = re.sub(
        r"\b(?:irban(?:wil)?|inspektur pembantu)(?: wilayah| wil)? ?(?:iii|ii|iv|vi|v|i|[1-6]|khusus)?\b", " ", clause
    )
    return lexicon.benign(
        lexicon.INSTRUCTION.sub(" ", re.sub(r"\b(?:yth|diteruskan|ditujukan|disampaikan)\b", " ", left))
    )


def _reports(text: str) -> bool:
    """Whether the clauses behind speak of someone doing something instead of telling him to."""
    return bool(re.match(r"(?:saya|kami|beliau|yang|sedang|akan|sudah|telah)\b", text))


def _assigned(ctx: Context, body: str) -> Answer | None:
    if _MOVE.search(flat(body)):
        return _moved(ctx, body)
    found = _ASSIGN.fullmatch(body)
    if not found:
        return None
    if not lexicon.courteous(found["before"]):
        return ask("penugasan belum dapat dipastikan", body)
    return read_assignment(found["people"].lstrip(" :,-"), ctx.directory, ctx.now, ctx.wilayah)


def _moved(ctx: Context, body: str) -> Answer:
    """`mohon dialihkan ke Irban II karena …`: one wilayah and a reason, nothing else."""
    named, said = wilayah_named(body), flat(body)
    reason = re.search(r"\b(?:karena|sebab|mengingat)\b(.*)", body, re.IGNORECASE | re.DOTALL)
    before = said.split("karena")[0].split("mengingat")[0]
    code = ctx.directory.kode_wilayah(named[0].lower()) if len(named) == 1 else ""
    if not code or not reason or lexicon.negates(before) or _BEFORE.search(before) or _HEDGED.search(said):
        return ask("pengalihan belum dapat dipastikan", body)
    return Answer(Jawaban.ALIHKAN, reason[1].strip(" :.,"), wilayah=code)


def _prepared(body: str) -> Answer | None:
    """A link, or a line that names a room, is what persiapan asks for."""
    links = set(_LINK.findall(body))
    if len(links) > 1 or lexicon.doubtful(_LINK.sub(" ", body)):
        return None
    room = re.match(r"(?:di\s+)?(?:ruang|aula)\b", body, re.IGNORECASE) and len(words(body)) <= 12
    if not links and not room:
        return None
    return Answer(Jawaban.SIAP, body, tempat=body)


def _triggered(ctx: Context, body: str) -> Answer | None:
    """A loosely worded return: its word, nothing denying or mixing, and a text to pass on."""
    for pattern, jawaban in _TRIGGERS.get(ctx.langkah, ()):
        hit = re.search(pattern, body, re.IGNORECASE)
        if not hit or not re.search(pattern, lexicon.plain(body)):
            continue
        before, after = body[: hit.start()], body[hit.end() :]
        others = flat(before) + " " + flat(after)
        if (
            _BEFORE.search(flat(before))
            or _HEDGED.search(flat(body))
            or _AGAINST.search(others)
            or len(words(before)) > 10
        ):
            return ask(_UNCLEAR, body)
        isi = after.strip(" :.,-\n") if lexicon.courteous(before) or not words(before) else body
        if jawaban is Jawaban.TOLAK:
            isi = body
        if lexicon.says_nothing(isi):
            return ask(f"{jawaban}: butir, catatan, atau alasan belum disebut", body)
        return Answer(jawaban, isi)
    if ctx.langkah is Langkah.KONSULTASI:
        return minutes_without_word(body, ctx.lampiran, ctx.hasil)
    return None
