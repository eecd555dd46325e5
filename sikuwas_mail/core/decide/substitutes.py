"""A substitution is told to both sides when it begins: from when to when, as what, on which ground."""

from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.desk import Pengganti
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import Langkah


def tell_both(draft: Draft, named: Pengganti) -> None:
    """One letter to the holder, one to his substitute."""
    holder, acting = draft.desk.orang(named.untuk), draft.desk.orang(named.oleh)
    if holder is None or acting is None:
        return
    days = f"{named.mulai:%d-%m-%Y} s.d. {named.sampai:%d-%m-%Y}"
    facts = [
        ("Pejabat", f"{holder.nama}, {holder.jabatan or holder.peran}"),
        ("Pengganti", f"{named.sebagai}. {acting.nama}"),
        ("Berlaku", days),
        ("Dasar", named.dasar),
    ]
    sentences = {
        holder.email: "Selama masa ini surat tugas Sikuwas disampaikan kepada pengganti Bapak/Ibu. "
        "Jawaban Bapak/Ibu sendiri tetap berlaku.",
        acting.email: "Selama masa ini surat tugas Sikuwas disampaikan kepada Bapak/Ibu sebagai pengganti. "
        "Jawaban Bapak/Ibu dicatat atas nama pejabat yang digantikan.",
    }
    for person in (holder, acting):
        draft.to_official(
            person,
            JenisSurat.PEMBERITAHUAN,
            "pemberitahuan",
            f"pengganti/{named.untuk}/{named.oleh}/{named.mulai}/{person.email}",
            langkah=Langkah.PERMOHONAN,
            isi={
                "perihal": f"Penggantian sementara mulai {named.mulai:%d-%m-%Y}",
                "kalimat": [sentences[person.email]],
                "fakta": facts,
            },
        )
