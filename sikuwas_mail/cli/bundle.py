"""`bundle`: what somebody far away needs to see, in one ZIP, without a secret, an address, a name, a word of a case."""

from __future__ import annotations

import json
import platform
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sikuwas_mail.cli.output import say, waiting

if TYPE_CHECKING:
    from sikuwas_mail.cli.opened import Opened
    from sikuwas_mail.config import Config

_ADDRESS = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")
_DIGITS = re.compile(r"(?<!\d)(?<![A-Z]-)\+?\d(?:[ .-]?\d){8,}")  # NIP, telephone; no ticket number, no date
_QUOTED = re.compile(r"[\"“'‘][^\"”'’]{3,}[\"”'’]")
_KEPT = ("mode", "skema", "imap", "smtp", "database", "arsip", "surat", "sop", "kalender", "dokumen", "pengingat")
_LAST = 200  # rows of each list


def bundle(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Berkas ZIP yang ditulis.")] = Path(
        "sikuwas-bundel.zip"
    ),
) -> None:
    """Menyusun bahan diagnosis tanpa sandi dan tanpa data pribadi."""
    from sikuwas_mail.cli.context import load_config

    config = load_config(ctx)
    with waiting("Bahan diagnosis disusun"):
        files = {name: _cleaned(value, config) for name, value in _collected(ctx, config)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, value in files.items():
            pack.writestr(name, json.dumps(value, ensure_ascii=False, indent=1, default=str))
    say(f"Bahan diagnosis disimpan di {out}: {', '.join(files)}.")
    say("Sandi, alamat, nama, dan isi surat tidak disertakan; periksa sebelum dikirim ke luar kantor.")


def _collected(ctx: typer.Context, config: Config) -> Iterator[tuple[str, Any]]:
    from sikuwas_mail.cli.check import look
    from sikuwas_mail.cli.opened import opened
    from sikuwas_mail.edge.store import StoreError

    yield "mesin.json", _machine()
    yield "konfigurasi.json", _settings(config)
    yield (
        "pemeriksaan.json",
        [{"kode": f.kode, "hasil": f.hasil, "apa": f.apa, "cara": f.cara} for f in look(config, datetime.now(UTC))],
    )
    try:
        with opened(ctx) as o:
            yield from _office(o)
    except StoreError as fault:
        yield "basis-data.json", {"galat": str(fault)}


def _machine() -> dict[str, Any]:
    return {
        "python": sys.version,
        "sistem": f"{platform.system()} {platform.release()} {platform.machine()}",
        "paket": {d.metadata["Name"]: d.version for d in distributions()},
    }


def _settings(config: Config) -> dict[str, Any]:
    """Technical keys only; of people merely how many there are."""
    from sikuwas_mail.cli.config_show import flat

    kept = {k: v for k, v in flat(config) if k.split(".")[0] in _KEPT and not k.endswith((".user", ".from"))}
    roles = [p.peran.value for p in config.petugas]
    return kept | {"petugas": {r: roles.count(r) for r in sorted(set(roles))}, "wilayah": len(config.wilayah)}


def _office(o: Opened) -> Iterator[tuple[str, Any]]:
    from sikuwas_mail.cli.status import shape_of

    yield "status.json", shape_of(o)
    yield (
        "kasus.json",
        [
            {"nomor": k.nomor, "status": k.status, "langkah": k.langkah, "tenggat": k.tenggat, "terlambat": k.terlambat}
            for k in o.store.list_cases(o.now())[-_LAST:]
        ],
    )
    yield (
        "surat.json",
        [
            {"id": m.id, "diterima": m.diterima, "hasil": m.hasil, "kasus": m.kasus, "alasan": m.alasan}
            for m in o.store.list_inbox(_LAST)
        ],
    )
    yield (
        "antrean.json",
        [
            {"id": k.id, "jenis": k.jenis, "kasus": k.kasus, "keadaan": k.keadaan, "dibuat": k.dibuat}
            | {"percobaan": k.percobaan, "coba_lagi": k.coba_lagi, "galat": k.galat}
            for k in o.store.list_outbox(limit=_LAST)
        ],
    )


def _cleaned(value: Any, config: Config) -> Any:
    if isinstance(value, dict):
        return {k: _cleaned(v, config) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(v, config) for v in value]
    return masked(value, [p.nama for p in config.petugas]) if isinstance(value, str) else value


def masked(text: str, names: list[str]) -> str:
    """A text without addresses, long numbers, quoted words and the names of officials."""
    if re.fullmatch(r"[\d:T.+-]+", text):  # an instant
        return text
    for name in names:
        text = text.replace(name, "<nama>")
    text = _ADDRESS.sub("<alamat>", text)
    text = _QUOTED.sub("<kutipan>", text)
    return _DIGITS.sub("<angka>", text)
