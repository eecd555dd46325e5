"""A decision under `token+konfirmasi` takes effect only when its decider answers a second letter with YA."""

from collections.abc import Callable
from datetime import timedelta

from sikuwas_mail.core import events as c
from sikuwas_mail.core import trust
from sikuwas_mail.core.decide import notices, repeats
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.decide.tasks import write_task
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.incoming import Answer, Reply
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import ABAIKAN, YA, Aturan, Jawaban, baris
from sikuwas_mail.core.trust import Grant

CarryOut = Callable[[Draft, Reply, Grant, Answer], Decision]


def hold(draft: Draft, grant: Grant, said: Answer, rule: Aturan) -> Decision:
    """Keep the decision, and ask its decider at his registered address, by a token of its own."""
    task, person = grant.tugas, grant.petugas
    ke = task.ditahan.ke + 1 if task.ditahan else 1
    until = draft.now + timedelta(hours=draft.desk.aturan.masa_konfirmasi)
    kept = c.KeputusanDitahan(task.peran, task.ronde, person.email, said, until, ke)
    draft.record(task.langkah, person.email, kept, grant.atas_nama)
    _ask(draft, grant, rule, f"konfirmasi/{ke}")
    return draft.done(Hasil.DITANYAKAN, f"{task.langkah}-menunggu-konfirmasi")


def settle(draft: Draft, masuk: Reply, grant: Grant, carry_out: CarryOut) -> Decision:
    """The second mail: YA carries the held decision out, ABAIKAN disowns it, anything else is asked once more."""
    task, held = grant.tugas, grant.tugas.ditahan
    if held is None:
        return draft.done(Hasil.DICATAT, "tidak-ada-yang-ditahan")
    if masuk.answer.jawaban is Jawaban.YA:
        return carry_out(draft, masuk, grant, held.jawaban)
    if masuk.answer.jawaban is Jawaban.ABAIKAN:
        return _disowned(draft, grant)
    if repeats.repeated(draft, grant.petugas.email, masuk.teks):
        return repeats.leave(draft, grant.petugas.email)
    asked = c.KlarifikasiDiminta(grant.petugas.email, "menunggu YA", repeats.fingerprint(masuk.teks))
    draft.record(task.langkah, grant.petugas.email, asked, grant.atas_nama)
    rule = baris(task.langkah, task.peran).aturan(held.jawaban.jawaban) if held.jawaban.jawaban else None
    if rule is not None:
        _ask(draft, grant, rule, f"konfirmasi/{held.ke}/{draft.case.urut}")
    return draft.done(Hasil.DITANYAKAN, "menunggu-konfirmasi")


def _ask(draft: Draft, grant: Grant, rule: Aturan, kunci: str) -> None:
    task = draft.case.tugas_pada(grant.tugas.langkah, grant.tugas.peran)
    if task is None or task.ditahan is None:
        return
    title = baris(task.langkah, task.peran).judul
    draft.to_official(
        grant.petugas,
        JenisSurat.KLARIFIKASI,
        "klarifikasi",
        f"{kunci}/{task.langkah}/{task.peran}/{task.ronde}/{grant.petugas.email}",
        tugas=task,
        token=trust.token_konfirmasi(draft.desk.kunci[0], draft.case.nomor, task, grant.petugas.email),
        jawaban=(YA, ABAIKAN),
        isi={
            "alasan": f"sebuah surel dari alamat Bapak/Ibu menyatakan {rule.jawaban} untuk {title}. "
            "Keputusan itu berlaku setelah Bapak/Ibu membalas YA. Bila surel itu bukan dari Bapak/Ibu, balas ABAIKAN",
            "batas": task.ditahan.sampai,
        },
        sebagai=grant.pengganti,
    )


def _disowned(draft: Draft, grant: Grant) -> Decision:
    """The decider says it was not his: nothing happens, his token is renewed, Admin is told."""
    task, person = grant.tugas, grant.petugas
    draft.record(task.langkah, person.email, c.KeputusanDilepas(task.peran, task.ronde, person.email), grant.atas_nama)
    draft.record(task.langkah, SISTEM, c.KunciDiputar(task.peran, task.ronde, person.email))
    fresh = draft.case.tugas_pada(task.langkah, task.peran)
    if fresh is not None:
        write_task(draft, fresh, why=f"{draft.surat}/", only=person.email)
    notices.inform_admin(
        draft,
        f"dilepas/{draft.case.urut}",
        "Keputusan tidak diakui",
        [
            f"{person.nama} menyatakan sebuah keputusan pada kasus {draft.case.nomor} bukan darinya. Keputusan itu "
            "tidak berlaku dan surat tugasnya telah diganti. Mohon memeriksa surel di folder SIKUWAS.",
        ],
        JenisSurat.OPERATOR,
    )
    return draft.done(Hasil.DICATAT, "keputusan-tidak-diakui")
