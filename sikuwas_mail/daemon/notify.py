"""Words to the service manager (sd_notify): one datagram to $NOTIFY_SOCKET, silence where there is none."""

import os
import socket


def notify(*lines: str) -> bool:
    """Say `READY=1`, `WATCHDOG=1`, `STATUS=…`; False where nobody listens. Never raises."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address or not hasattr(socket, "AF_UNIX"):
        return False
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            line.connect("\0" + address[1:] if address.startswith("@") else address)
            line.send("\n".join(lines).encode())
    except OSError:
        return False
    return True
