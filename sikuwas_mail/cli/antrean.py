"""`antrean list|retry`: outgoing mail and its fate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sikuwas_mail.cli.output import since, write_json, write_rows

if TYPE_CHECKING:
    from sikuwas_mail.cli.opened import Opened

_LIST = {
    "id": "ID",
    "keadaan": "KEADAAN",
    "jenis": "JENIS",
    "kasus": "KASUS",
    "kepada": "KEPADA",
    "percobaan": "PERCOBAAN",
    "coba_lagi": "COBA LAGI",
    "galat": "GALAT",
}


def list_(
    ctx: typer.Context,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="Paling banyak sekian surat terbaru.")
    ] = None,
    sejak: Annotated[str, typer.Option("--since", metavar="TANGGAL", help="Dibuat sejak tanggal ini.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False,
) -> None:
    """Menampilkan surel keluar."""
    from sikuwas_mail.cli.opened import listed

    rows = listed(ctx, lambda o: _rows(o, limit, sejak))
    if json:
        write_json(rows)
    else:
        write_rows(rows, _LIST, empty="Antrean kosong.")


def _rows(o: Opened, limit: int | None, sejak: str) -> list[dict[str, Any]]:
    first = since(sejak, o.zona)
    return [
        {
            "id": k.id,
            "message_id": k.message_id,
            "kepada": k.kepada,
            "untuk": k.untuk,
            "jenis": k.jenis,
            "langkah": k.langkah,
            "kasus": k.kasus,
            "subjek": k.subjek,
            "keadaan": k.keadaan,
            "percobaan": k.percobaan,
            "coba_lagi": o.local(k.coba_lagi) if k.keadaan == "menunggu" else None,
            "terkirim": o.local(k.terkirim),
            "galat": k.galat,
        }
        for k in o.store.list_outbox(limit=None if first else limit)
        if first is None or k.dibuat >= first
    ][-(limit or 0) :]


def retry(
    ctx: typer.Context, nomor: Annotated[int, typer.Argument(metavar="ID", help="ID dari antrean list.")]
) -> None:
    """Mengirim ulang satu surel yang gagal."""
    from sikuwas_mail.cli.errand import carry_out
    from sikuwas_mail.cli.opened import NotThere, opened

    with opened(ctx) as o:
        row = o.store.outbox(nomor)
        if row is None:
            raise NotThere(f"Surel keluar {nomor} tidak ada. Daftarnya: sikuwas-mail antrean list.")
        if row.keadaan == "terkirim":
            raise NotThere(f"Surel keluar {nomor} sudah terkirim.")
    carry_out(ctx, "antrean-retry", nomor)
