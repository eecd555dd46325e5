"""A message nobody could decide keeps a name: its Message-ID, sender and subject, as far as its head can be read."""

from dataclasses import dataclass

from sikuwas_mail.reading.mail import parse


@dataclass(frozen=True, slots=True)
class Heading:
    """What the inbox shows of a message; empty where it was never read."""

    message_id: str = ""
    dari: str = ""
    subjek: str = ""


NAMELESS = Heading()


def heading(raw: bytes) -> Heading:
    """The head of a message; `NAMELESS` where that is what fails."""
    try:
        envelope = parse(raw.partition(b"\r\n\r\n")[0]).envelope
    except Exception:  # noqa: BLE001 - the message has failed before: its row is worth more than its head
        return NAMELESS
    return Heading(envelope.message_id, ", ".join(envelope.dari), envelope.subjek)
