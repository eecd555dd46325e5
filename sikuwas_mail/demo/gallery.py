"""The gallery: what happened in the demo becomes a folder of static files that needs no server and no network."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from babel.dates import format_datetime
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sikuwas_mail.core.sop import SOP
from sikuwas_mail.demo import course, letter, showing

Kasus = Mapping[str, object]
SuratMentah = tuple[str, bytes]  # ("masuk" | "keluar", raw mail)
DokumenJadi = tuple[str, bytes, Sequence[bytes]]  # title, DOCX, its pages as PNG (may be none)

STATUS = {
    "selesai": "Selesai",
    "berjalan": "Berjalan",
    "menunggu_pemohon": "Menunggu pemohon",
    "ditutup": "Ditutup",
}


@dataclass(frozen=True, slots=True)
class SuratTampil:
    """One letter as the page shows it."""

    id: str
    arah: str
    jenis: str
    langkah: str
    subjek: str
    dari: str
    kepada: str
    waktu: str
    teks: str
    header: tuple[tuple[str, str], ...]
    lampiran: tuple[str, ...]
    eml: str
    halaman: str
    tinggi: int  # of its frame, in CSS pixels


@dataclass(frozen=True, slots=True)
class DokumenTampil:
    """One document as the page shows it: links, and the text where there is no picture."""

    judul: str
    berkas: str
    ukuran: str
    gambar: tuple[str, ...]
    teks: str


@dataclass(frozen=True, slots=True)
class KasusTampil:
    """One case as the page shows it."""

    id: str
    nomor: str
    status: str
    rincian: tuple[tuple[str, str], ...]
    alur: Markup
    surat: tuple[SuratTampil, ...]
    dokumen: tuple[DokumenTampil, ...]
    jurnal: tuple[tuple[str, ...], ...]
    lama: str


def build(
    out: Path,
    kasus: Sequence[Kasus],
    surat: Sequence[Sequence[SuratMentah]],
    dokumen: Sequence[Sequence[DokumenJadi]],
    jurnal: Sequence[Sequence[Kasus]] | None = None,
) -> Path:
    """Write `out`/index.html, surat/ and dokumen/, and return the page's path.

    `kasus` holds values of `kasus show --json`; `surat`, `dokumen` and `jurnal` one sequence per case, in order.
    Without `jurnal` the `riwayat` of the case is shown. Files that stand there already are overwritten.
    """
    for name in ("surat", "dokumen"):
        (out / name).mkdir(parents=True, exist_ok=True)
    told = jurnal if jurnal is not None else [_rows(k) for k in kasus]
    shown = [_kasus(out, *parts) for parts in zip(kasus, surat, dokumen, told, strict=True)]
    target = out / "index.html"
    target.write_text(_page(shown), encoding="utf-8")
    return target


def _page(shown: Sequence[KasusTampil]) -> str:
    environment = Environment(
        loader=PackageLoader("sikuwas_mail.demo", "galeri"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("index.html").render(kasus=shown, langkah=[b for b in SOP if b.nomor])


def _kasus(
    out: Path, kasus: Kasus, surat: Sequence[SuratMentah], dokumen: Sequence[DokumenJadi], jurnal: Sequence[Kasus]
) -> KasusTampil:
    nomor = str(kasus.get("nomor", ""))
    names = _names(surat)
    riwayat = _rows(kasus)
    return KasusTampil(
        id=_slug(nomor),
        nomor=nomor,
        status=STATUS.get(str(kasus.get("status", "")), str(kasus.get("status", ""))),
        rincian=tuple(_rincian(kasus)),
        alur=Markup(course.picture(riwayat, names, f"Alur kasus {nomor}")),  # noqa: S704 - course escapes what it prints
        surat=tuple(_surat(out, f"{_slug(nomor)}-{i:02}", *s) for i, s in enumerate(surat, 1)),
        dokumen=tuple(_dokumen(out, f"{_slug(nomor)}-{i:02}", *d) for i, d in enumerate(dokumen, 1)),
        jurnal=tuple(_baris(row, names) for row in jurnal),
        lama=_lama(riwayat),
    )


def _rows(kasus: Kasus) -> list[Kasus]:
    riwayat = kasus.get("riwayat", [])
    return [r for r in riwayat if isinstance(r, Mapping)] if isinstance(riwayat, list | tuple) else []


def _rincian(kasus: Kasus) -> Iterator[tuple[str, str]]:
    permohonan, pemohon = kasus.get("permohonan", {}), kasus.get("pemohon", {})
    facts = {**(permohonan if isinstance(permohonan, Mapping) else {})}
    facts |= {k: v for k, v in pemohon.items() if v} if isinstance(pemohon, Mapping) else {}
    for key, label in (
        ("nama", "Pemohon"),
        ("perangkat_daerah", "Perangkat daerah"),
        ("topik", "Topik"),
        ("metode", "Metode"),
    ):
        if facts.get(key):
            yield label, str(facts[key])


def _names(surat: Sequence[SuratMentah]) -> dict[str, str]:
    people = (letter.read(raw).dari for arah, raw in surat if arah == "masuk")
    return {address.lower(): name for name, address in people if name}


def _surat(out: Path, name: str, arah: str, raw: bytes) -> SuratTampil:
    found = letter.read(raw)
    (out / "surat" / f"{name}.eml").write_bytes(raw)
    page = showing.page(found.html, found.teks, asing=arah == "masuk")
    (out / "surat" / f"{name}.html").write_text(page, encoding="utf-8")
    return SuratTampil(
        id=name,
        arah=arah,
        jenis=found.jenis.replace("-", " ") if arah == "keluar" else "surat masuk",
        langkah=found.langkah,
        subjek=found.subjek,
        dari=found.dari[0] or found.dari[1],
        kepada=found.kepada[0] or found.kepada[1],
        waktu=f"{found.tanggal:%H.%M.%S}" if found.tanggal else "",
        teks=found.teks,
        header=found.header,
        lampiran=tuple(n for n, _ in found.lampiran),
        eml=f"surat/{name}.eml",
        halaman=f"surat/{name}.html",
        tinggi=_height(found),
    )


def _height(surat: letter.Surat) -> int:
    """A frame as high as the letter is likely to be on a phone; longer ones scroll."""
    lines = sum(1 + len(line) // 42 for line in (surat.teks or surat.html).split("\n"))
    return min(560, 110 + 25 * lines)


def _dokumen(out: Path, name: str, judul: str, isi: bytes, pages: Sequence[bytes]) -> DokumenTampil:
    stem = f"{name}-{_slug(judul)}"
    (out / "dokumen" / f"{stem}.docx").write_bytes(isi)
    images = [f"dokumen/{stem}-{number}.png" for number, _ in enumerate(pages, 1)]
    for image, png in zip(images, pages, strict=True):
        (out / image).write_bytes(png)
    return DokumenTampil(
        judul=judul,
        berkas=f"dokumen/{stem}.docx",
        ukuran=f"{len(isi) / 1024:.0f} kB",
        gambar=tuple(images),
        teks="" if images else showing.docx_text(isi),
    )


def _baris(row: Kasus, names: Mapping[str, str]) -> tuple[str, ...]:
    moment = datetime.fromisoformat(str(row["waktu"]))
    return (
        str(row.get("urut", "")),
        f"{moment:%H.%M.%S}",
        format_datetime(moment, "EEEE, d MMMM y", locale="id"),
        course.peristiwa_judul(str(row.get("peristiwa", ""))),
        str(row.get("langkah", "")),
        course.who(row, names),
        str(row.get("atas_nama_nama") or row.get("atas_nama") or ""),
    )


def _lama(riwayat: Sequence[Kasus]) -> str:
    moments = [datetime.fromisoformat(str(r["waktu"])) for r in riwayat]
    seconds = int((max(moments) - min(moments)).total_seconds()) if moments else 0
    return f"{seconds} detik" if seconds < 120 else f"{seconds // 60} menit {seconds % 60} detik"


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in text.lower()).split())
