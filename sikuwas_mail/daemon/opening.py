"""From configuration to rooms that work, all of them or none."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from sikuwas_mail.config import Config, read_keys
from sikuwas_mail.core.desk import with_alias
from sikuwas_mail.edge.archive import Archive
from sikuwas_mail.edge.mailbox import ImapSettings
from sikuwas_mail.edge.oauth import OauthSettings, Tokens
from sikuwas_mail.edge.smtp import SmtpSettings
from sikuwas_mail.edge.store import Keadaan, Store, migrate
from sikuwas_mail.office import Rooms
from sikuwas_mail.paper.documents import Documents
from sikuwas_mail.paper.letters import Letters

_MEGABITA = 1_000_000
_GRANT_FILE = "oauth2.token"


def open_rooms(config: Config, now: datetime, store: Store | None = None) -> Rooms:
    """Open (and migrate) the database unless one is given, read the keys, compile the templates.

    Raises StoreError, KeyFault, TemplateFault.
    """
    own = store is None
    if store is None:
        migrate(config.database_url)
        store = Store.open(config.database_url)
    try:
        return _furnished(config, now, store)
    except BaseException:
        if own:
            store.close()
        raise


def _furnished(config: Config, now: datetime, store: Store) -> Rooms:
    sent = bool(store.list_outbox(keadaan=Keadaan.TERKIRIM, limit=1))
    keys = read_keys(config, sent)
    folder = config.templat_folder
    return Rooms(
        config=config,
        keys=keys,
        store=store,
        archive=Archive(config.arsip_folder),
        letters=letters_of(config, folder),
        documents=Documents(folder / "dokumen", config.kop(), config.gaya()),
        plain_desk=with_alias(config.desk(now, keys), store.aliases()),
    )


def letters_of(config: Config, folder: Path) -> Letters:
    """The letters of this office, in rehearsal redirected."""
    return Letters(
        folder / "surat",
        config.kop(),
        config.smtp.pengirim,
        config.smtp.plus_address,
        ZoneInfo(config.instansi.zona),
        config.alihkan_ke if config.mode == "uji" else "",
        config.surat.maks_lampiran * _MEGABITA,
    )


def imap_settings(config: Config) -> ImapSettings:
    """`[imap]` as the mailbox wants it."""
    own = config.imap
    return ImapSettings(
        host=own.host,
        port=own.port,
        tls=own.tls,
        user=own.user,
        password=_plain(own.password),
        auth=own.auth,
        folder_masuk=own.folder_masuk,
        folder_selesai=own.folder_selesai,
        folder_periksa=own.folder_periksa,
        idle=own.idle,
        poll_detik=own.poll_detik,
        ca_file=str(config.path(own.ca_file)) if own.ca_file else "",
        token=_token(config, own.auth),
    )


def smtp_settings(config: Config) -> SmtpSettings:
    """`[smtp]` as the submission wants it."""
    own = config.smtp
    return SmtpSettings(
        host=own.host,
        port=own.port,
        tls=own.tls,
        user=own.user,
        password=_plain(own.password),
        auth=own.auth,
        maks_per_menit=own.maks_per_menit,
        ca_file=str(config.path(own.ca_file)) if own.ca_file else "",
        token=_token(config, own.auth),
    )


def oauth_settings(config: Config, auth: str) -> OauthSettings:
    """`[oauth2]` for a login of kind "oauth2-google" or "oauth2-microsoft"."""
    own = config.oauth2
    beside = config.database_file.parent if config.database_file else config.folder
    return OauthSettings(
        penyedia="google" if auth == "oauth2-google" else "microsoft",
        client_id=own.client_id,
        client_secret=_plain(own.client_secret),
        tenant=own.tenant,
        alur=own.alur,
        server=own.server.rstrip("/"),
        file=config.path(own.token_file) if own.token_file else beside / _GRANT_FILE,
    )


def _token(config: Config, auth: str) -> Tokens | None:
    return None if auth == "password" else Tokens(oauth_settings(config, auth))


def _plain(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
