"""Documents: a case and the office's Word template become the bytes of a DOCX, or a fault that says where it lies."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.outgoing import Berkas, GayaDokumen, Instansi, Paper
from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.paper import contoh, layout
from sikuwas_mail.paper.compiled import BrokenTemplate, Compiled, compiled, read_parts
from sikuwas_mail.paper.facts import facts
from sikuwas_mail.paper.lint import unknown_fields

__all__ = ["TIPE_DOCX", "BrokenTemplate", "Documents"]

TIPE_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Documents:
    """The six templates of a folder, each read and compiled once.

    Raises ValueError where `gaya` asks for a paper that is not known.
    """

    def __init__(self, folder: Path, instansi: Instansi, gaya: GayaDokumen) -> None:
        if gaya.kertas not in layout.KERTAS:
            raise ValueError(f"kertas '{gaya.kertas}' tidak dikenal; yang ada: {', '.join(layout.KERTAS)}")
        self._folder, self._instansi, self._gaya = folder, instansi, gaya
        self._templates: dict[Dokumen, Compiled] = {}

    def render(self, paper: Paper, case: Case, desk: Desk, now: datetime) -> Berkas:
        """The document `paper` of a case. Raises BrokenTemplate, and nothing else, for a fault of the template."""
        of = replace(case, sesi=case.sesi[: paper.sesi]) if paper.sesi else case
        content = self._template(paper.jenis).render(self.context(of, desk, now, paper), now)
        return Berkas(_nama(case, f"{paper.jenis.judul} v{paper.versi}"), TIPE_DOCX, content)

    def blank(self, jenis: Dokumen, case: Case | None, desk: Desk, now: datetime) -> Berkas:
        """The form of a document, to be filled in and returned: what the case knows is there, the rest is empty."""
        paper = Paper(jenis, 0)
        of = case if case is not None else Case("", now, "", {}, "")
        made = of.dokumen_terakhir(jenis)
        if made is not None:
            paper = replace(paper, nomor=made.nomor, versi=made.versi)
        values = facts(of, desk, now, paper, self._instansi, self._gaya, isian=True)
        return Berkas(_nama(of, f"{jenis.judul} (isian)"), TIPE_DOCX, self._template(jenis).render(values, now))

    def context(self, case: Case, desk: Desk, now: datetime, paper: Paper) -> dict[str, object]:
        """What a template may name: plain values, clean of control characters."""
        return facts(case, desk, now, paper, self._instansi, self._gaya)

    def preview(self, jenis: Dokumen) -> Berkas:
        """A document of the sample case."""
        made = contoh.kasus().dokumen_terakhir(jenis)
        return self.render(Paper(jenis, 1, made.nomor if made else ""), contoh.kasus(), contoh.desk(), contoh.SEKARANG)

    def lint(self) -> list[str]:
        """Every fault of every template, one line each: file, place, reason. Empty where all is well."""
        faults = [fault for jenis in Dokumen for fault in self._lint(jenis)]
        if self._instansi.lambang and layout.emblem(self._instansi.lambang) is None:
            faults.append(f"{self._instansi.lambang}: lambang tidak terbaca sebagai PNG; tempatnya dibiarkan kosong")
        return faults

    def _lint(self, jenis: Dokumen) -> list[str]:
        try:
            template = self._template(jenis)
            known = self.context(contoh.kasus(), contoh.desk(), contoh.SEKARANG, Paper(jenis, 1))
            faults = unknown_fields(template, known)
            if not faults:
                self.preview(jenis)
                self.render(Paper(jenis, 1), contoh.kasus_baru(), contoh.desk(), contoh.SEKARANG)
                self.blank(jenis, contoh.kasus(), contoh.desk(), contoh.SEKARANG)
        except BrokenTemplate as broken:
            return [str(broken)]
        return faults

    def _template(self, jenis: Dokumen) -> Compiled:
        found = self._templates.get(jenis)
        if found is None:
            path = self._folder / f"{jenis}.docx"
            parts = layout.dressed(path.name, read_parts(path), self._gaya)
            emblem = layout.with_emblem(parts, layout.emblem(self._instansi.lambang))
            found = self._templates[jenis] = compiled(path.name, parts, emblem)
        return found


def _nama(case: Case, judul: str) -> str:
    """ "SKW-2026-0001 Surat Tugas v1.docx"."""
    return f"{case.nomor} {judul}.docx".strip()
