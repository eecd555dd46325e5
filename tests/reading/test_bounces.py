"""A letter that came back is recognised in every server's words, and tied to the letter of ours it returns."""

import pytest

from sikuwas_mail.core.incoming import Bounce, Jenis
from sikuwas_mail.reading.mail import parse
from sikuwas_mail.reading.sorting import Facts, Sorted, sort

ID = "<SKW-2026-0001.abcdefghijklmnopqrstuvwxyz.0123456789ab@example.go.id>"
TO = "To: inspektorat@example.go.id\n"


def kind(raw: str) -> Sorted:
    return sort(parse(raw.encode()), Facts(frozenset({"inspektorat@example.go.id"})))


def bounce(raw: str) -> Bounce:
    found = kind(raw)
    assert found.jenis is Jenis.PENTALAN
    assert isinstance(found.rincian, Bounce)
    return found.rincian


def report(action: str, status: str, subject: str = "Undelivered Mail Returned to Sender") -> str:
    return (
        f"From: MAILER-DAEMON@mx.example\n{TO}Subject: {subject}\nReturn-Path: <>\nAuto-Submitted: auto-replied\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\n\nPesan tidak terkirim.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; Siti@example.go.id\nAction: {action}\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; 550 {status}\n  User unknown\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nFrom: inspektorat@example.go.id\nMessage-ID: {ID}\n--b--\n"
    )


def test_a_delivery_report_names_recipient_reason_and_letter() -> None:
    found = bounce(report("failed", "5.1.1"))
    assert found.alasan == "pentalan-laporan-pengiriman"
    assert (found.penerima, found.status) == (("siti@example.go.id",), "5.1.1")
    assert (found.message_id_asal, found.tertunda) == (ID, False)
    assert found.keterangan == "smtp; 550 5.1.1 User unknown"


def test_a_delay_is_not_a_failure() -> None:
    assert bounce(report("delayed", "4.4.1", "Delayed Mail (still being retried)")).tertunda


def test_a_report_of_success_is_no_bounce() -> None:
    found = kind(report("delivered", "2.0.0", "Successful Mail Delivery Report"))
    assert (found.jenis, found.alasan) == (Jenis.OTOMATIS, "laporan-terkirim")


PLAIN = {
    "Exim": (
        f"From: Mail Delivery System <Mailer-Daemon@mx.example>\n{TO}Subject: Mail delivery failed: returning"
        " message to sender\n\nA message that you sent could not be delivered to one or more of its recipients.\n\n"
        "  siti@example.go.id\n    host mx [192.0.2.1]: 550 5.1.1 user unknown\n\n------ This is a copy\n\n"
        f"From: inspektorat@example.go.id\nMessage-ID: {ID}\n"
    ),
    "qmail": (
        f"From: MAILER-DAEMON@mx.example\n{TO}Subject: failure notice\n\nHi. This is the qmail-send program.\n"
        f"<siti@example.go.id>:\n192.0.2.1 does not like recipient. 550 5.1.1\n\n--- Below is a copy\n\n"
        f"Message-ID: {ID}\n"
    ),
    "Exchange": (
        f"From: postmaster@mx.example\n{TO}Subject: Tidak terkirim: Disposisi\nReturn-Path: <>\n"
        "Content-Type: multipart/mixed; boundary=b\n\n"
        "--b\n\nsiti@example.go.id (siti@example.go.id)\nAlamat tidak ditemukan 5.1.1\n"
        f"--b\nContent-Type: message/rfc822\n\nMessage-ID: {ID}\nFrom: inspektorat@example.go.id\n\nx\n--b--\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("raw", PLAIN.values(), ids=PLAIN.keys())
def test_a_bounce_without_a_report_part_is_read_from_its_words(raw: str) -> None:
    found = bounce(raw)
    assert found.message_id_asal == ID
    assert found.penerima == ("siti@example.go.id",)
    assert found.status == "5.1.1"


TERSE = {
    "a daemon with few words": "From: MAILER-DAEMON@mx.example\n{to}Subject: Processing Error\n\nRecipient: siti",
    "a daemon in the copy of a list": (
        "From: MAILER-DAEMON@mx.example\n{to}Subject: =?utf-8?B?6YCa55+l?=\nPrecedence: bulk\nList-Id: <l.example>\n\nx"
    ),
    "an action nobody knows": (
        "From: MAILER-DAEMON@mx.example\n{to}Subject: Notification\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; siti@example.go.id\nAction: error\n"
        "Status: 5.0.0\n--b--\n"
    ),
    "a report that names nobody": (
        "{to}Subject: Pemberitahuan\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n"
        "A message could not be delivered to:\nsiti@example.go.id\n--b\nContent-Type: message/delivery-status\n\n"
        "Reporting-MTA: dns; mx.example\n--b--\n"
    ),
    "a path named after the daemon": (
        "From: gerbang@mx.example\nReturn-Path: <MAILER-DAEMON@mx.example>\n"
        "{to}Subject: Mail could not be delivered\n\nUnable to deliver message to <siti@example.go.id>\n"
    ),
    "a gateway under its own name": (
        "From: gerbang_antivirus@mx.example\n{to}Subject: Delivery failure notification\n\n"
        "Your message with Subject: x...\ncould not be delivered to the following recipients:\n\nsiti@example.go.id\n"
    ),
    "a server that calls itself by its program": (
        "From: MDaemon@mx.example\n{to}Subject: Warning: siti@example.go.id - User unknown!\n\nno such user here\n"
    ),
    "a postmaster with an odd address": (
        "From: <Postmaster\\@mx.example@other.example>\n{to}Subject: Mail Delivery Warning\n\n"
        "Delivery has been postponed due to a full mailbox.\n"
    ),
}


@pytest.mark.parametrize("raw", TERSE.values(), ids=TERSE.keys())
def test_a_bounce_is_known_though_it_says_little(raw: str) -> None:
    assert kind(raw.replace("{to}", TO)).jenis is Jenis.PENTALAN


@pytest.mark.parametrize(
    "subject", ["Successful Mail Delivery Report", "Out of Office: rapat", "Pesan berhasil terkirim"]
)
def test_a_daemon_that_tells_of_no_failure_is_no_bounce(subject: str) -> None:
    raw = f"From: MAILER-DAEMON@mx.example\n{TO}Subject: {subject}\nAuto-Submitted: auto-generated\n\nx"
    assert kind(raw).jenis is Jenis.OTOMATIS


@pytest.mark.parametrize(
    "subject",
    [
        "Undeliverable: x",
        "Mail System Error - Returned Mail",
        "Pemberitahuan Status Pengiriman (Kegagalan)",
        "Pesan tertunda",
        "Gagal terkirim",
        "Unzustellbar: x",
        "=?utf-8?B?44Oh44O844Or44Ko44Op44O86YCa55+l?=",
    ],
)
def test_subjects_of_bounces_are_known_in_many_languages(subject: str) -> None:
    raw = f"From: <postmaster@mx.example>\n{TO}Subject: {subject}\nReturn-Path: <>\n\n550 5.1.1 user unknown"
    assert kind(raw).jenis is Jenis.PENTALAN


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Pengiriman laporan gagal", "Kami mohon arahan karena laporan tidak dapat dikirim melalui aplikasi."),
        ("Delivery status barang", "Apakah status pengiriman barang perlu dicatat?"),
        ("Re: [SIKUWAS SKW-2026-0001] x", "Surel kemarin tidak terkirim, ini saya kirim ulang. SETUJU"),
        ("Delivery failure aplikasi", "Email saya could not be delivered kemarin, mohon dicek ke bpkad@example.go.id"),
        ("Surat kembali", "Surat kami dikembalikan oleh Bagian Hukum, mohon saran."),
    ],
)
def test_a_person_who_writes_of_failed_delivery_is_no_bounce(subject: str, body: str) -> None:
    raw = f"From: Siti Contoh <siti@example.go.id>\n{TO}Subject: {subject}\n\n{body}"
    assert kind(raw).jenis in {Jenis.PERMOHONAN, Jenis.BALASAN}


def test_an_abuse_report_is_automatic_and_no_bounce() -> None:
    raw = (
        f"From: abuse@mx.example\n{TO}Subject: Laporan\nContent-Type: multipart/report; report-type=feedback-report;"
        " boundary=b\n\n--b\n\nini laporan\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--\n"
    )
    assert (kind(raw).jenis, kind(raw).alasan) == (Jenis.OTOMATIS, "laporan-penyalahgunaan")
