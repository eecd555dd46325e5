"""The systemd unit: the service may write its own folders and speak to its servers, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

PATH = "/etc/systemd/system/sikuwas-mail.service"


@dataclass(frozen=True, slots=True)
class Install:
    """Where the program and its office lie. `tulis`: folders that are written to."""

    program: str = "/opt/sikuwas/bin/sikuwas-mail"
    config: PurePosixPath = PurePosixPath("/srv/sikuwas/config.toml")
    pengguna: str = "sikuwas"
    tulis: tuple[str, ...] = ("/srv/sikuwas/data",)


_UNIT = """\
# Ditulis oleh sikuwas-mail layanan pasang. Perubahan sendiri: systemctl edit sikuwas-mail
[Unit]
Description=SIKUWAS, layanan konsultasi melalui surel
Documentation=file://{folder}/config.toml
After=network-online.target time-sync.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
Type=notify
ExecStart={program} --config {config} run
ExecReload=/bin/kill -HUP $MAINPID
WorkingDirectory={folder}
User={pengguna}
Group={pengguna}
UMask=0077
WatchdogSec=60
TimeoutStartSec=180
TimeoutStopSec=15
Restart=on-failure
RestartSec=15
# 78: konfigurasi salah; memulai ulang tidak memperbaikinya.
RestartPreventExitStatus=78

# Sandi tanpa berkas di folder layanan: LoadCredential=imap.password:/etc/sikuwas-mail/imap.password
ProtectSystem=strict
ReadWritePaths={tulis}
ProtectHome={rumah}
PrivateTmp=yes
PrivateDevices=yes
PrivateMounts=yes
PrivateUsers=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProcSubset=pid
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
LockPersonality=yes
RemoveIPC=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
"""


def unit(install: Install) -> str:
    """The text of the unit file."""
    at_home = any(str(p).startswith("/home/") for p in (install.program, install.config, *install.tulis))
    return _UNIT.format(
        program=install.program,
        config=install.config,
        folder=install.config.parent,
        pengguna=install.pengguna,
        tulis=" ".join(install.tulis),
        rumah="no" if at_home else "yes",
    )
