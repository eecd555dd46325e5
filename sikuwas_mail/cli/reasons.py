"""Why a case is where it is, who is waited for, and what comes next and when: read from table, clock and letters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sikuwas_mail.cli.opened import NotThere

if TYPE_CHECKING:
    from sikuwas_mail.cli.opened import Opened
    from sikuwas_mail.core.case import Case, Tugas
    from sikuwas_mail.core.desk import Desk

_NEXT = {
    "ingatkan": "pengingat ke-{ke} kepada pemegang",
    "eskalasi": "eskalasi kepada atasan",
    "ingatkan-pemohon": "pengingat ke-{ke} kepada pemohon",
    "tutup": "kasus ditutup karena tidak dilengkapi",
}


def reasons(o: Opened, nomor: str) -> dict[str, Any]:
    """The shape of `kasus why --json`. Raises NotThere."""
    case, now = o.store.case(nomor), o.now()
    if case is None:
        raise NotThere(f"Kasus {nomor} tidak ditemukan. Daftar kasus: sikuwas-mail kasus list.")
    desk = o.config.desk(now, ())
    number, last = o.store.events(nomor)[-1]
    return {
        "nomor": case.nomor,
        "status": case.status,
        "langkah": case.langkah,
        "terakhir": {
            "urut": number,
            "peristiwa": last.peristiwa,
            "waktu": o.local(last.waktu),
            "oleh": _name(desk, last.oleh),
        },
        "sebab": _cause(case),
        "menunggu": [_waited(o, case, task, desk, now) for task in case.tugas_terbuka],
    }


def _cause(case: Case) -> str:
    if case.ditunda:
        return f"kasus ditunda: {case.ditunda}"
    if case.kekurangan and case.status == "menunggu_pemohon":
        return "data pemohon belum lengkap: " + ", ".join(case.kekurangan)
    if not case.terbuka:
        return case.alasan_tutup or f"kasus {case.status}"
    if not case.tugas_terbuka:
        return "tidak ada tugas terbuka; kasus ini perlu dilihat Admin"
    return "jawaban pemegang tugas belum diterima"


def _waited(o: Opened, case: Case, task: Tugas, desk: Desk, now: datetime) -> dict[str, Any]:
    from sikuwas_mail.core.deadlines import overdue_minutes, schedule

    plan = [] if case.ditunda else schedule(task, case, desk)[:1]
    return {
        "langkah": task.langkah,
        "peran": task.peran,
        "pemegang": [_name(desk, a) for a in task.pemegang],
        "dibuka": o.local(task.dibuka),
        "tenggat": o.local(task.tenggat),
        "dijeda": task.dijeda,
        "terlambat_menit": round(overdue_minutes(task, desk, now)),
        "surat": _letter(o, case, task),
        "jawaban": _answers(task),
        "berikutnya": [
            {"apa": _NEXT[due.tindakan].format(ke=due.ke), "waktu": o.local(desk.kalender.next_open(at))}
            for at, due in plan
        ],
    }


def _letter(o: Opened, case: Case, task: Tugas) -> dict[str, Any] | None:
    """The last letter about this task to one of its holders, and what became of it."""
    people = {*task.pemegang, *task.penerima}
    sent = [k for k in o.store.list_outbox(kasus=case.nomor) if k.langkah == task.langkah and k.untuk in people]
    if not sent:
        return None
    last = sent[-1]
    return {
        "id": last.id,
        "jenis": last.jenis,
        "keadaan": last.keadaan,
        "waktu": o.local(last.terkirim or last.dibuat),
        "galat": last.galat,
    }


def _answers(task: Tugas) -> list[dict[str, str]]:
    from sikuwas_mail.core.sop import SOP

    row = next((b for b in SOP if b.langkah is task.langkah and task.peran in b.peran), None)
    return [{"contoh": a.contoh, "arti": a.arti} for a in row.jawaban] if row else []


def _name(desk: Desk, alamat: str) -> str:
    person = desk.orang(alamat)
    return person.nama if person else alamat


def as_text(shape: dict[str, Any]) -> Iterator[str]:
    """The lines a person reads."""
    last = shape["terakhir"]
    yield f"{shape['nomor']}  {shape['status']}  langkah {shape['langkah']}"
    yield f"Sebab: {shape['sebab']}."
    yield f"Terakhir: {last['peristiwa']} oleh {last['oleh'] or '-'} pada {_when(last['waktu'])}."
    for task in shape["menunggu"]:
        yield ""
        yield from _task_lines(task)


def _task_lines(task: dict[str, Any]) -> Iterator[str]:
    yield f"Menunggu {', '.join(task['pemegang']) or task['peran']} ({task['langkah']}) sejak {_when(task['dibuka'])}."
    if task["dijeda"]:
        yield f"  Jam berhenti: {task['dijeda']}."
    elif task["tenggat"]:
        late = f", terlambat {task['terlambat_menit']} menit kerja" if task["terlambat_menit"] else ""
        yield f"  Tenggat {_when(task['tenggat'])}{late}."
    letter = task["surat"]
    if letter:
        fault = f": {letter['galat']}" if letter["galat"] else ""
        yield f"  Surat {letter['jenis']} (antrean {letter['id']}) {letter['keadaan']} {_when(letter['waktu'])}{fault}."
    for step in task["berikutnya"]:
        yield f"  Bila tidak dijawab: {step['apa']} pada {_when(step['waktu'])}."
    for answer in task["jawaban"]:
        yield f"  {answer['contoh']:32} {answer['arti']}"


def _when(moment: datetime | None) -> str:
    return f"{moment:%d-%m-%Y %H.%M}" if moment else "-"
