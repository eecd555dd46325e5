"""The small letters: echo of a decision, question back, notice, state of a case, help."""

from collections.abc import Mapping, Sequence

from sikuwas_mail.core.case import Case, Keputusan, Tugas
from sikuwas_mail.core.decide.draft import Draft
from sikuwas_mail.core.desk import Desk, Pengganti, Petugas
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import (
    JAWABAN_PEMOHON,
    JAWABAN_UMUM,
    SOP,
    URUNGKAN,
    Aturan,
    Dokumen,
    Jawaban,
    Langkah,
    Peran,
    Status,
    baris,
)

Fakta = Sequence[tuple[str, object]]


def echo(
    draft: Draft, orang: Petugas, tugas: Tugas, putusan: str, akibat: str, pengganti: Pengganti | None = None
) -> None:
    """Confirm a decision at once to the decider's registered address; URUNGKAN takes it back."""
    holder = draft.desk.orang(pengganti.untuk) if pengganti else None
    draft.to_official(
        orang,
        JenisSurat.TANDA_KEPUTUSAN,
        "tanda-keputusan",
        f"tercatat/{draft.case.urut}/{orang.email}",
        tugas=tugas,
        jawaban=(URUNGKAN,),
        isi={
            "putusan": putusan,
            "oleh": orang.nama,
            "atas_nama": holder.nama if holder else "",
            "waktu": draft.now,
            "akibat": akibat,
        },
        sebagai=pengganti,
    )


def ask_back(draft: Draft, orang: Petugas, tugas: Tugas, alasan: str) -> None:
    """One question back with ready-made answers; never swallowed for a holder."""
    draft.to_official(
        orang,
        JenisSurat.KLARIFIKASI,
        "klarifikasi",
        f"tanya/{draft.case.urut}/{draft.surat}/{orang.email}",
        tugas=tugas,
        jawaban=baris(tugas.langkah, tugas.peran).jawaban,
        isi={"alasan": alasan},
    )


def inform(
    draft: Draft,
    orang: Petugas,
    kunci: str,
    perihal: str,
    kalimat: Sequence[str],
    *,
    fakta: Fakta = (),
    langkah: Langkah | None = None,
    lampiran: tuple[Dokumen, ...] = (),
) -> None:
    """A notice to an official that asks nothing."""
    draft.to_official(
        orang,
        JenisSurat.PEMBERITAHUAN,
        "pemberitahuan",
        f"kabar/{kunci}/{orang.email}",
        langkah=langkah,
        isi={"perihal": perihal, "kalimat": list(kalimat), "fakta": list(fakta)},
        lampiran=lampiran,
    )


def inform_admin(
    draft: Draft, kunci: str, perihal: str, kalimat: Sequence[str], jenis: JenisSurat = JenisSurat.PEMBERITAHUAN
) -> None:
    """A notice to every Admin."""
    templat = "operator" if jenis is JenisSurat.OPERATOR else "pemberitahuan"
    for admin in draft.desk.pejabat(Peran.ADMIN, draft.now):
        draft.to_official(
            admin,
            jenis,
            templat,
            f"kabar/{kunci}/{admin.email}",
            isi={"perihal": perihal, "kalimat": list(kalimat), "fakta": []},
        )


def stale(draft: Draft, orang: Petugas, tugas: Tugas, keputusan: Keputusan | None) -> None:
    """One polite, true answer to a letter whose task is decided: who, when."""
    who = draft.desk.orang(keputusan.oleh) if keputusan else None
    title = baris(tugas.langkah, tugas.peran).judul
    if keputusan:
        name = who.nama if who else keputusan.oleh
        sentence = f"Tugas {title} telah diputuskan oleh {name}; balasan ini tidak mengubahnya."
    else:
        sentence = f"Tugas {title} sudah tidak menunggu jawaban; balasan ini tidak mengubah apa pun."
    facts: Fakta = (("Diputuskan", keputusan.waktu),) if keputusan else ()
    inform(draft, orang, f"usang/{draft.surat}", "Tugas telah diputuskan", [sentence], fakta=facts)


def status_facts(case: Case, desk: Desk, *, internal: bool) -> Mapping[str, object]:
    """The state of a case; the applicant sees steps and times, no names of officials."""
    holders = [p.nama for t in case.tugas_terbuka for p in map(desk.orang, t.pemegang) if p]
    task = case.tugas_pada(case.langkah)
    return {
        "status": case.status,
        "langkah": baris(case.langkah).judul,
        "pemegang": ", ".join(dict.fromkeys(holders)) if internal else "",
        "tenggat": task.tenggat if task and internal else None,
        "riwayat": [
            (k.waktu, baris(k.langkah, k.peran).judul + (f" oleh {_name(k, desk)}" if internal else " selesai"))
            for k in case.keputusan
        ],
        "selesai": case.status is Status.SELESAI,
    }


def help_rules(tugas: Tugas | None) -> tuple[Aturan, ...]:
    """What an official may answer just now."""
    return (*(baris(tugas.langkah, tugas.peran).jawaban if tugas else ()), *JAWABAN_UMUM)


def applicant_rules(case: Case) -> tuple[Aturan, ...]:
    """What the applicant may answer just now: data while they are awaited, a session once there is one, the survey."""
    if case.status is Status.SELESAI:
        fitting: tuple[Jawaban, ...] = () if case.survei else (Jawaban.SURVEI,)
    elif case.sesi and case.terbuka:
        fitting = (Jawaban.HADIR, Jawaban.JADWAL, Jawaban.BATAL)
    else:
        fitting = (Jawaban.BATAL,) if case.terbuka else ()
    data = baris(Langkah.PERMOHONAN).jawaban[:1] if case.status is Status.MENUNGGU_PEMOHON else ()
    return (*data, *(a for a in JAWABAN_PEMOHON if a.jawaban in fitting), *JAWABAN_UMUM)


def next_step(case: Case) -> str:
    """Where the case stands after a decision, in words."""
    if case.status is Status.SELESAI:
        return "Kasus selesai dan diarsipkan."
    if case.status is Status.DITUTUP:
        return "Kasus ditutup."
    row = next((b for b in SOP if b.langkah is case.langkah), SOP[0])
    task = case.tugas_pada(case.langkah)
    return f"Langkah berikutnya: {baris(row.langkah, task.peran if task else None).judul}."


def _name(keputusan: Keputusan, desk: Desk) -> str:
    person = desk.orang(keputusan.oleh)
    return person.nama if person else keputusan.oleh
