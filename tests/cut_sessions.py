"""Mail over lines that are cut at random bytes; played shortly by the tests, for long by `bench/cuts.py`."""

import random
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from course import request
from crashing import ACCOUNTS
from cutting import Cutting
from ledger import Balance, balance

from sikuwas_mail.config import load
from sikuwas_mail.daemon import run_once
from sikuwas_mail.daemon.once import TryLater
from sikuwas_mail.demo import setting
from sikuwas_mail.demo.people import KOTAK
from sikuwas_mail.demo.postoffice import Ports, PostOffice


@dataclass(slots=True)
class Cuts:
    """How many sessions were cut, by protocol, and what the books say in the end."""

    imap: int = 0
    smtp: int = 0
    mails: int = 0
    balance: Balance | None = None
    _delivered: list[bytes] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.imap + self.smtp


def play(folder: Path, number: int, seed: int, per_mail: int = 3) -> Cuts:
    """At least `number` cuts: before each pass one of the lines is told where to break; then a pass unharmed."""
    dice, found = random.Random(seed), Cuts()
    with ExitStack() as stack:
        post = stack.enter_context(PostOffice(ACCOUNTS))
        imap, smtp = (stack.enter_context(Cutting(port)) for port in (post.ports.imap, post.ports.smtp))
        config = folder / "config.toml"
        config.write_text(setting.config_toml(Ports(imap.port, smtp.port)))
        usual = {imap: 4_000, smtp: 4_000}
        while imap.cuts + smtp.cuts < number:
            raw = request()
            found._delivered.append(raw)
            post.deliver(KOTAK, raw)
            for _ in range(per_mail):
                line = dice.choice((imap, smtp))
                before = {proxy: proxy.passed for proxy in usual}
                line.cut_after = dice.randrange(1, usual[line] + 1)
                _pass(config)
                line.cut_after = None
                usual = {proxy: max(usual[proxy], proxy.passed - before[proxy]) for proxy in usual}
            _hurry(config)
            _pass(config)
        found.imap, found.smtp, found.mails = imap.cuts, smtp.cuts, len(found._delivered)
        for _ in range(3):
            _hurry(config)
            _pass(config)
        found.balance = balance(config, post, found._delivered)
    return found


def _pass(config: Path) -> None:
    with suppress(TryLater):
        run_once(load(config, {}))


def _hurry(config: Path) -> None:
    """Letters put off by a cut are due now, as after some minutes."""
    from sikuwas_mail.daemon.once import system_clock
    from sikuwas_mail.edge.store import Keadaan, Store

    store = Store.open(load(config, {}).database_url)
    try:
        for letter in store.list_outbox(keadaan=Keadaan.MENUNGGU):
            store.requeue(letter.id, system_clock())
    finally:
        store.close()
