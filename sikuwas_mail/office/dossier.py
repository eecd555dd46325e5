"""One case as the outside may see it: the JSON of `kasus show`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sikuwas_mail.core.case import Tugas
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.events import BerkasDiterima, Event
from sikuwas_mail.core.sop import LABEL_PERMOHONAN
from sikuwas_mail.edge.archive import Archive
from sikuwas_mail.edge.store import Arah, Store, Surat

_DIRI = ("nama", "nip", "pangkat", "jabatan", "perangkat_daerah", "email", "nomor_hp")


def whole_case(nomor: str, store: Store, desk: Desk, now: datetime) -> dict[str, Any] | None:
    """The shape of `kasus show --json` (contract, section 1); None when there is no such case."""
    case = store.case(nomor)
    if case is None:
        return None
    zone = desk.kalender.zona
    row = store.case_row(nomor, now)
    return {
        "nomor": case.nomor,
        "status": case.status,
        "langkah": case.langkah,
        "revisi": case.revisi,
        "dibuka": _iso(case.dibuka, desk),
        "terlambat": bool(row and row.terlambat),
        "pemohon": {"alamat": case.pemohon, **{k: case.permohonan.get(k, "") for k in _DIRI}},
        "permohonan": {k: case.permohonan.get(k, "") for k in LABEL_PERMOHONAN if k not in _DIRI}
        | {"kanal": case.kanal, "kekurangan": list(case.kekurangan)},
        "wilayah": case.wilayah or case.usulan,
        "tim": list(case.tim),
        "sesi": [
            {"urut": s.urut, "jadwal": _iso(s.jadwal, desk), "tempat": s.tempat, "hadir": list(s.hadir)}
            for s in case.sesi
        ],
        "hasil": dict(case.hasil),
        "arsip": case.arsip,
        "survei": dict(case.survei),
        "alasan_tutup": case.alasan_tutup,
        "tugas": [_task(t, desk) for t in case.tugas_terbuka],
        "riwayat": [_line(urut, e, desk) for urut, e in store.events(nomor)],
        "dokumen": [
            {
                "jenis": d.jenis,
                "nomor": d.nomor,
                "versi": d.versi,
                "berkas": d.berkas,
                "sha256": d.sha256,
                "waktu": d.waktu.astimezone(zone).isoformat(),
            }
            for d in store.documents(nomor)
        ],
        "lampiran": [_file(e.isi, e, desk) for _, e in store.events(nomor) if isinstance(e.isi, BerkasDiterima)],
        "surat": [_letter(s, desk) for s in store.letters(nomor)],
    }


def letters_of(nomor: str, store: Store, archive: Archive) -> list[tuple[str, bytes]]:
    """Every mail of a case in order: ("masuk" | "keluar", raw bytes)."""
    found = []
    for letter in store.letters(nomor):
        raw = letter_bytes({"arah": letter.arah, "id": letter.id}, store, archive)
        if raw is not None:
            found.append((str(letter.arah), raw))
    return found


def letter_bytes(letter: Mapping[str, Any], store: Store, archive: Archive) -> bytes | None:
    """The raw bytes of a letter by `arah` and `id`, where they are kept."""
    if letter["arah"] == Arah.KELUAR:
        return store.letter_bytes(letter["id"])
    row = store.inbox(letter["id"])
    return archive.get(row.sha256) if row else None


def _task(task: Tugas, desk: Desk) -> dict[str, Any]:
    people = [p.nama for p in map(desk.orang, task.pemegang) if p]
    return {
        "langkah": task.langkah,
        "peran": task.peran,
        "pemegang": ", ".join(task.pemegang),
        "pemegang_nama": ", ".join(people),
        "ronde": task.ronde,
        "dibuka": _iso(task.dibuka, desk),
        "tenggat": _iso(task.tenggat, desk),
        "dijeda": task.dijeda,
    }


def _line(urut: int, event: Event, desk: Desk) -> dict[str, Any]:
    acting, holder = desk.orang(event.oleh), desk.orang(event.atas_nama) if event.atas_nama else None
    return {
        "urut": urut,
        "waktu": _iso(event.waktu, desk),
        "peristiwa": event.peristiwa,
        "langkah": event.langkah,
        "oleh": event.oleh,
        "oleh_nama": acting.nama if acting else "",
        "atas_nama": event.atas_nama,
        "atas_nama_nama": holder.nama if holder else "",
    }


def _file(isi: BerkasDiterima, event: Event, desk: Desk) -> dict[str, Any]:
    return {
        "nama": isi.nama,
        "tipe": isi.tipe,
        "ukuran": isi.ukuran,
        "sha256": isi.sha256,
        "dari": isi.alamat,
        "waktu": _iso(event.waktu, desk),
        "dokumen": isi.dokumen,
        "versi": isi.versi or None,
        "verifikasi": isi.keadaan,
    }


def _letter(letter: Surat, desk: Desk) -> dict[str, Any]:
    return {
        "arah": letter.arah,
        "id": letter.id,
        "jenis": letter.jenis,
        "message_id": letter.message_id,
        "alamat": letter.alamat,
        "waktu": _iso(letter.waktu, desk),
    }


def _iso(when: datetime | None, desk: Desk) -> str | None:
    return when.astimezone(desk.kalender.zona).isoformat() if when else None
