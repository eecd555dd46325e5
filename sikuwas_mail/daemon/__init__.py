"""Wires everything: the only room that makes clients, reads the clock and listens to signals."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sikuwas_mail.daemon.lease import lock_of
    from sikuwas_mail.daemon.lock import AnotherInstance, Lock
    from sikuwas_mail.daemon.once import run_once
    from sikuwas_mail.daemon.opening import imap_settings, open_rooms, smtp_settings
    from sikuwas_mail.daemon.service import Service

__all__ = ["AnotherInstance", "Lock", "Service", "imap_settings", "lock_of", "open_rooms", "run_once", "smtp_settings"]

# A name is imported when it is asked for: commands that only look must not wait for what they never use.
_HOMES = {
    "lease": ("lock_of",),
    "lock": (
        "AnotherInstance",
        "Lock",
    ),
    "once": ("run_once",),
    "opening": (
        "imap_settings",
        "open_rooms",
        "smtp_settings",
    ),
    "service": ("Service",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(name)
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
