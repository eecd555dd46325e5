"""The lines that mail programs put before a letter they quote, each known by two marks that agree, not by one word."""

import re
from collections.abc import Sequence

MARKER = "-- balas di atas baris ini --"

# What attribution lines begin with and the verb they end with, over the languages phones and servers speak.
_OPENING = (
    r"Pada|Tanggal|Di|On|Am|Den|Il(?:\s+giorno)?|Le|El|Em|No\s+dia|A|Op|Dnia|W\s+dniu|Dne|Am|Em|Ngày|Vào|Στις"
    r"|Le\s+jeu|Kl|Tarihinde|В|Дня|Em"
)
_VERB = (
    r"menulis(?:\s+(?:di|pada)\s[^\n:]{4,60}[^\n]{0,20})?|menulis\s+pesan|wrote|writes|schrieb(?:\s[^\n:]{0,80})?"
    r"|geschrieben"
    r"|a\s+écrit|écrit|escribió|escreveu|ha\s+scritto|scrisse|schreef|heeft\s+geschreven|het\s+volgende\s+geschreven"
    r"|skrev(?:\s[^\n:]{0,80}(?:<[^<>\s]+>)?)?|napisał(?:\(a\)|a)?|pisze|napsal\(?a?\)?|írta|kirjoitti|yazdı"
    r"|şunu\s+yazdı"
    r"|написала?|пишет|пише|έγραψε|đã\s+viết|写道|寫道|さんは書きました|のメール|작성"
)
_ADDRESS = r"<?(?:mailto:)?[^\s<>@\[\]()]{1,80}@[^\s<>@\[\]()]{1,120}>?"
_CLOCK = r"\b\d{1,2}[.:h]\d{2}\b"
_DATE = r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\d{1,2}月"
_DASHES = r"(?:[-–—]{2,}\s*)?"

_WROTE = re.compile(rf"^{_DASHES}(?:{_OPENING})\b[\s,].{{0,300}}?(?:{_VERB})\s*[:：]\s*{_DASHES}$", re.IGNORECASE)
_WROTE_ANY = re.compile(rf"^{_DASHES}.{{0,300}}?(?:{_VERB})\s*[:：]\s*{_DASHES}$", re.IGNORECASE)
_ONE_LINE = re.compile(
    rf"^{_DASHES}(?:Pada|On|Am|Le|El|Il|Em|Op)\s.{{4,250}}?(?:{_ADDRESS}).{{0,40}}?(?:menulis|wrote|schrieb|a écrit"
    rf"|escribió"
    rf"|ha scritto|escreveu|schreef)\s*:\s+\S",
    re.IGNORECASE,
)
_DATED_ADDRESS = re.compile(rf"^.{{0,200}}(?:{_DATE}).{{0,200}}<{_ADDRESS[2:]}\s*[:：]$", re.IGNORECASE)
_HAS_ADDRESS = re.compile(_ADDRESS)
_HAS_CLOCK = re.compile(_CLOCK)
_HAS_DATE = re.compile(_DATE)

_LABELS = {
    "dari": r"dari|pengirim|from|von|de|da|van|od|från|fra|lähettäjä|от|от кого|kimden|gönderen|feladó|από"
    r"|差出人|送信者|发件人|寄件者|보낸\s?사람|expéditeur|remitente|mittente|verzonden door",
    "tanggal": r"dikirim(?:\s+pada)?|terkirim|tanggal|sent|date|gesendet|datum|envoyé|date d'envoi|enviado(?:\s+el"
    r"|\s+em)?|fecha|inviato|data|verzonden|wysłano|skickat|sendt|dato|lähetetty|päivämäärä|отправлено|дата"
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
    r"original (?:message|appointment|mail|e-?mail)|reply message|pesan asli|pesan asal|surat asli|pesan awal"
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
_DASH = "-–—_=*"
RULE = re.compile(r"^\s*[_\-–—=*]{10,}\s*$")
_OWN = re.compile(
    r"--\s*balas\s+di\s+atas\s+baris\s+ini\s*--|[–—]\s*balas\s+di\s+atas\s+baris\s+ini\s*[–—]", re.IGNORECASE
)


def own_marker(line: str) -> int:
    """Where in the line our own marker begins; -1 where it is not."""
    match = _OWN.search(line)
    return match.start() if match else -1


def attribution(lines: Sequence[str], end: int, *, quoted_below: bool) -> int:
    """The first line of an attribution that ends with line `end`; -1 where there is none.

    Words alone do not make one ("Pada rapat itu Sekretaris menulis:"): either quoted lines follow, or the line holds
    an address, or a time of day with a date.
    """
    last = lines[end].strip()
    if not last or not re.search(r"[:：]\s*(?:[-–—]{2,})?$", last):
        return -1
    spans = _spans(lines, end)
    for start, joined in spans:
        if _WROTE.match(joined) and (quoted_below or _sure(joined)):
            return start
    for start, joined in spans:
        if _WROTE_ANY.match(joined) and (quoted_below or _HAS_ADDRESS.search(joined)):
            return start
        if _DATED_ADDRESS.match(joined):
            return start
    if quoted_below:
        return next((s for s, j in spans[:3] if _HAS_ADDRESS.search(j) and _HAS_CLOCK.search(j)), -1)
    return -1


def _sure(joined: str) -> bool:
    return bool(_HAS_ADDRESS.search(joined) or (_HAS_CLOCK.search(joined) and _HAS_DATE.search(joined)))


def _spans(lines: Sequence[str], end: int) -> list[tuple[int, str]]:
    """One to four lines that end with `end`, joined, shortest first; no blank line within."""
    found: list[tuple[int, str]] = []
    for start in range(end, max(end - 4, -1), -1):
        if not lines[start].strip():
            break
        found.append((start, " ".join(line.strip() for line in lines[start : end + 1])[:600]))
    return found


def one_line(line: str) -> bool:
    """An attribution with the quoted words behind it on the same line (Yahoo); only with an address in it."""
    return len(line) < 100_000 and _ONE_LINE.match(line.strip()[:500]) is not None


def header_block(lines: Sequence[str], start: int) -> int:
    """The line after a block `Dari: … Dikirim: … Kepada: … Perihal: …` that begins at `start`; -1 where it is none.

    It must begin with the sender (or a rule line and then any label), name at least two other things, and hold an
    address or a time of day: a form a person fills in has labels too.
    """
    at, separated = start, False
    if separator(lines, at) or RULE.match(lines[at]):
        separated, at = True, _next_line(lines, at + 1)
    if at >= len(lines) or not (kind_of(lines[at]) == "dari" or (separated and kind_of(lines[at]))):
        return -1
    kinds, end, proof = _labels(lines, at)
    known = bool(separator(lines, start))
    if "dari" in kinds and len(kinds) >= (2 if known else 3) and (proof or known):
        return end
    return end if "dari" in kinds and len(kinds) == 2 and proof and separated else -1


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
            proof |= bool(_HAS_ADDRESS.search(lines[at])) or (kind == "tanggal" and bool(_HAS_CLOCK.search(lines[at])))
        elif not lines[at].strip():
            if len(kinds) >= 3 or not kind_of(lines[at + 1] if at + 1 < len(lines) else ""):
                break
        else:
            proof |= bool(_HAS_ADDRESS.search(lines[at]))
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
