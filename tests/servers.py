"""Real servers for tests: a private Dovecot, and an office of Dovecot and SMTP shaped like the embedded post office."""

import asyncio
import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from needs import need

from sikuwas_mail.demo.loop import LoopThread
from sikuwas_mail.demo.postoffice import HOST, Ports, read_folder
from sikuwas_mail.demo.smtpd import Posted, SmtpDesk, account_of

PLAIN_IMAP = frozenset({"LITERAL+", "NAMESPACE", "CHILDREN", "UNSELECT"})
EXTENSIONS = frozenset({"IDLE", "MOVE", "UIDPLUS", "SPECIAL-USE"})


@dataclass(frozen=True, slots=True)
class Certificate:
    """PEM files of a self-signed certificate; `cert` is at once the authority to trust."""

    cert: Path
    key: Path


def certificate(folder: Path, *names: str) -> Certificate:
    """A fresh certificate for subjectAltNames like "IP:127.0.0.1" or "DNS:localhost"."""
    made = Certificate(folder / "cert.pem", folder / "key.pem")
    command = [need("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", "/CN=contoh", "-addext", "subjectAltName=" + ",".join(names)]
    command += ["-keyout", str(made.key), "-out", str(made.cert)]
    subprocess.run(command, check=True, capture_output=True)
    return made


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Dovecot:
    """A private Dovecot on 127.0.0.1 with its own configuration in a temporary folder; accounts (address, password).

    `without`: extensions it does not offer; `separator`, `prefix`: of the personal namespace; `tls`: its certificate,
    then imaps listens on `tls_port`; `settings`: more lines of configuration.
    """

    def __init__(
        self,
        accounts: Iterable[tuple[str, str]],
        *,
        without: Iterable[str] = (),
        separator: str = "/",
        prefix: str = "",
        tls: Certificate | None = None,
        settings: str = "",
    ) -> None:
        self.program = need("dovecot") if shutil.which("dovecot") else need("/usr/sbin/dovecot")
        self.accounts = {address.lower(): password for address, password in accounts}
        self.without, self.separator, self.prefix = frozenset(without), separator, prefix
        self.tls, self.settings = tls, settings
        self.port = self.tls_port = 0
        self.home = Path()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it greets; a port lost to somebody else in between is chosen anew."""
        self.home = Path(tempfile.mkdtemp(prefix="dc"))  # short: below it lie sockets
        for _ in range(3):
            self.port, self.tls_port = free_port(), free_port()
            self.resume()
            if self._greets():
                return
            self.kill()
        raise RuntimeError(f"dovecot does not start: {(self.home / 'log').read_text()}")

    def resume(self) -> None:
        """Start again on the same ports with the same mail."""
        self._write_files()
        config = str(self.home / "dovecot.conf")
        self._process = subprocess.Popen([self.program, "-F", "-c", config], start_new_session=True)
        self._greets()

    def kill(self) -> None:
        """End it and all its connections at once."""
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)

    def stop(self) -> None:
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def append(self, address: str, raw: bytes, folder: str = "INBOX", flags: str = "") -> None:
        """Deliver by IMAP APPEND."""
        account = account_of(address)
        with imaplib.IMAP4(HOST, self.port, 10) as client:
            client.login(account, self.accounts[account])
            status, data = client.append(folder, flags, "", raw)
            if status != "OK":
                raise RuntimeError(repr(data))

    def inbox(self, address: str, folder: str = "INBOX") -> list[bytes]:
        """The messages of a folder (real name), oldest first."""
        account = account_of(address)
        return read_folder(self.port, account, self.accounts[account], folder)

    def _greets(self) -> bool:
        end = time.monotonic() + 15
        while time.monotonic() < end and self._process is not None and self._process.poll() is None:
            try:
                with socket.create_connection((HOST, self.port), 1) as probe:
                    return probe.recv(10).startswith(b"* OK")
            except OSError:
                time.sleep(0.02)
        return False

    def _write_files(self) -> None:
        rows = "".join(f"{address}:{{PLAIN}}{password}\n" for address, password in self.accounts.items())
        (self.home / "passwd").write_text(rows)
        (self.home / "dovecot.conf").write_text(self._configuration())
        (self.home / "mail").mkdir(exist_ok=True)
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            self.home.chmod(0o755)
            os.chown(self.home / "mail", nobody.pw_uid, nobody.pw_gid)

    def _configuration(self) -> str:
        return "\n".join([*self._general(), *self._users(), *self._listeners(), *self._folders(), self.settings, ""])

    def _general(self) -> list[str]:
        offered = sorted((PLAIN_IMAP | EXTENSIONS) - self.without)
        lines = [
            f"base_dir = {self.home}/run",
            f"state_dir = {self.home}/run",
            f"log_path = {self.home}/log",
            "protocols = imap",
            f"listen = {HOST}",
            "disable_plaintext_auth = no",
            "auth_failure_delay = 0",
            "mail_max_userip_connections = 50",
            f"protocol imap {{\n imap_capability = IMAP4rev1 {' '.join(offered)}\n}}",
        ]
        if self.tls is None:
            return [*lines, "ssl = no"]
        return [*lines, "ssl = yes", f"ssl_cert = <{self.tls.cert}", f"ssl_key = <{self.tls.key}"]

    def _users(self) -> list[str]:
        root = os.geteuid() == 0
        mine = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.geteuid())
        lines = [
            f"passdb {{\n driver = passwd-file\n args = {self.home}/passwd\n}}",
            f"userdb {{\n driver = static\n args = uid={mine.pw_uid} gid={mine.pw_gid} home={self.home}/mail/%u\n}}",
            f"first_valid_uid = {mine.pw_uid}",
            f"first_valid_gid = {mine.pw_gid}",
            f"mail_location = maildir:{self.home}/mail/%u/Maildir",
        ]
        if not root:
            group = grp.getgrgid(mine.pw_gid).gr_name
            lines += [f"default_internal_user = {mine.pw_name}", f"default_internal_group = {group}"]
            lines += [f"default_login_user = {mine.pw_name}", "service anvil {\n chroot =\n}"]
        return lines

    def _listeners(self) -> list[str]:
        tls = f"port = {self.tls_port}\n ssl = yes" if self.tls else "port = 0"
        chroot = "" if os.geteuid() == 0 else "chroot =\n"
        plain = f"inet_listener imap {{\n port = {self.port}\n}}"
        return [f"service imap-login {{\n {chroot}{plain}\n inet_listener imaps {{\n {tls}\n}}\n}}"]

    def _folders(self) -> list[str]:
        return [f"namespace inbox {{\n inbox = yes\n separator = {self.separator}\n prefix = {self.prefix}\n}}"]


class Office:
    """Dovecot and an SMTP server that delivers into it: the same face as `demo.postoffice.PostOffice`."""

    def __init__(
        self,
        mailboxes: Iterable[tuple[str, str]],
        domain: str = "example.go.id",
        *,
        auth: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        without: Iterable[str] = (),
        separator: str = "/",
        prefix: str = "",
    ) -> None:
        self.dovecot = Dovecot(mailboxes, without=without, separator=separator, prefix=prefix)
        self.accounts = self.dovecot.accounts
        self.ports = Ports(0, 0)
        self._loop = LoopThread("kantor-pos-dovecot")
        self._smtp = SmtpDesk(self.accounts, self._deliver, f"mail.{domain}", clock, auth=auth)

    def start(self) -> Ports:
        self.dovecot.start()
        self._loop.start(self._open)
        return self.ports

    def stop(self) -> None:
        self._loop.stop()
        self.dovecot.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def sent(self) -> list[Posted]:
        return list(self._smtp.sent)

    def refuse(self, recipient: str, code: int, text: str) -> None:
        self._smtp.refused.pop(recipient.lower(), None)
        if code >= 400:
            self._smtp.refused[recipient.lower()] = (code, text)

    def delay(self, seconds: float) -> None:
        self._smtp.pause = seconds

    def deliver(self, recipient: str, raw: bytes) -> None:
        self.dovecot.append(recipient, raw)

    def inbox(self, address: str, folder: str = "INBOX") -> list[bytes]:
        return self.dovecot.inbox(address, folder)

    async def _open(self, stack: AsyncExitStack) -> None:
        server = await self._smtp.serve()
        stack.callback(server.close)
        self.ports = Ports(self.dovecot.port, server.sockets[0].getsockname()[1])

    async def _deliver(self, account: str, raw: bytes) -> None:
        await asyncio.to_thread(self.dovecot.append, account, raw)
