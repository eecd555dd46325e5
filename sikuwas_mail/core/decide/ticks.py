"""What time alone brings about: clocks that start or move, offices changing hands, reminders, escalation."""

from collections.abc import Callable

from sikuwas_mail.core import events as c
from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Tugas
from sikuwas_mail.core.deadlines import MENDESAK, Due, Tindakan, due, moved, overdue_minutes, session_start
from sikuwas_mail.core.decide import closing, notices
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.decide.pausing import go_on
from sikuwas_mail.core.decide.superiors import superiors, tell_deadline
from sikuwas_mail.core.decide.tasks import vacant, write_task
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import JAWABAN_ESKALASI, Langkah, Peran, baris


def tick(draft: Draft) -> Decision:
    """Everything that is due for one case now; reminders only within office hours."""
    if draft.case.terbuka:
        _resume(draft)
        _begin_session(draft)
        _follow_calendar(draft)
        _hand_over(draft)
    for item in due(draft.case, draft.desk, draft.now):
        _ACTIONS[item.tindakan](draft, item)
    return draft.done(Hasil.DICATAT, "waktu")


def _resume(draft: Draft) -> None:
    """A case put off until a day goes on by itself."""
    until = draft.case.ditunda_sampai
    if draft.case.ditunda and until is not None and until <= draft.now:
        go_on(draft, SISTEM)


def _begin_session(draft: Draft) -> None:
    """The clock of step 6 runs from the start of the session."""
    for start in session_start(draft.case):
        task = draft.case.tugas_pada(Langkah.KONSULTASI)
        if task is not None and start <= draft.now:
            begun = c.TenggatDiubah(task.peran, task.tenggat, "", task.mulai, task.norma, "sesi dimulai")
            draft.record(Langkah.KONSULTASI, SISTEM, begun)


def _follow_calendar(draft: Draft) -> None:
    """Where the calendar was changed, open deadlines are counted anew and their holders told."""
    for task in () if draft.case.ditunda else draft.case.tugas_terbuka:
        new = moved(task, draft.desk)
        if new is None:
            continue
        changed = c.TenggatDiubah(task.peran, new, task.dijeda, task.mulai, task.norma, "kalender berubah")
        draft.record(task.langkah, SISTEM, changed)
        fresh = draft.case.tugas_pada(task.langkah, task.peran)
        if fresh is not None:
            sentence = "Kalender kerja berubah; batas waktu tugas ini dihitung kembali."
            tell_deadline(draft, fresh, "Batas waktu berubah", sentence)


def _hand_over(draft: Draft) -> None:
    """An open task follows its office to the present holders and their substitutes; a vacancy goes to Admin."""
    for task in draft.case.tugas_terbuka:
        if task.peran is Peran.PEMOHON:
            continue
        found = tuple(p.email for p in trust.holders(task, draft.case, draft.desk, draft.now))
        held = task.pemegang if task.peran in trust.TIM or not found else found
        told = tuple(p.email for p, _ in trust.addressees(task, draft.case, draft.desk, draft.now))
        if held == task.pemegang and set(told) == set(task.penerima):
            continue
        draft.record(task.langkah, SISTEM, c.PemegangDiganti(task.peran, held, told))
        fresh = draft.case.tugas_pada(task.langkah, task.peran)
        if fresh is None:
            continue
        if not told:
            vacant(draft, fresh, f"{draft.case.urut}/")
        for address in told:
            if address not in task.penerima:
                write_task(draft, fresh, why=f"{draft.case.urut}/", only=address)


def _remind(draft: Draft, item: Due) -> None:
    task = item.tugas
    draft.record(task.langkah, SISTEM, c.Diingatkan(task.peran, task.ronde, item.ke))
    people = trust.addressees(task, draft.case, draft.desk, draft.now)
    if not people:
        vacant(draft, task, f"{item.ke}/")
    for person, stand_in in people:
        draft.to_official(
            person,
            JenisSurat.PENGINGAT,
            "pengingat",
            f"ingat/{task.langkah}/{task.peran}/{task.ronde}/{draft.case.urut}/{person.email}",
            tugas=task,
            jawaban=baris(task.langkah, task.peran).jawaban,
            isi=_lateness(draft, task, item.ke),
            sebagai=stand_in,
        )
    _copy_inspektur(draft, task)


def _copy_inspektur(draft: Draft, task: Tugas) -> None:
    """An urgent case that is late is shown to the Inspektur, once; no step is skipped for it."""
    if draft.case.permohonan.get("sifat") not in MENDESAK or draft.case.ditembusi or task.peran is Peran.INSPEKTUR:
        return
    people = draft.desk.pejabat(Peran.INSPEKTUR, draft.now)
    draft.record(task.langkah, SISTEM, c.TembusanDikirim(", ".join(p.email for p in people)))
    for person in people:
        title = baris(task.langkah, task.peran).judul
        sentence = f"Permohonan bersifat {draft.case.permohonan['sifat']} ini melewati baku mutu pada tahap {title}."
        fakta = (("Batas waktu", task.tenggat),) if task.tenggat else ()
        notices.inform(draft, person, "tembusan-segera", "Permohonan mendesak terlambat", [sentence], fakta=fakta)


def _lateness(draft: Draft, task: Tugas, ke: int) -> dict[str, object]:
    minutes = round(overdue_minutes(task, draft.desk, draft.now))
    hours, rest = divmod(minutes, 60)
    late = f"{hours} jam {rest} menit kerja" if hours else f"{rest} menit kerja"
    return {"ke": ke, "terlambat": late if task.tenggat else "", "tugas": baris(task.langkah, task.peran).judul}


def _escalate(draft: Draft, item: Due) -> None:
    """Tell the superior, who may answer TUNJUK, PERPANJANG or HENTIKAN; Admin, where there is none, is only told."""
    task = item.tugas
    bosses = superiors(draft, task)
    told = ", ".join(p.email for p, _ in bosses)
    draft.record(task.langkah, SISTEM, c.Dieskalasi(task.peran, task.ronde, told))
    names = [p.nama for p in trust.holders(task, draft.case, draft.desk, draft.now)]
    facts = {
        **_lateness(draft, task, 3),
        "norma": draft.desk.norma_dari(task.langkah, task.peran),
        "pemegang": ", ".join(names) or "(jabatan kosong)",
    }
    for boss, stand_in in bosses:
        entitled = boss.peran is not Peran.ADMIN
        kabar = trust.token_kabar(draft.desk.kunci[0], draft.case.nomor, boss.email)
        arahan = trust.token_arahan(draft.desk.kunci[0], draft.case.nomor, task, boss.email)
        draft.to_official(
            boss,
            JenisSurat.ESKALASI,
            "eskalasi",
            f"eskalasi/{task.langkah}/{task.peran}/{task.ronde}/{draft.case.urut}/{boss.email}",
            tugas=task,
            token=arahan if entitled else kabar,
            jawaban=JAWABAN_ESKALASI if entitled else (),
            isi=facts,
            sebagai=stand_in,
        )


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


_ACTIONS: dict[Tindakan, Callable[[Draft, Due], None]] = {
    Tindakan.INGATKAN: _remind,
    Tindakan.ESKALASI: _escalate,
    Tindakan.INGATKAN_PEMOHON: _remind_applicant,
    Tindakan.TUTUP: _close_silent,
}
