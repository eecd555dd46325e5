"""Submission: each letter has exactly one fate, whatever the server does and wherever the line breaks."""

import asyncio
import base64
import ssl
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP
from conftest import AKUN, ALAMAT, SANDI
from hypothesis import given
from hypothesis import strategies as st
from scripted import Answer, Line, Scripted, close, smtp
from servers import Certificate, certificate

from sikuwas_mail.demo.postoffice import PostOffice
from sikuwas_mail.edge.smtp import (
    Doubtful,
    Refused,
    Result,
    Sent,
    SmtpSettings,
    SmtpUnavailable,
    Submission,
    TryLater,
    pause,
)
from sikuwas_mail.edge.smtp.wire import stuffed

SURAT = b"Subject: Tugas\r\nMessage-ID: <1@contoh.id>\r\n\r\n.titik di awal\r\nIsi.\r\n"
PENERIMA = "pemohon@example.go.id"


def settings(port: int, **more: object) -> SmtpSettings:
    given: dict[str, object] = {"tls": "none", "timeout": 10.0, "timeout_akhir": 10.0, **more}
    return SmtpSettings("127.0.0.1", port, **given)  # type: ignore[arg-type]


def sent_by(port: int, *letters: bytes, **more: object) -> list[Result]:
    async def all_of_them() -> list[Result]:
        submission = Submission(settings(port, **more))
        results = [await submission.send(raw, ALAMAT, PENERIMA) for raw in letters]
        await submission.close()
        return results

    return asyncio.run(all_of_them())


def fate(answers: dict[str, Answer], **more: object) -> Result:
    with Scripted(smtp(answers)) as server:
        (result,) = sent_by(server.port, SURAT, **more)
    return result


def test_a_letter_arrives_as_it_was_and_the_line_is_used_again(postoffice: PostOffice) -> None:
    results = sent_by(postoffice.ports.smtp, SURAT, SURAT, SURAT)
    assert all(isinstance(result, Sent) for result in results)
    assert [(one.sender, one.recipients, one.raw) for one in postoffice.sent] == [(ALAMAT, (PENERIMA,), SURAT)] * 3
    assert [raw.endswith(SURAT) for raw in postoffice.inbox(PENERIMA)] == [True] * 3


def test_one_connection_serves_many_letters_with_rset_between() -> None:
    heard: list[str] = []
    with Scripted(smtp({}, heard)) as server:
        assert [type(result) for result in sent_by(server.port, SURAT, SURAT)] == [Sent, Sent]
        assert server.connections == 1
    assert heard == ["EHLO", "MAIL", "RCPT", "DATA", "RSET", "MAIL", "RCPT", "DATA", "QUIT"]


def test_a_login_opens_the_door() -> None:
    with PostOffice(AKUN, auth=True) as office:
        (result,) = sent_by(office.ports.smtp, SURAT, user=ALAMAT, password=SANDI)
        (nobody,) = sent_by(office.ports.smtp, SURAT)
        (wrong,) = sent_by(office.ports.smtp, SURAT, user=ALAMAT, password="salah-sekali")
    assert isinstance(result, Sent)
    assert isinstance(nobody, TryLater) and nobody.code == 530
    assert isinstance(wrong, TryLater) and (wrong.code, wrong.tahap) == (535, "masuk")
    assert "salah-sekali" not in repr(wrong)


@pytest.mark.parametrize("code", [400, 421, 450, 451, 452, 499])
@pytest.mark.parametrize("verb", ["GREETING", "EHLO", "MAIL", "RCPT", "DATA", "."])
def test_a_4xx_anywhere_means_later(verb: str, code: int) -> None:
    result = fate({verb: b"%d sebentar\r\n" % code, "HELO": b"%d sebentar\r\n" % code})
    assert isinstance(result, TryLater)
    assert result.code == code and "sebentar" in result.text


@pytest.mark.parametrize("code", [500, 535, 550, 552, 554, 599])
@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "."])
def test_a_5xx_about_the_letter_refuses_it(verb: str, code: int) -> None:
    result = fate({verb: b"%d 5.1.1 tidak\r\n" % code})
    if code == 535:
        assert isinstance(result, TryLater)  # about our login: another address would not help
    else:
        tahap = {"MAIL": "pengirim", "RCPT": "penerima", "DATA": "isi", ".": "isi"}[verb]
        assert result == Refused(code, "5.1.1 tidak", tahap)  # type: ignore[arg-type]


@pytest.mark.parametrize("verb", ["GREETING", "EHLO", "AUTH"])
def test_a_5xx_before_the_letter_does_not_refuse_the_letter(verb: str) -> None:
    result = fate({verb: b"554 bukan kamu\r\n", "HELO": b"554 bukan kamu\r\n"}, user=ALAMAT, password=SANDI)
    assert isinstance(result, TryLater)
    assert (result.code, result.tahap) == (554, "masuk" if verb == "AUTH" else "sambung")


@pytest.mark.parametrize("act", [close, Line.hang, lambda line: line.drip(b"250 " + b"x" * 500, 0.05)])
@pytest.mark.parametrize("verb", ["GREETING", "EHLO", "AUTH", "MAIL", "RCPT", "DATA"])
def test_a_line_that_dies_before_the_final_dot_means_later_within_its_time(
    verb: str, act: Callable[[Line], None]
) -> None:
    start = time.monotonic()
    result = fate({verb: act}, user=ALAMAT, password=SANDI, timeout=0.5)
    assert isinstance(result, TryLater) and result.code == 0 and result.text
    assert time.monotonic() - start < 4


@pytest.mark.parametrize("act", [close, Line.hang, lambda line: line.drip(b"250 " + b"x" * 500, 0.05), b"banana\r\n"])
def test_a_line_that_dies_after_the_final_dot_leaves_a_doubt(act: Answer) -> None:
    start = time.monotonic()
    result = fate({".": act}, timeout_akhir=0.5)
    assert isinstance(result, Doubtful) and not result.text.endswith(": ")
    assert time.monotonic() - start < 4


def test_a_line_that_dies_in_the_middle_of_the_letter_means_later() -> None:
    def half(line: Line) -> None:
        line.write(b"354 silakan\r\n")
        line.read_octets(50_000)
        raise EOFError

    with Scripted(smtp({"DATA": half})) as server:
        (result,) = sent_by(server.port, SURAT + b"x" * 20_000_000)
    assert isinstance(result, TryLater) and result.tahap == "isi"


def test_a_server_that_stops_reading_is_left_in_time() -> None:
    def stuck(line: Line) -> None:
        line.write(b"354 silakan\r\n")
        time.sleep(3)

    start = time.monotonic()
    with Scripted(smtp({"DATA": stuck})) as server:
        (result,) = sent_by(server.port, SURAT + b"x" * 20_000_000, timeout=0.5)
    assert isinstance(result, TryLater) and time.monotonic() - start < 3


def test_a_server_that_refuses_in_the_middle_of_the_letter_is_heard() -> None:
    def early(line: Line) -> None:
        line.write(b"354 silakan\r\n")
        line.read_octets(50_000)
        line.write(b"552 terlalu besar\r\n")
        time.sleep(0.5)

    with Scripted(smtp({"DATA": early})) as server:
        (result,) = sent_by(server.port, SURAT + b"x" * 20_000_000)
    assert result == Refused(552, "terlalu besar", "isi")


@pytest.mark.parametrize("answer", [b"banana\r\n", b"\xff\xfe\r\n", b"250\r\n", b"354 kok\r\n", b"12 x\r\n" * 9000])
@pytest.mark.parametrize("verb", ["GREETING", "EHLO", "MAIL", "RCPT", "DATA"])
def test_nonsense_is_never_an_exception_and_never_a_refusal(verb: str, answer: bytes) -> None:
    assert isinstance(fate({verb: answer}, timeout=0.5), (TryLater, Sent))


def test_after_a_refusal_the_next_letter_goes_out_on_the_same_line() -> None:
    answers = iter([b"550 tidak\r\n", b"250 baik\r\n"])
    with Scripted(smtp({"RCPT": lambda line: line.write(next(answers))})) as server:
        results = sent_by(server.port, SURAT, SURAT)
        assert server.connections == 1
    assert [type(result) for result in results] == [Refused, Sent]


def test_a_connection_dropped_while_idle_is_opened_again_without_a_word() -> None:
    with Scripted(smtp({"RSET": close})) as server:
        assert [type(result) for result in sent_by(server.port, SURAT, SURAT)] == [Sent, Sent]
        assert server.connections == 2


def test_a_cancelled_sending_leaves_no_dirty_line_behind() -> None:
    async def story(port: int) -> Result:
        submission = Submission(settings(port, timeout=30.0))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(submission.send(SURAT, ALAMAT, PENERIMA), 0.3)
        return await submission.send(SURAT, ALAMAT, PENERIMA)

    answers: Iterator[Callable[[Line], None]] = iter([Line.hang, lambda line: line.write(b"250 baik\r\n")])

    def in_turn(line: Line) -> None:
        next(answers)(line)

    with Scripted(smtp({"RCPT": in_turn})) as server:
        assert isinstance(asyncio.run(story(server.port)), Sent)
        assert server.connections == 2


def test_letters_sent_at_once_queue_up_on_one_line(postoffice: PostOffice) -> None:
    async def story() -> list[Result]:
        submission = Submission(settings(postoffice.ports.smtp, timeout=5.0))
        return await asyncio.gather(*(submission.send(SURAT, ALAMAT, PENERIMA) for _ in range(20)))

    assert all(isinstance(result, Sent) for result in asyncio.run(story()))
    assert len(postoffice.inbox(PENERIMA)) == 20


def test_a_slow_server_is_waited_for_within_the_timeout(postoffice: PostOffice) -> None:
    postoffice.delay(0.2)
    assert isinstance(sent_by(postoffice.ports.smtp, SURAT)[0], Sent)
    postoffice.delay(2.0)
    assert isinstance(sent_by(postoffice.ports.smtp, SURAT, timeout=0.5)[0], TryLater)


def test_the_pace_is_kept() -> None:
    async def story(port: int) -> float:
        submission = Submission(settings(port, maks_per_menit=2), window=0.5)
        start = time.monotonic()
        for _ in range(5):
            assert isinstance(await submission.send(SURAT, ALAMAT, PENERIMA), Sent)
        return time.monotonic() - start

    with Scripted(smtp({})) as server:
        assert 1.0 <= asyncio.run(story(server.port)) < 3


@given(st.lists(st.floats(0, 1000)), st.integers(1, 9))
def test_no_window_holds_more_than_allowed(times: list[float], at_most: int) -> None:
    sent: list[float] = []
    now = 0.0
    for wanted in sorted(times):
        now = max(now, wanted)
        now += pause(sent, now, at_most)
        sent.append(now)
    assert all(later - earlier >= 59.999 for earlier, later in zip(sent, sent[at_most:], strict=False))
    assert pause(sent, now, 0) == 0


@given(st.binary(max_size=200))
def test_a_dot_alone_never_ends_the_letter_early(raw: bytes) -> None:
    body = stuffed(raw)
    assert body.endswith(b"\r\n") and b"\r\n.\r\n" not in body and not body.startswith(b".\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"") and b"\r" not in body.replace(b"\r\n", b"")


def over_tls(made: Certificate, tls: str, story: Callable[[int], Awaitable[Result]]) -> Result:
    """Run `story` against an SMTP server that speaks TLS at once or after STARTTLS."""

    class Taker:
        async def handle_DATA(self, *_: object) -> str:  # noqa: N802
            return "250 diterima"

    async def both() -> Result:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(made.cert, made.key)
        loop = asyncio.get_running_loop()
        inside = {"tls_context": context, "require_starttls": True} if tls == "starttls" else {}
        server = await loop.create_server(
            lambda: SMTP(Taker(), hostname="contoh", **inside),  # type: ignore[arg-type]
            "127.0.0.1",
            0,
            ssl=context if tls == "ssl" else None,
        )
        async with server:
            return await story(server.sockets[0].getsockname()[1])

    return asyncio.run(both())


@pytest.mark.parametrize("tls", ["ssl", "starttls"])
def test_a_verified_line_carries_letters(cert: Certificate, tls: str) -> None:
    async def story(port: int) -> Result:
        submission = Submission(settings(port, tls=tls, ca_file=str(cert.cert), timeout=5.0))
        facts = await submission.check()
        assert facts.tls.startswith("TLSv1.") and facts.batas > 0 and not facts.masuk
        result = await submission.send(SURAT + b"x" * 900 + b"\r\n" * 5_000, ALAMAT, PENERIMA)
        await submission.close()
        return result

    assert isinstance(over_tls(cert, tls, story), Sent)


@pytest.mark.parametrize("tls", ["ssl", "starttls"])
@pytest.mark.parametrize("trusted", [True, False], ids=["nama lain", "penerbit tak dikenal"])
def test_a_certificate_for_another_name_or_from_nobody_is_not_trusted(tmp_path: Path, tls: str, trusted: bool) -> None:
    made = certificate(tmp_path, "DNS:lain.example" if trusted else "IP:127.0.0.1")

    async def story(port: int) -> Result:
        ca_file = str(made.cert) if trusted else ""
        return await Submission(settings(port, tls=tls, ca_file=ca_file, timeout=5.0)).send(SURAT, ALAMAT, PENERIMA)

    result = over_tls(made, tls, story)
    assert isinstance(result, TryLater) and result.tahap == "sambung" and "sertifikat" in result.text


def test_without_starttls_no_password_is_sent() -> None:
    heard: list[str] = []
    with Scripted(smtp({}, heard)) as server:
        (result,) = sent_by(server.port, SURAT, tls="starttls", user=ALAMAT, password=SANDI)
    assert isinstance(result, TryLater) and "STARTTLS" in result.text
    assert "AUTH" not in heard


def test_plain_text_is_for_loopback_only() -> None:
    result = asyncio.run(Submission(SmtpSettings("192.0.2.1", 25, "none")).send(SURAT, ALAMAT, PENERIMA))
    assert isinstance(result, TryLater) and "loopback" in result.text


def test_a_server_that_repeats_the_password_is_quoted_without_it() -> None:
    pair = base64.b64encode(f"\0{ALAMAT}\0{SANDI}".encode())
    result = fate({"AUTH": b"535 AUTH PLAIN " + pair + b" " + SANDI.encode() + b"\r\n"}, user=ALAMAT, password=SANDI)
    assert isinstance(result, TryLater)
    assert SANDI not in result.text and pair.decode() not in result.text
    assert SANDI not in repr(settings(1, password=SANDI))


def test_check_tells_what_the_server_is_or_why_not(postoffice: PostOffice) -> None:
    async def story(port: int, **more: object) -> object:
        return await Submission(settings(port, **more)).check()

    facts = asyncio.run(story(postoffice.ports.smtp, user=ALAMAT, password=SANDI))
    assert getattr(facts, "masuk", None) is True and "size" in getattr(facts, "kemampuan", ())
    with pytest.raises(SmtpUnavailable) as caught:
        asyncio.run(story(postoffice.ports.smtp, user=ALAMAT, password="salah"))
    assert caught.value.code == 535
    with pytest.raises(SmtpUnavailable):
        asyncio.run(story(1))
    with pytest.raises(SmtpUnavailable, match="oauth2-google"):
        asyncio.run(story(postoffice.ports.smtp, user=ALAMAT, auth="oauth2-google"))


def test_a_bad_address_is_a_fate_not_a_traceback(postoffice: PostOffice) -> None:
    async def story(recipient: str) -> Result:
        return await Submission(settings(postoffice.ports.smtp)).send(SURAT, ALAMAT, recipient)

    for bad in ("a\r\nRCPT TO:<b@c.id>", "", "büro@example.go.id", "tanpa-at"):
        assert isinstance(asyncio.run(story(bad)), Refused)
    assert postoffice.sent == []
