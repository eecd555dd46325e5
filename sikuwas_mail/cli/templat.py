"""`templat list|lint|preview`: letters and documents as the office edits them; without config.toml the defaults."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sikuwas_mail.cli.output import say, write_json, write_rows

if TYPE_CHECKING:
    from sikuwas_mail.paper.documents import Documents
    from sikuwas_mail.paper.letters import Letters
    from sikuwas_mail.paper.recap.document import RecapDocument

_LIST = {"jenis": "JENIS", "nama": "NAMA", "judul": "JUDUL", "asal": "ASAL", "berkas": "BERKAS"}
_REMEDY = (
    "Cara memperbaiki: betulkan bagian yang disebut, atau ambil templat bawaan dengan sikuwas-mail init ke folder lain."
)


class NoTemplate(Exception):
    """No template of that name."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Rooms:
    """The templates of one folder, and who writes with them."""

    folder: Path
    letters: Letters
    documents: Documents
    recap: Callable[[], RecapDocument]


def list_(ctx: typer.Context, json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False) -> None:
    """Menampilkan semua templat."""
    rows = list(_rows(_rooms(ctx)))
    if json:
        write_json(rows)
    else:
        write_rows(rows, _LIST, empty="Belum ada templat.")


def lint(ctx: typer.Context, json: Annotated[bool, typer.Option("--json", help="Keluaran JSON.")] = False) -> None:
    """Memeriksa semua templat: setiap kesalahan dengan berkas, tempat, dan sebabnya; perubahan bawaan dilaporkan."""
    from sikuwas_mail.config import shipped_templates
    from sikuwas_mail.paper.shipped import drift

    rooms = _rooms(ctx)
    faults = [*rooms.letters.lint(), *rooms.documents.lint(), *_recap_faults(rooms)]
    notes = drift(rooms.folder, shipped_templates())
    if json:
        write_json({"folder": str(rooms.folder), "kesalahan": faults, "catatan": notes})
    else:
        _tell(faults, notes, rooms)
    raise typer.Exit(1 if faults else 0)


def preview(
    ctx: typer.Context,
    nama: Annotated[str, typer.Argument(help="Nama templat, seperti pada templat list.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Berkas hasil; akhirannya menentukan bentuk.")],
) -> None:
    """Membuat pratinjau satu templat dengan data contoh."""
    from sikuwas_mail.core.outgoing import TemplateFault

    try:
        made = _preview(nama, out.suffix.lower(), _rooms(ctx))
    except TemplateFault as fault:
        raise NoTemplate(f"SKW-040 {fault}\n{_REMEDY}") from fault
    for number, data in enumerate(made, 1):
        page = out if number == 1 else out.with_name(f"{out.stem}-{number}{out.suffix}")
        _write(page, data)
        say(f"Pratinjau {nama} disimpan di {page}.")


def _preview(nama: str, ending: str, rooms: Rooms) -> Sequence[bytes]:
    from sikuwas_mail.cli import previews
    from sikuwas_mail.core.sop import Dokumen
    from sikuwas_mail.paper.contoh_surat import NAMA

    if nama == "rekap" and ending in previews.REKAP:
        return previews.recap(ending, rooms.recap())
    if nama in set(Dokumen):
        return previews.document(Dokumen(nama), ending, rooms.documents)
    if nama in NAMA:
        return previews.letter(nama, ending, rooms.letters)
    raise NoTemplate(f"Templat '{nama}' tidak dikenal. Daftar templat: sikuwas-mail templat list.")


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise NoTemplate(f"Berkas {path} tidak dapat ditulis: {fault.strerror}.") from fault


def _recap_faults(rooms: Rooms) -> Sequence[str]:
    from sikuwas_mail.core.outgoing import TemplateFault
    from sikuwas_mail.paper import contoh
    from sikuwas_mail.paper.recap.contoh import SEKARANG, rekap

    try:
        return rooms.recap().lint(rekap(), contoh.desk(), SEKARANG)
    except TemplateFault as fault:
        return [str(fault)]


def _tell(faults: Sequence[str], notes: Sequence[str], rooms: Rooms) -> None:
    for fault in faults:
        say(f"SALAH    {fault}")
    for note in notes:
        say(f"CATATAN  {note}")
    if faults:
        say(_REMEDY)
    else:
        say(f"Semua templat di {rooms.folder} baik.")


def _rows(rooms: Rooms) -> Iterator[dict[str, Any]]:
    from sikuwas_mail.config import shipped_templates
    from sikuwas_mail.core.sop import Dokumen
    from sikuwas_mail.paper.shipped import fingerprints

    own, default = fingerprints(rooms.folder), fingerprints(shipped_templates())
    names = [("surat", n, _first_words(rooms.letters, n), f"surat/{n}.txt") for n in rooms.letters.templates.names]
    names += [("dokumen", d.value, d.judul, f"dokumen/{d}.docx") for d in Dokumen]
    names.append(("dokumen", "rekap", "Rekapitulasi bulanan", "dokumen/rekap.docx"))
    names.append(("dokumen", "berkas-kasus", "Daftar isi berkas kasus (kasus export)", "dokumen/berkas-kasus.docx"))
    for jenis, nama, judul, berkas in names:
        files = [berkas] if jenis == "dokumen" else [berkas, berkas.replace(".txt", ".html")]
        same = all(own.get(f) == default.get(f) for f in files)
        state = "tidak ada" if own.get(berkas) is None else "bawaan" if same else "disunting"
        yield {"jenis": jenis, "nama": nama, "judul": judul, "asal": state, "berkas": str(rooms.folder / berkas)}


def _first_words(letters: Letters, nama: str) -> str:
    """What the head of a letter's template says it is for."""
    try:
        head = letters.templates.source(f"{nama}.txt").partition("{#-")[2]
    except UnicodeDecodeError:
        return ""
    return " ".join(head.partition("Isi:")[0].partition("-#}")[0].split())[:90]


def _rooms(ctx: typer.Context) -> Rooms:
    """The templates of config.toml, or where there is none the defaults with a sample letterhead."""
    from sikuwas_mail.cli.context import Globals, config_path, load_config
    from sikuwas_mail.config import shipped_templates
    from sikuwas_mail.core.outgoing import GayaDokumen
    from sikuwas_mail.daemon.opening import letters_of
    from sikuwas_mail.office.recaps import recap_template
    from sikuwas_mail.paper import contoh
    from sikuwas_mail.paper.documents import Documents
    from sikuwas_mail.paper.letters import Letters
    from sikuwas_mail.paper.recap.document import RecapDocument

    named = isinstance(ctx.obj, Globals) and ctx.obj.config is not None
    if named or config_path(ctx).exists():
        config = load_config(ctx)
        folder = config.templat_folder
        documents = Documents(folder / "dokumen", config.kop(), config.gaya())
        return Rooms(folder, letters_of(config, folder), documents, lambda: recap_template(config))
    folder = shipped_templates()
    letters = Letters(folder / "surat", contoh.INSTANSI, contoh.PENGIRIM, False, contoh.ZONA)
    own = (folder / "dokumen", contoh.INSTANSI, GayaDokumen())
    return Rooms(folder, letters, Documents(*own), lambda: RecapDocument(*own))
