"""`rekap BULAN`: the figures of one month on the terminal, or as mail, workbook and document in a folder."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sikuwas_mail.cli.output import say, write_json

if TYPE_CHECKING:
    from sikuwas_mail.cli.opened import Opened
    from sikuwas_mail.core.outgoing import Berkas
    from sikuwas_mail.paper.recap.figures import Rekap


class CannotRecap(Exception):
    """No recap: the text says why."""

    exit_code = 1


def rekap(
    ctx: typer.Context,
    bulan: Annotated[str, typer.Argument(metavar="BULAN", help="Tahun dan bulan, misalnya 2026-10.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Folder hasil: .eml, .html, .txt, .xlsx, .docx.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False,
) -> None:
    """Membuat rekapitulasi satu bulan."""
    from sikuwas_mail.cli.opened import opened
    from sikuwas_mail.office.recaps import recap
    from sikuwas_mail.paper.recap.figures import month

    wanted = month(bulan)
    if wanted is None:
        raise typer.BadParameter(f'"{bulan}" bukan bulan, misalnya 2026-10.', param_hint="'BULAN'")
    with opened(ctx) as o:
        r = recap(o.store, o.config, o.config.desk(o.now(), ()), wanted, o.now())
        made = _files(o, r) if out or not json else {}
    if out:
        _write(out, made)
    if json:
        write_json(_plain(r))
    elif out:
        say(f"Rekap {r.judul} disimpan di {out}: {', '.join(made)}.")
    else:
        say(made[f"rekap-{wanted:%Y-%m}.txt"].decode("utf-8").rstrip())


def _files(o: Opened, r: Rekap) -> dict[str, bytes]:
    """Name -> bytes of every form."""
    from email import message_from_bytes

    from sikuwas_mail.core.outgoing import TemplateFault
    from sikuwas_mail.daemon.opening import letters_of
    from sikuwas_mail.office import recaps

    desk = o.config.desk(o.now(), ())
    name = f"rekap-{r.bulan:%Y-%m}"
    try:
        enclosed: tuple[Berkas, ...] = recaps.files(r, o.config, desk, o.now())
        letters = letters_of(o.config, o.config.templat_folder)
        to = (o.config.alamat, "", "Yth. Bapak/Ibu Pimpinan")
        raw = recaps.rendered(r, to, f"rekap/{name}", letters, desk, o.now(), enclosed).raw
    except TemplateFault as fault:
        raise CannotRecap(f"SKW-040 {fault}") from fault
    bodies = {p.get_content_type(): p.get_payload(decode=True) for p in message_from_bytes(raw).walk()}
    found = {"eml": raw, "html": bodies.get("text/html"), "txt": bodies.get("text/plain")}
    files = {f"{name}.{ending}": data for ending, data in found.items() if isinstance(data, bytes)}
    return {**files, **{f"{name}.{b.nama.rpartition('.')[2]}": b.isi for b in enclosed}}


def _write(folder: Path, made: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in made.items():
            (folder / name).write_bytes(data)
    except OSError as fault:
        raise CannotRecap(f"Rekap tidak dapat disimpan di {folder}: {fault.strerror}.") from fault


def _plain(r: Rekap) -> dict[str, Any]:
    shape = asdict(r)
    survey = shape["survei"]
    survey["nilai"] = None if survey["nilai"] is None else float(survey["nilai"])
    survey["unsur"] = {u: float(mean) for u, _, mean in survey["unsur"]}
    for key in ("perangkat_daerah", "bidang", "wilayah"):
        shape[key] = dict(shape[key])
    return {**shape, "bulan": _month(r.bulan)}


def _month(bulan: date) -> str:
    return f"{bulan:%Y-%m}"
