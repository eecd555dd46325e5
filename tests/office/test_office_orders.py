"""Six mails of one case in any order, doubled at will: the case never leaves its way and ends in one legal state."""

import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from functools import cache
from pathlib import Path

from course import Step, answer, request, steps
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from sikuwas_mail.config import load
from sikuwas_mail.daemon.opening import open_rooms
from sikuwas_mail.demo import setting
from sikuwas_mail.demo.postoffice import Ports
from sikuwas_mail.office import Office

BEGIN = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NOMOR = "SKW-2026-0001"
MILESTONES = ("PermohonanMasuk", "Diteruskan", "Didisposisikan", "Ditugaskan", "HasilDicatat", "LaporanDisetujui")


@dataclass(frozen=True)
class Six:
    """An office that knows nothing yet but its keys, and the six mails as they were written in its mirror image."""

    folder: Path
    mails: tuple[bytes, ...]


def opened(folder: Path) -> Office:
    return Office(open_rooms(load(folder / "config.toml", {}), BEGIN))


@cache
def six() -> Six:
    empty = Path(tempfile.mkdtemp(prefix="enam"))
    (empty / "config.toml").write_text(setting.config_toml(Ports(1, 1)))
    opened(empty).rooms.store.close()
    mirror = empty.with_name(empty.name + "-cermin")
    shutil.copytree(empty, mirror)
    office, now, mails = opened(mirror), BEGIN, [request()]
    office.receive(mails[0], now)
    course = [s for s in steps(date(2026, 11, 23)) if s.langkah != "persiapan"][: len(MILESTONES) - 1]
    for step in course:
        now += timedelta(minutes=1)
        mails.append(answer(step, letter(office, step)))
        office.receive(mails[-1], now)
    reached = [e.peristiwa for _, e in office.rooms.store.events(NOMOR) if e.peristiwa in MILESTONES]
    assert reached == list(MILESTONES)
    office.rooms.store.close()
    return Six(empty, tuple(mails))


def letter(office: Office, step: Step):  # type: ignore[no-untyped-def]
    store = office.rooms.store
    row = [
        k
        for k in store.list_outbox(kasus=NOMOR)
        if k.untuk == step.oleh and k.jenis == step.jenis and step.langkah in ("", k.langkah)
    ][-1]
    return message_from_bytes(store.letter_bytes(row.id) or b"", policy=default)


class SixMails(RuleBasedStateMachine):
    """The model: mail number `done` moves the case on, any other changes nothing of its course."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="urut")) / "kantor"
        shutil.copytree(six().folder, self.folder)
        self.office, self.now, self.done, self.copies = opened(self.folder), BEGIN, 0, 0

    @rule(
        number=st.integers(0, len(MILESTONES) - 1), how=st.sampled_from(("same bytes", "other trace", "written again"))
    )
    def a_mail_comes(self, number: int, how: str) -> None:
        """The same bytes once more, a copy by another way, or the same words in a mail of its own."""
        raw = six().mails[number]
        self.copies += 1
        if how == "other trace":
            raw = b"Received: from mx%d.contoh.example\r\n" % self.copies + raw
        elif how == "written again" and number > 0:
            raw = raw.replace(b"Message-ID: <", b"Message-ID: <lagi%d." % self.copies, 1)
        self._receive(raw)
        self.done += self._advances(number, raw)

    @rule()
    def the_next_mail_comes(self) -> None:
        if self.done < len(MILESTONES):
            self._come_afresh()

    @invariant()
    def the_case_is_where_the_model_says(self) -> None:
        cases = self.office.rooms.store.list_cases(self.now)
        assert [k.nomor for k in cases] == ([NOMOR] if self.done else [])
        told = [e.peristiwa for _, e in self.office.rooms.store.events(NOMOR) if e.peristiwa in MILESTONES]
        assert told == list(MILESTONES[: self.done])

    def teardown(self) -> None:
        """However it began, it ends in the one legal state."""
        while self.done < len(MILESTONES):
            self._come_afresh()
        self.the_case_is_where_the_model_says()
        assert self.office.rooms.store.verify_chain() is None
        self.office.rooms.store.close()
        shutil.rmtree(self.folder.parent)

    def _come_afresh(self) -> None:
        self.copies += 1
        raw = six().mails[self.done]
        if self.done:  # another request would be another case
            raw = raw.replace(b"Message-ID: <", b"Message-ID: <baru%d." % self.copies, 1)
        self._receive(raw)
        self.done += 1

    def _advances(self, number: int, raw: bytes) -> bool:
        """The mail of the step that waits moves it on, unless these very bytes came before their time."""
        if number != self.done:
            return False
        told = [e.peristiwa for _, e in self.office.rooms.store.events(NOMOR) if e.peristiwa in MILESTONES]
        fresh = self.outcome.baru and str(self.outcome.hasil) != "ganda"
        assert (len(told) == self.done + 1) == fresh
        return fresh

    def _receive(self, raw: bytes) -> None:
        self.now += timedelta(minutes=1)
        self.outcome = self.office.receive(raw, self.now)


def test_all_orders_and_duplications_of_six_mails_end_in_the_one_legal_state() -> None:
    run_state_machine_as_test(
        SixMails,
        settings=settings(
            max_examples=5, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
