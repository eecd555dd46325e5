"""What mail programs and offices hang below the words: signatures of devices, list footers, legal notes."""

import re
from collections.abc import Sequence

_DEVICE = (
    r"iphone|ipad|ipod|android|samsung|galaxy|xiaomi|redmi|poco|oppo|vivo|realme|huawei|honor|infinix|nokia|sony"
    r"|xperia|lg"
    r"|motorola|oneplus|pixel|blackberry|windows phone|windows 1\d|mail for windows|mobile|ponsel|handphone|hp"
    r"|telepon|tablet"
    r"|outlook|gmail|yahoo|ymail|aol|mail\.ru|email app|mobile device|smartphone|handy|mobiltelefon|phone|zimbra"
    r"|thunderbird"
    r"|proton|bluemail|mobilger(?:ä|ae)t|gmx|web\.de|windows|mail app"
    r"|spark|k-9|telkomsel|verizon|t-mobile|at&t|wireless|macbook|mac|surface|device|perangkat|gawai"
)
_SENT = re.compile(
    rf"^[*_\s]*(?:(?:di|ter)kirim (?:dari|melalui|menggunakan|lewat)|dapatkan|unduh|sent (?:from|via|with|using)"
    rf"|get (?:the )?outlook"
    rf"|gesendet (?:von|mit|via)|von meinem|envoyé (?:de|depuis|à partir)|enviado (?:desde|do|de|a partir)|inviato"
    rf" (?:da|dal)|verzonden (?:vanaf|met|via)"
    rf"|verstuurd vanaf|wysłane z|skickat från|sendt fra|lähetetty|отправлено (?:с|из)|odesláno z|sendt"
    rf" fra)\b[^\n]{{0,90}}?"
    rf"\b(?:{_DEVICE})\b[^\n]{{0,60}}$",
    re.IGNORECASE,
)
_SENT_MY = re.compile(
    r"^[*_\s]*(?:sent (?:from|via|with|using)|(?:di|ter)kirim dari) (?:(?:my|a|an|the) )?[\w&' .+-]{2,60}$",
    re.IGNORECASE,
)
_SENT_ALSO = re.compile(
    r"^(?:get|dapatkan|unduh|download|t(?:é|e)l(?:é|e)charger|obtenir|ottieni|scarica|obtener|descargar|obter|baixe"
    r"|holen sie sich|download) outlook (?:for|untuk|pour|für|per|para|voor) \w+$|^outlook für \w+ beziehen$"
    r"|^von meinem .{2,40} gesendet$|^diese nachricht wurde von .{2,70} gesendet$"
    rf"|^(?:\w+ )?from (?:my )?(?:{_DEVICE})[\w ]{{0,15}}$|^sent by (?:my )?(?:{_DEVICE})$"
    r"|^l(?:ä|a)hetetty (?:iphone|ipad|android)\w*$|^(?:iphone|ipad|android)\S{0,10} g(?:ö|o)nderildi$"
    r"|^[發发]自我的\s?.{2,30}$|^從我的\s?.{2,30}\s?傳送$|^\S{2,20}から送信$|^나의 .{2,20}에서 보냄$",
    re.IGNORECASE,
)
_EXCUSE = re.compile(r"[,.;:-]*\s+(?:please |pls |kindly )?(?:excuse|forgive|pardon)\b.*$", re.IGNORECASE)
_PROSE = re.compile(r",\s|\b(?:is|are|was|mohon|harap|sudah|telah|akan|tidak)\b|[?;]", re.IGNORECASE)

_NOTICE = re.compile(
    r"(?:"
    r"pe(?:san|ringatan)[^\n]{0,40}(?:bersifat rahasia|hanya ditujukan)|informasi yang terkandung dalam (?:e-?mail"
    r"|surel|surat elektronik|pesan)"
    r"|(?:jika|apabila) (?:anda|saudara) bukan penerima|(?:e-?mail|surel|surat elektronik)[^\n]{0,60}(?:rahasia"
    r"|hanya (?:untuk|ditujukan))"
    r"|disclaimer\b|sangkalan\b|pemberitahuan kerahasiaan|lindungi lingkungan|mohon pertimbangkan lingkungan"
    r"|jangan (?:men)?cetak|hemat kertas"
    r"|(?:anda|saudara) menerima (?:pesan|e-?mail|surel) ini karena|untuk berhenti berlangganan|berhenti berlangganan"
    r"|bebas virus|virus-?free\b|email ini telah (?:diperiksa|dipindai)"
    r"|this (?:e-?mail|message|communication)[^\n]{0,80}(?:confidential|privileged|intended (?:only|solely))"
    r"|the information (?:contained )?in this (?:e-?mail|message)|if you are not the intended|confidentiality"
    r" notice|legal notice"
    r"|please consider the environment|think before you print|scanned by|this email has been (?:checked|scanned)"
    r"|you (?:are receiving|received) this (?:e-?mail|message|because)|to unsubscribe|unsubscribe\b|reply to this"
    r" e-?mail directly"
    r"|diese (?:e-?mail|nachricht) (?:enthält|ist|kann)|ce (?:message|courriel)[^\n]{0,60}confidentiel|este"
    r" (?:mensaje|correo)[^\n]{0,60}confidencial"
    r"|questo messaggio[^\n]{0,60}(?:confidenzial|riservat)|denna e-post|dit bericht[^\n]{0,40}vertrouwelijk"
    r")",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"mailing list|milis|mailman|listinfo|list-?unsubscribe|groups\.google|unsubscribe|https?://", re.IGNORECASE
)
_RULE = re.compile(r"^[_=~\-–—]{10,}$")
_SIGN_OFF = re.compile(r"^(?:[-–—~]{1,2}|/)[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2}/?$")

# Closings of other languages with a bare name below. The Indonesian ones stay: below them stand Jabatan, Pangkat and
# NIP, which a request may need, and they decide nothing.
_CLOSING = re.compile(
    r"^(?:(?:with )?(?:best|kind|kindest|warm|many) regards|regards|best wishes|sincerely(?: yours)?|yours"
    r" (?:sincerely|truly|faithfully)"
    r"|mit (?:freundlichen|besten|lieben|herzlichen) gr(?:ü|ue)(?:ß|ss)en|(?:viele|beste|liebe|freundliche"
    r"|herzliche|schöne) gr(?:ü|ue)(?:ß|ss)e|mfg|gru(?:ß|ss)"
    r"|(?:med )?(?:venlig|vennlig|bedste|kærlig) hilsen|(?:de )?bedste hilsner|hilsen|mvh|vh|kh|dbh|(?:med"
    r" )?vänliga? hälsning(?:ar)?|hälsningar"
    r"|met (?:vriendelijke|hartelijke) groet(?:en)?|(?:vriendelijke )?groet(?:en|jes)?|mvg|(?:bien )?cordialement"
    r"|salutations(?: distinguées)?"
    r"|(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|atentamente|(?:cordiali|distinti) saluti|saluti"
    r"|atenciosamente|cumprimentos"
    r"|(?:serdecznie )?pozdrawiam(?: serdecznie)?|z poważaniem|z powazaniem|s pozdravem|с уважением|üdvözlettel"
    r"|saygılarımla|(?:ystävällisin )?terveisin)"
    r"[,.]?$",
    re.IGNORECASE,
)
_DECOR = "*_ >\t"
_BATAS_TANDA = 15  # lines a signature block below `-- ` may have
_CONTACT = re.compile(
    r"\s*(?:hp|wa|telp\w*|tel|phone|mobile|fax|e-?mail|surel|web\w*|situs|alamat|address)\b", re.IGNORECASE
)
_LABELLED = re.compile(r"^\s*[A-Za-z][A-Za-z/ ]{2,30}\s*:\s*\S")


def without_tail(lines: Sequence[str]) -> list[str]:
    """The lines of one unquoted stretch without what hangs below them; the words themselves are never cut."""
    kept = _trim(lines)
    for _ in range(8):
        shorter = _trim(_shorter(kept))
        if len(shorter) == len(kept):
            break
        kept = shorter
    return kept


def _shorter(lines: list[str]) -> list[str]:
    for cut in (_device, _dashes, _notice, _list_footer, _sign_off, _closing):
        at = cut(lines)
        if at >= 0:
            return lines[:at]
    return lines


def _trim(lines: Sequence[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = 0
    while start < end and not lines[start].strip():
        start += 1
    return list(lines[start:end])


def _device(lines: list[str]) -> int:
    """`Dikirim dari iPhone saya`: alone on the last line, naming a device or program, and no sentence."""
    if not lines:
        return -1
    last = lines[-1].strip()
    bare = re.sub(r"[<(\[]*\s?https?://[^\s>)\]]+\s?[>)\]]*", " ", last)
    bare = " ".join(_EXCUSE.sub("", bare.strip(" ()<>[].")).split())
    if len(bare) > 140 or _PROSE.search(bare):
        return -1
    return len(lines) - 1 if any(p.match(bare) for p in (_SENT, _SENT_MY, _SENT_ALSO)) else -1


def _dashes(lines: list[str]) -> int:
    """The signature below `-- ` (RFC 3676), of a signature's length and not a list of labelled answers."""
    for at in range(len(lines) - 1, max(len(lines) - _BATAS_TANDA - 2, -1), -1):
        if lines[at].rstrip() in {"--", "—", "-- -"} or lines[at] == "-- ":
            below = lines[at + 1 :]
            return -1 if _answers(lines[:at], below) else at
    return -1


def _answers(above: list[str], below: list[str]) -> bool:
    """Whether below the dashes stand labelled answers rather than a card with telephone and address."""
    labelled = [line for line in below if _LABELLED.match(line) and not _CONTACT.match(line)]
    return len(labelled) >= 2 and sum(bool(line.strip()) for line in above) <= 1


def _notice(lines: list[str]) -> int:
    """A legal or technical note: from the line that begins it to the end, unless it is the first paragraph."""
    for at, line in enumerate(lines):
        if at and _NOTICE.match(line.lstrip(_DECOR)) and _begins_paragraph(lines, at):
            return at - 1 if _RULE.match(lines[at - 1].strip()) else at
    return -1


def _begins_paragraph(lines: list[str], at: int) -> bool:
    above = lines[at - 1].strip()
    return (
        not above
        or bool(_RULE.match(above))
        or bool(_NOTICE.match(lines[at - 1].lstrip(_DECOR)))
        or above in {"--", "—", "*"}
    )


def _list_footer(lines: list[str]) -> int:
    """A rule line with a few lines below it that name a mailing list or an address of the web."""
    for at in range(len(lines) - 1, max(len(lines) - 8, -1), -1):
        if _RULE.match(lines[at].strip()):
            below = "\n".join(lines[at + 1 :])
            return at if not below.strip() or _LIST.search(below) else -1
    return -1


def _sign_off(lines: list[str]) -> int:
    """`-Rina` or `/Rina` alone on the last line, below a blank one."""
    if len(lines) < 3 or lines[-2].strip():
        return -1
    return len(lines) - 1 if _SIGN_OFF.match(lines[-1].strip()) else -1


def _closing(lines: list[str]) -> int:
    """A foreign closing line with at most two lines of bare name below it."""
    for at in range(len(lines) - 1, max(len(lines) - 4, 0), -1):
        if _CLOSING.match(lines[at].strip()):
            names = [line.strip() for line in lines[at + 1 :] if line.strip()]
            return at if all(len(n.split()) <= 4 and not re.search(r"[\d:@]", n) for n in names) else -1
    return -1
