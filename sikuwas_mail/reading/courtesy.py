"""Greeting and closing are courtesy, not content: a reply is peeled to its body, and the rest is kept for doubt."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from sikuwas_mail.reading.names import bare_name
from sikuwas_mail.reading.spelling import fold, words

_WISHES = (
    r"bapak|ibu|pak|bu|saudara|kita|semua\w*|senantiasa|selalu|dalam|keadaan|kondisi|baik|sehat|wal|walafiat|afiat|dan|beserta"
    r"|keluarga|lindungan|perlindungan|allah|swt|tuhan|yang|maha|esa|kuasa|diberi\w*|kesehatan|kelancaran|dilancarkan"
    r"|keberkahan|berkah|rahmat|limpahan|hidayah\w*|nya|bahagia|sukses|hari|ini|dimudahkan|segala|urusan\w*|berada|mendapat"
    r"|a+min"
)
_GREETING = re.compile(
    r"(?:(?:ass(?:alamu)?(?:\W*['’`]?alai?kum)?|assalam\w*|as+ala\w+|aslm\w*)(?:\W+(?:wa?r(?:ahmatullah\w*)?|wb|"
    r"wabarakatu\w*|"
    r"warahmatulloh\w*|wabarokatuh?|w))*"
    r"|salam\s+(?:sejahtera|hormat|kebajikan|sehat)(?:\s+(?:bagi|untuk|kita|semua\w*|selalu|dan|dari|kami|para|kebajikan)){0,6}"
    r"|bismillah\w*(?:\s+(?:ir)?rahman\w*)?|alhamdulillah|puji\s+tuhan|puji\s+syukur"
    rf"|semoga(?:\s+(?:{_WISHES})){{1,25}}"
    r"|selamat\s+(?:pagi|siang|sore|malam|petang)|om\s+swast[iy]\w*|shalom|namo\s+budd?h?aya|rahayu"
    r"|dengan\s+hormat|(?:mohon|mhn|mhon)\s+(?:izin|ijin)(?:\s+(?:menyampaikan|melaporkan|menanggapi|menjawab|membalas))?"
    r"|nuwun\s+sewu|nyuwun\s+sewu|permisi|halo|hallo|hai|hi|hello|dear|good\s+(?:morning|afternoon|day))"
    r"(?:\s+(?:bapak|ibu|bpk|pak|bu|saudara|sdr|admin|sekretaris|inspektur|mas|mbak|semua|rekan\w*|all|tim|team)"
    r"(?:\s*/\s*(?:ibu|bu|i|saudara|sdr))?){0,4}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\W*(?:kepada\s*:?\s*)?(?:yth\b|yang\s+terhormat\b|kepada\s*$|kpd\b).*"
    r"|\W*(?:bapak|ibu|bpk|pak|bu|saudara|sdr|mas|mbak)\b[^:=?]{0,60},\s*"
    r"|\W*(?:bapak|ibu)\s*/\s*(?:ibu|saudara)[^:=?]{0,60}(?:,|hormati)\s*"
    r"|\W*di\s*[-–]?\s*(?:tempat|mojokerto|t\s?e\s?m\s?p\s?a\s?t)\W*",
    re.IGNORECASE,
)
# A line that begins like an inside address and goes on to tell what to do ("Kpd Irban II tlg ditelaah").
_TELLS = re.compile(
    r"\b(?:tlg|tolong|mohon|mhn|harap|agar|supaya|segera|(?:di)?(?:telaah|tindak\s?lanjuti|teruskan|proses|kembalikan)"
    r"|setuju|acc|tugaskan)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?:dan|atas\s+perhatian\w*(?:\s+\w+){0,5}|sebelum\w*)\W+)*"
    r"\b(?:(?:kami\s+)?(?:u?capkan\s+)?terima\s*kasih|makasih|trimakasih|tks|thx|thanks?(?:\s+you)?|trims|"
    r"(?:matur\s+)?(?:su|nu)wun)\b(?:\s+(?:banyak|sebelumnya|kembali|atas\s+(?:perhatian|kerja\s*sama|bantuan|waktu)"
    r"\w*(?:\s+(?:dan\s+)?(?:perhatian|kerja\s*sama|bantuan|bapak|ibu|pak|bu)\w*)*|(?:ya\s+)?(?:bapak|ibu|pak|"
    r"bu|admin|mas|mbak)"
    r"(?:\s*/\s*(?:ibu|bu))?))*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\W*(?:hormat\s+(?:kami|saya)|salam(?:\s+hormat(?:\s+kami)?)?|wass?alam\w*|wass?\b|ttd\b|tertanda|"
    r"demikian\b|atas\s+perhatian|(?:best|kind|warm)?\s*regards|"
    r"mohon\s+(?:maklum|periksa|menjadi\s+maklum))(?P<more>.*)",
    re.IGNORECASE,
)
_DASHES = re.compile(r"\s*(?:--|—|_{2,}|-{3,})\s*")
_OFFICE = re.compile(
    r"(?i:sekretaris|inspektur|inspektorat|irbanwil|auditor|ppupd|kepala|kasubb?ag|kabid|admin|pl[th]\.|pembina|penata|pengawas)"
    r"(?:\s+(?:[A-Z\d]|dan\b|pada\b)\S*){0,6}"
)
_NUMBERS = re.compile(r"\b(?:nip|hp|telp|wa)\b[\s.]*[\d+]|\S@\S", re.IGNORECASE)
_MARKUP = " \t*_\"'“”‘’[](){}|•·"


@dataclass(frozen=True, slots=True)
class Peeled:
    """A text without courtesy: the lines that speak, and what stood from the closing on."""

    body: str
    tail: str = ""
    thanked: bool = False  # there was a word of thanks somewhere


def peel(text: str, names: Collection[str] = ()) -> Peeled:
    """Cut greeting lines from the top, closing and signature from the end; nothing is thrown away unseen.

    `names`: who may be signing (by names.bare_name); such a name at the end is a signature.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = _without_greeting(lines)
    end = next((i for i, line in enumerate(lines) if _closes(line, first=i == 0)), len(lines))
    body, tail = _trim(lines[:end]), _trim(lines[end:])
    body, signature = _signature(body, names)
    return Peeled("\n".join(body), "\n".join(signature + tail), bool(_THANKS.search(text)))


def without_thanks(text: str) -> str:
    """A text without its words of thanks: "Terima kasih" is no TERIMA."""
    return _THANKS.sub(" ", text)


def bare(line: str) -> str:
    """A line without emphasis marks and brackets around it."""
    return line.strip(_MARKUP)


def _without_greeting(lines: list[str]) -> list[str]:
    rest = _trim(lines)
    while rest:
        line = rest[0]
        if _ADDRESS.fullmatch(line) and not _TELLS.search(line):
            rest = _trim(_without_address(rest))
            continue
        shorter = _after_greeting(line)
        if shorter == line:
            return rest
        rest = _trim([shorter, *rest[1:]])
    return rest


def _after_greeting(line: str) -> str:
    """What stands behind a greeting (or leading thanks) on its line; the line itself when it does not greet."""
    plain = line.lstrip(_MARKUP)
    if match := _GREETING.match(plain):
        rest = plain[match.end() :]
        if not rest.strip(" .,!-–:"):
            return ""
        if _GREETING.match(rest.lstrip()) and rest[:1] == " ":
            return rest.lstrip()
        if rest.lstrip()[:1] in {",", ".", "!", "-", "–"} and not rest[:1].isalnum():
            return rest.lstrip(" .,!-–")
    if (match := _THANKS.match(plain)) and not plain[match.end() :].strip(" .,!"):
        return ""
    return line


def _without_address(lines: list[str]) -> list[str]:
    """An inside address: `Yth.` and, when one of the next lines says `di tempat`, all up to it."""
    for i, line in enumerate(lines[1:5], 1):
        if re.fullmatch(r"\W*di\s*[-–]?\s*(?:tempat|mojokerto)\W*", line, re.IGNORECASE):
            return lines[i + 1 :]
    return lines[1:]


def _closes(line: str, *, first: bool) -> bool:
    if _DASHES.fullmatch(line):
        return True
    plain = line.lstrip(_MARKUP)
    if match := _THANKS.match(plain):
        return not plain[match.end() :].strip(" .,!*_") or bool(_CLOSING.match(plain[match.end() :].lstrip(" .,")))
    match = _CLOSING.match(plain)
    if not match:
        return False
    return not first or len(words(match["more"])) <= 8


def _signature(lines: list[str], names: Collection[str]) -> tuple[list[str], list[str]]:
    """The name block at the end: the signer's own name and what follows, or a last paragraph of office and numbers."""
    signed = next((i for i in range(max(1, len(lines) - 5), len(lines)) if names and bare_name(lines[i]) in names), 0)
    if signed and all(_short(line) or bare_name(line) in names for line in lines[signed:]):
        return _trim(lines[:signed]), lines[signed:]
    gaps = [i for i, line in enumerate(lines) if not line.strip()]
    if not gaps or fold(lines[0]).startswith("tugaskan"):
        return lines, []
    block = lines[gaps[-1] + 1 :]
    told = any(_OFFICE.fullmatch(line.strip()) or _NUMBERS.search(line) for line in block)
    if told and len(block) <= 7 and all(map(_short, block)):
        return _trim(lines[: gaps[-1]]), block
    return lines, []


def _short(line: str) -> bool:
    return len(line.split()) <= 8 and not re.search(r"[:=?]|[a-z]{3}\.\s*$", line)


def _trim(lines: list[str]) -> list[str]:
    start, end = 0, len(lines)
    while start < end and not lines[start].strip(_MARKUP + ".,"):
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]
