"""The recap as a DOCX letter, by the template `rekap.docx` that the office may edit like any other."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.outgoing import GayaDokumen, Instansi
from sikuwas_mail.core.sop import Peran
from sikuwas_mail.paper import layout, signatures, wording
from sikuwas_mail.paper.compiled import BrokenTemplate, compiled, read_parts
from sikuwas_mail.paper.facts import nomor_celah, office_facts
from sikuwas_mail.paper.lint import unknown_fields
from sikuwas_mail.paper.recap import telling
from sikuwas_mail.paper.recap.figures import Rekap

TEMPLAT = "rekap.docx"
TIPE_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class RecapDocument:
    """The template of a folder (templates/dokumen) for one office; raises BrokenTemplate where it cannot be read."""

    def __init__(self, folder: Path, instansi: Instansi, gaya: GayaDokumen) -> None:
        self._instansi = instansi
        parts = layout.dressed(TEMPLAT, read_parts(folder / TEMPLAT), gaya)
        emblem = layout.with_emblem(parts, layout.emblem(instansi.lambang))
        self._template = compiled(TEMPLAT, parts, emblem)

    def render(self, r: Rekap, desk: Desk, now: datetime) -> bytes:
        """The DOCX. Raises BrokenTemplate."""
        return self._template.render(self.context(r, desk, now), now)

    def lint(self, sample: Rekap, desk: Desk, now: datetime) -> list[str]:
        """Every fault of the template, one line each."""
        faults = unknown_fields(self._template, self.context(sample, desk, now))
        if faults:
            return faults
        try:
            self.render(sample, desk, now)
        except BrokenTemplate as broken:
            return [str(broken)]
        return []

    def context(self, r: Rekap, desk: Desk, now: datetime) -> dict[str, object]:
        """What the template may name."""
        zone = desk.kalender.zona
        office = office_facts(self._instansi)
        chair = signatures.kursi(desk, Peran.SEKRETARIS, now)
        return {
            "isian": False,
            "instansi": office,
            "dokumen": _document(r, desk, now),
            "rekap": {
                "judul": r.judul,
                "kalimat": list(telling.sentences(r)),
                "fakta": [_row(pair) for pair in telling.facts(r, zone)],
            },
            "tabel": {_key(t.nama): _table(t) for t in telling.tables(r, zone)},
            "tanda_tangan": signatures.blok(chair, str(office["daerah"])),
        }


def _document(r: Rekap, desk: Desk, now: datetime) -> dict[str, object]:
    mark = sha256(repr(r).encode()).hexdigest()[:8].upper()
    day = desk.hari(now)
    return {
        "judul": f"Rekapitulasi {r.judul}",
        "kode": f"REKAP {r.bulan:%Y-%m} {mark[:4]}-{mark[4:]}",
        "nomor": nomor_celah(desk, day.year),
        "tanggal": wording.tanggal(day),
        "waktu_iso": f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }


def _key(nama: str) -> str:
    return nama.lower().replace(" ", "_")


def _table(t: telling.Tabel) -> dict[str, object]:
    return {"judul": t.judul, "kosong": t.kosong, "baris": [_row(row) for row in telling.written(t.baris)]}


def _row(cells: Sequence[str]) -> Mapping[str, str]:
    return {f"k{n}": wording.bersih(cell) for n, cell in enumerate(cells, 1)}
