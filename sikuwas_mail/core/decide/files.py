"""Files that come with an entitled mail are filed in its case, tied to the version they were printed from."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sikuwas_mail.core import events as c
from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Case
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.events import Event
from sikuwas_mail.core.incoming import Incoming, Lampiran, NewRequest, Reply
from sikuwas_mail.core.numbering import Kode, code_in
from sikuwas_mail.core.outgoing import Letter
from sikuwas_mail.core.sop import LABEL_HASIL, LABEL_PERMOHONAN, Dokumen

_BERKAS = 20  # of one mail
_KECIL = 6_000  # bytes; a picture below is a logo of somebody's signature
_NILAI = 120  # characters of a changed value as it is listed
_TIPE = ("application/pdf", "image/", "application/msword", "application/vnd.", "application/zip", "application/rtf")
_AKHIRAN = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".zip")
_LUAR = (Hasil.TIDAK_BERHAK, Hasil.DITOLAK, Hasil.ASING, Hasil.KARANTINA, Hasil.GANDA)
_BELUM = "belum diverifikasi"


def filed(decision: Decision, before: Case | None, incoming: Incoming, now: datetime, desk: Desk) -> Decision:
    """The decision with its mail's files in the journal and, in its confirmation, what they and it changed."""
    if not isinstance(incoming, Reply | NewRequest) or decision.case is None or decision.hasil in _LUAR:
        return decision
    if before is not None and not _entitled(incoming, before, desk, now):
        return decision
    draft = Draft(decision.case, desk, now)
    for event in _events(incoming, decision.case):
        draft.record(decision.case.langkah, incoming.envelope.dari[0], event)
    made = draft.done(decision.hasil)
    whole = replace(decision, case=made.case, events=(*decision.events, *made.events))
    return replace(whole, letters=tuple(_confirmed(x, whole, before) for x in whole.letters))


def fingerprint(berkas: Lampiran) -> str:
    """SHA-256 of a file's bytes: its name in the archive."""
    return hashlib.sha256(berkas.isi).hexdigest()


def wanted(berkas: Lampiran) -> bool:
    """Whether an attachment is a paper of the case: not a calendar, a key, or a logo."""
    if not berkas.isi:
        return False
    if berkas.tipe.startswith("image/") and len(berkas.isi) < _KECIL:
        return False
    return berkas.tipe.startswith(_TIPE) or berkas.nama.lower().endswith(_AKHIRAN)


def _entitled(incoming: Reply | NewRequest, case: Case, desk: Desk, now: datetime) -> bool:
    mail = incoming.envelope
    if isinstance(trust.authorise(mail, case, desk, now), trust.Grant) or trust.is_applicant(mail, case, desk):
        return True
    return trust.is_informed(mail, case, desk, now) is not None or trust.addressed(mail, case, desk) is not None


def _events(incoming: Reply | NewRequest, case: Case) -> list[c.BerkasDiterima]:
    fresh: dict[str, c.BerkasDiterima] = {}
    for berkas in [b for b in incoming.lampiran if wanted(b)][:_BERKAS]:
        digest = fingerprint(berkas)
        if digest not in case.berkas and digest not in fresh:
            fresh[digest] = _event(berkas, digest, incoming.envelope.dari[0], case)
    return list(fresh.values())


def _event(berkas: Lampiran, digest: str, alamat: str, case: Case) -> c.BerkasDiterima:
    code = code_in(berkas.kode) or code_in(berkas.nama)
    tied = _version(code, case) if code and code.nomor == case.nomor else None
    jenis, versi = tied or _by_name(berkas.nama, case)
    signable = berkas.tipe == "application/pdf" or berkas.tipe.startswith("image/")
    state = berkas.tanda_tangan or (_BELUM if signable or berkas.nama.lower().endswith(".pdf") else "")
    return c.BerkasDiterima(alamat, berkas.nama, berkas.tipe, digest, berkas.ukuran, jenis, versi, state)


def _version(code: Kode, case: Case) -> tuple[Dokumen, int] | None:
    """A code counts only for a version that was made."""
    made = any(d.jenis is code.jenis and d.versi == code.versi for d in case.dokumen)
    return (code.jenis, code.versi) if made else None


def _by_name(nama: str, case: Case) -> tuple[Dokumen | None, int]:
    """The kind a file's name speaks of, and the version where our own name was kept ("… v1.pdf")."""
    plain = " ".join("".join(x if x.isalnum() else " " for x in nama.lower()).split())
    words = {"surat tugas": Dokumen.SURAT_TUGAS, "berita acara": Dokumen.BERITA_ACARA, "laporan hasil": Dokumen.LAPORAN}
    words |= {"daftar hadir": Dokumen.DAFTAR_HADIR, "formulir permohonan": Dokumen.FORMULIR}
    jenis = next((kind for word, kind in words.items() if word in plain), None)
    marked = re.search(r"\bv(\d{1,4})\b", plain) if jenis and case.nomor.lower().replace("-", " ") in plain else None
    versi = int(marked[1]) if marked else 0
    made = any(d.jenis is jenis and d.versi == versi for d in case.dokumen)
    return jenis, versi if made else 0


# ── confirmation ─────────────────────────────────────────────────────────────────────────────────
def _confirmed(letter: Letter, decision: Decision, before: Case | None) -> Letter:
    """The echo of a decision and the receipt say what was filed and what it changed."""
    if letter.templat not in ("tanda-keputusan", "tanda-terima", "kelengkapan"):
        return letter
    files = [_told(e.isi) for e in decision.events if isinstance(e.isi, c.BerkasDiterima)]
    changed = changes(decision.events, before)
    extra = {k: v for k, v in (("berkas", files), ("berubah", changed)) if v}
    return replace(letter, isi={**letter.isi, **extra}) if extra else letter


def _told(berkas: c.BerkasDiterima) -> str:
    what = f"{berkas.nama}" if berkas.dokumen is None else f"{berkas.nama}: {berkas.dokumen.judul}"
    tied = f" versi {berkas.versi}" if berkas.versi else ""
    return f"{what}{tied}" + (f", {berkas.keadaan}" if berkas.keadaan else "")


def changes(events: Sequence[Event], before: Case | None) -> list[tuple[str, str]]:
    """(label, new value) of each field of the record that a mail changed; nothing where there was no record yet."""
    if before is None:
        return []
    for event in events:
        if isinstance(event.isi, c.HasilDicatat) and before.hasil:
            return _differences(before.hasil, event.isi.hasil, LABEL_HASIL)
        if isinstance(event.isi, c.DataDilengkapi):
            return _differences(before.permohonan, event.isi.permohonan, LABEL_PERMOHONAN)
    return []


def _differences(old: Mapping[str, str], new: Mapping[str, str], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(label, _short(new[k])) for k, label in labels.items() if new.get(k, "") and new[k] != old.get(k, "")]


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _NILAI else line[: _NILAI - 1].rstrip() + "…"
