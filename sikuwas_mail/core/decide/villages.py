"""Villages and their enterprises are no perangkat daerah: accepted with a copy upward, or refused, as configured."""

import re

from sikuwas_mail.core import events as c
from sikuwas_mail.core.decide import closing
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.outgoing import JenisSurat, Letter
from sikuwas_mail.core.sop import Langkah

_DESA = re.compile(
    r"\s*(?:pemerintah(?:an)?\s+|kantor\s+|kepala\s+)?(?:desa|pemdes|bum\s*desa?|bumdesa?)\b", re.IGNORECASE
)


def village(draft: Draft) -> bool:
    """Whether the applicant writes for a village (a Dinas with that word in its name is none)."""
    written = draft.case.permohonan.get("perangkat_daerah", "")
    return draft.desk.perangkat_daerah_dari(written) is None and bool(_DESA.match(written))


def refused(draft: Draft) -> bool:
    """Refuse a village's request where that is the policy; whether it was."""
    if draft.desk.aturan.desa != "tolak" or not village(draft):
        return False
    reason = "layanan konsultasi ini diperuntukkan bagi perangkat daerah; mohon melalui Kecamatan atau DPMD"
    draft.record(Langkah.PENERIMAAN, SISTEM, c.Ditolak(reason))
    closing.tell_refused(draft, reason)
    return True


def copy(draft: Draft) -> None:
    """Tell Camat and DPMD, where configured, that a village applied; nothing of its substance."""
    if not village(draft):
        return
    office = draft.case.permohonan.get("perangkat_daerah", "")
    for address in draft.desk.aturan.tembusan_desa:
        draft.send(
            Letter(
                JenisSurat.PEMBERITAHUAN,
                "pemberitahuan",
                address,
                "",
                "Yth. Bapak/Ibu",
                Langkah.PENERIMAAN,
                f"desa/{address}",
                isi={
                    "perihal": f"Tembusan: permohonan konsultasi {office}",
                    "kalimat": ["Permohonan ini diterima dan sedang diproses; surat ini untuk diketahui."],
                    "fakta": [],
                },
            )
        )
