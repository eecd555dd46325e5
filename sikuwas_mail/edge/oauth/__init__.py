"""OAuth2 for the mailbox: consent once, then access tokens that are renewed before they end; RFC 6749, 7636 and 8628.

Both providers speak the same three requests, so the standard library suffices.
"""

from sikuwas_mail.edge.oauth.consent import Device, ask_device, code_of, code_url, trade_code, wait_for_device
from sikuwas_mail.edge.oauth.tokens import Grant, Tokens
from sikuwas_mail.edge.oauth.values import GrantEnded, OauthSettings, OauthUnavailable

__all__ = [
    "Device",
    "Grant",
    "GrantEnded",
    "OauthSettings",
    "OauthUnavailable",
    "Tokens",
    "ask_device",
    "code_of",
    "code_url",
    "trade_code",
    "wait_for_device",
]
