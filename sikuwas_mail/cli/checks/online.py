"""The two servers: login, folders and what they offer; each way to fail has its own code and remedy."""

import asyncio
from collections.abc import Iterator
from datetime import datetime

from sikuwas_mail.cli.checks.values import Finding, fail, ok, warn
from sikuwas_mail.config import Config
from sikuwas_mail.daemon.opening import imap_settings, oauth_settings, smtp_settings
from sikuwas_mail.edge.mailbox import (
    FolderMissing,
    Mailbox,
    MailboxError,
    MailboxNotWritable,
    MailboxRefused,
    MailboxUnavailable,
    MailboxUntrusted,
)
from sikuwas_mail.edge.oauth import GrantEnded, OauthUnavailable, Tokens
from sikuwas_mail.edge.smtp import SmtpUnavailable, Submission

_IMAP: tuple[tuple[type[MailboxError], str, str], ...] = (
    (MailboxUntrusted, "SKW-103", "periksa imap.host, imap.tls, dan imap.ca_file"),
    (MailboxUnavailable, "SKW-101", "periksa imap.host, imap.port, jaringan, dan tembok api"),
    (MailboxRefused, "SKW-102", "periksa imap.user dan sandinya; mungkin perlu sandi aplikasi"),
    (FolderMissing, "SKW-104", "periksa nama folder di [imap]"),
    (MailboxNotWritable, "SKW-105", "periksa kuota dan hak tulis kotak surat"),
    (MailboxError, "SKW-106", "periksa [imap]"),
)
_LOGIN = (530, 534, 535, 538)


def secrets(config: Config) -> Iterator[Finding]:
    """A login without password cannot work."""
    for key in config.missing_secrets():
        section = key.partition(".")[0]
        yield fail("SKW-005", f"{key} belum diisi", str(config.berkas), f"isi berkas pada {section}.password_file")


def oauth(config: Config, now: datetime) -> Iterator[Finding]:
    """The grant is there and gives a token; nothing to say where logins are by password."""
    for section, auth in (("imap", config.imap.auth), ("smtp", config.smtp.auth if config.smtp.user else "password")):
        if auth == "password":
            continue
        try:
            Tokens(oauth_settings(config, auth)).get()
        except GrantEnded as ended:
            kode, _, what = str(ended).partition(" ")
            yield fail(kode, what, f"{section}.auth", "jalankan sikuwas-mail oauth masuk, lalu ulangi check")
            return
        except OauthUnavailable as away:
            yield fail("SKW-131", str(away), f"{section}.auth", "periksa jaringan, [oauth2] tenant, dan server")
            return
        yield ok("SKW-130", f"Izin OAuth2 berlaku ({section})")


def imap(config: Config) -> Iterator[Finding]:
    """Connect, log in, make sure of the folders."""
    where = f"{config.imap.host}:{config.imap.port}"
    box = Mailbox(imap_settings(config))
    try:
        box.connect()
        yield ok("SKW-100", f"IMAP: masuk sebagai {config.imap.user}", where)
        yield from _folders(config, box)
        yield _idle(config, box)
    except MailboxError as error:
        kode, how = next((kode, how) for kind, kode, how in _IMAP if isinstance(error, kind))
        there = f"; folder yang ada: {', '.join(box.folders())}" if kode == "SKW-104" and box.connected else ""
        yield fail(kode, f"IMAP: {error.reason}{there}", where, how)
    finally:
        box.close()


def _folders(config: Config, box: Mailbox) -> Iterator[Finding]:
    box.uidvalidity()  # the incoming folder is never made: without it, this is the wrong mailbox
    more = (config.surat.kirim_salinan,) if config.surat.kirim_salinan else ()
    real = box.ensure_folders(*more)
    yield ok("SKW-104", f"Folder: {', '.join([real.masuk, real.selesai, real.periksa, *real.lain])}")


def _idle(config: Config, box: Mailbox) -> Finding:
    if config.imap.idle and "IDLE" not in box.capabilities:
        return warn("SKW-107", f"Server tanpa IDLE: surel diperiksa setiap {config.imap.poll_detik} detik")
    return ok("SKW-107", "Surel baru diketahui seketika (IDLE)" if config.imap.idle else "IDLE dimatikan")


def smtp(config: Config) -> Iterator[Finding]:
    """Connect, upgrade, log in, leave."""
    where = f"{config.smtp.host}:{config.smtp.port}"
    try:
        facts = asyncio.run(Submission(smtp_settings(config)).check())
    except SmtpUnavailable as error:
        yield _smtp_fault(error, where)
        return
    login = f"masuk sebagai {config.smtp.user}" if facts.masuk else "tanpa login"
    limit = f", paling besar {facts.batas / 1e6:.0f} MB" if facts.batas else ""
    yield ok("SKW-110", f"SMTP: {login}, {facts.tls or 'tanpa TLS'}{limit}", where)


def _smtp_fault(error: SmtpUnavailable, where: str) -> Finding:
    code = f"{error.code} " if error.code else ""
    said = f"SMTP: {code}{error.reason}"
    if error.code in _LOGIN:
        return fail("SKW-112", said, where, "periksa smtp.user dan sandinya; mungkin perlu sandi aplikasi")
    if "sertifikat" in error.reason or "STARTTLS" in error.reason:
        return fail("SKW-113", said, where, "periksa smtp.host, smtp.tls, dan smtp.ca_file")
    return fail("SKW-111", said, where, "periksa smtp.host, smtp.port, jaringan, dan tembok api")
