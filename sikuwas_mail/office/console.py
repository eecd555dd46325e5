"""Admin's console in the office: a command mail is remembered with its preview and carried out by the YA to it.

STATUS with a number is answered at once, to whom it may concern.
"""

from datetime import datetime, timedelta

from pydantic import TypeAdapter

from sikuwas_mail.core import trust
from sikuwas_mail.core.decide import applicant, console
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.desk import Desk, Pengganti, Petugas
from sikuwas_mail.core.incoming import Autentikasi, Jenis, Reply
from sikuwas_mail.core.orders import Kata, Perintah
from sikuwas_mail.core.sop import Jawaban, Peran
from sikuwas_mail.edge.store import Store
from sikuwas_mail.office import substitutes
from sikuwas_mail.office.intake import Understood
from sikuwas_mail.office.rooms import Rooms
from sikuwas_mail.office.strays import Placed
from sikuwas_mail.reading import orders
from sikuwas_mail.reading.names import Directory
from sikuwas_mail.reading.newtext import new_text

_PLAN = "konsol/"
_READ = (Jenis.PERMOHONAN, Jenis.BALASAN, Jenis.ASING)
_PERINTAH: TypeAdapter[Perintah] = TypeAdapter(Perintah)


def place(rooms: Rooms, seen: Understood, desk: Desk, now: datetime) -> Placed | None:
    """What a mail to the console leads to; None where it is none."""
    return _answered(rooms, seen, desk, now) or _ordered(rooms, seen, desk, now)


# ── a command ────────────────────────────────────────────────────────────────────────────────────
def _ordered(rooms: Rooms, seen: Understood, desk: Desk, now: datetime) -> Placed | None:
    envelope = seen.mail.envelope
    if seen.jenis not in _READ or len(envelope.dari) != 1 or envelope.autentikasi is Autentikasi.GAGAL:
        return None
    local = now.astimezone(desk.kalender.zona)
    about = seen.case.nomor if seen.case else ""
    order = orders.read(envelope.subjek, new_text(seen.mail), Directory.of(desk, local), local, about)
    if order is None:
        return None
    people = [p for p in desk.petugas if p.beralamat(envelope.dari[0]) and p.aktif(desk.hari(now))]
    if order.kata is Kata.STATUS:
        return _status(rooms, order, people, envelope.dari[0], Draft(None, desk, now, envelope.message_id))
    admin = next((p for p in people if p.peran is Peran.ADMIN), None)
    return _previewed(rooms, order, admin, seen, desk, now) if admin else None


def _previewed(rooms: Rooms, order: Perintah, admin: Petugas, seen: Understood, desk: Desk, now: datetime) -> Placed:
    rujukan = _reference(rooms.store, seen.mail.envelope.sidik, desk.hari(now).year)
    case = rooms.store.case(order.nomor) if order.nomor else None
    draft = Draft(case, desk, now, seen.mail.envelope.message_id)
    fault = _faults(rooms, order, desk, now)
    decision = console.preview(draft, admin, order, rujukan, fault)
    rooms.store.put(
        _PLAN + rujukan,
        {
            "perintah": _PERINTAH.dump_python(order, mode="json"),
            "oleh": admin.email,
            "waktu": now.isoformat(),
            "sidik": seen.mail.envelope.sidik,
            "keadaan": "menunggu",
        },
    )
    return Placed(decision)


def _faults(rooms: Rooms, order: Perintah, desk: Desk, now: datetime) -> str:
    """What is wrong with a command before any case is looked at; "" when nothing."""
    if order.ragu:
        return order.ragu
    if order.tentang_kasus:
        missing = next((n for n in (order.nomor, order.tujuan) if n and rooms.store.case(n) is None), "")
        return f"tidak ada kasus {missing}" if missing else ""
    if order.untuk == order.orang:
        return "pejabat tidak dapat mewakili dirinya sendiri"
    if order.kata is Kata.CABUT_WAKIL:
        standing = any((g.untuk, g.oleh) == (order.untuk, order.orang) for g in substitutes.named_by_mail(rooms.store))
        return "" if standing else "tidak ada penunjukan melalui surel yang dapat dicabut; periksa config.toml"
    return _clash(order, desk, now)


def _clash(order: Perintah, desk: Desk, now: datetime) -> str:
    if order.mulai is None or order.sampai is None or order.sampai < order.mulai:
        return "tanggal selesai mendahului tanggal mulai"
    if order.sampai < desk.hari(now):
        return "tanggal selesai sudah lewat"
    others = [g for g in desk.pengganti if g.untuk == order.untuk]
    clash = next((g for g in others if g.mulai <= order.sampai and order.mulai <= g.sampai), None)
    return f"pada tanggal itu sudah ditunjuk {clash.oleh}" if clash else ""


# ── its YA ───────────────────────────────────────────────────────────────────────────────────────
def _answered(rooms: Rooms, seen: Understood, desk: Desk, now: datetime) -> Placed | None:
    envelope = seen.mail.envelope
    rujukan = next((a.nomor for a in envelope.acuan if a.nomor.startswith(f"{console.KODE}-") and a.token), "")
    plan = rooms.store.get(_PLAN + rujukan) if rujukan else None
    if not isinstance(plan, dict) or not isinstance(seen.incoming, Reply):
        return None
    admin = trust.entrusted(envelope, rujukan, lambda k, p: trust.token_konsol(k, rujukan, p), desk, now)
    expired = now > datetime.fromisoformat(plan["waktu"]) + timedelta(hours=desk.aturan.masa_konfirmasi)
    if admin is None or admin.peran is not Peran.ADMIN or admin.email != plan["oleh"]:
        return None
    order = _PERINTAH.validate_python(plan["perintah"])
    case = rooms.store.case(order.nomor) if order.nomor else None
    draft = Draft(case, desk, now, envelope.message_id)
    done = plan["keadaan"] == "dijalankan"
    if done or expired or seen.incoming.answer.jawaban is not Jawaban.YA:
        return Placed(console.dropped(draft, admin, order, rujukan, done=done))
    fault = _faults(rooms, order, desk, now)
    decision = console.preview(draft, admin, order, rujukan, fault) if fault else None
    if decision is None:
        decision = console.carry_out(draft, admin, order, rujukan)
        _settled(rooms, order, admin, rujukan, plan, now)
    return Placed(decision)


def _settled(
    rooms: Rooms, order: Perintah, admin: Petugas, rujukan: str, plan: dict[str, object], now: datetime
) -> None:
    """Remember that it was done; for WAKIL this is the deed itself. Doing it twice changes nothing."""
    if order.kata is Kata.WAKIL and order.mulai and order.sampai:
        made = Pengganti(order.untuk, order.orang, order.sebagai, order.mulai, order.sampai, order.dasar)
        substitutes.name(rooms.store, made, admin, rujukan, now)
    if order.kata is Kata.CABUT_WAKIL:
        substitutes.revoke(rooms.store, order.untuk, order.orang, admin, now)
    rooms.store.put(_PLAN + rujukan, {**plan, "keadaan": "dijalankan", "dijalankan": now.isoformat()})


# ── STATUS ───────────────────────────────────────────────────────────────────────────────────────
def _status(rooms: Rooms, order: Perintah, people: list[Petugas], sender: str, draft: Draft) -> Placed | None:
    case = rooms.store.case(order.nomor)
    if people and case is not None:
        return Placed(console.status(Draft(case, draft.desk, draft.now, draft.kutip), people[0]))
    if people:
        return Placed(console.unknown(draft, people[0]))
    if case is not None and case.pemohon == sender:
        return Placed(applicant.tell_status(Draft(case, draft.desk, draft.now, draft.kutip)))
    return None


def _reference(store: Store, sidik: str, tahun: int) -> str:
    """What a command is called in its preview, drawn from its mail; shaped like a ticket number, and as short."""
    start = int(sidik[:15], 16)
    names = (f"{console.KODE}-{tahun}-{(start + n) % 10**6:06d}" for n in range(10**6))
    return next(name for name in names if _free(store.get(_PLAN + name), sidik))


def _free(plan: object, sidik: str) -> bool:
    return not isinstance(plan, dict) or plan.get("sidik") == sidik
