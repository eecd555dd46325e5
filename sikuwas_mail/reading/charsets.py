"""Bytes become text by an allow-list of codecs; what is unknown or lies is read as UTF-8, then as Windows-1252."""

import codecs
import re
from functools import cache

# Names mail carries that Python does not know, or that by custom mean a larger set (WHATWG Encoding Standard).
_ALIAS = {
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "x-big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "x-windows-949": "cp949",
    "windows-874": "cp874",
    "ansi": "cp1252",
    "x-ansi": "cp1252",
    "utf8mb4": "utf-8",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "unicode": "utf-16",
}
# UTF-7 stays out: it hides markup and words from every other reader of the mail.
_ALLOWED = re.compile(
    r"utf-8(-sig)?|utf-(16|32)(-[lb]e)?|iso8859-\d+|cp(125\d|437|85\d|86\d|874|932|949|950|1006)|koi8-[rtu]"
    r"|gb18030|gb2312|gbk|hz|big5(hkscs)?|euc_j\w+|euc_kr|shift_jis\w*|iso2022_\w+|johab|mac-\w+|ptcp154"
)


@cache
def _lookup(name: str) -> str:
    try:
        codec = codecs.lookup(_ALIAS.get(name, name)).name
    except (LookupError, ValueError):
        return ""
    return codec if _ALLOWED.fullmatch(codec) else ""


def codec_of(name: str) -> str:
    """The Python codec for a charset name of a mail; "" where it is unknown or not allowed."""
    cleaned = name.strip(" \t'\"").lower().partition("*")[0]
    return _lookup(cleaned[:40]) if cleaned.isascii() and "\0" not in cleaned else ""


def decode(data: bytes, charset: str = "") -> str:
    """The text of `data`; never raises. A byte-order mark wins over the declared charset; NULs are dropped."""
    codec = _by_mark(data) or codec_of(charset)
    return _decoded(data, codec, bool(charset)).removeprefix("\ufeff").replace("\0", "")


def _by_mark(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and data.count(0, 0, 200) > len(data[:200]) // 4:
        return "utf-16"
    return ""


def _decoded(data: bytes, codec: str, declared: bool) -> str:
    for attempt in dict.fromkeys((codec or "utf-8", "utf-8")):
        try:
            return data.decode(attempt)
        except (UnicodeError, ValueError):
            continue
    if codec and codec not in {"utf-8", "cp1252"}:
        return data.decode(codec, "replace")
    # Declared UTF-8 with mostly sound sequences is UTF-8 that was cut or damaged, not another charset.
    damaged = data.decode("utf-8", "replace")
    sound = len(damaged) - len(damaged.encode("ascii", "ignore")) - damaged.count("\ufffd")
    if damaged.count("\ufffd") <= sound or (declared and not codec):
        return damaged
    return _western(data)


def _western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
