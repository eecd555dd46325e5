"""One decision, one transaction: inbox row, events, rows drawn from the case, documents, numbers, letters."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from sikuwas_mail.core.case import Case, Tugas
from sikuwas_mail.core.events import DokumenDisusun, NomorDibatalkan
from sikuwas_mail.core.outgoing import Outgoing
from sikuwas_mail.edge.store import journal, tables
from sikuwas_mail.edge.store.errors import AlreadySeen, Conflict, RecordRefused
from sikuwas_mail.edge.store.rows import add, add_all, change, joined, put
from sikuwas_mail.edge.store.values import Keadaan, MasukBaru, Record

_SEEN = select(tables.surat_masuk.c.id).where(tables.surat_masuk.c.sha256 == bindparam("sha256"))
_TRIED = delete(tables.percobaan).where(tables.percobaan.c.sha256 == bindparam("sha256"))
_QUEUED = select(tables.surat_keluar.c.kunci).where(
    tables.surat_keluar.c.kasus == bindparam("kasus"),
    tables.surat_keluar.c.kunci.in_(bindparam("kunci", expanding=True)),
)
_TASKS_OF = delete(tables.tugas).where(tables.tugas.c.kasus == bindparam("kasus"))


def write(connection: Connection, record: Record) -> int:
    """Store a record inside the open transaction; the id of its inbox row, 0 without one."""
    masuk = _inbox(connection, record.masuk, record.ulang) if record.masuk else 0
    if record.events:
        _case(connection, record, masuk)
    elif record.case and record.periksa:
        look_again(connection, record.case.nomor, record.periksa)
    _documents(connection, record)
    _outbox(connection, record)
    _answers(connection, record)
    return masuk


def look_again(connection: Connection, nomor: str, periksa: datetime | None) -> None:
    """When a case that did not change must next be looked at; None: never."""
    change(connection, tables.kasus, {"nomor": nomor}, {"periksa": periksa})


# ── inbox ────────────────────────────────────────────────────────────────────────────────────────
def _inbox(connection: Connection, masuk: MasukBaru, ulang: int) -> int:
    same = {"sha256": masuk.sha256}
    connection.execute(_TRIED, same)
    if ulang:
        changes = {"hasil": masuk.hasil, "kasus": masuk.kasus, "alasan": masuk.alasan, "jenis": masuk.jenis}
        if change(connection, tables.surat_masuk, {"id": ulang, **same}, changes) == 0:
            raise RecordRefused(f"Surat masuk {ulang} tidak ada.")
        return ulang
    if connection.execute(_SEEN, same).first():
        raise AlreadySeen(f"Surat masuk {masuk.sha256} sudah dicatat.")
    return add(connection, tables.surat_masuk, asdict(masuk))


# ── case ─────────────────────────────────────────────────────────────────────────────────────────
def _case(connection: Connection, record: Record, masuk: int) -> None:
    case = record.case
    if case is None:
        raise RecordRefused("Peristiwa tanpa kasus tidak dapat disimpan.")
    _summary(connection, case, record)
    journal.append(connection, case.nomor, record.urut, record.events, masuk or None)
    _tasks(connection, case)
    _numbers(connection, case.nomor, record)


def _summary(connection: Connection, case: Case, record: Record) -> None:
    tahun, urut = _number(case.nomor)
    values = {
        "tahun": tahun,
        "nomor_urut": urut,
        "status": case.status.value,
        "langkah": case.langkah.value,
        "revisi": case.revisi,
        "pemohon": case.pemohon,
        "pemegang": joined(_holders(case)),
        "tenggat": _deadline(case),
        "perangkat_daerah": case.permohonan.get("perangkat_daerah", ""),
        "topik": case.permohonan.get("topik", ""),
        "dibuka": case.dibuka,
        "diperbarui": record.waktu,
        "periksa": record.periksa,
    }
    put(connection, tables.kasus, {"nomor": case.nomor}, values)


def _number(nomor: str) -> tuple[int, int]:
    """Year and running number of SKW-2026-0001."""
    parts = nomor.rsplit("-", 2)
    if len(parts) != 3 or not (parts[1].isascii() and parts[1].isdigit() and parts[2].isascii() and parts[2].isdigit()):
        raise RecordRefused(f"Nomor kasus {nomor!r} tidak berbentuk KODE-TAHUN-URUT.")
    return int(parts[1]), int(parts[2])


def _holders(case: Case) -> tuple[str, ...]:
    """Who holds the case: the holders of the open tasks of its step, else of any open task."""
    here = [t for t in case.tugas_terbuka if t.langkah is case.langkah] or list(case.tugas_terbuka)
    return tuple(dict.fromkeys(alamat for t in here for alamat in t.pemegang))


def _deadline(case: Case) -> datetime | None:
    return min((t.tenggat for t in case.tugas_terbuka if t.tenggat and not t.dijeda), default=None)


def _tasks(connection: Connection, case: Case) -> None:
    connection.execute(_TASKS_OF, {"kasus": case.nomor})
    add_all(connection, tables.tugas, [_task(case.nomor, task) for task in case.tugas])


def _task(nomor: str, task: Tugas) -> dict[str, Any]:
    return {
        "kasus": nomor,
        "langkah": task.langkah.value,
        "peran": task.peran.value,
        "ronde": task.ronde,
        "pemegang": joined(task.pemegang),
        "dibuka": task.dibuka,
        "tenggat": task.tenggat,
        "dijeda": task.dijeda,
        "ditutup": task.ditutup,
    }


# ── documents and their numbers ──────────────────────────────────────────────────────────────────
def _numbers(connection: Connection, nomor: str, record: Record) -> None:
    for event in record.events:
        if isinstance(event.isi, DokumenDisusun) and event.isi.urut:
            _take(connection, nomor, record.klasifikasi, event.isi)
        elif isinstance(event.isi, NomorDibatalkan):
            _cancel(connection, nomor, event.isi)


def _take(connection: Connection, nomor: str, klasifikasi: str, made: DokumenDisusun) -> None:
    """A later version may keep its number; anybody else's number is a conflict."""
    t = tables.nomor_naskah
    key = {"tahun": made.tahun, "klasifikasi": klasifikasi, "urut": made.urut}
    row = connection.execute(select(t.c.kasus, t.c.jenis).filter_by(**key)).first()
    if row and (row.kasus, row.jenis) != (nomor, made.jenis.value):
        raise Conflict(f"Nomor naskah {made.nomor} sudah dipakai kasus {row.kasus}.", nomor)
    values = {"nomor": made.nomor, "kasus": nomor, "jenis": made.jenis.value, "versi": made.versi}
    put(connection, t, key, {**values, "keadaan": "dipakai", "alasan": ""})


def _cancel(connection: Connection, nomor: str, cancelled: NomorDibatalkan) -> None:
    key = {"kasus": nomor, "nomor": cancelled.nomor}
    change(connection, tables.nomor_naskah, key, {"keadaan": "batal", "alasan": cancelled.alasan})


def _documents(connection: Connection, record: Record) -> None:
    if not record.dokumen:
        return
    if record.case is None:
        raise RecordRefused("Dokumen tanpa kasus tidak dapat disimpan.")
    nomor = record.case.nomor
    rows = [{**asdict(d), "jenis": d.jenis.value, "kasus": nomor, "waktu": record.waktu} for d in record.dokumen]
    add_all(connection, tables.dokumen, rows)


# ── letters ──────────────────────────────────────────────────────────────────────────────────────
def _outbox(connection: Connection, record: Record) -> None:
    """A letter whose `kunci` stands in the outbox of the case already is not queued again."""
    if not record.surat:
        return
    nomor = record.case.nomor if record.case else ""
    letters = {letter.kunci or letter.message_id: letter for letter in reversed(record.surat)}
    known = set(connection.scalars(_QUEUED, {"kasus": nomor, "kunci": list(letters)}))
    rows = [_letter(letters[k], k, nomor, record.waktu) for k in reversed(letters) if k not in known]
    add_all(connection, tables.surat_keluar, rows)


def _letter(letter: Outgoing, kunci: str, nomor: str, waktu: datetime) -> dict[str, Any]:
    return {
        "message_id": letter.message_id,
        "kunci": kunci,
        "kasus": nomor,
        "jenis": letter.jenis.value,
        "langkah": letter.langkah.value,
        "kepada": letter.kepada,
        "untuk": letter.untuk,
        "subjek": letter.subjek,
        "raw": letter.raw,
        "thread_index": letter.thread_index,
        "dibuat": waktu,
        "keadaan": Keadaan.MENUNGGU.value,
        "percobaan": 0,
        "coba_lagi": waktu,
        "diklaim": None,
        "ragu": False,
        "terkirim": None,
        "galat": "",
    }


def _answers(connection: Connection, record: Record) -> None:
    rows = [{"alamat": a, "jenis": j, "waktu": record.waktu} for a, j in record.jawaban_otomatis]
    add_all(connection, tables.jawaban_otomatis, rows)
