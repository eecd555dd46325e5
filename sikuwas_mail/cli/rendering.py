"""How help looks: Indonesian headings, aligned columns, one example at the end; plain text, so it answers at once."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from sikuwas_mail.cli import registry

if TYPE_CHECKING:
    from typer._click import Command, Context, Parameter

WIDTH = 96
ABOUT = "SIKUWAS: layanan konsultasi pengawasan Inspektorat yang berjalan sepenuhnya melalui surel."
_GLOBALS = (("--config FILE", "Berkas konfigurasi (bawaan: $SIKUWAS_CONFIG, lalu ./config.toml)."),)
_HELP = ("--help", "Menampilkan bantuan ini.")
_CODES = "Kode keluar: 0 selesai, 1 pemeriksaan gagal, 2 salah pakai, 75 coba lagi nanti, 78 konfigurasi."
Row = tuple[str, str]


def children(prefix: str) -> dict[str, str]:
    """Names of the next level below a prefix with their summary, in the registry's order."""
    found: dict[str, str] = {}
    for entry in registry.registered():
        words, depth = entry.nama.split(), len(prefix.split())
        if words[:depth] != prefix.split() or len(words) <= depth:
            continue
        leaf = len(words) == depth + 1
        found[words[depth]] = entry.ringkas if leaf else registry.GROUPS[" ".join(words[: depth + 1])]
    return found


def group_help(ctx: Context, group: Command, prefix: str) -> str:
    """Help of the program or of a group of commands."""
    examples = [c for e in registry.registered() if e.nama.startswith(prefix) for c in e.contoh[:1]]
    blocks = [
        f"Pemakaian: {ctx.command_path} [OPSI] PERINTAH [ARGUMEN]...",
        _wrapped(group.help or ""),
        _section("Perintah", list(children(prefix).items())),
        _section("Opsi", [*_option_rows(ctx, group), *_GLOBALS]),
        _example(examples[:3]),
    ]
    return _joined([*blocks, "" if prefix else _CODES])


def command_help(ctx: Context, command: Command) -> str:
    """Help of one command; its registry name travels in the epilog."""
    entry = next(e for e in registry.ENTRIES if e.nama == command.epilog)
    arguments = [p for p in command.get_params(ctx) if p.param_type_name == "argument"]
    usage = " ".join([f"Pemakaian: {ctx.command_path} [OPSI]", *(_argument(p) for p in arguments)])
    blocks = [
        usage,
        _wrapped(command.help or ""),
        _section("Argumen", [(_argument(p), getattr(p, "help", "") or "") for p in arguments]),
        _section("Opsi", [*_option_rows(ctx, command), *_GLOBALS]),
        _example(list(entry.contoh)),
    ]
    return _joined(blocks)


def _argument(param: Parameter) -> str:
    name = (param.metavar or param.name or "").upper() + ("..." if param.nargs != 1 else "")
    return name if param.required else f"[{name}]"


def _option_rows(ctx: Context, command: Command) -> list[Row]:
    options = [p for p in command.get_params(ctx) if p.param_type_name == "option" and not getattr(p, "hidden", False)]
    return [_HELP if "--help" in p.opts else (_option_name(p), _option_text(p)) for p in options]


def _option_name(param: Parameter) -> str:
    names = ", ".join([*param.opts, *param.secondary_opts])
    if getattr(param, "is_flag", False):
        return names
    return f"{names} {param.metavar or (param.name or '').upper()}"


def _option_text(param: Parameter) -> str:
    text = getattr(param, "help", "") or ""
    default = param.default
    shown = default not in (None, False, "", ()) and not callable(default) and not getattr(param, "is_flag", False)
    return f"{text} [bawaan: {default}]" if shown else text


def _section(title: str, rows: list[Row]) -> str:
    if not rows:
        return ""
    column = min(max(len(name) for name, _ in rows), 28) + 4
    return "\n".join([f"{title}:", *(_row(name, text, column) for name, text in rows)])


def _row(name: str, text: str, column: int) -> str:
    lines = textwrap.wrap(text, WIDTH - column) or [""]
    first = f"  {name}".ljust(column)
    head = first + lines[0] if len(first) <= column else f"{first}\n{' ' * column}{lines[0]}"
    return "\n".join([head.rstrip(), *(" " * column + line for line in lines[1:])])


def _example(lines: list[str]) -> str:
    return "\n".join(["Contoh:", *(f"  {registry.PROGRAM} {line}" for line in lines)]) if lines else ""


def _wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH)


def _joined(blocks: list[str]) -> str:
    return "\n\n".join(b for b in blocks if b) + "\n"
