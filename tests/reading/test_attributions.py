"""What stands before a quoted letter, in every shape mail programs give it, and prose that only looks like it."""

import pytest

from sikuwas_mail.reading.cutting import cut

ANSWER = "Kami sependapat dengan usul itu.\nMohon dilanjutkan."
QUOTED = "> kalimat lama\n> kalimat lama kedua\n"
BARE = "kalimat lama\nkalimat lama kedua\n"

# Known whether the letter below bears marks or not.
SURE = (
    "On Thursday, 26 November, 2026, contoh via Forum Contoh wrote:",
    "El jueves, 26 de noviembre de 2026, contoh escribió:",
    "At 11/26/2026 08:32 PM, you wrote:",
    "contoh via Forum Contoh wrote:",
    "---- Contoh Satu wrote ----",
    "---- On Thu, 26 Nov 2026 08:15:00 +0700 Contoh Satu<satu@contoh.example> wrote ----",
    "------On 26/11/2026 08:15 AM, Contoh Satu wrote-----",
    "2026-11-26 8:15 GMT+07:00 Contoh Satu",
    "Contoh Satu <satu@contoh.example> schrieb am Do., 26. Nov. 2026 um 08:15 Uhr:",
    "Contoh Satu schrieb am 26.11.2026 um 08:15:",
    "Contoh Satu skrev den 26-11-2026 08:15:",
    "Contoh Satu a écrit le 26/11/2026 08:15 :",
    "Contoh Satu <satu@contoh.example> ezt írta (időpont: 2026. nov. 26., Cs, 8:15):",
    "2026. 11. 26. 8:15 keltezéssel, Contoh Satu írta:",
    "Pe joi, 26 nov. 2026 la 08:15, Contoh Satu <satu@contoh.example> a scris:",
    '26.11.2026 08:15 пользователь "satu@contoh.example" <\nsatu@contoh.example> написал:',
    "Quoting Contoh Satu <satu@contoh.example>:",
    "Mengutip Contoh Satu <satu@contoh.example>:",
    "On 26-Nov-2026, at 8:15 AM, Contoh Satu <satu@contoh.example> sent:",
    "On Thu, Nov 26, 2026 at 8:15 AM Contoh Satu <satu@contoh.example>\n\nwrote:",
    "On Thu, Nov 26, 2026 at 8:15=E2=80=AFAM Contoh Satu <satu@contoh.example> w=\nrote:",
    "-----Antwort Nachricht-----",
    "Date: Thu, 26 Nov 2026 08:15:00 +0700\nFrom: satu@contoh.example\nTo: dua@contoh.example\nSubject: hal\n",
    "Date: Thu, 26 Nov 2026 08:15:00 +0700\nTo: dua@contoh.example\n",
    "Subject: hal\nFrom: satu@contoh.example\nDate: 26/11/2026\nTo: dua@contoh.example\n",
)
# Known only by the marks of the letter below.
MARKED = (
    "2026/11/26 Contoh Satu <satu@contoh.example>",
    "Contoh Satu, 26/11/2026 08:15:",
    "On 26 Nov 2026, Contoh Satu said:",
    "Dne 26. 11. 2026 v 8:15 Contoh Satu napsal(a):",
)


@pytest.mark.parametrize("heading", [*SURE, *MARKED])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_marked_letter_is_cut_with_its_heading(heading: str, gap: str) -> None:
    assert cut(f"{ANSWER}\n\n{heading}{gap}{QUOTED}") == ANSWER


@pytest.mark.parametrize("heading", SURE)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_letter_without_marks_is_cut_where_its_heading_is_sure(heading: str, gap: str) -> None:
    assert cut(f"{ANSWER}\n\n{heading}{gap}{BARE}") == ANSWER


@pytest.mark.parametrize(
    "heading",
    [
        "On Thu, Nov 26, 2026 at 8:15 AM, satu@contoh.example wrote:",
        "Pada Kam, 26 Nov 2026 pukul 08.15 Contoh Satu <satu@contoh.example> menulis:",
        "--- On Thu, Nov 26, 2026 at 8:15 AM, satu@contoh.example wrote:",
        "Pada Kam, 26 Nov 2026 pukul 08.15 Contoh Satu\n<satu@contoh.example> menulis:",
    ],
)
@pytest.mark.parametrize("words", ["SETUJU", "Setuju, mohon dilanjutkan", "Sudah dibaca\nSETUJU - segera"])
def test_words_on_the_line_of_the_heading_stay(words: str, heading: str) -> None:
    assert cut(f"{words} {heading}\n{QUOTED}") == words


def test_words_before_a_heading_with_the_letter_on_one_line_stay() -> None:
    line = "SETUJU Pada Kam, 26 Nov 2026 pukul 08.15 Contoh Satu <satu@contoh.example> menulis: kalimat lama"
    assert cut(line) == "SETUJU"


@pytest.mark.parametrize("rest", [" (http://contoh.example/c/Yz) >", "tiket=77&aksi=buka)", "http://contoh.example/c"])
def test_the_rest_of_a_broken_link_belongs_to_the_quote(rest: str) -> None:
    assert cut(f"{ANSWER}\n\n> Lihat tiket (http://contoh.example/\n{rest}\n> terima kasih\n") == ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "Pada rapat tanggal 5 Januari 2026 Sekretaris menulis:\npelajari Perpres dahulu",
        "Mengutip Perbup 75/2021:\nInspektorat dipimpin Inspektur",
        "Tanggal: 5 Januari 2026 pukul 09.00\nTempat: ruang rapat\nHal: konsultasi",
        "Tanggal: Kamis, 26 November 2026\nDari: Kepala Bidang Aset\nKepada: Irban II\nHal: jadwal",
        "Jadwal sesi, 26/11/2026 09.00:\nruang rapat Inspektorat",
        "Dikirim melalui pos dan surel",
        "Satu hal lagi\n\nSurat dikirim dari kantor kemarin",
        "Pilihan:\n\n-\nSetuju\n*\nTolak",
        "Contoh waktu:\n2026-11-26 14:30:25\n26.11.2026 14:30\nSemua itu hanya contoh.",
    ],
)
def test_prose_that_looks_like_a_heading_stays(text: str) -> None:
    assert cut(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "(sent from a phone)",
        "Sent with Airmail",
        "Sent from Front",
        "From my iPhone 6",
        "Von meinem Mobilgerät gesendet",
        "Diese Nachricht wurde von meinem Android-Telefon mit K-9 Mail gesendet.",
        "Verzonden met Gmail",
        "Get Outlook for iOS<https://contoh.example/x>",
        "Télécharger Outlook pour Android<https://contoh.example/x>",
        "Outlook für Android<https://contoh.example/x> beziehen",
        "Sent from my iPad, please excuse any typos",
        "iPhoneから送信",
        "发自我的 iPhone",
    ],
)
def test_the_signature_of_a_device_is_no_word_of_the_answer(line: str) -> None:
    assert cut(f"{ANSWER}\n\n{line}") == ANSWER
    assert cut(f"{ANSWER}\n\n{line}\n\nOn 26 Nov 2026 at 8:15, Satu <satu@contoh.example> wrote:\n{QUOTED}") == ANSWER
