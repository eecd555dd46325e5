"""`oauth masuk|status`: a person consents once that the service uses the mailbox; tokens are never shown."""

from __future__ import annotations

import secrets
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from sikuwas_mail.cli.output import say, waiting

if TYPE_CHECKING:
    from sikuwas_mail.edge.oauth import OauthSettings, Tokens


class NoOauth(Exception):
    """The configuration logs in by password, or by the application alone."""

    exit_code = 2


def sign_in(ctx: typer.Context) -> None:
    """Menyetujui layanan memakai kotak surat."""
    from sikuwas_mail.edge.oauth import Tokens

    settings = _settings(ctx)
    if settings.alur == "aplikasi":
        raise NoOauth('oauth2.alur = "aplikasi" tidak memerlukan persetujuan; periksa dengan sikuwas-mail check.')
    tokens = Tokens(settings)
    if settings.penyedia == "microsoft":
        _by_device(settings, tokens)
    else:
        _by_code(settings, tokens)
    say(f"Izin disimpan di {settings.file} (0600). Berikutnya: sikuwas-mail check")


def status(ctx: typer.Context) -> None:
    """Menampilkan keadaan izin OAuth2."""
    from sikuwas_mail.edge.oauth import Tokens

    settings = _settings(ctx)
    grant = Tokens(settings).kept()
    if grant is None:
        say("Izin belum diberikan. Berikutnya: sikuwas-mail oauth masuk")
        raise typer.Exit(1)
    say(f"{settings.penyedia}: token akses sampai {datetime.fromtimestamp(grant.berakhir, UTC):%Y-%m-%d %H.%M} UTC")
    say(f"pembaruan sendiri: {'ya' if grant.refresh or settings.alur == 'aplikasi' else 'tidak'}")


def _settings(ctx: typer.Context) -> OauthSettings:
    from sikuwas_mail.cli.context import load_config
    from sikuwas_mail.daemon.opening import oauth_settings

    config = load_config(ctx)
    auth = next((a for a in (config.imap.auth, config.smtp.auth) if a != "password"), None)
    if auth is None:
        raise NoOauth('imap.auth dan smtp.auth memakai "password"; OAuth2 tidak dipakai.')
    return oauth_settings(config, auth)


def _by_device(settings: OauthSettings, tokens: Tokens) -> None:
    from sikuwas_mail.edge.oauth import ask_device, wait_for_device

    device = ask_device(settings)
    say(f"Buka {device.alamat} dan ketik kode {device.kode}, lalu masuk sebagai pemilik kotak surat.")
    with waiting("Menunggu persetujuan"):
        wait_for_device(settings, device, tokens)


def _by_code(settings: OauthSettings, tokens: Tokens) -> None:
    from sikuwas_mail.edge.oauth import code_of, code_url, trade_code

    verifier, state = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    say("Buka alamat ini di peramban dan setujui sebagai pemilik kotak surat:")
    say(code_url(settings, verifier, state))
    say("Peramban berakhir pada halaman 127.0.0.1 yang tidak terbuka. Salin seluruh alamatnya ke sini:")
    code = code_of(sys.stdin.readline(), state)
    trade_code(settings, code, verifier, tokens)
