"""An address counts only where the whole field reads as addresses; what looks like two is two, never the nicer one."""

import re
from dataclasses import dataclass

from sikuwas_mail.reading.headers import decode_words

BATAS_ALAMAT = 500
_BATAS_TEKS = 64 * 1024

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<quoted>"(?:[^"\\]|\\.)*")
  | (?P<angle><[^<>]*>)
  | (?P<comma>[,;])
  | (?P<colon>:)
  | (?P<literal>\[[^\[\]]*\])
  | (?P<atom>[^\s"<>,;:()\[\]]+)
  | (?P<open>\()
  | (?P<bad>.)
)""",
    re.VERBOSE | re.DOTALL,
)
_LOCAL = r"""(?:[^\s@"(),:;<>\[\]\\]+|"(?:[^"\\\r\n]|\\.)*")"""
_DOMAIN = r"(?:[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*|\[[0-9A-Fa-f.:IPv]+\])"
_ADDRESS = re.compile(rf"(?P<local>{_LOCAL})@(?P<domain>{_DOMAIN})\.?")
_BATAS_KOMENTAR = 20


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A display name, decoded, and an address in lower case."""

    nama: str
    alamat: str


def parse(value: str) -> tuple[Mailbox, ...]:
    """Every mailbox of an undecoded address field, groups opened; () where any of it is malformed."""
    if not value.strip() or len(value) > _BATAS_TEKS:
        return ()
    found = [_mailbox(tokens) for tokens in _entries(value.strip()) if tokens]
    if len(found) > BATAS_ALAMAT or any(m is None for m in found):
        return ()
    return tuple(m for m in found if m is not None)


def salvage(value: str) -> tuple[Mailbox, ...]:
    """Mailboxes of a field for show and for copies, malformed entries passed over; never for deciding who wrote."""
    entries = _entries(value[:_BATAS_TEKS].strip())
    found = (_mailbox(tokens) for tokens in entries[:BATAS_ALAMAT] if tokens)
    return tuple(m for m in found if m is not None)


def normal(address: str) -> str:
    """One bare address in lower case, "" where it is none."""
    match = _ADDRESS.fullmatch(address.strip()) if len(address) <= 320 else None
    if match is None or ".." in match.group("local"):
        return ""
    return f"{match.group('local')}@{match.group('domain')}".lower()


def _entries(value: str) -> list[list[tuple[str, str]]]:
    """Tokens between commas; a group's name and colon are dropped, comments are passed over."""
    entries: list[list[tuple[str, str]]] = [[]]
    position = 0
    while position < len(value) and (match := _TOKEN.match(value, position)) is not None:
        kind, position = str(match.lastgroup), match.end()
        if kind == "comma":
            if not _title(entries[-1], value, position):
                entries.append([])
        elif kind == "open":
            position, comment = _comment(value, position)
            entries[-1].append(("comment", comment) if comment is not None else ("bad", "("))
        elif kind == "colon" and all(k in {"atom", "quoted"} for k, _ in entries[-1]) and entries[-1]:
            named_so = any(_is_address(t) for _, t in entries[-1])
            entries[-1] = [("bad", ":")] if named_so else []
        else:
            entries[-1].append((kind, match.group(kind)))
    return entries


def _title(tokens: list[tuple[str, str]], value: str, position: int) -> bool:
    """Whether a comma only parts a name from its degree, as in `Budi, S.E., M.M. <budi@x.go.id>`, left unquoted."""
    named = bool(tokens) and all(k == "atom" and "@" not in t for k, t in tokens)
    return named and re.match(r"[^@<>\"(),;:]{0,200}(?:,[^@<>\"(),;:]{0,200}){0,5}<", value[position:]) is not None


def _comment(value: str, start: int) -> tuple[int, str | None]:
    """Where a comment ends, and its words; None where it never does."""
    depth, position = 1, start
    while position < len(value):
        char = value[position]
        position += 1
        if char == "\\":
            position += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        if depth == 0:
            return position, value[start : position - 1]
        if depth > _BATAS_KOMENTAR:
            break
    return len(value), None


def _mailbox(tokens: list[tuple[str, str]]) -> Mailbox | None:
    comments = [t for k, t in tokens if k == "comment"]
    rest = [(k, t) for k, t in tokens if k != "comment"]
    if rest and rest[-1][0] == "angle":
        named = rest[:-1]
        if any(k not in {"atom", "quoted", "literal", "colon"} for k, _ in named):
            return None
        inside = re.sub(r"\([^()]*\)", "", rest[-1][1][1:-1])
        address = normal(re.sub(r"^(?:@[^:]*:)", "", inside.strip()))
        return Mailbox(_name(named), address) if address else None
    if not rest or any(k not in {"atom", "quoted", "literal"} for k, _ in rest):
        return None
    # Without angle brackets nothing but the address itself may stand there.
    joined = "".join(t for _, t in rest)
    address = normal(joined) if len(rest) == 1 or rest[0][0] == "quoted" or rest[-1][0] == "literal" else ""
    return Mailbox(decode_words(comments[-1]).strip() if comments else "", address) if address else None


def _is_address(text: str) -> bool:
    return "." in normal(text.strip("<>,;")).rpartition("@")[2]


def _name(tokens: list[tuple[str, str]]) -> str:
    words = (re.sub(r"\\(.)", r"\1", t[1:-1]) if k == "quoted" else t for k, t in tokens)
    return decode_words(" ".join(words)).strip()
