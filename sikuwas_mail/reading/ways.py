"""How a consultation is to be held, read from a phrase; two ways named, or one denied, is no way."""

import re

from sikuwas_mail.core.sop import Metode
from sikuwas_mail.reading.spelling import flat

_DARING = re.compile(
    r"\b(?:daring|online|on line|zoom\w*|g ?meet|google meet|gmet|teams|webex|vid ?con|vidcall|video ?conf\w*|"
    r"video call|virtual\w*|"
    r"telekonferensi|dalam jaringan|jarak jauh)\b"
)
_LURING = re.compile(
    r"\b(?:luring|offline|off line|tatap ?muka|luar jaringan|on ?site|ketemu langsung|bertemu langsung|datang langsung|"
    r"hadir langsung|secara langsung|langsung)\b"
)
_HIBRID = re.compile(r"\b(?:hibrid\w*|hybrid\w*|hibrida|campuran)\b")
_DENIED = re.compile(r"\b(?:tidak|bukan|jangan|belum|selain|kecuali|tanpa|atau)\b")


def read_metode(text: str) -> Metode | None:
    """The one way of meeting a phrase names; None when it names none, several to choose from, or denies one."""
    plain = flat(text)
    if _DENIED.search(plain):
        return None
    daring, luring = bool(_DARING.search(plain)), bool(_LURING.search(plain))
    if _HIBRID.search(plain):
        return None if "/" in text and (daring or luring) else Metode.HIBRID  # a list of choices left as printed
    if daring and luring:
        return Metode.HIBRID if re.search(r"\bdan\b|\bserta\b|&|\+", text.lower()) else None
    if daring or luring:
        return Metode.DARING if daring else Metode.LURING
    return None
