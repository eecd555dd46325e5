"""The players: each watches his own mailbox over IMAP and answers over SMTP as the script says, no more."""

import smtplib
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from sikuwas_mail.demo import letter, people, styles
from sikuwas_mail.demo.letter import Surat
from sikuwas_mail.demo.postoffice import HOST, Ports
from sikuwas_mail.demo.script import CIRI, Ucapan
from sikuwas_mail.demo.styles import Style

POLL = 0.3  # seconds between two looks into a mailbox
WIB = ZoneInfo("Asia/Jakarta")
SIGNING = (Style.OUTLOOK, Style.OUTLOOK_HTML, Style.ZIMBRA)  # programs that set a signature block


@dataclass(frozen=True, slots=True)
class Player:
    """One person: name, address, the password of the mailbox, the mail program."""

    nama: str
    alamat: str
    password: str
    style: Style


@dataclass(frozen=True, slots=True)
class Dikirim:
    """One answer that left."""

    waktu: datetime
    ucapan: Ucapan
    kasus: str


@dataclass(slots=True)
class Stage:
    """What all players share: which ticket belongs to which story, and what was said so far."""

    naskah: tuple[Ucapan, ...]
    kotak: str = people.KOTAK
    cerita: dict[str, str] = field(default_factory=dict)
    dikirim: list[Dikirim] = field(default_factory=list)
    gangguan: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def terucap(self, cerita: str, nama: str) -> bool:
        """Whether something was said in a story."""
        with self._lock:
            return any(d.ucapan.cerita == cerita and d.ucapan.nama == nama for d in self.dikirim)

    def catat(self, ucapan: Ucapan, kasus: str) -> None:
        """Remember an answer that left."""
        with self._lock:
            self.dikirim.append(Dikirim(datetime.now(WIB), ucapan, kasus))

    def cerita_dari(self, surat: Surat, player: Player) -> str:
        """The story a letter is of: known by its ticket, by the words in it, or by whose it is; "" while unknown."""
        with self._lock:
            found = self.cerita.get(surat.kasus) or self._recognised(surat, player)
            if found and surat.kasus:
                self.cerita[surat.kasus] = found
            return found

    def _recognised(self, surat: Surat, player: Player) -> str:
        own = {u.cerita for u in self.naskah if u.pemain == player.alamat}
        if len(own) == 1:
            return own.pop()
        words = f"{surat.subjek} {surat.teks}".casefold()
        named = [cerita for cerita, ciri in CIRI.items() if ciri in words]
        return named[0] if len(named) == 1 else ""

    @property
    def belum(self) -> tuple[Ucapan, ...]:
        """What the script still holds, except answers to questions that need not come."""
        said = {(d.ucapan.cerita, d.ucapan.nama) for d in tuple(self.dikirim)}
        return tuple(u for u in self.naskah if not u.bila_perlu and (u.cerita, u.nama) not in said)


@dataclass(slots=True)
class Acting:
    """One player at his desk: letters not yet understood, answers that wait for their time."""

    player: Player
    stage: Stage
    ports: Ports
    tertunda: list[tuple[float, Ucapan, Surat | None]] = field(default_factory=list)
    belum_jelas: list[Surat] = field(default_factory=list)

    def run(self, stop: threading.Event) -> None:
        """Act until `stop` is set; a fault is told to the stage, not raised in a thread nobody watches."""
        try:
            self._act(stop)
        except (OSError, IMAPClientError, smtplib.SMTPException) as fault:
            if not stop.is_set():
                self.stage.gangguan.append(f"{self.player.alamat}: {fault}")

    def _act(self, stop: threading.Event) -> None:
        openings = [u for u in self.stage.naskah if u.pemain == self.player.alamat and not u.jenis]
        self.tertunda += [(time.monotonic() + u.tunda, u, None) for u in openings]
        with IMAPClient(HOST, self.ports.imap, ssl=False, timeout=15) as client:
            client.login(self.player.alamat, self.player.password)
            client.select_folder("INBOX")
            while not stop.is_set():
                for surat in self._arrived(client):
                    self._understand(surat)
                self._speak()
                stop.wait(POLL)

    def _arrived(self, client: IMAPClient) -> Iterator[Surat]:
        client.noop()
        waiting, self.belum_jelas = self.belum_jelas, []
        yield from waiting
        uids = client.search("UNSEEN")
        for _, data in sorted(client.fetch(uids, ["BODY[]"]).items()) if uids else ():
            yield letter.read(data[b"BODY[]"])

    def _understand(self, surat: Surat) -> None:
        if not surat.jenis:
            return
        cerita = self.stage.cerita_dari(surat, self.player)
        if not cerita:
            self.belum_jelas.append(surat)
        queued = {u.nama for _, u, _ in self.tertunda if u.cerita == cerita}
        for ucapan in self.stage.naskah:
            if (
                ucapan.cerita == cerita
                and self._called_for(ucapan, surat)
                and not (ucapan.tunda and ucapan.nama in queued)
            ):
                self.tertunda.append((time.monotonic() + ucapan.tunda, ucapan, surat))

    def _called_for(self, ucapan: Ucapan, surat: Surat) -> bool:
        return (
            ucapan.pemain == self.player.alamat
            and surat.jenis in ucapan.jenis
            and surat.langkah == (ucapan.langkah or surat.langkah)
            and all(self.stage.terucap(ucapan.cerita, s) for s in ucapan.setelah)
        )

    def _speak(self) -> None:
        queued, self.tertunda = self.tertunda, []
        for due, ucapan, surat in queued:
            if not ucapan.ulang and self.stage.terucap(ucapan.cerita, ucapan.nama):
                continue
            ready = all(self.stage.terucap(ucapan.cerita, m) for m in ucapan.menunggu)
            if ready and time.monotonic() >= due:
                self._say(ucapan, surat)
            else:
                self.tertunda.append((due, ucapan, surat))

    def _say(self, ucapan: Ucapan, surat: Surat | None) -> None:
        style = ucapan.gaya or self.player.style
        person = people.orang(self.player.alamat, bertanda_tangan=style in SIGNING)
        now = datetime.now(WIB)
        if surat is None:
            raw = styles.new_mail(style, ucapan.teks, person, now, self.stage.kotak, ucapan.subjek)
        else:
            raw = styles.reply(style, ucapan.teks, person, now, surat)
        with smtplib.SMTP(HOST, self.ports.smtp, timeout=15) as post:
            post.sendmail(self.player.alamat, [self._recipient(raw)], raw)
        self.stage.catat(ucapan, surat.kasus if surat else "")

    def _recipient(self, raw: bytes) -> str:
        return letter.read(raw).kepada[1]


def play(ports: Ports, stop: threading.Event, players: Sequence[Player], naskah: tuple[Ucapan, ...]) -> Stage:
    """Let everybody act at once until all was said or `stop` is set, and return what happened.

    Raises nothing: what went wrong stands in `Stage.gangguan`, what was never said in `Stage.belum`.
    """
    stage, curtain = Stage(naskah), threading.Event()
    acting = [Acting(p, stage, ports) for p in players]
    threads = [threading.Thread(target=a.run, args=(curtain,), name=a.player.alamat, daemon=True) for a in acting]
    for thread in threads:
        thread.start()
    while stage.belum and not stage.gangguan and not stop.wait(POLL):
        pass
    curtain.set()
    for thread in threads:
        thread.join(timeout=20)
    return stage


def seen_styles(stage: Stage, players: Sequence[Player]) -> Counter[Style]:
    """How often each mail program was used."""
    own = {p.alamat: p.style for p in players}
    return Counter(d.ucapan.gaya or own[d.ucapan.pemain] for d in stage.dikirim)
