"""Authentication-Results (RFC 8601) count only where our own server wrote them, and a failure outweighs every pass.

Reading of the trust boundary: fields are read from the top downwards, as servers add them on top. They count down to
the first Received field whose `by` host is not ours (the named server, a host of its domain, or this machine);
everything below it was there before the mail reached us. Our server removes results forged in its name (RFC 8601,
section 5); should it not, a forged pass gives no right (only a failure has effect) and cannot hide a failure.
"""

import re

from sikuwas_mail.core.incoming import Autentikasi
from sikuwas_mail.reading.headers import Headers

_RESULT = re.compile(r"^\s*(dmarc|spf|dkim)\s*(?:/\s*\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY = re.compile(
    r"\b(smtp\.mailfrom|smtp\.helo|header\.d|header\.i|header\.from)\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE
)
_BY = re.compile(r"\bby\s+\[?([A-Za-z0-9_.:-]+)")
_LOCAL = {"localhost", "127.0.0.1", "::1"}


def verdict(headers: Headers, authserv_id: str, domain: str) -> Autentikasi:
    """What our server found about the sender's `domain`; TIDAK_ADA where it said nothing or none is trusted.

    GAGAL: DMARC failed, or SPF failed and every DKIM result failed. LULUS: DMARC passed, or SPF or DKIM passed for
    that domain.
    """
    results = (
        [r for value in _trusted(headers, authserv_id) for r in _results(value, authserv_id)] if authserv_id else []
    )
    by_method = {m: [r for r in results if r[0] == m] for m in ("dmarc", "spf", "dkim")}
    failed = {m: bool(rs) and all(r[1] == "fail" for r in rs) for m, rs in by_method.items()}
    if any(r[1] == "fail" for r in by_method["dmarc"]) or (failed["spf"] and failed["dkim"]):
        return Autentikasi.GAGAL
    passed = any(r[1] == "pass" for r in by_method["dmarc"])
    aligned = any(r[1] == "pass" and _related(r[2], domain) for r in by_method["spf"] + by_method["dkim"])
    return Autentikasi.LULUS if passed or aligned else Autentikasi.TIDAK_ADA


def _trusted(headers: Headers, authserv_id: str) -> list[str]:
    values: list[str] = []
    for name, raw in headers.fields[:400]:
        text = raw[:8000].decode("latin-1")
        if name == "received":
            host = _BY.search(_without_comments(text))
            if host is None or not _ours(host.group(1).lower(), authserv_id.lower()):
                break
        elif name == "authentication-results":
            values.append(text)
    return values


def _ours(host: str, authserv_id: str) -> bool:
    parent = authserv_id.partition(".")[2]
    family = parent if parent.count(".") >= 1 else authserv_id
    return host in _LOCAL or host in {authserv_id, family} or host.endswith("." + family)


def _results(value: str, authserv_id: str) -> list[tuple[str, str, str]]:
    """(method, result, domain) of one field; [] where it carries another server's name, or none (Microsoft's form)."""
    head, *rest = _without_comments(value).split(";")
    if (head.split() or [""])[0].lower() != authserv_id.lower():
        return []
    found = []
    for entry in rest:
        if match := _RESULT.match(entry):
            named = {k.lower(): v for k, v in _PROPERTY.findall(entry)}
            domain = named.get("header.d") or named.get("header.i") or named.get("smtp.mailfrom") or ""
            found.append((match.group(1).lower(), match.group(2).lower(), domain.rpartition("@")[2].lower()))
    return found


def _related(one: str, other: str) -> bool:
    """Relaxed alignment: the same domain, or one within the other; never a bare top level."""
    if not one or not other or "." not in one or "." not in other:
        return False
    return one == other or one.endswith("." + other) or (other.endswith("." + one) and one.count(".") >= 2)


def _without_comments(text: str) -> str:
    out: list[str] = []
    depth = 0
    for char in text:
        depth += char == "("
        if depth == 0:
            out.append(char)
        depth -= char == ")" and depth > 0
    return "".join(out)
