"""A PDF goes beside the papers people sign or file; made once, and never at the price of the decision."""

import time
from collections.abc import Sequence

import structlog

from sikuwas_mail.core.outgoing import Berkas
from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.edge import pdf
from sikuwas_mail.edge.archive import Archive
from sikuwas_mail.edge.store import Store
from sikuwas_mail.office.rooms import Rooms

TIPE_PDF = "application/pdf"
HANYA_DOCX = "Dokumen dilampirkan sebagai DOCX saja; PDF-nya tidak dapat dibuat saat ini."
_JENIS = (Dokumen.SURAT_TUGAS, Dokumen.BERITA_ACARA, Dokumen.LAPORAN)
_BATAS = 30.0  # seconds for all papers of one letter
_ISTIRAHAT = 600.0  # seconds without a further try after a failure
log = structlog.get_logger()


class _Pause:
    """After a failure the converter is left alone for a while, so that no queue of mail waits behind it."""

    until = 0.0


def beside(rooms: Rooms, enclosed: Sequence[Berkas]) -> tuple[list[Berkas], str]:
    """The enclosures with their PDFs, and what the letter says where there are none."""
    if not rooms.config.dokumen.pdf:
        return list(enclosed), ""
    wanted = [b for b in enclosed if _signed_or_filed(b)]
    made = _converted(wanted, rooms.store, rooms.archive) if wanted else {}
    whole = [x for b in enclosed for x in (b, made.get(b.nama)) if x]
    return whole, HANYA_DOCX if len(made) < len(wanted) else ""


def _signed_or_filed(berkas: Berkas) -> bool:
    return "(isian)" not in berkas.nama and any(f" {jenis.judul} v" in berkas.nama for jenis in _JENIS)


def _converted(papers: Sequence[Berkas], store: Store, archive: Archive) -> dict[str, Berkas]:
    """Name of the DOCX -> its PDF; all of them or what was made before."""
    keys = {b.nama: archive.put(b.isi, "docx") for b in papers}
    known = {nama: _known(store, archive, key) for nama, key in keys.items()}
    missing = [b for b in papers if known[b.nama] is None]
    if missing and time.monotonic() >= _Pause.until:
        try:
            fresh = pdf.to_pdfs([b.isi for b in missing], _BATAS)
        except pdf.PdfFailed as failed:
            _Pause.until = time.monotonic() + _ISTIRAHAT
            log.warning("pdf.gagal", galat=str(failed))
            fresh = []
        for berkas, data in zip(missing, fresh, strict=False):
            store.put(f"pdf/{keys[berkas.nama]}", archive.put(data, "pdf"))
            known[berkas.nama] = data
    return {nama: Berkas(_named(nama), TIPE_PDF, data) for nama, data in known.items() if data is not None}


def _known(store: Store, archive: Archive, key: str) -> bytes | None:
    found = store.get(f"pdf/{key}")
    return archive.get(found) if isinstance(found, str) else None


def _named(nama: str) -> str:
    return nama.removesuffix(".docx") + ".pdf"
