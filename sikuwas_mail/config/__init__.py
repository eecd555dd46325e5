"""config.toml, environment and credentials to one frozen Config; every fault is told at once, with line and column."""

from sikuwas_mail.config.faults import ConfigFaults, Fault, KeyFault, Position
from sikuwas_mail.config.keys import make_key, read_keys
from sikuwas_mail.config.loading import load
from sikuwas_mail.config.model import Config, example_file, shipped_templates

__all__ = [
    "Config",
    "ConfigFaults",
    "Fault",
    "KeyFault",
    "Position",
    "example_file",
    "load",
    "make_key",
    "read_keys",
    "shipped_templates",
]
