"""The same words sent back again are a machine's: it is not answered twice, Admin is told instead."""

from datetime import timedelta
from hashlib import sha256

from sikuwas_mail.core.decide import notices
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.outgoing import JenisSurat

_SEHARI = timedelta(hours=24)
_PANJANG = 40  # letters; fewer are a human's short words and may come again
_PENDEK = 8  # letters; fewer tell nobody from anybody
_KALI = 3  # so often short words may come
_TERBANYAK = 8  # questions back to one address about one case in a day


def fingerprint(teks: str) -> str:
    """What tells these words from others, digits and signs apart (machines count and date); "" for a word or two."""
    letters = "".join(c for c in teks.casefold() if c.isalpha())
    mark = sha256(letters.encode(errors="replace")).hexdigest()[:16] if len(letters) >= _PENDEK else ""
    return mark if len(letters) >= _PANJANG else mark and f"~{mark}"


def repeated(draft: Draft, alamat: str, teks: str) -> bool:
    """Whether an answer with these words, or too many of any, went back to this address within a day."""
    recent = [mark for who, mark, when in draft.case.ditanya if who == alamat and draft.now - when < _SEHARI]
    mark = fingerprint(teks)
    often = _KALI if mark.startswith("~") else 1
    return bool(mark and recent.count(mark) >= often) or len(recent) >= _TERBANYAK


def leave(draft: Draft, alamat: str) -> Decision:
    """No further answer; every Admin is told once a day."""
    notices.inform_admin(
        draft,
        f"berulang/{alamat}/{draft.desk.hari(draft.now)}",
        "Balasan berulang tidak dijawab lagi",
        [
            f"Balasan yang sama datang berulang dari {alamat} untuk kasus {draft.case.nomor}; tampaknya dikirim mesin. "
            "Pertanyaan kami sebelumnya belum terjawab; mohon menghubungi yang bersangkutan.",
        ],
        JenisSurat.OPERATOR,
    )
    return draft.done(Hasil.OTOMATIS, "balasan-berulang")
