"""One case as the outside may see it: the JSON of `kasus show`, and the ZIP of `kasus export`."""

import io
import json
import zipfile
from datetime import datetime
from hashlib import sha256
from typing import Any

from sikuwas_mail.core.case import Event, Tugas
from sikuwas_mail.core.desk import Desk
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
        "surat": [_letter(s, desk) for s in store.letters(nomor)],
    }


def dossier(shape: dict[str, Any], store: Store, archive: Archive) -> bytes:
    """A ZIP of the case: its JSON, every mail in and out, every document version, and their checksums."""
    files: dict[str, bytes] = {"kasus.json": json.dumps(shape, ensure_ascii=False, indent=1).encode()}
    for number, letter in enumerate(shape["surat"], 1):
        raw = _raw(letter, store, archive)
        if raw is not None:
            files[f"surat/{number:03d}-{letter['arah']}-{letter['jenis']}.eml"] = raw
    for paper in shape["dokumen"]:
        data = archive.get(paper["sha256"])
        if data is not None:
            files[f"dokumen/{paper['jenis']}-v{paper['versi']}.docx"] = data
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    files["SHA256SUMS"] = sums.encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    return buffer.getvalue()


def letters_of(nomor: str, store: Store, archive: Archive) -> list[tuple[str, bytes]]:
    """Every mail of a case in order: ("masuk" | "keluar", raw bytes)."""
    found = []
    for letter in store.letters(nomor):
        raw = _raw({"arah": letter.arah, "id": letter.id}, store, archive)
        if raw is not None:
            found.append((str(letter.arah), raw))
    return found


def _raw(letter: dict[str, Any], store: Store, archive: Archive) -> bytes | None:
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
