"""Fills the generated parts of README.md from the code: `python docs/readme.py README.md`.

The step table and the diagram are read from the SOP table; the glossary names every Indonesian noun of the core.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from sikuwas_mail.core import case, desk, events
from sikuwas_mail.core.incoming import Jenis
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import SOP, Baris, Dokumen, Jawaban, Langkah, Metode, Peran, Sifat, Status

GLOSSARY: dict[str, str] = {
    "acuan": "reference to a letter of ours that a mail carries",
    "alasan": "reason",
    "antrean": "outbox",
    "arahan": "guidance of the Irban for the team",
    "arsip": "archive; archive record",
    "asing": "stray, said of mail nobody can place",
    "aturan": "rule: a permitted answer, or what an operator may set",
    "baris": "row of the SOP table",
    "berkas": "file",
    "desk": "snapshot of offices, calendar, rules and next numbers",
    "calon": "candidate: a case that a stray mail may belong to",
    "ditahan": "held: said of a decision that waits for its decider's YA",
    "ditanya": "asked back",
    "ditembusi": "sent a copy",
    "ditunda": "put off: all clocks of a case stand still",
    "ditunjuk": "named: somebody who does one task in the office's stead",
    "diputar": "renewed, said of a token",
    "dokumen": "document (Word file)",
    "hasil": "minutes of a consultation; outcome of a mail",
    "irban": "Inspektur Pembantu, head of one wilayah",
    "jawaban": "answer",
    "jeda": "pause of a clock; semula: as it was before",
    "kasus": "case",
    "keputusan": "decision",
    "kunci": "key",
    "langkah": "step",
    "letter": "surat keluar, before it is rendered",
    "mengaudit": "audits: offices an official is therefore not sent to advise",
    "metode": "way of meeting",
    "nomor": "number: ticket of a case, or nomor naskah of a document",
    "norma": "norm of a step in working minutes (mutu baku, waktu)",
    "pemegang": "holder of a task",
    "pemohon": "applicant",
    "penerima": "addressee: who a task's letters go to",
    "pengganti": "dated substitute (Plh./Plt.)",
    "peran": "role",
    "perangkat daerah": "office of the regency that may apply",
    "peristiwa": "event in the journal",
    "permohonan": "request",
    "petugas": "official",
    "ronde": "round: how often a step has been opened",
    "sesi": "session of a consultation",
    "sifat": "urgency or confidentiality",
    "surat": "letter",
    "tembusan": "carbon copy",
    "tenggat": "deadline",
    "tim": "officials appointed",
    "tugas": "task: one step on one desk",
    "wilayah": "the offices one Irban looks after",
}
_ENUMS: dict[str, type] = {
    "langkah": Langkah,
    "peran": Peran,
    "dokumen": Dokumen,
    "jawaban": Jawaban,
    "metode": Metode,
    "sifat": Sifat,
    "status": Status,
    "jenis surat keluar": JenisSurat,
    "jenis surel masuk": Jenis,
}


def blocks() -> dict[str, str]:
    """The generated parts by name."""
    return {"steps": "\n".join(_table()), "diagram": "\n".join(_diagram()), "glossary": "\n".join(_glossary())}


def filled(text: str) -> str:
    """README with its generated parts as the code has them now."""
    for name, block in blocks().items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = pattern.sub(lambda m, b=block: f"{m[1]}{b}\n{m[2]}", text)
    return text


def _table() -> Iterator[str]:
    yield "| # | langkah | holder | minutes | opened by | answers | yields |"
    yield "|---|---|---|---|---|---|---|"
    for row in SOP:
        answers = " · ".join(f"`{a.contoh}`" for a in row.jawaban) or "–"
        cells = (row.nomor or "–", row.langkah, "/".join(row.peran), row.norma, row.pembuka, answers, row.keluaran)
        yield "| " + " | ".join(map(str, cells)) + " |"


def _diagram() -> Iterator[str]:
    yield "```mermaid"
    yield "flowchart TD"
    for row in SOP:
        yield f'    {_node(row)}["{row.nomor or "–"} {row.judul}<br/>{"/".join(row.peran)}"]'
    for row in SOP:
        for answer in row.jawaban:
            target = _target(row, answer.ke)
            if target:
                yield f"    {_node(row)} -->|{answer.jawaban}| {target}"
    yield "    penerimaan --> penerusan"
    yield "    penugasan -.-> persiapan"
    yield "    persiapan -.->|undangan| konsultasi"
    yield "```"


def _node(row: Baris) -> str:
    return f"{row.langkah}_{row.peran[0]}" if row.langkah is Langkah.PENGARSIPAN else str(row.langkah)


def _target(row: Baris, ke: Langkah | None) -> str:
    if ke is None:
        return ""
    rows = [r for r in SOP if r.langkah is ke]
    later = [r for r in rows if SOP.index(r) > SOP.index(row)]
    return _node((later or rows)[0])


def _glossary() -> Iterator[str]:
    for word, meaning in sorted(GLOSSARY.items()):
        yield f"- **{word}**: {meaning}"
    for name, kind in _ENUMS.items():
        yield f"- **{name}**, its values: {', '.join(f'`{m.value}`' for m in kind)}"
    names = sorted(t.__name__ for t in events.Isi.__args__)
    yield f"- **peristiwa**, its names in the journal: {', '.join(f'`{n}`' for n in names)}"


def unexplained() -> set[str]:
    """Indonesian nouns of the core's values that the glossary does not name, alone or in a compound."""
    kinds = (case.Case, case.Tugas, case.Sesi, desk.Desk, desk.Petugas)
    names = {f.name.replace("_", " ") for kind in kinds for f in fields(kind)}
    known = {*GLOSSARY, *_ENUMS, *_PLAIN}
    return {n for n in names if not any(word in known for word in (n, *n.split()))}


# Words that are the same in both languages or need no explanation beside their neighbours.
_PLAIN = {
    "alamat", "alias", "alihkan", "cadangan", "catatan", "dibuka", "ditutup", "diingatkan", "dieskalasi", "dijeda",
    "diminta", "email", "hadir", "jabatan", "jadwal", "kalender", "kanal", "kekurangan", "kode", "mulai", "nama", "nip",
    "pangkat", "penomoran", "putaran", "revisi", "sampai", "sampaikan", "sebelumnya", "siap", "status", "survei",
    "tanda", "tempat", "terjawab", "undangan", "urut", "usulan", "zona",
}  # fmt: skip


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
