"""Several copies are put into a folder whole, in one command where the server takes that."""

from datetime import UTC, datetime

import pytest
from servers import EXTENSIONS, PLAIN_IMAP, Dovecot

from sikuwas_mail.edge.mailbox import ImapSettings, Mailbox

WHO, WORD = "inspektorat@example.go.id", "rahasia-contoh"
RAWS = [b"Message-ID: <%d@contoh>\r\n\r\nisi\nbaris {%d+}\r\n.\r\n" % (n, n) for n in range(5)]


@pytest.mark.parametrize("more", ["", " MULTIAPPEND"])
def test_copies_arrive_whole_and_in_order(more: str) -> None:
    offered = " ".join(sorted(PLAIN_IMAP | EXTENSIONS)) + more
    with Dovecot([(WHO, WORD)], settings=f"protocol imap {{\n imap_capability = IMAP4rev1 {offered}\n}}") as server:
        box = Mailbox(ImapSettings(host="127.0.0.1", port=server.port, tls="none", user=WHO, password=WORD))
        box.connect()
        assert ("MULTIAPPEND" in box.capabilities) == bool(more)
        box.ensure_folders("Terkirim")
        box.append_all("Terkirim", RAWS, (r"\Seen",), datetime(2026, 11, 23, tzinfo=UTC))
        box.close()
        assert server.inbox(WHO, "Terkirim") == [raw.replace(b"isi\n", b"isi\r\n") for raw in RAWS]
