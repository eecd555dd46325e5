"""The revisions of the schema this program knows, oldest first; held equal to migrations/versions by a test."""

REVISIONS = ("0001",)
