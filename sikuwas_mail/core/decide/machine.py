"""Mail that machines write: facts for the journal and for Admin, never a decision, never an answer."""

from sikuwas_mail.core import events as c
from sikuwas_mail.core.decide import notices
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.incoming import Autentikasi, AutoReply, Bounce, CalendarReply, Forward
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import Langkah, Peran


def bounced(draft: Draft, masuk: Bounce) -> Decision:
    """A letter came back: a case event, an alarm to Admin, the address marked; a delay is only recorded."""
    if masuk.tertunda:
        return draft.done(Hasil.PENTALAN, masuk.alasan)
    for alamat in masuk.penerima:
        if alamat not in draft.case.alamat_bermasalah:
            draft.record(draft.case.langkah, SISTEM, c.AlamatBermasalah(alamat, masuk.status))
        _alarm(draft, alamat, masuk.status)
    return draft.done(Hasil.PENTALAN, masuk.alasan)


def _alarm(draft: Draft, alamat: str, status: str) -> None:
    """To every Admin, once a day for each address; an alarm to the address that fails would only come back."""
    for admin in draft.desk.pejabat(Peran.ADMIN, draft.now):
        if admin.email == alamat:
            continue
        draft.to_official(
            admin,
            JenisSurat.OPERATOR,
            "operator",
            f"pentalan/{alamat}/{draft.desk.hari(draft.now)}/{admin.email}",
            isi={
                "perihal": "Surat tidak sampai",
                "kalimat": [
                    f"Surat kasus {draft.case.nomor} kepada {alamat} kembali (kode {status or 'tidak disebut'}). "
                    "Mohon memeriksa alamat tersebut.",
                ],
            },
        )


def absent(draft: Draft, masuk: AutoReply) -> Decision:
    """An out-of-office of a holder: kept as a fact; Admin is told once and may name a substitute."""
    sender = masuk.envelope.dari[0] if len(masuk.envelope.dari) == 1 else ""
    person = draft.desk.orang(sender)
    holds = person is not None and any(person.email in t.pemegang for t in draft.case.tugas_terbuka)
    holds = holds and masuk.envelope.autentikasi is not Autentikasi.GAGAL
    if not masuk.cuti or person is None or not holds:
        return draft.done(Hasil.OTOMATIS, masuk.alasan)
    until = f"s.d. {masuk.cuti_sampai:%d-%m-%Y}" if masuk.cuti_sampai else "tanpa tanggal"
    draft.record(draft.case.langkah, SISTEM, c.CutiDicatat(person.email, f"sedang cuti {until}"))
    stand_in = draft.desk.pengganti_dari(person.email, draft.now)
    if stand_in is None:
        notices.inform_admin(
            draft,
            f"cuti/{person.email}/{until}",
            "Pejabat tidak di tempat",
            [
                f"{person.nama} membalas otomatis bahwa sedang tidak di tempat ({until}). Balasan itu bukan keputusan.",
                "Bila perlu, mohon menetapkan pengganti (Plh.) dalam konfigurasi.",
            ],
        )
    return draft.done(Hasil.OTOMATIS, masuk.alasan)


def calendar(draft: Draft, masuk: CalendarReply) -> Decision:
    """A calendar answer of someone invited fills the attendance; of anybody else it is only filed."""
    sender = masuk.envelope.dari[0] if len(masuk.envelope.dari) == 1 else ""
    invited = sender in (draft.case.pemohon, *draft.case.tim) and masuk.peserta in ("", sender)
    forged = masuk.envelope.autentikasi is Autentikasi.GAGAL
    if not draft.case.sesi or not invited or forged or not draft.case.terbuka:
        return draft.done(Hasil.KALENDER, masuk.alasan)
    if masuk.status in ("ACCEPTED", "DECLINED"):
        stated = c.HadirDinyatakan(sender, masuk.status == "ACCEPTED")
        draft.record(Langkah.KONSULTASI, sender, stated)
    return draft.done(Hasil.KALENDER, f"{masuk.alasan}-{masuk.status.lower()}")


def forwarded(draft: Draft, masuk: Forward) -> Decision:
    """A forward is never an answer; a human looks at it."""
    return draft.done(Hasil.TERUSAN, masuk.alasan)
