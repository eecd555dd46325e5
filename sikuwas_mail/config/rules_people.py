"""Rules between people: one address is one person, a substitute is somebody known."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from sikuwas_mail.config.kinds import normal_wilayah, split_sender
from sikuwas_mail.config.tree import Complaint, Rule, View

_FIRST, _LAST = date.min, date.max


def reversed_dates(row: View) -> Iterator[Complaint]:
    """An end before its beginning."""
    first, last = row.day("mulai"), row.day("sampai")
    if first and last and last < first:
        yield row.at("sampai"), f"tanggal selesai {last} mendahului tanggal mulai {first}"


def terms_are_possible(root: View) -> Iterator[Complaint]:
    """Every term of office ends after it began."""
    for row in (*root.rows("petugas"), *root.rows("pengganti")):
        yield from reversed_dates(row)


def an_address_is_one_person(root: View) -> Iterator[Complaint]:
    """An address of two people proves neither; the same person may hold two different offices."""
    owners: dict[str, View] = {}
    for row in root.rows("petugas"):
        written = [("email", row.low("email")), *(("alias", a) for a in row.texts("alias"))]
        for key, address in written:
            owner = owners.setdefault(address, row)
            if address and owner is not row and not _same_person_elsewhere(owner, row):
                yield row.at(key), f'"{address}" sudah dipakai {owner.text("nama")} ({owner.text("peran")})'


def _same_person_elsewhere(one: View, other: View) -> bool:
    same = one.text("nama").casefold() == other.text("nama").casefold()
    return same and (_seat(one) != _seat(other) or not _overlap(one, other))


def _seat(row: View) -> tuple[str, str]:
    return row.low("peran"), normal_wilayah(row.text("wilayah"))


def _overlap(one: View, other: View) -> bool:
    starts = max(one.day("mulai") or _FIRST, other.day("mulai") or _FIRST)
    return starts <= min(one.day("sampai") or _LAST, other.day("sampai") or _LAST)


def the_mailbox_is_nobody(root: View) -> Iterator[Complaint]:
    """The bot's own address can be neither an official nor the rehearsal mailbox: it would answer itself."""
    own = split_sender(root.table("smtp").text("from"))[1]
    if not own:
        return
    if root.low("alihkan_ke") == own:
        yield ("alihkan_ke",), "alamat ini milik layanan sendiri (smtp.from); pakai kotak surat lain"
    for row in root.rows("petugas"):
        if own in {row.low("email"), *row.texts("alias")}:
            yield row.at("email"), "alamat ini milik layanan sendiri (smtp.from); pakai kotak surat petugas"


def an_irban_has_a_wilayah(root: View) -> Iterator[Complaint]:
    """Requests go to the Irban of a wilayah."""
    for row in root.rows("petugas"):
        if row.low("peran") == "irban" and row.values.get("wilayah", "") == "":
            yield row.at("wilayah"), "wajib diisi untuk irban"


def wilayah_are_told_apart(root: View) -> Iterator[Complaint]:
    """One table a wilayah, and each perangkat daerah in one of them, under one name."""
    kinds: set[str] = set()
    names: dict[str, str] = {}
    for row in root.rows("wilayah"):
        kode = normal_wilayah(row.text("kode"))
        if kode in kinds:
            yield row.at("kode"), f'wilayah "{kode}" ditulis dua kali'
        kinds.add(kode)
        for office in row.rows("perangkat_daerah"):
            yield from _taken(office, kode, names)


def _taken(office: View, kode: str, names: dict[str, str]) -> Iterator[Complaint]:
    own = {office.low("nama"), *office.texts("alias")} - {""}
    for name in sorted(own & names.keys()):
        key = "nama" if name == office.low("nama") else "alias"
        yield office.at(key), f'"{name}" sudah ada di wilayah {names[name]}'
    names.update(dict.fromkeys(own - names.keys(), kode))


def substitutes_are_known(root: View) -> Iterator[Complaint]:
    """Holder and substitute are both registered, and not the same person."""
    if any(p.broken("email") for p in root.rows("petugas")):
        return
    known = [row.low("email") for row in root.rows("petugas")]
    for row in root.rows("pengganti"):
        for key in ("untuk", "oleh"):
            address = row.low(key)
            if address and address not in known:
                yield row.at(key), f'"{address}" bukan alamat petugas{_meant(address, known)}'
        if row.low("untuk") and row.low("untuk") == row.low("oleh"):
            yield row.at("oleh"), "pengganti harus orang lain"


def one_substitute_at_a_time(root: View) -> Iterator[Complaint]:
    """Two substitutes of one holder on one day: nobody knows who decides."""
    rows = root.rows("pengganti")
    for i, row in enumerate(rows):
        for earlier in rows[:i]:
            if row.low("untuk") == earlier.low("untuk") != "" and _overlap(row, earlier):
                yield row.at("mulai"), f'masa pengganti bertumpuk dengan pengganti lain untuk "{row.low("untuk")}"'


def _meant(address: str, known: list[str]) -> str:
    close = get_close_matches(address, known, n=1, cutoff=0.7)
    return f'; mungkin maksudnya "{close[0]}"' if close else ""


PEOPLE: tuple[Rule, ...] = (
    terms_are_possible,
    an_address_is_one_person,
    the_mailbox_is_nobody,
    wilayah_are_told_apart,
    one_substitute_at_a_time,
)
PEOPLE_WHOLE: tuple[Rule, ...] = (
    an_irban_has_a_wilayah,
    substitutes_are_known,
)
