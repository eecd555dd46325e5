"""An escalated task is its superior's: TUNJUK, PERPANJANG or HENTIKAN, from the nearest office held by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from sikuwas_mail.core import events as c
from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Keputusan, Tugas
from sikuwas_mail.core.decide import closing, notices, repeats, sessions
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.decide.tasks import open_task, write_task
from sikuwas_mail.core.desk import Desk, Pengganti, Petugas
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.incoming import Answer, Reply
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import Aturan, Dokumen, Jawaban, Langkah, Peran, baris, jawaban_atasan

ATASAN: dict[Peran, tuple[Peran, ...]] = {
    Peran.AUDITOR: (Peran.IRBAN, Peran.SEKRETARIS, Peran.INSPEKTUR),
    Peran.PPUPD: (Peran.IRBAN, Peran.SEKRETARIS, Peran.INSPEKTUR),
    Peran.IRBAN: (Peran.SEKRETARIS, Peran.INSPEKTUR),
    Peran.ADMIN: (Peran.SEKRETARIS, Peran.INSPEKTUR),
    Peran.SEKRETARIS: (Peran.INSPEKTUR,),
    Peran.INSPEKTUR: (),
}
Acting = tuple[Petugas, Pengganti | None]


class Unfit(Exception):
    """The direction cannot be carried out as it stands; the text goes back to its writer."""


@dataclass(frozen=True, slots=True)
class Arahan:
    """Who directs what becomes of which task."""

    atasan: Petugas
    tugas: Tugas
    pengganti: Pengganti | None = None

    @property
    def atas_nama(self) -> str:
        """Address of the superior he acts for, or ""."""
        return self.pengganti.untuk if self.pengganti else ""


def superiors(draft: Draft, task: Tugas) -> tuple[Acting, ...]:
    """The nearest superior office that is held by somebody else, or its substitutes; Admin where there is none."""
    desk, now = draft.desk, draft.now
    late = {p.email for p in trust.holders(task, draft.case, desk, now)}
    late |= {p.email for p, _ in trust.addressees(task, draft.case, desk, now)}
    for peran in ATASAN.get(task.peran, ()):
        wilayah = draft.case.wilayah if peran is Peran.IRBAN else ""
        found = [_acting(p, desk, now) for p in desk.pejabat(peran, now, wilayah)]
        fit = tuple(a for a in found if a[0].email not in late and a[0].email != draft.case.pemohon)
        if fit:
            return fit
    return tuple((p, None) for p in desk.pejabat(Peran.ADMIN, now))


def direct(draft: Draft, masuk: Reply, person: Petugas, task: Tugas) -> Decision:
    """Carry out what a superior answered to an escalation, or ask back."""
    said = masuk.answer
    if said.jawaban is None and not said.ragu:
        return draft.done(Hasil.DICATAT, "tanpa-keputusan")
    if said.jawaban not in _HANDLERS and repeats.repeated(draft, person.email, masuk.teks):
        return repeats.leave(draft, person.email)
    if not task.terbuka:
        _note(draft, masuk, person, "eskalasi-sudah-selesai")
        notices.stale(draft, person, task, _made(draft, task))
        return draft.done(Hasil.USANG, "eskalasi-sudah-selesai")
    order = _order(draft, person, task)
    if order is None:
        _note(draft, masuk, person, "bukan-atasan")
        sentence = "Arahan belum dapat dicatat: tugas ini saat ini bukan dalam kewenangan Bapak/Ibu."
        notices.inform(draft, person, f"arahan/{draft.surat}", "Arahan belum dapat dicatat", [sentence])
        return draft.done(Hasil.TIDAK_BERHAK, "bukan-atasan")
    if said.jawaban is Jawaban.STATUS:
        facts = notices.status_facts(draft.case, draft.desk, internal=True)
        draft.to_official(person, JenisSurat.PEMBERITAHUAN, "status", f"status/{draft.surat}/{person.email}", isi=facts)
        return draft.done(Hasil.DIJAWAB, "status")
    handler = _HANDLERS.get(said.jawaban) if said.jawaban and not said.ragu else None
    if handler is None:
        reason = said.ragu or "jawaban yang berlaku: TUNJUK, PERPANJANG, atau HENTIKAN"
        return _ask_back(draft, order, reason, masuk.teks)
    try:
        outcome = handler(draft, order, said)
    except Unfit as reason:
        return _ask_back(draft, order, str(reason), masuk.teks)
    rule = next(a for a in jawaban_atasan(task.langkah) if a.jawaban is said.jawaban)
    _confirm(draft, order, rule.arti, outcome)
    return draft.done(Hasil.DIPUTUSKAN, f"eskalasi-{rule.jawaban.lower()}")


def hand_to(draft: Draft, task: Tugas, orang: Petugas, oleh: str, alasan: str, atas_nama: str = "") -> None:
    """Lay an open task on somebody's desk: its clock starts anew, who held it is told. Raises Unfit."""
    held = trust.holders(task, draft.case, draft.desk, draft.now)
    _require_fit(draft, task, orang, held)
    if task.peran in trust.TIM:
        _other_team(draft, orang, oleh, alasan, atas_nama)
    else:
        norm = float(draft.desk.norma_dari(task.langkah, task.peran))
        until = draft.desk.kalender.add(draft.now, norm)
        restarted = c.TenggatDiubah(task.peran, until, "", draft.now, norm, "penunjukan")
        draft.record(task.langkah, SISTEM, restarted)
        draft.record(task.langkah, oleh, c.Ditunjuk(task.peran, task.ronde, orang.email, alasan), atas_nama)
        fresh = draft.case.tugas_pada(task.langkah, task.peran)
        if fresh:
            write_task(draft, fresh, why=f"{draft.surat}/")
    title = baris(task.langkah, task.peran).judul
    for before in held:
        if before.email != orang.email:
            sentence = f"Tugas {title} dialihkan kepada {orang.nama}; tugas itu tidak perlu dikerjakan lagi."
            notices.inform(draft, before, f"dialihkan/{draft.case.urut}", "Tugas dialihkan", [sentence])


def stop(draft: Draft, langkah: Langkah, oleh: str, alasan: str, atas_nama: str = "") -> None:
    """End the case: invitation and Surat Tugas withdrawn, applicant and holders told."""
    waiting = [p for t in draft.case.tugas_terbuka for p in map(draft.desk.orang, t.pemegang) if p]
    sessions.uninvite(draft)
    draft.cancel_numbers(langkah, (Dokumen.SURAT_TUGAS,), "penanganan dihentikan")
    draft.record(langkah, oleh, c.Dihentikan(alasan), atas_nama)
    closing.tell_ended(draft, "ditutup", alasan)
    for person in dict.fromkeys(p for p in waiting if p.email != oleh):
        sentence = "Penanganan permohonan ini dihentikan; tugas Bapak/Ibu pada kasus ini tidak perlu dikerjakan."
        notices.inform(draft, person, f"henti/{draft.case.urut}", "Penanganan dihentikan", [sentence])


def extend(draft: Draft, task: Tugas, until: datetime, oleh: str, atas_nama: str = "") -> None:
    """Give an open task a deadline of its own; its holders are told."""
    changed = c.TenggatDiubah(task.peran, until, "", alasan="perpanjangan")
    draft.record(task.langkah, oleh, changed, atas_nama)
    fresh = draft.case.tugas_pada(task.langkah, task.peran)
    if fresh:
        tell_deadline(draft, fresh, "Batas waktu diperpanjang", "Batas waktu tugas ini diperpanjang.")


def tell_deadline(draft: Draft, task: Tugas, perihal: str, kalimat: str) -> None:
    """Tell those a task's letters go to that its deadline is another now."""
    title = baris(task.langkah, task.peran).judul
    facts = (("Tugas", title), ("Batas waktu", task.tenggat))
    for person, _ in trust.addressees(task, draft.case, draft.desk, draft.now):
        key = f"tenggat/{task.langkah}/{task.peran}/{draft.case.urut}"
        notices.inform(draft, person, key, perihal, [kalimat], fakta=facts, langkah=task.langkah)


# ── the three answers ────────────────────────────────────────────────────────────────────────────
def _appoint(draft: Draft, order: Arahan, said: Answer) -> str:
    person = draft.desk.orang(said.orang[0]) if said.orang else None
    if person is None:
        raise Unfit("belum disebut siapa yang ditunjuk")
    hand_to(draft, order.tugas, person, order.atasan.email, said.isi, order.atas_nama)
    return f"Tugas dialihkan kepada {person.nama}."


def _extend(draft: Draft, order: Arahan, said: Answer) -> str:
    if said.jadwal is None:
        raise Unfit("tanggal perpanjangan belum dapat dipastikan")
    until = last_minute(said.jadwal, draft.desk)
    if until <= draft.now:
        raise Unfit("tanggal perpanjangan sudah lewat")
    extend(draft, order.tugas, until, order.atasan.email, order.atas_nama)
    return "Pemegang tugas diberi tahu batas waktu yang baru."


def _halt(draft: Draft, order: Arahan, said: Answer) -> str:
    if not said.isi.strip():
        raise Unfit("alasan penghentian belum disebut")
    stop(draft, order.tugas.langkah, order.atasan.email, said.isi, order.atas_nama)
    return "Pemohon dan pemegang tugas diberi tahu."


def last_minute(saat: datetime, desk: Desk) -> datetime:
    """An instant within office hours as it is, else the last working minute of its day, else the next opening."""
    calendar = desk.kalender
    spans = calendar.spans(desk.hari(saat))
    closing_time = spans[-1][1] if spans else time(0)
    if not spans or saat.astimezone(calendar.zona).time() < closing_time:
        return calendar.next_open(saat)
    return datetime.combine(desk.hari(saat), closing_time, calendar.zona)


def _other_team(draft: Draft, orang: Petugas, oleh: str, alasan: str, atas_nama: str) -> None:
    draft.cancel_numbers(Langkah.KONSULTASI, (Dokumen.SURAT_TUGAS,), "petugas diganti")
    draft.record(Langkah.KONSULTASI, oleh, c.TimDiganti((orang.email,), alasan), atas_nama)
    draft.paper(Dokumen.SURAT_TUGAS, Langkah.PENUGASAN)
    open_task(draft, Langkah.KONSULTASI, orang.peran)
    session = draft.case.sesi_kini
    if session and session.undangan >= 0:
        sessions.invite(draft)


def _require_fit(draft: Draft, task: Tugas, orang: Petugas, held: tuple[Petugas, ...]) -> None:
    team = task.peran in trust.TIM
    if team and orang.peran not in trust.TIM:
        raise Unfit(f"{orang.nama} bukan PPUPD atau Auditor")
    if not team and orang.peran in trust.TIM and task.peran is not Peran.ADMIN:
        raise Unfit(f"{orang.nama} tidak dapat ditunjuk untuk tugas ini")
    if not orang.aktif(draft.desk.hari(draft.now)):
        raise Unfit(f"{orang.nama} saat ini tidak bertugas")
    if draft.case.pemohon in (orang.email, *orang.alias):
        raise Unfit(f"{orang.nama} adalah pemohon kasus ini")
    if conflict := conflicts(draft, (orang,)):
        raise Unfit(conflict)
    if [p.email for p in held] == [orang.email]:
        raise Unfit(f"{orang.nama} sudah memegang tugas ini")


def conflicts(draft: Draft, team: Sequence[Petugas]) -> str:
    """Why these officials must not be sent: they audited the applicant's office (configured); "" when they may."""
    office = draft.desk.perangkat_daerah_dari(draft.case.permohonan.get("perangkat_daerah", ""))
    if office is None:
        return ""
    names = [p.nama for p in team if any(draft.desk.perangkat_daerah_dari(n) == office for n in p.mengaudit)]
    return f"{', '.join(names)} tercatat mengaudit {office.nama} (benturan kepentingan)" if names else ""


def _order(draft: Draft, person: Petugas, task: Tugas) -> Arahan | None:
    found = next((a for a in superiors(draft, task) if a[0].email == person.email), None)
    may = found is not None and person.peran is not Peran.ADMIN
    return Arahan(person, task, found[1]) if found and may else None


def _acting(holder: Petugas, desk: Desk, now: datetime) -> Acting:
    stand_in = desk.pengganti_dari(holder.email, now)
    person = desk.orang(stand_in.oleh) if stand_in else None
    return (person, stand_in) if person and stand_in else (holder, None)


def _made(draft: Draft, task: Tugas) -> Keputusan | None:
    same = (task.langkah, task.peran, task.ronde)
    return next((k for k in draft.case.keputusan if (k.langkah, k.peran, k.ronde) == same), None)


def _note(draft: Draft, masuk: Reply, person: Petugas, alasan: str) -> None:
    ignored = c.BalasanDiabaikan(person.email, alasan, repeats.fingerprint(masuk.teks))
    draft.record(draft.case.langkah, SISTEM, ignored)


def _ask_back(draft: Draft, order: Arahan, alasan: str, teks: str) -> Decision:
    task, person = order.tugas, order.atasan
    asked = c.KlarifikasiDiminta(person.email, alasan, repeats.fingerprint(teks))
    draft.record(task.langkah, person.email, asked, order.atas_nama)
    draft.to_official(
        person,
        JenisSurat.KLARIFIKASI,
        "klarifikasi",
        f"tanya/{draft.case.urut}/{draft.surat}/{person.email}",
        tugas=task,
        token=trust.token_arahan(draft.desk.kunci[0], draft.case.nomor, task, person.email),
        jawaban=jawaban_atasan(task.langkah),
        isi={"alasan": alasan},
    )
    return draft.done(Hasil.DITANYAKAN, alasan)


def ask_for_time(draft: Draft, task: Tugas, usulan: str, rule: Aturan) -> None:
    """The applicant keeps proposing other times: the superior of the team sets one."""
    for person, stand_in in superiors(draft, task):
        draft.to_official(
            person,
            JenisSurat.KLARIFIKASI,
            "klarifikasi",
            f"jadwal/{draft.case.urut}/{person.email}",
            tugas=task,
            token=trust.token_arahan(draft.desk.kunci[0], draft.case.nomor, task, person.email),
            jawaban=(rule,),
            isi={"alasan": f"pemohon mengusulkan jadwal lain untuk ketiga kalinya atau lebih: {usulan}"},
            sebagai=stand_in,
        )


def _set_time(draft: Draft, order: Arahan, said: Answer) -> str:
    if order.tugas.langkah is not Langkah.KONSULTASI:
        raise Unfit("JADWAL hanya berlaku pada pelaksanaan konsultasi")
    if said.jadwal is None:
        raise Unfit("tanggal dan jam belum dapat dipastikan")
    if said.jadwal < draft.now:
        raise Unfit("jadwal yang disebut sudah lewat")
    sessions.reschedule(draft, order.atasan.email, said.jadwal, order.atas_nama)
    return "Jadwal sesi ditetapkan."


def _confirm(draft: Draft, order: Arahan, putusan: str, akibat: str) -> None:
    holder = draft.desk.orang(order.atas_nama) if order.atas_nama else None
    draft.to_official(
        order.atasan,
        JenisSurat.TANDA_KEPUTUSAN,
        "tanda-keputusan",
        f"arahan/{draft.case.urut}/{order.atasan.email}",
        langkah=order.tugas.langkah,
        isi={
            "putusan": putusan,
            "oleh": order.atasan.nama,
            "atas_nama": holder.nama if holder else "",
            "waktu": draft.now,
            "akibat": akibat,
        },
        sebagai=order.pengganti,
    )


_HANDLERS = {
    Jawaban.TUNJUK: _appoint,
    Jawaban.PERPANJANG: _extend,
    Jawaban.HENTIKAN: _halt,
    Jawaban.JADWAL: _set_time,
}
