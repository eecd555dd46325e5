"""Fates of letters: second addresses, doubts, servers away; and mail that comes twice or breaks something."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from course import request
from crashing import ACCOUNTS
from scripted import Scripted, close, smtp

from sikuwas_mail.config import load
from sikuwas_mail.daemon.opening import open_rooms, smtp_settings
from sikuwas_mail.daemon.proof import prove, tell
from sikuwas_mail.demo import setting
from sikuwas_mail.demo.people import alamat
from sikuwas_mail.demo.postoffice import Ports, PostOffice
from sikuwas_mail.edge.mailbox import MailboxUnavailable
from sikuwas_mail.edge.smtp import Submission
from sikuwas_mail.edge.store import Keadaan
from sikuwas_mail.office import Office

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@dataclass
class Kept:
    """Copies in memory; `away`: nobody can tell."""

    raws: list[bytes] = field(default_factory=list)
    away: bool = False

    def ready(self) -> None: ...

    def has(self, message_id: str) -> bool:
        if self.away:
            raise MailboxUnavailable("tidak terjangkau")
        return any(message_id.encode() in raw for raw in self.raws)

    def keep(self, raws: Sequence[bytes], when: datetime) -> None:
        self.raws.extend(raws)


@dataclass
class Desk:
    """An office without a daemon, its server and its clock."""

    office: Office
    now: datetime = MONDAY
    copies: Kept = field(default_factory=Kept)

    def send(self) -> None:
        async def all_due() -> None:
            submission = Submission(smtp_settings(self.office.rooms.config))
            while await self.office.deliver(submission, lambda: self.now, self.copies):
                pass
            await submission.close()

        asyncio.run(all_due())

    def states(self) -> list[str]:
        return [str(k.keadaan) for k in self.office.rooms.store.list_outbox()]


def desk_on(folder: Path, ports: Ports, more: str = "") -> Iterator[Desk]:
    folder.mkdir(exist_ok=True)
    (folder / "config.toml").write_text(setting.config_toml(ports) + more)
    rooms = open_rooms(load(folder / "config.toml", {}), MONDAY)
    yield Desk(Office(rooms))
    rooms.store.close()


@pytest.fixture
def post() -> Iterator[PostOffice]:
    with PostOffice([*ACCOUNTS, ("kedua@mojokerto.example", setting.SANDI)]) as office:
        yield office


@pytest.fixture
def desk(post: PostOffice, tmp_path: Path) -> Iterator[Desk]:
    yield from desk_on(tmp_path, post.ports)


def test_a_refused_letter_goes_to_the_second_address_and_the_operator_is_told(post: PostOffice, tmp_path: Path) -> None:
    for desk in desk_on(tmp_path, post.ports):
        text = desk.office.rooms.config.berkas.read_text()
        text = text.replace(
            f'email = "{alamat("admin")}"', f'email = "{alamat("admin")}"\ncadangan = "kedua@mojokerto.example"'
        )
        desk.office.rooms.config.berkas.write_text(text)
        config = load(tmp_path / "config.toml", {})
        desk.office.swap(open_rooms(config, MONDAY, desk.office.rooms.store))
        post.refuse(alamat("admin"), 550, "5.1.1 tidak ada")
        desk.office.receive(request(), MONDAY)
        desk.send()
        assert set(desk.states()) == {"terkirim"}
        second = [p for p in post.sent if p.recipients == ("kedua@mojokerto.example",)]
        assert {b"X-Sikuwas-Jenis: tugas" in p.raw for p in second} == {True, False}  # the task, and the alarm of it


def test_a_letter_refused_for_good_is_failed_and_the_operator_is_told(desk: Desk, post: PostOffice) -> None:
    post.refuse("laras.contoh@opd.example", 550, "5.1.1 tidak ada")
    desk.office.receive(request(), MONDAY)
    desk.send()
    assert sorted(desk.states()) == ["gagal", "terkirim", "terkirim"]
    assert any(b"tidak dapat dikirim" in p.raw.replace(b"=\r\n", b"") for p in post.sent)


def test_a_server_that_is_away_is_asked_once_for_all_letters(tmp_path: Path) -> None:
    with Scripted(close) as server:
        for desk in desk_on(tmp_path, Ports(1, server.port)):
            desk.office.receive(request(), MONDAY)
            desk.send()
            assert desk.states() == ["menunggu", "menunggu"]
            assert server.connections == 1


def test_the_operator_is_told_after_four_hours_and_a_letter_given_up_after_five_days(tmp_path: Path) -> None:
    with Scripted(smtp({"RCPT": b"451 nanti\r\n"})) as server:
        for desk in desk_on(tmp_path, Ports(1, server.port)):
            desk.office.receive(request(), MONDAY)
            while desk.now < MONDAY + timedelta(days=5, hours=1):
                desk.send()
                desk.now += timedelta(hours=5)
            letters = desk.office.rooms.store.list_outbox()
            assert [k.keadaan for k in letters if k.kasus] == [Keadaan.GAGAL] * 2
            keys = [k.kunci.partition("/")[0] for k in letters if not k.kasus]
            assert keys.count("tertunda") == 2 and keys.count("gagal") == 2


@pytest.mark.parametrize("copied", [True, False])
def test_a_letter_in_doubt_is_sent_again_only_where_no_copy_is_kept(
    post: PostOffice, tmp_path: Path, copied: bool
) -> None:
    for desk in desk_on(tmp_path, post.ports):
        desk.office.receive(request(), MONDAY)
        store = desk.office.rooms.store
        claimed = store.claim(MONDAY, 20, 600.0)  # a sender that died with these in hand
        desk.copies.raws = [letter.raw for letter in claimed] if copied else []
        store.release_claims(MONDAY)
        desk.copies.away = True
        desk.send()
        assert not post.sent and desk.states() == ["menunggu", "menunggu"]
        desk.copies.away, desk.now = False, MONDAY + timedelta(hours=1)
        desk.send()
        assert desk.states() == ["terkirim", "terkirim"]
        assert len(post.sent) == (0 if copied else 2)


def test_a_second_copy_of_a_mail_with_other_trace_lines_is_filed_and_makes_no_second_case(desk: Desk) -> None:
    raw = request()
    first = desk.office.receive(raw, MONDAY)
    second = desk.office.receive(b"Received: from mx2.example\r\n" + raw, MONDAY)
    assert (str(first.hasil), str(second.hasil)) == ("terdaftar", "ganda")
    other = desk.office.receive(raw.replace(b"Bagaimana", b"Mengapa"), MONDAY)
    assert str(other.hasil) == "terdaftar"  # the same Message-ID with other words is another mail


def test_a_message_too_big_to_read_is_set_aside_and_told(desk: Desk) -> None:
    outcome = desk.office.receive(b"From: a@b.example\r\nSubject: besar\r\n\r\n", MONDAY, terlalu_besar=80_000_000)
    assert outcome.perlu_dilihat and "80000000" in outcome.alasan
    assert [k.kunci.partition("/")[0] for k in desk.office.rooms.store.list_outbox()] == ["karantina"]


def test_the_daily_proof_adds_up_and_tells_what_does_not(desk: Desk) -> None:
    desk.office.receive(request(), MONDAY)
    desk.send()
    assert tell(desk.office, MONDAY).selisih == ()
    lost = desk.office.rooms.archive.put(b"Subject: tanpa hasil\r\n\r\n", "eml")
    found = prove(desk.office.rooms, MONDAY)
    assert found.tanpa_hasil == (lost,) and any(lost[:16] in fault for fault in found.selisih)
    row = desk.office.rooms.store.list_inbox()[0]
    path = desk.office.rooms.archive.path(row.sha256)
    assert path is not None
    path.unlink()
    assert prove(desk.office.rooms, MONDAY).tanpa_mentah == (row.sha256,)
