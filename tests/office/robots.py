"""Machines that write to the office for a month: each answers what it gets in its own way, none is human."""

from __future__ import annotations

import heapq
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from itertools import count, cycle
from pathlib import Path

from sikuwas_mail.demo.people import KOTAK, alamat
from tests.office.bench import REQUEST, Bench, text_of

Answer = Callable[["Robot", Message | None, random.Random], EmailMessage | None]
_numbers = count(1)
CHATTER = (
    "Selamat pagi, kami menawarkan pelatihan untuk pegawai. Hubungi kami untuk jadwal dan harga terbaik bulan ini.\n"
)
REGISTERING = ("tanda-terima", "kelengkapan")  # what every request gets, once
FIRST = (REQUEST, "Nama: Mesin Contoh\nTopik: Aset\nUraian: Bagaimana mencatat aset?\nMetode: daring\n", CHATTER)


@dataclass
class Robot:
    """One machine: its address, its way to answer, how often it writes unasked (days; 0: once)."""

    address: str
    kind: str
    answer: Answer
    every: int = 0
    first: str = CHATTER
    staff: bool = False


@dataclass
class Result:
    """What happened: letters to each robot by day and kind, the longest exchange, and what must not be."""

    mails: int = 0
    by_day: Counter[tuple[str, str]] = field(default_factory=Counter)  # automatic answers, registering apart
    by_kind: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # the same and registering, by kind
    longest: int = 0
    longest_by: str = ""
    doubled: list[str] = field(default_factory=list)  # more than one letter out for one mail in
    decided: list[str] = field(default_factory=list)

    @property
    def most(self) -> tuple[int, str]:
        """The most automatic letters that one address got on one day, and which."""
        if not self.by_day:
            return 0, ""
        (address, day), number = self.by_day.most_common(1)[0]
        return number, f"{address} {day}"


# ── ways to answer ───────────────────────────────────────────────────────────────────────────────
def _mail(robot: Robot, letter: Message | None, subject: str, text: str, **fields: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = robot.address, KOTAK
    made["Subject"] = subject
    made["Message-ID"] = f"<r{next(_numbers)}@mesin.example>"
    if letter is not None:
        made["In-Reply-To"] = made["References"] = str(letter["Message-ID"]).strip()
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def _re(letter: Message | None) -> str:
    return f"Re: {letter['Subject']}" if letter is not None else "Informasi"


def marked_vacation(robot: Robot, letter: Message | None, _r: random.Random) -> EmailMessage | None:
    return _mail(robot, letter, _re(letter), "Saya sedang cuti.\n", Auto_Submitted="auto-replied")


def unmarked_vacation(robot: Robot, letter: Message | None, r: random.Random) -> EmailMessage | None:
    day = r.randrange(1, 28)
    words = (
        f"Terima kasih atas surel Bapak/Ibu. Saya sedang cuti sampai {day} Desember 2026 dan membalas setelah itu.\n"
    )
    return _mail(robot, letter, _re(letter), words)


def ticket_system(robot: Robot, letter: Message | None, r: random.Random) -> EmailMessage | None:
    number = r.randrange(10**6)
    words = (
        f"Laporan Bapak/Ibu telah kami terima dengan nomor tiket {number}. Mohon menunggu, petugas akan menghubungi.\n"
    )
    return _mail(robot, letter, f"[Tiket #{number}] {_re(letter)}", words)


def echo(robot: Robot, letter: Message | None, _r: random.Random) -> EmailMessage | None:
    return _mail(robot, letter, _re(letter), text_of(letter) if letter is not None else CHATTER)


def loose_bounce(robot: Robot, letter: Message | None, _r: random.Random) -> EmailMessage | None:
    words = f"Mail delivery failed: returning message to sender\n\nThe address {robot.address} does not exist.\n"
    return _mail(robot, letter, "Undelivered Mail Returned to Sender", words)


def mailing_list(robot: Robot, letter: Message | None, _r: random.Random) -> EmailMessage | None:
    return _mail(robot, letter, _re(letter), CHATTER, List_Id="<milis.mesin.example>", Precedence="list")


def challenge(robot: Robot, letter: Message | None, r: random.Random) -> EmailMessage | None:
    words = (
        f"Untuk meneruskan surel Bapak/Ibu, mohon membuka https://mesin.example/{r.randrange(10**9)} lebih dahulu.\n"
    )
    return _mail(robot, letter, f"Konfirmasi: {_re(letter)}", words)


def thanks(robot: Robot, letter: Message | None, _r: random.Random) -> EmailMessage | None:
    return _mail(robot, letter, _re(letter), "Terima kasih banyak atas informasinya.\n")


def shape_shifter(robot: Robot, letter: Message | None, r: random.Random) -> EmailMessage | None:
    other = Robot(f"x{r.randrange(10**9)}@{robot.address.partition('@')[2]}", robot.kind, robot.answer)
    return _mail(other, letter, _re(letter), f"Pesan otomatis {r.randrange(10**6)} untuk SKW-2026-0001\n")


def new_thread(robot: Robot, letter: Message | None, r: random.Random) -> EmailMessage | None:
    return _mail(
        robot, None, _re(letter), f"Pesan Bapak/Ibu sudah masuk antrean kami, nomor urut {r.randrange(10**6)}.\n"
    )


def attaching(robot: Robot, letter: Message | None, r: random.Random) -> EmailMessage | None:
    made = _mail(robot, letter, _re(letter), "Terlampir bukti penerimaan dari sistem kami.\n")
    made.add_attachment(r.randbytes(40), maintype="application", subtype="octet-stream", filename="bukti.bin")
    return made


WAYS: tuple[Answer, ...] = (
    marked_vacation,
    unmarked_vacation,
    ticket_system,
    echo,
    loose_bounce,
    mailing_list,
    challenge,
    thanks,
    shape_shifter,
    new_thread,
    attaching,
)
STAFF = tuple(alamat(x) for x in ("sekretaris", "inspektur", "irban2", "admin"))


def crowd(number: int, r: random.Random) -> list[Robot]:
    """So many machines, of every way and every beginning; one in ten writes unasked every few days."""
    made = []
    for i in range(number):
        way = WAYS[i % len(WAYS)]
        every = r.randrange(1, 8) if r.random() < 0.1 else 0
        address = f"mesin{i}@{r.choice(('opd', 'luar', 'toko'))}.example"
        made.append(Robot(address, way.__name__, way, every, FIRST[(i // len(WAYS)) % len(FIRST)]))
    return made


def staff(*ways: Answer) -> list[Robot]:
    """Officials whose mailboxes answer by themselves, by these ways in turn."""
    return [Robot(a, f"pejabat-{w.__name__}", w, staff=True) for a, w in zip(STAFF, cycle(ways), strict=False)]


# ── the month ────────────────────────────────────────────────────────────────────────────────────
class Month:
    """Virtual time: mails arrive in their order, letters are answered some seconds to hours later."""

    def __init__(self, folder: Path, robots: list[Robot], days: int, r: random.Random) -> None:
        self.bench = Bench(folder)
        self.robots = {robot.address: robot for robot in robots}
        self.r = r
        self.end = self.bench.now + timedelta(days=days)
        self.queue: list[tuple[datetime, int, str, bytes, int]] = []
        self.result = Result()
        self._seen = 0
        for robot in robots:
            if not robot.staff:
                self._first(robot, self.bench.now + timedelta(minutes=r.randrange(60 * 24)))

    def run(self) -> Result:
        """Until the last day is over."""
        tomorrow = self.bench.now + timedelta(hours=3)
        while min(tomorrow, self.queue[0][0] if self.queue else tomorrow) < self.end:
            if not self.queue or tomorrow <= self.queue[0][0]:
                self.bench.office.remind(tomorrow)
                self._letters(tomorrow, "", 0)
                tomorrow += timedelta(hours=3)
                continue
            when, _, sender, raw, depth = heapq.heappop(self.queue)
            outcome = self.bench.office.receive(raw, when)
            self.result.mails += 1
            if str(outcome.hasil) in ("diputuskan", "diurungkan"):
                self.result.decided.append(f"{sender}: {outcome.alasan}")
            self._letters(when, sender, depth)
        self.bench.close()
        return self.result

    def _letters(self, when: datetime, sender: str, depth: int) -> None:
        """New letters in the outbox: counted, and answered by the machines they go to."""
        rows = [k for k in self.bench.store.list_outbox(limit=100) if k.id > self._seen]
        self._seen = max((k.id for k in rows), default=self._seen)
        back = [k for k in rows if k.untuk == sender]
        if sender and len(back) > 1:
            self.result.doubled.append(f"{sender}: {[str(k.jenis) for k in back]}")
        for row in rows:
            robot = self.robots.get(row.untuk)
            answer = sender == row.untuk
            now_deep = depth + 1 if answer else 0
            if answer and now_deep > self.result.longest:
                self.result.longest, self.result.longest_by = now_deep, f"{row.untuk} {row.jenis}"
            if robot is None:
                continue
            if not robot.staff:
                self._count(row.untuk, str(row.jenis), when)
            self._reacts(robot, row.id, when, now_deep)

    def _count(self, address: str, jenis: str, when: datetime) -> None:
        self.result.by_kind[address, jenis, f"{when:%Y-%m-%d}"] += 1
        if jenis not in REGISTERING:
            self.result.by_day[address, f"{when:%Y-%m-%d}"] += 1

    def _reacts(self, robot: Robot, row_id: int, when: datetime, depth: int) -> None:
        letter = message_from_bytes(self.bench.store.letter_bytes(row_id) or b"", policy=default)
        mail = robot.answer(robot, letter, self.r)
        if mail is not None:
            self._push(when + timedelta(seconds=self.r.choice((1, 5, 90, 4000))), robot.address, mail, depth)

    def _first(self, robot: Robot, when: datetime) -> None:
        number = 0
        while when < self.end:
            mail = _mail(
                robot, None, "Permohonan konsultasi" if robot.first is not CHATTER else "Penawaran", robot.first
            )
            if number:
                mail.replace_header("Subject", f"{mail['Subject']} {number}")
            self._push(when, robot.address, mail, 0)
            number += 1
            if not robot.every:
                return
            when += timedelta(days=robot.every)

    def _push(self, when: datetime, sender: str, mail: EmailMessage, depth: int) -> None:
        raw = mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        heapq.heappush(self.queue, (when, next(_numbers), sender, raw, depth))


def by_kind(result: Result, robots: list[Robot]) -> dict[str, int]:
    """The most letters a day by kind of machine, for the report."""
    kinds = {robot.address: robot.kind for robot in robots}
    most: dict[str, int] = defaultdict(int)
    for (address, _), number in result.by_day.items():
        most[kinds.get(address, "?")] = max(most[kinds.get(address, "?")], number)
    return dict(most)
