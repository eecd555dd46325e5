"""What goes into and comes out of a submission: settings, the four fates of a letter, the facts of a server."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sikuwas_mail.edge.tls import Token

MINUTE = 60.0
Tahap = Literal["sambung", "masuk", "pengirim", "penerima", "isi"]


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """`[smtp]` of the configuration; times in seconds. `user` "": no authentication. `ca_file`: a private authority.

    `timeout` bounds each reply; `timeout_akhir` the one after the final dot, which takes servers longest.
    """

    host: str
    port: int = 587
    tls: Literal["ssl", "starttls", "none"] = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    auth: str = "password"
    maks_per_menit: int = 0
    timeout: float = 60.0
    ca_file: str = ""
    timeout_akhir: float = 300.0
    token: Token | None = field(default=None, repr=False, compare=False)  # of OAuth2, where `auth` is no password


@dataclass(frozen=True, slots=True)
class Sent:
    """Accepted by the server with this reply."""

    reply: str


@dataclass(frozen=True, slots=True)
class TryLater:
    """Not accepted now; `code` 0: no reply of the server. Before `pengirim` the letter itself was not at fault."""

    code: int
    text: str
    tahap: Tahap


@dataclass(frozen=True, slots=True)
class Refused:
    """Refused for good (5xx); `code` 0: an address that cannot even be said."""

    code: int
    text: str
    tahap: Tahap


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The whole letter was handed over and no reply came: look for it before sending again."""

    text: str


Result = Sent | TryLater | Refused | Doubtful


@dataclass(frozen=True, slots=True)
class SmtpFacts:
    """What `check` can tell of a server that let us in. `batas`: octets it takes at most, 0 = does not say."""

    salam: str
    tls: str
    masuk: bool
    batas: int
    kemampuan: tuple[str, ...]


class SmtpUnavailable(Exception):
    """`check` got no usable connection; `reason` is Indonesian; `code` of the server or 0."""

    def __init__(self, reason: str, code: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


def pause(sent: Sequence[float], now: float, at_most: int, window: float = MINUTE) -> float:
    """Seconds to wait so that no `window` holds more than `at_most` letters (0 = no limit); `sent`: oldest first."""
    if at_most <= 0 or len(sent) < at_most:
        return 0.0
    return max(0.0, sent[-at_most] + window - now)
