"""A page becomes a picture or a PDF by Chromium, where one is installed: for previews, never for letters."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sikuwas_mail.edge import child

_PERAMBAN = ("chromium", "chromium-browser", "google-chrome")
_PILIHAN = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-sync")
_BATAS = 60.0  # seconds


class BrowserFailed(Exception):
    """No picture was made; the message says why, in Indonesian."""


def to_png(html: str, width: int = 720, height: int = 1600) -> bytes:
    """The page as a picture of `width` x `height` pixels. Raises BrowserFailed."""
    return _made(html, "halaman.png", (f"--window-size={width},{height}", "--screenshot={target}"))


def to_pdf(html: str) -> bytes:
    """The page printed. Raises BrowserFailed."""
    return _made(html, "halaman.pdf", ("--no-pdf-header-footer", "--print-to-pdf={target}"))


def _made(html: str, nama: str, options: Sequence[str]) -> bytes:
    program = next((path for name in _PERAMBAN if (path := shutil.which(name))), None)
    if program is None:
        raise BrowserFailed("Chromium tidak terpasang; pratinjau surat tersedia sebagai .html, .txt, atau .eml")
    with tempfile.TemporaryDirectory(prefix="sikuwas-halaman-") as name:
        folder = Path(name)
        source, target = folder / "halaman.html", folder / nama
        source.write_text(html, encoding="utf-8")
        given = [option.format(target=target) for option in options]
        profile = f"--user-data-dir={folder / 'profil'}"
        try:
            complaint = child.run([program, *_PILIHAN, profile, *given, source.as_uri()], folder, _BATAS)
        except child.ChildFailed as failed:
            raise BrowserFailed(f"Chromium {failed}") from failed
        if not target.is_file():
            raise BrowserFailed(f"Chromium tidak menghasilkan {nama}: {complaint}")
        return target.read_bytes()
