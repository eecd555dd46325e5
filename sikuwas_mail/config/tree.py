"""A tolerant view of the merged values: what has the wrong type is simply not there, for it was reported already."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sikuwas_mail.config.positions import KeyPath


@dataclass(frozen=True, slots=True)
class View:
    """One table and its path in the document."""

    values: Mapping[str, object]
    path: KeyPath = ()

    def at(self, key: str) -> KeyPath:
        """The path of a key of this table."""
        return (*self.path, key)

    def broken(self, key: str) -> bool:
        """Whether a value is there but was found wrong in itself."""
        return key in self.values and self.values[key] is None

    def text(self, key: str, default: str = "") -> str:
        """A text, stripped."""
        value = self.values.get(key)
        return value.strip() if isinstance(value, str) else default

    def low(self, key: str) -> str:
        """A text in lower case: an address, a domain."""
        return self.text(key).lower()

    def texts(self, key: str) -> list[str]:
        """The texts of a list, in lower case."""
        value = self.values.get(key)
        return [v.strip().lower() for v in value if isinstance(v, str)] if isinstance(value, list) else []

    def day(self, key: str) -> date | None:
        """A date."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def days(self, key: str) -> list[date]:
        """The dates of a list."""
        value = self.values.get(key)
        return [v for v in value if isinstance(v, date)] if isinstance(value, list) else []

    def numbers(self, key: str) -> list[float]:
        """The numbers of a list."""
        value = self.values.get(key)
        return [float(v) for v in value if isinstance(v, int | float)] if isinstance(value, list) else []

    def number(self, key: str, default: float) -> float:
        """A number."""
        value = self.values.get(key)
        return float(value) if isinstance(value, int | float) else default

    def table(self, key: str) -> "View":
        """A table below; empty where there is none."""
        value = self.values.get(key)
        return View(value if isinstance(value, Mapping) else {}, self.at(key))

    def rows(self, key: str) -> list["View"]:
        """The tables of a list of tables."""
        value = self.values.get(key)
        rows = value if isinstance(value, list) else []
        return [View(row, (*self.at(key), i)) for i, row in enumerate(rows) if isinstance(row, Mapping)]


Complaint = tuple[KeyPath, str]
Rule = Callable[[View], Iterable[Complaint]]
