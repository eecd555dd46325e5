"""A name stands for a person or an office only when it fits exactly one of the directory."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sikuwas_mail.core.desk import Desk, PerangkatDaerah, Petugas
from sikuwas_mail.core.sop import Peran
from sikuwas_mail.reading.spelling import distance, fold, key, near, word_set

PELAKSANA = (Peran.AUDITOR, Peran.PPUPD)  # who may be sent to a consultation
_HONORIFIC = word_set(
    """
    bapak ibu bpk bp pak bu ibuk sdr sdri saudara saudari mas mbak mba kang cak ning gus haji hj h drs dra
    dr ir prof yth auditor ppupd pejabat petugas tim an nama
    """
)
_DEGREE = word_set(
    """
    se sh mm msi mh st mt sp spd mpd skom mkom sstp ssos sos sip ssi skm mkes mkn ma mba mak ak ca cfra
    cgcae qia qcro crmo amd sap map sa si pd kom phd ba bsc msc spt mp
    """
)
_COMMA_DEGREE = re.compile(
    r"(?:,\s*(?:[SMAD]|Ph|B)\.\s?|\s(?:[SMAD]|Ph|B)\.)[A-Z][A-Za-z]{0,5}(?:\.\s?[A-Z][A-Za-z]{0,4})*\.?"
    r"(?=\s*(?:[,;()\n]|$|\bdan\b))"
)
_BARE_DEGREE = re.compile(
    r",\s*(?:SE|SH|MM|MSi|MH|ST|MT|SP|SPd|MPd|SKom|MKom|SSTP|SSos|SIP|SKM|MKes|Ak|CA|CFrA|QIA|AMd|SAP|MAP|CGCAE)\b\.?"
)
_ASIDE = re.compile(r"\([^)]*\)|\b(?:sebagai|selaku)\b.*", re.IGNORECASE | re.DOTALL)
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI"}
_IRBAN = r"(?:inspektur\s+pembantu|irban(?:wil)?)\s*(?:(?:wilayah|wil)\b\.?\s*)?"
_NUMERAL = r"(?:(?:iii|ii|iv|vi|i|v)\b|[1-6](?!\d)|khusus\b|investigasi\b)"
_WILAYAH = re.compile(rf"\b{_IRBAN}[-.:]?\s*({_NUMERAL})((?:\s*(?:atau|dan|maupun|/|&|,)\s*(?:{_IRBAN})?{_NUMERAL})*)")
_OTHER_GOVERNMENT = re.compile(r"\b(?:desa|pemdes|bumdes|kelurahan|kota mojokerto|pemkot|sdn|smpn|sekolah|cv|pt)\b")


@dataclass(frozen=True, slots=True)
class Match:
    """Who a written name may be: exactly one address, or the names of several, or nobody."""

    ditulis: str
    alamat: str = ""
    calon: tuple[str, ...] = ()  # names it could stand for, when more than one

    @property
    def ragu(self) -> str:
        """Why the name cannot be used; empty when it can."""
        if self.alamat:
            return ""
        if self.calon:
            return f'nama "{self.ditulis}" dapat berarti {" atau ".join(self.calon)}'
        return f'nama "{self.ditulis}" tidak ada dalam daftar PPUPD/Auditor yang sedang bertugas'


@dataclass(frozen=True, slots=True)
class Directory:
    """Who is in office and which offices are known, on the day of the mail."""

    petugas: tuple[Petugas, ...] = ()
    perangkat_daerah: tuple[PerangkatDaerah, ...] = ()
    wilayah: tuple[str, ...] = ()  # codes with an Irban in office (or his substitute)

    @classmethod
    def of(cls, desk: Desk, now: datetime) -> "Directory":
        """The part of the desk that reading may know; `now` picks who is in office."""
        hari = desk.hari(now)
        active = tuple(p for p in desk.petugas if p.aktif(hari))
        irban = [p for p in active if p.peran is Peran.IRBAN]
        irban += [p for p in desk.petugas if p.peran is Peran.IRBAN and desk.pengganti_dari(p.email, now)]
        return cls(active, desk.perangkat_daerah, tuple(dict.fromkeys(p.wilayah for p in irban if p.wilayah)))

    def orang(self, ditulis: str, wilayah: str = "", peran: tuple[Peran, ...] = PELAKSANA) -> Match:
        """The PPUPD/Auditor (or one of these roles) a name means; `wilayah` settles a name that several have."""
        staff = tuple({p.email: p for p in self.petugas if p.peran in peran}.values())
        written = " ".join(ditulis.split())
        for fits in _LEVELS:
            hits = [p for p in staff if fits(written, p)]
            own = [p for p in hits if wilayah and p.wilayah == wilayah]
            hits = own if len(own) == 1 else hits
            if len(hits) == 1:
                return Match(written, hits[0].email)
            if hits:
                return Match(written, "", tuple(p.nama for p in hits))
        return Match(written)

    def kode_wilayah(self, numeral: str) -> str:
        """The wilayah code that a written numeral means (`3`, `iii`, `khusus`), "" when no Irban holds it."""
        roman = _ROMAN.get(numeral, numeral.upper())
        return next((w for w in self.wilayah if _ROMAN.get(w, w.upper()) == roman), "")

    def perangkat(self, ditulis: str) -> PerangkatDaerah | None:
        """The perangkat daerah a written name means: its name, an alias, a slip of the pen, or an alias inside it."""
        wanted = office_key(ditulis)
        names = {office_key(n): p for p in self.perangkat_daerah for n in (p.nama, *p.alias)}
        if not wanted or wanted in names:
            return names.get(wanted)
        if _OTHER_GOVERNMENT.search(f" {key(ditulis)} "):
            return None
        if len(wanted) >= 9 and (close := near(wanted, names)):
            return names[close]
        inside = {names[n].nama: names[n] for n in names if len(n) >= 4 and re.search(rf"\b{re.escape(n)}\b", wanted)}
        return next(iter(inside.values())) if len(inside) == 1 else None

    def perangkat_domain(self, alamat: str) -> PerangkatDaerah | None:
        """The perangkat daerah that alone owns the domain of an address."""
        domain = alamat.rpartition("@")[2].lower()
        owners = [p for p in self.perangkat_daerah if domain and domain in {d.lower() for d in p.domain}]
        return owners[0] if len(owners) == 1 else None


def wilayah_named(text: str) -> tuple[str, ...]:
    """Every wilayah numeral that follows the word Irban, folded, in order, each once (`("ii", "iii")`)."""
    found: list[str] = []
    for match in _WILAYAH.finditer(fold(text)):
        found += [match[1], *re.findall(_NUMERAL, re.sub(_IRBAN, " ", match[2]))]
    roman = [_ROMAN.get(n, n.upper()) for n in found]
    return tuple(dict.fromkeys(roman))


def without_wilayah(text: str) -> str:
    """A text without the Irban it names."""
    return _WILAYAH.sub(" ", fold(text))


def without_degrees(text: str) -> str:
    """Names without academic degrees and asides, so that their commas do not split a list."""
    plain = _ASIDE.sub(lambda m: "" if m.group().startswith("(") else " ", text)
    return _BARE_DEGREE.sub("", _COMMA_DEGREE.sub("", plain))


def office_key(nama: str) -> str:
    """An office's name for comparison: folded, `Kec.` and its like written out, the government's own name dropped."""
    plain = f" {key(nama)} "
    plain = re.sub(r" kec ", " kecamatan ", re.sub(r" camat ", " kecamatan ", plain))
    plain = re.sub(r" (?:pemerintah )?(?:kabupaten|kab|pemkab) mojokerto ", " ", plain)
    return re.sub(r"^ kantor ", " ", plain).strip()


def bare_name(nama: str) -> str:
    """A person's name without honorifics and degrees, folded."""
    return " ".join(_tokens(nama))


def _tokens(nama: str) -> tuple[str, ...]:
    """Words of a name without honorifics and degrees."""
    main = without_degrees(nama).split(",")[0]
    plain = [t for t in key(main).split() if t not in _HONORIFIC]
    return tuple(t for i, t in enumerate(plain) if not (i > 0 and t in _DEGREE))


def _by_address(written: str, p: Petugas) -> bool:
    plain = written.strip(" <>").lower()
    return p.beralamat(plain) or (bool(p.nip) and re.sub(r"\D", "", written) == p.nip)


def _by_full_name(written: str, p: Petugas) -> bool:
    return bool(_tokens(written)) and _tokens(written) == _tokens(p.nama)


def _by_alias(written: str, p: Petugas) -> bool:
    names = {_tokens(a.split("@")[0]) for a in p.alias}
    return bool(_tokens(written)) and _tokens(written) in names


def _by_part(written: str, p: Petugas) -> bool:
    """Every word written is a word of the name, in order, or the initial of one (but not initials alone)."""
    return _in_order(_tokens(written), _tokens(p.nama), lambda a, b: a == b or (len(a) == 1 and b.startswith(a)))


def _by_near(written: str, p: Petugas) -> bool:
    return _in_order(_tokens(written), _tokens(p.nama), _alike)


def _by_initials(written: str, p: Petugas) -> bool:
    letters = re.sub(r"[.\s]", "", written)
    first = "".join(t[0] for t in _tokens(p.nama))
    return 2 <= len(letters) <= 4 and letters.isupper() and letters.lower() == first


def _in_order(short: Iterable[str], full: tuple[str, ...], same: Callable[[str, str], bool]) -> bool:
    short = tuple(short)
    if not any(len(s) > 1 for s in short):
        return False
    start = 0
    for token in short:
        start = next((i + 1 for i in range(start, len(full)) if same(token, full[i])), 0)
        if not start:
            return False
    return True


def _alike(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 5 and a[0] == b[0] and distance(a, b, 1) <= 1)


_LEVELS: tuple[Callable[[str, Petugas], bool], ...] = (
    _by_address,
    _by_full_name,
    _by_alias,
    _by_part,
    _by_initials,
    _by_near,
)
