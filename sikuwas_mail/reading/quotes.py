"""The lines that mail programs put before a letter they quote, each known by two marks that agree, not by one word."""

import re
from collections.abc import Sequence

from sikuwas_mail.reading.attributions import HAS_ADDRESS, HAS_CLOCK

MARKER = "-- balas di atas baris ini --"

_LABELS = {
    "dari": r"dari|pengirim|from|von|de|da|van|od|från|fra|lähettäjä|от|от кого|kimden|gönderen|feladó|από"
    r"|差出人|送信者|发件人|寄件者|보낸\s?사람|expéditeur|remitente|mittente|verzonden door",
    "tanggal": r"dikirim(?:\s+pada)?|terkirim|tanggal|sent|date|gesendet|datum|envoyé|date d'envoi|enviado(?:\s+el"
    r"|\s+em)?|enviada(?:\s+em)?|fecha"
    r"|inviato|data|verzonden|wysłano|skickat|sendt|dato|lähetetty|päivämäärä|отправлено|дата"
    r"|gönderilen|gönderildi|tarih|odesláno|elküldve|送信日時|日時|发送时间|日期|보낸\s?날짜",
    "kepada": r"kepada|untuk|ke|penerima|to|an|à|para|a|aan|naar|do|till|til|vastaanottaja|кому|kime|komu|címzett"
    r"|宛先|收件人|받는\s?사람|destinataire|destinatario|tembusan|salinan|cc|kopi|kopia|copie|bcc|reply-to|balas ke",
    "perihal": r"subjek|subyek|perihal|hal|judul|subject|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|ämne"
    r"|emne|aihe|тема|konu|předmět|tárgy|θέμα|件名|主题|主旨|제목",
}
_LABEL = {
    kind: re.compile(rf"^[*_\s]*(?:{words})[*_\s]*[:：][*_]*\s*(.*)$", re.IGNORECASE) for kind, words in _LABELS.items()
}

_ORIGINAL = (
    r"original (?:message|appointment|mail|e-?mail)|reply message|antwort nachricht"
    r"|pesan asli|pesan asal|surat asli|pesan awal"
    r"|ursprüngliche (?:nachricht|mail)|original-?nachricht|message d.origine|message original|mensaje original"
    r"|mensagem original"
    r"|messaggio originale|oorspronkelijk bericht|oprindelig meddelelse|ursprungligt meddelande|opprinnelig melding"
    r"|alkuperäinen viesti|(?:oryginalna )?wiadomość (?:oryginalna|oryginalna)?|původní zpráva|eredeti üzenet"
    r"|исходное сообщение"
    r"|orijinal mesaj|原始邮件|原始郵件|元のメッセージ|원본 메일|thư gốc"
)
_FORWARDED = (
    r"forwarded (?:message|by|mail|e-?mail)|begin forwarded message|fwd message|pesan (?:yang )?diteruskan|pesan"
    r" terusan"
    r"|meneruskan pesan|mulai pesan terusan|awal pesan yang diteruskan|pesan diteruskan dari"
    r"|weitergeleitete (?:nachricht|mail)|anfang der weitergeleiteten nachricht|message transféré|début du message"
    r" (?:réexpédié|transféré)"
    r"|mensaje reenviado|inicio del mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|mensagem"
    r" encaminhada"
    r"|doorgestuurd bericht|begin doorgestuurd bericht|videresendt (?:meddelelse|besked|melding)|vidarebefordrat"
    r" (?:meddelande|brev)"
    r"|przekazana wiadomość|wiadomość przekazana dalej|пересылаемое сообщение|пересланное сообщение"
    r"|転送メッセージ|转发的?邮件"
)
_TITLE = re.compile(rf"(?:{_ORIGINAL}|{_FORWARDED})\b.{{0,80}}$", re.IGNORECASE)
_FORWARD_TITLE = re.compile(rf"(?:{_FORWARDED})\b", re.IGNORECASE)
_BEGIN_FORWARD = re.compile(rf"(?:{_FORWARDED})\s*[:：]\s*$", re.IGNORECASE)
_STAMP = re.compile(r"\b\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
_DASH = "-–—_=*"
RULE = re.compile(r"^\s*[_\-–—=*]{10,}\s*$")
_OWN = re.compile(
    r"--\s*balas\s+di\s+atas\s+baris\s+ini\s*--|[–—]\s*balas\s+di\s+atas\s+baris\s+ini\s*[–—]", re.IGNORECASE
)


def own_marker(line: str) -> int:
    """Where in the line our own marker begins; -1 where it is not."""
    match = _OWN.search(line)
    return match.start() if match else -1


def header_block(lines: Sequence[str], start: int) -> int:
    """The line after a block `Dari: … Dikirim: … Kepada: … Perihal: …` that begins at `start`; -1 where it is none.

    It must begin with the sender (or a rule line and then any label), name at least two other things, and hold an
    address or a time of day: a form a person fills in has labels too. Another label may come first where the sender
    is an address, or a date is written as only machines do.
    """
    at, separated = start, False
    if separator(lines, at) or RULE.match(lines[at]):
        separated, at = True, _next_line(lines, at + 1)
    first = kind_of(lines[at]) if at < len(lines) else ""
    if not first:
        return -1
    if first != "dari" and not separated:
        return _machine_block(lines, at)
    kinds, end, proof = _labels(lines, at)
    known = bool(separator(lines, start))
    if "dari" in kinds and len(kinds) >= (2 if known else 3) and (proof or known):
        return end
    return end if "dari" in kinds and len(kinds) == 2 and proof and separated else -1


def _machine_block(lines: Sequence[str], start: int) -> int:
    """A block that begins with another label than the sender's."""
    kinds, end, _ = _labels(lines, start)
    sender = any(kind_of(line) == "dari" and HAS_ADDRESS.search(line) for line in lines[start:end])
    stamped = _STAMP.search(lines[start]) is not None and any(HAS_ADDRESS.search(line) for line in lines[start:end])
    return end if (sender and len(kinds) >= 3) or (stamped and len(kinds) >= 2) else -1


def _next_line(lines: Sequence[str], start: int) -> int:
    at = start
    while at < len(lines) and at < start + 3 and not lines[at].strip():
        at += 1
    return at


def _labels(lines: Sequence[str], start: int) -> tuple[set[str], int, bool]:
    """The kinds of labels in a run of labelled lines, the line after it, and whether it names an address or a time."""
    kinds: set[str] = set()
    at, end, proof, strange = start, start, False, 0
    while at < len(lines) and at < start + 24 and strange < 3:
        kind = kind_of(lines[at])
        if kind:
            kinds.add(kind)
            end, strange = at + 1, 0
            proof |= bool(HAS_ADDRESS.search(lines[at])) or (kind == "tanggal" and bool(HAS_CLOCK.search(lines[at])))
        elif not lines[at].strip():
            if len(kinds) >= 3 or not kind_of(lines[at + 1] if at + 1 < len(lines) else ""):
                break
        else:
            proof |= bool(HAS_ADDRESS.search(lines[at]))
            strange += 1
        at += 1
    return kinds, end, proof


def kind_of(line: str) -> str:
    """What a labelled line names: dari, tanggal, kepada, perihal; "" where it is no such line."""
    if len(line) > 2000 or (":" not in line and "：" not in line):
        return ""
    return next((kind for kind, pattern in _LABEL.items() if pattern.match(line)), "")


def separator(lines: Sequence[str], at: int) -> bool:
    """A line such as `-----Pesan Asli-----`, or any dashed title directly above labelled lines."""
    line = lines[at].strip()
    if not line or len(line) > 200 or own_marker(line) >= 0:
        return False
    if _titled(line) or _BEGIN_FORWARD.match(line.lstrip("*_ ")):
        return True
    below = _next_line(lines, at + 1)
    return _dashed(line) and below < len(lines) and kind_of(lines[below]) != ""


def _bare(line: str) -> str:
    return line.strip(_DASH + " \t")


def _titled(line: str) -> bool:
    """A known title behind two dashes or more."""
    return line.lstrip("* ")[:2].strip(_DASH) == "" and _TITLE.match(_bare(line)) is not None


def _dashed(line: str) -> bool:
    """Any few words between dashes."""
    words = _bare(line)
    ends = line[:3].strip(_DASH) == "" and line[-3:].strip(_DASH) == ""
    return ends and 2 < len(words) < 61 and words[0].isalpha() and not any(c in _DASH for c in words)


def forward_line(line: str) -> bool:
    """A line that announces a forwarded message."""
    text = line.strip()
    if not text or len(text) > 200:
        return False
    begins = _BEGIN_FORWARD.match(text.lstrip("*_ ")) is not None
    return begins or (_titled(text) and _FORWARD_TITLE.match(_bare(text)) is not None)
