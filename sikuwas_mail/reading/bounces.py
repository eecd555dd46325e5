"""A bounce is known by marks that agree: a report part, a daemon's name, words of failure, the letter enclosed."""

import re
from dataclasses import dataclass, replace

from sikuwas_mail.core.incoming import Bounce
from sikuwas_mail.reading import addresses
from sikuwas_mail.reading.mail import Mail

_BATAS_ISI = 30_000
_DSN = {"message/delivery-status", "message/global-delivery-status"}
_FIELD = re.compile(
    r"(?im)^(action|status|final-recipient|original-recipient|diagnostic-code)[ \t]*:[ \t]*(.*(?:\n[ \t].*)*)"
)
_DAEMON = re.compile(
    r"^(?:mailer[-_.]?daemon|mail[-_.]?daemon|mail\.?delivery\.?s\w*|double-bounce|mmdf|maildaemon|mailer"
    r"|smtpd?-daemon)$"
)
_POST = re.compile(
    r"^(?:poo?st_?master|bounces?|mail-?admin\w*|system|exchange|mdaemon|no-?reply|\S+-(?:admin|owner|request)|mailadmin)$"
)
_MASTER = re.compile(r"poo?st_?master$")
# Some servers write a name in place of the empty path.
_NOBODY = re.compile(r"<(?:mailer-daemon(?:@[\w.-]+)?)?>", re.IGNORECASE)
_DAEMON_NAME = re.compile(
    r"mail(?:er)? ?(?:delivery|deliver|daemon)|delivery (?:sub)?system|sistem pengiriman|subsistem pengiriman|mail"
    r" administrator"
    r"|system administrator|administrator sistem|content-?filter|interscan|mail system|postmaster",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver(?:able|ed)|deliver(?:y|ies)\b.{0,20}\b(?:fail|status|report|notif|problem|error|delay|warn)"
    r"|(?:fail|status|report|notif|delay|error)\w*"
    r"\b.{0,30}\bdeliver|returned? (?:mail|to sender)|returning message|failure notice|non[- ]?deliver|could(?:"
    r" not|n.t) (?:be )?(?:deliver|send)"
    r"|mail (?:system )?error|fail(?:ed|ure)? mail|mail fail|returning to sender"
    r"|message (?:delayed|you sent blocked)|delayed mail|still being retried|rejected"
    r" (?:message|mail)|mail rejected"
    r"|blocked by|mta-blocked|postmaster notify|nondeliver|loop alert|mail loop"
    r"|bounce (?:notif|report|message)|message not delivered|\bNDR\b"
    r"|\bDSN\b|user unknown|errors from"
    r"|(?:gagal|tidak (?:dapat|bisa)|tak) (?:ter|di)?kirim|tidak terkirim|gagal mengirim|(?:pengiriman"
    r"|penyampaian) (?:gagal|tertunda|ditunda)"
    r"|(?:kegagalan|kesalahan|status|laporan|penundaan) (?:pengiriman|penyampaian)|pesan (?:dikembalikan|ditolak"
    r"|tertunda)|surat kembali"
    r"|unzustellbar|zustell(?:ung|fehler|status)|rückläufer|non remis|échec|remise|no se (?:ha podido|pudo)"
    r" entregar|devuelto|non recapitat"
    r"|mancato recapito|não (?:foi )?entregue|falha|onbestelbaar|niet afgeleverd|недоставлен|не доставлен"
    r"|エラー通知|配信|配達|不達|送信|退信|系统退信",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"could not be (?:delivered|sent)|(?:was|were|been) (?:not|un)(?: ?able to be)? ?deliver|unable to deliver"
    r"|undeliverable|not (?:be )?delivered"
    r"|deliver[ey]{1,2}\b[^.]{0,80}\bfailed|failed (?:to deliver|permanently)|permanent (?:fatal )?errors?|fatal"
    r" errors|user unknown|unknown user|no such user"
    r"|(?:full|over quota) mailbox|delivery problems|(?:mail|message) has been (?:returned|postponed)|user not known"
    r"|returned mail follows|is not a valid (?:mailbox|user|recipient|address)|destinataire inconnu"
    r"|mailbox (?:is )?(?:full|unavailable|not found)|did not reach the following|returned (?:below|to sender"
    r"|message)|unrouteable address"
    r"|message (?:will be|is being|has been) (?:retried|queued|delayed|blocked|rejected|refused)|not yet been"
    r" delivered|delivery attempts?|was blocked|no need to resend"
    r"|transcript of (?:the )?session|had (?:delivery|transient) |addresses had |reason for (?:the )?(?:failure"
    r"|return)|over quota|quota exceeded|recipient (?:address )?rejected|recipient name is not recognized"
    r"|could not send|couldn.t be delivered|wasn.t delivered|mail loop|original"
    r" (?:mail|message)(?: as received)?(?: is)?(?: as)? follows"
    r"|duplicated message-id|address(?:es)? not found"
    r"|(?:tidak|gagal|belum)(?: dapat| bisa| berhasil)? (?:ter|di)?(?:kirim|sampaikan|antarkan)|alamat (?:tidak"
    r"|tak) (?:ditemukan|dikenal)|kotak (?:surat|masuk) (?:penerima )?penuh|penerima tidak (?:dikenal|ditemukan)"
    r"|konnte nicht zugestellt|n.a pas pu [êe]tre|no se pudo entregar"
    r"|送信できません|届けできません|配信できません|エラー"
    r"|(?<!\d)[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}\b|(?<!\d)55[0-4] |\bsmtp; ?[45]\d\d",
    re.IGNORECASE,
)
# A sentence only machines write: the letter, that it failed, and below it the address.
_TOLD = re.compile(
    r"\b(?:your|the|this)\s(?:\w+\s){0,2}(?:message|mail|e-?mail|letter)\b[\s\S]{0,200}?\b(?:could not|cannot|can't"
    r"|couldn't|was not|has not)\sbe(?:en)?\s(?:\w+\s)?(?:delivered|sent|processed)\b[^.@]{0,80}?[:\n][\s\"'<]*"
    r"[^\s<>@\"']{1,80}@[\w.-]{3,120}|non-?delivery (?:report|notification)",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"delay|warning: (?:could not send|message)|still being retried|will (?:be retried|keep trying|retry)|tertunda"
    r"|penundaan|ditunda|verzöger",
    re.IGNORECASE,
)
_ACTIONS = ("fail", "expired", "delay", "deliver", "relay", "expand")
_NO_FAILURE = re.compile(
    r"success|relayed|berhasil|\b(?:was|(?<!not )been) delivered\b|out of (?:the )?office"
    r"|auto(?:matic)?[- ]?(?:reply|response)",
    re.IGNORECASE,
)
_JSON = re.compile(r'"(?:notificationType|eventType)"\s*:\s*"(?:Bounce|Complaint)"')
_CODE = re.compile(r"(?<![\d.])([45])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_SMTP = re.compile(r"(?<![\d.])(4[2-5]\d|55\d)[ -]")
_ID_LINE = re.compile(r"(?im)^[>\s]*message-id:\s*(<[^<>\s]{3,300}>)")
_RECIPIENT = re.compile(r"(?m)^[ \t*]*(?:to:|<)?\s*<?([^\s<>,;:\"()]{1,80}@[\w.-]{3,120})>?\s*(?:[:(.]|\.\.\.|$)")


@dataclass(frozen=True, slots=True)
class Signs:
    """The marks of a bounce found in one mail."""

    report: str = ""  # "failed" | "delayed" | "delivered" | "" by its delivery-status part
    daemon: bool = False  # sent by a mailer daemon
    system: bool = False  # sent by a postmaster, under a delivery system's name, or by nobody
    null_path: bool = False  # empty Return-Path
    subject: bool = False
    body: bool = False
    enclosed: bool = False  # carries the letter, or its header, that came back
    declared: bool = False  # a delivery report by its media type, whatever the report says
    told: bool = False  # the sentence only machines write, with the address below it


def signs(mail: Mail) -> Signs:
    """The marks of a bounce in a mail."""
    sender = mail.headers.get("from")
    local = _local(sender)
    found = Signs(
        report=_action(mail),
        daemon=bool(_DAEMON.match(local)),
        system=bool(_POST.match(local)) or bool(_DAEMON_NAME.search(sender)) or sender in {"", "<>"},
        null_path=_NOBODY.fullmatch(mail.headers.get("return-path").replace(" ", "")) is not None,
        declared=dict(mail.params).get("report-type", "").lower() == "delivery-status",
        subject=bool(_SUBJECT.search(mail.envelope.subjek)),
    )
    # The costly look into the body is spared where nothing else speaks for a bounce.
    if not (found.report or found.declared or found.daemon or found.system or found.null_path or found.subject):
        return found
    body = mail.text[:_BATAS_ISI]
    return replace(
        found,
        body=bool(_BODY.search(body)) or bool(_JSON.search(body)),
        enclosed=bool(mail.original.fields) or bool(_ID_LINE.search(body)),
        told=bool(_TOLD.search(body)),
    )


def _local(sender: str) -> str:
    """The local part of a sender, also of one without a domain (`MAILER-DAEMON`), in lower case."""
    bare = re.sub(r"\([^()]*\)", "", sender)
    inside = re.findall(r"<([^<>]*)>", bare)
    address = (inside[-1] if inside and inside[-1].strip() else bare.partition("<")[0]).strip(' "')
    return address.partition("@")[0].rstrip("\\").lower()


def _action(mail: Mail) -> str:
    found = [
        (m.group(1).lower(), m.group(2).strip().lower())
        for t, r in mail.reports
        if t in _DSN
        for m in _FIELD.finditer(r)
    ]
    actions = [v.split()[0].strip(";,.") for k, v in found if k == "action" and v]
    statuses = [v for k, v in found if k == "status"]
    unknown = any(not a.startswith(_ACTIONS) for a in actions)
    if any(a.startswith(("fail", "expired")) for a in actions) or (
        (unknown or not actions) and any(s.startswith("5") for s in statuses)
    ):
        return "failed"
    if any(a.startswith("delay") for a in actions) or (not actions and any(s.startswith("4") for s in statuses)):
        return "delayed"
    return "delivered" if actions else ""


def reason(mail: Mail) -> str:
    """The name of the rule by which a mail is a bounce; "" where it is none."""
    s = signs(mail)
    if s.report in {"failed", "delayed"}:
        return "pentalan-laporan-pengiriman"
    if s.report == "delivered":
        return ""
    harmless = _NO_FAILURE.search(mail.envelope.subjek) is not None
    if s.daemon and (s.body or not harmless):
        return "pentalan-daemon-surel"
    if s.declared and (s.body or s.subject):
        return "pentalan-jenis-laporan"
    if _JSON.search(mail.text[:_BATAS_ISI]) and s.system:
        return "pentalan-pemberitahuan-json"
    if (s.system or s.null_path) and s.subject and (s.body or s.enclosed):
        return "pentalan-subjek-dan-isi"
    strict = bool(_MASTER.match(_local(mail.headers.get("from")))) or (s.null_path and s.system)
    if (strict or (s.null_path and mail.tipe == "multipart/report")) and s.body and s.enclosed:
        return "pentalan-surat-dikembalikan"
    if s.subject and s.body and s.enclosed and not mail.envelope.rujukan:
        return "pentalan-subjek-dan-surat"
    if s.subject and s.told and not mail.envelope.rujukan:
        return "pentalan-subjek-dan-alamat"
    return ""


def bounce(mail: Mail) -> Bounce:
    """What a bounce says: for whom, why, whether only late, and which letter of ours came back."""
    fields = [
        (m.group(1).lower(), m.group(2).strip()) for t, r in mail.reports if t in _DSN for m in _FIELD.finditer(r)
    ]
    text = mail.text[:_BATAS_ISI]
    s = signs(mail)
    status = next((c.group() for k, v in fields if k == "status" and (c := _CODE.search(v))), "")
    why = next((v for k, v in fields if k == "diagnostic-code" and v), "") or _line_of(text)
    return Bounce(
        envelope=mail.envelope,
        alasan=reason(mail),
        tertunda=s.report == "delayed" or (not s.report and bool(_DELAY.search(mail.envelope.subjek))),
        penerima=_recipients(mail, fields, text),
        status=status or _code_in(why) or _code_in(text),
        message_id_asal=_returned_id(mail, text),
        keterangan=" ".join(why.split())[:300],
    )


def _recipients(mail: Mail, fields: list[tuple[str, str]], text: str) -> tuple[str, ...]:
    for wanted in ("original-recipient", "final-recipient"):
        named = [addresses.normal(v.rpartition(";")[2].strip(" <>")) for k, v in fields if k == wanted]
        if any(named):
            return tuple(dict.fromkeys(filter(None, named)))
    failed = addresses.salvage(mail.headers.get("x-failed-recipients"))
    if failed:
        return tuple(m.alamat for m in failed)
    above = re.split(r"(?im)^[>\s]*(?:received|return-path|message-id|from):\s", text, maxsplit=1)[0]
    seen = (addresses.normal(m.group(1).rstrip(".")) for m in _RECIPIENT.finditer(above))
    return tuple(dict.fromkeys(a for a in seen if a and not a.startswith(("postmaster@", "mailer-daemon@"))))[:20]


def _returned_id(mail: Mail, text: str) -> str:
    enclosed = re.search(r"<[^<>\s]{3,300}>", mail.original.get("message-id"))
    if enclosed:
        return enclosed.group()
    named = _ID_LINE.search(mail.text[-200_000:])
    if named:
        return named.group(1)
    return next(iter(mail.envelope.rujukan), "")


def _line_of(text: str) -> str:
    """The line in which the failure is told."""
    found = _BODY.search(text)
    if found is None:
        return ""
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    return text[start : end if end >= 0 else len(text)]


def _code_in(text: str) -> str:
    if code := _CODE.search(text):
        return code.group()
    smtp = _SMTP.search(text)
    return f"{smtp.group(1)[0]}.0.0" if smtp else ""
