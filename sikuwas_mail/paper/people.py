"""The people a document lists: applicant, appointed team, and who sat at the table."""

import re
from collections.abc import Mapping

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.paper import wording

BARIS_KOSONG = 6  # lines left for guests on an attendance list to be filled in
_PESERTA_MAKS = 500
_PIMPINAN = (
    (re.compile(r"^kec(?:amatan|\.)\s+", re.IGNORECASE), "Camat "),
    (re.compile(r"^(?=rsud\b|rumah sakit\b)", re.IGNORECASE), "Direktur "),
    (re.compile(r"^sekretariat daerah\b", re.IGNORECASE), "Sekretaris Daerah"),
    (re.compile(r"^sekretariat dprd\b", re.IGNORECASE), "Sekretaris DPRD"),
    (re.compile(r"^kel(?:urahan|\.)\s+", re.IGNORECASE), "Lurah "),
)


def pimpinan(perangkat_daerah: str) -> str:
    """How the head of an office is addressed: "Kepala Dinas …", "Camat …"; "" for no office."""
    for pattern, title in _PIMPINAN:
        if pattern.search(perangkat_daerah):
            return pattern.sub(title, perangkat_daerah, count=1)
    return f"Kepala {perangkat_daerah}" if perangkat_daerah else ""


def pemohon(case: Case, gap: str) -> dict[str, str]:
    """The applicant's own lines; unknown ones are `gap`."""
    p = case.permohonan
    office = wording.satu_baris(p.get("perangkat_daerah", ""))
    return {
        "nama": wording.satu_baris(p.get("nama", "")) or gap,
        "nip": wording.nip(wording.bersih(p.get("nip", ""))) or gap,
        "pangkat": wording.pangkat(p.get("pangkat", "")) or gap,
        "jabatan": wording.satu_baris(p.get("jabatan", "")) or gap,
        "perangkat_daerah": office or gap,
        "pimpinan": pimpinan(office) or gap,
        "nomor_hp": wording.satu_baris(p.get("nomor_hp", "")) or gap,
        "topik": wording.satu_baris(p.get("topik", "")) or gap,
    }


def tim(case: Case, desk: Desk, gap: str) -> list[dict[str, object]]:
    """The appointed, in the order of appointment: the first leads; one alone carries it out.

    Nobody appointed yet is one line of `gap`, for a table without a row is no table.
    """
    if not case.tim:
        return [{"no": 1, **dict.fromkeys(("nama", "nip", "pangkat", "jabatan", "peran"), gap)}]
    out: list[dict[str, object]] = []
    for number, address in enumerate(case.tim, 1):
        person = desk.orang(address)
        role = "Pelaksana" if len(case.tim) == 1 else "Ketua Tim" if number == 1 else "Anggota"
        out.append(
            {
                "no": number,
                "nama": wording.satu_baris(person.nama if person else address),
                "nip": (wording.nip(wording.bersih(person.nip)) if person else "") or "-",
                "pangkat": (wording.pangkat(person.pangkat) if person else "") or "-",
                "jabatan": (wording.satu_baris(person.jabatan) if person else "") or "-",
                "peran": role,
            }
        )
    return out


def hadirin(case: Case, desk: Desk, *, isian: bool) -> list[dict[str, object]]:
    """The attendance list: as minuted, else applicant and team; a form adds lines to write on."""
    known = _dikenal(case, desk)
    minuted = [n for n in re.split(r"[;\n]+", wording.bersih(case.hasil.get("hadir", ""))) if n.strip()]
    names = [_tanpa_angka(n) for n in minuted[:_PESERTA_MAKS]] or _tanpa_yang_menolak(case, desk, list(known))
    rows = [_sebaris(n, known) for n in names]
    if isian or not rows:
        rows += [_orang("")] * max(BARIS_KOSONG, _jumlah(case) - len(rows))
    return [{**row, "no": number, "ganjil": number % 2 == 1} for number, row in enumerate(rows, 1)]


def _tanpa_yang_menolak(case: Case, desk: Desk, names: list[str]) -> list[str]:
    """Without those who declined the session, by mail or by their calendar."""
    declined = case.sesi_kini.tidak_hadir if case.sesi_kini else ()
    gone = {wording.satu_baris(p.nama) for p in map(desk.orang, declined) if p}
    if case.pemohon in declined:
        gone.add(str(pemohon(case, "")["nama"]))
    return [n for n in names if n not in gone]


def _dikenal(case: Case, desk: Desk) -> dict[str, dict[str, str]]:
    asker = pemohon(case, "")
    place = " / ".join(filter(None, (asker["jabatan"], asker["perangkat_daerah"])))
    people = [_orang(asker["nama"], asker["nip"], place, asker["nomor_hp"])] if asker["nama"] else []
    people += (
        []
        if not case.tim
        else [_orang(str(t["nama"]), str(t["nip"]), f"{t['jabatan']} / Inspektorat") for t in tim(case, desk, "")]
    )
    return {p["nama"]: p for p in people}


def _sebaris(nama: str, known: Mapping[str, dict[str, str]]) -> dict[str, str]:
    """Who is meant by a minuted name: somebody known, also where a title or office was written behind the name."""
    found = (p for n, p in known.items() if nama.casefold().startswith(n.casefold()))
    return next(found, _orang(nama))


def _orang(nama: str, nip: str = "", jabatan: str = "", nomor_hp: str = "") -> dict[str, str]:
    return {"nama": nama, "nip": nip, "jabatan": jabatan, "nomor_hp": nomor_hp}


def _tanpa_angka(nama: str) -> str:
    """A name of a list without its bullet or number."""
    return re.sub(r"^\s*(?:\d{1,3}[.)]|[-*•])\s*", "", wording.satu_baris(nama))


def _jumlah(case: Case) -> int:
    """The number of participants announced, within reason; 0 where none is written."""
    found = re.search(r"\d{1,3}", case.permohonan.get("jumlah_peserta", ""))
    return int(found.group()) if found else 0
