"""The office's chores: receive(mail), remind(now), deliver(now); each says whether it found work."""

from sikuwas_mail.office.office import Office, Outcome
from sikuwas_mail.office.rooms import Rooms

__all__ = ["Office", "Outcome", "Rooms"]
