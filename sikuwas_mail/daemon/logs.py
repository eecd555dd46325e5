"""Logs: for people on a terminal, JSON elsewhere; stable event names, no bodies, no secrets, no personal data."""

import logging
import traceback
from typing import TextIO

import structlog


class _Libraries(logging.Handler):
    """Lines of the libraries become lines of ours: who and where, never their words, which may quote a mail."""

    def emit(self, record: logging.LogRecord) -> None:
        fault = record.exc_info[1] if record.exc_info else None
        last = traceback.extract_tb(fault.__traceback__)[-1:] if fault else []
        where = [f"{frame.filename}:{frame.lineno}" for frame in last] or [f"{record.pathname}:{record.lineno}"]
        told = {"pustaka": record.name, "galat": type(fault).__name__ if fault else "", "tempat": where[0]}
        structlog.get_logger().log(record.levelno, "pustaka.keluhan", **told)


def set_up_logs(stream: TextIO) -> None:
    """Write log lines to `stream`."""
    shown: structlog.typing.Processor
    shown = (
        structlog.dev.ConsoleRenderer() if stream.isatty() else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            shown,
        ],
        logger_factory=structlog.PrintLoggerFactory(stream),
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_Libraries()], force=True)
    # That a job is still at work when its next turn comes is the plan (IDLE), not news, each second.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
