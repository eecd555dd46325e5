"""Events to JSON and back, each by the name of its class; what is written once must be readable for ever."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from sikuwas_mail.core.events import Isi
from sikuwas_mail.edge.store.columns import storable
from sikuwas_mail.edge.store.errors import RecordRefused, StoreCorrupt, StoreNewer


def encode(isi: Isi) -> str:
    """Canonical JSON of an event: sorted keys, no spaces, instants with offset; it is read once before it is kept."""
    try:
        adapter = _adapters()[type(isi).__name__]
        plain = adapter.dump_python(isi, mode="python", warnings="error")
        text = json.dumps(_clean(plain), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        adapter.validate_json(text)
        return text
    except (KeyError, TypeError, ValueError, OverflowError, PydanticSerializationError) as fault:
        raise RecordRefused(f"Peristiwa {type(isi).__name__} tidak dapat disimpan: {fault}.") from fault


def decode(peristiwa: str, isi: str) -> Isi:
    """The event again."""
    adapter = _adapters().get(peristiwa)
    if adapter is None:
        raise StoreNewer(f"Jurnal memuat peristiwa {peristiwa} yang tidak dikenal versi ini.")
    try:
        return adapter.validate_json(isi)
    except ValidationError as fault:
        raise StoreCorrupt(f"Peristiwa {peristiwa} dalam jurnal tidak terbaca: {fault}.") from fault


@cache
def _adapters() -> dict[str, TypeAdapter[Isi]]:
    return {kind.__name__: TypeAdapter(kind) for kind in get_args(Isi)}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, datetime):
        return _instant(value).isoformat()
    if isinstance(value, Mapping):
        return {storable(str(k)): _clean(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(v) for v in value]
    return value


def _instant(value: datetime) -> datetime:
    """Offsets with seconds (local mean time) are not ISO 8601: those instants go as UTC."""
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(f"naive datetime: {value!r}")
    return value if offset % timedelta(minutes=1) == timedelta(0) else value.astimezone(UTC)
