"""One-tap answers: a `mailto:` link is one line, its first word is the command, and the `Ref:` line closes it.

Gmail for Android drops line breaks, and the link opens a new mail without In-Reply-To: so the body alone must carry
the command and the reference. Where words of one's own are asked for, they may be typed before the reference (behind
the command and its two blanks) or after it (behind its closing blank): `reference.without_ref` takes it out of both.
"""

from urllib.parse import quote

from sikuwas_mail.core.sop import JAWABAN_PEMOHON, Aturan, Jawaban

_LABEL = {
    Jawaban.BATAL: "Batalkan permohonan",
    Jawaban.TERUSKAN: "Teruskan kepada Sekretaris",
    Jawaban.LENGKAPI: "Minta dilengkapi, dengan butirnya",
    Jawaban.TOLAK: "Tolak, dengan alasan",
    Jawaban.PENGADUAN: "Alihkan ke pengaduan, dengan alasan",
    Jawaban.SETUJU: "Setuju",
    Jawaban.IRBAN: "Pilih Irban lain, dengan catatan",
    Jawaban.KEMBALIKAN: "Kembalikan, dengan alasan",
    Jawaban.TUGASKAN: "Tugaskan, dengan nama",
    Jawaban.ALIHKAN: "Alihkan, dengan wilayah dan alasan",
    Jawaban.BERHALANGAN: "Berhalangan, dengan alasan",
    Jawaban.HASIL: "Sampaikan hasil, dengan Berita Acara",
    Jawaban.LANJUT: "Sesi berikutnya, dengan tanggal dan jam",
    Jawaban.PERBAIKI: "Minta perbaikan, dengan catatan",
    Jawaban.TERIMA: "Terima laporan",
    Jawaban.ARSIP: "Arsipkan, dengan nomor berkas",
    Jawaban.HADIR: "Hadir",
    Jawaban.JADWAL: "Tetapkan jadwal, dengan tanggal dan jam",
    Jawaban.SURVEI: "Isi survei",
    Jawaban.STATUS: "Tanyakan keadaan permohonan",
    Jawaban.BANTUAN: "Minta petunjuk",
    Jawaban.URUNGKAN: "Urungkan",
}


def link(alamat: str, subjek: str, kata: str, ref: str, *, disambung: bool = False) -> str:
    """The link that opens a new mail to us: `kata` and the reference (may be empty) on one line.

    `disambung`: words of one's own follow, so there is room for them before and behind the reference.
    """
    line = " ".join(kata.split())
    gap, end = ("  ", " ") if disambung else (" ", "")
    body = f"{line}{gap}{ref}{end}" if ref else f"{line}{end}"
    return f"mailto:{quote(alamat, safe='@')}?subject={quote(subjek, safe='')}&body={quote(body, safe='')}"


def answer(alamat: str, subjek: str, aturan: Aturan, ref: str) -> str:
    """The link of a permitted answer; "" where a word does not do: data are sent as a reply."""
    if aturan.jawaban is Jawaban.DATA:
        return ""
    goes_on = aturan.wajib_isi or aturan.jawaban in (Jawaban.SURVEI, Jawaban.BATAL)
    return link(alamat, subjek, words(aturan), ref, disambung=goes_on)


def words(aturan: Aturan) -> str:
    """What the button types: the line as it stands, or up to the place where one's own words begin."""
    if aturan.jawaban is Jawaban.SURVEI:
        return aturan.contoh.removesuffix("...").rstrip()
    if not aturan.wajib_isi:
        return aturan.jawaban.value if aturan.jawaban is Jawaban.BATAL else aturan.contoh
    colon = aturan.contoh.startswith(f"{aturan.jawaban.value}:")
    return f"{aturan.jawaban.value}:" if colon else aturan.jawaban.value


def label(aturan: Aturan) -> str:
    """The button's words, the same for eye and screen reader."""
    if aturan.jawaban is Jawaban.SIAP:
        return "Siap, dengan tautan atau ruang" if aturan.wajib_isi else "Siap"
    if aturan.jawaban is Jawaban.JADWAL and not aturan.wajib_isi:
        return f"Tetapkan jadwal {aturan.contoh.partition(':')[2].strip()}"
    if aturan.jawaban is Jawaban.JADWAL and aturan in JAWABAN_PEMOHON:
        return "Usulkan jadwal lain, dengan tanggal dan jam"
    return _LABEL.get(aturan.jawaban, aturan.jawaban.value.capitalize())
