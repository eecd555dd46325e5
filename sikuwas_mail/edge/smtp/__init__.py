"""Letters go out over SMTP, one at a time, each with exactly one fate."""

from sikuwas_mail.edge.smtp.submission import Submission
from sikuwas_mail.edge.smtp.values import (
    Doubtful,
    Refused,
    Result,
    Sent,
    SmtpFacts,
    SmtpSettings,
    SmtpUnavailable,
    TryLater,
    pause,
)

__all__ = [
    "Doubtful",
    "Refused",
    "Result",
    "Sent",
    "SmtpFacts",
    "SmtpSettings",
    "SmtpUnavailable",
    "Submission",
    "TryLater",
    "pause",
]
