"""Nobody decides who may not: every kind of forgery at every step, and honest answers beside them."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.core import trust
from sikuwas_mail.core.decide import Hasil, decide
from sikuwas_mail.core.events import JAWABAN_PERISTIWA
from sikuwas_mail.core.incoming import Answer, Jenis, Reply
from sikuwas_mail.core.sop import Jawaban, baris
from tests.core import forgeries
from tests.core.forgeries import Kind, Stage, accepted, honest

STAGES = forgeries.stages()
KINDS = dict(forgeries.kinds())
_STEPS = [f"{s.task.langkah}-{s.task.peran}" for s in STAGES]


def test_there_are_many_kinds_and_every_step_is_tried() -> None:
    assert len(KINDS) >= 35
    assert len(set(_STEPS)) == 8


@pytest.mark.parametrize("stage", STAGES, ids=_STEPS)
def test_the_mail_that_forgeries_are_made_from_is_granted(stage: Stage) -> None:
    assert accepted(honest(stage))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@settings(max_examples=25, deadline=None)
@given(stage=st.sampled_from(STAGES), seed=st.integers(0, 2**32))
def test_no_forgery_is_granted(kind: Kind, stage: Stage, seed: int) -> None:
    assert not accepted(kind(stage, random.Random(seed)))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_forgery_decides_anything(kind: Kind) -> None:
    """Whatever becomes of the mail: no decision, nothing taken back, no letter but to registered people."""
    for stage in STAGES:
        attempt = kind(stage, random.Random(7))
        if attempt.kind is not Jenis.BALASAN:
            continue
        for word in (baris(stage.task.langkah, stage.task.peran).jawaban[0].jawaban, Jawaban.URUNGKAN, Jawaban.YA):
            envelope = replace(attempt.mail, sidik="ab" * 32)
            mail = Reply(envelope, Answer(word, "isi", persis=True), "x")
            made = decide(attempt.case, mail, attempt.now, attempt.desk)
            assert made.hasil not in (Hasil.DIPUTUSKAN, Hasil.DIURUNGKAN)
            assert not any(type(e.isi) in JAWABAN_PERISTIWA for e in made.events)
            known = {p.email for p in attempt.desk.petugas} | {attempt.case.pemohon}
            assert {x.kepada for x in made.letters} <= known


@given(junk=st.lists(st.text(max_size=30), max_size=5), sender=st.text(max_size=30))
@settings(max_examples=100, deadline=None)
def test_wild_addresses_and_references_are_refused_without_an_error(junk: list[str], sender: str) -> None:
    stage = STAGES[1]
    attempt = forgeries._mail(stage, sender, *junk)
    verdict = trust.authorise(attempt.mail, attempt.case, attempt.desk, attempt.now)
    assert isinstance(verdict, trust.Refusal)
