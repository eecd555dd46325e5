"""A line to a mail server is either TLS with a verified name, or it stays on this machine."""

import base64
import ipaddress
import ssl
from typing import Protocol


class Token(Protocol):
    """Where OAuth2 access tokens come from."""

    def get(self) -> str:
        """A token good now. Raises PermissionError (somebody must consent again) or another OSError (later)."""

    def drop(self) -> None:
        """The server refused the last one."""


def verified_context(ca_file: str = "") -> ssl.SSLContext:
    """A context that checks chain and host name; `ca_file`: PEM of a private authority, trusted in addition.

    Raises OSError (with the path) when `ca_file` cannot be read.
    """
    context = ssl.create_default_context()
    if ca_file:
        context.load_verify_locations(cafile=ca_file)
    return context


def is_loopback(host: str) -> bool:
    """Whether `host` names this machine only: "localhost" (RFC 6761), 127.0.0.0/8, ::1."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def scrub(text: str, secrets: tuple[str, ...]) -> str:
    """`text` of a server or library on one line, without the secrets in any form they travel in, at most 500 long."""
    for secret in filter(None, secrets):
        for form in _forms(secret):
            text = text.replace(form, "…")
    return " ".join(text.split())[:500]


def _forms(secret: str) -> tuple[str, ...]:
    plain = secret.encode()
    quoted = secret.replace("\\", "\\\\").replace('"', '\\"')
    return secret, quoted, base64.b64encode(plain).decode(), repr(secret)[1:-1], repr(plain)[2:-1]
