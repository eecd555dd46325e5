"""Archive data of a case: classification, span of time, and the retention that is proposed, never carried out."""

from dataclasses import dataclass
from datetime import date, datetime

from sikuwas_mail.config import Config
from sikuwas_mail.core.case import Case
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.events import Event
from sikuwas_mail.paper import wording

USUL = (
    "Retensi di atas hanya usul menurut Jadwal Retensi Arsip dalam konfigurasi; pemindahan, pemusnahan, dan penyerahan "
    "arsip dilakukan petugas kearsipan, tidak pernah oleh sistem ini."
)


@dataclass(frozen=True, slots=True)
class Retensi:
    """One case as the archive lists it (PP 28/2012); the dates are empty while the case runs."""

    klasifikasi: str
    nomor_berkas: str
    uraian: str
    kurun_waktu: str
    jumlah: str
    tingkat_perkembangan: str
    aktif_sampai: str
    inaktif_sampai: str
    keterangan: str

    def rows(self) -> tuple[tuple[str, str], ...]:
        """(label, value), in order."""
        return (
            ("Kode klasifikasi", self.klasifikasi),
            ("Nomor berkas dan lokasi", self.nomor_berkas),
            ("Uraian", self.uraian),
            ("Kurun waktu", self.kurun_waktu),
            ("Jumlah", self.jumlah),
            ("Tingkat perkembangan", self.tingkat_perkembangan),
            ("Aktif sampai", self.aktif_sampai),
            ("Inaktif sampai", self.inaktif_sampai),
            ("Nasib akhir yang diusulkan", self.keterangan),
        )


def retention(case: Case, events: list[Event], count: int, config: Config, desk: Desk) -> Retensi:
    """The archive data; `count`: files in the export."""
    days = [desk.hari(e.waktu) for e in events] or [desk.hari(case.dibuka)]
    ended = None if case.terbuka else _end(case, events, desk)
    rule = config.arsip
    active = _later(ended, rule.aktif_tahun) if ended else None
    return Retensi(
        klasifikasi=config.nomor.klasifikasi,
        nomor_berkas=case.arsip or "belum diarsipkan",
        uraian=f"Layanan konsultasi {case.nomor}: {wording.satu_baris(case.permohonan.get('topik', '')) or '-'}",
        kurun_waktu=f"{wording.tanggal(min(days))} sampai dengan {wording.tanggal(max(days))}",
        jumlah=f"1 (satu) berkas, {count} naskah elektronik",
        tingkat_perkembangan="Asli elektronik",
        aktif_sampai=wording.tanggal(active) if active else "dihitung sejak kasus berakhir",
        inaktif_sampai=wording.tanggal(_later(active, rule.inaktif_tahun)) if active else "-",
        keterangan=rule.keterangan,
    )


def _end(case: Case, events: list[Event], desk: Desk) -> date:
    closed: list[datetime] = [t.ditutup for t in case.tugas if t.ditutup]
    return desk.hari(max(closed, default=events[-1].waktu if events else case.dibuka))


def _later(day: date, years: int) -> date:
    """The last day of the year that many years on: schedules count whole years."""
    return date(day.year + years, 12, 31)
