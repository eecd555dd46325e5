"""A person's consent: by a code typed on any device (Microsoft), or by the address a browser ends at (Google).

Google gives no mail to the device flow, so there the address is pasted; PKCE makes a seen code worthless.
"""

import base64
import hashlib
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass

from sikuwas_mail.edge.oauth.tokens import Grant, Tokens
from sikuwas_mail.edge.oauth.values import GrantEnded, OauthSettings, OauthUnavailable, post

REDIRECT = "http://127.0.0.1:8765/"
_SLOWER = 5.0  # seconds, RFC 8628 section 3.5


@dataclass(frozen=True, slots=True)
class Device:
    """What the person types where, and how long that holds, in seconds."""

    kode: str
    alamat: str
    rahasia: str
    jeda: float
    berlaku: float


def ask_device(settings: OauthSettings) -> Device:
    """Begin the device flow. Raises GrantEnded, OauthUnavailable."""
    told = post(settings, settings.url("devicecode"), {"client_id": settings.client_id, "scope": settings.scope})
    try:
        return Device(
            str(told["user_code"]),
            str(told.get("verification_uri") or told["verification_url"]),
            str(told["device_code"]),
            float(str(told.get("interval", 5))),
            float(str(told.get("expires_in", 900))),
        )
    except (KeyError, ValueError):
        raise OauthUnavailable("jawaban server token tidak dapat dimengerti") from None


def wait_for_device(
    settings: OauthSettings, device: Device, tokens: Tokens, sleep: Callable[[float], None] = time.sleep
) -> Grant:
    """Ask until the person has consented, and keep the grant. Raises GrantEnded, OauthUnavailable."""
    waited, pause = 0.0, device.jeda
    form = settings.asked(
        grant_type="urn:ietf:params:oauth:grant-type:device_code", device_code=device.rahasia, scope=settings.scope
    )
    while waited < device.berlaku:
        sleep(pause)
        waited += pause
        told = post(settings, settings.url("token"), form)
        if "access_token" in told:
            return tokens.granted(told)
        pause += _SLOWER if told.get("error") == "slow_down" else 0.0
    raise GrantEnded("SKW-130 persetujuan tidak diberikan dalam waktunya; ulangi sikuwas-mail oauth masuk")


def code_url(settings: OauthSettings, verifier: str, state: str) -> str:
    """The page on which the person consents."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "client_id": settings.client_id,
        "redirect_uri": REDIRECT,
        "response_type": "code",
        "scope": settings.scope,
        "access_type": "offline",
        "prompt": "consent",
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{settings.url('auth')}?{urllib.parse.urlencode(asked)}"


def code_of(pasted: str, state: str) -> str:
    """The code in the address a browser ended at. Raises GrantEnded where it is not the answer to this request."""
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(pasted.strip()).query)
    if query.get("state") != [state] or not query.get("code"):
        said = ", ".join(query.get("error", []))
        raise GrantEnded(f"SKW-130 alamat itu bukan jawaban atas permintaan ini {said}".rstrip())
    return query["code"][0]


def trade_code(settings: OauthSettings, code: str, verifier: str, tokens: Tokens) -> Grant:
    """Trade the code for a grant and keep it. Raises GrantEnded, OauthUnavailable."""
    form = settings.asked(grant_type="authorization_code", code=code, code_verifier=verifier, redirect_uri=REDIRECT)
    return tokens.granted(post(settings, settings.url("token"), form))
