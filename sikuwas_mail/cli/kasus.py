"""`kasus list|show|why|export`: the cases, one case, why it is where it is, its dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sikuwas_mail.cli.output import say, since, write_json, write_rows

if TYPE_CHECKING:
    from sikuwas_mail.cli.opened import Opened

_LIST = {
    "nomor": "NOMOR",
    "status": "STATUS",
    "langkah": "LANGKAH",
    "pemegang": "PEMEGANG",
    "tenggat": "TENGGAT",
    "terlambat": "TERLAMBAT",
}
_JOURNAL = {"urut": "NO", "waktu": "WAKTU", "langkah": "LANGKAH", "peristiwa": "PERISTIWA", "oleh": "OLEH"}


class CannotExport(Exception):
    """No ZIP: the text says why."""

    exit_code = 1


def list_(
    ctx: typer.Context,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="Paling banyak sekian kasus terbaru.")
    ] = None,
    sejak: Annotated[str, typer.Option("--since", metavar="TANGGAL", help="Dibuka sejak tanggal ini.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False,
) -> None:
    """Menampilkan daftar kasus."""
    from sikuwas_mail.cli.opened import listed

    rows = listed(ctx, lambda o: _rows(o, limit, sejak))
    if json:
        write_json(rows)
    else:
        write_rows(rows, _LIST, empty="Belum ada kasus.")


def _rows(o: Opened, limit: int | None, sejak: str) -> list[dict[str, Any]]:
    first = since(sejak, o.zona)
    found = [k for k in o.store.list_cases(o.now()) if first is None or k.dibuka >= first]
    return [_row(o, k) for k in found[-(limit or 0) :]]


def show(
    ctx: typer.Context,
    nomor: Annotated[str, typer.Argument(help="Nomor kasus, misalnya SKW-2026-0001.")],
    json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False,
) -> None:
    """Menampilkan satu kasus."""
    from sikuwas_mail.cli.opened import opened

    with opened(ctx) as o:
        shape = _shape(o, nomor)
    if json:
        write_json(shape)
        return
    say(f"{shape['nomor']}  {shape['status']}  langkah {shape['langkah']}  revisi {shape['revisi']}")
    data = {**shape["pemohon"], **shape["permohonan"]}
    for key, value in data.items():
        say(f"  {key:17} {' '.join(str(value).split())[:100]}")
    say("Tugas terbuka:")
    for task in shape["tugas"]:
        say(f"  {task['langkah']:12} {task['pemegang']}  tenggat {task['tenggat'] or '-'}  {task['dijeda']}")
    say("Jurnal:")
    write_rows(shape["riwayat"], _JOURNAL, empty="")


def why(
    ctx: typer.Context,
    nomor: Annotated[str, typer.Argument(help="Nomor kasus, misalnya SKW-2026-0001.")],
    json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False,
) -> None:
    """Menjelaskan mengapa kasus berada di tempatnya sekarang."""
    from sikuwas_mail.cli.opened import opened
    from sikuwas_mail.cli.reasons import as_text, reasons

    with opened(ctx) as o:
        shape = reasons(o, nomor.upper())
    if json:
        write_json(shape)
    else:
        say("\n".join(as_text(shape)))


def export(
    ctx: typer.Context,
    nomor: Annotated[str, typer.Argument(help="Nomor kasus.")],
    out: Annotated[Path, typer.Option("--out", help="Berkas ZIP yang ditulis.")],
) -> None:
    """Menyimpan seluruh berkas satu kasus sebagai ZIP."""
    from sikuwas_mail.cli.opened import opened
    from sikuwas_mail.core.outgoing import TemplateFault
    from sikuwas_mail.office.folio import folio

    with opened(ctx) as o:
        shape = _shape(o, nomor)
        try:
            out.write_bytes(folio(shape, o.store, o.archive, o.config, o.config.desk(o.now(), ()), o.now()))
        except TemplateFault as fault:
            raise CannotExport(f"SKW-040 {fault}") from fault
        except OSError as fault:
            raise CannotExport(f"Berkas {out} tidak dapat ditulis: {fault.strerror}.") from fault
    say(f"Berkas kasus {nomor.upper()} disimpan di {out}.")


def _shape(o: Opened, nomor: str) -> dict[str, Any]:
    from sikuwas_mail.cli.opened import NotThere
    from sikuwas_mail.office.dossier import whole_case

    shape = whole_case(nomor.upper(), o.store, o.config.desk(o.now(), ()), o.now())
    if shape is None:
        raise NotThere(f"Kasus {nomor} tidak ditemukan. Daftar kasus: sikuwas-mail kasus list.")
    return shape


def _row(o: Opened, k: Any) -> dict[str, Any]:
    return {
        "nomor": k.nomor,
        "status": k.status,
        "langkah": k.langkah,
        "pemegang": ", ".join(k.pemegang),
        "tenggat": o.local(k.tenggat),
        "terlambat": k.terlambat,
        "perangkat_daerah": k.perangkat_daerah,
        "topik": k.topik,
        "dibuka": o.local(k.dibuka),
    }
