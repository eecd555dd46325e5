"""The recap as a DOCX letter, by the template `rekap.docx` that the office may edit like any other."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.outgoing import GayaDokumen, Instansi
from sikuwas_mail.core.sop import Peran
from sikuwas_mail.paper import signatures, wording
from sikuwas_mail.paper.facts import nomor_celah
from sikuwas_mail.paper.plain_docx import TIPE_DOCX, PlainTemplate, row
from sikuwas_mail.paper.recap import telling
from sikuwas_mail.paper.recap.figures import Rekap

__all__ = ["TEMPLAT", "TIPE_DOCX", "RecapDocument"]

TEMPLAT = "rekap.docx"


class RecapDocument:
    """The template of a folder (templates/dokumen) for one office; raises BrokenTemplate where it cannot be read."""

    def __init__(self, folder: Path, instansi: Instansi, gaya: GayaDokumen) -> None:
        self._template = PlainTemplate(folder / TEMPLAT, instansi, gaya)

    def render(self, r: Rekap, desk: Desk, now: datetime) -> bytes:
        """The DOCX. Raises BrokenTemplate."""
        return self._template.render(self._values(r, desk, now), now)

    def lint(self, sample: Rekap, desk: Desk, now: datetime) -> list[str]:
        """Every fault of the template, one line each."""
        return self._template.lint(self._values(sample, desk, now), now)

    def _values(self, r: Rekap, desk: Desk, now: datetime) -> Mapping[str, object]:
        zone = desk.kalender.zona
        chair = signatures.kursi(desk, Peran.SEKRETARIS, now)
        return {
            "dokumen": _document(r, desk, now),
            "rekap": {
                "judul": r.judul,
                "kalimat": list(telling.sentences(r)),
                "fakta": [row(pair) for pair in telling.facts(r, zone)],
            },
            "tabel": {_key(t.nama): _table(t) for t in telling.tables(r, zone)},
            "tanda_tangan": signatures.blok(chair, str(self._template.instansi["daerah"])),
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
    return {"judul": t.judul, "kosong": t.kosong, "baris": [row(cells) for cells in telling.written(t.baris)]}
