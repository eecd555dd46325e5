"""Electronic signatures of a PDF are verified by pyHanko in a child process, against roots the office configured."""

import json
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from sikuwas_mail.edge import child

_BATAS = 30.0  # seconds
_MEMORI = 2 * 2**30
TANPA = "tanpa tanda tangan elektronik"
BELUM = "belum diverifikasi"
# Runs in the child: one line of JSON for every signature, in the order they stand in the file.
_PROGRAM = """
import json, sys
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
roots = list(load_certs_from_pemder(json.loads(sys.argv[2])))
found = []
with open(sys.argv[1], "rb") as file:
    for signature in PdfFileReader(file, strict=False).embedded_signatures:
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        status = validate_pdf_signature(signature, signer_validation_context=context)
        name = status.signing_cert.subject.native.get("common_name", "")
        whole = status.coverage.name == "ENTIRE_FILE" or status.docmdp_ok
        found.append([str(name), bool(status.bottom_line), bool(status.intact and whole)])
with open(sys.argv[3], "w") as out:
    json.dump(found, out)
"""


def available() -> bool:
    """Whether pyHanko is installed (the extra `tte`)."""
    return find_spec("pyhanko") is not None


def verified(pdf: bytes, akar: Sequence[Path], timeout: float = _BATAS) -> str:
    """What is known of a PDF's signatures, in words: whose they are and whether they hold; never raises for a bad PDF.

    `akar`: files of trusted roots; without any, or without pyHanko, a signature is "belum diverifikasi".
    """
    if b"/ByteRange" not in pdf:
        return TANPA if akar else BELUM
    if not akar or not available():
        return BELUM
    with tempfile.TemporaryDirectory(prefix="sikuwas-ttd-") as name:
        folder = Path(name)
        source, target = folder / "naskah.pdf", folder / "hasil.json"
        source.write_bytes(pdf)
        roots = json.dumps([str(p.absolute()) for p in akar])
        try:
            child.run([sys.executable, "-c", _PROGRAM, str(source), roots, str(target)], folder, timeout, _MEMORI)
            found = json.loads(target.read_bytes())
        except (child.ChildFailed, OSError, ValueError):
            return "tanda tangan tidak dapat diperiksa"
    return "; ".join(_told(*one) for one in found) if found else TANPA


def _told(nama: str, sah: bool, utuh: bool) -> str:
    who = " ".join(nama.split())[:120] or "tanpa nama"
    if sah and utuh:
        return f"tanda tangan sah: {who}"
    return f"tanda tangan tidak sah: {who}" + ("" if utuh else ", isi berubah setelah ditandatangani")
