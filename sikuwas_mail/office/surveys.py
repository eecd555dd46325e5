"""Who has not answered the survey is reminded once, some working days after the end of the case."""

from datetime import datetime, timedelta

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.decide.closing import remind_survey
from sikuwas_mail.core.decide.draft import Draft, Hasil
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.sop import Status
from sikuwas_mail.edge.store import Record
from sikuwas_mail.office.rooms import Rooms

_TANDA = "survei/hari"
_LAMA = timedelta(days=60)  # a case that ended before is left alone


def remind_due(rooms: Rooms, now: datetime) -> None:
    """Once a working day, within office hours, queue what is due. Raises TemplateFault, StoreError."""
    desk, days = rooms.plain_desk, rooms.config.pengingat.survei
    today = desk.hari(now).isoformat()
    if not days or not desk.kalender.open_at(now) or rooms.store.get(_TANDA) == today:
        return
    for row in rooms.store.list_cases(now, status=Status.SELESAI):
        case = rooms.store.case(row.nomor) if row.diperbarui > now - _LAMA else None
        if case is not None and _due(case, desk, now, days):
            draft = Draft(case, desk, now)
            remind_survey(draft)
            letters = draft.done(Hasil.DICATAT).letters
            thread = rooms.store.thread(case.nomor, case.pemohon)
            made = tuple(rooms.letters.render(letter, case, desk, now, (), thread) for letter in letters)
            rooms.store.commit(Record(waktu=now, case=case, surat=made))
    rooms.store.put(_TANDA, today)


def _due(case: Case, desk: Desk, now: datetime, days: int) -> bool:
    if case.survei or case.pemohon in case.alamat_bermasalah:
        return False
    ended = max((t.ditutup for t in case.tugas if t.ditutup), default=now)
    return desk.kalender.add_days(desk.hari(ended), days) <= desk.hari(now) and ended > now - _LAMA
