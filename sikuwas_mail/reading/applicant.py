"""The applicant gives data, comes, proposes, withdraws or marks the survey; anything else is asked back."""

import re

from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.sop import LABEL_PERMOHONAN, Dokumen, Jawaban, Langkah
from sikuwas_mail.reading import commands, labels, lexicon, request
from sikuwas_mail.reading.assignment import read_session
from sikuwas_mail.reading.context import Context, ask
from sikuwas_mail.reading.courtesy import without_thanks
from sikuwas_mail.reading.forms import read_forms
from sikuwas_mail.reading.moments import parse_moment
from sikuwas_mail.reading.spelling import flat, word_set, words
from sikuwas_mail.reading.survey_line import read_survey

_CANCEL = re.compile(r"\b(?:batal|batalkan|dibatalkan|membatalkan|pembatalan|cabut|mencabut|dicabut)\b")
_MOVE = re.compile(
    r"\b(?:jadwal ulang|dijadwal ulang|dijadwalkan ulang|jadwalkan ulang|penjadwalan ulang|reschedule|"
    r"ubah jadwal|diubah jadwal\w*|"
    r"jadwal\w* diubah|ganti (?:jadwal|hari|tanggal)|diganti|geser|digeser|undur|diundur|mundur|dimajukan|"
    r"ditunda|tunda|usul\w*)\b"
)
_COME = re.compile(r"\b(?:hadir|bisa|siap|ok|datang|setuju|ya|nggih|bersedia|sanggup|insyaallah|konfirmasi)\b")
_COMING = word_set(
    """
    , hadir bisa siap ok datang setuju ya nggih bersedia sanggup insyaallah insya allah kami saya bapak ibu
    akan dapat pada sesuai jadwal undangan tepat waktu untuk acara konsultasi sesi konfirmasi kehadiran
    mengkonfirmasi mengonfirmasi dengan ini baik admin jam hari tersebut yang di ditentukan ditetapkan semua
    tim mas mbak makasih dan
    """
)
_NOT_CANCEL = re.compile(
    r"\b(?:tidak|jangan|bukan|belum|kalau|jika|apabila|bila|mungkin|apakah|atau|tapi|kecuali|takut)\b"
)
_TOUCHES = re.compile(
    r"\b(?:tidak jadi|urung|hentikan|dihentikan|berhenti|keberatan|jadwal|undangan|berhalangan|menolak)\b"
)
_UNCLEAR = "maksud balasan belum dapat dipastikan"
_WHOLE_TEXT = {"uraian": 400, "pertanyaan": 400, "topik": 25, "perangkat_daerah": 12, "jabatan": 12, "nama": 8}


def read_applicant(ctx: Context) -> Answer:
    """What the applicant's words mean besides the exact commands."""
    body = ctx.peeled.body
    if survey := read_survey(body):
        return Answer(Jawaban.SURVEI, survey.saran, survey.ragu, survei=survey.nilai)
    if data := _data(ctx):
        return data
    if lexicon.small_talk(body) and not _COME.search(flat(body)):
        return Answer() if body or ctx.peeled.thanked or ctx.lampiran else ask("balasan tidak berisi teks")
    answer = _said(ctx, body)
    if not answer.ragu and ctx.peeled.tail and lexicon.takes_back(ctx.peeled.tail):
        return ask("bagian akhir surel menyebut hal yang berlawanan", body)
    return answer


def labelled_data(ctx: Context) -> bool:
    """Whether the reply is a set of labelled lines (or a form): then its first line is a label, not a command."""
    found = labels.read_labels(ctx.peeled.body, labels.PERMOHONAN).nilai
    return len(found) >= 2 or any(k in ctx.kekurangan for k in found)


def _data(ctx: Context) -> Answer | None:
    """Labelled lines, the filled-in form, or the one item that was asked for."""
    body = ctx.peeled.body
    form = read_forms(ctx.lampiran, Dokumen.FORMULIR)
    labelled = labels.read_labels(body, labels.PERMOHONAN).nilai
    if labelled or form.nilai:
        values = request.cleaned({**form.nilai, **labelled}, ctx.directory)
        unread = tuple(f'"{LABEL_PERMOHONAN[k]}" belum dapat dibaca' for k in labelled if k not in values)
        if other := commands.second(body, Jawaban.DATA, [Jawaban.BATAL]):
            return ask(f"data disertai perintah {other}", body)
        if values:
            return Answer(Jawaban.DATA, permohonan=values, catatan=unread + form.kesalahan)
        return ask("; ".join(unread) or _UNCLEAR, body)
    if ctx.langkah is Langkah.PERMOHONAN and ctx.kekurangan:
        return _unlabelled(ctx, body)
    return None


def _unlabelled(ctx: Context, body: str) -> Answer | None:
    """A bare reply to a request for exactly one item is that item; a NIP or phone number speaks for itself."""
    if not body or _CANCEL.search(flat(body)) or lexicon.small_talk(body):
        return None
    if len(ctx.kekurangan) > 1:
        return _numbers(ctx, body)
    name = ctx.kekurangan[0]
    if lexicon.asks(body) and name not in ("uraian", "pertanyaan"):
        return None
    if name in _WHOLE_TEXT and len(words(body)) > _WHOLE_TEXT[name]:
        return None
    if name in ("nama", "jabatan", "perangkat_daerah", "topik") and lexicon.promises(body):
        return None
    if name == "uraian" and (len(words(body)) < 3 or lexicon.promises(body)):
        return None
    bare = (
        re.sub(r"^(?:\w+\s+){0,3}?(?:adalah|yaitu|ialah)\s+", "", body, flags=re.IGNORECASE)
        if name not in labels.PANJANG
        else body
    )
    value = request.clean(name, bare, ctx.directory)
    if not value or name in request.missing({name: value}):
        return ask(f'isian "{LABEL_PERMOHONAN.get(name, name)}" belum dapat dibaca', body)
    return Answer(Jawaban.DATA, permohonan={name: value})


def _numbers(ctx: Context, body: str) -> Answer | None:
    """Of several items asked for, those a sentence names by themselves."""
    found = request.read("", body, ctx.directory, ctx.now)
    values = {
        k: v for k, v in found.items() if k in ctx.kekurangan and k in ("nip", "nomor_hp", "metode", "perangkat_daerah")
    }
    return Answer(Jawaban.DATA, permohonan=values) if values and not lexicon.asks(body) else None


def _said(ctx: Context, body: str) -> Answer:
    """Coming, another time, or withdrawing: exactly one of them, plainly said; other words decide nothing."""
    said = re.sub(r"\binsya ?allah\b", "insyaallah", flat(without_thanks(body)))
    said = lexicon.without_company(said)
    cancels, moves = bool(_CANCEL.search(said)), bool(_MOVE.search(said))
    if lexicon.asks(body) and not moves:
        return ask("balasan berupa pertanyaan", body)
    if cancels:
        return _cancelled(said, body, mixed=moves)
    if moves:
        return _moved(ctx, body, said)
    if _COME.search(said) and all(w in _COMING for w in said.split()):
        return Answer(Jawaban.HADIR) if not ctx.kekurangan else Answer()
    if ctx.kekurangan or _TOUCHES.search(said) or _COME.search(said):
        return ask(_UNCLEAR, body)
    return Answer(isi=body)


def _cancelled(said: str, body: str, *, mixed: bool) -> Answer:
    before = said[: match.start()] if (match := _CANCEL.search(said)) else ""
    what = re.search(
        r"\b(?:batalkan|dibatalkan|membatalkan|batal)\W+(?:jadwal|sesi|pertemuan|undangan|kehadiran|hadir)\b", said
    )
    told = re.search(r"\b(?:sudah|telah|pernah|akan|nanti|kemarin)\b", before)
    if (
        mixed
        or what
        or told
        or _NOT_CANCEL.search(before)
        or _NOT_CANCEL.search(said[len(before) :].split("karena")[0])
    ):
        return ask("pembatalan belum dapat dipastikan", body)
    if _COME.search(said.split("karena")[0]) or len(words(body)) > 40:
        return ask("pembatalan belum dapat dipastikan", body)
    return Answer(Jawaban.BATAL, body)


def _moved(ctx: Context, body: str, said: str) -> Answer:
    """Another time is only a proposal: the words go on as written, the date where one could be read."""
    match = _MOVE.search(said)
    before = said[: match.start()] if match else ""
    if re.search(r"\b(?:jangan|tidak (?:perlu|usah|jadi|ingin|mau)|tanpa|kalau|jika|apakah)\b", before):
        return ask("usulan jadwal belum dapat dipastikan", body)
    word = re.search(r"ulang|reschedule|ubah|ganti|geser|undur|mundur|dimajukan|tunda|usul\w*", body, re.IGNORECASE)
    wanted = body[word.end() :] if word else body
    moment = parse_moment(wanted, ctx.now)
    if moment is None:
        return ask("usulan tanggal dan jam belum disebut", body)
    session = read_session(wanted, ctx.now)
    return Answer(
        Jawaban.JADWAL, body, jadwal=session.jadwal, jadwal_teks=" ".join(wanted.split()), catatan=session.catatan
    )
