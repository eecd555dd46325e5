"""One case as a ZIP for the archive: index, every mail, every document version, returned files, journal, checksums."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sikuwas_mail.config import Config, shipped_templates
from sikuwas_mail.core.desk import Desk
from sikuwas_mail.core.events import BerkasDiterima, Event
from sikuwas_mail.edge import pdf
from sikuwas_mail.edge.archive import Archive
from sikuwas_mail.edge.store import Store
from sikuwas_mail.edge.store.codec import encode
from sikuwas_mail.office.attachments import ending
from sikuwas_mail.office.dossier import letter_bytes
from sikuwas_mail.office.retention import USUL, Retensi, retention
from sikuwas_mail.paper import wording
from sikuwas_mail.paper.plain_docx import PlainTemplate, row

TEMPLAT = "berkas-kasus.docx"
_ASING = re.compile(r"[^\w.() -]+")


@dataclass(frozen=True, slots=True)
class Naskah:
    """One file of the ZIP: name, bytes, and what it is."""

    nama: str
    isi: bytes
    keterangan: str


def folio(shape: dict[str, Any], store: Store, archive: Archive, config: Config, desk: Desk, now: datetime) -> bytes:
    """The ZIP of a case whose shape is `whole_case`. Raises TemplateFault for a broken index template."""
    events = [e for _, e in store.events(shape["nomor"])]
    files = [*_letters(shape, store, archive, desk), *_documents(shape, archive), *_returned(events, archive)]
    files.append(Naskah("jurnal.jsonl", _journal(store.events(shape["nomor"])), "Jurnal lengkap"))
    files.append(Naskah("kasus.json", json.dumps(shape, ensure_ascii=False, indent=1).encode(), "Data kasus"))
    case = store.case(shape["nomor"])
    if case is None:
        raise LookupError(shape["nomor"])
    record = retention(case, events, len(files), config, desk)
    files.append(Naskah("arsip.json", json.dumps(asdict(record), ensure_ascii=False, indent=1).encode(), "Data arsip"))
    return _packed([*_index(shape, files, record, config, desk, now), *files])


def _packed(files: list[Naskah]) -> bytes:
    sums = "".join(f"{sha256(f.isi).hexdigest()}  {f.nama}\n" for f in sorted(files, key=lambda f: f.nama))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        for file in (*files, Naskah("SHA256SUMS", sums.encode(), "")):
            pack.writestr(file.nama, file.isi)
    return buffer.getvalue()


# ── what lies in it ──────────────────────────────────────────────────────────────────────────────
def _letters(shape: Mapping[str, Any], store: Store, archive: Archive, desk: Desk) -> list[Naskah]:
    found = []
    for number, letter in enumerate(shape["surat"], 1):
        raw = letter_bytes(letter, store, archive)
        if raw is not None:
            name = f"surat/{number:03d}-{letter['arah']}-{letter['jenis']}.eml"
            when = wording.waktu(datetime.fromisoformat(letter["waktu"]), desk.kalender.zona)
            found.append(Naskah(name, raw, f"Surel {letter['arah']}, {letter['alamat']}, {when}"))
    return found


def _documents(shape: Mapping[str, Any], archive: Archive) -> list[Naskah]:
    found = []
    for paper in shape["dokumen"]:
        data = archive.get(paper["sha256"])
        if data is not None:
            number = f" Nomor {' '.join(paper['nomor'].split())}" if paper["nomor"] else ""
            told = f"{paper['jenis']} versi {paper['versi']}{number}"
            found.append(Naskah(f"dokumen/{paper['jenis']}-v{paper['versi']}.docx", data, told))
    return found


def _returned(events: list[Event], archive: Archive) -> list[Naskah]:
    """Files that came by mail, under a number and a tame form of their names."""
    found = []
    for number, isi in enumerate((e.isi for e in events if isinstance(e.isi, BerkasDiterima)), 1):
        data = archive.get(isi.sha256)
        if data is None:
            continue
        stem = _ASING.sub("_", isi.nama.rpartition(".")[0] or isi.nama).strip(" .")[:80]
        tied = f", {isi.dokumen.judul}" + (f" versi {isi.versi}" if isi.versi else "") if isi.dokumen else ""
        told = f"Dari {isi.alamat}{tied}" + (f", {isi.keadaan}" if isi.keadaan else "")
        found.append(Naskah(f"lampiran/{number:03d}-{stem}.{ending(isi.nama)}", data, told))
    return found


def _journal(events: list[tuple[int, Event]]) -> bytes:
    lines = (
        json.dumps(
            {
                "urut": urut,
                "waktu": e.waktu.astimezone(UTC).isoformat(),
                "langkah": e.langkah,
                "oleh": e.oleh,
                "atas_nama": e.atas_nama,
                "peristiwa": e.peristiwa,
                "isi": json.loads(encode(e.isi)),
            },
            ensure_ascii=False,
        )
        for urut, e in events
    )
    return ("\n".join(lines) + "\n").encode()


# ── the index ────────────────────────────────────────────────────────────────────────────────────
def _index(
    shape: Mapping[str, Any], files: list[Naskah], record: Retensi, config: Config, desk: Desk, now: datetime
) -> list[Naskah]:
    """The index as DOCX and, where LibreOffice is installed, as PDF."""
    docx = index_template(config).render(index_values(shape, files, record, desk, now), now)
    made = [Naskah("00-daftar-isi.docx", docx, "Daftar isi")]
    try:
        made.append(Naskah("00-daftar-isi.pdf", pdf.to_pdf(docx, 60), "Daftar isi"))
    except pdf.PdfFailed:
        return made
    return made


def index_template(config: Config) -> PlainTemplate:
    """The office's own, else the default. Raises TemplateFault."""
    own = config.templat_folder / "dokumen" / TEMPLAT
    path = own if own.exists() else shipped_templates() / "dokumen" / TEMPLAT
    return PlainTemplate(path, config.kop(), config.gaya())


def index_values(
    shape: Mapping[str, Any], files: list[Naskah], record: Retensi, desk: Desk, now: datetime
) -> dict[str, object]:
    """What the index template may name."""
    applicant = shape["pemohon"]
    facts = (
        ("Pemohon", applicant["nama"] or applicant["alamat"]),
        ("Perangkat daerah", applicant["perangkat_daerah"] or "-"),
        ("Topik", shape["permohonan"]["topik"] or "-"),
        ("Dibuka", _when(shape["dibuka"], desk)),
        ("Status", f"{shape['status']}, langkah {shape['langkah']}"),
        ("Wilayah", shape["wilayah"] or "-"),
        ("Tim", ", ".join(shape["tim"]) or "-"),
        ("Diekspor", wording.waktu(now, desk.kalender.zona)),
    )
    return {
        "kasus": {"nomor": shape["nomor"]},
        "dokumen": _mark(shape["nomor"], files, now),
        "fakta": [row(pair) for pair in facts],
        "arsip": [row(pair) for pair in record.rows()],
        "usul": USUL,
        "isi": [
            row((str(n), f.nama, f.keterangan, _grouped(sha256(f.isi).hexdigest()))) for n, f in enumerate(files, 1)
        ],
        "riwayat": [
            row((str(e["urut"]), _when(e["waktu"], desk), e["langkah"], e["peristiwa"], e["oleh_nama"] or e["oleh"]))
            for e in shape["riwayat"]
        ],
    }


def _mark(nomor: str, files: list[Naskah], now: datetime) -> dict[str, object]:
    digest = sha256("".join(sha256(f.isi).hexdigest() for f in files).encode()).hexdigest()[:8].upper()
    return {
        "judul": "Daftar Isi Berkas Kasus",
        "kode": f"{nomor} DI {digest[:4]}-{digest[4:]}",
        "waktu_iso": f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    }


def _when(iso: str | None, desk: Desk) -> str:
    if not iso:
        return "-"
    local = datetime.fromisoformat(iso).astimezone(desk.kalender.zona)
    return f"{local:%d-%m-%Y %H.%M}"


def _grouped(digest: str) -> str:
    """The beginning of a fingerprint; the whole stands in SHA256SUMS."""
    return f"{digest[:8]} {digest[8:16]}"
