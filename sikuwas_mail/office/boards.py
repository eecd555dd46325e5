"""The board is drawn from the open tasks, and laid in its place in one stroke every few minutes."""

import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from sikuwas_mail.config import Config
from sikuwas_mail.core.case import Case, Tugas
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.sop import Peran, baris
from sikuwas_mail.edge.store import Store
from sikuwas_mail.office.rooms import Rooms
from sikuwas_mail.paper.board import Lembar, page

_SEBUTAN = {
    Peran.PEMOHON: "Pemohon",
    Peran.ADMIN: "Admin",
    Peran.SEKRETARIS: "Sekretaris",
    Peran.INSPEKTUR: "Inspektur",
    Peran.AUDITOR: "PPUPD/Auditor",
    Peran.PPUPD: "PPUPD/Auditor",
}
_TANDA = "papan/terakhir"
log = structlog.get_logger()


def board(store: Store, config: Config, desk: Desk, now: datetime) -> str:
    """The page of the moment."""
    cases = (store.case(k.nomor) for k in store.list_cases(now))
    rows = [_row(case, task, desk, now) for case in cases if case and case.terbuka for task in case.tugas_terbuka]
    return page(rows, config.kop(), desk.kalender.zona, now, config.papan.setiap_menit)


def write(path: Path, html: str) -> None:
    """Lay the page in its place whole: nobody ever reads half of it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".papan-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(html)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_due(rooms: Rooms, now: datetime) -> None:
    """Write the configured board where its minutes have passed; a disk that refuses is noted and stops nothing."""
    own = rooms.config.papan
    if not own.berkas:
        return
    last = rooms.store.get(_TANDA)
    if isinstance(last, str) and timedelta(0) <= now - datetime.fromisoformat(last) < timedelta(
        minutes=own.setiap_menit
    ):
        return
    rooms.store.put(_TANDA, now.isoformat())
    try:
        write(rooms.config.path(own.berkas), board(rooms.store, rooms.config, rooms.plain_desk, now))
    except OSError as fault:
        log.error("papan.gagal", berkas=own.berkas, galat=fault.strerror)


def _row(case: Case, task: Tugas, desk: Desk, now: datetime) -> Lembar:
    return Lembar(
        nomor=case.nomor,
        langkah=task.langkah.value,
        tugas=baris(task.langkah, task.peran).judul,
        pemegang=_holder(case, task),
        perangkat_daerah=_office(case, desk),
        wilayah=f"Irban {case.wilayah}" if case.wilayah else "",
        tenggat=task.tenggat.astimezone(desk.kalender.zona) if task.tenggat else None,
        keadaan=_state(task, desk, now),
        keterangan=task.dijeda or case.ditunda,
    )


def _holder(case: Case, task: Tugas) -> str:
    if task.peran is Peran.IRBAN:
        return f"Irban {case.wilayah}".strip()
    return _SEBUTAN.get(task.peran, task.peran.capitalize())


def _office(case: Case, desk: Desk) -> str:
    """The registered name alone: what an applicant wrote freely is not for a screen."""
    known = desk.perangkat_daerah_dari(case.permohonan.get("perangkat_daerah", ""))
    return known.nama if known else ""


def _state(task: Tugas, desk: Desk, now: datetime) -> str:
    if task.dijeda or task.tenggat is None:
        return "jeda"
    if task.tenggat < now:
        return "terlambat"
    return "hari-ini" if desk.hari(task.tenggat) == desk.hari(now) else "nanti"
