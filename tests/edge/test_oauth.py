"""OAuth2: tokens are renewed before they end, a grant that ended is said so, and both servers take XOAUTH2."""

import asyncio
import base64
import json
import threading
import urllib.parse
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from scripted import Line, Scripted, imap

from sikuwas_mail.edge.mailbox import ImapSettings, Mailbox, MailboxRefused, MailboxUnavailable
from sikuwas_mail.edge.oauth import (
    Grant,
    GrantEnded,
    OauthSettings,
    OauthUnavailable,
    Tokens,
    ask_device,
    code_of,
    code_url,
    trade_code,
    wait_for_device,
)
from sikuwas_mail.edge.smtp import Sent, SmtpSettings, Submission, TryLater

USER = "sikuwas@contoh.go.id"
SECRET = "SENTINEL-RAHASIA-APLIKASI"


class TokenServer:
    """A token endpoint on 127.0.0.1: answers `answers` in turn, the last for ever; remembers every form."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, dict[str, object]]] = []
        self.forms: list[dict[str, str]] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                owner.forms.append({"path": self.path, **dict(urllib.parse.parse_qsl(raw.decode()))})
                status, answer = owner.answers.pop(0) if len(owner.answers) > 1 else owner.answers[0]
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[TokenServer]:
    made = TokenServer()
    yield made
    made.close()


def settings(server: TokenServer, folder: Path, **more: object) -> OauthSettings:
    given = {"penyedia": "microsoft", "client_id": "aplikasi", "client_secret": SECRET, "tenant": "kantor", **more}
    return OauthSettings(file=folder / "oauth2.token", server=server.url, **given)  # type: ignore[arg-type]


def token(access: str, **more: object) -> tuple[int, dict[str, object]]:
    return 200, {"access_token": access, "expires_in": 3600, "token_type": "Bearer", **more}


def test_a_token_is_used_until_five_minutes_before_its_end(server: TokenServer, tmp_path: Path) -> None:
    now = [1000.0]
    tokens = Tokens(settings(server, tmp_path), lambda: now[0])
    tokens.keep(Grant("pertama", "pembaru", 1000.0 + 3600))
    server.answers = [token("kedua", refresh_token="pembaru-2")]
    assert tokens.get() == "pertama"
    now[0] += 3600 - 301
    assert tokens.get() == "pertama" and server.forms == []
    now[0] += 2
    assert tokens.get() == "kedua"
    (form,) = server.forms
    assert (form["path"], form["grant_type"], form["refresh_token"]) == (
        "/kantor/oauth2/v2.0/token",
        "refresh_token",
        "pembaru",
    )
    assert tokens.kept() == Grant("kedua", "pembaru-2", now[0] + 3600)


def test_the_file_is_for_the_owner_alone_and_a_refresh_token_is_not_lost(server: TokenServer, tmp_path: Path) -> None:
    tokens = Tokens(settings(server, tmp_path), lambda: 0.0)
    tokens.keep(Grant("", "pembaru", 0.0))
    server.answers = [token("baru")]
    tokens.get()
    assert (tmp_path / "oauth2.token").stat().st_mode & 0o777 == 0o600
    assert tokens.kept() == Grant("baru", "pembaru", 3600.0)


@pytest.mark.parametrize("error", ["invalid_grant", "interaction_required", "invalid_client"])
def test_an_ended_grant_is_no_time_out(error: str, server: TokenServer, tmp_path: Path) -> None:
    tokens = Tokens(settings(server, tmp_path))
    tokens.keep(Grant("", "pembaru", 0.0))
    server.answers = [(400, {"error": error, "error_description": f"AADSTS70008 {SECRET}"})]
    with pytest.raises(GrantEnded, match="SKW-130") as raised:
        tokens.get()
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("answer", [(500, {}), (503, {"error": "temporarily_unavailable"}), (200, {"expires_in": 5})])
def test_a_server_in_trouble_is_tried_later(
    answer: tuple[int, dict[str, object]], server: TokenServer, tmp_path: Path
) -> None:
    tokens = Tokens(settings(server, tmp_path))
    tokens.keep(Grant("", "pembaru", 0.0))
    server.answers = [answer]
    with pytest.raises(OauthUnavailable):
        tokens.get()
    assert tokens.kept() == Grant("", "pembaru", 0.0)


def test_a_broken_file_asks_for_consent_again(server: TokenServer, tmp_path: Path) -> None:
    (tmp_path / "oauth2.token").write_text("{bukan json")
    with pytest.raises(GrantEnded, match="belum diberikan"):
        Tokens(settings(server, tmp_path)).get()


def test_an_application_needs_no_person(server: TokenServer, tmp_path: Path) -> None:
    server.answers = [token("aplikasi")]
    assert Tokens(settings(server, tmp_path, alur="aplikasi")).get() == "aplikasi"
    (form,) = server.forms
    assert (form["grant_type"], form["scope"], form["client_secret"]) == (
        "client_credentials",
        "https://outlook.office365.com/.default",
        SECRET,
    )


def test_the_device_flow_waits_until_the_person_has_consented(server: TokenServer, tmp_path: Path) -> None:
    own = settings(server, tmp_path)
    told: dict[str, object] = {"user_code": "ABCD", "verification_uri": "https://contoh.id/", "device_code": "rahasia"}
    server.answers = [
        (200, {**told, "interval": 2, "expires_in": 60}),
        (400, {"error": "authorization_pending"}),
        (400, {"error": "slow_down"}),
        token("akses", refresh_token="pembaru"),
    ]
    device, slept = ask_device(own), list[float]()
    assert (device.kode, device.alamat) == ("ABCD", "https://contoh.id/")
    assert wait_for_device(own, device, Tokens(own), slept.append).access == "akses"
    assert slept == [2.0, 2.0, 7.0]


def test_a_device_code_that_ran_out_is_told(server: TokenServer, tmp_path: Path) -> None:
    own = settings(server, tmp_path)
    server.answers = [(200, {"user_code": "A", "verification_uri": "x", "device_code": "r", "expires_in": 10})]
    device = ask_device(own)
    server.answers = [(400, {"error": "authorization_pending"})]
    with pytest.raises(GrantEnded, match="dalam waktunya"):
        wait_for_device(own, device, Tokens(own), lambda _: None)


def test_google_takes_the_address_a_browser_ended_at(server: TokenServer, tmp_path: Path) -> None:
    own = settings(server, tmp_path, penyedia="google")
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(code_url(own, "pembukti", "keadaan")).query)
    assert asked["scope"] == ["https://mail.google.com/"] and asked["code_challenge_method"] == ["S256"]
    code = code_of("http://127.0.0.1:8765/?state=keadaan&code=4/abc&scope=x\n", "keadaan")
    server.answers = [token("akses", refresh_token="pembaru")]
    assert trade_code(own, code, "pembukti", Tokens(own)).refresh == "pembaru"
    assert (server.forms[0]["path"], server.forms[0]["code"], server.forms[0]["code_verifier"]) == (
        "/token",
        "4/abc",
        "pembukti",
    )
    with pytest.raises(GrantEnded, match="bukan jawaban"):
        code_of("http://127.0.0.1:8765/?state=lain&code=4/abc", "keadaan")


def test_a_token_server_that_is_away_is_tried_later(tmp_path: Path) -> None:
    away = OauthSettings("google", "aplikasi", tmp_path / "t", server="http://127.0.0.1:1", timeout=2.0)
    tokens = Tokens(away)
    tokens.keep(Grant("", "pembaru", 0.0))
    with pytest.raises(OauthUnavailable, match="tidak terjangkau"):
        tokens.get()


def _xoauth2(access: str) -> bytes:
    return base64.b64encode(f"user={USER}\1auth=Bearer {access}\1\1".encode())


def _imap_login(good: str) -> Scripted:
    """An IMAP server that admits one access token, and refuses others as Google does: a challenge, then NO."""

    def authenticate(line: Line) -> None:
        line.write(b"+ \r\n")
        if line.read() == _xoauth2(good):
            line.write(line.tag + b" OK masuk\r\n")
            return
        line.write(b"+ " + base64.b64encode(b'{"status":"400"}') + b"\r\n")
        line.read()
        line.write(line.tag + b" NO [AUTHENTICATIONFAILED] Invalid credentials\r\n")

    capability = b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n"
    return Scripted(imap({"AUTHENTICATE": authenticate, "CAPABILITY": capability}))


def test_the_mailbox_opens_by_token_and_a_refused_one_is_renewed(server: TokenServer, tmp_path: Path) -> None:
    tokens = Tokens(settings(server, tmp_path), lambda: 0.0)
    tokens.keep(Grant("lama", "pembaru", 3600.0))
    server.answers = [token("baru")]
    with _imap_login("baru") as line:
        own = ImapSettings("127.0.0.1", line.port, "none", USER, auth="oauth2-microsoft", token=tokens, timeout=5.0)
        box = Mailbox(own)
        with pytest.raises(MailboxRefused) as refused:
            box.connect()
        assert "lama" not in str(refused.value)
        box.connect()
        assert box.connected
        box.close()


def test_an_ended_grant_closes_the_mailbox_with_its_own_code(server: TokenServer, tmp_path: Path) -> None:
    tokens = Tokens(settings(server, tmp_path))
    with _imap_login("x") as line:
        own = ImapSettings("127.0.0.1", line.port, "none", USER, auth="oauth2-google", token=tokens, timeout=5.0)
        with pytest.raises(MailboxRefused, match="SKW-130"):
            Mailbox(own).connect()
        tokens.keep(Grant("", "pembaru", 0.0))
        server.answers = [(503, {})]
        with pytest.raises(MailboxUnavailable, match="server token menjawab 503"):
            Mailbox(own).connect()


def _smtp_talk(good: str):  # type: ignore[no-untyped-def]
    def talk(line: Line) -> None:
        line.write(b"220 siap\r\n")
        while True:
            words = line.read().split()
            verb = words[0].upper()
            if verb == b"EHLO":
                line.write(b"250-contoh\r\n250 AUTH XOAUTH2\r\n")
            elif verb == b"AUTH" and words[2] == _xoauth2(good):
                line.write(b"235 2.7.0 Accepted\r\n")
            elif verb == b"AUTH":
                line.write(b"334 eyJzdGF0dXMiOiI0MDAifQ==\r\n")
                line.read()
                line.write(b"535 5.7.8 Username and Password not accepted\r\n")
            elif verb == b"DATA":
                line.write(b"354 ya\r\n")
                while line.read() != b".":
                    pass
                line.write(b"250 diterima\r\n")
            else:
                line.write(b"250 baik\r\n")

    return talk


def test_letters_leave_by_token_and_a_refused_one_is_renewed(server: TokenServer, tmp_path: Path) -> None:
    tokens = Tokens(settings(server, tmp_path), lambda: 0.0)
    tokens.keep(Grant("lama", "pembaru", 3600.0))
    server.answers = [token("baru")]

    async def both(port: int) -> list[object]:
        own = SmtpSettings("127.0.0.1", port, "none", USER, auth="oauth2-google", token=tokens, timeout=5.0)
        submission = Submission(own)
        results = [await submission.send(b"Subject: x\r\n\r\nisi\r\n", USER, USER) for _ in range(2)]
        await submission.close()
        return results

    with Scripted(_smtp_talk("baru")) as line:
        refused, sent = asyncio.run(both(line.port))
    assert isinstance(refused, TryLater) and refused.code == 535
    assert isinstance(sent, Sent)
