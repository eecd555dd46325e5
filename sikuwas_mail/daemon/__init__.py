"""Wires everything: the only room that makes clients, reads the clock and listens to signals."""

from sikuwas_mail.daemon.lease import lock_of
from sikuwas_mail.daemon.lock import AnotherInstance, Lock
from sikuwas_mail.daemon.once import run_once
from sikuwas_mail.daemon.opening import imap_settings, open_rooms, smtp_settings
from sikuwas_mail.daemon.service import Service

__all__ = ["AnotherInstance", "Lock", "Service", "imap_settings", "lock_of", "open_rooms", "run_once", "smtp_settings"]
