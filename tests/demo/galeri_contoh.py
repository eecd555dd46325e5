"""Two finished cases as the gallery gets them: one straight, one with every kind of return."""

import io
import struct
import zlib
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from docx import Document

from sikuwas_mail.demo import gallery, letter, people, styles
from sikuwas_mail.demo.gallery import DokumenJadi, Kasus, SuratMentah
from sikuwas_mail.demo.styles import Style

WIB = timezone(timedelta(hours=7))
START = datetime(2026, 11, 23, 9, 15, 2, tzinfo=WIB)
LURUS = (
    ("PermohonanMasuk", "permohonan", people.PEMOHON_LENGKAP.email),
    ("PermohonanDiterima", "penerimaan", "sistem"),
    ("Diteruskan", "penerusan", people.alamat("admin")),
    ("Didisposisikan", "disposisi", people.alamat("sekretaris")),
    ("Ditugaskan", "penugasan", people.alamat("irban2")),
    ("TempatDitetapkan", "persiapan", people.alamat("admin")),
    ("UndanganDikirim", "konsultasi", "sistem"),
    ("SiapDinyatakan", "konsultasi", people.alamat("rina")),
    ("HadirDinyatakan", "konsultasi", people.PEMOHON_LENGKAP.email),
    ("HasilDicatat", "konsultasi", people.alamat("rina")),
    ("LaporanDisetujui", "pelaporan", people.alamat("irban2")),
    ("LaporanDiterima", "pengarsipan", people.alamat("inspektur")),
    ("Diarsipkan", "pengarsipan", people.alamat("admin")),
    ("SurveiDiisi", "pengarsipan", people.PEMOHON_LENGKAP.email),
)
BERLIKU = (
    ("PermohonanMasuk", "permohonan", people.PEMOHON_RINGKAS.email),
    ("DataDilengkapi", "permohonan", people.PEMOHON_RINGKAS.email),
    ("PermohonanDiterima", "penerimaan", "sistem"),
    ("DimintaLengkap", "penerusan", people.alamat("admin")),
    ("DataDilengkapi", "permohonan", people.PEMOHON_RINGKAS.email),
    ("PermohonanDiterima", "penerimaan", "sistem"),
    ("Diteruskan", "penerusan", people.alamat("admin")),
    ("Dikembalikan", "disposisi", people.alamat("sekretaris")),
    ("Diteruskan", "penerusan", people.alamat("admin")),
    ("KlarifikasiDiminta", "disposisi", people.alamat("sekretaris")),
    ("Didisposisikan", "disposisi", people.alamat("sekretaris")),
    ("Dialihkan", "penugasan", people.alamat("irban4")),
    ("Didisposisikan", "disposisi", people.alamat("sekretaris")),
    ("Ditugaskan", "penugasan", people.alamat("irban3")),
    ("Berhalangan", "konsultasi", people.alamat("sekar")),
    ("Ditugaskan", "penugasan", people.alamat("irban3")),
    ("TempatDitetapkan", "persiapan", people.alamat("admin")),
    ("HadirDinyatakan", "konsultasi", people.PEMOHON_RINGKAS.email),
    ("HasilDicatat", "konsultasi", people.alamat("dewi")),
    ("Diperbaiki", "pelaporan", people.alamat("irban3")),
    ("HasilDicatat", "konsultasi", people.alamat("dewi")),
    ("LaporanDisetujui", "pelaporan", people.alamat("irban3")),
    ("Diperbaiki", "pengarsipan", people.alamat("inspektur")),
    ("LaporanDisetujui", "pelaporan", people.alamat("irban3")),
    ("LaporanDiterima", "pengarsipan", people.alamat("inspektur")),
    ("Diarsipkan", "pengarsipan", people.alamat("admin")),
)


def kasus(nomor: str, pemohon: people.Pemohon, topik: str, peristiwa: Sequence[tuple[str, str, str]]) -> Kasus:
    """A case in the shape of `kasus show --json`."""
    return {
        "nomor": nomor,
        "status": "selesai",
        "langkah": "pengarsipan",
        "pemohon": {"nama": pemohon.nama, "email": pemohon.email},
        "permohonan": {"perangkat_daerah": pemohon.perangkat_daerah, "topik": topik, "metode": "daring"},
        "riwayat": [
            {
                "urut": i,
                "waktu": (START + timedelta(seconds=2 * i)).isoformat(),
                "peristiwa": p,
                "langkah": s,
                "oleh": o,
            }
            for i, (p, s, o) in enumerate(peristiwa, 1)
        ],
    }


def our_letter(nomor: str, jenis: str, kepada: str, judul: str) -> bytes:
    """A letter of the service."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=900))
    message["From"] = f"{people.NAMA_KOTAK} <{people.KOTAK}>"
    message["To"] = kepada
    message["Subject"] = f"[SIKUWAS {nomor}] {judul}: pencatatan hibah barang"
    message["Date"] = START
    message["Message-ID"] = f"<{nomor}.{jenis}@{people.DOMAIN}>"
    message["X-Sikuwas-Jenis"] = jenis
    facts = {"Nomor tiket": nomor, "Perangkat daerah": "BPKAD", "Topik": "Pencatatan hibah barang", "Metode": "Daring"}
    message.set_content(
        f"Mohon {judul.lower()} sebelum pukul 09.25 WIB.\n\n" + "\n".join(f"{a}: {b}" for a, b in facts.items())
    )
    rows = "".join(
        f'<tr><td style="padding:4px 16px 4px 0;color:#667">{a}</td><td style="padding:4px 0">{b}</td></tr>'
        for a, b in facts.items()
    )
    message.add_alternative(
        '<html><head></head><body style="font:15px/1.5 sans-serif;margin:16px">'
        f"<p><b>Mohon {judul.lower()} sebelum pukul 09.25 WIB.</b></p><table>{rows}</table>"
        '<p><a style="display:inline-block;padding:10px 18px;background:#0e5a5c;color:#fff;border-radius:6px" '
        f'href="mailto:{people.KOTAK}?body=SETUJU">SETUJU</a></p></body></html>',
        subtype="html",
    )
    message.set_boundary("=_surat")
    return message.as_bytes()


def surat(nomor: str, pemohon: people.Pemohon) -> list[SuratMentah]:
    """A few letters to and fro."""
    asked = our_letter(nomor, "tugas", people.alamat("sekretaris"), "Disposisi")
    sekretaris = people.orang(people.alamat("sekretaris"), bertanda_tangan=True)
    answers = [styles.reply(s, "SETUJU", sekretaris, START, letter.read(asked)) for s in (Style.GMAIL, Style.ROUNDCUBE)]
    first = styles.new_mail(
        Style.SAMSUNG,
        "Nama: Contoh\nTopik: hibah barang",
        people.orang(pemohon.email),
        START,
        people.KOTAK,
        "Mohon konsultasi",
    )
    receipt = our_letter(nomor, "tanda-terima", pemohon.email, "Tanda terima")
    return [("masuk", first), ("keluar", receipt), ("keluar", asked), *(("masuk", a) for a in answers)]


def docx(judul: str) -> bytes:
    """A small document with a paragraph and a table."""
    document = Document()
    document.add_heading(judul, 1)
    document.add_paragraph("Layanan konsultasi pengawasan diberikan kepada perangkat daerah.")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Topik", "Pencatatan hibah barang"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def png(width: int = 215, height: int = 330) -> bytes:
    """A plain grey page."""
    rows = zlib.compress((b"\0" + b"\xf4" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def build(out: Path) -> Path:
    """The gallery of both cases."""
    lengkap, ringkas = people.PEMOHON_LENGKAP, people.PEMOHON_RINGKAS
    cases = [
        kasus("SKW-2026-0001", lengkap, "Pencatatan hibah barang", LURUS),
        kasus("SKW-2026-0002", ringkas, "Penyaluran bantuan sosial", BERLIKU),
    ]
    letters = [surat("SKW-2026-0001", lengkap), surat("SKW-2026-0002", ringkas)]
    papers: list[DokumenJadi] = [
        ("Surat Tugas", docx("Surat Tugas"), [png(), png()]),
        ("Berita Acara", docx("Berita Acara"), []),
    ]
    return gallery.build(out, cases, letters, [papers, papers[1:]])
