"""Logs: for people on a terminal, JSON elsewhere; stable event names, no bodies, no secrets, no personal data."""

from typing import TextIO

import structlog


def set_up_logs(stream: TextIO) -> None:
    """Write log lines to `stream`."""
    shown: structlog.typing.Processor
    shown = (
        structlog.dev.ConsoleRenderer() if stream.isatty() else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=False),
            shown,
        ],
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
