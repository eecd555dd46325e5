"""Honest clerks: the holder of every step answers his real letter from each mail program, in words of his own."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sikuwas_mail.core.case import Case
from sikuwas_mail.core.decide import Decision, decide
from sikuwas_mail.core.desk import Desk, Petugas
from sikuwas_mail.core.incoming import Jenis, Reply
from sikuwas_mail.core.outgoing import Instansi, JenisSurat
from sikuwas_mail.core.sop import Langkah
from sikuwas_mail.demo.letter import Surat, read
from sikuwas_mail.demo.quoting import Orang
from sikuwas_mail.demo.styles import Style, reply
from sikuwas_mail.office import intake
from sikuwas_mail.paper.letters import Letters
from sikuwas_mail.reading import sorting
from sikuwas_mail.reading.mail import parse
from tests.core.scene import ADMIN, BOT, INSPEKTUR, IRBAN_II, RINA, SEKRETARIS, WIB, Scene

TEMPLATES = Path(__file__).parents[2] / "templates" / "surat"
INSTANSI = Instansi("PEMERINTAH KABUPATEN CONTOH", "INSPEKTORAT", "Jl. Contoh No. 1", "CONTOH")
GREETINGS = ("", "Assalamu'alaikum Wr. Wb.\n\n", "Selamat pagi,\n", "Yth. Admin,\n\n", "Dengan hormat,\n")
CLOSINGS = ("", "\n\nTerima kasih.", "\n\nDemikian, terima kasih", "\n\nSalam,", "\n\nHormat saya,")

_MINUTES = "HASIL\nPERMASALAHAN: Hibah belum dicatat\nPEMBAHASAN: Dibahas dasar hukumnya\nSARAN: Catat sebagai aset"
WORDS: dict[tuple[Langkah, str], tuple[str, ...]] = {
    (Langkah.PENERUSAN, "admin"): (
        "TERUSKAN",
        "teruskan",
        "Teruskan.",
        "lengkap, teruskan",
        "LENGKAPI: surat pengantar",
    ),
    (Langkah.DISPOSISI, "sekretaris"): ("SETUJU", "setuju", "Setuju.", "acc", "IRBAN III mohon ditindaklanjuti"),
    (Langkah.PENUGASAN, "irban"): (
        "TUGASKAN: Rina; Joko\nJADWAL: Kamis, 26 November 2026 10.00\nMETODE: daring",
        "tugaskan: Rina Contoh, Joko Contoh",
        "ALIHKAN: IRBAN III bukan wilayah kami",
    ),
    (Langkah.KONSULTASI, "auditor"): ("SIAP", "siap", _MINUTES, "BERHALANGAN: sedang audit di desa"),
    (Langkah.PERSIAPAN, "admin"): ("SIAP: Ruang Rapat lantai 2", "SIAP: https://rapat.example/j/1"),
    (Langkah.PELAPORAN, "irban"): ("SETUJU", "Setuju.", "PERBAIKI: perjelas dasar hukum"),
    (Langkah.PENGARSIPAN, "inspektur"): ("TERIMA", "terima", "Terima.", "PERBAIKI: perjelas simpulan"),
    (Langkah.PENGARSIPAN, "admin"): ("ARSIP: 700/12 / Rak 3", "arsip: 700/12/2026 / Lemari 2"),
}


@dataclass(frozen=True, slots=True)
class Desktop:
    """A task on somebody's desk: the case, and the letter as it lies in his mailbox."""

    case: Case
    desk: Desk
    scene: Scene
    holder: Petugas
    surat: Surat
    words: tuple[str, ...]


@cache
def desktops() -> tuple[Desktop, ...]:
    """One for every task of the SOP."""
    wanted = (
        (Langkah.PENERUSAN, ADMIN, False, Langkah.PENERUSAN),
        (Langkah.DISPOSISI, SEKRETARIS, False, Langkah.DISPOSISI),
        (Langkah.PENUGASAN, IRBAN_II, False, Langkah.PENUGASAN),
        (Langkah.KONSULTASI, RINA, False, Langkah.KONSULTASI),
        (Langkah.KONSULTASI, ADMIN, False, Langkah.PERSIAPAN),
        (Langkah.PELAPORAN, IRBAN_II, False, Langkah.PELAPORAN),
        (Langkah.PENGARSIPAN, INSPEKTUR, False, Langkah.PENGARSIPAN),
        (Langkah.PENGARSIPAN, ADMIN, True, Langkah.PENGARSIPAN),
    )
    letters = Letters(TEMPLATES, INSTANSI, f"SIKUWAS <{BOT}>", True, WIB)
    return tuple(_desktop(letters, *w) for w in wanted)


def _desktop(letters: Letters, where: Langkah, holder: Petugas, archive: bool, step: Langkah) -> Desktop:
    scene = Scene().until(where, archive=archive)
    assert scene.case is not None
    letter = next(
        x
        for x in reversed(scene.letters)
        if x.kepada == holder.email and x.jenis is JenisSurat.TUGAS and x.langkah is step
    )
    made = letters.render(letter, scene.case, scene.desk, scene.now)
    words = WORDS[step, str(holder.peran)]
    return Desktop(scene.case, scene.desk, scene, holder, read(made.raw), words)


def answer(where: Desktop, style: Style, words: str, r: random.Random) -> bytes:
    """The bytes of his answer."""
    text = words if style is Style.MAILTO else f"{r.choice(GREETINGS)}{words}{r.choice(CLOSINGS)}"
    signed = r.choice(("", f"{where.holder.nama}\n{where.holder.jabatan}"))
    writer = Orang(where.holder.nama, where.holder.email, "" if style is Style.MAILTO else signed)
    return reply(style, text, writer, where.scene.now, where.surat)


def outcome(where: Desktop, raw: bytes) -> Decision | None:
    """What the bot decides on it, by its own reading; None: it took it for no answer."""
    mail = parse(raw)
    found = sorting.sort(mail, sorting.Facts(frozenset({BOT})))
    if found.jenis is not Jenis.BALASAN:
        return None
    incoming = intake._reply(mail, found, where.case, where.desk, where.scene.now)
    assert isinstance(incoming, Reply)
    return decide(where.case, incoming, where.scene.now, where.desk)
