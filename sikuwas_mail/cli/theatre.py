"""The play behind `demo`: real servers, the real daemon, the cast, and a gallery of what happened."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sikuwas_mail.cli.output import say
from sikuwas_mail.config import Config, load
from sikuwas_mail.core.sop import Dokumen
from sikuwas_mail.demo import gallery, setting
from sikuwas_mail.demo.cast import Player, Stage, play
from sikuwas_mail.demo.people import orang
from sikuwas_mail.demo.postoffice import Ports, PostOffice
from sikuwas_mail.demo.script import GAYA, addresses, script
from sikuwas_mail.edge import pdf
from sikuwas_mail.edge.archive import Archive
from sikuwas_mail.edge.store import Keadaan, Store
from sikuwas_mail.office.dossier import letters_of, whole_case

_LONGEST = 120.0  # seconds for the play
_QUIET = 15.0  # seconds for the last letters to leave
_AHEAD = 2  # working days until the sessions


class DemoFailed(Exception):
    """The play did not come to its end."""

    exit_code = 1


def perform(out: Path) -> None:
    """Play the whole office and leave the gallery in `out`. Raises DemoFailed."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sikuwas-demo-") as name, PostOffice(setting.accounts()) as office:
        file = Path(name) / "config.toml"
        file.write_text(setting.config_toml(office.ports), encoding="utf-8")
        config = load(file, {})
        say("Server surel tertanam menyala; layanan dan para pemeran mulai bekerja …")
        with _daemon(file):
            stage = _play(office.ports, config)
            _settle(config)
        _complain(stage)
        say(f"Kedelapan langkah selesai ({len(stage.dikirim)} surel dikirim para pemeran); galeri disusun …")
        page = _publish(out, config)
    say(f"Selesai dalam {time.monotonic() - began:.0f} detik. Buka {page}")


@contextmanager
def _daemon(file: Path) -> Iterator[None]:
    """The real daemon in a process of its own."""
    log = file.with_name("layanan.log").open("wb")
    command = [sys.executable, "-m", "sikuwas_mail", "--config", str(file), "run"]
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)  # noqa: S603 - our own program
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()


def _play(ports: Ports, config: Config) -> Stage:
    calendar = config.calendar()
    today = datetime.now(calendar.zona).date()
    naskah = script(calendar.add_days(today, _AHEAD))
    players = [Player(orang(a).nama, a, setting.SANDI, GAYA[a]) for a in addresses(naskah)]
    stop = threading.Event()
    timer = threading.Timer(_LONGEST, stop.set)
    timer.start()
    try:
        return play(ports, stop, players, naskah)
    finally:
        timer.cancel()


def _settle(config: Config) -> None:
    """Wait until every answer is decided and every letter has left."""
    store = Store.open(config.database_url, readonly=True)
    try:
        end = time.monotonic() + _QUIET
        before = -1
        while time.monotonic() < end:
            time.sleep(1.0)
            seen = len(store.list_inbox())
            if seen == before and not store.list_outbox(keadaan=Keadaan.MENUNGGU, limit=1):
                return
            before = seen
    finally:
        store.close()


def _complain(stage: Stage) -> None:
    if stage.gangguan:
        raise DemoFailed("Peragaan terganggu: " + "; ".join(stage.gangguan))
    if stage.belum:
        raise DemoFailed("Peragaan tidak selesai; belum terucap: " + ", ".join(u.nama for u in stage.belum))


def _publish(out: Path, config: Config) -> Path:
    store = Store.open(config.database_url, readonly=True)
    try:
        archive = Archive(config.arsip_folder)
        now = datetime.now(config.calendar().zona)
        desk = config.desk(now, ())
        shapes = [s for k in store.list_cases(now) if (s := whole_case(k.nomor, store, desk, now))]
        letters = [letters_of(str(s["nomor"]), store, archive) for s in shapes]
        papers = [_papers(s, archive) for s in shapes]
    finally:
        store.close()
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(shapes, ensure_ascii=False, indent=1, default=str)
    (out / "kasus.json").write_text(text, encoding="utf-8")
    return gallery.build(out, shapes, letters, papers)


def _papers(shape: dict[str, Any], archive: Archive) -> list[gallery.DokumenJadi]:
    """Each version of each document with its pages, where LibreOffice and pdftoppm are installed."""
    found = [(d, archive.get(str(d["sha256"]))) for d in shape["dokumen"]]
    titled = [(f"{Dokumen(d['jenis']).judul} versi {d['versi']}", data) for d, data in found if data]
    with ThreadPoolExecutor(2) as pool:
        pages = list(pool.map(_pages, (data for _, data in titled)))
    return [(title, data, images) for (title, data), images in zip(titled, pages, strict=True)]


def _pages(docx: bytes) -> list[bytes]:
    try:
        return pdf.to_png_pages(pdf.to_pdf(docx))
    except pdf.PdfFailed:
        return []
