"""Laying a task on a desk: the journal's line, the clock, and the letter that says what is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sikuwas_mail.core import events as c
from sikuwas_mail.core import trust
from sikuwas_mail.core.case import Case, Tugas
from sikuwas_mail.core.deadlines import MENUNGGU_JADWAL, MENUNGGU_PEMOHON, MENUNGGU_SESI
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import LABEL_HASIL, Dokumen, Langkah, Metode, Peran, baris

__all__ = ["MENUNGGU_PEMOHON", "Clock", "clock", "facts", "open_task", "present", "vacant", "write_task"]

_LAMPIRAN: dict[Langkah, tuple[Dokumen, ...]] = {
    Langkah.PENERUSAN: (Dokumen.FORMULIR,),
    Langkah.DISPOSISI: (Dokumen.FORMULIR, Dokumen.DISPOSISI),
    Langkah.PENUGASAN: (Dokumen.FORMULIR, Dokumen.DISPOSISI),
    Langkah.KONSULTASI: (Dokumen.FORMULIR, Dokumen.SURAT_TUGAS),
    Langkah.PELAPORAN: (Dokumen.BERITA_ACARA, Dokumen.DAFTAR_HADIR),
    Langkah.PENGARSIPAN: (Dokumen.LAPORAN,),
}
_FORMULIR: dict[Langkah, tuple[Dokumen, ...]] = {
    Langkah.KONSULTASI: (Dokumen.BERITA_ACARA, Dokumen.DAFTAR_HADIR),
}


def open_task(draft: Draft, langkah: Langkah, peran: Peran) -> None:
    """Lay a step on the desk of those who hold it now, start its clock and write to them."""
    case, desk, now = draft.case, draft.desk, draft.now
    ronde = case.ronde_berikut(langkah, peran)
    time = clock(langkah, peran, case, desk, now)
    shape = Tugas(langkah, peran, case.tim, ronde, now, time.tenggat, time.dijeda)
    pemegang = tuple(p.email for p in trust.holders(shape, case, desk, now))
    told = tuple(p.email for p, _ in trust.addressees(shape, case, desk, now))
    opened = c.TugasDibuka(peran, pemegang, ronde, time.tenggat, time.dijeda, told, time.mulai, time.norma)
    draft.record(langkah, SISTEM, opened)
    task = draft.case.tugas_pada(langkah, peran)
    if task is not None:
        write_task(draft, task)


@dataclass(frozen=True, slots=True)
class Clock:
    """Deadline of a task, why its clock stands still, and what the deadline was counted from."""

    tenggat: datetime | None
    dijeda: str = ""
    mulai: datetime | None = None
    norma: float = 0.0


def clock(langkah: Langkah, peran: Peran, case: Case, desk: Desk, now: datetime) -> Clock:
    """The clock of a task opened now.

    Step 6 counts from the start of the session (SOP row 6): without an appointment there is nothing to count.
    """
    norm = float(desk.norma_dari(langkah, peran))
    if langkah is not Langkah.KONSULTASI:
        return Clock(desk.kalender.add(now, norm), "", now, norm)
    session = case.sesi_kini
    if session is None or session.jadwal is None:
        return Clock(None, MENUNGGU_JADWAL)
    start = max(session.jadwal, now)
    return Clock(desk.kalender.add(start, norm), MENUNGGU_SESI if start > now else "", start, norm)


def write_task(draft: Draft, task: Tugas, jenis: JenisSurat = JenisSurat.TUGAS, why: str = "", only: str = "") -> None:
    """The task's letter to everybody who holds it (or to `only` one); to Admin where nobody does.

    `why` makes it a further letter.
    """
    people = trust.addressees(task, draft.case, draft.desk, draft.now)
    if not people:
        vacant(draft, task)
    for person, stand_in in people:
        if only not in ("", person.email):
            continue
        draft.to_official(
            person,
            jenis,
            baris(task.langkah, task.peran).templat,
            f"tugas/{task.langkah}/{task.peran}/{task.ronde}.{task.putaran}/{why}{person.email}",
            tugas=task,
            jawaban=baris(task.langkah, task.peran).jawaban,
            isi=facts(draft.case, draft.desk, task, draft.now),
            lampiran=present(draft.case, _LAMPIRAN.get(task.langkah, ())),
            formulir=_FORMULIR.get(task.langkah, ()),
            sebagai=stand_in,
        )


def present(case: Case, wanted: tuple[Dokumen, ...]) -> tuple[Dokumen, ...]:
    """Those of the documents that the case has."""
    return tuple(d for d in wanted if case.dokumen_terakhir(d))


def facts(case: Case, desk: Desk, task: Tugas, now: datetime) -> Mapping[str, object]:
    """What the letter of a task says beside the case's own data."""
    extra = _FACTS.get(task.langkah, _nothing)(case, desk, now)
    return {"catatan_kembali": case.catatan_revisi, **extra}


def vacant(draft: Draft, task: Tugas, why: str = "") -> None:
    """Nobody holds the office: never into the void, Admin is told. `why` makes it a further letter."""
    office = f"{task.peran} wilayah {draft.case.wilayah}" if task.peran is Peran.IRBAN else str(task.peran)
    for admin in draft.desk.pejabat(Peran.ADMIN, draft.now):
        draft.to_official(
            admin,
            JenisSurat.OPERATOR,
            "operator",
            f"kosong/{task.langkah}/{task.peran}/{task.ronde}/{why}{admin.email}",
            langkah=task.langkah,
            isi={
                "perihal": f"Jabatan {office} kosong",
                "kalimat": [
                    f"Tugas {baris(task.langkah, task.peran).judul} menunggu, tetapi jabatan {office} saat ini "
                    "tidak dipegang siapa pun dan tidak ada pengganti.",
                    "Mohon menetapkan pejabat atau pengganti (Plh./Plt.) dalam konfigurasi; "
                    "surat tugas dikirim begitu ada pemegangnya.",
                ],
            },
        )


def _nothing(case: Case, desk: Desk, now: datetime) -> Mapping[str, object]:
    return {}


def _for_admin(case: Case, desk: Desk, now: datetime) -> Mapping[str, object]:
    office = desk.perangkat_daerah_dari(case.permohonan.get("perangkat_daerah", ""))
    domain = case.pemohon.rpartition("@")[2]
    notes = []
    if office is None:
        notes.append("Perangkat daerah tidak terdapat dalam daftar wilayah; usulan Irban belum ada.")
    elif office.domain and domain not in office.domain:
        notes.append(f"Alamat pengirim ({domain}) berbeda dari domain perangkat daerah; mohon diperiksa.")
    return {"usulan": case.usulan, "catatan": notes}


def _for_sekretaris(case: Case, desk: Desk, now: datetime) -> Mapping[str, object]:
    names = [p.nama for p in desk.pejabat(Peran.IRBAN, now, case.usulan)] if case.usulan else []
    choices = sorted({p.wilayah for p in desk.pejabat(Peran.IRBAN, now) if p.wilayah})
    return {"usulan": case.usulan, "usulan_nama": ", ".join(names), "wilayah": choices}


def _for_irban(case: Case, desk: Desk, now: datetime) -> Mapping[str, object]:
    team = [*desk.pejabat(Peran.AUDITOR, now), *desk.pejabat(Peran.PPUPD, now)]
    own = [p for p in team if p.wilayah in ("", case.wilayah)]
    return {"catatan": case.catatan_disposisi, "pejabat": [(p.nama, p.jabatan) for p in own or team]}


def _for_team(case: Case, desk: Desk, now: datetime) -> Mapping[str, object]:
    letter = case.dokumen_terakhir(Dokumen.SURAT_TUGAS)
    return {
        "nomor_surat_tugas": letter.nomor if letter else "",
        "tim": [(p.nama, p.jabatan) for p in map(desk.orang, case.tim) if p],
        "arahan": case.arahan,
        "label_hasil": list(LABEL_HASIL.values()),
        **_session(case),
    }


def _for_report(case: Case, desk: Desk, now: datetime) -> Mapping[str, object]:
    return {"hasil": [(label, case.hasil[key]) for key, label in LABEL_HASIL.items() if case.hasil.get(key)]}


def _for_archive(case: Case, desk: Desk, now: datetime) -> Mapping[str, object]:
    report = case.dokumen_terakhir(Dokumen.LAPORAN)
    return {"nomor_laporan": report.nomor if report else "", **_for_report(case, desk, now)}


def _session(case: Case) -> Mapping[str, object]:
    session = case.sesi_kini
    return {
        "metode": case.metode or Metode.LURING,
        "jadwal": session.jadwal if session else None,
        "tempat": session.tempat if session else "",
        "sesi": session.urut if session else 1,
    }


def _for_room(case: Case, desk: Desk, now: datetime) -> Mapping[str, object]:
    return _session(case)


_FACTS: dict[Langkah, Callable[[Case, Desk, datetime], Mapping[str, object]]] = {
    Langkah.PENERUSAN: _for_admin,
    Langkah.DISPOSISI: _for_sekretaris,
    Langkah.PENUGASAN: _for_irban,
    Langkah.KONSULTASI: _for_team,
    Langkah.PELAPORAN: _for_report,
    Langkah.PENGARSIPAN: _for_archive,
    Langkah.PERSIAPAN: _for_room,
}
