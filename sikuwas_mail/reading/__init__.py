"""Bytes in, values of the core out; pure, and never an exception."""
