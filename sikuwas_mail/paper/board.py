"""The board of the office's screen: one static page of open cases, fields of an allow-list, nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from html import escape
from math import inf
from zoneinfo import ZoneInfo

from sikuwas_mail.core.outgoing import Instansi
from sikuwas_mail.core.sop import SOP
from sikuwas_mail.paper import wording


@dataclass(frozen=True, slots=True)
class Lembar:
    """One open task as the board may show it: this is the allow-list, nothing else reaches the page."""

    nomor: str
    langkah: str  # a value of Langkah
    tugas: str
    pemegang: str  # the office, never a person
    perangkat_daerah: str
    wilayah: str
    tenggat: datetime | None
    keadaan: str  # "terlambat" | "hari-ini" | "nanti" | "jeda"
    keterangan: str = ""


BOLEH: tuple[str, ...] = tuple(f.name for f in fields(Lembar))
_KEADAAN = {"terlambat": "Terlambat", "hari-ini": "Jatuh tempo hari ini", "nanti": "Berjalan", "jeda": "Menunggu"}
_GAYA = """
:root{color-scheme:light dark;--latar:#eef1f4;--kartu:#fff;--teks:#1f2a35;--redup:#4a5866;--garis:#cdd5dd;
--biru:#124b82;--merah:#a3161a;--kuning:#7a4d00}
@media (prefers-color-scheme:dark){:root{--latar:#10151a;--kartu:#1a2128;--teks:#e6ebf0;--redup:#b3bfca;--garis:#3a4652;
--biru:#9cc7ee;--merah:#ff9c9c;--kuning:#ffd27a}}
*{box-sizing:border-box}
body{margin:0;padding:16px;background:var(--latar);color:var(--teks);font:16px/1.45 Arial,"Helvetica Neue",sans-serif}
header{display:flex;flex-wrap:wrap;gap:4px 24px;align-items:baseline;margin-bottom:12px}
h1{margin:0;font-size:24px;color:var(--biru)}
.saat{color:var(--redup)}
.ringkas{display:flex;flex-wrap:wrap;gap:8px;list-style:none;margin:0 0 12px;padding:0}
.ringkas li{background:var(--kartu);border:1px solid var(--garis);border-radius:6px;padding:6px 12px}
.ringkas b{font-size:20px}
.saring{display:flex;flex-wrap:wrap;gap:8px 16px;margin:0 0 12px}
.saring label{display:inline-flex;align-items:center;gap:6px;min-height:44px}
.saring input[type=search]{font:inherit;padding:8px;min-width:220px;border:1px solid var(--garis);border-radius:6px;
background:var(--kartu);color:inherit}
.papan{display:grid;grid-template-columns:repeat(auto-fill,minmax(270px,1fr));gap:12px;align-items:start}
section{background:var(--kartu);border:1px solid var(--garis);border-top:4px solid var(--biru);border-radius:6px;
padding:10px 12px}
h2{margin:0 0 8px;font-size:17px;color:var(--biru);display:flex;justify-content:space-between}
article{border-top:1px solid var(--garis);padding:8px 0;overflow-wrap:anywhere}
article p{margin:0}
.nomor{font-weight:bold}
.kecil{font-size:14px;color:var(--redup)}
.tanda{font-weight:bold}
.terlambat .tanda{color:var(--merah)}
.hari-ini .tanda{color:var(--kuning)}
article[hidden],section[hidden]{display:none}
@media print{body{background:#fff;color:#000;padding:0;font-size:12px}.saring{display:none}
section,article{break-inside:avoid}.papan{display:block}section{margin-bottom:8px;border-color:#000}
.terlambat .tanda{color:#000;text-decoration:underline}}
"""
_SARING = """
const kata=document.getElementById("kata"),pilih=[...document.querySelectorAll("input[name=keadaan]")];
function saring(){const q=kata.value.trim().toLowerCase(),k=new Set(pilih.filter(x=>x.checked).map(x=>x.value));
for(const s of document.querySelectorAll("section")){let ada=0;for(const a of s.querySelectorAll("article")){
const tampil=k.has(a.dataset.keadaan)&&a.textContent.toLowerCase().includes(q);a.hidden=!tampil;ada+=tampil?1:0}
s.querySelector(".jumlah").textContent=ada;s.hidden=!ada}}
kata.addEventListener("input",saring);pilih.forEach(x=>x.addEventListener("change",saring));
"""


def page(lembar: Sequence[Lembar], instansi: Instansi, zona: ZoneInfo, now: datetime, setiap_menit: int = 5) -> str:
    """The page as HTML; it asks the browser to load it again every `setiap_menit` minutes."""
    title = f"Papan Sikuwas {wording.satu_baris(instansi.nama).title()}"
    body = "".join(_column(step, [x for x in lembar if x.langkah == step]) for step in _steps(lembar))
    return (
        '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex, nofollow, noarchive">\n<meta name="referrer" content="no-referrer">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'\">\n"
        f'<meta http-equiv="refresh" content="{setiap_menit * 60}">\n'
        f"<title>{escape(title)}</title>\n<style>{_GAYA}</style>\n</head>\n<body>\n"
        f"<header><h1>{escape(title)}</h1>"
        f'<span class="saat">Keadaan {escape(wording.waktu(now, zona))}</span></header>\n'
        f"{_summary(lembar)}{_filter()}"
        f'<main class="papan">\n{body or "<p>Tidak ada kasus yang sedang berjalan.</p>"}</main>\n'
        f"<script>{_SARING}</script>\n</body>\n</html>\n"
    )


def _steps(lembar: Sequence[Lembar]) -> list[str]:
    order = list(dict.fromkeys(b.langkah.value for b in SOP))
    return [step for step in order if any(x.langkah == step for x in lembar)]


def _summary(lembar: Sequence[Lembar]) -> str:
    counts = [(len({x.nomor for x in lembar}), "kasus berjalan")]
    counts += [(sum(x.keadaan == k for x in lembar), name.lower()) for k, name in _KEADAAN.items() if k != "nanti"]
    items = "".join(f"<li><b>{n}</b> {escape(name)}</li>" for n, name in counts)
    return f'<ul class="ringkas">{items}</ul>\n'


def _filter() -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="keadaan" value="{k}" checked> {escape(name)}</label>'
        for k, name in _KEADAAN.items()
    )
    return (
        '<form class="saring" onsubmit="return false"><label>Saring '
        f'<input type="search" id="kata" placeholder="nomor, perangkat daerah, pemegang"></label>{boxes}</form>\n'
    )


def _column(step: str, here: Sequence[Lembar]) -> str:
    rows = sorted(here, key=lambda x: (x.tenggat.timestamp() if x.tenggat else inf, x.nomor))
    cards = "".join(_card(x) for x in rows)
    head = f'<h2>{escape(step.capitalize())} <span class="jumlah">{len(here)}</span></h2>'
    return f"<section>{head}{cards}</section>\n"


def _card(x: Lembar) -> str:
    due = f", tenggat {x.tenggat:%d-%m-%Y %H.%M}" if x.tenggat else ""
    state = x.keterangan.capitalize() if x.keadaan == "jeda" and x.keterangan else _KEADAAN[x.keadaan]
    where = " · ".join(part for part in (x.perangkat_daerah, x.wilayah) if part)
    return (
        f'<article class="{escape(x.keadaan)}" data-keadaan="{escape(x.keadaan)}">'
        f'<p><span class="nomor">{_e(x.nomor)}</span> {_e(x.tugas)}</p>'
        f'<p class="kecil">{_e(where)}</p><p class="kecil">{_e(x.pemegang)}</p>'
        f'<p class="tanda">{_e(state + due)}</p></article>'
    )


def _e(teks: str) -> str:
    return escape(wording.satu_baris(teks))
