"""A request's data come from its labels, its form and plain words that leave no choice; nothing is made up."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from sikuwas_mail.core.incoming import Lampiran
from sikuwas_mail.core.sop import DATA_WAJIB, LABEL_PERMOHONAN, Dokumen, Sifat
from sikuwas_mail.reading import labels
from sikuwas_mail.reading.courtesy import peel
from sikuwas_mail.reading.forms import Form, read_forms, ticked
from sikuwas_mail.reading.names import Directory
from sikuwas_mail.reading.spelling import flat, key, words
from sikuwas_mail.reading.ways import read_metode
from sikuwas_mail.reading.wrapping import unwrapped

_PREFIX = re.compile(
    r"^\s*(?:(?:re|fwd?|bls|balas(?:an)?|trs?|terusan|teruskan|jwb|aw)\s*(?:[\[(]\d+[\])])?\s*:\s*|\[[^\]]*\]\s*)+",
    re.IGNORECASE,
)
_NO_TOPIC = re.compile(
    r"^\W*(?:(?:mohon|surat|form(?:ulir)?|permohonan|permintaan|pengajuan|ajuan|layanan|konsultasi|jadwal|"
    r"pengawasan|sikuwas|"
    r"online|baru|segera|penting|inspektorat|kabupaten|mojokerto|kepada|ke|dari|untuk|terkait|tentang|perihal|"
    r"hal|mengenai|"
    r"soal|data|kelengkapan)\b\W*)+",
    re.IGNORECASE,
)
_NIP = re.compile(r"\bN\.?\s?I\.?\s?P\b[\s.:]*((?:\d[ .-]?){17}\d)(?!\d)", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:\b(?:hp|wa|whats\s?app|telp?|telepon|handphone|ponsel|kontak|nomor|no)\b[\s.:/]*(?:hp|wa|"
    r"whatsapp)?\W{0,3})((?:\+?62|0)8[\d\s.-]{7,14}\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\+?62|0)[\d\s().-]{7,18}\d")
_FROM_OFFICE = re.compile(r"\b(?:dari|atas\s+nama|a\.n\.)\s+([A-Z][^\n.;:,]{2,80})")
_MEETING = re.compile(r"\b(?:konsultasi|pertemuan|bertemu|sesi|dilaksanakan|dilakukan)\b")
_BY = re.compile(r"\b(?:secara|via|melalui|lewat|metode|konsultasi)\s+(?:\w+\s+){0,2}(?=\w)", re.IGNORECASE)
_OFFICE_WORD = re.compile(
    r"\b(?:dinas|badan|kecamatan|inspektorat|admin|bidang|kantor|sekretariat|pemkab|rsud|puskesmas|desa|info|"
    r"umum|subbag|uptd?|sikuwas)\b"
)
_COVER = re.compile(
    r"\b(?:terlampir|lampiran|berikut|bersama ini|formulir|dikirim|disampaikan|menyampaikan|mengirim)\b"
)


def read(
    subject: str,
    text: str,
    directory: Directory,
    now: datetime,
    lampiran: Sequence[Lampiran] = (),
    *,
    sender: str = "",
    sender_name: str = "",
) -> Mapping[str, str]:
    """The data of a request by the keys of sop.LABEL_PERMOHONAN, cleaned; `now` is the day they are read on.

    Labels in the mail win over the attached form, both over free text; the sender's domain supplies only the office.
    """
    form = read_forms(lampiran, Dokumen.FORMULIR)
    peeled = peel(text)
    labelled = labels.read_labels(peeled.body, labels.PERMOHONAN)
    signed = labels.read_labels(peeled.tail, labels.PERMOHONAN).nilai
    data = cleaned({**form.nilai, **labelled.nilai}, directory)
    data = {**_signed(cleaned(signed, directory)), **data}
    prose = _prose(labelled.sisa)
    for name, value in _inferred(subject, prose, directory, form).items():
        data.setdefault(name, value)
    for name, value in _of_sender(sender, sender_name, directory).items():
        data.setdefault(name, value)
    return {name: data[name] for name in LABEL_PERMOHONAN if data.get(name)}


def missing(data: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of sop.DATA_WAJIB that are absent or cannot be right, in the SOP's order."""
    return tuple(name for name in DATA_WAJIB if not _valid(name, data.get(name, "")))


def nip_doubts(nip: str, now: datetime) -> tuple[str, ...]:
    """What looks odd in an 18-digit NIP, to be told, never to block (birth date, appointment, sex, serial)."""
    if not re.fullmatch(r"\d{18}", nip):
        return ()
    born, year, month = nip[:8], int(nip[8:12]), int(nip[12:14])
    doubts = []
    try:
        datetime.strptime(born, "%Y%m%d")  # noqa: DTZ007  (only whether such a day exists)
    except ValueError:
        doubts.append("tanggal lahir pada NIP tidak ada")
    if not int(born[:4]) + 15 <= year <= min(int(born[:4]) + 60, now.year):
        doubts.append("tahun pengangkatan pada NIP tidak wajar")
    if not 1 <= month <= 12 and not (nip[12] == "2" and year >= 2019):
        doubts.append("bulan pengangkatan pada NIP tidak wajar")
    if nip[14] not in "12":
        doubts.append("kode jenis kelamin pada NIP bukan 1 atau 2")
    if nip[15:] == "000":
        doubts.append("nomor urut pada NIP 000")
    return tuple(doubts)


def cleaned(data: Mapping[str, str], directory: Directory) -> dict[str, str]:
    """Values in their canonical form; one that cannot be read is left out, so that it is asked for."""
    plain = {name: clean(name, value, directory) for name, value in data.items() if name in LABEL_PERMOHONAN}
    return {name: value for name, value in plain.items() if value}


def clean(name: str, value: str, directory: Directory) -> str:
    """One value in its canonical form, "" when it does not say what its label asks."""
    value = labels.clean(ticked(value))
    line = " ".join(value.split())
    if name == "nip":
        return _nip(line)
    if value == "-":
        return ""
    if name == "nomor_hp":
        return _phone(line)
    if name == "email":
        found = re.search(r"[^\s<>,;:()\[\]]+@[^\s<>,;:()\[\]]+\.[A-Za-z]{2,}", line)
        return found.group().lower() if found else ""
    if name == "metode":
        found_way = read_metode(line)
        return str(found_way) if found_way else ""
    if name == "sifat":
        return _sifat(line)
    if name == "jumlah_peserta":
        numbers = re.findall(r"\d+", line)
        return numbers[0] if len(numbers) == 1 else line
    if name == "perangkat_daerah":
        office = directory.perangkat(line)
        return office.nama if office else line
    return value if name in labels.PANJANG else line.rstrip(" ;,")


def _nip(line: str) -> str:
    digits = re.sub(r"\D", "", line)
    if digits:
        return digits
    return "-" if line == "-" or re.search(r"\b(?:tidak|belum|non|bukan)\b|^\W+$", line.lower()) else ""


def _phone(line: str) -> str:
    found = _NUMBER.search(line)
    digits = re.sub(r"\D", "", found.group() if found else line)
    digits = re.sub(r"^62", "0", digits)
    return digits if 6 <= len(digits) <= 15 else ""


def _sifat(line: str) -> str:
    plain = flat(line)
    if re.search(r"\b(?:tidak|bukan|atau)\b", plain):
        return ""
    found = [s for s in Sifat if re.search(rf"\b{s}\b", plain)]
    if Sifat.SANGAT_SEGERA in found:
        found.remove(Sifat.SEGERA)
    return str(found[0]) if len(found) == 1 else ""


def _valid(name: str, value: str) -> bool:
    if name == "nip":
        return value == "-" or bool(re.fullmatch(r"\d{18}", value))
    if name == "nomor_hp":
        return bool(re.fullmatch(r"\+?\d{8,15}", value))
    if name == "metode":
        return value in ("daring", "luring", "hibrid")
    return any(c.isalnum() for c in value)


# ── free text ────────────────────────────────────────────────────────────────────────────────────
def _prose(rest: str) -> str:
    """The unlabelled lines without lines that only announce what follows ("berikut data kami:")."""
    lines = [line for line in rest.split("\n") if not re.search(r":\s*$", line) or len(words(line)) > 14]
    return unwrapped(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())


def _inferred(subject: str, prose: str, directory: Directory, form: Form) -> dict[str, str]:
    """What the unlabelled text says without a choice: its own story, a NIP, a phone, the way of meeting, the office."""
    found: dict[str, str] = {}
    told = len(words(prose))
    if told >= 8 and not (told < 40 and _COVER.search(flat(prose)) and (form.jenis or told < 15)):
        found["uraian"] = prose
    if topic := _topic(subject):
        found["topik"] = topic
    if (nips := {re.sub(r"\D", "", n) for n in _NIP.findall(prose)}) and len(nips) == 1:
        found["nip"] = nips.pop()
    if (phones := {_phone(n) for n in _PHONE.findall(prose)}) and len(phones) == 1:
        found["nomor_hp"] = phones.pop()
    if metode := _way(prose):
        found["metode"] = metode
    offices = {p.nama for m in _FROM_OFFICE.finditer(prose) if (p := directory.perangkat(m[1]))}
    if len(offices) == 1:
        found["perangkat_daerah"] = offices.pop()
    return found


def _way(prose: str) -> str:
    """The way of meeting, from sentences that speak of the meeting itself."""
    ways = set()
    for sentence in re.split(r"[.!?;\n]\s*", prose):
        for by in _BY.finditer(sentence):
            phrase = " ".join(sentence[by.start() :].split()[:4])
            if _MEETING.search(sentence.lower()) and (way := read_metode(phrase)):
                ways.add(str(way))
    return ways.pop() if len(ways) == 1 else ""


def _topic(subject: str) -> str:
    """The subject without prefixes and form words, when something is left that names a matter."""
    plain = _PREFIX.sub("", " ".join(subject.split()))
    left = _NO_TOPIC.sub("", plain).strip(" -–:.,")
    if not re.search(r"[^\W\d_]{3}", left) or (len(left) < 6 and not re.search(r"[A-Z]{3}", left)):
        return ""
    return left[:200]


def _signed(data: Mapping[str, str]) -> dict[str, str]:
    """Labelled lines of a signature that speak of the writer."""
    return {name: data[name] for name in ("nip", "nomor_hp", "jabatan", "email") if name in data}


def _of_sender(sender: str, sender_name: str, directory: Directory) -> dict[str, str]:
    """The address itself, the office that owns its domain, and a display name that is a person's."""
    found = {"email": sender.lower()} if "@" in sender else {}
    if office := directory.perangkat_domain(sender):
        found["perangkat_daerah"] = office.nama
    name = " ".join(sender_name.split())
    person = re.fullmatch(r"[^\W\d_][^\d_@<>:;]+", name) and len(key(name).split()) >= 2
    if person and not _OFFICE_WORD.search(key(name)) and not directory.perangkat(name):
        found["nama"] = name
    return found
