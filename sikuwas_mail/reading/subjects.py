"""Prefixes of subjects in the languages mail programs write: which say answer, which say forward, what remains."""

import re

_COUNT = r"\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,2})?\s*[:：]\s*"
_REPLY = re.compile(
    rf"(?:re|r|bls|balas|balasan|jwb|jawab|aw|antw|sv|vs|odp|rif|res|ynt|ref|回复|回覆|返信|답장|отв|ответ){_COUNT}",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    rf"(?:fwd?|fw|trs|tr|terusan|teruskan|diteruskan|wg|wtr|i|enc|rv|tr|pd|vb|vl|doorst|videresend|转发|轉寄|転送|전달|пер"
    rf"|iletilen|fyi fwd){_COUNT}",
    re.IGNORECASE,
)


def is_forward(subject: str) -> bool:
    """Whether the outermost prefix says forward (`Fwd:`, `Trs:`); `Re: Fwd:` answers one."""
    return _FORWARD.match(subject.strip()) is not None


def is_reply(subject: str) -> bool:
    """Whether the outermost prefix says answer."""
    return _REPLY.match(subject.strip()) is not None


def bare(subject: str) -> str:
    """The subject without its prefixes, however many."""
    text = subject.strip()
    for _ in range(20):
        match = _REPLY.match(text) or _FORWARD.match(text)
        if match is None or not match.end():
            break
        text = text[match.end() :].lstrip()
    return text
