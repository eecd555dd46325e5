"""The office's chores: receive(mail), remind(now), deliver(now); each says whether it found work."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sikuwas_mail.office.office import Office, Outcome
    from sikuwas_mail.office.rooms import Rooms

__all__ = ["Office", "Outcome", "Rooms"]

# A name is imported when it is asked for: commands that only look must not wait for what they never use.
_HOMES = {
    "office": (
        "Office",
        "Outcome",
    ),
    "rooms": ("Rooms",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(name)
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
