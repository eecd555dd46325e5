"""A number that is not ours to give: Admin is asked, answers `NOMOR 232`, and the document goes out again with it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Case, DokumenKasus
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.desk import Desk, Petugas
from sikuwas_mail.core.incoming import Reply
from sikuwas_mail.core.numbering import BERNOMOR, CELAH, provisional, read_number, written
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import Aturan, Dokumen, Jawaban, Langkah, Peran, Status

_SEBUTAN = {Dokumen.SURAT_TUGAS: "SURAT TUGAS", Dokumen.BERITA_ACARA: "BERITA ACARA", Dokumen.LAPORAN: "LAPORAN"}
_DISEBUT = (
    (re.compile(r"surat\s+tugas\b|st\b", re.IGNORECASE), Dokumen.SURAT_TUGAS),
    (re.compile(r"berita\s+acara(?:\s+konsultasi)?\b|ba\b", re.IGNORECASE), Dokumen.BERITA_ACARA),
    (re.compile(r"laporan(?:\s+hasil(?:\s+layanan)?(?:\s+konsultasi)?)?\b|lhk\b", re.IGNORECASE), Dokumen.LAPORAN),
)
_LANGKAH = {
    Dokumen.SURAT_TUGAS: Langkah.PENUGASAN,
    Dokumen.BERITA_ACARA: Langkah.KONSULTASI,
    Dokumen.LAPORAN: Langkah.PELAPORAN,
}


class _Unclear(Exception):
    """No number can be taken from the answer; the text says why."""


def waiting(case: Case) -> tuple[DokumenKasus, ...]:
    """The newest versions of documents that still wait for their number."""
    newest = (case.dokumen_terakhir(kind) for kind in Dokumen if kind in BERNOMOR)
    return tuple(d for d in newest if d and provisional(d.nomor))


def ask(decision: Decision, now: datetime, desk: Desk) -> Decision:
    """The same decision with a letter to Admin for every document it made without a number."""
    fresh = [p.jenis for p in decision.papers if provisional(p.nomor)]
    if decision.case is None or not fresh or not decision.case.terbuka:
        return decision
    draft = Draft(decision.case, desk, now)
    for jenis in fresh:
        paper = next(p for p in decision.papers if p.jenis is jenis)
        _ask(draft, jenis, f"nomor/{jenis}/{paper.versi}", [])
    return replace(decision, letters=(*decision.letters, *draft.done(decision.hasil).letters))


def entitled(draft: Draft, masuk: Reply) -> Petugas | None:
    """The Admin who gives a number: he answers any letter of ours to him in this case."""
    if masuk.answer.jawaban is not Jawaban.NOMOR:
        return None
    verdict = trust.authorise(masuk.envelope, draft.case, draft.desk, draft.now)
    if isinstance(verdict, trust.Grant):
        return verdict.petugas if verdict.petugas.peran is Peran.ADMIN else None
    person = trust.is_informed(masuk.envelope, draft.case, draft.desk, draft.now)
    return person if person and person.peran is Peran.ADMIN else None


def give(draft: Draft, masuk: Reply, admin: Petugas) -> Decision:
    """Enter the number in the ledger, make the document anew and send it to those who hold the old one."""
    try:
        made, urut = _read(draft, masuk.answer.isi)
    except _Unclear as reason:
        for pending in waiting(draft.case)[:1]:
            key = f"nomor/{pending.jenis}/{pending.versi}/{masuk.envelope.message_id}"
            _ask(draft, pending.jenis, key, [f"Jawaban sebelumnya belum dapat dicatat: {reason}."], (admin,))
            return draft.done(Hasil.DITANYAKAN, f"nomor: {reason}")
        sentence = "Pada kasus ini tidak ada dokumen yang menunggu nomor; tidak ada yang diubah."
        _tell(draft, (admin,), made=None, kalimat=[sentence], kunci=f"nomor/{masuk.envelope.message_id}")
        return draft.done(Hasil.DICATAT, "nomor-tidak-ditunggu")
    tahun = draft.desk.hari(made.waktu).year
    nomor = written(draft.desk.penomoran, urut, tahun)
    draft.number(made.jenis, _LANGKAH[made.jenis], admin.email, nomor, urut, tahun)
    sentence = (
        f"{made.jenis.judul} kini bernomor {nomor} dan terlampir. "
        "Dokumen ini menggantikan versi sebelumnya yang belum bernomor."
    )
    people = tuple(dict.fromkeys((admin, *_holders(draft, made.jenis))))
    _tell(draft, people, made=made.jenis, kalimat=[sentence], kunci=f"bernomor/{nomor}")
    _tell_applicant(draft, made.jenis, sentence, nomor)
    return draft.done(Hasil.DICATAT, f"nomor-{made.jenis}")


def _read(draft: Draft, teks: str) -> tuple[DokumenKasus, int]:
    """Which document gets which number. Raises _Unclear."""
    pending = waiting(draft.case)
    if not pending:
        raise _Unclear("tidak ada dokumen yang menunggu nomor")
    named, rest = _named(teks)
    chosen = [d for d in pending if named in (None, d.jenis)]
    if len(chosen) != 1:
        names = " atau ".join(f"NOMOR {_SEBUTAN[d.jenis]} …" for d in chosen or pending)
        raise _Unclear(f"mohon menyebut dokumennya: {names}")
    own = draft.desk.penomoran
    tahun = draft.desk.hari(chosen[0].waktu).year
    urut = read_number(own, rest, tahun)
    if urut is None:
        raise _Unclear(f'"{rest[:60]}" bukan nomor urut')
    if (tahun, urut) in own.terpakai:
        raise _Unclear(f"nomor urut {urut} tahun {tahun} sudah tercatat dalam buku nomor dan tidak dipakai ulang")
    if own.otomatis and own.mulai <= urut <= own.sampai:
        raise _Unclear(f"nomor urut {own.mulai} sampai {own.sampai} dicadangkan untuk pemberian otomatis")
    return chosen[0], urut


def _named(teks: str) -> tuple[Dokumen | None, str]:
    text = teks.strip()
    for pattern, jenis in _DISEBUT:
        found = pattern.match(text)
        if found:
            return jenis, text[found.end() :].strip(" :=.")
    return None, text.strip(" :=.")


# ── letters ──────────────────────────────────────────────────────────────────────────────────────
def _rule(case: Case, jenis: Dokumen) -> Aturan:
    several = len(waiting(case)) > 1
    words = f"NOMOR {_SEBUTAN[jenis]} 232" if several else "NOMOR 232"
    return Aturan(Jawaban.NOMOR, words, "memberi nomor urut menurut buku agenda (232 sebagai contoh)", wajib_isi=True)


def _ask(
    draft: Draft, jenis: Dokumen, kunci: str, sebelum: Sequence[str], admins: tuple[Petugas, ...] | None = None
) -> None:
    rule = _rule(draft.case, jenis)
    own = draft.desk.penomoran
    made = draft.case.dokumen_terakhir(jenis)
    shown = made.nomor.replace(CELAH, "…") if made else ""
    full = f"Blok nomor otomatis tahun ini telah habis (sampai {own.sampai})." if own.otomatis else ""
    sentences = [
        *sebelum,
        f"{jenis.judul} telah disusun dengan nomor sementara {shown}. Mohon memberi nomor urutnya dengan membalas "
        f"{rule.contoh}. Dokumen disusun ulang dengan nomor itu dan dikirim kembali kepada para pemegangnya.",
        *([full] if full else []),
    ]
    for admin in draft.desk.pejabat(Peran.ADMIN, draft.now) if admins is None else admins:
        draft.to_official(
            admin,
            JenisSurat.PEMBERITAHUAN,
            "pemberitahuan",
            f"{kunci}/{admin.email}",
            langkah=_LANGKAH[jenis],
            jawaban=(rule,),
            isi={"perihal": f"Nomor {jenis.judul} diperlukan", "kalimat": sentences, "fakta": []},
            lampiran=(jenis,),
        )


def _tell(draft: Draft, people: Sequence[Petugas], *, made: Dokumen | None, kalimat: Sequence[str], kunci: str) -> None:
    title = f"{made.judul} telah bernomor" if made else "Tidak ada nomor yang ditunggu"
    for person in people:
        draft.to_official(
            person,
            JenisSurat.PEMBERITAHUAN,
            "pemberitahuan",
            f"{kunci}/{person.email}",
            langkah=_LANGKAH[made] if made else None,
            isi={"perihal": title, "kalimat": list(kalimat), "fakta": []},
            lampiran=(made,) if made else (),
        )


def _tell_applicant(draft: Draft, jenis: Dokumen, sentence: str, nomor: str) -> None:
    """The applicant holds the Berita Acara once the case is finished."""
    if jenis is not Dokumen.BERITA_ACARA or draft.case.status is not Status.SELESAI:
        return
    draft.to_applicant(
        JenisSurat.PEMBERITAHUAN,
        "pemberitahuan",
        f"bernomor/{nomor}/pemohon",
        isi={"perihal": f"{jenis.judul} telah bernomor", "kalimat": [sentence], "fakta": []},
        lampiran=(jenis,),
    )


def _holders(draft: Draft, jenis: Dokumen) -> tuple[Petugas, ...]:
    """Officials who got the document: the team and its Irban, of the report the Inspektur and, once taken, others."""
    case, desk, now = draft.case, draft.desk, draft.now
    irban = desk.pejabat(Peran.IRBAN, now, case.wilayah) if case.wilayah else ()
    if jenis is not Dokumen.LAPORAN:
        return (*(p for p in map(desk.orang, case.tim) if p), *irban)
    taken = any(k.peristiwa == "LaporanDiterima" for k in case.keputusan)
    return (*irban, *desk.pejabat(Peran.INSPEKTUR, now), *(desk.pejabat(Peran.SEKRETARIS, now) if taken else ()))
