"""What OAuth2 needs to know, the two ways it fails, and the one request all of it is made of."""

import json
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

_LARGEST = 1_000_000  # octets of an answer
# What only a person can mend: the grant is gone or was never given to this application.
_ENDED = frozenset(
    {"invalid_grant", "invalid_client", "unauthorized_client", "interaction_required", "consent_required"}
    | {"access_denied", "expired_token", "invalid_scope"}
)


class OauthUnavailable(OSError):
    """The token server cannot be reached or does not make sense now: try later."""

    exit_code = 75


class GrantEnded(PermissionError):
    """The consent ended or was never given: somebody must give it again. `str()` is Indonesian, without secrets."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class OauthSettings:
    """`[oauth2]` of the configuration. `server` "": the provider's own."""

    penyedia: Literal["google", "microsoft"]
    client_id: str
    file: Path
    client_secret: str = field(default="", repr=False)
    tenant: str = "common"
    alur: Literal["perangkat", "aplikasi"] = "perangkat"
    server: str = ""
    timeout: float = 20.0

    def url(self, what: Literal["token", "devicecode", "auth"]) -> str:
        """The address of an endpoint."""
        if self.penyedia == "microsoft":
            return f"{self.server or 'https://login.microsoftonline.com'}/{self.tenant}/oauth2/v2.0/{what}"
        if self.server:
            return f"{self.server}/{what}"
        own = {"token": "https://oauth2.googleapis.com/token", "auth": "https://accounts.google.com/o/oauth2/v2/auth"}
        return own.get(what, "https://oauth2.googleapis.com/device/code")

    @property
    def scope(self) -> str:
        """What is asked for: mail only, and with a person's consent the right to renew it."""
        if self.penyedia == "google":
            return "https://mail.google.com/"
        if self.alur == "aplikasi":
            return "https://outlook.office365.com/.default"
        mail = "https://outlook.office.com/"
        return f"{mail}IMAP.AccessAsUser.All {mail}SMTP.Send offline_access"

    def asked(self, **more: str) -> dict[str, str]:
        """The form of a request: the application, then `more`."""
        secret = {"client_secret": self.client_secret} if self.client_secret else {}
        return {"client_id": self.client_id, **secret, **more}


def post(settings: OauthSettings, url: str, form: Mapping[str, str]) -> dict[str, object]:
    """The JSON a token server answers; of a refusal, too, where it waits for a person.

    Raises GrantEnded, OauthUnavailable.
    """
    request = urllib.request.Request(url, urllib.parse.urlencode(form).encode(), {"Accept": "application/json"})  # noqa: S310
    try:
        with _opener().open(request, timeout=settings.timeout) as answer:
            return _read(answer.read(_LARGEST))
    except urllib.error.HTTPError as error:
        with error:
            return _refused(_read(error.read(_LARGEST)), error.code)
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise OauthUnavailable(f"server token tidak terjangkau: {getattr(error, 'reason', error)}") from None


def _opener() -> urllib.request.OpenerDirector:
    """Certificates are verified; a redirect is an error, for it would carry the secret elsewhere."""

    class NoRedirect(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    secure = urllib.request.HTTPSHandler(context=ssl.create_default_context())
    return urllib.request.build_opener(NoRedirect, secure)


def _read(raw: bytes) -> dict[str, object]:
    try:
        value = json.loads(raw)
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {}


def _refused(answer: dict[str, object], status: int) -> dict[str, object]:
    error = str(answer.get("error", ""))
    if error in {"authorization_pending", "slow_down"}:
        return answer
    if error in _ENDED:
        raise GrantEnded(f"SKW-130 izin OAuth2 berakhir atau ditolak ({error}); jalankan sikuwas-mail oauth masuk")
    raise OauthUnavailable(f"server token menjawab {status} {error}".rstrip())
