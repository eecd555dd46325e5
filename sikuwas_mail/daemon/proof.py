"""The daily proof: what came in and went out, counted in two independent ways; a difference is an alarm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from sikuwas_mail.edge.store import KARANTINA, ChainBreak, Keadaan
from sikuwas_mail.office import Office, Rooms

_NAMED = 5  # fingerprints spelt out in an alarm
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Proof:
    """Received = processed + quarantined (+ still being tried); queued = sent + waiting + failed + held."""

    diterima: int  # messages ever recorded
    diolah: int
    dikarantina: int
    belum: int  # tried, without an outcome yet
    dibuat: int  # letters ever queued
    terkirim: int
    menunggu: int
    gagal: int
    ditahan: int
    tanpa_hasil: tuple[str, ...]  # raw mails of the archive that no row knows
    tanpa_mentah: tuple[str, ...]  # rows whose raw mail is missing
    putus: ChainBreak | None  # first journal row that was changed

    @property
    def selisih(self) -> tuple[str, ...]:
        """What does not add up, in sentences; empty when all is well."""
        faults = []
        if self.diterima != self.diolah + self.dikarantina:
            faults.append(f"diterima {self.diterima}, tetapi diolah {self.diolah} dan dikarantina {self.dikarantina}")
        if self.dibuat != self.terkirim + self.menunggu + self.gagal + self.ditahan:
            faults.append(f"dibuat {self.dibuat} surat, tetapi jumlah nasibnya tidak sama")
        if len(self.tanpa_hasil) > self.belum:
            faults.append(f"{len(self.tanpa_hasil)} surel mentah tanpa hasil: {_some(self.tanpa_hasil)}")
        if self.tanpa_mentah:
            faults.append(f"{len(self.tanpa_mentah)} surel tercatat tanpa naskah mentah: {_some(self.tanpa_mentah)}")
        if self.putus:
            faults.append(f"jurnal berubah sejak peristiwa {self.putus.id} (kasus {self.putus.kasus})")
        return tuple(faults)

    @property
    def baris(self) -> str:
        """The line of the proof."""
        return (
            f"Diterima {self.diterima} = diolah {self.diolah} + dikarantina {self.dikarantina}; "
            f"dibuat {self.dibuat} = terkirim {self.terkirim} + menunggu {self.menunggu} + gagal {self.gagal}"
            + (f" + ditahan {self.ditahan}" if self.ditahan else "")
        )


def prove(rooms: Rooms, now: datetime) -> Proof:
    """Count. Raises StoreError, ArchiveUnavailable."""
    store = rooms.store
    counts, sizes = store.counts(now), store.sizes()
    rows, files = {m.sha256 for m in store.list_inbox()}, set(rooms.archive.names("eml"))
    quarantined = counts.masuk.get(KARANTINA, 0)
    fates = {k: counts.keluar.get(k, 0) for k in Keadaan}
    return Proof(
        diterima=sizes.masuk,
        diolah=sum(counts.masuk.values()) - quarantined,
        dikarantina=quarantined,
        belum=sizes.belum,
        dibuat=sizes.keluar,
        terkirim=fates[Keadaan.TERKIRIM],
        menunggu=fates[Keadaan.MENUNGGU],
        gagal=fates[Keadaan.GAGAL],
        ditahan=fates[Keadaan.DITAHAN],
        tanpa_hasil=tuple(sorted(files - rows)),
        tanpa_mentah=tuple(sorted(rows - files)),
        putus=store.verify_chain(),
    )


def tell(office: Office, now: datetime) -> Proof:
    """The morning mail to the operator: the proof, what is open, and the alarm where something does not add up."""
    proof = prove(office.rooms, now)
    counts = office.rooms.store.counts(now)
    wrong = proof.selisih
    day = now.astimezone(office.rooms.plain_desk.kalender.zona).date()
    heading = "Bukti harian TIDAK COCOK" if wrong else "Bukti harian"
    lines = [f"Bukti harian: {proof.baris}."]
    lines += [f"Perlu diperiksa: {fault}." for fault in wrong] or ["Semua hitungan cocok; jurnal utuh."]
    facts: Sequence[tuple[str, object]] = (
        ("Kasus terbuka", str(counts.kasus_terbuka)),
        ("Terlambat", str(counts.terlambat)),
        ("Surel masih dicoba", str(proof.belum)),
    )
    office.alarms.tell(f"bukti/{day}", heading, lines, now, facts)
    if wrong:
        log.error("bukti.tidak-cocok", selisih=list(wrong))
    else:
        log.info("bukti.cocok", baris=proof.baris)
    return proof


def _some(names: Sequence[str]) -> str:
    return ", ".join(n[:16] for n in names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
