"""A Word template outside the six documents (recap, index of a case): read, dressed, filled with plain values."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sikuwas_mail.core.outgoing import GayaDokumen, Instansi
from sikuwas_mail.paper import layout, wording
from sikuwas_mail.paper.compiled import BrokenTemplate, compiled, read_parts
from sikuwas_mail.paper.facts import office_facts
from sikuwas_mail.paper.lint import unknown_fields

TIPE_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class PlainTemplate:
    """One template file for one office; raises BrokenTemplate where it cannot be read."""

    def __init__(self, path: Path, instansi: Instansi, gaya: GayaDokumen) -> None:
        self.instansi = office_facts(instansi)
        parts = layout.dressed(path.name, read_parts(path), gaya)
        emblem = layout.with_emblem(parts, layout.emblem(instansi.lambang))
        self._template = compiled(path.name, parts, emblem)

    def render(self, values: Mapping[str, object], now: datetime) -> bytes:
        """The DOCX; `instansi` is among its values already. Raises BrokenTemplate."""
        return self._template.render(self._whole(values), now)

    def lint(self, values: Mapping[str, object], now: datetime) -> list[str]:
        """Every fault of the template with sample values, one line each."""
        faults = unknown_fields(self._template, self._whole(values))
        if faults:
            return faults
        try:
            self.render(values, now)
        except BrokenTemplate as broken:
            return [str(broken)]
        return []

    def _whole(self, values: Mapping[str, object]) -> dict[str, object]:
        return {"isian": False, "instansi": self.instansi, **values}


def row(cells: Sequence[str]) -> dict[str, str]:
    """Cells as k1, k2, …, clean."""
    return {f"k{n}": wording.bersih(cell) for n, cell in enumerate(cells, 1)}
