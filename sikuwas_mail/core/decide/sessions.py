"""The session: its time, its link or room, and the invitation that goes out once both are known."""

from datetime import datetime, timedelta

from sikuwas_mail.core import events as c
from sikuwas_mail.core.case import Sesi
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.decide.tasks import clock, open_task
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.outgoing import JenisSurat, Letter, Undangan
from sikuwas_mail.core.sop import JAWABAN_PEMOHON, Jawaban, Langkah, Peran
from sikuwas_mail.core.trust import TIM, token, token_pemohon

_BALASAN = tuple(a for a in JAWABAN_PEMOHON if a.jawaban in (Jawaban.HADIR, Jawaban.JADWAL))


def prepare(draft: Draft) -> None:
    """Open the side task (SOP rows 1 and 2, Ket.) unless it is open, and invite as soon as that is possible."""
    if draft.case.tugas_pada(Langkah.PERSIAPAN) is None:
        open_task(draft, Langkah.PERSIAPAN, Peran.ADMIN)
    invite(draft)


def reschedule(draft: Draft, oleh: str, jadwal: datetime, atas_nama: str = "") -> None:
    """Set the session's time: the clock of step 6 follows, and so does the invitation."""
    draft.record(Langkah.KONSULTASI, oleh, c.JadwalDitetapkan(jadwal), atas_nama)
    restart_clock(draft)
    invite(draft)


def restart_clock(draft: Draft) -> None:
    """Count step 6 anew from the session as it stands."""
    for peran in TIM:
        if draft.case.tugas_pada(Langkah.KONSULTASI, peran):
            time = clock(Langkah.KONSULTASI, peran, draft.case, draft.desk, draft.now)
            changed = c.TenggatDiubah(peran, time.tenggat, time.dijeda, time.mulai, time.norma, "jadwal sesi")
            draft.record(Langkah.KONSULTASI, SISTEM, changed)


def invite(draft: Draft) -> None:
    """Invite the applicant and the team, or send the update; nothing goes out without time, link or room."""
    session = draft.case.sesi_kini
    if session is None or session.jadwal is None or not session.tempat:
        return
    sequence = session.undangan + 1
    draft.record(Langkah.KONSULTASI, SISTEM, c.UndanganDikirim(sequence))
    _write(draft, session, sequence)


def uninvite(draft: Draft) -> None:
    """Cancel the invitation that stands (RFC 5546 CANCEL)."""
    session = draft.case.sesi_kini
    if session and session.jadwal and session.undangan >= 0:
        sequence = session.undangan + 1
        draft.record(Langkah.KONSULTASI, SISTEM, c.UndanganDikirim(sequence))
        _write(draft, session, sequence, cancelled=True)


def _write(draft: Draft, session: Sesi, sequence: int, *, cancelled: bool = False) -> None:
    case, desk = draft.case, draft.desk
    assert session.jadwal is not None  # noqa: S101 - both callers have looked
    team = [p for p in map(desk.orang, case.tim) if p]
    guest = (case.permohonan.get("nama", "") or case.pemohon, case.pemohon)
    invitation = Undangan(
        uid=f"{case.nomor.lower()}-sesi-{session.urut}@{desk.alamat.rpartition('@')[2]}",
        urutan=sequence,
        mulai=session.jadwal,
        selesai=session.jadwal + timedelta(minutes=desk.aturan.sesi_menit),
        tempat=session.tempat,
        judul=f"Konsultasi {case.nomor}",
        peserta=(guest, *((p.nama, p.email) for p in team)),
        batal=cancelled,
    )
    facts = {
        "jadwal": session.jadwal,
        "tempat": session.tempat,
        "metode": case.metode,
        "sesi": session.urut,
        "batal": cancelled,
        "perubahan": sequence > 0 and not cancelled,
        "arahan": case.arahan if case.sampaikan else "",
    }
    key = f"undangan/{session.urut}/{sequence}/"
    draft.send(
        Letter(
            JenisSurat.UNDANGAN,
            "undangan",
            case.pemohon,
            guest[0],
            f"Yth. Bapak/Ibu {guest[0]}",
            Langkah.KONSULTASI,
            key + case.pemohon,
            token_pemohon(desk.kunci[0], case.nomor, case.pemohon),
            () if cancelled else _BALASAN,
            isi=facts,
            undangan=invitation,
            peran=Peran.PEMOHON,
        )
    )
    task = case.tugas_pada(Langkah.KONSULTASI)
    for person in team:
        draft.send(
            Letter(
                JenisSurat.UNDANGAN,
                "undangan",
                person.email,
                person.nama,
                f"Yth. Bapak/Ibu {person.nama}",
                Langkah.KONSULTASI,
                key + person.email,
                token(desk.kunci[0], case.nomor, task, person.email) if task else "",
                isi={**facts, "arahan": case.arahan},
                undangan=invitation,
                peran=person.peran,
            )
        )
