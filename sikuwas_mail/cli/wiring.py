"""The configuration as the settings and objects of the other rooms, which may not know it."""

from zoneinfo import ZoneInfo

from sikuwas_mail.config import Config
from sikuwas_mail.edge.mailbox import ImapSettings
from sikuwas_mail.edge.smtp import SmtpSettings
from sikuwas_mail.paper.documents import Documents
from sikuwas_mail.paper.letters import Letters


def imap_settings(config: Config) -> ImapSettings:
    """`[imap]` for the mailbox."""
    own = config.imap
    return ImapSettings(
        host=own.host,
        port=own.port,
        tls=own.tls,
        user=own.user,
        password=own.password.get_secret_value() if own.password else "",
        auth=own.auth,
        folder_masuk=own.folder_masuk,
        folder_selesai=own.folder_selesai,
        folder_periksa=own.folder_periksa,
        idle=own.idle,
        poll_detik=own.poll_detik,
        ca_file=str(config.path(own.ca_file)) if own.ca_file else "",
    )


def smtp_settings(config: Config) -> SmtpSettings:
    """`[smtp]` for the submission."""
    own = config.smtp
    return SmtpSettings(
        host=own.host,
        port=own.port,
        tls=own.tls,
        user=own.user,
        password=own.password.get_secret_value() if own.password else "",
        auth=own.auth,
        maks_per_menit=own.maks_per_menit,
        ca_file=str(config.path(own.ca_file)) if own.ca_file else "",
    )


def letters(config: Config) -> Letters:
    """The letters of this office."""
    return Letters(
        config.templat_folder / "surat",
        config.kop(),
        config.smtp.pengirim,
        config.smtp.plus_address,
        ZoneInfo(config.instansi.zona),
        config.alihkan_ke if config.mode == "uji" else "",
        config.maks_lampiran_bita,
    )


def documents(config: Config) -> Documents:
    """The documents of this office."""
    return Documents(config.templat_folder / "dokumen", config.kop(), config.gaya())
