"""Where each key of a TOML document stands; reads structure only, the values are tomllib's business."""

import re
import tomllib
from bisect import bisect_right

from sikuwas_mail.config.faults import AWAL, Position

KeyPath = tuple[str | int, ...]
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SCALAR = re.compile(r"[^,\]}\n#]*")
# A closing delimiter of three quotes may be preceded by up to two quotes of the text.
_STRINGS = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")' r"|'''.*?'{3,5}(?!')" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'",
    re.DOTALL,
)


def positions(text: str) -> dict[KeyPath, Position]:
    """The place of every key, table header and list element of a valid TOML document."""
    return _Scanner(text).run()


def place(found: dict[KeyPath, Position], path: KeyPath) -> Position:
    """The place of a key, else of the nearest table above it, else the beginning."""
    for length in range(len(path), 0, -1):
        if path[:length] in found:
            return found[path[:length]]
    return AWAL


class _Scanner:
    """One walk over the document; `table` is the path of the header that holds now."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.table: KeyPath = ()
        self.counts: dict[KeyPath, int] = {}
        self.found: dict[KeyPath, Position] = {}
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def run(self) -> dict[KeyPath, Position]:
        self.skip(_GAP)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                self.header()
            else:
                self.pair(self.table)
            self.skip(_GAP)
        return self.found

    def header(self) -> None:
        array = self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        keys = self.keys()
        path: KeyPath = ()
        for place, (name, offset) in enumerate(keys, start=1):
            path = (*path, name)
            self.note(path, offset)
            if array and place == len(keys):
                self.counts[path] = self.counts.get(path, -1) + 1
            elif place == len(keys):
                break
            if path in self.counts:
                path = (*path, self.counts[path])
                self.note(path, offset)
        self.table = path
        self.at += 2 if array else 1

    def pair(self, table: KeyPath) -> None:
        path = table
        for name, offset in self.keys():
            path = (*path, name)
            self.note(path, offset)
        self.at += 1  # the equals sign
        self.skip(_BLANK)
        self.value(path)

    def keys(self) -> list[tuple[str, int]]:
        """A dotted key: its parts with their offsets; stops behind the blanks that follow."""
        parts: list[tuple[str, int]] = []
        while True:
            self.skip(_BLANK)
            offset = self.at
            parts.append((self.key(), offset))
            self.skip(_BLANK)
            if self.text[self.at : self.at + 1] != ".":
                return parts
            self.at += 1

    def key(self) -> str:
        quoted = self.text[self.at] in "\"'"
        match = (_STRINGS if quoted else _BARE).match(self.text, self.at)
        if match is None:
            raise ValueError("not a TOML key")
        self.at = match.end()
        return next(iter(tomllib.loads(f"{match.group()} = 0"))) if quoted else match.group()

    def value(self, path: KeyPath) -> None:
        first = self.text[self.at]
        if first == "[":
            self.array(path)
        elif first == "{":
            self.inline(path)
        else:
            self.skip(_STRINGS if first in "\"'" else _SCALAR)

    def array(self, path: KeyPath) -> None:
        self.at += 1
        index = 0
        while self.next_item("]"):
            self.note((*path, index), self.at)
            self.value((*path, index))
            index += 1

    def inline(self, path: KeyPath) -> None:
        self.at += 1
        while self.next_item("}"):
            self.pair(path)

    def next_item(self, closing: str) -> bool:
        """Move to the next item; False, and behind the bracket, where there is none."""
        self.skip(_GAP)
        if self.text[self.at] == ",":
            self.at += 1
            self.skip(_GAP)
        if self.text[self.at] == closing:
            self.at += 1
            return False
        return True

    def skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError("not a TOML document")
        self.at = match.end()

    def note(self, path: KeyPath, offset: int) -> None:
        """The first mention of a path counts."""
        if path not in self.found:
            line = bisect_right(self.starts, offset) - 1
            self.found[path] = Position(line + 1, offset - self.starts[line] + 1)
