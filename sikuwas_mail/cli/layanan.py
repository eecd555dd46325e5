"""`layanan pasang`: the service becomes one of the machine's own; what would be written can be seen first."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from sikuwas_mail.cli.output import say
from sikuwas_mail.cli.unit import PATH, Install, unit

if TYPE_CHECKING:
    from sikuwas_mail.config import Config

_WINDOWS = """\
Windows: jalankan sebagai Administrator (NSSM dari nssm.cc), lalu mulai layanannya.
  nssm install sikuwas-mail "{program}" --config "{config}" run
  nssm set sikuwas-mail AppDirectory "{folder}"
  nssm set sikuwas-mail AppStopMethodConsole 10000
  nssm set sikuwas-mail AppExit 78 Exit
  nssm set sikuwas-mail AppStderr "{folder}\\data\\layanan.log"
  nssm start sikuwas-mail
Penjelasan dan cara dengan Task Scheduler: docs/panduan-operator.md."""


class CannotInstall(Exception):
    """This machine or this user cannot. `str()` is Indonesian and says what to do instead."""

    exit_code = 1


def install(
    ctx: typer.Context,
    pengguna: Annotated[str, typer.Option("--pengguna", metavar="NAMA", help="Pengguna sistem layanan.")] = "sikuwas",
    ke: Annotated[Path, typer.Option("--ke", metavar="FILE", help="Berkas unit yang ditulis.")] = Path(PATH),
    tampilkan: Annotated[bool, typer.Option("--tampilkan", help="Hanya menampilkan berkasnya.")] = False,
) -> None:
    """Memasang layanan sistem."""
    from sikuwas_mail.cli.context import load_config

    config = load_config(ctx)
    if sys.platform == "win32":
        say(_WINDOWS.format(program=_program(), config=config.berkas.absolute(), folder=config.folder))
        return
    text = unit(Install(_program(), PurePosixPath(config.berkas.absolute()), pengguna, _written(config)))
    if tampilkan:
        sys.stdout.write(text)
        return
    _write(ke, text)
    say(f"Unit ditulis ke {ke}.")
    _reload(ke)
    say("\n".join(_next_steps(config, pengguna)))


def _program() -> str:
    """The command as the service manager will call it: absolute, never by search."""
    beside = Path(sys.executable).with_name("sikuwas-mail")
    found = str(beside) if beside.exists() else shutil.which("sikuwas-mail")
    return found or f"{sys.executable} -m sikuwas_mail"


def _written(config: Config) -> tuple[str, ...]:
    """Every folder the service writes to, each once, parents before what lies in them."""
    folders = [config.arsip_folder, config.cadangan_folder, config.key_file.parent]
    if config.database_file is not None:
        folders.append(config.database_file.parent)
    for name in (config.pemantauan.metrik_file, config.papan.berkas):
        folders += [config.path(name).parent] if name else []
    kept: list[Path] = []
    for folder in sorted({f.absolute() for f in folders}, key=lambda f: len(f.parts)):
        if not any(folder.is_relative_to(k) for k in kept):
            kept.append(folder)
    return tuple(map(str, kept))


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise CannotInstall(
            f"{file} tidak dapat ditulis ({fault.strerror}); jalankan sebagai root, atau pakai --tampilkan."
        ) from None


def _reload(file: Path) -> None:
    systemctl = shutil.which("systemctl")
    if systemctl and str(file) == PATH and Path("/run/systemd/system").is_dir():
        subprocess.run([systemctl, "daemon-reload"], check=False)  # noqa: S603 a fixed command


def _next_steps(config: Config, pengguna: str) -> list[str]:
    folder = config.folder
    return [
        "",
        "Berikutnya:",
        f"  1. adduser --system --group --home {folder} {pengguna}   (bila pengguna itu belum ada)",
        f"  2. chown -R {pengguna}: {folder}",
        "  3. systemctl enable --now sikuwas-mail",
        "  4. systemctl status sikuwas-mail",
    ]
