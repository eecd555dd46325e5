"""What the applicant is told: what is missing, and how his case ended."""

from collections.abc import Sequence

from sikuwas_mail.core import events as c
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.decide.tasks import MENUNGGU_PEMOHON, present
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import JAWABAN_PEMOHON, Dokumen, Jawaban, Langkah, Peran, baris

_SURVEI = tuple(a for a in JAWABAN_PEMOHON if a.jawaban is Jawaban.SURVEI)


def ask_applicant(draft: Draft, kekurangan: Sequence[tuple[str, str]], *, once: bool = False) -> bool:
    """Ask for what is missing, once, as a list, with the form; the applicant's task is open, its clock stands."""
    if draft.case.tugas_pada(Langkah.PERMOHONAN) is None:
        ronde = draft.case.ronde_berikut(Langkah.PERMOHONAN, Peran.PEMOHON)
        opened = c.TugasDibuka(Peran.PEMOHON, (draft.case.pemohon,), ronde, None, MENUNGGU_PEMOHON)
        draft.record(Langkah.PERMOHONAN, SISTEM, opened)
    limit = draft.desk.kalender.add_days(draft.desk.hari(draft.now), draft.desk.aturan.tutup_pemohon)
    return draft.to_applicant(
        JenisSurat.KELENGKAPAN,
        "kelengkapan",
        f"kelengkapan/{draft.case.urut}",
        langkah=Langkah.PERMOHONAN,
        jawaban=baris(Langkah.PERMOHONAN).jawaban,
        isi={"kekurangan": list(kekurangan), "batas": limit},
        formulir=(Dokumen.FORMULIR,),
        once=once,
    )


def tell_refused(draft: Draft, alasan: str) -> None:
    """The request was refused by Admin."""
    draft.to_applicant(JenisSurat.PENOLAKAN, "penolakan", f"penolakan/{draft.case.urut}", isi={"alasan": alasan})


def tell_ended(draft: Draft, akhir: str, alasan: str) -> None:
    """The case ended before a report: `akhir` is "batal", "pengaduan" or "diam"."""
    draft.to_applicant(
        JenisSurat.PENUTUPAN,
        "penutupan",
        f"penutupan/{draft.case.urut}",
        isi={"akhir": akhir, "alasan": alasan},
    )


def tell_finished(draft: Draft) -> None:
    """A full course: the Berita Acara, then the survey (PermenPANRB 14/2017)."""
    draft.to_applicant(
        JenisSurat.PENUTUPAN,
        "penutupan",
        f"penutupan/{draft.case.urut}",
        isi={"akhir": "selesai", "alasan": ""},
        lampiran=present(draft.case, (Dokumen.BERITA_ACARA,)),
    )
    draft.to_applicant(JenisSurat.SURVEI, "survei", f"survei/{draft.case.urut}", jawaban=_SURVEI)


def remind_survey(draft: Draft) -> None:
    """The survey once more; its key lets it leave only once."""
    draft.to_applicant(JenisSurat.SURVEI, "survei", "survei/ingat", jawaban=_SURVEI, isi={"ingat": True})
