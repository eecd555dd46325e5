"""The kind of a mail comes from one ordered table, and the rule that hit is named."""

import pytest

from sikuwas_mail.core.incoming import AutoReply, CalendarReply, Jenis
from sikuwas_mail.reading.mail import parse
from sikuwas_mail.reading.sorting import RULES, Facts, Sorted, sort

FACTS = Facts(frozenset({"inspektorat@example.go.id"}), frozenset({"sikuwas@example.go.id"}))
TOKEN = "abcdefghijklmnopqrstuvwxyz"
OURS = f"In-Reply-To: <SKW-2026-0001.{TOKEN}.0123456789ab@example.go.id>\n"
TO = "To: inspektorat@example.go.id\n"
PERSON = "From: Siti Contoh <siti@example.go.id>\n" + TO


def kind(headers: str = "", body: str = "halo", sender: str = PERSON) -> Sorted:
    return sort(parse(f"{sender}{headers}\n{body}".encode()), FACTS)


def verdict(headers: str = "", body: str = "halo", sender: str = PERSON) -> tuple[str, str]:
    found = kind(headers, body, sender)
    return found.jenis.value, found.alasan


def test_the_table_stands_in_the_order_of_the_house() -> None:
    assert [rule.__name__ for rule in RULES] == [
        "own_mail", "bounced", "online_channel", "written_by_machine", "nobody", "calendar_answer", "forwarded",
        "known_reply", "request_or_stray",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "alasan"),
    [
        (OURS, "balasan-message-id"),
        (f"Delivered-To: inspektorat+skw-2026-0001.{TOKEN}@example.go.id\n", "balasan-alamat-plus"),
        ("Subject: Re: [SIKUWAS SKW-2026-0001] Disposisi\n", "balasan-nomor-tiket"),
    ],
)
def test_an_answer_is_known_by_what_it_refers_to(headers: str, alasan: str) -> None:
    assert verdict(headers, "SETUJU") == ("balasan", alasan)


def test_an_answer_by_link_is_known_by_the_line_it_brings_back() -> None:
    assert verdict("", f"SETUJU Ref: SKW-2026-0001/{TOKEN}") == ("balasan", "balasan-baris-ref")


@pytest.mark.parametrize(
    ("sender", "headers"),
    [
        ("From: inspektorat@example.go.id\n", OURS),
        ("From: inspektorat+skw@example.go.id\n", "Auto-Submitted: auto-generated\n"),
        ("From: inspektorat@example.go.id\n", "List-Id: <sikuwas.example.go.id>\n"),
        (PERSON, "X-Sikuwas-Kasus: SKW-2026-0001\n"),
    ],
)
def test_our_own_mail_is_never_an_answer(sender: str, headers: str) -> None:
    assert verdict(headers, "SETUJU", sender) == ("otomatis", "surat-sendiri")


AUTOMATIC = {
    "Auto-Submitted: auto-replied (vacation)": "kepala-auto-submitted",
    "X-Autoreply: yes": "kepala-balasan-otomatis",
    "X-Auto-Response-Suppress: All": "kepala-auto-response-suppress",
    "Precedence: bulk": "kepala-precedence",
    "List-Id: <milis.example.go.id>": "milis",
    "X-Redmine-Host: proyek.example": "sistem-tiket",
    "Return-Path: <>": "jalur-balik-kosong",
    "Subject: Balasan otomatis: Disposisi": "subjek-balasan-otomatis",
    "Subject: Jawaban Otomatis: Disposisi": "subjek-balasan-otomatis",
    "Subject: Re: [SIKUWAS SKW-2026-0001] Out of office": "subjek-balasan-otomatis",
    "Subject: Automatic reply: Disposisi": "subjek-balasan-otomatis",
    "Subject: Di Luar Kantor": "subjek-balasan-otomatis",
    "Subject: Automatische Antwort: x": "subjek-balasan-otomatis",
    "Subject: =?utf-8?Q?R=C3=A9ponse_automatique?=: x": "subjek-balasan-otomatis",
    "Subject: =?utf-8?B?6Ieq5YuV5b+c562U?=": "subjek-balasan-otomatis",
    "Subject: Dibaca: Disposisi": "subjek-balasan-otomatis",
    "Subject: Report domain: example.go.id Submitter: x.id": "laporan-dmarc",
}


@pytest.mark.parametrize(("header", "alasan"), AUTOMATIC.items())
def test_a_machines_mail_is_automatic_even_as_an_answer(header: str, alasan: str) -> None:
    assert verdict(header + "\n" + OURS, "SETUJU") == ("otomatis", alasan)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Auto-Submitted: no\n", "SETUJU"),
        ("Return-Path: <MAILER-DAEMON>\n", "SETUJU"),
        ("Subject: Re: [SIKUWAS SKW-2026-0001] Cuti pegawai\n", "SETUJU"),
        ("Subject: Dinas luar dan SPPD\n", "SETUJU"),
        ("Subject: Re: konfirmasi\n", "HADIR\n\n> Balasan ini dikirim secara otomatis"),
        ("Precedence: normal\n", "SIAP"),
    ],
)
def test_a_persons_answer_is_not_taken_for_a_machines(headers: str, body: str) -> None:
    assert kind(headers + OURS, body).jenis is Jenis.BALASAN


@pytest.mark.parametrize(
    "subject", ["[AUTO GENERATED] Rekap", "[Auto-Reply] rapat", "Auto-generated: rekap", "OOO: rapat"]
)
def test_a_subject_that_says_a_machine_wrote_is_believed(subject: str) -> None:
    assert kind(f"Subject: {subject}\n").alasan == "subjek-balasan-otomatis"


@pytest.mark.parametrize(
    ("subject", "body", "until"),
    [
        ("Sedang cuti", "Saya sedang cuti tahunan s.d. 27 November 2026.", "2026-11-27"),
        ("Dinas luar", "Saya sedang dinas luar sampai dengan tanggal 27/11/2026.", "2026-11-27"),
        ("Tidak di kantor", "Saya cuti tanggal 23 - 27 Nopember 2026", "2026-11-27"),
        ("Balasan otomatis: x", "Saya tidak di kantor dan kembali bekerja hari Senin, 30 November 2026", "2026-11-29"),
        ("Out of office", "I am on annual leave until November 27, 2026.", "2026-11-27"),
        ("Cuti", "Saya sedang cuti hingga 4 Januari", "2027-01-04"),
        ("Di luar kantor", "Silakan menghubungi Sekretariat.", "None"),
        ("Sedang cuti", "Saya sedang cuti s.d. 31 Februari 2026", "None"),
    ],
)  # fmt: skip
def test_an_absence_is_kept_as_a_fact(subject: str, body: str, until: str) -> None:
    found = kind(f"Subject: {subject}\nDate: Mon, 23 Nov 2026 09:00:00 +0700\n{OURS}", body)
    assert found.jenis is Jenis.OTOMATIS
    assert isinstance(found.rincian, AutoReply)
    assert found.rincian.cuti
    assert str(found.rincian.cuti_sampai) == until


def test_a_mailing_list_is_no_absence() -> None:
    found = kind("List-Id: <x.y>\n", "Rapat dimulai pukul 09.00").rincian
    assert isinstance(found, AutoReply)
    assert not found.cuti


@pytest.mark.parametrize("header", ["Content-Type: multipart/report; report-type=disposition-notification; boundary=b"])
def test_a_read_receipt_is_automatic(header: str) -> None:
    part = "--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action; displayed\n--b--"
    assert verdict(f"{header}\n{OURS}", part) == ("otomatis", "tanda-baca")


def test_the_web_applications_notification_is_a_request_though_a_machine_sends_it() -> None:
    sender = "From: sikuwas@example.go.id\n" + TO
    assert verdict("Auto-Submitted: auto-generated\nPrecedence: bulk\n", "Nama: Budi", sender) == (
        "permohonan",
        "kanal-online",
    )


ICS = (
    "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:{}\nBEGIN:VEVENT\nUID:skw-1@example.go.id\nDTSTAMP:20261123T020000Z\n"
    "DTSTART;TZID=Asia/Jakarta:20261126T100000\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:lain@example.go.id\n"
    "ATTENDEE;PARTSTAT={}:MAILTO:Siti@Example.go.id\nEND:VEVENT\nEND:VCALENDAR\n"
)


def calendar(method: str, status: str, extra: str = "") -> Sorted:
    head = f"{extra}Content-Type: multipart/alternative; boundary=b\n"
    parts = f"--b\n\nditerima\n--b\nContent-Type: text/calendar; method={method}\n\n{ICS.format(method, status)}--b--"
    return kind(head, parts)


@pytest.mark.parametrize("status", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_an_answer_to_an_invitation_is_read_with_its_sender(status: str) -> None:
    found = calendar("REPLY", status, "Auto-Submitted: auto-replied\n")
    assert found.jenis is Jenis.KALENDER
    assert isinstance(found.rincian, CalendarReply)
    assert (found.rincian.uid, found.rincian.peserta, found.rincian.status) == (
        "skw-1@example.go.id",
        "siti@example.go.id",
        status,
    )


def test_a_counter_proposal_names_its_time() -> None:
    found = calendar("COUNTER", "TENTATIVE").rincian
    assert isinstance(found, CalendarReply)
    assert found.status == "COUNTER"
    assert found.usulan is not None
    assert found.usulan.isoformat() == "2026-11-26T10:00:00+07:00"


def test_an_invitation_by_others_is_no_answer() -> None:
    assert calendar("REQUEST", "NEEDS-ACTION").jenis is not Jenis.KALENDER


def test_a_calendar_part_that_cannot_be_read_is_no_answer() -> None:
    head = "Content-Type: text/calendar; method=REPLY\n"
    assert kind(head, "METHOD:REPLY\nBEGIN:VEVENT\nrusak").jenis is not Jenis.KALENDER


FORWARDED = "---------- Pesan terusan ---------\nDari: A <a@b.id>\nTanggal: Sen, 5 Jan 2026 09.15\nSubjek: x\n\nSETUJU"


@pytest.mark.parametrize("prefix", ["Fwd", "FW", "Trs", "Tr", "Terusan", "WG"])
@pytest.mark.parametrize("above", ["", "SETUJU\n\n"])
def test_a_forward_is_never_an_answer(prefix: str, above: str) -> None:
    assert verdict(f"Subject: {prefix}: [SIKUWAS SKW-2026-0001] x\n{OURS}", above + FORWARDED)[0] == "terusan"


def test_a_forward_without_prefix_and_words_is_a_forward() -> None:
    assert verdict("Subject: Disposisi\n" + OURS, FORWARDED) == ("terusan", "isi-terusan")


def test_a_letter_forwarded_as_a_file_is_a_forward() -> None:
    body = "--b\n\n\n--b\nContent-Type: message/rfc822\n\nFrom: a@b.id\n\nSETUJU\n--b--"
    head = f"Subject: Disposisi\nContent-Type: multipart/mixed; boundary=b\n{OURS}"
    assert verdict(head, body) == ("terusan", "isi-terusan")


def test_an_answer_to_a_forward_is_an_answer() -> None:
    assert kind("Subject: Re: Fwd: [SIKUWAS SKW-2026-0001] x\n" + OURS, "SETUJU\n\n" + FORWARDED).jenis is Jenis.BALASAN


def test_an_answer_that_quotes_with_a_header_block_is_an_answer() -> None:
    block = "SETUJU\n\nDari: A <a@b.id>\nDikirim: Senin 09.15\nKepada: B\nSubjek: x\n\nlama"
    assert kind("Subject: RE: [SIKUWAS SKW-2026-0001] x\n" + OURS, block).jenis is Jenis.BALASAN


@pytest.mark.parametrize(
    ("body", "alasan"),
    [
        ("Nama: Budi\nNIP: -\nTopik: aset\nUraian: hibah", "label-permohonan"),
        ("Kami mohon pendampingan pengelolaan dana desa.", "kata-permohonan"),
        ("Apakah hibah barang harus dicatat sebagai aset?", "kata-permohonan"),
        ("Assalamu'alaikum, kami bermaksud berkonsultasi tentang SPJ", "kata-permohonan"),
        ("Laporan keuangan BOS triwulan tiga untuk sekolah kami terlambat", "surat-manusia"),
    ],
)
def test_a_mail_that_asks_for_something_opens_a_case(body: str, alasan: str) -> None:
    assert verdict("", body) == ("permohonan", alasan)


def test_a_form_attached_opens_a_case() -> None:
    part = "--b\nContent-Type: application/octet-stream; name=Formulir-Permohonan.docx\n\nx\n--b--"
    assert verdict("Content-Type: multipart/mixed; boundary=b\n", part) == ("permohonan", "formulir-terlampir")


@pytest.mark.parametrize(
    ("sender", "body", "alasan"),
    [
        (PERSON, "", "surel-kosong"),
        (PERSON, "Terima kasih banyak, Bapak/Ibu.", "tanpa-permintaan"),
        (PERSON, "We offer the best services for you", "bahasa-asing"),
        (PERSON, "Promo pinjaman online untuk Bapak, klik di sini https://x.id", "surat-edaran"),
        ("From: noreply@toko.example\n", "Pesanan kami mohon dikonfirmasi", "pengirim-mesin"),
        ("From: a@b.id\nFrom: c@d.id\n", "Kami mohon pendampingan", "pengirim-tidak-tunggal"),
        ("From: a@b.id, c@d.id\n", "Kami mohon pendampingan", "pengirim-tidak-tunggal"),
        ("From: rusak\n", "Kami mohon pendampingan", "pengirim-tidak-tunggal"),
    ],
)
def test_what_asks_for_nothing_is_left_to_a_human(sender: str, body: str, alasan: str) -> None:
    assert verdict("", body, sender) == ("asing", alasan)
