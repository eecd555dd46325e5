"""`periksa-jejak`: whether every record of the journal is what was written, and none is missing."""

from __future__ import annotations

from typing import Annotated

import typer

from sikuwas_mail.cli.output import say, write_json


def check(
    ctx: typer.Context,
    kepala: Annotated[
        str, typer.Option("--kepala", metavar="N:SIDIK", help="Catatan terakhir yang disimpan di tempat lain.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False,
) -> None:
    """Memeriksa rantai jejak audit."""
    from sikuwas_mail.cli.opened import opened

    with opened(ctx) as o:
        broken = o.store.verify_chain()
        number, sidik = o.store.journal_head()
        missing = bool(kepala) and not o.store.journal_holds(*_noted(kepala))
    shape = {
        "utuh": broken is None and not missing,
        "jumlah": number,
        "kepala": f"{number}:{sidik}",
        "rusak": {"id": broken.id, "kasus": broken.kasus, "urut": broken.urut} if broken else None,
    }
    if json:
        write_json(shape)
    elif broken is not None:
        where = f" (kasus {broken.kasus}, peristiwa {broken.urut})" if broken.kasus else ""
        say(f"Jejak audit BERUBAH atau terpotong mulai catatan {broken.id}{where}. Bandingkan dengan cadangan.")
    elif missing:
        say(f"Jejak audit tidak memuat catatan {kepala}. Bandingkan dengan cadangan.")
    else:
        say(f"Jejak audit utuh: {number} catatan.")
        say(f"Kepala: {number}:{sidik}")
        say("Simpan baris kepala di tempat lain; kelak: sikuwas-mail periksa-jejak --kepala N:SIDIK.")
    if not shape["utuh"]:
        raise typer.Exit(1)


def _noted(kepala: str) -> tuple[int, str]:
    number, _, sidik = kepala.strip().partition(":")
    if not (number.isascii() and number.isdigit() and len(sidik) >= 16 and sidik.isascii() and sidik.isalnum()):
        raise typer.BadParameter("bentuknya N:SIDIK, seperti yang dicetak periksa-jejak", param_hint="--kepala")
    return int(number), sidik.lower()
