"""`config show` and `config schema`: which value holds and where it came from; a secret is never shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sikuwas_mail.cli.context import load_config

if TYPE_CHECKING:
    from pydantic import BaseModel

    from sikuwas_mail.config import Config

HIDDEN = "•••"
DEFAULT = "bawaan"
_LOGIN = re.compile(r"//([^:/@]*):[^@]*@")


def show(
    ctx: typer.Context,
    changed: Annotated[bool, typer.Option("--changed", help="Hanya yang berbeda dari nilai bawaan.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Menulis hasil sebagai satu nilai JSON.")] = False,
) -> None:
    """Every value that holds, with its origin."""
    config = load_config(ctx)
    defaults = dict(_defaults(type(config)))
    rows = [(key, value, _origin(config, key)) for key, value in flat(config)]
    rows = [row for row in rows if not (changed and defaults.get(row[0], ...) == row[1])]
    if as_json:
        typer.echo(json.dumps({key: {"nilai": value, "asal": asal} for key, value, asal in rows}, ensure_ascii=False))
        return
    for key, value, asal in rows:
        typer.echo(f"{key} = {json.dumps(value, ensure_ascii=False)}    # {asal}")


def schema(
    out: Annotated[Path | None, typer.Option(help="Berkas tujuan (bawaan: layar).", metavar="FILE")] = None,
) -> None:
    """The JSON schema of config.toml."""
    from sikuwas_mail.config.schema import json_schema

    text = json.dumps(json_schema(), ensure_ascii=False, indent=2)
    if out is None:
        typer.echo(text)
    else:
        out.write_text(text + "\n", encoding="utf-8")


def flat(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Dotted keys with values JSON can hold."""
    from pydantic import BaseModel

    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            dotted = f"{key}.{info.alias or name}".removeprefix(".")
            yield from flat(getattr(value, name), dotted)
    elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
        for i, row in enumerate(value, start=1):
            yield from flat(row, f"{key}[{i}]")
    elif value is not None:
        yield key, _shown(value)


def _shown(value: object) -> object:
    from pydantic import SecretStr

    if isinstance(value, SecretStr):
        text = value.get_secret_value()
        return _LOGIN.sub(rf"//\1:{HIDDEN}@", text) if "://" in text else HIDDEN
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, time):
        return value.strftime("%H.%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_shown(v) for v in value]
    if isinstance(value, dict):
        return {str(_shown(k)): _shown(v) for k, v in value.items()}
    return value


def _defaults(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, object]]:
    from pydantic import BaseModel

    for name, info in model.model_fields.items():
        key = f"{prefix}{info.alias or name}"
        if isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel):
            yield from _defaults(info.annotation, f"{key}.")
        elif not info.is_required():
            yield from flat(info.get_default(call_default_factory=True), key)


def _origin(config: Config, key: str) -> str:
    """Where a value came from; the rows of a list share the origin of the list."""
    if key in config.asal:
        return config.asal[key]
    above = key.partition("[")[0]
    inner = next((asal for k, asal in config.asal.items() if k.startswith(f"{key}.")), DEFAULT)
    return config.asal.get(above, inner)
