"""Folder names are written with "/": here they become the server's own, namespace and separator included."""

from collections.abc import Iterable

INBOX = "INBOX"


def real_name(name: str, prefix: str, separator: str) -> str:
    """`name` as this server wants it; `prefix` of the personal namespace ("" or "INBOX."), `separator` "" = flat.

    A separator inside one part would make a level nobody asked for: it is written "-".
    """
    parts = [part for part in name.split("/") if part]
    if not separator:
        return "-".join(parts)
    clean = [part if separator == "/" else part.replace(separator, "-") for part in parts]
    if clean and clean[0].upper() == INBOX:
        return separator.join([INBOX, *clean[1:]])
    return prefix + separator.join(clean)


def guessed_prefix(listed: Iterable[str], separator: str) -> str:
    """The namespace of a server without NAMESPACE: "INBOX." where every folder but INBOX lives under it."""
    others = [name for name in listed if name.upper() != INBOX]
    root = INBOX + separator
    return root if separator and others and all(name.upper().startswith(root) for name in others) else ""
