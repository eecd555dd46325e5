"""Sikuwas Mail: the consultation service of an Inspektorat, run by email alone."""

__version__ = "0.1.0"
