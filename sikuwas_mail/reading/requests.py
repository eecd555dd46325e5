"""Whether a mail without a reference asks for something: labels, a form, words of asking, or plain substance."""

import re

from sikuwas_mail.reading.mail import Mail

_BATAS_ISI = 20_000
_LABEL = re.compile(
    r"(?im)^[ \t>*•\-\d.)]*(nama(?: lengkap)?|nip|nik|pangkat[^:\n]{0,20}|golongan|jabatan|perangkat daerah|opd"
    r"|skpd|unit kerja|instansi|dinas|asal instansi"
    r"|e-?mail|surel|(?:nomor|no\.?) ?(?:hp|wa|whatsapp|telepon|telp\.?|kontak)[^:\n]{0,15}|hp|wa|topik|perihal"
    r"|hal|materi|uraian[^:\n]{0,25}|permasalahan"
    r"|pertanyaan|metode[^:\n]{0,15}|usulan (?:jadwal|waktu|tanggal)[^:\n]{0,10}|sifat|jumlah"
    r" peserta)[ \t*]*[:=][ \t]*\S"
)
_FORM = re.compile(r"(?i)(?:formulir|form|permohonan|konsultasi|surat)[^/]{0,80}\.(?:docx?|odt|rtf|pdf)$")
_ASKING = re.compile(
    r"(?i)\b(?:konsultasi\w*|berkonsultasi|permohonan|memohon|bermohon|mohon|dimohon|pendampingan|arahan|petunjuk"
    r"|bimbingan|asistensi|saran|masukan|pendapat|bertanya"
    r"|menanyakan|tanya|pertanyaan|bagaimana|apakah|bolehkah|bisakah|dapatkah|berapa|kapan|kenapa|mengapa|ingin"
    r"|hendak|bermaksud|minta|meminta|perlu|membutuhkan|butuh|kendala|permasalahan|masalah"
    r"|nyuwun|badhe|telaah|fasilitasi|audiensi|klarifikasi|pengaduan|melaporkan|laporkan|mengadukan)\b|\?"
)
_POLITE = re.compile(
    r"(?i)assalam\w*['’]?alaikum|wassalam\w*(?: ?['’]?alaikum)?|w[ra]\.? ?wb\.?|warahmatullahi|wabarakatuh|selamat"
    r" (?:pagi|siang|sore|malam)|dengan hormat|salam (?:sejahtera|hormat|sehat)|salam|hormat (?:kami|saya)"
    r"|yth\.?|kepada|bapak|ibu|bpk|saudara|sdr\.?i?|terima ?kasih|terimakasih|makasih|matur (?:suwun|nuwun)|trims"
    r"|thanks?|thank you|banyak|atas (?:perhatian|kerja ?sama|bantuan|informasi)\w*(?: (?:dan|serta) \w+)?(?:nya)?"
    r"|sama-sama|amin|aamiin|baik|siap|oke?|noted|mantap|demikian|sekian|pak|bu|inspektorat|kabupaten|mojokerto|om"
    r" swastiastu|shalom|sudah (?:saya |kami )?terima"
)
_INDONESIAN = re.compile(
    r"(?i)\b(?:yang|dan|untuk|dengan|kami|saya|mohon|apakah|tidak|ini|itu|dari|dalam|pada|akan|sudah|ada|bagaimana"
    r"|kepada|atas|dapat|bisa|oleh|tentang|terkait|perihal|konsultasi|dinas|desa|kantor|nyuwun|kula|yg|dgn|utk|pak"
    r"|bu|bapak|ibu)\b"
)
_ADVERT = re.compile(
    r"(?i)unsubscribe|berhenti berlangganan|view (?:this email )?in (?:your )?browser|lihat (?:di|dalam)"
    r" (?:browser|peramban)|klik (?:di sini|disini|tautan|link)|click here|diskon|promo\b|voucher|pinjaman"
    r" (?:online|cepat)|slot gacor"
    r"|judi|casino|bitcoin|crypto|viagra|seo (?:services?|expert)|backlink|lottery|lotre|pemenang undian"
    r"|investment opportunity|wire transfer|newsletter|buletin mingguan"
)
_MACHINE = re.compile(
    r"(?i)^(?:no-?_?reply|do-?not-?reply|donotreply|noreply\w*|notifications?|mailer|newsletter|marketing|promo"
    r"|alerts?)[+@.-]"
)


def reason(mail: Mail, words: str) -> tuple[bool, str]:
    """(whether the mail opens a case, the name of the rule that says so); `words` are its new words."""
    text = words[:_BATAS_ISI]
    labels = {m.group(1).lower() for m in _LABEL.finditer(mail.text[:_BATAS_ISI])}
    forms = [a for a in mail.attachments if _FORM.search(a.nama)]
    if not text.strip() and not mail.attachments:
        return False, "surel-kosong"
    if _MACHINE.match(mail.envelope.dari[0]):
        return False, "pengirim-mesin"
    if len(labels) >= 3:
        return True, "label-permohonan"
    if _is_advert(text):
        return False, "surat-edaran"
    if len(labels) == 2:
        return True, "label-permohonan"
    if forms:
        return True, "formulir-terlampir"
    return _by_words(f"{mail.envelope.subjek}\n{text}", text)


def _is_advert(text: str) -> bool:
    """Advertising: two of its words, or one with several links."""
    found = {m.group().lower() for m in _ADVERT.finditer(text)}
    return len(found) >= 2 or (bool(found) and len(re.findall(r"https?://", text)) >= 3)


def _by_words(whole: str, text: str) -> tuple[bool, str]:
    substance = re.findall(r"[^\W\d_]{2,}", _POLITE.sub(" ", re.sub(r"https?://\S+", " ", whole)))
    if len(substance) < 3:
        return False, "tanpa-permintaan"
    if not _INDONESIAN.search(whole):
        return False, "bahasa-asing"
    if _ASKING.search(_POLITE.sub(" ", whole)):
        return True, "kata-permohonan"
    if len(re.findall(r"[^\W\d_]{2,}", _POLITE.sub(" ", text))) < 3:
        return False, "tanpa-permintaan"
    return True, "surat-manusia"
