"""The parts of a message are told apart: words to read, files to keep, reports and calendars; none is lost."""

import re
from dataclasses import dataclass, field

from sikuwas_mail.core.incoming import Lampiran
from sikuwas_mail.reading import html as markup
from sikuwas_mail.reading.charsets import decode
from sikuwas_mail.reading.mime import Part, cut, uudecode
from sikuwas_mail.reading.winmail import unpack

BATAS_TEKS = 2_000_000  # characters of one body that are read
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
_REPORTS = {"message/delivery-status", "message/global-delivery-status", "message/feedback-report"}
_REPORTS |= {"message/disposition-notification", "message/global-disposition-notification"}
_ORIGINALS = {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers", "text/rfc822-header"}
_INLINE_UU = re.compile(r"(?m)^begin [0-7]{3,4} (\S[^\n]{0,200})\n((?:[ -`]{1,61}\n)+)(?:`\n)?end[ \t]*$")


@dataclass(slots=True)
class Content:
    """What was found in the parts, in order."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)  # words of text types that are kept as files
    files: list[Lampiran] = field(default_factory=list)
    calendar: bytes = b""
    reports: list[tuple[str, str]] = field(default_factory=list)  # (media type, text)
    original: bytes = b""  # the first letter or header block enclosed
    tipe_asal: str = ""


def gather(root: Part) -> Content:
    """Everything a message holds, sorted by use; a message enclosed is kept closed, as a file."""
    found = Content()
    leaves = [p for p in root.walk() if not p.children and not p.tipe.startswith("multipart/")]
    for part in leaves:
        _take(part, found, alone=part is root)
    _rescue(root, found)
    return found


def _take(part: Part, found: Content, *, alone: bool) -> None:
    disposition, given = part.disposition
    name = file_name(given.get("filename") or part.params.get("name", ""))
    if part.tipe in _REPORTS:
        found.reports.append((part.tipe, _text(part, part.payload())))
    elif part.tipe in _ORIGINALS:
        _enclosed(part, name, found)
    elif part.tipe == "text/calendar" and not (name and found.calendar):
        _calendar(part, name, disposition, found)
    elif part.tipe in {"text/plain", "text/html"} and _readable(part, disposition, name, alone=alone):
        _words(part, found)
    else:
        _file(part, name, found)


def _readable(part: Part, disposition: str, name: str, *, alone: bool) -> bool:
    """Whether a text part is the letter itself; a file name or `attachment` makes it a file, unless it is alone."""
    if alone:
        return disposition != "attachment" or not name
    return disposition != "attachment" and not name


def _words(part: Part, found: Content) -> None:
    text = _text(part, part.payload())
    if part.tipe == "text/html":
        found.html.append(text)
        return
    if "\nend" in text and "begin " in text:
        text = _INLINE_UU.sub(lambda m: _uu_file(m, found), text)
    if part.params.get("format", "").lower() == "flowed":
        text = _unflowed(text, delsp=part.params.get("delsp", "").lower() == "yes")
    found.plain.append(text)


def _uu_file(match: re.Match[str], found: Content) -> str:
    data = uudecode(match.group().encode("latin-1", "replace"))
    if not data:
        return match.group()
    found.files.append(Lampiran(file_name(match.group(1)), "application/octet-stream", data))
    return ""


def _unflowed(text: str, *, delsp: bool) -> str:
    """Soft line breaks joined (RFC 3676), at one depth of quoting only; `-- ` stays a line of its own."""
    out: list[list[str]] = []
    soft, last_depth = False, 0
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:].removeprefix(" ")
        if soft and depth == last_depth and body and body != "-- ":
            if delsp:
                out[-1][-1] = out[-1][-1][:-1]
            out[-1].append(body)
        else:
            out.append([line[:depth] + " " * bool(depth) + body])
        soft, last_depth = body.endswith(" ") and body != "-- ", depth
    return "\n".join("".join(pieces) for pieces in out)


def _enclosed(part: Part, name: str, found: Content) -> None:
    data = part.payload()
    if not found.original:
        found.original, found.tipe_asal = data.lstrip(b"\r\n"), part.tipe
    if part.tipe in {"message/rfc822", "message/global"}:
        found.files.append(Lampiran(name, part.tipe, data))


def _calendar(part: Part, name: str, disposition: str, found: Content) -> None:
    data = part.payload()
    found.calendar = found.calendar or data
    if name or disposition == "attachment":
        found.files.append(Lampiran(name, part.tipe, data))


def _file(part: Part, name: str, found: Content) -> None:
    data = part.payload()
    if part.tipe in _TNEF or name.lower() == "winmail.dat":
        files, words = unpack(data)
        if files or words:
            found.files.extend(Lampiran(file_name(f.nama), f.tipe, f.isi) for f in files)
            (found.html if re.match(r"\s*<", words) else found.plain).append(words)
            return
    if part.tipe.startswith("text/"):
        found.other.append(_text(part, data))
    if data or name or part.tipe != "text/plain":
        found.files.append(Lampiran(name, part.tipe, data))


def _text(part: Part, data: bytes) -> str:
    charset = part.params.get("charset", "")
    if not charset and part.tipe == "text/html":
        charset = _meta_charset(data)
    text = decode(data[: BATAS_TEKS * 4], charset)[:BATAS_TEKS]
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _meta_charset(data: bytes) -> str:
    match = re.search(rb"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", data[:4000])
    return match.group(1).decode("ascii") if match else ""


def _rescue(root: Part, found: Content) -> None:
    """Words where there would be none: bodies under odd text types, or a body that could not be cut."""
    if any(t.strip() for t in found.plain) or _says_something(found):
        return
    if any(t.strip() for t in found.other):
        found.plain.extend(re.sub(r"</?[A-Za-z][\w-]{0,20}>", "", t) for t in found.other if t.strip())
    elif not found.files and not found.reports and root.body.strip():
        found.plain.append(decode(root.body[:BATAS_TEKS]).replace("\r\n", "\n"))


def _says_something(found: Content) -> bool:
    return any(markup.to_text(h).strip() for h in found.html)


def enclosed_files(file: Lampiran) -> tuple[Lampiran, ...]:
    """The named files within an enclosed letter: for a person to see, never read as part of the answer."""
    if file.tipe not in {"message/rfc822", "message/global"}:
        return ()
    root, _ = cut(file.isi)
    return tuple(f for f in gather(root).files if f.nama)


def file_name(name: str) -> str:
    """A file name without folders, control characters and reserved signs; at most 200 characters, ending kept."""
    last = re.split(r"[/\\]", name.strip())[-1]
    clean = re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", last).strip(" \"'")
    if clean in {".", ".."}:
        return ""
    stem, dot, ending = clean.rpartition(".")
    return clean if len(clean) <= 200 else f"{stem[:180]}{dot}{ending[:19]}"


def body_text(found: Content) -> str:
    """The plain body: the plain parts where they say anything, else the HTML as text."""
    plain = "\n".join(t for t in found.plain if t.strip())
    if plain.strip():
        return plain
    return "\n".join(filter(None, map(markup.to_text, found.html)))
