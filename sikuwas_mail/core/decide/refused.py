"""Answers that are not taken: late ones are told the truth, honest ones get a fresh letter, strangers learn nothing."""

from collections.abc import Callable

from sikuwas_mail.core import case as c
from sikuwas_mail.core.case import SISTEM
from sikuwas_mail.core.decide import notices, sessions, staff
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.decide.tasks import open_task, write_task
from sikuwas_mail.core.desk import Petugas
from sikuwas_mail.core.incoming import Envelope, Reply
from sikuwas_mail.core.outgoing import JenisSurat, Letter
from sikuwas_mail.core.sop import Dokumen, Jawaban, Langkah, Peran, Status, baris
from sikuwas_mail.core.trust import Alasan, Refusal, holders, is_informed

_BERNOMOR = (Dokumen.SURAT_TUGAS, Dokumen.BERITA_ACARA, Dokumen.LAPORAN)


def refuse(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    """What becomes of an answer that trust did not grant."""
    special = _late_answer(draft, masuk, refusal)
    if special is not None:
        return special
    return _WAYS.get(refusal.alasan, _unentitled)(draft, masuk, refusal)


def stranger(draft: Draft, envelope: Envelope, alasan: str, hasil: Hasil = Hasil.ASING) -> Decision:
    """A mail nobody can place: a neutral line to its writer (once a day), and Admin looks at it."""
    if len(envelope.dari) == 1 and envelope.dari[0] != draft.desk.alamat:
        draft.answer_once(
            Letter(
                JenisSurat.PEMBERITAHUAN,
                "pemberitahuan",
                envelope.dari[0],
                "",
                "Yth. Bapak/Ibu",
                Langkah.PERMOHONAN,
                f"asing/{envelope.message_id}",
                isi={
                    "perihal": "Surel Saudara telah kami terima",
                    "kalimat": [
                        "Surel Saudara telah kami terima dan akan dilihat petugas.",
                        "Untuk mengajukan permohonan konsultasi, mohon mengirim surel baru yang memuat nama, NIP, "
                        "jabatan, perangkat daerah, nomor HP, topik, uraian permasalahan, dan metode (daring/luring).",
                    ],
                    "fakta": [],
                },
                kutip=envelope.message_id,
            )
        )
    return draft.done(hasil, alasan)


def _late_answer(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision | None:
    """What an official may still say with a used or an informative letter: URUNGKAN, STATUS, BANTUAN, JADWAL."""
    person = refusal.petugas
    if refusal.alasan in (Alasan.ACUAN_ASING, Alasan.BUKAN_PEMEGANG, Alasan.SUDAH_DIPUTUSKAN):
        person = person or is_informed(masuk.envelope, draft.case, draft.desk)
    entitled = person is not None and (refusal.tugas is not None or is_informed(masuk.envelope, draft.case, draft.desk))
    if person is None or not entitled:
        return None
    said = masuk.answer.jawaban
    if said is Jawaban.STATUS:
        return staff.tell_status(draft, person)
    if said is Jawaban.BANTUAN:
        return staff.tell_help(draft, person)
    if said is Jawaban.URUNGKAN and refusal.alasan is Alasan.SUDAH_DIPUTUSKAN:
        return _undo(draft, person, refusal)
    if refusal.tugas is None and said is None:
        return draft.done(Hasil.DICATAT, "tanggapan-kabar")
    return None


# ── URUNGKAN ─────────────────────────────────────────────────────────────────────────────────────
def _undo(draft: Draft, person: Petugas, refusal: Refusal) -> Decision:
    """Take the last decision back, until the next person has decided; everyone concerned is told."""
    case, task = draft.case, refusal.tugas
    last = case.keputusan[-1] if case.keputusan else None
    made = refusal.keputusan
    moved_on = made is None or last != made or made.oleh != person.email or case.sebelumnya is None
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
    notices.inform(draft, person, f"terlambat/{draft.kutip}", "Tidak dapat diurungkan", [sentence], fakta=facts)


# ── reasons ──────────────────────────────────────────────────────────────────────────────────────
def _late(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    if masuk.answer.jawaban is None and not masuk.answer.ragu:
        return draft.done(Hasil.DICATAT, "tanpa-keputusan")
    _note(draft, masuk, refusal)
    if refusal.petugas and refusal.tugas:
        notices.stale(draft, refusal.petugas, refusal.tugas, refusal.keputusan)
    return draft.done(Hasil.USANG, refusal.alasan)


def _known_person(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    """A registered person without the right token: if the task is his, his registered address gets a fresh letter."""
    person = refusal.petugas
    if person is None:
        return _unentitled(draft, masuk, refusal)
    _note(draft, masuk, refusal)
    for task in draft.case.tugas_terbuka:
        if any(h.email == person.email for h in holders(task, draft.case, draft.desk, draft.now)):
            write_task(draft, task, why=f"{draft.kutip}/")
            return draft.done(Hasil.DITANYAKAN, refusal.alasan)
    sentence = (
        "Balasan Bapak/Ibu belum dapat diproses: saat ini tidak ada tugas Bapak/Ibu yang terbuka untuk surat itu."
    )
    notices.inform(draft, person, f"tolak/{draft.kutip}", "Balasan belum dapat diproses", [sentence])
    return draft.done(Hasil.TIDAK_BERHAK, refusal.alasan)


def _unentitled(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    """Vetoed, or from somebody unknown: recorded, shown to Admin, the sender learns nothing of any case."""
    _note(draft, masuk, refusal)
    notices.inform_admin(
        draft,
        f"tidak-berhak/{draft.kutip}",
        "Balasan tidak diterima",
        [
            f"Sebuah balasan untuk kasus {draft.case.nomor} tidak diterima ({refusal.alasan}). "
            "Surel aslinya ada di folder pemeriksaan.",
        ],
        JenisSurat.OPERATOR,
    )
    if refusal.alasan is Alasan.BUKAN_PETUGAS:
        return stranger(draft, masuk.envelope, refusal.alasan, Hasil.TIDAK_BERHAK)
    return draft.done(Hasil.TIDAK_BERHAK, refusal.alasan)


def _applicant_without_token(draft: Draft, masuk: Reply, refusal: Refusal) -> Decision:
    """The applicant's address, but not in answer to a letter of ours: he is asked to answer that letter."""
    _note(draft, masuk, refusal)
    draft.to_applicant(
        JenisSurat.KLARIFIKASI,
        "klarifikasi",
        f"tanya/{draft.kutip}",
        jawaban=notices.help_rules(None, Peran.PEMOHON),
        isi={"alasan": "surel tersebut tidak membalas surat kami; mohon membalas surat ini"},
        once=True,
    )
    return draft.done(Hasil.DITANYAKAN, refusal.alasan)


def _note(draft: Draft, masuk: Reply, refusal: Refusal) -> None:
    sender = ", ".join(masuk.envelope.dari)
    langkah = refusal.tugas.langkah if refusal.tugas else draft.case.langkah
    draft.record(langkah, SISTEM, c.BalasanDiabaikan(sender, refusal.alasan))


_WAYS: dict[Alasan, Callable[[Draft, Reply, Refusal], Decision]] = {
    Alasan.SUDAH_DIPUTUSKAN: _late,
    Alasan.KEDALUWARSA: _known_person,
    Alasan.BUKAN_PEMEGANG: _known_person,
    Alasan.BELUM_TERBUKTI: _known_person,
    Alasan.TANPA_ACUAN: _known_person,
    Alasan.ACUAN_ASING: _known_person,
    Alasan.PEMOHON: _applicant_without_token,
}
