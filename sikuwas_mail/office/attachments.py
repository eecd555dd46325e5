"""Files that come by mail: read for the code printed in them and for signatures, and kept under their fingerprint."""

from dataclasses import replace

from sikuwas_mail.config import Config
from sikuwas_mail.core.decide import Decision
from sikuwas_mail.core.decide.files import fingerprint
from sikuwas_mail.core.events import BerkasDiterima
from sikuwas_mail.core.incoming import Incoming, Lampiran, NewRequest, Reply
from sikuwas_mail.core.numbering import code_in
from sikuwas_mail.edge import pdf, signatures
from sikuwas_mail.office.rooms import Rooms

_PDF = 5  # looked into, of one mail
_BESAR = 20_000_000  # bytes; a larger PDF is kept but not looked into


def examined(incoming: Incoming, config: Config) -> Incoming:
    """The same mail, each PDF with its printed code and what was found of its signatures."""
    if not isinstance(incoming, Reply | NewRequest) or not any(map(_is_pdf, incoming.lampiran)):
        return incoming
    looked = 0
    files = []
    for berkas in incoming.lampiran:
        looked += _is_pdf(berkas)
        files.append(_looked_into(berkas, config) if _is_pdf(berkas) and looked <= _PDF else berkas)
    return replace(incoming, lampiran=tuple(files))


def keep(rooms: Rooms, decision: Decision, incoming: Incoming) -> None:
    """Put the files that a decision filed into the archive, before it is committed. Raises ArchiveUnavailable."""
    wanted = {e.isi.sha256 for e in decision.events if isinstance(e.isi, BerkasDiterima)}
    if not wanted or not isinstance(incoming, Reply | NewRequest):
        return
    for berkas in incoming.lampiran:
        if fingerprint(berkas) in wanted:
            rooms.archive.put(berkas.isi, ending(berkas.nama))


def ending(nama: str) -> str:
    """The ending of a file's name, as the archive takes it."""
    tail = nama.rpartition(".")[2]
    return tail if tail.isascii() and tail.isalnum() and len(tail) <= 10 and "." in nama else "bin"


def _is_pdf(berkas: Lampiran) -> bool:
    return berkas.isi.startswith(b"%PDF-") and len(berkas.isi) <= _BESAR


def _looked_into(berkas: Lampiran, config: Config) -> Lampiran:
    roots = [config.path(name) for name in config.tanda_tangan.akar]
    return replace(berkas, kode=_code(berkas.isi), tanda_tangan=signatures.verified(berkas.isi, roots))


def _code(data: bytes) -> str:
    try:
        text = pdf.to_text(data)
    except pdf.PdfFailed:
        return ""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return next((line[:300] for line in lines if code_in(line)), "")
