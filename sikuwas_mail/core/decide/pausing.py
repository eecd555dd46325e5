"""A case put off: all its clocks stand still, and each task keeps the working time it had left."""

from datetime import datetime

from sikuwas_mail.core import events as c
from sikuwas_mail.core.decide import notices
from sikuwas_mail.core.decide.draft import Draft


def put_off(draft: Draft, oleh: str, alasan: str, sampai: datetime | None = None) -> None:
    """Stop the clocks until `sampai`, or until Admin says so; the holders are told."""
    draft.record(draft.case.langkah, oleh, c.Ditunda(alasan, sampai))
    _tell(draft, oleh, "Penanganan ditunda", f"Penanganan permohonan ini ditunda: {alasan}. Waktu berhenti sementara.")


def go_on(draft: Draft, oleh: str) -> None:
    """Let the clocks run again from where they stood; those waiting for a session keep its time."""
    since = draft.case.ditunda_sejak
    draft.record(draft.case.langkah, oleh, c.Dilanjutkan())
    for task in draft.case.tugas_terbuka:
        if task.tenggat is None or task.dijeda or since is None or task.tenggat <= since:
            continue
        start = max(since, task.mulai or since)
        left = draft.desk.kalender.between(start, task.tenggat)
        until = draft.desk.kalender.add(draft.now, left)
        changed = c.TenggatDiubah(task.peran, until, "", draft.now, left, "dilanjutkan setelah ditunda")
        draft.record(task.langkah, oleh, changed)
    _tell(draft, oleh, "Penanganan dilanjutkan", "Penanganan permohonan ini dilanjutkan; sisa waktu tetap.")


def _tell(draft: Draft, oleh: str, perihal: str, kalimat: str) -> None:
    held = [p for t in draft.case.tugas_terbuka for p in map(draft.desk.orang, t.penerima) if p]
    for person in dict.fromkeys(p for p in held if p.email != oleh):
        notices.inform(draft, person, f"tunda/{draft.case.urut}", perihal, [kalimat])
