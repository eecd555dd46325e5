"""A seeded fuzzer of the reader: mails of the fixtures and made ones, mutated; none may raise, none may take long.

    python bench/fuzz_reader.py [N] [--seed S] [--workers W] [--save DIR]

Message number i of seed S is always the same bytes. Exit code 1 where any message raised or took over a second of CPU.
"""

import argparse
import base64
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from sikuwas_mail.reading.mail import parse
from sikuwas_mail.reading.newtext import new_text
from sikuwas_mail.reading.sorting import Facts, sort

FACTS = Facts(frozenset({"inspektorat@example.go.id"}), frozenset({"sikuwas@example.go.id"}))
LIMIT = 1.0  # seconds of CPU
FIXTURES = Path(__file__).resolve().parents[1] / "tests" / "eml"
TOKENS = [
    b"\r\n", b"\n\n", b"\r", b"\0", b"--", b"--b\n", b"--b--\n", b">", b"> > ", b"<", b"</div>", b"&#0;",
    b"(", b")", b'"', b"\\",
    b"<blockquote type=cite>", b"=?utf-8?B?", b"=?x?Q?=FF?=", b"?=", b"charset=utf-7", b"charset=\xff",
    b"boundary=", b"@",
    b"multipart/mixed", b"message/rfc822",
    b"filename*0*=utf-8''%", b"filename*9999=x", b"Content-Type: ", b";" * 50, b"=" * 80,
    b"Content-Transfer-Encoding: base64\n", b"quoted-printable",
    b"\xef\xbb\xbf", b"\xff\xfe", b"From: a@b <c@d>\n",
    b"Pada Sen, 5 Jan 2026 09.15 x <a@b> menulis:\n", b"Dari: x\nDikirim: y\nKepada: z\n",
    b"-- balas di atas baris ini --\n",
    b"-----Pesan Asli-----\n", b"Ref: SKW-2026-0001/abcdefghijklmnopqrstuvwxyz", b"begin 644 x\n", b"BEGIN:VCALENDAR\n",
    b"METHOD:REPLY\n", b"DTSTART;TZID=\xc3\x28:99999999T999999\n", b"\x78\x9f\x3e\x22",
]  # fmt: skip


@dataclass
class Result:
    """What a run of messages came to."""

    done: int = 0
    faults: dict[str, int] = field(default_factory=dict)
    examples: dict[str, int] = field(default_factory=dict)
    slowest: tuple[float, int] = (0.0, -1)

    def add(self, other: "Result") -> None:
        self.done += other.done
        for name, count in other.faults.items():
            self.faults[name] = self.faults.get(name, 0) + count
            self.examples.setdefault(name, other.examples[name])
        self.slowest = max(self.slowest, other.slowest)


HEAD = (
    b"From: Budi Contoh <budi@example.go.id>\nTo: inspektorat@example.go.id\nMIME-Version: 1.0\n"
    b"Subject: =?utf-8?Q?Re=3A_[SIKUWAS_SKW-2026-0001]?=\n"
)
PLAIN = (
    b"Content-Type: text/plain; charset=utf-8\n\nSETUJU\n\nPada Sen, 5 Jan 2026 pukul 09.15 A <a@b.id> menulis:\n> x\n"
)
HTML = (
    b"Content-Type: text/html; charset=iso-8859-1\n\n"
    b'<div>SETUJU</div><blockquote type="cite"><p>lama</p></blockquote>\n'
)
FILE = (
    b"Content-Type: application/pdf; name*0*=utf-8''a%20; name*1=b.pdf\nContent-Transfer-Encoding: base64\n\n"
    + base64.encodebytes(bytes(range(256)))
)
CALENDAR = (
    b"Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\n"
    b"DTSTART:20261126T030000Z\nATTENDEE;PARTSTAT=ACCEPTED:mailto:budi@example.go.id\nEND:VEVENT\nEND:VCALENDAR\n"
)
STATUS = (
    b"Content-Type: message/delivery-status\n\n"
    b"Final-Recipient: rfc822; x@example.go.id\nAction: failed\nStatus: 5.1.1\n"
)


def made() -> list[bytes]:
    """Mails of every shape the reader knows, made here."""
    letter = b"Content-Type: message/rfc822\n\n" + HEAD + PLAIN
    winmail = b"Content-Type: application/ms-tnef; name=winmail.dat\n\n" + _tnef()
    nested = PLAIN
    for depth in range(12):
        opening = b'Content-Type: multipart/mixed; boundary="n%d"\n\n--n%d\n' % (depth, depth)
        nested = opening + nested + b"\n--n%d--\n" % depth
    kinds = ((PLAIN, HTML, FILE), (PLAIN, CALENDAR), (PLAIN, winmail), (PLAIN, letter), (HTML, FILE, winmail))
    mixed = [_multipart(b"mixed", *parts) for parts in kinds]
    mixed += [_multipart(b"alternative", PLAIN, HTML), _multipart(b"report", PLAIN, STATUS, letter)]
    return [HEAD + body for body in (PLAIN, HTML, FILE, CALENDAR, letter, nested, *mixed)]


def _multipart(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(b"--b\n" + p + b"\n" for p in parts)
    return b"Content-Type: multipart/" + kind + b"; boundary=b\n\n" + body + b"--b--\n"


def _tnef() -> bytes:
    def item(level: int, name: int, data: bytes) -> bytes:
        return bytes([level]) + name.to_bytes(2, "little") + b"\6\0" + len(data).to_bytes(4, "little") + data + b"\0\0"

    mapi = (2).to_bytes(4, "little") + b"\x03\x00\x01\x30\x01\0\0\0" + b"\x1e\x00\x07\x37\x01\0\0\0\x06\0\0\0a.docx\0\0"
    file = item(2, 0x9002, bytes(14)) + item(2, 0x8010, b"a.doc\0") + item(2, 0x800F, b"isi") + item(2, 0x9005, mapi)
    head = item(1, 0x9007, (1252).to_bytes(8, "little")) + item(1, 0x9006, b"\0\0\1\0")
    return b"\x78\x9f\x3e\x22\1\0" + head + file


def corpus() -> list[bytes]:
    """Fixtures and made mails, in a stable order."""
    return [p.read_bytes() for p in sorted(FIXTURES.glob("*.eml"))] + made()


def message(seeds: list[bytes], seed: int, number: int) -> bytes:
    """Message `number` of a seed."""
    rng = random.Random(f"{seed}:{number}")
    raw = bytearray(rng.choice(seeds))
    for _ in range(rng.choice((1, 1, 2, 3, 5, 9, 20))):
        rng.choice(MUTATIONS)(raw, rng, seeds)
    return bytes(raw[:200_000])


def _spot(raw: bytearray, rng: random.Random) -> int:
    """Half of all changes hit the headers, for there the machinery lies."""
    return rng.randrange(min(len(raw), 1500) if rng.random() < 0.5 else len(raw)) if raw else 0


def _flip(raw: bytearray, rng: random.Random, _: list[bytes]) -> None:
    if raw:
        raw[_spot(raw, rng)] = rng.randrange(256)


def _insert(raw: bytearray, rng: random.Random, _: list[bytes]) -> None:
    at = _spot(raw, rng)
    raw[at:at] = rng.choice(TOKENS) * rng.choice((1, 1, 1, 2, 40))


def _delete(raw: bytearray, rng: random.Random, _: list[bytes]) -> None:
    at = _spot(raw, rng)
    del raw[at : at + rng.choice((1, 2, 10, 200, 3000))]


def _repeat(raw: bytearray, rng: random.Random, _: list[bytes]) -> None:
    at = _spot(raw, rng)
    raw[at:at] = raw[at : at + rng.choice((1, 5, 80, 1000))] * rng.choice((1, 2, 30))


def _graft(raw: bytearray, rng: random.Random, seeds: list[bytes]) -> None:
    other = rng.choice(seeds)
    start = rng.randrange(len(other))
    at = _spot(raw, rng)
    raw[at:at] = other[start : start + rng.choice((20, 300, 4000))]


def _cut(raw: bytearray, rng: random.Random, _: list[bytes]) -> None:
    del raw[_spot(raw, rng) :]


def _noise(raw: bytearray, rng: random.Random, _: list[bytes]) -> None:
    at = _spot(raw, rng)
    raw[at:at] = rng.randbytes(rng.choice((1, 8, 200)))


MUTATIONS = (_flip, _flip, _insert, _insert, _delete, _repeat, _graft, _cut, _noise)


def read(raw: bytes) -> None:
    """All the reader does with one message."""
    mail = parse(raw, "mx.example.go.id")
    new_text(mail)
    sort(mail, FACTS)


def run(seed: int, start: int, stop: int, save: str = "") -> Result:
    """Read messages `start` to `stop` of a seed."""
    seeds, result = corpus(), Result()
    read(seeds[0])
    for number in range(start, stop):
        raw = message(seeds, seed, number)
        began = time.process_time()
        try:
            read(raw)
        except Exception as error:  # noqa: BLE001 - to count them is the purpose
            name = f"{type(error).__name__}: {str(error)[:80]}"
            result.faults[name] = result.faults.get(name, 0) + 1
            result.examples.setdefault(name, number)
            if save:
                Path(save, f"{seed}-{number}.eml").write_bytes(raw)
        result.slowest = max(result.slowest, (time.process_time() - began, number))
        result.done += 1
    return result


def main() -> int:
    """Run and print the figures."""
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("count", nargs="?", type=int, default=20_000)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--workers", type=int, default=1)
    args.add_argument("--save", default="")
    given = args.parse_args()
    step = max(1, min(5000, given.count // given.workers))
    total, began = Result(), time.monotonic()
    with ProcessPoolExecutor(given.workers) as pool:
        spans = [(s, min(s + step, given.count)) for s in range(0, given.count, step)]
        for part in pool.map(run, *zip(*((given.seed, a, b, given.save) for a, b in spans), strict=True)):
            total.add(part)
    unhandled = sum(total.faults.values())
    slowest, number = total.slowest
    print(f"messages {total.done}  seed {given.seed}  unhandled {unhandled}  wall {time.monotonic() - began:.0f} s")
    print(f"slowest {slowest:.3f} s CPU (message {number})")
    for name, count in sorted(total.faults.items(), key=lambda item: -item[1]):
        print(f"  {count:6}  {name}  (message {total.examples[name]})")
    return 1 if unhandled or total.slowest[0] > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
