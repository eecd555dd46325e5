"""Who signs, under which title: the holder of an office now, or the one who stands in (Plh./Plt.)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sikuwas_mail.core.case import Case, Keputusan
from sikuwas_mail.core.desk import Desk, Petugas
from sikuwas_mail.core.sop import Peran
from sikuwas_mail.paper import wording

TITIK = "…" * 12  # where a name is still to be written by hand


@dataclass(frozen=True, slots=True)
class Kursi:
    """An office and who sits in it: `prefiks` is "" or "Plh."/"Plt."; `orang` None where nobody is named."""

    jabatan: str
    orang: Petugas | None
    prefiks: str = ""


def kursi(desk: Desk, peran: Peran, saat: datetime, wilayah: str = "") -> Kursi:
    """The chair of `peran` (an Irban: of a wilayah), with its substitute where one is named now."""
    known = peran is not Peran.IRBAN or bool(wilayah)
    holder = next(iter(desk.pejabat(peran, saat, wilayah)), None) if known else None
    if holder is None:
        return Kursi(_sebutan(peran, wilayah), None)
    title = wording.satu_baris(holder.jabatan) or _sebutan(peran, wilayah)
    stand_in = desk.pengganti_dari(holder.email, saat)
    person = desk.orang(stand_in.oleh) if stand_in else None
    if stand_in is None or person is None:
        return Kursi(title, holder)
    return Kursi(title, person, stand_in.sebagai.strip().rstrip(".").capitalize() + ".")


def blok(kursi: Kursi, daerah: str, *, atas_nama: str = "", persetujuan: str = "") -> dict[str, object]:
    """A signature block: title lines in capitals, then name, rank and grouped NIP.

    `atas_nama` ("INSPEKTUR …") puts an "a.n." line above; prefixes are never combined, so a substitute signs
    in the title he stands in for alone (tata naskah dinas).
    """
    title = kapital(kursi.jabatan, daerah)
    lines = [{"awalan": kursi.prefiks, "teks": f"{title},"}]
    if atas_nama and not kursi.prefiks:
        lines.insert(0, {"awalan": "a.n.", "teks": atas_nama})
    return {"baris": lines, "persetujuan": persetujuan, **nama(kursi.orang)}


def nama(orang: Petugas | None) -> dict[str, str]:
    """Name, rank and NIP under a signature; dots where nobody is known."""
    if orang is None:
        return {"nama": TITIK, "pangkat": "", "nip": "NIP."}
    digits = wording.nip(wording.bersih(orang.nip))
    return {
        "nama": wording.satu_baris(orang.nama) or TITIK,
        "pangkat": wording.tanpa_golongan(orang.pangkat),
        "nip": f"NIP. {digits}" if digits else "",
    }


def kapital(jabatan: str, daerah: str) -> str:
    """A title in capitals; the bare "Inspektur" with its region ("INSPEKTUR KABUPATEN MOJOKERTO")."""
    title = jabatan.upper()
    return f"{title} {daerah}".strip() if title == "INSPEKTUR" else title


def persetujuan(case: Case, desk: Desk, ya: str, lawan: Collection[str] = ()) -> str:
    """ "Disetujui melalui surel tanggal …" for the last decision `ya` (an event name) that no later one undid."""
    made = keputusan(case, ya, lawan)
    if made is None:
        return ""
    zone = desk.kalender.zona
    day = wording.tanggal(desk.hari(made.waktu))
    person = desk.orang(made.oleh)
    by = f" oleh {wording.satu_baris(person.nama)}" if person else ""
    return f"Disetujui melalui surel tanggal {day} pukul {wording.jam(made.waktu, zone)}{by}"


def keputusan(case: Case, ya: str, lawan: Collection[str] = ()) -> Keputusan | None:
    """The last decision of that name, unless one named in `lawan` came after it."""
    last = next((k for k in reversed(case.keputusan) if k.peristiwa == ya or k.peristiwa in lawan), None)
    return last if last is not None and last.peristiwa == ya else None


def _sebutan(peran: Peran, wilayah: str) -> str:
    if peran is Peran.IRBAN:
        return f"Inspektur Pembantu Wilayah {wilayah or TITIK}"
    return {Peran.INSPEKTUR: "Inspektur", Peran.SEKRETARIS: "Sekretaris Inspektorat"}.get(peran, peran.capitalize())
