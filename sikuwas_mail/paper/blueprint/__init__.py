"""The default Word templates, documents, recap, index of a case: drawn by rule once, afterwards edited in Word."""

from pathlib import Path

from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.paper.blueprint import berkas, disposisi, hasil, permohonan, rekap, tugas

_GAMBAR = {
    Dokumen.FORMULIR: permohonan.formulir,
    Dokumen.DISPOSISI: disposisi.lembar,
    Dokumen.SURAT_TUGAS: tugas.surat_tugas,
    Dokumen.DAFTAR_HADIR: tugas.daftar_hadir,
    Dokumen.BERITA_ACARA: hasil.berita_acara,
    Dokumen.LAPORAN: hasil.laporan,
    "rekap": rekap.rekapitulasi,
    "berkas-kasus": berkas.berkas_kasus,
}


def write(folder: Path) -> tuple[Path, ...]:
    """Writes the templates into `folder` (made where absent) and returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for jenis, draw in _GAMBAR.items():
        path = folder / f"{jenis}.docx"
        draw().save(str(path))
        written.append(path)
    return tuple(written)
