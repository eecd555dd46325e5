"""What a new day brings before any clock runs out: another calendar, other people in office, substitutes that begin."""

from datetime import datetime
from hashlib import sha256

from sikuwas_mail.core.decide import Hasil
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.decide.substitutes import tell_both
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.sop import Status
from sikuwas_mail.office import workshop
from sikuwas_mail.office.rooms import Rooms

_MARK = "hari-ini"
_TOLD = "pengganti/"


def begin(rooms: Rooms, now: datetime) -> bool:
    """Within office hours: look at every open case again where calendar or offices changed, and tell substitutes."""
    if not rooms.plain_desk.kalender.open_at(now):
        return False
    desk = rooms.desk(now)
    changed = _changed(rooms, desk, now)
    return _tell_substitutes(rooms, desk, now) or changed


def _changed(rooms: Rooms, desk: Desk, now: datetime) -> bool:
    mark = _fingerprint(desk, now)
    if rooms.store.get(_MARK) == mark:
        return False
    with rooms.store.together():
        for status in (Status.BERJALAN, Status.MENUNGGU_PEMOHON):
            for row in rooms.store.list_cases(now, status=status):
                rooms.store.look_again(row.nomor, now)
        rooms.store.put(_MARK, mark)
    return True


def _fingerprint(desk: Desk, now: datetime) -> str:
    """Changes with the calendar, with who holds an office today, and with who stands in for whom."""
    today, calendar = desk.hari(now), desk.kalender
    people = sorted((p.email, p.peran.value, p.wilayah) for p in desk.petugas if p.aktif(today))
    acting = sorted((g.untuk, g.oleh, g.sebagai) for g in desk.pengganti if g.aktif(today))
    hours = (sorted(calendar.jam.items()), sorted(calendar.jam_ramadan.items()), calendar.ramadan)
    text = repr((str(calendar.zona), sorted(calendar.libur), hours, people, acting))
    return sha256(text.encode()).hexdigest()


def _tell_substitutes(rooms: Rooms, desk: Desk, now: datetime) -> bool:
    """Both sides learn of a substitution when it begins, once."""
    told = False
    for named in desk.pengganti:
        mark = f"{_TOLD}{named.untuk}/{named.oleh}/{named.mulai}"
        if not named.aktif(desk.hari(now)) or rooms.store.get(mark) is not None:
            continue
        draft = Draft(None, desk, now)
        tell_both(draft, named)
        rooms.store.commit(workshop.record(rooms, draft.done(Hasil.DICATAT, "pengganti"), desk, now))
        rooms.store.put(mark, now.isoformat())
        told = True
    return told
