"""`completion`: a script for the shell, made from the one table of commands."""

from __future__ import annotations

from importlib import import_module
from inspect import signature
from typing import Annotated, get_args, get_type_hints

import typer

from sikuwas_mail.cli import registry, rendering

_BASH = """\
# sikuwas-mail: pelengkap perintah untuk {shell}
_sikuwas_mail() {{
    local cur="${{COMP_WORDS[COMP_CWORD]}}" prev="${{COMP_WORDS[COMP_CWORD-1]}}" path="" word
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "$word" in -*) ;; *) path="${{path:+$path }}$word" ;; esac
    done
    case "$prev" in --config|--out|--to|--gladi) COMPREPLY=($(compgen -f -- "$cur")); return ;; esac
    local words="--config --help"
    case "$path" in
{cases}
    esac
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
}}
complete -o default -F _sikuwas_mail sikuwas-mail
"""
_SHELLS = ("bash", "zsh", "fish")


def completion(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh, atau fish.")],
) -> None:
    """Menulis skrip pelengkap perintah."""
    if shell not in _SHELLS:
        raise typer.BadParameter(f"'{shell}' bukan salah satu dari {', '.join(_SHELLS)}.", param_hint="'SHELL'")
    typer.echo(_fish() if shell == "fish" else _bash(shell), nl=False)


def _bash(shell: str) -> str:
    head = "autoload -U +X bashcompinit && bashcompinit\n" if shell == "zsh" else ""
    groups = [f'        "{p}") words="{" ".join(rendering.children(p))} --help" ;;' for p in _prefixes()]
    leaves = [f'        "{e.nama}"*) words="{" ".join(_options(e))} --config --help" ;;' for e in _leaves()]
    return head + _BASH.format(shell=shell, cases="\n".join([*groups, *leaves]))


def _fish() -> str:
    lines = [
        "# sikuwas-mail: pelengkap perintah untuk fish",
        "complete -c sikuwas-mail -l config -r -d 'Berkas konfigurasi'",
    ]
    for name, said in rendering.children("").items():
        lines.append(f"complete -c sikuwas-mail -n __fish_use_subcommand -f -a {name} -d {_quoted(said)}")
    for entry in _leaves():
        words = entry.nama.split()
        seen = f"__fish_seen_subcommand_from {words[0]}"
        if len(words) == 2:
            lines.append(f"complete -c sikuwas-mail -n '{seen}' -f -a {words[1]} -d {_quoted(entry.ringkas)}")
        lines += [f"complete -c sikuwas-mail -n '{seen}' -l {o.removeprefix('--')}" for o in _options(entry)]
    return "\n".join(dict.fromkeys(lines)) + "\n"


def _prefixes() -> list[str]:
    return ["", *(g for g in registry.GROUPS if rendering.children(g))]


def _leaves() -> tuple[registry.Entry, ...]:
    return registry.registered()


def _options(entry: registry.Entry) -> list[str]:
    """The long options of a command, from the annotations of its function."""
    function = getattr(import_module(entry.modul), entry.fungsi)
    hints = get_type_hints(function, include_extras=True, localns={"typer": typer})
    found: list[str] = []
    for name in signature(function).parameters:
        info = next((m for m in get_args(hints[name])[1:] if type(m).__name__ == "OptionInfo"), None)
        if info is None:
            continue
        said = (info.default, *(info.param_decls or ()))  # typer keeps the first name where a default would stand
        named = [d for d in said if isinstance(d, str) and d.startswith("--")]
        found += named or ["--" + name.replace("_", "-")]
    return found


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "\\'") + "'"
