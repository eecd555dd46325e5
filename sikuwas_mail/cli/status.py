"""`status`: is all well, at a glance or by exit code."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from sikuwas_mail.cli.output import say, write_json

if TYPE_CHECKING:
    from sikuwas_mail.cli.opened import Opened
    from sikuwas_mail.config import Config
    from sikuwas_mail.edge.store import Store
    from sikuwas_mail.edge.store.glance import Glance

_ALIVE = timedelta(minutes=2)


def status(
    ctx: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False,
    healthy: Annotated[
        bool, typer.Option("--healthy", help="Jawaban hanya lewat kode keluar: 0 sehat, 1 tidak.")
    ] = False,
) -> None:
    """Menampilkan detak, antrean, sambungan, dan keterlambatan."""
    shape = _seen(ctx)
    if json:
        write_json(shape)
    elif not healthy:
        _for_people(shape)
    if healthy and not shape["sehat"]:
        raise typer.Exit(1)


def _seen(ctx: typer.Context) -> dict[str, Any]:
    from sikuwas_mail.cli.context import load_config
    from sikuwas_mail.edge.store.glance import glance

    config = load_config(ctx)
    with glance(config.database_file) if config.database_file else nullcontext() as seen:
        if seen is not None:
            return _shape(seen, config, datetime.now(UTC).astimezone(ZoneInfo(config.instansi.zona)))
    from sikuwas_mail.cli.opened import opened

    with opened(ctx) as o:
        return shape_of(o)


def shape_of(o: Opened) -> dict[str, Any]:
    """The shape of `status --json`. Raises StoreError."""
    return _shape(o.store, o.config, o.now())


def _shape(store: Store | Glance, config: Config, now: datetime) -> dict[str, Any]:
    from sikuwas_mail.daemon.lease import holder

    counts = store.counts(now)
    beat = store.get("detak")
    beat = beat if isinstance(beat, dict) else {}
    last = datetime.fromisoformat(beat["waktu"]) if "waktu" in beat else None
    alive = last is not None and now - last < _ALIVE
    imap = str(beat.get("imap", "belum pernah tersambung"))
    failing = counts.keluar.get("gagal", 0)
    found = {
        "layanan mati": not alive,
        "kotak surat tidak terjangkau": imap != "tersambung",
        "surel dalam karantina": bool(counts.karantina),
        "surat gagal dikirim": bool(failing),
    }
    return {
        "sehat": not any(found.values()),
        "sebab": [what for what, there in found.items() if there],
        "imap": imap,
        "smtp": "ada surat gagal" if failing else "baik",
        "kasus_terbuka": counts.kasus_terbuka,
        "terlambat": counts.terlambat,
        "antrean": {k: counts.keluar.get(k, 0) for k in ("menunggu", "terkirim", "gagal", "ditahan")},
        "masuk": dict(counts.masuk),
        "karantina": counts.karantina,
        "detak": last.astimezone(now.tzinfo) if last else None,
        "proses": holder(store, now),
        "mode": config.mode,
    }


def _for_people(shape: dict[str, Any]) -> None:
    say("sehat" if shape["sehat"] else f"PERLU DILIHAT: {', '.join(shape['sebab'])}")
    say(f"  detak          {_when(shape['detak'])}")
    say(f"  proses         {shape['proses'] or 'tidak ada'}")
    say(f"  mode           {shape['mode']}")
    say(f"  imap           {shape['imap']}")
    say(f"  smtp           {shape['smtp']}")
    say(f"  kasus terbuka  {shape['kasus_terbuka']} ({shape['terlambat']} terlambat)")
    say("  antrean        " + ", ".join(f"{k} {v}" for k, v in shape["antrean"].items()))
    say(f"  karantina      {shape['karantina']}")


def _when(moment: datetime | None) -> str:
    return f"{moment:%d-%m-%Y %H.%M.%S}" if moment else "belum pernah"
