"""What pydantic refuses, said in Indonesian: what is wrong, and what was perhaps meant; never with a secret's value."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from sikuwas_mail.config.model import Config
from sikuwas_mail.config.positions import KeyPath
from sikuwas_mail.config.twins import TWINS, VALUES
from sikuwas_mail.core.sop import Peran

SECRET_KEYS = frozenset({"password", "url", "client_secret"})
_SAYINGS: Mapping[str, str] = {
    "missing": "wajib diisi",
    "string_type": 'harus teks dalam tanda kutip, misalnya "…"',
    "string_too_short": "tidak boleh kosong",
    "int_type": "harus bilangan bulat tanpa tanda kutip",
    "int_from_float": "harus bilangan bulat",
    "float_type": "harus bilangan tanpa tanda kutip, misalnya 1.5",
    "bool_type": "harus true atau false, tanpa tanda kutip",
    "date_type": "harus tanggal tanpa tanda kutip, misalnya 2026-12-31",
    "tuple_type": 'harus daftar dalam kurung siku, misalnya ["…"]',
    "dict_type": "harus bagian tersendiri, bukan satu nilai",
    "model_type": "harus bagian tersendiri, bukan satu nilai",
    "model_attributes_type": "harus bagian tersendiri, bukan satu nilai",
}
_LIMITS = {
    "greater_than": "harus lebih dari {gt}",
    "greater_than_equal": "harus paling sedikit {ge}",
    "less_than_equal": "harus paling banyak {le}",
}


def key_path(error: ErrorDetails) -> KeyPath:
    """The key an error is about, as the file writes it."""
    return tuple(part for part in error["loc"] if part != "[key]")


def message(error: ErrorDetails) -> str:
    """One error said anew."""
    kind, path = error["type"], key_path(error)
    context = error.get("ctx", {})
    if kind == "sikuwas":
        return str(context["pesan"])
    if kind == "extra_forbidden":
        return unknown(path)
    if "[key]" in error["loc"]:
        return _choice(str(path[-1]), _expected(context), "kunci tidak dikenal")
    if kind in {"literal_error", "enum"}:
        choices = [c for c in _expected(context) if c != Peran.PEMOHON]  # the applicant holds no office
        return _choice(_shown(path, error["input"]), choices, "nilai tidak dikenal")
    if kind in _LIMITS:
        return _LIMITS[kind].format(**context)
    if kind == "missing" and len(path) == 1:
        return f"bagian [{path[0]}] wajib ada"
    return _SAYINGS.get(kind, "nilai tidak sesuai")


def unknown(path: KeyPath) -> str:
    """What to say of a key that does not exist at its place."""
    here = keys_at(path[:-1])
    meant = suggestions(str(path[-1]), here) or _elsewhere(str(path[-1]))
    hint = f"; mungkin maksudnya {meant}" if meant else f"; yang ada: {', '.join(sorted(here))}"
    return f"kunci tidak dikenal{hint}"


def perhaps_meant(error: ErrorDetails) -> list[KeyPath]:
    """The keys an unknown one may stand for: they are not missing as well."""
    path = key_path(error)
    if error["type"] != "extra_forbidden":
        return []
    return [(*path[:-1], key) for key in _likely(str(path[-1]), keys_at(path[:-1]))]


def suggestions(word: str, known: list[str]) -> str:
    """The likeliest of the known keys for a word that is none of them, quoted; "" without a likely one."""
    return " atau ".join(f'"{f}"' for f in _likely(word, known))


def _likely(word: str, known: list[str]) -> list[str]:
    plain = word.lower().replace("-", "_")
    found = [k for k in known if k == plain] or [t for t in TWINS.get(plain, ()) if t in known]
    return found or get_close_matches(plain, known, n=1, cutoff=0.6)


def keys_at(path: KeyPath) -> list[str]:
    """The keys a table may hold, as the file writes them."""
    model = _section_at(path)
    return [] if model is None else [info.alias or name for name, info in model.model_fields.items()]


def _section_at(path: KeyPath) -> type[BaseModel] | None:
    model: type[BaseModel] | None = Config
    for part in path:
        if isinstance(part, int) or model is None:
            continue
        fields = {info.alias or name: info for name, info in model.model_fields.items()}
        model = _model_in(fields[part].annotation) if part in fields else None
    return model


def _model_in(annotation: object) -> type[BaseModel] | None:
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _elsewhere(word: str) -> str:
    homes = [f'"{name}.{word}"' for name in keys_at(()) if word in keys_at((name,))]
    return " atau ".join(homes)


def _expected(context: Mapping[str, object]) -> list[str]:
    text = str(context.get("expected", ""))
    return re.findall(r"'([^']*)'", text) or [text]


def _shown(path: KeyPath, value: object) -> str:
    return "" if SECRET_KEYS & set(path) else str(value)


def _choice(written: str, choices: list[str], complaint: str) -> str:
    close = get_close_matches(written.lower(), choices, n=1, cutoff=0.5)
    meant = VALUES.get(written.lower(), close[0] if close else "")
    offered = ", ".join(f'"{c}"' if not c.isdigit() else c for c in choices)
    hint = f'; mungkin maksudnya "{meant}"' if meant in choices else ""
    return f'{complaint}: "{written}"{hint}; yang ada: {offered}'
