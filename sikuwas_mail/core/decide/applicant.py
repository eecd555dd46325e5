"""What the applicant's mails do: the data of step 1, and what he may say in any open case."""

from sikuwas_mail.core import events as c
from sikuwas_mail.core.decide import closing, notices, sessions, superiors, villages
from sikuwas_mail.core.decide.draft import Decision, Draft, Hasil
from sikuwas_mail.core.decide.tasks import open_task
from sikuwas_mail.core.events import SISTEM
from sikuwas_mail.core.incoming import Answer, Reply
from sikuwas_mail.core.outgoing import JenisSurat
from sikuwas_mail.core.sop import (
    DATA_WAJIB,
    LABEL_PERMOHONAN,
    Aturan,
    Dokumen,
    Jawaban,
    Langkah,
    Peran,
    Status,
)

MAKSIMAL_JADWAL_ULANG = 2
PETUNJUK = {
    "nip": 'delapan belas angka, atau "-" bila tidak ada',
    "metode": "daring, luring, atau hibrid",
    "nomor_hp": "nomor WhatsApp yang dapat dihubungi",
    "uraian": "permasalahan yang dikonsultasikan",
}


def missing(permohonan: dict[str, str]) -> tuple[str, ...]:
    """Keys still needed before step 2 (contract, section 2)."""
    return tuple(k for k in DATA_WAJIB if not permohonan.get(k, "").strip())


def hints(kekurangan: tuple[str, ...]) -> list[tuple[str, str]]:
    """(label, how it is written) of what is missing."""
    return [(LABEL_PERMOHONAN[k], PETUNJUK.get(k, "")) for k in kekurangan]


def receive(draft: Draft) -> None:
    """Step 2 in Admin's name, then step 3 on Admin's desk: its clock starts with the complete request."""
    if villages.refused(draft):
        return
    admins = draft.desk.pejabat(Peran.ADMIN, draft.now)
    usulan = draft.desk.wilayah_dari(draft.case.permohonan.get("perangkat_daerah", ""))
    received = c.PermohonanDiterima(usulan)
    draft.record(Langkah.PENERIMAAN, SISTEM, received, admins[0].email if admins else "")
    draft.paper(Dokumen.FORMULIR, Langkah.PENERIMAAN)
    open_task(draft, Langkah.PENERUSAN, Peran.ADMIN)
    villages.copy(draft)


def receipt(draft: Draft) -> None:
    """The receipt of a complete request, one each."""
    draft.to_applicant(
        JenisSurat.TANDA_TERIMA,
        "tanda-terima",
        "tanda-terima",
        langkah=Langkah.PERMOHONAN,
        counted=True,
    )


def answer(draft: Draft, masuk: Reply) -> Decision:
    """Carry out what the applicant said."""
    said = masuk.answer
    if said.ragu:
        return _question(draft, said.ragu)
    handler = _HANDLERS.get(said.jawaban) if said.jawaban else None
    if handler:
        return handler(draft, masuk, said)
    if draft.case.status is Status.MENUNGGU_PEMOHON or draft.case.ditutup_otomatis:
        return _data(draft, masuk, said)
    if not masuk.teks.strip() and not masuk.lampiran:
        return draft.done(Hasil.DICATAT, "kosong")
    if not draft.case.terbuka:
        return draft.done(Hasil.DICATAT, "setelah-ditutup")
    return _extra(draft)


def _extra(draft: Draft) -> Decision:
    notices.inform_admin(
        draft,
        f"tambahan/{draft.desk.hari(draft.now)}",
        "Surel tambahan dari pemohon",
        ["Pemohon mengirim surel yang bukan jawaban atas pertanyaan kami. Surel itu ada di folder pemeriksaan."],
    )
    return draft.done(Hasil.TAMBAHAN, "surel-tambahan-pemohon")


def _data(draft: Draft, masuk: Reply, said: Answer) -> Decision:
    case = draft.case
    waiting = case.status is Status.MENUNGGU_PEMOHON or case.ditutup_otomatis
    if not waiting:
        return _extra(draft)
    merged = {**case.permohonan, **{k: v for k, v in said.permohonan.items() if v}}
    if case.diminta and masuk.teks.strip():
        merged["uraian"] = f"{case.permohonan.get('uraian', '')}\n\nTambahan: {masuk.teks.strip()}".strip()
    lacking = missing(merged)
    if merged == dict(case.permohonan) and lacking and not masuk.lampiran:
        return draft.done(Hasil.DICATAT, "tanpa-data")
    if case.ditutup_otomatis:
        draft.record(Langkah.PERMOHONAN, case.pemohon, c.DibukaKembali())
    draft.record(Langkah.PERMOHONAN, case.pemohon, c.DataDilengkapi(merged, lacking))
    if lacking:
        closing.ask_applicant(draft, hints(lacking))
    else:
        receipt(draft)
        receive(draft)
    return draft.done(Hasil.DILENGKAPI, "data-lengkap" if not lacking else "data-kurang")


def _cancel(draft: Draft, masuk: Reply, said: Answer) -> Decision:
    if not draft.case.terbuka:
        return draft.done(Hasil.DICATAT, "sudah-ditutup")
    busy = [p for t in draft.case.tugas_terbuka for p in map(draft.desk.orang, t.pemegang) if p]
    langkah = draft.case.langkah
    sessions.uninvite(draft)
    draft.cancel_numbers(langkah, (Dokumen.SURAT_TUGAS,), "dibatalkan pemohon")
    draft.record(langkah, draft.case.pemohon, c.Dibatalkan(said.isi))
    closing.tell_ended(draft, "batal", said.isi)
    for person in dict.fromkeys(busy):
        sentence = "Permohonan ini dibatalkan oleh pemohon; tugas Bapak/Ibu pada kasus ini tidak perlu dikerjakan."
        notices.inform(draft, person, f"batal/{draft.case.urut}", "Permohonan dibatalkan", [sentence])
    return draft.done(Hasil.DIPUTUSKAN, "batal")


def _attend(draft: Draft, masuk: Reply, said: Answer) -> Decision:
    if not draft.case.sesi or not draft.case.terbuka:
        return draft.done(Hasil.DICATAT, "belum-ada-sesi")
    draft.record(Langkah.KONSULTASI, draft.case.pemohon, c.HadirDinyatakan(draft.case.pemohon))
    return draft.done(Hasil.DICATAT, "hadir")


def _propose(draft: Draft, masuk: Reply, said: Answer) -> Decision:
    """Another time: the team decides, after two proposals the Irban (domain, exceptions)."""
    case = draft.case
    wish = said.jadwal_teks or said.isi
    task = case.tugas_pada(Langkah.KONSULTASI)
    if task is None:
        return _extra(draft) if case.terbuka else draft.done(Hasil.DICATAT, "sudah-ditutup")
    draft.record(Langkah.KONSULTASI, case.pemohon, c.JadwalDiusulkan(wish, said.jadwal))
    rule = _schedule_rule(said)
    if draft.case.jadwal_ulang > MAKSIMAL_JADWAL_ULANG:
        superiors.ask_for_time(draft, task, wish, rule)
        return draft.done(Hasil.DICATAT, "usulan-jadwal-irban")
    for person in [p for p in map(draft.desk.orang, task.pemegang) if p]:
        draft.to_official(
            person,
            JenisSurat.KLARIFIKASI,
            "klarifikasi",
            f"jadwal/{draft.case.urut}/{person.email}",
            tugas=task,
            jawaban=(rule,),
            isi={"alasan": f"pemohon mengusulkan jadwal lain: {wish}"},
        )
    return draft.done(Hasil.DICATAT, "usulan-jadwal")


def _schedule_rule(said: Answer) -> Aturan:
    when = f"{said.jadwal:%d-%m-%Y %H.%M}" if said.jadwal else ""
    text = f"JADWAL: {when}" if when else "JADWAL: tanggal jam"
    return Aturan(Jawaban.JADWAL, text, "menetapkan jadwal sesi", wajib_isi=not when)


def _survey(draft: Draft, masuk: Reply, said: Answer) -> Decision:
    if draft.case.status is not Status.SELESAI:
        return draft.done(Hasil.DICATAT, "survei-sebelum-selesai")
    if draft.case.survei:
        return draft.done(Hasil.DICATAT, "survei-sudah-diisi")
    draft.record(Langkah.PENGARSIPAN, draft.case.pemohon, c.SurveiDiisi(said.survei, said.isi))
    return draft.done(Hasil.DICATAT, "survei")


def _status(draft: Draft, masuk: Reply, said: Answer) -> Decision:
    return tell_status(draft)


def tell_status(draft: Draft) -> Decision:
    """Answer STATUS to the applicant's address: steps and times, no names."""
    facts = notices.status_facts(draft.case, draft.desk, internal=False)
    draft.to_applicant(JenisSurat.PEMBERITAHUAN, "status", f"status/{draft.kutip}", isi=facts, once=True)
    return draft.done(Hasil.DIJAWAB, "status")


def _help(draft: Draft, masuk: Reply, said: Answer) -> Decision:
    rules = notices.applicant_rules(draft.case)
    draft.to_applicant(
        JenisSurat.PEMBERITAHUAN,
        "bantuan",
        f"bantuan/{draft.kutip}",
        jawaban=rules,
        isi={"aturan": [(a.contoh, a.arti) for a in rules]},
        once=True,
    )
    return draft.done(Hasil.DIJAWAB, "bantuan")


def _question(draft: Draft, alasan: str) -> Decision:
    case = draft.case
    draft.record(case.langkah, case.pemohon, c.KlarifikasiDiminta(case.pemohon, alasan))
    draft.to_applicant(
        JenisSurat.KLARIFIKASI,
        "klarifikasi",
        f"tanya/{draft.case.urut}/{draft.kutip}",
        jawaban=notices.applicant_rules(case),
        isi={"alasan": alasan},
        once=True,
    )
    return draft.done(Hasil.DITANYAKAN, alasan)


_HANDLERS = {
    Jawaban.DATA: _data,
    Jawaban.BATAL: _cancel,
    Jawaban.HADIR: _attend,
    Jawaban.JADWAL: _propose,
    Jawaban.SURVEI: _survey,
    Jawaban.STATUS: _status,
    Jawaban.BANTUAN: _help,
}
