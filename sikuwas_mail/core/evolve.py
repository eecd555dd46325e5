"""How each event changes a case: one small function an event, found in one table."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sikuwas_mail.core import events as c
from sikuwas_mail.core.case import Case, Ditahan, DokumenKasus, Keputusan, Sesi, Tugas
from sikuwas_mail.core.events import Event
from sikuwas_mail.core.sop import Langkah, Metode, Peran, Status

_INGATAN = 30  # answers sent back that a case remembers


class ImpossibleHistory(ValueError):
    """The journal holds an event that cannot stand where it stands."""


def evolve(case: Case | None, event: Event) -> Case:
    """The case after `event`; `case` is None only before the first event of its journal."""
    if case is None:
        return _registered(event)
    before = case
    if type(event.isi) in c.JAWABAN_PERISTIWA:
        case = _decided(case, event)
    change = _CHANGES.get(type(event.isi))
    after = change(case, event, event.isi) if change else case
    return replace(after, urut=before.urut + 1)


def fold(events: list[Event]) -> Case:
    """The case that a whole journal tells; at least one event."""
    case: Case | None = None
    for event in events:
        case = evolve(case, event)
    if case is None:
        raise ImpossibleHistory("jurnal kosong")
    return case


def _registered(event: Event) -> Case:
    isi = event.isi
    if not isinstance(isi, c.PermohonanMasuk):
        raise ImpossibleHistory(f"jurnal dimulai dengan {event.peristiwa}")
    return Case(
        nomor=isi.nomor,
        dibuka=event.waktu,
        pemohon=isi.pemohon,
        permohonan=isi.permohonan,
        kanal=isi.kanal,
        kekurangan=isi.kekurangan,
        status=Status.MENUNGGU_PEMOHON if isi.kekurangan else Status.BERJALAN,
        metode=_metode(isi.permohonan.get("metode", "")),
        urut=1,
    )


def _metode(teks: str) -> Metode | None:
    return Metode(teks) if teks in set(Metode) else None


def _decided(case: Case, event: Event) -> Case:
    """A decision ends the task it answers and remembers the state before it."""
    task = case.tugas_pada(event.langkah)
    if task is None:
        return case
    made = Keputusan(event.langkah, task.peran, task.ronde, event.oleh, event.atas_nama, event.waktu, event.peristiwa)
    return replace(
        _close(case, event, lambda t: t is task),
        keputusan=(*case.keputusan, made),
        sebelumnya=replace(case, sebelumnya=None),
        catatan_revisi="",
    )


def _close(case: Case, event: Event, which: Callable[[Tugas], bool]) -> Case:
    return replace(
        case,
        tugas=tuple(replace(t, ditutup=event.waktu) if t.terbuka and which(t) else t for t in case.tugas),
    )


def _task(case: Case, event: Event, peran: object, **changes: Any) -> Case:
    """Change the open task of the event's step and this role."""
    return replace(
        case,
        tugas=tuple(
            replace(t, **changes) if t.terbuka and t.langkah is event.langkah and t.peran is peran else t
            for t in case.tugas
        ),
    )


def _completed(case: Case, event: Event, isi: c.DataDilengkapi) -> Case:
    status = Status.MENUNGGU_PEMOHON if isi.kekurangan else Status.BERJALAN
    return replace(
        _close(case, event, lambda t: not isi.kekurangan and t.langkah is Langkah.PERMOHONAN),
        permohonan=isi.permohonan,
        kekurangan=isi.kekurangan,
        status=status,
        diminta="",
        metode=_metode(isi.permohonan.get("metode", "")) or case.metode,
    )


def _received(case: Case, event: Event, isi: c.PermohonanDiterima) -> Case:
    return replace(case, usulan=isi.usulan, langkah=Langkah.PENERIMAAN)


def _asked_for_more(case: Case, event: Event, isi: c.DimintaLengkap) -> Case:
    return replace(case, diminta=isi.butir, status=Status.MENUNGGU_PEMOHON)


def _ended(case: Case, event: Event, isi: Any) -> Case:
    closed = _close(case, event, lambda _: True)
    silent = isinstance(isi, c.DitutupOtomatis)
    return replace(closed, status=Status.DITUTUP, alasan_tutup=isi.alasan, ditutup_otomatis=silent)


def _reopened(case: Case, event: Event, isi: c.DibukaKembali) -> Case:
    return replace(case, status=Status.MENUNGGU_PEMOHON, alasan_tutup="", ditutup_otomatis=False)


def _distributed(case: Case, event: Event, isi: c.Didisposisikan) -> Case:
    return replace(case, wilayah=isi.wilayah, catatan_disposisi=isi.catatan)


def _diverted(case: Case, event: Event, isi: c.Dialihkan) -> Case:
    return replace(case, usulan=isi.wilayah, wilayah="", catatan_revisi=isi.alasan)


def _returned(case: Case, event: Event, isi: c.Dikembalikan | c.Berhalangan) -> Case:
    return replace(case, catatan_revisi=isi.alasan)


def _assigned(case: Case, event: Event, isi: c.Ditugaskan) -> Case:
    session = case.sesi_kini or Sesi(1)
    session = replace(session, jadwal=isi.jadwal or session.jadwal, tempat=isi.tempat or session.tempat, siap=())
    return replace(
        case,
        tim=isi.tim,
        metode=isi.metode or case.metode,
        arahan=isi.arahan or case.arahan,
        sampaikan=isi.sampaikan,
        sesi=(*case.sesi[:-1], session),
    )


def _session(case: Case, **changes: Any) -> Case:
    session = case.sesi_kini or Sesi(1)
    return replace(case, sesi=(*case.sesi[:-1], replace(session, **changes)))


def _place(case: Case, event: Event, isi: c.TempatDitetapkan) -> Case:
    return _session(case, tempat=isi.tempat)


def _scheduled(case: Case, event: Event, isi: c.JadwalDitetapkan) -> Case:
    return _session(case, jadwal=isi.jadwal, hadir=(), tidak_hadir=())  # who answered, answered of another time


def _proposed(case: Case, event: Event, isi: c.JadwalDiusulkan) -> Case:
    return replace(case, jadwal_ulang=case.jadwal_ulang + 1)


def _invited(case: Case, event: Event, isi: c.UndanganDikirim) -> Case:
    return _session(case, undangan=isi.urutan)


def _attending(case: Case, event: Event, isi: c.HadirDinyatakan) -> Case:
    present = set(case.sesi_kini.hadir if case.sesi_kini else ())
    absent = set(case.sesi_kini.tidak_hadir if case.sesi_kini else ()) - {isi.alamat}
    present = present | {isi.alamat} if isi.hadir else present - {isi.alamat}
    absent = absent if isi.hadir else absent | {isi.alamat}
    return _session(case, hadir=tuple(sorted(present)), tidak_hadir=tuple(sorted(absent)))


def _ready(case: Case, event: Event, isi: c.SiapDinyatakan) -> Case:
    ready = case.sesi_kini.siap if case.sesi_kini else ()
    return _session(case, siap=tuple(dict.fromkeys((*ready, isi.alamat))))


def _continued(case: Case, event: Event, isi: c.SesiDilanjutkan) -> Case:
    return replace(case, sesi=(*case.sesi, Sesi(len(case.sesi) + 1, jadwal=isi.jadwal)))


def _minutes(case: Case, event: Event, isi: c.HasilDicatat) -> Case:
    closed = _close(case, event, lambda t: t.langkah is Langkah.PERSIAPAN)
    return replace(closed, hasil={**case.hasil, **isi.hasil})


def _revised(case: Case, event: Event, isi: c.Diperbaiki) -> Case:
    return replace(case, revisi=case.revisi + 1, catatan_revisi=isi.catatan)


def _archived(case: Case, event: Event, isi: c.Diarsipkan) -> Case:
    closed = _close(case, event, lambda _: True)
    return replace(closed, status=Status.SELESAI, arsip=isi.berkas)


def _task_opened(case: Case, event: Event, isi: c.TugasDibuka) -> Case:
    task = Tugas(
        event.langkah,
        isi.peran,
        isi.pemegang,
        isi.ronde,
        event.waktu,
        isi.tenggat,
        isi.dijeda,
        penerima=isi.penerima or isi.pemegang,
        mulai=isi.mulai,
        norma=isi.norma,
    )
    opened = replace(case, tugas=(*case.tugas, task))
    if event.langkah is Langkah.PERSIAPAN:
        return opened
    waiting = event.langkah is Langkah.PERMOHONAN
    status = Status.MENUNGGU_PEMOHON if waiting else Status.BERJALAN
    return replace(opened, langkah=event.langkah, status=status)


def _clock(case: Case, event: Event, isi: c.TenggatDiubah) -> Case:
    still_late = isi.tenggat is not None and isi.tenggat <= event.waktu
    begun = {} if still_late else {"diingatkan": 0, "dieskalasi": False}
    return _task(
        case, event, isi.peran, tenggat=isi.tenggat, dijeda=isi.dijeda, mulai=isi.mulai, norma=isi.norma, **begun
    )


def _handed_over(case: Case, event: Event, isi: c.PemegangDiganti) -> Case:
    told = isi.pemegang if isi.penerima is None else isi.penerima
    return _task(case, event, isi.peran, pemegang=isi.pemegang, penerima=told)


def _named(case: Case, event: Event, isi: c.Ditunjuk) -> Case:
    return _task(
        case,
        event,
        isi.peran,
        ditunjuk=isi.petugas,
        pemegang=(isi.petugas,),
        penerima=(isi.petugas,),
        diingatkan=0,
        dieskalasi=False,
    )


def _other_team(case: Case, event: Event, isi: c.TimDiganti) -> Case:
    closed = _close(case, event, lambda t: t.langkah is Langkah.KONSULTASI)
    return replace(_session(closed, siap=()), tim=isi.tim)


def _put_off(case: Case, event: Event, isi: c.Ditunda) -> Case:
    why = f"ditunda: {isi.alasan}"
    tasks = tuple(replace(t, dijeda=why, jeda_semula=t.dijeda) if t.terbuka else t for t in case.tugas)
    return replace(case, tugas=tasks, ditunda=why, ditunda_sejak=event.waktu, ditunda_sampai=isi.sampai)


def _going_on(case: Case, event: Event, isi: c.Dilanjutkan) -> Case:
    tasks = tuple(replace(t, dijeda=t.jeda_semula, jeda_semula="") if t.terbuka else t for t in case.tugas)
    return replace(case, tugas=tasks, ditunda="", ditunda_sejak=None, ditunda_sampai=None)


def _moved(case: Case, event: Event, isi: c.Dipindah) -> Case:
    closed = _close(case, event, lambda t: t.peran is Peran.IRBAN)
    return replace(closed, wilayah=isi.wilayah if case.wilayah else "", usulan=isi.wilayah, sebelumnya=None)


def _repeated(case: Case, event: Event, isi: c.Diulang) -> Case:
    closed = _close(case, event, lambda _: True)
    return replace(closed, alasan_tutup="", ditutup_otomatis=False, arsip="", sebelumnya=None)


def _merged(case: Case, event: Event, isi: c.Digabung) -> Case:
    closed = _close(case, event, lambda _: True)
    return replace(closed, status=Status.DITUTUP, alasan_tutup=f"digabung ke {isi.ke}")


def _restored(case: Case, event: Event, isi: c.Dipulihkan) -> Case:
    return replace(case, status=Status.BERJALAN, alasan_tutup="", ditutup_otomatis=False)


def _copied(case: Case, event: Event, isi: c.TembusanDikirim) -> Case:
    return replace(case, ditembusi=True)


def _document(case: Case, event: Event, isi: c.DokumenDisusun) -> Case:
    return replace(case, dokumen=(*case.dokumen, DokumenKasus(isi.jenis, isi.versi, isi.nomor, event.waktu)))


def _number_cancelled(case: Case, event: Event, isi: c.NomorDibatalkan) -> Case:
    return replace(case, nomor_batal=(*case.nomor_batal, isi.nomor))


def _filed(case: Case, event: Event, isi: c.BerkasDiterima) -> Case:
    return replace(case, berkas=(*case.berkas, isi.sha256))


def _reminded(case: Case, event: Event, isi: c.Diingatkan) -> Case:
    return _task(case, event, isi.peran, diingatkan=isi.ke)


def _escalated(case: Case, event: Event, isi: c.Dieskalasi) -> Case:
    return _task(case, event, isi.peran, dieskalasi=True)


def _rotated(case: Case, event: Event, isi: c.KunciDiputar) -> Case:
    task = case.tugas_pada(event.langkah, isi.peran)
    if task is None:
        return case
    if isi.alamat:
        return _task(case, event, isi.peran, diputar=(*task.diputar, isi.alamat))
    return _task(case, event, isi.peran, putaran=task.putaran + 1, kunci_sejak=event.waktu)


def _held(case: Case, event: Event, isi: c.KeputusanDitahan) -> Case:
    return _task(case, event, isi.peran, ditahan=Ditahan(isi.alamat, isi.jawaban, isi.sampai, isi.ke))


def _let_go(case: Case, event: Event, isi: c.KeputusanDilepas) -> Case:
    task = case.tugas_pada(event.langkah, isi.peran)
    if task is None or task.ditahan is None:
        return case
    # The count stays, so that no later letter has the same token.
    return _task(case, event, isi.peran, ditahan=replace(task.ditahan, alamat=""))


def _sent_back(case: Case, event: Event, isi: c.KlarifikasiDiminta | c.BalasanDiabaikan) -> Case:
    return replace(case, ditanya=(*case.ditanya, (isi.alamat, isi.sidik, event.waktu))[-_INGATAN:])


def _alias_proposed(case: Case, event: Event, isi: c.AliasDiusulkan) -> Case:
    return replace(case, usul_alias=tuple(dict.fromkeys((*case.usul_alias, (isi.alamat, isi.milik)))))


def _alias_learnt(case: Case, event: Event, isi: c.AliasDipelajari) -> Case:
    waiting = tuple(u for u in case.usul_alias if u[0] != isi.alamat)
    own = (isi.alamat,) if isi.milik == case.pemohon else ()
    return replace(case, usul_alias=waiting, alias=tuple(dict.fromkeys((*case.alias, *own))))


def _bad_address(case: Case, event: Event, isi: c.AlamatBermasalah) -> Case:
    return replace(case, alamat_bermasalah=tuple(dict.fromkeys((*case.alamat_bermasalah, isi.alamat))))


def _taken_back(case: Case, event: Event, isi: c.Diurungkan) -> Case:
    """The state before the decision, while rounds, papers, numbers and addresses go on counting.

    Tasks the decision opened are closed; those that stood beside the decided one stay as they are; the decided
    one comes back as a new round by the TugasDibuka that follows.
    """
    before = case.sebelumnya
    if before is None:
        raise ImpossibleHistory("tidak ada keputusan yang dapat diurungkan")
    decided = case.keputusan[-1]
    kept = {(t.langkah, t.peran, t.ronde) for t in before.tugas_terbuka}
    kept.discard((decided.langkah, decided.peran, decided.ronde))
    standing = [
        replace(t, ditutup=None)
        if (t.langkah, t.peran, t.ronde) in kept
        else replace(t, ditutup=t.ditutup or event.waktu)
        for t in case.tugas
    ]
    return replace(
        before,
        tugas=tuple(standing),
        keputusan=case.keputusan[:-1],
        dokumen=case.dokumen,
        nomor_batal=case.nomor_batal,
        berkas=case.berkas,
        alamat_bermasalah=case.alamat_bermasalah,
        alias=case.alias,
        usul_alias=case.usul_alias,
        ditanya=case.ditanya,
        sebelumnya=None,
    )


def _surveyed(case: Case, event: Event, isi: c.SurveiDiisi) -> Case:
    return replace(case, survei=isi.nilai, saran_survei=isi.saran)


_CHANGES: dict[type, Callable[[Case, Event, Any], Case]] = {
    c.DataDilengkapi: _completed,
    c.PermohonanDiterima: _received,
    c.DimintaLengkap: _asked_for_more,
    c.Ditolak: _ended,
    c.Diadukan: _ended,
    c.Dibatalkan: _ended,
    c.DitutupOtomatis: _ended,
    c.DibukaKembali: _reopened,
    c.Didisposisikan: _distributed,
    c.Dikembalikan: _returned,
    c.Ditugaskan: _assigned,
    c.Dialihkan: _diverted,
    c.TempatDitetapkan: _place,
    c.JadwalDitetapkan: _scheduled,
    c.JadwalDiusulkan: _proposed,
    c.UndanganDikirim: _invited,
    c.HadirDinyatakan: _attending,
    c.SiapDinyatakan: _ready,
    c.Berhalangan: _returned,
    c.SesiDilanjutkan: _continued,
    c.HasilDicatat: _minutes,
    c.Diperbaiki: _revised,
    c.Diarsipkan: _archived,
    c.TugasDibuka: _task_opened,
    c.TenggatDiubah: _clock,
    c.PemegangDiganti: _handed_over,
    c.Ditunjuk: _named,
    c.TimDiganti: _other_team,
    c.Dihentikan: _ended,
    c.Ditunda: _put_off,
    c.Dilanjutkan: _going_on,
    c.Dipindah: _moved,
    c.Diulang: _repeated,
    c.Digabung: _merged,
    c.Dipulihkan: _restored,
    c.TembusanDikirim: _copied,
    c.DokumenDisusun: _document,
    c.NomorDibatalkan: _number_cancelled,
    c.BerkasDiterima: _filed,
    c.Diingatkan: _reminded,
    c.Dieskalasi: _escalated,
    c.KunciDiputar: _rotated,
    c.KeputusanDitahan: _held,
    c.KeputusanDilepas: _let_go,
    c.KlarifikasiDiminta: _sent_back,
    c.BalasanDiabaikan: _sent_back,
    c.AliasDiusulkan: _alias_proposed,
    c.AliasDipelajari: _alias_learnt,
    c.AlamatBermasalah: _bad_address,
    c.Diurungkan: _taken_back,
    c.SurveiDiisi: _surveyed,
}
