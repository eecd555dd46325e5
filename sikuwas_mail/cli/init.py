"""`init`: a new folder to start from; six questions or flags, everything prepared, nothing ever overwritten."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

_SETTING = r"(?m)^(?P<head>{key} = )(?P<value>\"[^\"]*\"|\d+)(?P<gap>[ ]*)(?P<note>#.*)?$"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to know: the flag that answers it, how it is asked, and what is taken when nothing is said."""

    flag: str
    tanya: str
    bawaan: str


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder yang disiapkan (bawaan: folder ini).")] = Path(),
    user: Annotated[str, typer.Option(help="Alamat kotak surat layanan.", metavar="ALAMAT")] = "",
    imap_host: Annotated[str, typer.Option(help="Server IMAP.", metavar="HOST")] = "",
    smtp_host: Annotated[str, typer.Option(help="Server SMTP.", metavar="HOST")] = "",
    uji: Annotated[str, typer.Option(help="Alamat penerima semua surel selama uji coba.", metavar="ALAMAT")] = "",
    pemerintah: Annotated[str, typer.Option(help="Nama pemerintah daerah untuk kop.", metavar="NAMA")] = "",
    kota: Annotated[str, typer.Option(help="Kota untuk kop dan tanggal.", metavar="KOTA")] = "",
    imap_port: Annotated[str, typer.Option(help="Port IMAP.", metavar="PORT")] = "",
    imap_tls: Annotated[str, typer.Option(help="ssl, starttls, atau none.", metavar="TLS")] = "",
    smtp_port: Annotated[str, typer.Option(help="Port SMTP.", metavar="PORT")] = "",
    smtp_tls: Annotated[str, typer.Option(help="ssl, starttls, atau none.", metavar="TLS")] = "",
    yes: Annotated[bool, typer.Option("--ya", help="Tanpa bertanya: yang tidak disebut memakai nilai bawaan.")] = False,
) -> None:
    """Write config.toml (0640), the key file (0600), templates and the folder for passwords."""
    from sikuwas_mail.config import example_file

    _refuse_overwriting(folder)
    given = {
        "--user": user,
        "--imap-host": imap_host,
        "--smtp-host": smtp_host,
        "--uji": uji,
        "--pemerintah": pemerintah,
        "--kota": kota,
    }
    answers = _answers(given, asking=not yes)
    ports = {
        ("imap", "port"): imap_port,
        ("imap", "tls"): imap_tls,
        ("smtp", "port"): smtp_port,
        ("smtp", "tls"): smtp_tls,
    }
    text = filled(example_file().read_text(encoding="utf-8"), {**_settings(answers), **ports})
    _refuse_nonsense(text)
    _write(folder, text)
    typer.echo(_next_steps(folder))


def _questions(given: dict[str, str]) -> Iterator[Question]:
    """The six questions; what was answered before shapes the proposals after it."""
    yield Question("--pemerintah", "Nama pemerintah daerah", "PEMERINTAH KABUPATEN MOJOKERTO")
    yield Question("--kota", "Kota", given["--pemerintah"].split()[-1])
    yield Question("--user", "Alamat kotak surat layanan", "")
    domain = given["--user"].rpartition("@")[2]
    yield Question("--imap-host", "Server IMAP", f"mail.{domain}")
    yield Question("--smtp-host", "Server SMTP", given["--imap-host"])
    yield Question("--uji", "Alamat penerima semua surel selama uji coba", "")


def _answers(given: dict[str, str], asking: bool) -> dict[str, str]:
    answers = dict(given)
    for question in _questions(answers):
        said = answers[question.flag] or (_ask(question) if asking else "") or question.bawaan
        if not said:
            raise typer.BadParameter("wajib diisi.", param_hint=f"'{question.flag}'")
        answers[question.flag] = said
    return answers


def _ask(question: Question) -> str:
    proposal = f" [{question.bawaan}]" if question.bawaan else ""
    sys.stderr.write(f"{question.tanya}{proposal}: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _settings(answers: dict[str, str]) -> dict[tuple[str, str], str]:
    user = answers["--user"]
    return {
        ("", "alihkan_ke"): answers["--uji"],
        ("instansi", "pemerintah"): answers["--pemerintah"],
        ("instansi", "kota"): answers["--kota"],
        ("imap", "host"): answers["--imap-host"],
        ("imap", "user"): user,
        ("smtp", "host"): answers["--smtp-host"],
        ("smtp", "user"): user,
        ("smtp", "from"): f"SIKUWAS Inspektorat <{user}>",
    }


def filled(text: str, settings: dict[tuple[str, str], str]) -> str:
    """The commented example with some values replaced; `settings`: (section, key) -> value, empty = as it stands."""
    parts = re.split(r"(?m)^(?=\[)", text)
    for (section, key), value in settings.items():
        if not value:
            continue
        at = next(i for i, part in enumerate(parts) if (part.startswith(f"[{section}]") if section else i == 0))
        written = value if value.isdigit() and key == "port" else json.dumps(value, ensure_ascii=False)
        parts[at] = re.sub(_SETTING.format(key=key), lambda m, w=written: _line(m, w), parts[at], count=1)
    return "".join(parts)


def _line(found: re.Match[str], value: str) -> str:
    """The setting with its new value; the note stays in its column where there is room."""
    head, note = found["head"] + value, found["note"]
    if not note:
        return head
    column = len(found["head"] + found["value"] + found["gap"])
    return f"{head.ljust(column - 1)} {note}"


def _refuse_overwriting(folder: Path) -> None:
    for name in ("config.toml", "templates", "data/sikuwas.kunci"):
        if (folder / name).exists():
            typer.echo(f"SKW-301 {folder / name} sudah ada; tidak ada yang ditimpa.", err=True)
            raise typer.Exit(1)


def _refuse_nonsense(text: str) -> None:
    """Answers are judged by the same rules as the file, before anything is written."""
    from sikuwas_mail.config import ConfigFaults, load

    with tempfile.TemporaryDirectory() as place:
        probe = Path(place) / "config.toml"
        probe.write_text(text, encoding="utf-8")
        try:
            load(probe, {})
        except ConfigFaults as faults:
            said = "; ".join(f"{f.kunci}: {f.pesan}" for f in faults.faults)
            raise typer.BadParameter(said) from None


def _write(folder: Path, text: str) -> None:
    from sikuwas_mail.config import make_key, shipped_templates
    from sikuwas_mail.paper.shipped import write_manifest

    for made, mode in ((folder, 0o750), (folder / "data", 0o750), (folder / "rahasia", 0o700)):
        made.mkdir(mode=mode, parents=True, exist_ok=True)
    handle = os.open(folder / "config.toml", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
        out.write(text)
    shutil.copytree(shipped_templates(), folder / "templates")
    write_manifest(folder / "templates")
    make_key(folder / "data" / "sikuwas.kunci")


def _next_steps(folder: Path) -> str:
    config = folder / "config.toml"
    return "\n".join(
        [
            f"Siap di {folder.absolute()}: config.toml, templates/, data/sikuwas.kunci.",
            "",
            "Berikutnya:",
            f"  1. Simpan sandi kotak surat sebagai satu baris di {folder / 'rahasia' / 'imap.password'} (chmod 600).",
            f"  2. Ganti petugas dan wilayah contoh di {config}.",
            f"  3. sikuwas-mail --config {config} check --offline",
            f"  4. sikuwas-mail --config {config} check --send ALAMAT",
            f"  5. sikuwas-mail --config {config} run",
        ]
    )
