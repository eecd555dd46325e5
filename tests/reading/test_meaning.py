"""What replies mean at each step: clear answers, questions back, and words that decide nothing."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikuwas_mail.core.incoming import Answer
from sikuwas_mail.core.sop import SOP, Baris, Jawaban, Langkah, Peran, baris
from sikuwas_mail.reading.meaning import read, read_among
from tests.reading.docx import berita_acara, formulir
from tests.reading.staff import DIREKTORI, NOW, alamat

STEPS: dict[str, Baris | None] = {
    "penerusan": baris(Langkah.PENERUSAN),
    "disposisi": baris(Langkah.DISPOSISI),
    "penugasan": baris(Langkah.PENUGASAN),
    "konsultasi": baris(Langkah.KONSULTASI),
    "pelaporan": baris(Langkah.PELAPORAN),
    "inspektur": baris(Langkah.PENGARSIPAN, Peran.INSPEKTUR),
    "arsip": baris(Langkah.PENGARSIPAN, Peran.ADMIN),
    "persiapan": baris(Langkah.PERSIAPAN),
    "permohonan": baris(Langkah.PERMOHONAN),
    "pemohon": None,
}
WORDS = sorted(
    {a.jawaban for b in SOP for a in b.jawaban if a.jawaban is not Jawaban.DATA} | {Jawaban.HADIR, Jawaban.JADWAL}
)
REF = "Ref: SKW-2026-0001/abcdefghijklmnopqrstuvwxyz"


def dibaca(langkah: str, text: str, **more: Any) -> Answer:
    return read(text, STEPS[langkah], DIREKTORI, NOW, **more)


JELAS: list[tuple[str, str, str]] = [
    ("penerusan", "TERUSKAN", "TERUSKAN"),
    ("penerusan", "teruskan.", "TERUSKAN"),
    ("penerusan", "Teruskan saja", "TERUSKAN"),
    ("penerusan", f"TERUSKAN {REF}", "TERUSKAN"),
    ("penerusan", "lengkap, teruskan", "TERUSKAN"),
    ("penerusan", "Berkas sudah lengkap, silakan diteruskan ke Sekretaris", "TERUSKAN"),
    ("penerusan", "tidak perlu dilengkapi, teruskan", "TERUSKAN"),
    ("penerusan", "oke", "TERUSKAN"),
    ("penerusan", "Assalamu'alaikum Wr. Wb.\n\nYth. Bapak/Ibu\n\nTeruskan.\n\nTerima kasih\nAdmin", "TERUSKAN"),
    ("penerusan", "LENGKAPI: NIP dan surat tugas", "LENGKAPI"),
    ("penerusan", "LENGKAPI NIP dan surat tugas", "LENGKAPI"),
    ("penerusan", "Lengkapi, surat pengantar", "LENGKAPI"),
    ("penerusan", "LENGKAPI\n- NIP\n- surat pengantar", "LENGKAPI"),
    ("penerusan", "LENGKAPI: apakah ada KAK?", "LENGKAPI"),
    ("penerusan", "mohon dilengkapi surat pengantar", "LENGKAPI"),
    ("penerusan", "Mhn lengkapi surat tugas dr pimpinan", "LENGKAPI"),
    ("penerusan", "TOLAK: bukan kewenangan kami", "TOLAK"),
    ("penerusan", "TOLAK bukan kewenangan kami", "TOLAK"),
    ("penerusan", "TOLAK - bukan kewenangan, teruskan ke BPKP", "TOLAK"),
    ("penerusan", "Kami tolak karena bukan kewenangan Inspektorat", "TOLAK"),
    ("penerusan", "PENGADUAN: laporan dugaan pungutan", "PENGADUAN"),
    ("disposisi", "SETUJU", "SETUJU"),
    ("disposisi", "SETUJU.", "SETUJU"),
    ("disposisi", "*SETUJU*", "SETUJU"),
    ("disposisi", "Setuju, terima kasih", "SETUJU"),
    ("disposisi", "SETUJU Pak", "SETUJU"),
    ("disposisi", "setuju bu, silakan", "SETUJU"),
    ("disposisi", f"SETUJU {REF}", "SETUJU"),
    ("disposisi", "Selamat pagi, SETUJU", "SETUJU"),
    ("disposisi", "Mohon izin, setuju Pak", "SETUJU"),
    ("disposisi", "Yth. Admin,\nDengan hormat,\n\nSETUJU\n\nHormat kami,\nSari Contoh", "SETUJU"),
    ("disposisi", "SETUJU\n\nSari Contoh\nSekretaris Inspektorat", "SETUJU"),
    ("disposisi", "SETUJU\nSari Contoh, S.H.", "SETUJU"),
    ("disposisi", "Terima kasih.\nSetuju.", "SETUJU"),
    ("disposisi", "SETUJU: mohon segera dijadwalkan", "SETUJU"),
    ("disposisi", "ACC", "SETUJU"),
    ("disposisi", "a.c.c", "SETUJU"),
    ("disposisi", "laksanakan", "SETUJU"),
    ("disposisi", "monggo dilanjut", "SETUJU"),
    ("disposisi", "inggih, monggo", "SETUJU"),
    ("disposisi", "iya pak", "SETUJU"),
    ("disposisi", "sudah sesuai, lanjutkan", "SETUJU"),
    ("disposisi", "tidak perlu direvisi, setuju", "SETUJU"),
    ("disposisi", "tidak ada masalah, lanjutkan", "SETUJU"),
    ("disposisi", "Irban II, tindak lanjuti", "IRBAN"),
    ("disposisi", "Sdr. Irbanwil III utk ditelaah", "IRBAN"),
    ("disposisi", "IRBAN III mohon ditelaah", "IRBAN"),
    ("disposisi", "IRBAN III\nmohon ditelaah, belum pernah ada sebelumnya", "IRBAN"),
    ("disposisi", "IRBAN III: jangan lewat Jumat", "IRBAN"),
    ("disposisi", "IRBAN III\nMohon ditelaah, koordinasikan dengan Irban II.", "IRBAN"),
    ("disposisi", "IRBAN 3", "IRBAN"),
    ("disposisi", "irban khusus: telaah", "IRBAN"),
    ("disposisi", "Irbanwil III", "IRBAN"),
    ("disposisi", "Teruskan ke Irban I", "IRBAN"),
    ("disposisi", "lanjut ke irban 2", "IRBAN"),
    ("disposisi", "Mohon Irban 3 menindaklanjuti sesuai ketentuan", "IRBAN"),
    ("disposisi", "mohon diteruskan ke Irban II untuk ditindaklanjuti", "IRBAN"),
    ("disposisi", "KEMBALIKAN: OPD belum jelas", "KEMBALIKAN"),
    ("disposisi", "kembalikan, OPD salah", "KEMBALIKAN"),
    ("disposisi", "mohon dikembalikan ke admin, OPD belum jelas", "KEMBALIKAN"),
    ("penugasan", "TUGASKAN: Rina Contoh; Joko Contoh", "TUGASKAN"),
    ("penugasan", "saya tugaskan Bu Rina, mohon koordinasi dengan BPKAD", "TUGASKAN"),
    ("penugasan", "ALIHKAN: IRBAN III bukan wilayah Irban II", "ALIHKAN"),
    ("penugasan", "ALIHKAN IRBAN III alasan: objek di sana", "ALIHKAN"),
    ("penugasan", "alihkan ke Irban III, objek di wilayah III", "ALIHKAN"),
    ("penugasan", "mohon dialihkan ke Irban III karena objek di sana", "ALIHKAN"),
    ("konsultasi", "SIAP", "SIAP"),
    ("konsultasi", "siap", "SIAP"),
    ("konsultasi", "siap pak, laksanakan", "SIAP"),
    ("konsultasi", "siap melaksanakan tugas sesuai jadwal", "SIAP"),
    ("konsultasi", "berhalangan, sedang audit di Desa X", "BERHALANGAN"),
    ("konsultasi", "BERHALANGAN: sakit, tidak dapat hadir", "BERHALANGAN"),
    ("konsultasi", "mohon maaf saya berhalangan karena sakit", "BERHALANGAN"),
    ("konsultasi", "LANJUT: 2 Desember 2026 09.00", "LANJUT"),
    ("konsultasi", "LANJUT besok jam 10", "LANJUT"),
    ("konsultasi", "HASIL\nPERMASALAHAN: a\nPEMBAHASAN: b\nSARAN: c", "HASIL"),
    ("konsultasi", f"HASIL PERMASALAHAN: a PEMBAHASAN: b SARAN: c {REF}", "HASIL"),
    ("konsultasi", "Berikut hasilnya\nMASALAH: a\nPEMBAHASAN: b\nSARAN: c", "HASIL"),
    ("konsultasi", "HASIL\n1. Permasalahan\na\n2. Pembahasan\nb\n3. Saran\nc", "HASIL"),
    ("pelaporan", "SETUJU", "SETUJU"),
    ("pelaporan", "ok lanjut", "SETUJU"),
    ("pelaporan", "Setuju diteruskan ke Inspektur", "SETUJU"),
    ("pelaporan", "tidak perlu diperbaiki, setuju", "SETUJU"),
    ("pelaporan", "SETUJU\n\nIrban Dua Contoh\nInspektur Pembantu Wilayah II", "SETUJU"),
    ("pelaporan", "perbaiki simpulan", "PERBAIKI"),
    ("pelaporan", "PERBAIKI: simpulan belum jelas", "PERBAIKI"),
    ("pelaporan", "Mohon simpulan diperbaiki", "PERBAIKI"),
    ("pelaporan", "tolong koreksi nomor surat", "PERBAIKI"),
    ("inspektur", "TERIMA", "TERIMA"),
    ("inspektur", "terima.", "TERIMA"),
    ("inspektur", f"TERIMA {REF}", "TERIMA"),
    ("inspektur", "Assalamualaikum wr. wb.\nTERIMA.\nWassalam", "TERIMA"),
    ("inspektur", "TERIMA\n\nMohon segera diarsipkan.", "TERIMA"),
    ("inspektur", "TERIMA\n\nHadi Contoh", "TERIMA"),
    ("inspektur", "PERBAIKI: simpulan", "PERBAIKI"),
    ("inspektur", "perbaiki simpulan", "PERBAIKI"),
    ("arsip", "ARSIP: 700/12 / Rak 3", "ARSIP"),
    ("arsip", "ARSIP\n700/12 / Rak 3", "ARSIP"),
    ("arsip", "arsip 700/12 rak 3", "ARSIP"),
    ("persiapan", "SIAP: https://zoom.us/j/1?pwd=x", "SIAP"),
    ("persiapan", "SIAP: ruang rapat lantai 2", "SIAP"),
    ("persiapan", "SIAP ruang rapat lantai 2", "SIAP"),
    ("persiapan", "https://zoom.us/j/1", "SIAP"),
    ("persiapan", "Ruang Rapat Inspektorat", "SIAP"),
    ("pemohon", "HADIR", "HADIR"),
    ("pemohon", "bisa", "HADIR"),
    ("pemohon", "Baik, kami akan hadir sesuai jadwal. Terima kasih.", "HADIR"),
    ("pemohon", "Insya Allah kami hadir", "HADIR"),
    ("pemohon", "JADWAL: Kamis 10.00", "JADWAL"),
    ("pemohon", "mohon dijadwal ulang Senin", "JADWAL"),
    ("pemohon", "tidak bisa hadir, mohon dijadwal ulang Rabu 09.00", "JADWAL"),
    ("pemohon", "mohon reschedule ke tanggal 2 Desember pukul 13.00", "JADWAL"),
    ("pemohon", "BATAL", "BATAL"),
    ("pemohon", "BATAL: sudah selesai sendiri", "BATAL"),
    ("pemohon", "kami batalkan", "BATAL"),
    ("permohonan", "mohon dibatalkan karena sudah selesai", "BATAL"),
    ("pemohon", "4 4 3 4 4 4 4 4 4", "SURVEI"),
    ("pemohon", "bagaimana status permohonan kami?", "STATUS"),
    ("permohonan", "Nama: Budi\nNo HP: 08123456789", "DATA"),
]

RAGU: list[tuple[str, str]] = [
    *(
        ("disposisi", t)
        for t in (
            "belum setuju",
            "setuju dengan catatan",
            "SETUJU dengan catatan: lengkapi lampiran",
            "ok tapi revisi",
            "SETUJU tapi cepat",
            "saya tidak setuju",
            "kurang setuju",
            "Pada prinsipnya setuju",
            "Setuju besok saja",
            "Setuju?",
            "apakah boleh disetujui?",
            "akan saya setujui",
            "sudah saya setujui kemarin",
            "Inspektur setuju",
            "Kalau Irban setuju, lanjutkan",
            "jangan dilanjutkan",
            "ok, nanti saya cek",
            "ok, saya pelajari",
            "SETUJU.\nTapi lampiran dilengkapi dulu",
            "SETUJU\n\nTerima kasih\nNB: perbaiki nomor",
            "SETUJU\nKEMBALIKAN: salah",
            "> SETUJU",
            "siap",
            "TERUSKAN",
            "TERIMA",
            "👍",
            "",
            "UDK",
            "not ok",
            "SETUJU, Irban III",
            "koordinasikan dg Irban IV",
            "koordinasikan dg Irban III",
            "Irban II atau III",
            "IRBAN II/III",
            "IRBAN IV",
            "IRBAN 9",
            "Irban III sedang cuti",
            "Bukan Irban II",
            "Irban setuju",
            "Irban II setuju, laksanakan",
            "Pak Irban sudah acc",
            "Irban II sudah setuju",
            "sudah dilanjutkan Irban II",
            "Irban II akan menindaklanjuti",
            "Irban II, jangan diproses",
            "IRBAN",
            "kembalikan",
            "KEMBALIKAN:",
            "kembalikan tidak perlu",
            "tidak perlu dikembalikan",
            "belum sesuai",
            "ya tapi nanti",
            "BATAL",
            "tolak",
        )
    ),
    *(
        ("penerusan", t)
        for t in (
            "belum lengkap",
            "tidak usah diteruskan",
            "teruskan kalau sudah lengkap",
            "LENGKAPI",
            "LENGKAPI:",
            "mohon dilengkapi dulu",
            "mohon dilengkapi NIP, setelah itu kami teruskan",
            "Sudah dilengkapi, teruskan",
            "tolak ukur kami apa",
            "tolak atau teruskan",
            "jangan ditolak",
            "TOLAK: jika belum dilengkapi",
            "TOLAK: tidak jadi",
            "TOLAK",
            "ini pengaduan",
            "sudah diteruskan",
            "SETUJU",
            "bukan kewenangan kami",
            "lengkap",
        )
    ),
    *(
        ("penugasan", t)
        for t in (
            "ok",
            "SETUJU",
            "TUGASKAN",
            "TUGASKAN: Slamet",
            "TUGASKAN: Dewi",
            "TUGASKAN: Rina; Slamet",
            "TUGASKAN Rina atau Joko",
            "TUGASKAN Rina, jangan Joko",
            "Bu Rina saja",
            "belum bisa saya tugaskan",
            "TUGASKAN: Irban Dua",
            "ALIHKAN 3",
            "ALIHKAN",
            "ALIHKAN: IRBAN II",
            "ALIHKAN: IRBAN III/II salah",
            "ALIHKAN: IRBAN IV objek lain",
            "TUGASKAN: Rina?",
            "JADWAL: Kamis 10.00",
            "siapa yang ditugaskan?",
            "tidak perlu dialihkan ke Irban III karena sudah sesuai",
        )
    ),
    *(
        ("konsultasi", t)
        for t in (
            "belum siap",
            "tidak siap",
            "Siap, tapi Kamis saya cuti",
            "BERHALANGAN",
            "tidak berhalangan",
            "saya tidak bisa, ada audit",
            "HASIL",
            "HASIL\nMASALAH: a\nPEMBAHASAN: b",
            "Hasil rapat belum ada",
            "LANJUT",
            "LANJUT: besok",
            "lanjutkan",
            "LANJUT: 20 November 2026 09.00",
            "LANJUT: Jumat 26 November 2026 10.00",
            "terlampir BA",
            "SETUJU",
        )
    ),
    *(
        ("pelaporan", t)
        for t in (
            "Setuju, tapi perbaiki simpulan",
            "perbaiki dulu baru saya setuju",
            "PERBAIKI",
            "perbaiki tidak perlu",
            "Sudah saya perbaiki, setuju",
            "sudah diperbaiki",
            "tidak setuju, perbaiki",
            "revisi atau setuju?",
            "SETUJU disampaikan besok",
            "TERIMA",
            "hampir setuju",
        )
    ),
    *(
        ("inspektur", t)
        for t in (
            "ACC",
            "oke lanjutkan",
            "setuju",
            "laksanakan",
            "UMK",
            "TERIMA, perbaiki simpulan",
            "terima, tapi simpulan kurang",
            "TERIMA: simpulan masih lemah",
            "Laporan saya terima",
            "PERBAIKI",
            "Perbaiki kalau sempat",
            "PERBAIKI: a\nTERIMA",
            "tidak terima",
            "bagaimana status?",
            "diterima",
            "ya",
            "mohon diperbaiki simpulannya",
            "TERIMA dengan catatan",
        )
    ),
    *(("arsip", t) for t in ("ARSIP", "ok", "sudah diarsip", "Arsip belum ditemukan", "ARSIP: nanti menyusul")),
    *(
        ("persiapan", t)
        for t in (
            "SIAP",
            "siap pak",
            "siap, saya siapkan",
            "siap bu nanti saya kirim linknya",
            "SIAP: belum ada ruang",
            "ruang rapat penuh",
            "Zoom: https://zoom.us/j/1 atau https://zoom.us/j/2",
            "ok",
        )
    ),
    *(
        ("pemohon", t)
        for t in (
            "tidak jadi batal",
            "jangan dibatalkan",
            "kami batalkan jadwal besok, mohon diganti Rabu",
            "batal hadir",
            "BATAL?",
            "BATAL\nTidak jadi konsultasi",
            "kalau batal bagaimana",
            "tidak bisa hadir",
            "belum bisa hadir",
            "bisa?",
            "HADIR, tapi terlambat",
            "JADWAL",
            "jadwal Kamis tidak bisa",
            "tidak perlu dijadwal ulang",
            "kapan dijadwalkan?",
            "U1=5 U2=4",
            "U1=4 U2=3",
            "SETUJU",
            "tidak jadi konsultasi",
            "sudah kami batalkan kemarin",
            "Nama: Budi\nBATAL",
            "",
        )
    ),
    ("permohonan", "metode: online/offline"),
]

TANPA_KEPUTUSAN = [
    *((step, text) for step in STEPS for text in ("terima kasih", "Terima kasih banyak Pak", "baik, terima kasih")),
    ("inspektur", "TERIMA KASIH"),
    ("disposisi", "Noted, terima kasih infonya"),
    ("pemohon", "Berikut tambahan dokumen kami."),
]


@pytest.mark.parametrize(("langkah", "text", "jawaban"), JELAS)
def test_a_clear_answer_is_understood(langkah: str, text: str, jawaban: str) -> None:
    answer = dibaca(langkah, text)
    assert answer.ragu == ""
    assert answer.jawaban == jawaban


@pytest.mark.parametrize(("langkah", "text"), RAGU)
def test_what_a_careful_secretary_would_ask_is_asked(langkah: str, text: str) -> None:
    assert dibaca(langkah, text).ragu


@pytest.mark.parametrize(("langkah", "text"), TANPA_KEPUTUSAN)
def test_thanks_decide_nothing(langkah: str, text: str) -> None:
    answer = dibaca(langkah, text)
    assert (answer.jawaban, answer.ragu) == (None, "")


@pytest.mark.parametrize("langkah", STEPS)
@pytest.mark.parametrize("word", ["STATUS", "bantuan.", "Urungkan"])
def test_status_help_and_undo_are_understood_everywhere(langkah: str, word: str) -> None:
    answer = dibaca(langkah, word)
    assert answer.jawaban == word.strip(".").upper()
    assert answer.persis


@pytest.mark.parametrize("langkah", [s for s in STEPS if s not in ("pemohon", "permohonan")])
@pytest.mark.parametrize("jawaban", WORDS)
def test_a_command_of_another_step_is_asked_back(langkah: str, jawaban: Jawaban) -> None:
    row = STEPS[langkah]
    assert row is not None
    answer = dibaca(langkah, str(jawaban))
    if row.aturan(jawaban) is None:
        assert "tidak berlaku" in answer.ragu
    else:
        assert answer.persis or answer.ragu


@pytest.mark.parametrize(
    ("text", "wilayah", "isi"),
    [
        ("IRBAN III mohon ditelaah", "III", "mohon ditelaah"),
        ("IRBAN WILAYAH III catatan singkat", "III", "singkat"),
        ("IRBAN III\nCatatan: segera ditelaah", "III", "segera ditelaah"),
        ("IRBAN 3: mohon ditelaah", "III", "mohon ditelaah"),
        ("Irban Khusus", "Khusus", ""),
        ("Irban II, tindak lanjuti", "II", "tindak lanjuti"),
    ],
)
def test_a_disposition_names_wilayah_and_note(text: str, wilayah: str, isi: str) -> None:
    answer = dibaca("disposisi", text)
    assert (answer.wilayah, answer.isi) == (wilayah, isi)


def test_agreeing_with_the_irban_proposed_is_no_contradiction() -> None:
    assert dibaca("disposisi", "SETUJU Irban II", usulan="II").jawaban == "SETUJU"
    assert dibaca("disposisi", "SETUJU Irban II", usulan="III").ragu


LENGKAP = [
    f"TUGASKAN: Rina Contoh; Joko Contoh JADWAL: 26-11-2026 10.00 METODE: daring {REF}",
    "TUGASKAN: Rina, Joko\nJADWAL: Kamis 10.00\nMETODE: online",
    "tugaskan\n1. Rina Contoh, S.E., M.M.\n2. Joko Contoh, S.T.\nmetode: zoom\njadwal: Kamis, 26 Nov 2026 pukul 10.00",
    "METODE: daring\nJADWAL: 26 Nov 2026 10:00\nTUGASKAN: Bu Rina dan Pak Joko",
    "tugaskan Bu Rina dan Pak Joko, Kamis 10.00 via zoom",
    "TUGASKAN: Ibu Rina Contoh, S.E., M.M. (Auditor Muda), Sdr. Joko\nTgl: 26/11/2026\nPukul: 10\nMetode: Daring",
]


@pytest.mark.parametrize("text", LENGKAP)
def test_an_assignment_is_read_in_any_order(text: str) -> None:
    answer = dibaca("penugasan", text)
    assert answer.ragu == ""
    assert answer.orang == alamat("rina", "joko")
    assert answer.jadwal is not None
    assert answer.jadwal.isoformat() == "2026-11-26T10:00:00+07:00"
    assert answer.metode == "daring"
    assert answer.catatan == ()


def test_guidance_and_place_of_an_assignment_are_kept() -> None:
    answer = dibaca("penugasan", "TUGASKAN: Rina\nTEMPAT: Aula\nARAHAN: pelajari dulu.\nJangan lupa KAK.\nSAMPAIKAN")
    assert (answer.tempat, answer.arahan, answer.sampaikan) == ("Aula", "pelajari dulu.\nJangan lupa KAK.", True)
    loose = dibaca("penugasan", "tugaskan Bu Rina dan Pak Joko, Kamis 10.00 via zoom, pelajari Perpres PBJ")
    assert (loose.arahan, loose.sampaikan) == ("pelajari Perpres PBJ", False)
    assert not dibaca("penugasan", "TUGASKAN: Rina\nSAMPAIKAN: tidak").sampaikan


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("JADWAL: Jumat 26 November 2026 10.00", "Kamis, bukan Jumat"),
        ("JADWAL: besok", "pukul belum disebut"),
        ("JADWAL: 20-11-2026 09.00", "sudah lewat"),
        ("METODE: online/offline", "belum dapat dipastikan"),
    ],
)
def test_what_is_unclear_beside_a_clear_assignment_is_told(text: str, why: str) -> None:
    answer = dibaca("penugasan", f"TUGASKAN: Rina\n{text}")
    assert answer.jawaban is Jawaban.TUGASKAN
    assert answer.jadwal is None
    assert why in answer.catatan[0]


@pytest.mark.parametrize(
    ("name", "says"), [("Dewi", "Dewi Lestari Contoh atau Dewi Anggraini"), ("Slamet", '"Slamet" tidak ada')]
)
def test_a_name_that_is_not_unique_is_asked_by_name(name: str, says: str) -> None:
    assert says in dibaca("penugasan", f"TUGASKAN: {name}").ragu


def test_minutes_hold_every_section_with_its_lines() -> None:
    text = (
        "HASIL\nHari/Tanggal: 26 November 2026\nPeserta: G\nPermasalahan:\nA\n\nB\nPembahasan = C\n"
        "Rekomendasi: D\nRTL: E\n"
        "Kesimpulan: F\n\nTerima kasih\nRina"
    )
    assert dibaca("konsultasi", text).hasil == {
        "tanggal": "26 November 2026",
        "hadir": "G",
        "permasalahan": "A\n\nB",
        "pembahasan": "C",
        "saran": "D",
        "tindak_lanjut": "E",
        "simpulan": "F",
    }


BA = berita_acara({"A. Permasalahan": "a", "C. Pembahasan dan dasar hukum": "c", "D. Alternatif pemecahan/saran": "d"})
KOSONG = berita_acara({"A. Permasalahan": "", "C. Pembahasan": "", "D. Saran": ""})


@pytest.mark.parametrize(
    "text", ["HASIL", "terlampir BA", "Mohon izin menyampaikan Berita Acara terlampir.", "", "BA sesi 1 kami lampirkan"]
)
def test_the_filled_in_berita_acara_is_the_minutes(text: str) -> None:
    answer = dibaca("konsultasi", text, lampiran=[BA])
    assert (answer.jawaban, answer.ragu) == (Jawaban.HASIL, "")
    assert answer.hasil == {"permasalahan": "a", "pembahasan": "c", "saran": "d"}


def test_the_mail_wins_over_the_attached_minutes() -> None:
    answer = dibaca("konsultasi", "HASIL\nSARAN: dari surel", lampiran=[BA])
    assert answer.hasil == {"permasalahan": "a", "pembahasan": "c", "saran": "dari surel"}


@pytest.mark.parametrize(
    ("text", "lampiran"),
    [("HASIL", KOSONG), ("draf BA terlampir, belum final", BA), ("BA menyusul", BA), ("BERHALANGAN", BA)],
)
def test_a_blank_or_unfinished_form_is_asked_back(text: str, lampiran: Any) -> None:
    assert dibaca("konsultasi", text, lampiran=[lampiran]).ragu


def test_a_corrected_part_need_not_repeat_what_is_recorded() -> None:
    earlier = {"permasalahan": "a", "pembahasan": "b", "saran": "c"}
    answer = dibaca("konsultasi", "HASIL\nSIMPULAN: baru", hasil=earlier)
    assert (answer.ragu, answer.hasil) == ("", {"simpulan": "baru"})
    assert dibaca("konsultasi", "HASIL", hasil=earlier).ragu


def test_a_missing_section_is_named() -> None:
    assert "SARAN" in dibaca("konsultasi", "HASIL\nMASALAH: a\nPEMBAHASAN: b").ragu


def test_the_survey_is_read_with_its_advice() -> None:
    answer = dibaca("pemohon", "U1=4 U2=3 U3=4 U4=4 U5=4 U6=4 U7=4 U8=4 U9=4 saran: tambah\nsesi")
    assert answer.jawaban is Jawaban.SURVEI
    assert answer.survei == {"U1": 4, "U2": 3, **{f"U{i}": 4 for i in range(3, 10)}}
    assert answer.isi == "tambah sesi"


def test_the_applicants_data_are_cleaned() -> None:
    answer = dibaca(
        "permohonan", "Perangkt Daerah : BPKAD\nCara konsultasi: online\nNIP: -\nSifat: Sangat Segera\nJadwal: Kamis"
    )
    assert answer.permohonan == {
        "perangkat_daerah": "Badan Pengelolaan Keuangan dan Aset Daerah",
        "metode": "daring",
        "nip": "-",
        "sifat": "sangat segera",
        "usulan_jadwal": "Kamis",
    }


def test_the_attached_form_is_data() -> None:
    answer = dibaca("permohonan", "Terlampir formulir", lampiran=[formulir({"Nama": "Budi", "Metode": "Luring"})])
    assert answer.permohonan == {"nama": "Budi", "metode": "luring"}


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        ("nip", "197004251990031006", "197004251990031006"),
        ("nip", "-", "-"),
        ("nip", "NIP saya adalah 19700425 199003 1 006", "197004251990031006"),
        ("nomor_hp", "0812 3456 7890", "081234567890"),
        ("metode", "zoom saja", "daring"),
        ("nama", "Budi Contoh", "Budi Contoh"),
        ("jabatan", "Kepala Bidang Aset", "Kepala Bidang Aset"),
        ("perangkat_daerah", "bpkad", "Badan Pengelolaan Keuangan dan Aset Daerah"),
        ("topik", "Hibah barang milik daerah", "Hibah barang milik daerah"),
        (
            "uraian",
            "Kami menerima hibah barang.\nBagaimana mencatatnya?",
            "Kami menerima hibah barang.\nBagaimana mencatatnya?",
        ),
    ],
)
@pytest.mark.parametrize("langkah", ["permohonan", "pemohon"])
def test_a_bare_reply_is_the_one_item_asked_for(langkah: str, asked: str, text: str, value: str) -> None:
    answer = dibaca(langkah, text, kekurangan=[asked])
    assert (answer.jawaban, dict(answer.permohonan)) == (Jawaban.DATA, {asked: value})


@pytest.mark.parametrize(
    ("asked", "text"),
    [("nip", "12345"), ("nama", "nanti kami kirim"), ("metode", "daring atau luring"), ("jabatan", "apa maksudnya?")],
)
def test_a_bare_reply_that_is_not_the_item_is_asked_back(asked: str, text: str) -> None:
    assert dibaca("permohonan", text, kekurangan=[asked]).ragu


def test_commands_stand_above_the_item_asked_for() -> None:
    assert dibaca("permohonan", "BATAL: sudah selesai", kekurangan=["topik"]).jawaban is Jawaban.BATAL
    assert dibaca("permohonan", "kami batalkan", kekurangan=["topik"]).jawaban is Jawaban.BATAL


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("TERIMA", "TERIMA"),
        (f"Terima. {REF}", "TERIMA"),
        ("Yth. Admin\nTOLAK: salah alamat", "TOLAK"),
        ("ya", ""),
        ("tidak TERIMA", ""),
        ("TERIMA tapi nanti", ""),
        ("TERIMA: belum", ""),
        ("terima kasih", ""),
        ("TERIMA\n\nNB: jangan dulu", ""),
        ("", ""),
    ],
)
def test_a_question_outside_the_steps_takes_only_its_words(text: str, word: str) -> None:
    answer = read_among(text, (Jawaban.TERIMA, Jawaban.TOLAK))
    assert (answer.jawaban or "", bool(answer.ragu)) == (word, not word)


YES = {
    "penerusan": ("lengkap, teruskan", "oke", "silakan diteruskan", "lanjutkan"),
    "disposisi": (
        "ACC",
        "laksanakan",
        "monggo dilanjut",
        "tidak ada masalah, lanjutkan",
        "iya pak",
        "sudah sesuai",
        "setuju",
        "SETUJU",
    ),
    "konsultasi": ("siap", "siap laksanakan", "ok"),
    "pelaporan": ("ok lanjut", "oke sip", "setuju", "Laporan sudah baik, setuju"),
    "inspektur": ("TERIMA", "terima laporan ini"),
    "pemohon": ("bisa", "kami hadir", "siap hadir"),
}


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_negation_put_before_a_yes_never_leaves_the_yes(data: st.DataObject) -> None:
    langkah = data.draw(st.sampled_from(sorted(YES)))
    text = data.draw(st.sampled_from(YES[langkah]))
    negator = data.draw(st.sampled_from(["tidak", "belum", "jangan", "blm", "gak", "tdk", "bukan", "kurang"]))
    words = text.split()
    last = max(
        (i for i, w in enumerate(words) if i and w.lower().strip(",") not in ("ini", "pak", "sip", "hadir")), default=0
    )
    at = data.draw(st.integers(0, last))
    changed = " ".join([*words[:at], negator, *words[at:]])
    assert dibaca(langkah, text).jawaban
    assert dibaca(langkah, changed).ragu, changed


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(STEPS)), st.text(max_size=200))
def test_any_text_gives_an_answer(langkah: str, text: str) -> None:
    assert isinstance(dibaca(langkah, text), Answer)


_PIECES = st.sampled_from(
    [
        *(
            "SETUJU",
            "TERUSKAN",
            "TUGASKAN:",
            "IRBAN",
            "III",
            "II",
            "TERIMA",
            "PERBAIKI:",
            "HASIL",
            "LANJUT:",
            "BATAL",
            "JADWAL:",
        ),
        *(
            "Rina",
            "Joko",
            "tidak",
            "belum",
            "tapi",
            ",",
            ".",
            "?",
            "\n",
            ":",
            "Kamis",
            "10.00",
            "U1=4",
            "Nama:",
            "SARAN:",
        ),
        *("https://x.example", "👍", "terima", "kasih"),
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(STEPS)), st.lists(_PIECES, max_size=14).map(" ".join))
def test_shuffled_commands_give_an_answer_the_step_takes(langkah: str, text: str) -> None:
    answer = dibaca(langkah, text)
    row = STEPS[langkah]
    if answer.jawaban and not answer.ragu and row and row.langkah is not Langkah.PERMOHONAN:
        assert row.aturan(answer.jawaban) or answer.jawaban in (Jawaban.STATUS, Jawaban.BANTUAN, Jawaban.URUNGKAN)
        if Peran.INSPEKTUR in row.peran:
            assert answer.persis


@pytest.mark.parametrize(
    "filler", ["setuju ", "a: b\n", "Irban II, ", " ", "1.", "NIP: ", "PERMASALAHAN: x ", "Rina; ", "Kamis 10.00 "]
)
def test_a_long_reply_is_read_within_a_second(filler: str) -> None:
    for langkah, word in (("disposisi", ""), ("permohonan", ""), ("penugasan", "TUGASKAN: "), ("konsultasi", "HASIL ")):
        start = time.process_time()
        dibaca(langkah, word + filler * (100_000 // len(filler)))
        assert time.process_time() - start < 2
