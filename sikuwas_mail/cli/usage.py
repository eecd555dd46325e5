"""Usage errors in Indonesian: what the command-line library says in English is said anew here, in one table."""

import re

_SAYINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), said)
    for pattern, said in (
        (r"^No such command (.+?)\. Did you mean (.+)\?$", r"Perintah \1 tidak dikenal. Mungkin maksudnya \2."),
        (r"^No such command (.+?)\.?$", r"Perintah \1 tidak dikenal."),
        (r"^No such option:? (\S+?)\.? \(Possible options: (.+)\)$", r"Opsi \1 tidak dikenal. Mungkin maksudnya \2."),
        (r"^No such option:? (\S+?)\.?( Did you mean (.+)\?)?$", r"Opsi \1 tidak dikenal."),
        (r"^Missing command\.?$", "Perintah belum disebut."),
        (r"^Missing argument (.+?)\.", r"Argumen \1 belum diisi."),
        (r"^Missing option (.+?)\.", r"Opsi \1 wajib diisi."),
        (r"^Missing (?:parameter|argument|option).*$", "Ada argumen yang belum diisi."),
        (r"^Got unexpected extra arguments?(?:\(s\))? \((.+)\)$", r"Argumen berlebih: \1."),
        (r"^Option (.+?) requires (?:an argument|\d+ arguments)\.?$", r"Opsi \1 memerlukan nilai."),
        (r"^Option (.+?) does not take a value\.?$", r"Opsi \1 tidak menerima nilai."),
        (r"^Argument (.+?) takes (\d+) values\.?$", r"Argumen \1 memerlukan \2 nilai."),
        (r"Input should be a valid integer.*$", "harus berupa bilangan bulat."),
        (r"Input should be a valid number.*$", "harus berupa bilangan."),
        (r"Input should be (?:greater|less) than.*$", "di luar batas yang diperbolehkan."),
        (r"(?:Value error, )?'?([^' ]+)'? is not one of (.+?)\.?$", r"'\1' bukan salah satu dari \2."),
        (r"(?:Path|File|Directory) (.+) does not exist\.?$", r"\1 tidak ada."),
        (r"(?:Path|File|Directory) (.+) is a file\.?$", r"\1 adalah berkas, bukan folder."),
        (r"(?:Path|File|Directory) (.+) is a directory\.?$", r"\1 adalah folder, bukan berkas."),
        (r"(?:Path|File|Directory) (.+) is not readable\.?$", r"\1 tidak dapat dibaca."),
        (r"(?:Path|File|Directory) (.+) is not writable\.?$", r"\1 tidak dapat ditulis."),
        (r"(?:Input should be|Value error).*$", "bentuknya tidak sesuai."),
    )
)
_INVALID = re.compile(r"^Invalid value(?: for (?P<hint>.+?))?: (?P<what>.+)$", re.DOTALL)


def is_usage(exc: Exception) -> bool:
    """Whether an exception is the command line's own complaint (recognised by shape: its module is private)."""
    return hasattr(exc, "format_message") and hasattr(exc, "ctx")


def usage_text(exc: Exception) -> str:
    """The complaint in Indonesian, with the way to the help."""
    ctx = getattr(exc, "ctx", None)
    path = getattr(ctx, "command_path", "sikuwas-mail")
    told = indonesian(str(getattr(exc, "format_message", exc.__str__)()))
    return f"Galat: {told}\nBantuan: {path} --help"


def indonesian(message: str) -> str:
    """One complaint said in Indonesian; a text of our own passes unchanged."""
    invalid = _INVALID.match(message)
    if invalid:
        place = f" untuk {invalid['hint']}" if invalid["hint"] else ""
        return f"Nilai{place} tidak sah: {indonesian(invalid['what'])}"
    for pattern, said in _SAYINGS:
        found = pattern.search(message)
        if found:
            return message[: found.start()] + found.expand(said)
    return message
