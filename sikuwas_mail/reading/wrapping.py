"""Lines that a mail program broke are put together again; lines that a person broke stay as they are."""

import re

_LONG = 40  # characters from which a line may have been broken by a machine
_ITEM = re.compile(r"^\s*(?:[-*•–]|\(?\w{1,3}[.)]\s)")


def unwrapped(text: str) -> str:
    """The text with broken sentences joined: a long line, or one that ends in a comma, goes on in lower case."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and _goes_on(lines[-1], line):
            lines[-1] = f"{lines[-1].rstrip()} {line.lstrip()}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _goes_on(before: str, line: str) -> bool:
    last, first = before.rsplit("\n", 1)[-1].rstrip(), line.lstrip()[:1]
    if not first.islower() or _ITEM.match(line) or not last or last[-1] in ".:;!?":
        return False
    return len(last) >= _LONG or last.endswith(",")
