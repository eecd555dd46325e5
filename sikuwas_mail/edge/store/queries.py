"""What the desk and the command line ask: cases, numbers, dossiers, figures; each question answered by an index."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, select

from sikuwas_mail.core.sop import Dokumen, Langkah, Status
from sikuwas_mail.edge.store import tables
from sikuwas_mail.edge.store.rows import split
from sikuwas_mail.edge.store.values import (
    KARANTINA,
    Arah,
    Counts,
    DokumenTersimpan,
    KasusRingkas,
    Surat,
)

_OPEN = (Status.BERJALAN.value, Status.MENUNGGU_PEMOHON.value)


def due_cases(connection: Connection, now: datetime) -> list[str]:
    """Cases some clock of which may have run out, the longest waiting first."""
    t = tables.kasus.c
    return list(connection.scalars(select(t.nomor).where(t.periksa <= now).order_by(t.periksa, t.nomor)))


def next_due(connection: Connection) -> datetime | None:
    """The next instant at which a case must be looked at."""
    found: datetime | None = connection.execute(select(func.min(tables.kasus.c.periksa))).scalar()
    return found


def list_cases(connection: Connection, now: datetime, status: Status | None, pemohon: str | None) -> list[KasusRingkas]:
    """Cases by number; of one status or one applicant where asked."""
    t = tables.kasus.c
    query = select(tables.kasus).order_by(t.tahun, t.nomor_urut, t.nomor)
    if status is not None:
        query = query.where(t.status == status.value)
    if pemohon is not None:
        query = query.where(t.pemohon == pemohon)
    return [_ringkas(row, now) for row in connection.execute(query)]


def one_case(connection: Connection, nomor: str, now: datetime) -> KasusRingkas | None:
    """One case as lists show it."""
    row = connection.execute(select(tables.kasus).where(tables.kasus.c.nomor == nomor)).first()
    return _ringkas(row, now) if row else None


def next_case_numbers(connection: Connection) -> Mapping[int, int]:
    """Year -> the next running number of a ticket."""
    t = tables.kasus.c
    return _next_by_year(connection, select(t.tahun), select(t.nomor_urut))


def next_ledger_numbers(connection: Connection, klasifikasi: str) -> Mapping[int, int]:
    """Year -> the next number of the ledger; cancelled numbers stay taken."""
    t = tables.nomor_naskah.c
    mine = t.klasifikasi == klasifikasi
    return _next_by_year(connection, select(t.tahun).where(mine), select(t.urut).where(mine))


def _next_by_year(connection: Connection, years: Select[Any], numbers: Select[Any]) -> Mapping[int, int]:
    """Two looks at the end of an index for each year: a GROUP BY would read every row there ever was."""
    tahun, urut = years.selected_columns[0], numbers.selected_columns[0]
    newest, last = years.order_by(tahun.desc()).limit(1), numbers.order_by(urut.desc()).limit(1)
    found: dict[int, int] = {}
    year = connection.execute(newest).scalar()
    while year is not None:
        found[int(year)] = int(connection.execute(last.where(tahun == year)).scalar_one()) + 1
        year = connection.execute(newest.where(tahun < year)).scalar()
    return found


def ledger_numbers(connection: Connection, klasifikasi: str) -> frozenset[tuple[int, int]]:
    """Every number of the ledger, cancelled ones too."""
    t = tables.nomor_naskah.c
    rows = connection.execute(select(t.tahun, t.urut).where(t.klasifikasi == klasifikasi))
    return frozenset((int(year), int(number)) for year, number in rows)


def documents(connection: Connection, nomor: str) -> list[DokumenTersimpan]:
    """The documents of a case in the order they were made."""
    t = tables.dokumen.c
    columns = (t.jenis, t.nomor, t.versi, t.berkas, t.sha256, t.waktu)
    rows = connection.execute(select(*columns).where(t.kasus == nomor).order_by(t.id))
    return [DokumenTersimpan(**{**row._mapping, "jenis": Dokumen(row.jenis)}) for row in rows]


def letters(connection: Connection, nomor: str) -> list[Surat]:
    """Letters in and out of a case, by time."""
    i, o = tables.surat_masuk.c, tables.surat_keluar.c
    came = select(i.id, i.jenis, i.message_id, i.dari.label("alamat"), i.diterima.label("waktu"))
    went = select(o.id, o.jenis, o.message_id, o.untuk.label("alamat"), o.dibuat.label("waktu"))
    found = [Surat(Arah.MASUK, **row._mapping) for row in connection.execute(came.where(i.kasus == nomor))]
    found += [Surat(Arah.KELUAR, **row._mapping) for row in connection.execute(went.where(o.kasus == nomor))]
    return sorted(found, key=lambda s: (s.waktu, s.arah is Arah.KELUAR, s.id))


def counts(connection: Connection, now: datetime) -> Counts:
    """Figures of `status` and of the daily proof."""
    t = tables.kasus.c
    still_open = select(func.count()).where(t.status.in_(_OPEN))
    masuk = _by(connection, tables.surat_masuk, "hasil")
    return Counts(
        kasus_terbuka=int(connection.execute(still_open).scalar_one()),
        terlambat=int(connection.execute(still_open.where(t.tenggat < now)).scalar_one()),
        karantina=masuk.get(KARANTINA, 0),
        keluar=_by(connection, tables.surat_keluar, "keadaan"),
        masuk=masuk,
    )


def _by(connection: Connection, table: Table, column: str) -> dict[str, int]:
    rows = connection.execute(select(table.c[column], func.count()).group_by(table.c[column]))
    return {str(name): int(number) for name, number in rows}


def _ringkas(row: Row[Any], now: datetime) -> KasusRingkas:
    late = row.status in _OPEN and row.tenggat is not None and row.tenggat < now
    return KasusRingkas(
        nomor=row.nomor,
        status=Status(row.status),
        langkah=Langkah(row.langkah),
        revisi=row.revisi,
        pemohon=row.pemohon,
        pemegang=split(row.pemegang),
        tenggat=row.tenggat,
        terlambat=late,
        perangkat_daerah=row.perangkat_daerah,
        topik=row.topik,
        dibuka=row.dibuka,
        diperbarui=row.diperbarui,
    )
