"""A fault of config.toml is a value with its place; all of them are raised together, once."""

from dataclasses import dataclass

CONFIG_FAULT = 78


@dataclass(frozen=True, slots=True)
class Position:
    """Line and column in config.toml, both from 1, counted in characters."""

    baris: int
    kolom: int


AWAL = Position(1, 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where, which key, what is wrong and what was perhaps meant; outside the file there is no `tempat`."""

    berkas: str
    tempat: Position | None
    kunci: str
    pesan: str

    def __str__(self) -> str:
        """The line an operator reads: `config.toml:LINE:COLUMN: key: message`."""
        if self.tempat is None:
            return f"{self.berkas}: {self.kunci}: {self.pesan}"
        return f"{self.berkas}:{self.tempat.baris}:{self.tempat.kolom}: {self.kunci}: {self.pesan}"


class ConfigFaults(Exception):
    """The configuration cannot be used; holds every fault found in one run."""

    exit_code = CONFIG_FAULT

    def __init__(self, faults: list[Fault]) -> None:
        """`faults` in the order of the file."""
        self.faults = faults
        super().__init__("\n".join(str(f) for f in faults))


class KeyFault(Exception):
    """The key file is absent, too short or open to others; nothing may start without it."""

    exit_code = CONFIG_FAULT


def dotted(path: tuple[str | int, ...]) -> str:
    """`("petugas", 1, "nip")` as people count: `petugas[2].nip`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text
