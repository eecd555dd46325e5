"""Written Indonesian is compared by folded words: one spelling per word, whatever hand or phone wrote it."""

import re
import unicodedata
from collections.abc import Iterable

_SHORT = {
    "utk": "untuk", "u": "untuk", "dg": "dengan", "dgn": "dengan", "yg": "yang", "dlm": "dalam", "bhw": "bahwa",
    "sdh": "sudah", "udah": "sudah", "udh": "sudah", "blm": "belum", "blom": "belum", "belom": "belum", "dpt": "dapat",
    "mhn": "mohon", "mhon": "mohon", "tgl": "tanggal", "spy": "supaya", "krn": "karena", "karna": "karena",
    "thd": "terhadap", "bpk": "bapak", "bp": "bapak", "pak": "bapak", "ibuk": "ibu", "bu": "ibu", "sdr": "saudara",
    "sdri": "saudara", "saudari": "saudara", "tdk": "tidak", "gak": "tidak", "ga": "tidak", "gk": "tidak",
    "nggak": "tidak", "ngga": "tidak", "enggak": "tidak", "engga": "tidak", "ndak": "tidak", "tak": "tidak",
    "ora": "tidak", "mboten": "tidak", "bkn": "bukan", "jgn": "jangan", "jgan": "jangan", "ojo": "jangan",
    "tp": "tapi", "tpi": "tapi", "tetapi": "tapi", "ttp": "tetap", "klo": "kalau", "kalo": "kalau", "kl": "kalau",
    "jk": "jika", "sy": "saya", "dr": "dari", "pd": "pada", "sbg": "sebagai", "jg": "juga", "aja": "saja",
    "sj": "saja", "bs": "bisa", "lg": "lagi", "hrs": "harus", "sblm": "sebelum", "stlh": "setelah", "trs": "terus",
    "oke": "ok", "okey": "ok", "okay": "ok", "okee": "ok", "oce": "ok", "okei": "ok", "sipp": "sip", "inggih": "nggih",
    "njih": "nggih", "iya": "ya", "iyaa": "ya", "yaa": "ya", "yap": "ya", "mangga": "monggo", "approve": "acc",
    "approved": "acc", "silahkan": "silakan", "tks": "makasih", "thx": "makasih", "thanks": "makasih",
    "trims": "makasih", "trimakasih": "makasih", "terimakasih": "makasih", "suwun": "makasih", "nuwun": "makasih",
    "esok": "besok", "bsk": "besok", "wa": "whatsapp", "telp": "telepon", "tlp": "telepon", "telpon": "telepon",
    "jum'at": "jumat", "kpd": "kepada", "kpada": "kepada",
    "mawon": "saja", "lanjutaken": "lanjutkan",
    "stuju": "setuju", "setujuu": "setuju", "ndan": "komandan", "tlg": "tolong",
    "pkl": "pukul", "pk": "pukul", "tsb": "tersebut", "dll": "lainnya", "hr": "hari",
}  # fmt: skip
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"\?+|[,;:.!\n()–—]+|\s-\s")
_QUOTES = str.maketrans(dict.fromkeys("'’‘`´ʼ“”\"«»*_~", ""))


def fold(text: str) -> str:
    """Lower case, compatibility forms joined, invisible characters, quotes and emphasis marks gone."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if unicodedata.category(c) != "Cf").translate(_QUOTES)


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, the usual abbreviations written out; `a.c.c` is one word."""
    joined = _DOTTED.sub(lambda m: m.group().replace(".", "") + " ", fold(text))
    return tuple(_SHORT.get(w, w) for w in _WORD.findall(joined))


def flat(text: str) -> str:
    """Words on one line, ` , ` between clauses and ` ? ` where a question ends: what patterns are tried on."""
    joined = _DOTTED.sub(lambda m: m.group().replace(".", "") + " ", fold(text))
    marked = _BREAK.sub(lambda m: " ? " if "?" in m.group() else " , ", joined)
    return " ".join(_SHORT.get(w, w) for w in re.findall(r"[^\W_]+|[,?]", marked)).strip(" ,")


def key(text: str) -> str:
    """A label or an office name for comparison: folded words with single spaces, abbreviations kept as written."""
    return " ".join(_WORD.findall(fold(text)))


def near(wanted: str, known: Iterable[str]) -> str:
    """The only known spelling within 1 edit (from 5 letters) or 2 (from 9) of a word; "" when none or several."""
    limit = 2 if len(wanted) >= 9 else 1 if len(wanted) >= 5 else 0
    close = [(distance(wanted, k, limit), k) for k in known if abs(len(k) - len(wanted)) <= limit and len(k) >= 4]
    hits = sorted(h for h in close if h[0] <= limit)
    if not hits or (len(hits) > 1 and hits[0][0] == hits[1][0]):
        return ""
    return hits[0][1]


def distance(a: str, b: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap of neighbours) between two words; `limit + 1` when more than `limit`."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > limit:
            return limit + 1
        before, row = row, new
    return min(row[-1], limit + 1)


def word_set(text: str) -> frozenset[str]:
    """A set of words written as plain text."""
    return frozenset(text.split())
