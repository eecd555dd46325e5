"""Values outside the file: environment, systemd credentials, command line; each layer lies over the one below."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from sikuwas_mail.config.model import Config

PREFIX = "SIKUWAS_"
_RESERVED = {"CONFIG", "DEBUG", "LOG"}
_TEXT_TYPES = (str, SecretStr, time)
Tree = dict[str, object]


@dataclass(slots=True)
class Layer:
    """One source: its values as a tree, the origin of each dotted key, and what was wrong with it."""

    values: Tree = field(default_factory=dict)
    asal: dict[str, str] = field(default_factory=dict)
    salah: list[tuple[str, str, str]] = field(default_factory=list)  # origin, dotted key, message

    def put(self, path: tuple[str, ...], value: object, asal: str) -> None:
        """Set one leaf."""
        node = self.values
        for part in path[:-1]:
            below = node.setdefault(part, {})
            if not isinstance(below, dict):
                return
            node = below
        node[path[-1]] = value
        self.asal[".".join(path)] = asal


def field_of(path: tuple[str, ...]) -> FieldInfo | None:
    """The field a dotted key names, by its name in the file; None where there is none."""
    model: object = Config
    found: FieldInfo | None = None
    for part in path:
        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            return None
        fields = {info.alias or name: info for name, info in model.model_fields.items()}
        found = fields.get(part)
        if found is None:
            return None
        model = found.annotation
    return found


def from_environment(env: Mapping[str, str], folder: Path) -> Layer:
    """`SIKUWAS_IMAP__PASSWORD` and, for the content of a file, `SIKUWAS_IMAP__PASSWORD_FILE`."""
    layer = Layer()
    for name in sorted(env):
        if name.startswith(PREFIX) and name.removeprefix(PREFIX) not in _RESERVED:
            _one_variable(layer, name, env[name], folder)
    return layer


def _one_variable(layer: Layer, name: str, value: str, folder: Path) -> None:
    path = tuple(name.removeprefix(PREFIX).lower().split("__"))
    shorter = (*path[:-1], path[-1].removesuffix("_file"))
    info = field_of(path)
    if path[-1].endswith("_file") and field_of(shorter) is not None:
        _from_file(layer, shorter, name, folder / value)
    elif info is None or is_section(info):
        layer.salah.append((name, ".".join(path), "kunci tidak dikenal"))
    else:
        layer.put(path, typed(info, value), f"lingkungan {name}")


def _from_file(layer: Layer, path: tuple[str, ...], name: str, file: Path) -> None:
    try:
        layer.put(path, first_line(file), f"berkas {file} ({name})")
    except (OSError, UnicodeDecodeError):
        layer.salah.append((name, ".".join(path), f"berkas tidak dapat dibaca: {file}"))


def from_credentials(env: Mapping[str, str]) -> Layer:
    """Files named by their key (`imap.password`) in systemd's $CREDENTIALS_DIRECTORY; other files are not ours."""
    layer = Layer()
    folder = Path(env.get("CREDENTIALS_DIRECTORY", ""))
    if not env.get("CREDENTIALS_DIRECTORY") or not folder.is_dir():
        return layer
    for file in sorted(folder.iterdir()):
        path = tuple(file.name.split("."))
        info = field_of(path)
        if file.name == "keamanan.kunci_file":
            layer.put(path, str(file.absolute()), f"kredensial {file.name}")
        elif info is not None and not is_section(info):
            try:
                layer.put(path, typed(info, first_line(file)), f"kredensial {file.name}")
            except (OSError, UnicodeDecodeError):
                layer.salah.append((f"kredensial {file.name}", file.name, "berkas tidak dapat dibaca"))
    return layer


def from_command(overrides: Mapping[str, object]) -> Layer:
    """Values given on the command line, by dotted key."""
    layer = Layer()
    for key, value in overrides.items():
        layer.put(tuple(key.split(".")), value, "baris perintah")
    return layer


def first_line(file: Path) -> str:
    """A secret as its file holds it, without the line end editors add. Raises OSError."""
    return file.read_text(encoding="utf-8-sig").rstrip("\r\n")


def is_section(info: FieldInfo) -> bool:
    """Whether a field is a table and not a value."""
    return isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel)


def typed(info: FieldInfo, text: str) -> object:
    """A text from outside as the value TOML would give it, where the field is no text itself."""
    kinds = (info.annotation, *get_args(info.annotation))
    if any(kind in _TEXT_TYPES for kind in kinds):
        return text
    try:
        return tomllib.loads(f"x = {text}")["x"]
    except tomllib.TOMLDecodeError:
        return text


def merged(below: Tree, above: Mapping[str, object]) -> Tree:
    """A new tree where `above` wins leaf by leaf."""
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        result[key] = merged(old if isinstance(old, dict) else {}, value) if isinstance(value, dict) else value
    return result
