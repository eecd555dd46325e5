"""Connections break at random bytes, and SMTP servers answer anything: no mail is lost, no letter unsent."""

from pathlib import Path

import cut_sessions
import pytest
from scripted import Answer, Scripted, smtp

from sikuwas_mail.demo.people import alamat
from sikuwas_mail.edge.smtp import Doubtful, Refused, Sent, SmtpSettings, Submission, TryLater

VERBS = ("GREETING", "EHLO", "MAIL", "RCPT", "DATA", ".")


def test_sessions_cut_at_random_bytes_lose_no_mail_and_leave_no_letter_unsent(tmp_path: Path) -> None:
    found = cut_sessions.play(tmp_path, 12, seed=20261123)
    assert found.balance is not None
    assert not found.balance.faults
    assert found.imap and found.smtp
    assert len(found.balance.journal) == found.mails


@pytest.mark.parametrize("verb", VERBS)
def test_every_smtp_reply_from_400_to_599_gives_the_letter_a_fate(verb: str) -> None:
    import asyncio

    async def ask(port: int) -> object:
        submission = Submission(SmtpSettings("127.0.0.1", port, "none", timeout=5.0))
        try:
            return await submission.send(b"Subject: x\r\n\r\ny\r\n", alamat("admin"), alamat("rina"))
        finally:
            await submission.close()

    answers: dict[str, Answer] = {}
    wrong = []
    with Scripted(smtp(answers)) as server:
        for code in range(400, 600):
            answers[verb] = f"{code} demikian\r\n".encode()
            result = asyncio.run(ask(server.port))
            about_letter = verb in ("MAIL", "RCPT", "DATA", ".") and code not in (530, 534, 535, 538)
            wanted = Refused if code >= 500 and about_letter else TryLater
            if not isinstance(result, wanted):
                wrong.append((code, result))
    assert not wrong


def test_a_letter_handed_over_without_an_answer_is_in_doubt() -> None:
    import asyncio

    from scripted import close

    async def ask(port: int) -> object:
        return await Submission(SmtpSettings("127.0.0.1", port, "none", timeout=5.0)).send(
            b"a: b\r\n\r\n", "a@b.c", "d@e.f"
        )

    with Scripted(smtp({".": close})) as server:
        assert isinstance(asyncio.run(ask(server.port)), Doubtful)
    with Scripted(smtp({})) as server:
        assert isinstance(asyncio.run(ask(server.port)), Sent)
