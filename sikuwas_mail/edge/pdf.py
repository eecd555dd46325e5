"""PDF comes from LibreOffice in a process group of its own, with its own profile, a deadline and limits; optional."""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_KONVERTER = ("soffice", "libreoffice")
_MEMORI = 4 * 2**30  # bytes of address space
_BERKAS = 256 * 2**20  # largest file the child may write
_PNG_DPI = 80
_KELUARAN = 400  # characters of the program's complaint that are passed on


class PdfFailed(Exception):
    """No PDF was made; the message says why, in Indonesian."""


def available() -> bool:
    """Whether a converter is installed."""
    return _converter() is not None


def to_pdf(docx: bytes, timeout: float = 120) -> bytes:
    """The document as PDF. `timeout` in seconds. Raises PdfFailed."""
    program = _converter()
    if program is None:
        raise PdfFailed("LibreOffice tidak terpasang; dokumen hanya tersedia sebagai DOCX")
    with tempfile.TemporaryDirectory(prefix="sikuwas-pdf-") as name:
        folder = Path(name)
        source, target = folder / "naskah.docx", folder / "naskah.pdf"
        source.write_bytes(docx)
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        options = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "pdf:writer_pdf_Export")
        complaint = _run([program, profile, *options, "--outdir", str(folder), str(source)], folder, timeout)
        return _pdf(target, complaint)


def to_png_pages(pdf: bytes, dpi: int = _PNG_DPI, timeout: float = 60) -> list[bytes]:
    """The pages as PNG pictures, by pdftoppm. Raises PdfFailed, also where it is not installed."""
    program = shutil.which("pdftoppm")
    if program is None:
        raise PdfFailed("pdftoppm (poppler-utils) tidak terpasang; halaman tidak dapat digambar")
    with tempfile.TemporaryDirectory(prefix="sikuwas-png-") as name:
        folder = Path(name)
        source = folder / "naskah.pdf"
        source.write_bytes(pdf)
        complaint = _run([program, "-png", "-r", str(dpi), str(source), str(folder / "halaman")], folder, timeout)
        pages = [p.read_bytes() for p in sorted(folder.glob("halaman-*.png"))]
    if not pages:
        raise PdfFailed(f"pdftoppm tidak menghasilkan halaman: {complaint}")
    return pages


def _converter() -> str | None:
    return next((path for name in _KONVERTER if (path := shutil.which(name))), None)


def _pdf(target: Path, complaint: str) -> bytes:
    data = target.read_bytes() if target.is_file() else b""
    if not data.startswith(b"%PDF-"):
        raise PdfFailed(f"LibreOffice tidak menghasilkan PDF: {complaint or 'tanpa keterangan'}")
    return data


def _run(command: Sequence[str], folder: Path, timeout: float) -> str:
    """Runs a program to its end and returns what it complained of; its whole group is ended at the deadline."""
    log = folder / "keluaran.txt"
    with log.open("wb") as out:
        try:
            child = subprocess.Popen(  # noqa: S603 a fixed program and paths of our own
                command,
                cwd=folder,
                env=_environment(folder),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_limits,  # noqa: PLW1509 it only sets limits, and holds no lock
            )
        except OSError as failed:
            raise PdfFailed(f"{command[0]} tidak dapat dijalankan: {failed}") from failed
        _wait(child, timeout)
    return log.read_bytes()[-_KELUARAN:].decode("utf-8", "replace").strip()


def _wait(child: "subprocess.Popen[bytes]", timeout: float) -> None:
    try:
        child.wait(timeout)
    except subprocess.TimeoutExpired as late:
        raise PdfFailed(f"pembuatan PDF dihentikan setelah {timeout:g} detik") from late
    finally:
        _end_group(child)


def _end_group(child: "subprocess.Popen[bytes]") -> None:
    """Ends what is left of the child's group: soffice is a script whose binary may outlive it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _environment(folder: Path) -> dict[str, str]:
    kept = {
        k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
    }
    return {**kept, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORI, _MEMORI))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_BERKAS, _BERKAS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
