"""The kinds of value config.toml holds: each checks itself and says in Indonesian what it wanted."""

import ipaddress
import re
from datetime import date, time
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError

from sikuwas_mail.core.sop import Peran

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}")
_SENDER = re.compile(r"\s*(?P<nama>[^<>\r\n]*?)\s*<(?P<alamat>[^<>\s]+)>\s*")
_DOMAIN = re.compile(r"@?(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
_NIP = re.compile(r"\d{18}")
_ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_FIELDS = frozenset({"klasifikasi", "urut", "unit", "tahun"})


class Section(BaseModel):
    """A table of config.toml: frozen, no unknown keys, no value in any error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def refuse(text: str) -> PydanticCustomError:
    """An error whose text is shown as it stands."""
    return PydanticCustomError("sikuwas", "{pesan}", {"pesan": text})


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value.strip()):
        raise refuse(f'harus satu alamat surel, misalnya "nama@contoh.go.id"; tertulis "{value}"')
    return value.strip().lower()


def _sender(value: str) -> str:
    found = _SENDER.fullmatch(value)
    _address(found["alamat"] if found else value)
    if re.search(r"[\r\n]", value):
        raise refuse("tidak boleh memuat ganti baris")
    return value.strip()


def _domain(value: str) -> str:
    if not _DOMAIN.fullmatch(value.lower()):
        raise refuse(f'harus nama domain, misalnya "contoh.go.id"; tertulis "{value}"')
    return value.lower().removeprefix("@")


def _host(value: str) -> str:
    if not value.strip() or re.search(r"[\s/@]", value.strip()):
        raise refuse('harus nama atau alamat server, misalnya "mail.contoh.go.id"')
    return value.strip()


def _clock(value: object) -> object:
    if isinstance(value, time):
        return value
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise refuse('harus jam dalam tanda kutip, misalnya "07.45"')
    return time(int(found[1]), int(found[2]))


def _optional_clock(value: object) -> object:
    return None if value == "" else _clock(value)


def _span(value: object) -> object:
    if isinstance(value, tuple):
        return value
    first, dash, last = value.partition("-") if isinstance(value, str) else ("", "", "")
    if not dash:
        raise refuse('harus rentang jam, misalnya "07.30-12.00"')
    start, end = _clock(first.strip()), _clock(last.strip())
    if isinstance(start, time) and isinstance(end, time) and start >= end:
        raise refuse(f'jam selesai harus sesudah jam mulai; tertulis "{value}"')
    return start, end


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        meant = _ZONES.get(value.strip().lower(), "Asia/Jakarta")
        raise refuse(f'zona waktu tidak dikenal: "{value}"; mungkin maksudnya "{meant}"') from None
    return value


def _nip(value: str) -> str:
    digits = re.sub(r"[ .]", "", value)
    if digits not in {"", "-"} and not _NIP.fullmatch(digits):
        raise refuse(f'NIP harus 18 angka atau "-"; tertulis {len(digits)} karakter')
    return digits


def normal_wilayah(value: str) -> str:
    """A wilayah as it is compared: Roman numerals in capitals, other names as written."""
    word = value.strip()
    if word.isdigit() and 1 <= int(word) <= len(_ROMAN):
        return _ROMAN[int(word) - 1]
    return word.upper() if word.upper() in _ROMAN else word


def _pattern(value: str) -> str:
    names = set(re.findall(r"{([^{}]*)}", value))
    odd = sorted(names - _FIELDS)
    if odd:
        raise refuse(f"isian {{{odd[0]}}} tidak dikenal; yang ada: {{klasifikasi}}, {{urut}}, {{unit}}, {{tahun}}")
    if not {"urut", "tahun"} <= names or re.search(r"[{}]", re.sub(r"{\w*}", "", value)):
        raise refuse("harus memuat {urut} dan {tahun}, dengan kurung kurawal berpasangan")
    return value


def _officer(value: Peran) -> Peran:
    if value is Peran.PEMOHON:
        raise refuse("pemohon bukan petugas")
    return value


def _signer(value: Peran) -> Peran:
    if value not in {Peran.IRBAN, Peran.INSPEKTUR, Peran.SEKRETARIS}:
        raise refuse('harus "irban", "inspektur", atau "sekretaris"')
    return value


def _matching(pattern: str, said: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise refuse(f'{said}; tertulis "{value}"')
        return value

    return AfterValidator(check)


def is_loopback(host: str) -> bool:
    """Whether a host name means this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def split_sender(sender: str) -> tuple[str, str]:
    """(display name, lower-case address) of a `from` value."""
    found = _SENDER.fullmatch(sender)
    return (found["nama"].strip('" '), found["alamat"].lower()) if found else ("", sender.strip().lower())


Isi = Annotated[str, Field(min_length=1)]
Bilangan = Annotated[int, Strict()]
Positif = Annotated[int, Strict(), Field(ge=1)]
TakNegatif = Annotated[int, Strict(), Field(ge=0)]
Pecahan = Annotated[float, Strict(), Field(gt=0)]
Benar = Annotated[bool, Strict()]
Tanggal = Annotated[date, Strict()]
Alamat = Annotated[str, AfterValidator(_address)]
AlamatAtauKosong = Annotated[str, AfterValidator(lambda v: _address(v) if v else v)]
Pengirim = Annotated[str, AfterValidator(_sender)]
Domain = Annotated[str, AfterValidator(_domain)]
Host = Annotated[str, AfterValidator(_host)]
Port = Annotated[int, Strict(), Field(ge=1, le=65535)]
Jam = Annotated[time, BeforeValidator(_clock)]
JamAtauKosong = Annotated[time | None, BeforeValidator(_optional_clock)]
Rentang = Annotated[tuple[time, time], BeforeValidator(_span)]
Zona = Annotated[str, AfterValidator(_zone)]
Nip = Annotated[str, AfterValidator(_nip)]
Wilayah = Annotated[str, AfterValidator(normal_wilayah)]
Pola = Annotated[str, AfterValidator(_pattern)]
KodeTiket = Annotated[str, _matching(r"[A-Z][A-Z0-9]{0,11}", "harus huruf besar dan angka, diawali huruf")]
Klasifikasi = Annotated[str, _matching(r"\d{3}(\.\d+)*", 'harus kode klasifikasi, misalnya "700" atau "700.1.1"')]
Laman = Annotated[str, _matching(r"|https?://\S+", "harus alamat http:// atau https://, atau kosong")]
ServerToken = Annotated[
    str, _matching(r"|https://\S+|http://127\.0\.0\.1(:\d+)?", "harus alamat https://, atau kosong")
]
PeranPetugas = Annotated[Peran, AfterValidator(_officer)]
Penandatangan = Annotated[Peran, AfterValidator(_signer)]
