"""config.toml to a Config: gather the layers, judge everything, then refuse all at once or return it whole."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from sikuwas_mail.config import sources
from sikuwas_mail.config.doubts import undated
from sikuwas_mail.config.explain import key_path, message, perhaps_meant
from sikuwas_mail.config.faults import ConfigFaults, Fault, dotted
from sikuwas_mail.config.model import Config
from sikuwas_mail.config.positions import KeyPath, place
from sikuwas_mail.config.reading import Document, read
from sikuwas_mail.config.rules import complaints
from sikuwas_mail.config.sources import Layer, Tree, merged
from sikuwas_mail.config.tree import Complaint

_SECRETS = (("imap", "password"), ("smtp", "password"), ("oauth2", "client_secret"))


def load(path: Path, env: Mapping[str, str], overrides: Mapping[str, object] | None = None) -> Config:
    """The configuration: command line over environment over systemd credentials over file over defaults.

    `overrides`: dotted key -> value. Raises ConfigFaults with every fault of the file and of what lies over it.
    """
    document = read(path)
    folder = path.absolute().parent
    below, unread = _file_layer(document, path, folder)
    layers = [below, sources.from_credentials(env), sources.from_environment(env, folder)]
    layers.append(sources.from_command(overrides or {}))
    values: Tree = {}
    for layer in layers:
        values = merged(values, layer.values)
    asal = {key: origin for layer in layers for key, origin in layer.asal.items()}
    judge = _Judge(path, document, asal)
    config = judge.whole(values, layers)
    config._berkas, config._asal, config._tempat = path, asal, document.places
    lost = [config.doubt(key, text) for key, text in unread if _secret_of(key) not in asal]
    config._peringatan = (*lost, *undated(config))
    return config


def _file_layer(document: Document, path: Path, folder: Path) -> tuple[Layer, list[Complaint]]:
    """The file's values with `…_file` read in, and the secret files that could not be read."""
    layer = Layer(merged({}, document.values), {})
    layer.asal = dict.fromkeys(_leaves(document.values), path.name)
    unread: list[Complaint] = []
    for section, key in _SECRETS:
        table = document.values.get(section)
        named = table.get(f"{key}_file") if isinstance(table, dict) else None
        if not isinstance(named, str) or not named or (isinstance(table, dict) and key in table):
            continue
        try:
            layer.put((section, key), sources.first_line(folder / Path(named).expanduser()), f"berkas {named}")
        except (OSError, UnicodeDecodeError):
            unread.append(((section, f"{key}_file"), f'berkas "{named}" tidak ada atau tidak dapat dibaca'))
    return layer, unread


def _leaves(values: Mapping[str, object], prefix: str = "") -> list[str]:
    found: list[str] = []
    for key, value in values.items():
        found += _leaves(value, f"{prefix}{key}.") if isinstance(value, dict) else [f"{prefix}{key}"]
    return found


def _secret_of(path: KeyPath) -> str:
    return dotted(path).removesuffix("_file")


class _Judge:
    """Collects the faults of one run, each with its place or its origin."""

    def __init__(self, path: Path, document: Document, asal: Mapping[str, str]) -> None:
        self.path = path
        self.document = document
        self.asal = asal
        self.faults = list(document.faults)
        self.wrong: list[KeyPath] = []

    def whole(self, values: Tree, layers: list[Layer]) -> Config:
        """The valid configuration; raises ConfigFaults."""
        for layer in layers:
            self.faults += [Fault(origin, None, key, text) for origin, key, text in layer.salah]
        self._doubled_secrets()
        config = self._validated(values)
        for path, text in complaints(self._sound(values), whole=not self.document.faults):
            self.add(path, text)
        if self.faults or config is None:
            raise ConfigFaults(sorted(set(self.faults), key=_order))
        return config

    def add(self, path: KeyPath, text: str) -> None:
        """One fault: at its line, or by the name of the variable that brought the value."""
        origin = self.asal.get(dotted(path), self.path.name)
        outside = origin != self.path.name
        where = None if outside else place(self.document.places, path)
        self.faults.append(Fault(origin if outside else self.path.name, where, dotted(path), text))

    def _validated(self, values: Tree) -> Config | None:
        try:
            return Config.model_validate(values)
        except ValidationError as exc:
            errors = exc.errors(include_url=False)
            self.wrong = [key_path(e) for e in errors] + [m for e in errors for m in perhaps_meant(e)]
            meant = {m for e in errors for m in perhaps_meant(e)}
            for error in errors:
                # A missing key may stand in the line that could not be read, or under the name of another.
                if error["type"] == "missing" and (self.document.faults or key_path(error) in meant):
                    continue
                self.add(key_path(error), message(error))
        return None

    def _doubled_secrets(self) -> None:
        for path in _SECRETS:
            table = self.document.values.get(path[0])
            if isinstance(table, dict) and path[1] in table and f"{path[1]}_file" in table:
                self.add((path[0], f"{path[1]}_file"), f"{path[1]} juga diisi; pilih salah satu")

    def _sound(self, values: Tree) -> Tree:
        """The values without those that are wrong in themselves."""
        kept = _copied(values)
        for path in self.wrong:
            _drop(kept, path)
        return kept


def _copied(values: Mapping[str, object]) -> Tree:
    return {key: _copy(value) for key, value in values.items()}


def _copy(value: object) -> object:
    if isinstance(value, dict):
        return _copied(value)
    return [_copy(v) for v in value] if isinstance(value, list) else value


def _drop(node: object, path: KeyPath) -> None:
    """Replace one value by None: there, but not to be judged again."""
    *above, last = path
    for part in above:
        if isinstance(node, dict) and isinstance(part, str):
            node = node.get(part)
        elif isinstance(node, list) and isinstance(part, int):
            node = node[part]
    if isinstance(node, dict):
        node[last] = None
    if isinstance(node, list) and isinstance(last, int) and last < len(node):
        node[last] = None


def _order(fault: Fault) -> tuple[int, int, str, str]:
    """Those of the file first, in its order."""
    if fault.tempat is None:
        return (1 << 30, 0, fault.berkas, fault.kunci)
    return (fault.tempat.baris, fault.tempat.kolom, fault.kunci, fault.pesan)
