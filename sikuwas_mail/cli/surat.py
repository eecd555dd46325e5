"""`surat list|show|parse|retry`: incoming mail, what became of each, and what the bot understands of a raw message."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sikuwas_mail.cli.output import say, since, write_json, write_json_line, write_rows

_LIST = {"id": "ID", "diterima": "DITERIMA", "dari": "DARI", "hasil": "HASIL", "kasus": "KASUS", "alasan": "ALASAN"}


def list_(
    ctx: typer.Context,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="Paling banyak sekian surel terbaru.")
    ] = None,
    sejak: Annotated[str, typer.Option("--since", metavar="TANGGAL", help="Diterima sejak tanggal ini.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False,
) -> None:
    """Menampilkan surel masuk dan hasilnya."""
    from sikuwas_mail.cli.opened import listed

    rows = listed(ctx, lambda o: [_row(o, m) for m in o.store.list_inbox(limit, since(sejak, o.zona))])
    if json:
        write_json(rows)
    else:
        write_rows(rows, _LIST, empty="Belum ada surel masuk.")


def show(
    ctx: typer.Context,
    nomor: Annotated[int, typer.Argument(metavar="ID", help="ID dari surat list.")],
    raw: Annotated[bool, typer.Option("--raw", help="Surel mentah apa adanya.")] = False,
) -> None:
    """Menampilkan satu surel masuk."""
    from sikuwas_mail.cli.opened import NotThere, opened

    with opened(ctx) as o:
        row = o.store.inbox(nomor)
        data = o.archive.get(row.sha256) if row else None
        if row is None:
            raise NotThere(f"Surel masuk {nomor} tidak ada. Daftarnya: sikuwas-mail surat list.")
        shape = _row(o, row)
    if raw:
        import sys

        sys.stdout.buffer.write(data or b"")
        return
    for key, value in shape.items():
        say(f"{key:11} {value}")
    if data is not None:
        from sikuwas_mail.reading.mail import parse as parse_mail

        say("")
        say(parse_mail(data).text.strip())


def parse(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Berkas surel mentah (.eml).")],
    json: Annotated[bool, typer.Option("--json", help="Satu baris JSON setiap berkas.")] = False,
) -> None:
    """Menampilkan apa yang dipahami dari berkas surel mentah."""
    from sikuwas_mail.reading.explain import explain

    failed = False
    for file in files:
        try:
            shape = {"berkas": str(file), **explain(file.read_bytes())}
        except OSError as fault:
            typer.echo(f"{file}: tidak dapat dibaca ({fault.strerror}).", err=True)
            failed = True
            continue
        if json:
            write_json_line(shape)
        else:
            _for_people(shape)
    if failed:
        raise typer.Exit(1)


def retry(ctx: typer.Context, nomor: Annotated[int, typer.Argument(metavar="ID", help="ID dari surat list.")]) -> None:
    """Mengolah ulang satu surel yang dikarantina atau perlu dilihat."""
    from sikuwas_mail.cli.errand import carry_out
    from sikuwas_mail.cli.opened import NotThere, opened
    from sikuwas_mail.core.decide import Hasil

    with opened(ctx) as o:
        row = o.store.inbox(nomor)
        if row is None:
            raise NotThere(f"Surel masuk {nomor} tidak ada. Daftarnya: sikuwas-mail surat list.")
        if not Hasil(row.hasil).perlu_dilihat:
            raise NotThere(f"Surel masuk {nomor} sudah selesai diolah ({row.hasil}).")
    carry_out(ctx, "surat-retry", nomor)


def _for_people(shape: dict[str, Any]) -> None:
    for key in ("berkas", "jenis", "alasan", "subject", "from"):
        say(f"{key:10} {shape[key]}")
    for attachment in shape["lampiran"]:
        say(f"lampiran   {attachment['nama']} ({attachment['ukuran']} bita)")
    say("balasan baru:" if shape["jenis"] == "balasan" else "isi:")
    say(str(shape["reply"]).strip() or "(kosong)")
    say("")


def _row(o: Any, m: Any) -> dict[str, Any]:
    return {
        "id": m.id,
        "message_id": m.message_id,
        "sha256": m.sha256,
        "dari": m.dari,
        "diterima": o.local(m.diterima),
        "hasil": m.hasil,
        "kasus": m.kasus,
        "alasan": m.alasan,
        "subjek": m.subjek,
    }
