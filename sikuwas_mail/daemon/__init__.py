"""Wires everything: the only room that makes clients, reads the clock and listens to signals."""

from sikuwas_mail.daemon.lock import AnotherInstance, Lock
from sikuwas_mail.daemon.opening import imap_settings, open_rooms, smtp_settings
from sikuwas_mail.daemon.service import Service, run_once

__all__ = ["AnotherInstance", "Lock", "Service", "imap_settings", "open_rooms", "run_once", "smtp_settings"]
