"""Access tokens out of one grant: kept in a file only the owner may read, renewed before they end."""

import json
import os
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sikuwas_mail.edge.oauth.values import GrantEnded, OauthSettings, OauthUnavailable, post

EARLY = 300.0  # seconds before its end in which a token is renewed
_LOCK = threading.Lock()  # mailbox, copies and submission share one file


@dataclass(frozen=True, slots=True)
class Grant:
    """What the token server gave: `berakhir` is the Unix time at which `access` ends."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    berakhir: float


class Tokens:
    """The access token of the moment."""

    def __init__(self, settings: OauthSettings, clock: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._clock = clock

    def get(self) -> str:
        """A token good for another five minutes. Raises GrantEnded, OauthUnavailable."""
        with _LOCK:
            grant = self.kept()
            if grant is not None and grant.access and grant.berakhir - self._clock() > EARLY:
                return grant.access
            return self._renewed(grant).access

    def drop(self) -> None:
        """The server refused the token: the next one is fetched anew."""
        with _LOCK:
            grant = self.kept()
            if grant is not None:
                self.keep(Grant("", grant.refresh, 0.0))

    def kept(self) -> Grant | None:
        """The grant in the file; None where there is none that can be used."""
        try:
            told = json.loads(self._settings.file.read_text(encoding="utf-8"))
            return Grant(str(told["access"]), str(told["refresh"]), float(told["berakhir"]))
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise OauthUnavailable(f"berkas token tidak dapat dibaca ({fault.strerror})") from None
        except (ValueError, LookupError, TypeError):
            return None

    def keep(self, grant: Grant) -> None:
        """Write the file (0600) whole or not at all. Raises OauthUnavailable."""
        file = self._settings.file
        try:
            _write(file, json.dumps(asdict(grant)))
        except OSError as fault:
            raise OauthUnavailable(f"berkas token tidak dapat ditulis ({fault.strerror})") from None

    def granted(self, answer: dict[str, object], refresh: str = "") -> Grant:
        """The grant of an answer, kept. `refresh`: the one so far, for servers that do not repeat it."""
        access, lasting = answer.get("access_token"), answer.get("expires_in", 3600)
        if not isinstance(access, str) or not access:
            raise OauthUnavailable("jawaban server token tanpa access_token")
        seconds = float(lasting) if isinstance(lasting, int | float | str) and _number(lasting) else 3600.0
        grant = Grant(access, str(answer.get("refresh_token") or refresh), self._clock() + seconds)
        self.keep(grant)
        return grant

    def _renewed(self, grant: Grant | None) -> Grant:
        own = self._settings
        if own.alur == "aplikasi":
            form = own.asked(grant_type="client_credentials", scope=own.scope)
            return self.granted(post(own, own.url("token"), form))
        if grant is None or not grant.refresh:
            raise GrantEnded("SKW-130 izin OAuth2 belum diberikan; jalankan sikuwas-mail oauth masuk")
        form = own.asked(grant_type="refresh_token", refresh_token=grant.refresh, scope=own.scope)
        return self.granted(post(own, own.url("token"), form), grant.refresh)


def _number(text: int | float | str) -> bool:
    try:
        return float(text) > 0
    except ValueError:
        return False


def _write(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(file.name + ".baru")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(content)
    partial.replace(file)
