"""A decision becomes paper before it is stored: documents into the archive, letters into their final bytes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sikuwas_mail.core.deadlines import next_check
from sikuwas_mail.core.decide import Decision
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.outgoing import Berkas, Letter, Outgoing, Utas
from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.edge.store import DokumenBaru, MasukBaru, Record
from sikuwas_mail.office import pdfs
from sikuwas_mail.office.rooms import Rooms

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def record(
    rooms: Rooms, decision: Decision, desk: Desk, now: datetime, masuk: MasukBaru | None = None, ulang: int = 0
) -> Record:
    """All that a decision leaves behind, ready for one transaction. Raises TemplateFault."""
    files, rows = _documents(rooms, decision, desk, now)
    letters = _letters(rooms, decision, desk, now, files)
    return Record(
        waktu=now,
        masuk=masuk,
        ulang=ulang,
        events=decision.events,
        case=decision.case if decision.events or letters else None,
        periksa=next_check(decision.case, desk) if decision.case else None,
        dokumen=rows,
        klasifikasi=desk.penomoran.klasifikasi,
        surat=letters,
        jawaban_otomatis=decision.otomatis,
    )


def _documents(
    rooms: Rooms, decision: Decision, desk: Desk, now: datetime
) -> tuple[dict[Dokumen, Berkas], tuple[DokumenBaru, ...]]:
    files: dict[Dokumen, Berkas] = {}
    rows = []
    for paper in decision.papers:
        assert decision.case is not None  # noqa: S101 - papers come from events, events make a case
        made = rooms.documents.render(paper, decision.case, desk, now)
        files[paper.jenis] = made
        sha256 = rooms.archive.put(made.isi, "docx")
        rows.append(DokumenBaru(paper.jenis, paper.versi, made.nama, sha256, paper.nomor))
    return files, tuple(rows)


def _letters(
    rooms: Rooms, decision: Decision, desk: Desk, now: datetime, files: Mapping[Dokumen, Berkas]
) -> tuple[Outgoing, ...]:
    threads: dict[str, Utas] = {}
    made = []
    for letter in decision.letters:
        nomor = decision.case.nomor if decision.case else ""
        thread = threads.get(letter.kepada) or (rooms.store.thread(nomor, letter.kepada) if nomor else Utas())
        enclosed, note = pdfs.beside(rooms, _enclosed(rooms, letter, decision, desk, now, files))
        done = rooms.letters.render(letter, decision.case, desk, now, enclosed, thread, note)
        threads[letter.kepada] = replace(
            thread,
            message_ids=(*thread.message_ids, done.message_id),
            thread_index=done.thread_index,
            subjek=thread.subjek or done.subjek,
        )
        made.append(done)
    return tuple(made)


def _enclosed(
    rooms: Rooms, letter: Letter, decision: Decision, desk: Desk, now: datetime, files: Mapping[Dokumen, Berkas]
) -> list[Berkas]:
    found = [files.get(kind) or _archived(rooms, decision, kind) for kind in letter.lampiran]
    blanks = [rooms.documents.blank(kind, decision.case, desk, now) for kind in letter.formulir]
    return [*(f for f in found if f is not None), *blanks]


def _archived(rooms: Rooms, decision: Decision, kind: Dokumen) -> Berkas | None:
    """The newest stored version of a document."""
    nomor = decision.case.nomor if decision.case else ""
    row = next((d for d in reversed(rooms.store.documents(nomor)) if d.jenis is kind), None)
    data = rooms.archive.get(row.sha256) if row else None
    return Berkas(row.berkas, DOCX, data) if row and data is not None else None
