"""What time alone brings about: reminders, escalation, the silent applicant, offices that changed hands."""

from sikuwas_mail.core import case as c
from sikuwas_mail.core import trust
from sikuwas_mail.core.case import SISTEM, Tugas
from sikuwas_mail.core.deadlines import Due, Tindakan, due, overdue_minutes
from sikuwas_mail.core.decide import closing
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.decide.tasks import write_task
from sikuwas_mail.core.desk import Petugas
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import Langkah, Peran, baris

_ATASAN: dict[Peran, tuple[Peran, ...]] = {
    Peran.AUDITOR: (Peran.IRBAN, Peran.SEKRETARIS, Peran.INSPEKTUR),
    Peran.PPUPD: (Peran.IRBAN, Peran.SEKRETARIS, Peran.INSPEKTUR),
    Peran.IRBAN: (Peran.SEKRETARIS, Peran.INSPEKTUR),
    Peran.ADMIN: (Peran.SEKRETARIS, Peran.INSPEKTUR),
    Peran.SEKRETARIS: (Peran.INSPEKTUR,),
    Peran.INSPEKTUR: (),
}


def tick(draft: Draft) -> Decision:
    """Everything that is due for one case now; nothing outside office hours."""
    if draft.case.terbuka:
        _hand_over(draft)
    for item in due(draft.case, draft.desk, draft.now):
        _ACTIONS[item.tindakan](draft, item)
    return draft.done(Hasil.DICATAT, "waktu")


def _hand_over(draft: Draft) -> None:
    """An open task follows its office to the present holders."""
    for task in draft.case.tugas_terbuka:
        if task.peran is Peran.PEMOHON or task.peran in trust.TIM:
            continue
        now_held = tuple(p.email for p in trust.holders(task, draft.case, draft.desk, draft.now))
        if now_held and now_held != task.pemegang:
            draft.record(task.langkah, SISTEM, c.PemegangDiganti(task.peran, now_held))
            fresh = draft.case.tugas_pada(task.langkah, task.peran)
            if fresh:
                write_task(draft, fresh)


def _remind(draft: Draft, item: Due) -> None:
    task = item.tugas
    draft.record(task.langkah, SISTEM, c.Diingatkan(task.peran, task.ronde, item.ke))
    for person, stand_in in trust.addressees(task, draft.case, draft.desk, draft.now):
        draft.to_official(
            person,
            JenisSurat.PENGINGAT,
            "pengingat",
            f"ingat/{task.langkah}/{task.peran}/{task.ronde}/{item.ke}/{person.email}",
            tugas=task,
            jawaban=baris(task.langkah, task.peran).jawaban,
            isi=_lateness(draft, task, item.ke),
            sebagai=stand_in,
        )


def _lateness(draft: Draft, task: Tugas, ke: int) -> dict[str, object]:
    minutes = round(overdue_minutes(task, draft.desk, draft.now))
    hours, rest = divmod(minutes, 60)
    late = f"{hours} jam {rest} menit kerja" if hours else f"{rest} menit kerja"
    return {"ke": ke, "terlambat": late, "tugas": baris(task.langkah, task.peran).judul}


def _escalate(draft: Draft, item: Due) -> None:
    task = item.tugas
    holders = {p.email for p in trust.holders(task, draft.case, draft.desk, draft.now)}
    bosses = _superiors(draft, task, holders)
    told = ", ".join(p.email for p in bosses)
    draft.record(task.langkah, SISTEM, c.Dieskalasi(task.peran, task.ronde, told))
    names = [p.nama for p in trust.holders(task, draft.case, draft.desk, draft.now)]
    for boss in bosses:
        draft.to_official(
            boss,
            JenisSurat.ESKALASI,
            "eskalasi",
            f"eskalasi/{task.langkah}/{task.peran}/{task.ronde}/{boss.email}",
            langkah=task.langkah,
            isi={
                **_lateness(draft, task, 3),
                "norma": draft.desk.norma_dari(task.langkah, task.peran),
                "pemegang": ", ".join(names),
            },
        )


def _superiors(draft: Draft, task: Tugas, holders: set[str]) -> tuple[Petugas, ...]:
    """The nearest superior office that is held by somebody else; Admin where there is none."""
    for peran in _ATASAN.get(task.peran, ()):
        wilayah = draft.case.wilayah if peran is Peran.IRBAN else ""
        found = tuple(p for p in draft.desk.pejabat(peran, draft.now, wilayah) if p.email not in holders)
        if found:
            return found
    return draft.desk.pejabat(Peran.ADMIN, draft.now)


def _remind_applicant(draft: Draft, item: Due) -> None:
    draft.record(Langkah.PERMOHONAN, SISTEM, c.Diingatkan(Peran.PEMOHON, item.tugas.ronde, item.ke))
    draft.to_applicant(
        JenisSurat.PENGINGAT,
        "pengingat",
        f"ingat/permohonan/{item.tugas.ronde}/{item.ke}",
        langkah=Langkah.PERMOHONAN,
        jawaban=baris(Langkah.PERMOHONAN).jawaban,
        isi={"ke": item.ke, "terlambat": "", "tugas": "kelengkapan data permohonan"},
    )


def _close_silent(draft: Draft, item: Due) -> None:
    days = draft.desk.aturan.tutup_pemohon
    reason = f"kelengkapan tidak diterima dalam {days} hari kerja; balasan Saudara membukanya kembali"
    draft.record(Langkah.PERMOHONAN, SISTEM, c.DitutupOtomatis(reason))
    closing.tell_ended(draft, "diam", reason)


_ACTIONS = {
    Tindakan.INGATKAN: _remind,
    Tindakan.ESKALASI: _escalate,
    Tindakan.INGATKAN_PEMOHON: _remind_applicant,
    Tindakan.TUTUP: _close_silent,
}
