"""Loose words decide only when every word around them is harmless; one word of doubt is enough to ask."""

import re

from sikuwas_mail.reading.spelling import flat, word_set

NEGATOR = r"(?:tidak|bukan|belum|kurang|jangan|tanpa|gagal|enggan|menolak|not|no|dont)"
YA = (
    r"(?:setuju|disetujui|menyetujui|setujui|acc|ok|siap|sip|laksanakan|dilaksanakan|lanjut|lanjutkan|dilanjut|"
    r"dilanjutkan|"
    r"teruskan|diteruskan|tindaklanjuti|ditindaklanjuti|proses|diproses|sependapat|sepakat|monggo|sesuai)"
)
INSTRUCTION = re.compile(
    r"\b(?:(?:di)?(?:tindaklanjuti|telaah|teruskan|proses|laksanakan|tangani|kaji|selesaikan|dampingi|bantu)|"
    r"(?:di|mem)?pelajari|menindaklanjuti|menelaah|memproses|"
    r"segera|mohon|agar|supaya|harap|tolong|untuk|disposisi|disposisikan|diserahkan|serahkan)\b"
)
_HARMLESS = re.compile(
    r"\btidak (?:perlu|usah|ada yang perlu|harus)(?: ada)? (?:di)?(?:revisi|perbaiki|perbaikan|koreksi|lengkapi|ubah|"
    r"sempurnakan|tambah|tambahkan|tambahan|catatan|perubahan)(?: lagi)?\b"
    r"|\btidak ada(?: lagi)? (?:masalah|kendala|catatan|koreksi|perbaikan|revisi|perubahan|keberatan|tambahan|"
    r"kekurangan)"
    r"(?: lagi)?\b"
    r"|\bsudah (?:saya |kami )?(?:di)?(?:cek|periksa|teliti|verifikasi)\b"
    r"|\btidak (?:keberatan|masalah|apa apa)\b|\btanpa (?:catatan|perubahan|revisi|koreksi|perbaikan|ragu)\b|\bgpp\b"
)
_DOUBT = re.compile(
    rf"\b(?:{NEGATOR}|tapi|namun|cuma|hanya|kecuali|asal|asalkan|jika|kalau|bila|apabila|syarat|bersyarat|"
    rf"catatan|dulu|dahulu|"
    r"dl|tunggu|menunggu|nanti|sementara|tunda|ditunda|sebaiknya|mungkin|kayaknya|sepertinya|kelihatannya|ragu|"
    r"pertimbangkan|"
    r"dipertimbangkan|pertimbangan|pikir|pikirkan|cek|dicek|konfirmasi|klarifikasi|tanya|bahas|dibahas|diskusi|"
    r"diskusikan|"
    r"masih|salah|keliru|lemah|revisi|direvisi|perbaiki|diperbaiki|perbaikan|koreksi|dikoreksi|lengkapi|dilengkapi|"
    r"sempurnakan|disempurnakan|perjelas|diperjelas|ulang|ulangi|setelah|sesudah|sebelum|prinsip|prinsipnya|"
    r"sebagian|maaf|"
    r"coba|andai|seandainya|atau|antara|eh|ralat|batal|batalkan|dibatalkan|membatalkan|pembatalan|tolak|ditolak|"
    r"kembalikan|"
    r"dikembalikan|alihkan|dialihkan|limpahkan|dilimpahkan|keberatan|hentikan|dihentikan|berhalangan|cuti|sakit|"
    r"besok|lusa|"
    r"minggu|pekan|bulan|kemarin|koordinasi|koordinasikan|wacana|rencana|rencananya|nb|ps|ubah|diubah|ganti|"
    r"diganti|pindah|"
    r"penuh|menolak|abaikan|terlambat|but|if|pending|hold|urungkan|tarik|ditarik)\b"
)
_QUESTION = re.compile(
    r"\?|\b(?:apakah|apa|bagaimana|gimana|kapan|siapa|mengapa|kenapa|mana|bolehkah|bisakah|dapatkah|benarkah|yakin)\b"
)
_DONE = re.compile(
    rf"\b(?:sudah|telah)(?: (?!lengkap\b|benar\b|cukup\b)\w+){{0,2}}? (?!sesuai){YA}\b"
    rf"|\b(?:akan|mau|ingin|hendak)(?: \w+){{0,2}}? {YA}\b"
)
_TO_SOMEONE = re.compile(
    r"\b(?:ke|kepada|oleh)(?: (?:bapak|ibu|saudara))* (?:sekretaris|inspektur|irban|admin|pemohon|yang bersangkutan)\b"
)
_IF_GOD_WILLS = re.compile(r"\binsya ?allah\b")
_COMPANY = re.compile(
    r"\b(?:bersama|beserta|dengan) (?:\d{1,2}|satu|dua|tiga|empat|lima)(?: orang)?"
    r"(?: (?:staf|orang|rekan|peserta|pegawai))?\b"
)
_BENIGN = word_set(
    """
    ketentuan berlaku diarsipkan arsipkan didokumentasikan disimpan diterima
    , saya kami bapak ibu saudara admin mas mbak ya nggih saja sekali sangat sudah telah bisa dapat silakan
    mohon tolong harap agar supaya untuk di ke kepada dengan segera secepatnya hari ini lebih lanjut usulan
    usul sistem permohonan laporan konsep berkas surat disposisi tersebut itu dan yang atas proses prosesnya
    langkah tahap selanjutnya berikutnya baik bagus lengkap diketahui dimaklumi juga semua semuanya isi
    isinya hasil hasilnya perintah tindak lanjuti dijalankan jalankan jadi makanya maka pun sebagaimana
    mestinya sekretariat admin kembali salam hormat wassalam mantap kasih terima wr wb makasih matur
    banyak atas perhatian kerjasama kerja sama tks aja pada kok deh dong nih lah data dokumen persyaratan
    prosedur aturan sop jadwalkan dijadwalkan menjadwalkan kirim kirimkan dikirim 86 komandan
    """
)
_SMALL_TALK = word_set(
    """
    , baik siap noted sama terima kasih makasih matur banyak atas perhatian perhatiannya informasi infonya
    informasinya bapak ibu saudara admin kembali ya nggih salam hormat mohon maaf izin informasi bantuan
    bantuannya kerja samanya sama kerjasamanya dan untuk sekali sangat mas mbak sekretaris inspektur irban
    tim suratnya surelnya emailnya pemberitahuan pemberitahuannya mengerti dimengerti kami saya ucapkan
    sudah membantu
    """
)


def plain(text: str) -> str:
    """A text ready for the patterns of this module: flat, harmless denials ("tidak perlu direvisi") taken out."""
    joined = re.sub(r"\b(di)?tindak lanjuti\b", r"\1tindaklanjuti", flat(text))
    return " ".join(_HARMLESS.sub(" ", joined).split()).strip(" ,")


def doubtful(text: str) -> bool:
    """Whether a text denies, limits, postpones, doubts or asks."""
    return bool(_DOUBT.search(plain(text)) or _QUESTION.search(plain(text)))


def asks(text: str) -> bool:
    """Whether a text asks a question."""
    return bool(_QUESTION.search(plain(text)))


def negates(text: str) -> bool:
    """Whether a text holds a negation other than the harmless ones."""
    return bool(re.search(rf"\b{NEGATOR}\b", plain(text)))


def benign(text: str) -> bool:
    """Whether a text adds nothing: only courtesy, forms of address and words of going on."""
    left = _TO_SOMEONE.sub(" ", plain(text))
    return all(w in _BENIGN or re.fullmatch(YA, w) for w in left.split()) and not _DOUBT.search(left)


def without_company(text: str) -> str:
    """A flat text without how many one brings along ("bersama 2 orang staf")."""
    return " ".join(_COMPANY.sub(" ", text).split())


def courteous(text: str) -> bool:
    """Whether a text holds only forms of address and courtesy, not a single word of going on."""
    return all(w in _BENIGN - {"lanjut"} for w in plain(text).split())


def says_yes(text: str, *, ready: bool = False) -> bool:
    """Whether a text is nothing but a clear yes, loosely worded ("ACC", "tidak ada masalah, lanjutkan").

    `ready`: "siap" alone is a yes too (of one who is asked whether he is ready).
    """
    left = plain(text)
    if ready:
        left = " ".join(_IF_GOD_WILLS.sub(" ", left).split()).strip(" ,")
        if ready_for(left) and "siap" in left.split() and not _DOUBT.search(left) and not _QUESTION.search(left):
            return True
    if not benign(left) or _QUESTION.search(left) or _DONE.search(left):
        return False
    if re.fullmatch(r"(?:(?:ya|nggih|bapak|ibu|,) ?)+", left):
        return bool(re.search(r"\b(?:ya|nggih)\b", left))
    said = set(re.findall(rf"\b{YA}\b", left)) - {"sesuai"} - ({"siap"} if not ready else set())
    return bool(said - {"proses"} or re.search(r"\bsudah sesuai\b", left) or re.search(r"\bproses\b(?! ini)", left))


def small_talk(text: str) -> bool:
    """Whether a text only thanks or acknowledges: it decides nothing."""
    said = flat(text).split()
    done = "sudah" in said and "membantu" not in said  # "sudah" alone tells of something done
    return bool(said or not text.strip()) and not done and all(w in _SMALL_TALK for w in said)


def says_nothing(text: str) -> bool:
    """Whether a text meant as reason, note or list holds none."""
    return all(w in _BENIGN or w in ("dulu", "dahulu", "lagi", "disini", "sini") for w in plain(text).split())


def retracts(text: str) -> bool:
    """Whether a text takes back its own command or makes it hang on a condition."""
    said = flat(text)
    return bool(
        re.search(
            r"\b(?:tidak jadi|eh|ralat|abaikan|salah (?:kirim|ketik|tulis)|maksud saya|urungkan|bercanda)\b|"
            r"^(?:jika|kalau|bila|apabila|asal|asalkan|andai|seandainya|kecuali|sebelum|setelah|nanti|mungkin)\b",
            said,
        )
    )


def takes_back(tail: str) -> bool:
    """Whether what stands below the closing may change the decision above it."""
    said = plain(tail)
    return bool(
        re.search(
            r"\b(?:tapi|namun|dengan catatan|nb|ps|kecuali|asal|asalkan|jika|kalau|apabila|revisi|direvisi|"
            r"perbaiki|diperbaiki|"
            r"koreksi|lengkapi|dilengkapi|sempurnakan|tolak|ditolak|kembalikan|dikembalikan|alihkan|batal|"
            r"batalkan|tunda|ditunda|"
            r"tunggu|belum|jangan|tidak|bukan|nanti|dulu|ralat|urungkan)\b",
            said,
        )
    )


def opens_otherwise(text: str) -> bool:
    """Whether a text behind a command word turns it into another sentence ("TOLAK tidak perlu", "tolak ukur")."""
    return bool(re.match(r"(?:tidak|belum|jangan|sudah|telah|dulu|ukur|atau|saja atau|masih)\b", flat(text)))


def hangs(text: str) -> bool:
    """Whether a text asks, or makes what it says hang on something."""
    return asks(text) or bool(
        re.search(r"\b(?:jika|kalau|bila|apabila|asal|asalkan|mungkin|andai|baru)\b", plain(text))
    )


def mixes_yes(text: str) -> bool:
    """Whether a strong yes stands in a text that should only give a reason."""
    return bool(re.search(r"\b(?:setuju|disetujui|acc|teruskan|lanjutkan|ok)\b", plain(text)))


def ready_for(text: str) -> bool:
    """Whether a text only says what one is ready for ("melaksanakan tugas sesuai jadwal")."""
    allowed = _BENIGN | word_set(
        "melaksanakan tugas hadir bertugas jadwal sesuai hadiri menghadiri menjalankan st irban perintah"
    )
    return bool(text.strip()) and all(w in allowed or re.fullmatch(YA, w) for w in plain(text).split())


def reports(text: str) -> bool:
    """Whether a text tells what someone did, does or will do, instead of asking for it."""
    return bool(
        re.search(
            r"\b(?:sudah(?! (?:lengkap|sesuai|baik))|telah|akan|sedang|pernah|kemarin|setuju|siap|minta|meminta|bilang|"
            r"katanya|menurut|yang (?:sudah|telah|menangani|akan))\b",
            plain(text),
        )
    )


def instructs(text: str) -> bool:
    """Whether a note tells an Irban to act, rather than telling about him."""
    return benign(text) or bool(INSTRUCTION.search(plain(text)))


def promises(text: str) -> bool:
    """Whether a text speaks about sending something instead of giving it ("nanti kami susulkan")."""
    return bool(
        re.search(
            r"\b(?:nanti|menyusul|susulkan|segera|sedang|masih|belum|akan (?:kami|saya|dikirim|segera)|mohon|"
            r"terlampir|lampiran|"
            r"maaf|sabar|tunggu|besok|sudah (?:kami|saya|dikirim))\b",
            plain(text),
        )
    )
