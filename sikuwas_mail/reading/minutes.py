"""Minutes come from labelled lines, from the filled-in Berita Acara, or both; what is missing is named."""

import re
from collections.abc import Mapping, Sequence

from sikuwas_mail.core.incoming import Answer, Lampiran
from sikuwas_mail.core.sop import HASIL_WAJIB, LABEL_HASIL, Dokumen, Jawaban
from sikuwas_mail.reading import labels, lexicon
from sikuwas_mail.reading.forms import Form, read_forms
from sikuwas_mail.reading.spelling import flat, words

_COVER = re.compile(
    r"\b(?:terlampir|lampiran|dilampirkan|kami lampirkan|berikut|bersama ini|menyampaikan|disampaikan|"
    r"mengirim\w*|dikirim\w*|kirim)\b"
)
_MINUTES = re.compile(r"\b(?:ba|bak|berita acara|hasil|notulen|laporan|daftar hadir)\b")
_DRAFT = re.compile(
    r"\b(?:konsep|draf|draft|sementara|contoh|belum|menyusul|blangko|blanko|kosong|tidak|bukan|nanti|salah)\b"
)


def read_minutes(text: str, lampiran: Sequence[Lampiran], recorded: Mapping[str, str]) -> Answer:
    """The answer HASIL: the labels of the mail win over the attached form; missing parts are the reason to ask.

    `recorded`: what the case already holds, which a corrected part need not repeat.
    """
    form = read_forms(lampiran, Dokumen.BERITA_ACARA)
    labelled = labels.read_labels(text, labels.HASIL)
    merged = {**form.nilai, **labelled.nilai}
    hasil = {name: merged[name] for name in LABEL_HASIL if merged.get(name) and merged[name] != "-"}
    lacking = [LABEL_HASIL[name] for name in HASIL_WAJIB if not hasil.get(name) and not recorded.get(name)]
    if labelled.sisa and lexicon.retracts(labelled.sisa):
        return Answer(Jawaban.HASIL, labelled.sisa, "kalimat pengantar belum dapat dipastikan", hasil=hasil)
    if not hasil and not lacking:
        lacking = ["yang diperbaiki"]
    return Answer(
        Jawaban.HASIL,
        isi=labelled.sisa,
        ragu=_lacking(lacking, form, lampiran) if lacking else "",
        hasil=hasil,
        catatan=form.kesalahan if not lacking else (),
    )


def minutes_without_word(text: str, lampiran: Sequence[Lampiran], recorded: Mapping[str, str]) -> Answer | None:
    """Minutes sent without the word HASIL: all needed labels in the mail, or the form with a short covering line."""
    labelled = labels.read_labels(text, labels.HASIL)
    if all(name in labelled.nilai for name in HASIL_WAJIB) and not _DRAFT.search(flat(labelled.sisa)):
        return read_minutes(text, lampiran, recorded)
    form = read_forms(lampiran, Dokumen.BERITA_ACARA)
    if form.jenis is None or form.jenis is Dokumen.FORMULIR:
        return None
    said = flat(text)
    covered = not said or (len(words(text)) <= 30 and bool(_COVER.search(said) or _MINUTES.search(said)))
    if not covered or _DRAFT.search(said) or lexicon.asks(text) or lexicon.retracts(text):
        return None
    return read_minutes("" if not labelled.nilai else text, lampiran, recorded)


def _lacking(lacking: Sequence[str], form: Form, lampiran: Sequence[Lampiran]) -> str:
    """What to ask for, and why an attachment did not help."""
    reason = f"bagian {', '.join(lacking)} belum terbaca"
    if form.kesalahan:
        return f"{reason} ({'; '.join(form.kesalahan)})"
    if lampiran and form.jenis is None:
        return f"{reason}; lampiran bukan formulir DOCX yang dapat dibaca"
    return reason
