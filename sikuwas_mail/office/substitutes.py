"""Substitutes that Admin named by mail: dated data in the database, beside those of the configuration, never erased."""

from dataclasses import asdict
from datetime import date, datetime

from pydantic import TypeAdapter

from sikuwas_mail.core.desk import Pengganti, Petugas
from sikuwas_mail.edge.store import Store

_MARK = "wakil"
_PENGGANTI: TypeAdapter[tuple[Pengganti, ...]] = TypeAdapter(tuple[Pengganti, ...])
Row = dict[str, object]


def named_by_mail(store: Store) -> tuple[Pengganti, ...]:
    """Those that stand, whether their days have come or not."""
    return _PENGGANTI.validate_python([r["pengganti"] for r in _rows(store) if not r.get("dicabut")])


def name(store: Store, made: Pengganti, admin: Petugas, rujukan: str, now: datetime) -> None:
    """Keep a substitute with who named him, when and by which command; twice is once."""
    row: Row = {"pengganti": _plain(made), "oleh": admin.email, "waktu": now.isoformat(), "rujukan": rujukan}
    store.put(_MARK, [*(r for r in _rows(store) if r["rujukan"] != rujukan), row])


def revoke(store: Store, untuk: str, oleh: str, admin: Petugas, now: datetime) -> None:
    """End what stands between two people; the row stays, with who ended it."""
    store.put(_MARK, [_revoked(r, (untuk, oleh), admin, now) for r in _rows(store)])


def _revoked(row: Row, pair: tuple[str, str], admin: Petugas, now: datetime) -> Row:
    named = row["pengganti"]
    same = isinstance(named, dict) and (named["untuk"], named["oleh"]) == pair and not row.get("dicabut")
    return {**row, "dicabut": now.isoformat(), "dicabut_oleh": admin.email} if same else row


def _rows(store: Store) -> list[Row]:
    known = store.get(_MARK)
    return list(known) if isinstance(known, list) else []


def _plain(made: Pengganti) -> Row:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in asdict(made).items()}
