"""What an official's answer does: one small function for each step and answer of the SOP table."""

from collections.abc import Callable
from dataclasses import replace

from sikuwas_mail.core import events as c
from sikuwas_mail.core.case import Tugas
from sikuwas_mail.core.decide import closing, held, notices, repeats, sessions, superiors
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.decide.tasks import open_task, write_task
from sikuwas_mail.core.desk import Petugas
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.incoming import PENDAMPINGAN, Answer, Reply
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import (
    HASIL_WAJIB,
    LABEL_HASIL,
    Dokumen,
    Jawaban,
    Langkah,
    Peran,
    baris,
)
from sikuwas_mail.core.trust import Grant


class Unclear(Exception):
    """The answer cannot be carried out as it stands; the text goes back to its writer."""


def answer(draft: Draft, masuk: Reply, grant: Grant) -> Decision:
    """Carry out what a holder answered, or ask back; every decision is echoed."""
    before = grant.tugas
    grant = _rotate(draft, masuk, grant)
    said, task = masuk.answer, grant.tugas
    if said.ragu:
        return question(draft, grant, said.ragu, masuk.teks)
    if said.jawaban is Jawaban.STATUS:
        _renew(draft, grant, before)
        return tell_status(draft, grant.petugas)
    if said.jawaban is Jawaban.BANTUAN:
        return tell_help(draft, grant.petugas, grant)
    if said.jawaban is Jawaban.URUNGKAN:
        reason = "tugas ini belum diputuskan, sehingga belum ada yang dapat diurungkan"
        return question(draft, grant, reason, masuk.teks)
    if said.jawaban is None:
        _renew(draft, grant, before)
        return draft.done(Hasil.DICATAT, "tanpa-keputusan")
    rule = baris(task.langkah, task.peran).aturan(said.jawaban)
    if rule is None:
        return question(draft, grant, f"{said.jawaban} tidak termasuk jawaban untuk tugas ini", masuk.teks)
    if not grant.tahan:
        return carry_out(draft, masuk, grant, said)
    trial = Draft(draft.case, draft.desk, draft.now, draft.kutip)
    tried = carry_out(trial, masuk, grant, said)  # what cannot be done is asked back now, not after the YA
    if tried.hasil is not Hasil.DIPUTUSKAN:
        return carry_out(draft, masuk, grant, said)
    return held.hold(draft, grant, said, rule)


def carry_out(draft: Draft, masuk: Reply, grant: Grant, said: Answer) -> Decision:
    """A decision takes effect and is echoed; what cannot be carried out is asked back."""
    task = grant.tugas
    rule = baris(task.langkah, task.peran).aturan(said.jawaban) if said.jawaban else None
    if rule is None:
        return question(draft, grant, "jawaban tidak termasuk jawaban untuk tugas ini", masuk.teks)
    try:
        outcome = _HANDLERS[task.langkah, rule.jawaban](draft, grant, said)
    except Unclear as reason:
        return question(draft, grant, str(reason), masuk.teks)
    after = f"{outcome} {notices.next_step(draft.case)}".strip()
    notices.echo(draft, grant.petugas, _current(draft, grant), rule.arti, after, grant.pengganti)
    return draft.done(Hasil.DIPUTUSKAN, f"{task.langkah}-{rule.jawaban.lower()}")


def question(draft: Draft, grant: Grant, alasan: str, teks: str = "") -> Decision:
    """Ask the holder back, with ready-made answers; `teks` that was asked back already is a machine's."""
    task, person = grant.tugas, grant.petugas
    if repeats.repeated(draft, person.email, teks):
        return repeats.leave(draft, person.email)
    asked = c.KlarifikasiDiminta(person.email, alasan, repeats.fingerprint(teks))
    draft.record(task.langkah, person.email, asked, grant.atas_nama)
    notices.ask_back(draft, grant.petugas, task, alasan)
    return draft.done(Hasil.DITANYAKAN, alasan)


def tell_status(draft: Draft, orang: Petugas) -> Decision:
    """Answer STATUS to somebody entitled."""
    facts = notices.status_facts(draft.case, draft.desk, internal=True)
    draft.to_official(orang, *_STATUS, f"status/{draft.kutip}/{orang.email}", isi=facts)
    return draft.done(Hasil.DIJAWAB, "status")


def tell_help(draft: Draft, orang: Petugas, grant: Grant | None = None) -> Decision:
    """Answer BANTUAN: what may be answered just now."""
    rules = notices.help_rules(grant.tugas if grant else None)
    draft.to_official(
        orang,
        *_HELP,
        f"bantuan/{draft.kutip}/{orang.email}",
        tugas=grant.tugas if grant else None,
        jawaban=rules,
        isi={"aturan": [(a.contoh, a.arti) for a in rules]},
    )
    return draft.done(Hasil.DIJAWAB, "bantuan")


_STATUS = (JenisSurat.PEMBERITAHUAN, "status")
_HELP = (JenisSurat.PEMBERITAHUAN, "bantuan")


def _current(draft: Draft, grant: Grant) -> Tugas:
    """The granted task as it stands after the decision."""
    same = (grant.tugas.langkah, grant.tugas.peran, grant.tugas.ronde)
    return next(t for t in draft.case.tugas if (t.langkah, t.peran, t.ronde) == same)


def _rotate(draft: Draft, masuk: Reply, grant: Grant) -> Grant:
    """A token that passed before other eyes is void: another human stood in To or Cc. The grant as it then is."""
    task, person = grant.tugas, grant.petugas
    seen = {_undetailed(a) for a in (*masuk.envelope.kepada, *masuk.envelope.tembusan)}
    own = {draft.desk.alamat, draft.desk.alihkan_ke, *masuk.envelope.dari, person.email, *person.alias}
    if not seen - own:
        return grant
    draft.record(task.langkah, SISTEM, c.KunciDiputar(task.peran, task.ronde, person.email))
    return replace(grant, tugas=_current(draft, grant))


def _renew(draft: Draft, grant: Grant, before: Tugas) -> None:
    """Where no other letter brings the renewed token, the task's letter comes again."""
    if grant.tugas.diputar != before.diputar:
        write_task(draft, grant.tugas, why=f"{draft.surat}/", only=grant.petugas.email)


def _undetailed(alamat: str) -> str:
    local, _, domain = alamat.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _by(draft: Draft, grant: Grant, isi: c.Isi) -> None:
    draft.record(grant.tugas.langkah, grant.petugas.email, isi, grant.atas_nama)


# ── 3 penerusan ──────────────────────────────────────────────────────────────────────────────────
def _forward(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.Diteruskan(said.isi))
    draft.paper(Dokumen.DISPOSISI, Langkah.PENERUSAN)
    open_task(draft, Langkah.DISPOSISI, Peran.SEKRETARIS)
    return ""


def _more(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.DimintaLengkap(said.isi))
    closing.ask_applicant(draft, [("Butir", said.isi)])
    return "Pemohon diminta melengkapi; waktu penerusan berhenti sementara."


def _refuse(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.Ditolak(said.isi))
    closing.tell_refused(draft, said.isi)
    return "Pemohon diberi tahu."


def _complaint(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.Diadukan(said.isi))
    closing.tell_ended(draft, "pengaduan", said.isi)
    return "Pemohon diberi tahu; penanganan mengikuti SOP Penanganan Pengaduan Masyarakat."


# ── 4 disposisi ──────────────────────────────────────────────────────────────────────────────────
def _agree_disposition(draft: Draft, grant: Grant, said: Answer) -> str:
    if not draft.case.usulan:
        raise Unclear("belum ada Irban yang diusulkan; mohon menyebut IRBAN dan wilayahnya")
    return _distribute(draft, grant, draft.case.usulan, said.isi)


def _choose_irban(draft: Draft, grant: Grant, said: Answer) -> str:
    if not draft.desk.pejabat(Peran.IRBAN, draft.now, said.wilayah) or not said.wilayah:
        raise Unclear(f"tidak ada Irban wilayah {said.wilayah or 'tersebut'} dalam daftar petugas")
    return _distribute(draft, grant, said.wilayah, said.isi)


def _distribute(draft: Draft, grant: Grant, wilayah: str, catatan: str) -> str:
    _by(draft, grant, c.Didisposisikan(wilayah, catatan))
    draft.paper(Dokumen.DISPOSISI, Langkah.DISPOSISI)
    open_task(draft, Langkah.PENUGASAN, Peran.IRBAN)
    return f"Diteruskan kepada Irban wilayah {wilayah}."


def _send_back(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.Dikembalikan(said.isi))
    open_task(draft, Langkah.PENERUSAN, Peran.ADMIN)
    return "Dikembalikan kepada Admin."


# ── 5 penugasan ──────────────────────────────────────────────────────────────────────────────────
def _assign(draft: Draft, grant: Grant, said: Answer) -> str:
    team = [p for p in map(draft.desk.orang, said.orang) if p]
    if not team:
        raise Unclear("belum disebut siapa yang ditugaskan")
    wrong = [p.nama for p in team if p.peran not in (Peran.AUDITOR, Peran.PPUPD)]
    if wrong:
        raise Unclear(f"{', '.join(wrong)} bukan PPUPD atau Auditor")
    if conflict := superiors.conflicts(draft, team):
        raise Unclear(f"{conflict}; mohon menunjuk pejabat lain")
    if said.jadwal and said.jadwal < draft.now:
        raise Unclear("jadwal yang disebut sudah lewat")
    if said.jadwal_teks and not said.jadwal:
        raise Unclear(f'jadwal "{said.jadwal_teks}" belum dapat dipastikan; mohon tanggal dan jam')
    emails = tuple(p.email for p in team)
    _by(
        draft,
        grant,
        c.Ditugaskan(emails, said.jadwal, said.metode, said.tempat, said.arahan, said.sampaikan),
    )
    draft.paper(Dokumen.SURAT_TUGAS, Langkah.PENUGASAN)
    open_task(draft, Langkah.KONSULTASI, team[0].peran)
    sessions.prepare(draft)
    letter = draft.case.dokumen_terakhir(Dokumen.SURAT_TUGAS)
    return f"Surat Tugas {letter.nomor if letter else ''} dibuat untuk {', '.join(p.nama for p in team)}."


def _divert(draft: Draft, grant: Grant, said: Answer) -> str:
    if said.wilayah == PENDAMPINGAN:
        reason = f"dialihkan ke pendampingan: {said.isi}"
        superiors.stop(draft, Langkah.PENUGASAN, grant.petugas.email, reason, grant.atas_nama)
        return "Kasus ditutup dan dialihkan ke pendampingan."
    if not said.wilayah:
        raise Unclear("belum disebut Irban wilayah mana yang diusulkan")
    _by(draft, grant, c.Dialihkan(said.wilayah, said.isi))
    open_task(draft, Langkah.DISPOSISI, Peran.SEKRETARIS)
    return "Dikembalikan kepada Sekretaris dengan usulan tersebut."


# ── 6 konsultasi ─────────────────────────────────────────────────────────────────────────────────
def _ready(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.SiapDinyatakan(grant.petugas.email))
    return "Kesiapan dicatat. Setelah sesi, mohon mengirim HASIL."


def _prevented(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.Berhalangan(said.isi))
    draft.cancel_numbers(Langkah.KONSULTASI, (Dokumen.SURAT_TUGAS,), f"petugas berhalangan: {said.isi}")
    open_task(draft, Langkah.PENUGASAN, Peran.IRBAN)
    colleagues = [p for p in map(draft.desk.orang, draft.case.tim) if p and p.email != grant.petugas.email]
    for person in colleagues:
        notices.inform(
            draft,
            person,
            f"berhalangan/{draft.case.urut}",
            "Penugasan ditinjau kembali",
            [f"{grant.petugas.nama} berhalangan. Irban menunjuk petugas kembali; Surat Tugas yang lama dibatalkan."],
        )
    return "Irban diminta menunjuk kembali; Surat Tugas yang lama dibatalkan."


def _results(draft: Draft, grant: Grant, said: Answer) -> str:
    whole = {**draft.case.hasil, **{k: v for k, v in said.hasil.items() if v}}
    missing = [LABEL_HASIL[k] for k in HASIL_WAJIB if not whole.get(k)]
    if missing:
        raise Unclear(f"hasil belum lengkap: {', '.join(missing)}")
    _by(draft, grant, c.HasilDicatat(whole))
    draft.paper(Dokumen.BERITA_ACARA, Langkah.KONSULTASI)
    draft.paper(Dokumen.DAFTAR_HADIR, Langkah.KONSULTASI)
    open_task(draft, Langkah.PELAPORAN, Peran.IRBAN)
    return "Berita Acara dan Daftar Hadir dibuat."


def _continue(draft: Draft, grant: Grant, said: Answer) -> str:
    if said.jadwal is None:
        raise Unclear("tanggal dan jam sesi berikutnya belum dapat dipastikan")
    if said.jadwal < draft.now:
        raise Unclear("jadwal sesi berikutnya sudah lewat")
    ended = draft.case.sesi_kini
    _by(draft, grant, c.SesiDilanjutkan(said.jadwal))
    if ended and ended.jadwal and ended.jadwal <= draft.now:
        draft.paper(Dokumen.DAFTAR_HADIR, Langkah.KONSULTASI, ended.urut)
    sessions.restart_clock(draft)
    sessions.prepare(draft)
    return "Sesi berikutnya dijadwalkan."


def _set_time(draft: Draft, grant: Grant, said: Answer) -> str:
    if said.jadwal is None:
        raise Unclear("tanggal dan jam belum dapat dipastikan")
    if said.jadwal < draft.now:
        raise Unclear("jadwal yang disebut sudah lewat")
    sessions.reschedule(draft, grant.petugas.email, said.jadwal, grant.atas_nama)
    return "Jadwal sesi ditetapkan."


# ── 7 pelaporan ──────────────────────────────────────────────────────────────────────────────────
def _report(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.LaporanDisetujui(said.isi))
    draft.paper(Dokumen.LAPORAN, Langkah.PELAPORAN)
    open_task(draft, Langkah.PENGARSIPAN, Peran.INSPEKTUR)
    return "Laporan disampaikan kepada Inspektur."


def _revise_results(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.Diperbaiki(said.isi))
    team = [p for p in map(draft.desk.orang, draft.case.tim) if p]
    open_task(draft, Langkah.KONSULTASI, team[0].peran if team else Peran.AUDITOR)
    return "Dikembalikan kepada PPUPD/Auditor."


# ── 8 pengarsipan ────────────────────────────────────────────────────────────────────────────────
def _take_report(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.LaporanDiterima(said.isi))
    open_task(draft, Langkah.PENGARSIPAN, Peran.ADMIN)
    report = draft.case.dokumen_terakhir(Dokumen.LAPORAN)
    for sekretaris in draft.desk.pejabat(Peran.SEKRETARIS, draft.now):
        notices.inform(
            draft,
            sekretaris,
            f"diterima/{draft.case.urut}",
            "Laporan diterima Inspektur",
            [
                f"Laporan {report.nomor if report else ''} telah diterima Inspektur dan diserahkan untuk "
                "didokumentasikan oleh Admin.",
            ],
            lampiran=(Dokumen.LAPORAN,),
        )
    return "Sekretaris diberi tahu; Admin diminta mengarsipkan."


def _revise_report(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.Diperbaiki(said.isi))
    open_task(draft, Langkah.PELAPORAN, Peran.IRBAN)
    return "Dikembalikan kepada Irban."


def _archive(draft: Draft, grant: Grant, said: Answer) -> str:
    _by(draft, grant, c.Diarsipkan(said.isi))
    closing.tell_finished(draft)
    return "Pemohon menerima Berita Acara dan survei."


# ── persiapan ────────────────────────────────────────────────────────────────────────────────────
def _place(draft: Draft, grant: Grant, said: Answer) -> str:
    session = draft.case.sesi_kini
    before = session.tempat if session else ""
    place = said.isi or said.tempat or before
    if not place:
        raise Unclear("tautan atau ruang belum disebut")
    _by(draft, grant, c.TempatDitetapkan(place))
    if session is None or session.undangan < 0 or place != before:
        sessions.invite(draft)
    if draft.case.sesi_kini and draft.case.sesi_kini.jadwal is None:
        return "Undangan dikirim setelah jadwal sesi ditetapkan."
    return "Undangan dikirim."


_Handler = Callable[[Draft, Grant, Answer], str]
_HANDLERS: dict[tuple[Langkah, Jawaban], _Handler] = {
    (Langkah.PENERUSAN, Jawaban.TERUSKAN): _forward,
    (Langkah.PENERUSAN, Jawaban.LENGKAPI): _more,
    (Langkah.PENERUSAN, Jawaban.TOLAK): _refuse,
    (Langkah.PENERUSAN, Jawaban.PENGADUAN): _complaint,
    (Langkah.DISPOSISI, Jawaban.SETUJU): _agree_disposition,
    (Langkah.DISPOSISI, Jawaban.IRBAN): _choose_irban,
    (Langkah.DISPOSISI, Jawaban.KEMBALIKAN): _send_back,
    (Langkah.PENUGASAN, Jawaban.TUGASKAN): _assign,
    (Langkah.PENUGASAN, Jawaban.ALIHKAN): _divert,
    (Langkah.KONSULTASI, Jawaban.SIAP): _ready,
    (Langkah.KONSULTASI, Jawaban.BERHALANGAN): _prevented,
    (Langkah.KONSULTASI, Jawaban.HASIL): _results,
    (Langkah.KONSULTASI, Jawaban.LANJUT): _continue,
    (Langkah.KONSULTASI, Jawaban.JADWAL): _set_time,
    (Langkah.PELAPORAN, Jawaban.SETUJU): _report,
    (Langkah.PELAPORAN, Jawaban.PERBAIKI): _revise_results,
    (Langkah.PENGARSIPAN, Jawaban.TERIMA): _take_report,
    (Langkah.PENGARSIPAN, Jawaban.PERBAIKI): _revise_report,
    (Langkah.PENGARSIPAN, Jawaban.ARSIP): _archive,
    (Langkah.PERSIAPAN, Jawaban.SIAP): _place,
}
