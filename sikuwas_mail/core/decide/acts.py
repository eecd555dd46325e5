"""What each command of Admin's console does to a case; what cannot be done is a reason, found on a copy first."""

from collections.abc import Callable
from datetime import datetime, time

from sikuwas_mail.core import events as c
from sikuwas_mail.core.decide import closing, pausing, sessions, superiors
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.decide.tasks import open_task, write_task
from sikuwas_mail.core.desk import Petugas
from sikuwas_mail.core.orders import Kata, Perintah
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import Dokumen, Langkah, Peran, Status, baris

_DIULANG = {
    Langkah.PENERUSAN: Peran.ADMIN,
    Langkah.DISPOSISI: Peran.SEKRETARIS,
    Langkah.PENUGASAN: Peran.IRBAN,
    Langkah.KONSULTASI: Peran.AUDITOR,
    Langkah.PELAPORAN: Peran.IRBAN,
    Langkah.PENGARSIPAN: Peran.INSPEKTUR,
}


class Impossible(Exception):
    """The command cannot be carried out on the case as it is; the text says why."""


def perform(draft: Draft, admin: Petugas, order: Perintah) -> None:
    """Do it. Raises Impossible."""
    try:
        _ACTIONS[order.kata](draft, admin, order)
    except superiors.Unfit as reason:
        raise Impossible(str(reason)) from reason


def _open(draft: Draft) -> None:
    if not draft.case.terbuka:
        raise Impossible(f"kasus {draft.case.nomor} sudah tidak berjalan")


def _move(draft: Draft, admin: Petugas, order: Perintah) -> None:
    _open(draft)
    if order.orang:
        person = draft.desk.orang(order.orang)
        task = draft.case.tugas_pada(draft.case.langkah)
        if person is None or task is None or task.peran is Peran.PEMOHON:
            raise Impossible("tidak ada tugas pejabat yang dapat dipindahkan pada langkah ini")
        superiors.hand_to(draft, task, person, admin.email, order.alasan)
        return
    if order.wilayah == (draft.case.wilayah or draft.case.usulan):
        raise Impossible(f"kasus ini sudah pada wilayah {order.wilayah}")
    if draft.case.langkah not in (Langkah.PENERUSAN, Langkah.DISPOSISI, Langkah.PENUGASAN):
        raise Impossible("petugas sudah ditunjuk; gunakan ULANG ke penugasan lebih dahulu")
    assigned = draft.case.langkah is Langkah.PENUGASAN
    draft.record(draft.case.langkah, admin.email, c.Dipindah(order.wilayah, order.alasan))
    if assigned:
        open_task(draft, Langkah.PENUGASAN, Peran.IRBAN)
        return
    task = draft.case.tugas_pada(draft.case.langkah)
    if task is not None:
        write_task(draft, task, why=f"{draft.surat}/")


def _merge(draft: Draft, admin: Petugas, order: Perintah) -> None:
    _open(draft)
    if order.tujuan == draft.case.nomor:
        raise Impossible("nomor tujuan sama dengan nomor kasus")
    _withdraw(draft, "digabung dengan permohonan lain")
    draft.record(draft.case.langkah, admin.email, c.Digabung(order.tujuan, order.alasan))
    closing.tell_ended(draft, "ditutup", f"permohonan ini ditangani bersama permohonan {order.tujuan}")


def _cancel(draft: Draft, admin: Petugas, order: Perintah) -> None:
    _open(draft)
    superiors.stop(draft, draft.case.langkah, admin.email, order.alasan)


def _restore(draft: Draft, admin: Petugas, order: Perintah) -> None:
    if draft.case.status is not Status.DITUTUP:
        raise Impossible(f"kasus {draft.case.nomor} tidak sedang ditutup")
    at = draft.case.langkah if draft.case.langkah in _DIULANG else Langkah.PENERUSAN
    draft.record(at, admin.email, c.Dipulihkan(order.alasan))
    _lay(draft, at)
    _tell_applicant(draft, "Permohonan Saudara dibuka kembali dan diproses.")


def _again(draft: Draft, admin: Petugas, order: Perintah) -> None:
    at = order.langkah
    if at is None or at not in _DIULANG:
        raise Impossible("langkah itu tidak dapat diulang")
    reached = {
        Langkah.PENUGASAN: bool(draft.case.wilayah),
        Langkah.KONSULTASI: bool(draft.case.tim),
        Langkah.PELAPORAN: bool(draft.case.hasil),
        Langkah.PENGARSIPAN: draft.case.dokumen_terakhir(Dokumen.LAPORAN) is not None,
    }
    if not reached.get(at, True):
        raise Impossible(f"langkah {baris(at).judul} belum pernah dicapai")
    if at in (Langkah.PENERUSAN, Langkah.DISPOSISI, Langkah.PENUGASAN):
        _withdraw(draft, f"diulang dari langkah {at}")
    draft.record(at, admin.email, c.Diulang(at, order.alasan))
    _lay(draft, at)


def _put_off(draft: Draft, admin: Petugas, order: Perintah) -> None:
    _open(draft)
    if draft.case.ditunda:
        raise Impossible("kasus ini sudah ditunda")
    zone = draft.desk.kalender.zona
    until = datetime.combine(order.sampai, time(0), zone) if order.sampai else None
    if until is not None and until <= draft.now:
        raise Impossible("tanggal penundaan sudah lewat")
    pausing.put_off(draft, admin.email, order.alasan, until)


def _go_on(draft: Draft, admin: Petugas, order: Perintah) -> None:
    if not draft.case.ditunda or not draft.case.terbuka:
        raise Impossible("kasus ini tidak sedang ditunda")
    pausing.go_on(draft, admin.email)


def _send_again(draft: Draft, admin: Petugas, order: Perintah) -> None:
    _open(draft)
    tasks = [t for t in draft.case.tugas_terbuka if t.peran is not Peran.PEMOHON]
    if not tasks:
        raise Impossible("tidak ada surat tugas yang menunggu jawaban")
    for task in tasks:
        write_task(draft, task, why=f"{draft.surat}/")


_ACTIONS: dict[Kata, Callable[[Draft, Petugas, Perintah], None]] = {
    Kata.PINDAH: _move,
    Kata.GABUNG: _merge,
    Kata.PISAH: _restore,
    Kata.ULANG: _again,
    Kata.TUNDA: _put_off,
    Kata.LANJUTKAN: _go_on,
    Kata.BATALKAN: _cancel,
    Kata.PULIHKAN: _restore,
    Kata.KIRIM_ULANG: _send_again,
}


def _withdraw(draft: Draft, alasan: str) -> None:
    sessions.uninvite(draft)
    draft.cancel_numbers(draft.case.langkah, (Dokumen.SURAT_TUGAS,), alasan)


def _lay(draft: Draft, langkah: Langkah) -> None:
    role = _DIULANG[langkah]
    team = [p for p in map(draft.desk.orang, draft.case.tim) if p]
    open_task(draft, langkah, team[0].peran if langkah is Langkah.KONSULTASI and team else role)


def _tell_applicant(draft: Draft, kalimat: str) -> None:
    draft.to_applicant(
        JenisSurat.PEMBERITAHUAN,
        "pemberitahuan",
        f"konsol/{draft.case.urut}/pemohon",
        isi={"perihal": "Permohonan dibuka kembali", "kalimat": [kalimat], "fakta": []},
    )
