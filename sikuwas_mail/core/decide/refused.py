"""Answers that are not taken: late ones are told the truth, honest ones get a fresh letter, strangers learn nothing."""

from collections.abc import Callable

from sikuwas_mail.core import events as c
from sikuwas_mail.core.decide import notices, repeats, sessions, staff, strays
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.decide.tasks import open_task, write_task
from sikuwas_mail.core.desk import Petugas
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.incoming import Reply
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import Dokumen, Jawaban, Langkah, Status, baris
from sikuwas_mail.core.trust import Alasan, Refusal, addressees, is_informed, may_undo

_BERNOMOR = (Dokumen.SURAT_TUGAS, Dokumen.BERITA_ACARA, Dokumen.LAPORAN)


def refuse(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    """What becomes of an answer that trust did not grant."""
    special = _late_answer(draft, masuk, refusal)
    if special is not None:
        return special
    return _WAYS.get(refusal.alasan, _unentitled)(draft, masuk, refusal)


def _late_answer(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision | None:
    """What an official may still say with a used or an informative letter: URUNGKAN, STATUS, BANTUAN, JADWAL."""
    if refusal.alasan not in _LATE:
        return None
    informed = is_informed(masuk.envelope, draft.case, draft.desk, draft.now)
    person = refusal.petugas if refusal.tugas else informed
    if person is None:
        return None
    said = masuk.answer.jawaban
    if said is Jawaban.STATUS:
        return staff.tell_status(draft, person)
    if said is Jawaban.BANTUAN:
        return staff.tell_help(draft, person)
    if said is Jawaban.URUNGKAN and refusal.alasan is Alasan.SUDAH_DIPUTUSKAN:
        return _undo(draft, masuk, person, refusal)
    if refusal.tugas is None and said is None:
        return draft.done(Hasil.DICATAT, "tanggapan-kabar")
    return None


# ── URUNGKAN ─────────────────────────────────────────────────────────────────────────────────────
def _undo(draft: Draft, masuk: Reply, person: Petugas, refusal: Refusal) -> Decision:
    """Take the last decision back, until the next person has decided; everyone concerned is told."""
    case, task = draft.case, refusal.tugas
    last = case.keputusan[-1] if case.keputusan else None
    made = refusal.keputusan
    moved_on = made is None or last != made or made.oleh != person.email or case.sebelumnya is None
    moved_on = moved_on or task is None or not may_undo(masuk.envelope, person, task, case, draft.desk, draft.now)
    begun = case.sesi_kini is not None and bool(case.sesi_kini.siap) and task and task.langkah is Langkah.PENUGASAN
    if moved_on or begun or task is None or made is None:
        _tell_too_late(draft, person, refusal)
        return draft.done(Hasil.USANG, "urungkan-terlambat")
    waiting = [p for t in case.tugas_terbuka for p in map(draft.desk.orang, t.pemegang) if p]
    told_applicant = not case.terbuka or case.status is Status.MENUNGGU_PEMOHON
    papers = _papers_of(draft)
    if task.langkah in (Langkah.PENUGASAN, Langkah.PERSIAPAN):
        sessions.uninvite(draft)
    draft.record(task.langkah, person.email, c.Diurungkan(made.peristiwa), made.atas_nama)
    draft.cancel_numbers(task.langkah, papers, "keputusan diurungkan")
    open_task(draft, task.langkah, task.peran)
    title = baris(task.langkah, task.peran).judul
    for other in dict.fromkeys(p for p in waiting if p.email != person.email):
        sentence = f"Keputusan pada tugas {title} ditarik kembali oleh {person.nama}; mohon menunggu surat berikutnya."
        notices.inform(draft, other, f"urung/{draft.case.urut}", "Keputusan ditarik kembali", [sentence])
    if told_applicant:
        draft.to_applicant(
            JenisSurat.PEMBERITAHUAN,
            "pemberitahuan",
            f"urung/{draft.case.urut}/pemohon",
            isi={
                "perihal": "Pemberitahuan sebelumnya ditarik kembali",
                "kalimat": ["Pemberitahuan kami sebelumnya ditarik kembali. Permohonan Saudara tetap diproses."],
                "fakta": [],
            },
        )
    return draft.done(Hasil.DIURUNGKAN, f"{task.langkah}-diurungkan")


def _papers_of(draft: Draft) -> tuple[Dokumen, ...]:
    """The numbered documents that the last decision made."""
    before = draft.case.sebelumnya
    made = draft.case.dokumen[len(before.dokumen) :] if before else ()
    return tuple(d.jenis for d in made if d.jenis in _BERNOMOR and d.versi == 1)


def _tell_too_late(draft: Draft, person: Petugas, refusal: Refusal) -> None:
    last = draft.case.keputusan[-1] if draft.case.keputusan else None
    who = draft.desk.orang(last.oleh) if last else None
    sentence = "Keputusan tersebut tidak dapat diurungkan lagi karena langkah berikutnya sudah berjalan."
    facts: notices.Fakta = (("Langkah terakhir oleh", who.nama), ("Waktu", last.waktu)) if who and last else ()
    notices.inform(draft, person, f"terlambat/{draft.surat}", "Tidak dapat diurungkan", [sentence], fakta=facts)


# ── reasons ──────────────────────────────────────────────────────────────────────────────────────
def _late(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    """A used token: one polite, true answer, who decided and when."""
    if masuk.answer.jawaban is None and not masuk.answer.ragu:
        return draft.done(Hasil.DICATAT, "tanpa-keputusan")
    if refusal.petugas is None or refusal.tugas is None:
        return _unentitled(draft, masuk, refusal)
    if repeats.repeated(draft, refusal.petugas.email, masuk.teks):
        return repeats.leave(draft, refusal.petugas.email)
    _note(draft, masuk, refusal, refusal.petugas.email)
    notices.stale(draft, refusal.petugas, refusal.tugas, refusal.keputusan)
    return draft.done(Hasil.USANG, refusal.alasan)


def _known_person(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    """A registered person without the right token: if the task is his, his registered address gets a fresh letter."""
    person = refusal.petugas
    if person is None:
        return _unentitled(draft, masuk, refusal)
    if repeats.repeated(draft, person.email, masuk.teks):
        return repeats.leave(draft, person.email)
    _note(draft, masuk, refusal, person.email)
    _renew(draft, masuk, refusal)
    for task in draft.case.tugas_terbuka:
        if any(p.email == person.email for p, _ in addressees(task, draft.case, draft.desk, draft.now)):
            write_task(draft, task, why=f"{draft.surat}/", only=person.email)
            return draft.done(Hasil.DITANYAKAN, refusal.alasan)
    sentence = (
        "Balasan Bapak/Ibu belum dapat diproses: saat ini tidak ada tugas Bapak/Ibu yang terbuka untuk surat itu."
    )
    notices.inform(draft, person, f"tolak/{draft.surat}", "Balasan belum dapat diproses", [sentence])
    return draft.done(Hasil.TIDAK_BERHAK, refusal.alasan)


def _renew(draft: Draft, masuk: Reply, refusal: Refusal) -> None:
    """An expired token begins anew for everybody; one that came from a colleague is renewed for its owner."""
    if refusal.alasan is Alasan.KEDALUWARSA and refusal.tugas:
        task = refusal.tugas
        draft.record(task.langkah, SISTEM, c.KunciDiputar(task.peran, task.ronde))
    if refusal.alasan is Alasan.ACUAN_ASING:
        owner = strays.leaked(draft, masuk.envelope)
        for task in draft.case.tugas_terbuka if owner else ():
            if owner and owner.email in task.diputar:
                write_task(draft, task, why=f"{draft.surat}/", only=owner.email)


def _unproven(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    """The step wants a mail that passed its server's tests: he is told so at his registered address."""
    person = refusal.petugas
    if person is None:
        return _unentitled(draft, masuk, refusal)
    if repeats.repeated(draft, person.email, masuk.teks):
        return repeats.leave(draft, person.email)
    _note(draft, masuk, refusal, person.email)
    sentence = (
        "Balasan Bapak/Ibu belum dapat diterima: surel itu belum lulus pemeriksaan keaslian pengirim "
        "(SPF, DKIM, DMARC). Mohon membalas dari alamat kedinasan, atau menghubungi Admin."
    )
    notices.inform(draft, person, f"belum-lulus/{draft.surat}", "Balasan belum dapat diterima", [sentence])
    return draft.done(Hasil.TIDAK_BERHAK, refusal.alasan)


def _unentitled(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    """Vetoed or of unclear sender: recorded, Admin is told once a day; nobody is answered."""
    _note(draft, masuk, refusal, ", ".join(masuk.envelope.dari))
    notices.inform_admin(
        draft,
        f"tidak-berhak/{refusal.alasan}/{draft.desk.hari(draft.now)}",
        "Balasan tidak diterima",
        [
            f"Sebuah balasan untuk kasus {draft.case.nomor} tidak diterima ({refusal.alasan}). "
            "Surel aslinya ada di folder pemeriksaan.",
        ],
        JenisSurat.OPERATOR,
    )
    return draft.done(Hasil.TIDAK_BERHAK, refusal.alasan)


def _stranger(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    """Somebody unknown: Admin is asked where the mail belongs; a token he brought is void, its owner perhaps he."""
    owner = strays.leaked(draft, masuk.envelope)
    if owner is not None:
        guess = c.AliasDiusulkan(masuk.envelope.dari[0], owner.email)
        draft.record(draft.case.langkah, SISTEM, guess)
    return strays.unplaced(draft, masuk.envelope, masuk.teks, refusal.alasan, Hasil.TIDAK_BERHAK)


def _applicant_without_token(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    """The applicant's address, but not in answer to a letter of ours: he is asked to answer that letter."""
    _note(draft, masuk, refusal, draft.case.pemohon)
    draft.to_applicant(
        JenisSurat.KLARIFIKASI,
        "klarifikasi",
        f"tanya/{draft.surat}",
        jawaban=notices.applicant_rules(draft.case),
        isi={"alasan": "surel tersebut tidak membalas surat kami; mohon membalas surat ini"},
        once=True,
    )
    return draft.done(Hasil.DITANYAKAN, refusal.alasan)


def _note(draft: Draft, masuk: Reply, refusal: Refusal, alamat: str) -> None:
    langkah = refusal.tugas.langkah if refusal.tugas else draft.case.langkah
    ignored = c.BalasanDiabaikan(alamat, refusal.alasan, repeats.fingerprint(masuk.teks))
    draft.record(langkah, SISTEM, ignored)


_LATE = (
    Alasan.ACUAN_ASING,
    Alasan.BUKAN_PEMEGANG,
    Alasan.SUDAH_DIPUTUSKAN,
    Alasan.KEDALUWARSA,
    Alasan.BELUM_TERBUKTI,
)
_WAYS: dict[Alasan, Callable[[Draft, Reply, Refusal], Decision]] = {
    Alasan.SUDAH_DIPUTUSKAN: _late,
    Alasan.KEDALUWARSA: _known_person,
    Alasan.BUKAN_PEMEGANG: _known_person,
    Alasan.BELUM_TERBUKTI: _unproven,
    Alasan.TANPA_ACUAN: _known_person,
    Alasan.ACUAN_ASING: _known_person,
    Alasan.PEMOHON: _applicant_without_token,
    Alasan.BUKAN_PETUGAS: _stranger,
}
