"""From configuration to the values of the core: desk, calendar, letterhead, style of documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sikuwas_mail.config import sections
from sikuwas_mail.config.holidays import days_off
from sikuwas_mail.core import calendar, desk, outgoing
from sikuwas_mail.core.calendar import Rentang
from sikuwas_mail.core.sop import Langkah, Peran

if TYPE_CHECKING:
    from sikuwas_mail.config.model import Config

_DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


def make_calendar(config: Config) -> calendar.Calendar:
    """Office hours with the days off of every known decree, the office's own added and taken away."""
    own = config.kalender
    return calendar.Calendar(
        zona=ZoneInfo(config.instansi.zona),
        libur=(days_off() | set(own.tambah)) - set(own.hapus),
        ramadan=tuple((r.mulai, r.sampai) for r in own.ramadan),
        jam=_hours(own.jam, calendar.JAM_KERJA),
        jam_ramadan=_hours(own.jam_ramadan, calendar.JAM_RAMADAN),
    )


def _hours(own: sections.Jam, default: Mapping[int, tuple[Rentang, ...]]) -> dict[int, tuple[Rentang, ...]]:
    hours = dict(default)
    for weekday, name in enumerate(_DAYS):
        spans = getattr(own, name)
        if spans is not None:
            hours[weekday] = tuple(sorted(spans))
    return hours


def make_desk(
    config: Config,
    now: datetime,
    keys: tuple[bytes, ...],
    urut_kasus: Mapping[int, int] | None = None,
    urut_naskah: Mapping[int, int] | None = None,
) -> desk.Desk:
    """The desk at `now` with the keys (newest first) and the next case and document numbers by year.

    Raises ValueError for a naive `now`.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a zone")
    return desk.Desk(
        petugas=tuple(_officer(p) for p in config.petugas),
        kalender=make_calendar(config),
        kunci=keys,
        alamat=config.alamat,
        kode_tiket=config.instansi.kode_tiket,
        pengganti=tuple(_substitute(g) for g in config.pengganti),
        perangkat_daerah=tuple(_office(o, w.kode) for w in config.wilayah for o in w.perangkat_daerah),
        norma=dict(config.sop.norma),
        penomoran=_numbering(config.nomor, urut_naskah or {}),
        aturan=_house_rules(config),
        urut_kasus=dict(urut_kasus or {}),
        alihkan_ke=config.alihkan_ke if config.mode == "uji" else "",
    )


def _officer(p: sections.Petugas) -> desk.Petugas:
    return desk.Petugas(
        nama=p.nama,
        email=p.email,
        peran=Peran(p.peran),
        nip=p.nip,
        pangkat=p.pangkat,
        jabatan=p.jabatan,
        alias=p.alias,
        wilayah=p.wilayah,
        mulai=p.mulai,
        sampai=p.sampai,
        cadangan=p.cadangan,
        mengaudit=p.mengaudit,
    )


def _substitute(g: sections.Pengganti) -> desk.Pengganti:
    return desk.Pengganti(g.untuk, g.oleh, g.sebagai, g.mulai, g.sampai, g.dasar)


def _office(o: sections.PerangkatDaerah, kode: str) -> desk.PerangkatDaerah:
    return desk.PerangkatDaerah(o.nama, kode, o.alias, o.domain)


def _numbering(n: sections.Nomor, berikut: Mapping[int, int]) -> desk.Penomoran:
    return desk.Penomoran(n.pola, n.klasifikasi, n.unit, n.mode == "otomatis", dict(berikut), n.mulai, n.sampai)


def _house_rules(config: Config) -> desk.Aturan:
    return desk.Aturan(
        domain_pemohon=config.keamanan.domain_pemohon,
        domain_ditolak=config.keamanan.domain_ditolak,
        kanal_online=config.keamanan.kanal_online,
        pengingat=config.pengingat.setelah,
        eskalasi=config.pengingat.eskalasi,
        ingat_pemohon=config.pengingat.ingat_pemohon,
        tutup_pemohon=config.pengingat.tutup_pemohon,
        masa_token=config.keamanan.masa_token_hari,
        kebijakan=dict(config.keamanan.kebijakan),
        tanpa_hasil={Langkah.PENGARSIPAN: config.keamanan.pengarsipan_tanpa_hasil},
        masa_konfirmasi=config.keamanan.masa_konfirmasi_jam,
        sesi_menit=config.sop.sesi_menit,
        desa=config.pemohon.desa,
        tembusan_desa=config.pemohon.tembusan_desa,
    )


def make_kop(config: Config) -> outgoing.Instansi:
    """The office as letterhead and footers print it; the emblem's path absolute."""
    own = config.instansi
    return outgoing.Instansi(
        pemerintah=own.pemerintah,
        nama=own.nama,
        alamat=own.alamat,
        kota=own.kota,
        laman=own.laman,
        pos_el=own.pos_el,
        kode_pos=own.kode_pos,
        lambang=str(config.path(own.lambang)) if own.lambang else "",
        salam=own.salam,
    )


def make_gaya(config: Config) -> outgoing.GayaDokumen:
    """How documents look and who signs the Surat Tugas."""
    own = config.dokumen
    return outgoing.GayaDokumen(own.kertas, own.huruf, own.penandatangan_surat_tugas)
