"""What officials really type on phones and desktops, and what a careful secretary makes of it."""

import pytest

from sikuwas_mail.core.incoming import Answer
from tests.reading.staff import alamat
from tests.reading.test_meaning import dibaca

ASK, NOTHING = "?", "-"
# Step -> (the reply as typed, the answer it is, what it names).
REPLIES: dict[str, list[tuple[str, str, dict[str, object]]]] = {
    "penerusan": [
        (
            ("Ass.wr.wb.\nMhn ijin, berkas sdh lengkap monggo diteruskan ke Bu Sekretaris nggih.\nMatur nuwun 🙏"),
            "TERUSKAN",
            {},
        ),
        ("lengkap. teruskan", "TERUSKAN", {}),
        ("Sudah saya cek lengkap semua, silakan diteruskan", "TERUSKAN", {}),
        ("data lengkap lanjut teruskan ke sekretaris terima kasih", "TERUSKAN", {}),
        ("sdh sy teruskan", ASK, {}),
        ("sdh sy teruskan ke bu sekretaris via WA kemarin", ASK, {}),
        ("Siap 86", ASK, {}),
        ("baik terima kasih", NOTHING, {}),
        ("Nggih, teruskan mawon", "TERUSKAN", {}),
        ("mhn dilengkapi srt tugas & NIP pemohon", "LENGKAPI", {}),
        ("LENGKAPI: surat pengantar kepala dinas, NIP, no HP", "LENGKAPI", {}),
        ("Tolong dilengkapi dulu ya surat pengantarnya", "LENGKAPI", {}),
        ("blm lengkap krn surat tugas blm ada", ASK, {}),
        ("Tolak: bukan kewenangan inspektorat, ranah BKPSDM", "TOLAK", {}),
        ("sepertinya ini pengaduan bukan konsultasi ya?", ASK, {}),
        ("PENGADUAN: isinya melaporkan dugaan pungli di sekolah", "PENGADUAN", {}),
        ("Tdk usah ditolak, nanti dibicarakan dulu sm bu sekretaris", ASK, {}),
        ("teruskan kalau NIP nya sudah ada", ASK, {}),
        (
            ("TERUSKAN\n\nAdmin Contoh\nNIP. 19900101 201501 1 001\nPengelola Layanan Sikuwas\nHP 0812-0000-0000"),
            "TERUSKAN",
            {},
        ),
        (
            ("Selamat pagi Bapak Ibu semua semoga sehat selalu dan dalam lindungan Tuhan Yang Maha Esa\n\nteruskan"),
            "TERUSKAN",
            {},
        ),
        ("lanjut mas", "TERUSKAN", {}),
        ("lanjut cek dulu", ASK, {}),
        ("Sudah saya periksa dan belum lengkap", ASK, {}),
        ("sudah diverifikasi, lengkap, monggo", "TERUSKAN", {}),
        ("persyaratan lengkap lanjutkan", "TERUSKAN", {}),
        ("persyaratan belum lengkap lanjutkan saja", ASK, {}),
    ],
    "disposisi": [
        ("lanjut mas", "SETUJU", {}),
        ("nggih monggo", "SETUJU", {}),
        ("Nggih mas monggo dipun lanjutaken", ASK, {}),
        ("ok noted", ASK, {}),
        ("Ok noted mas", ASK, {}),
        ("baik terima kasih", NOTHING, {}),
        ("Siap, terima kasih infonya", NOTHING, {}),
        ("siap 86", ASK, {}),
        ("ACC dg catatan", ASK, {}),
        ("ACC dgn catatan irban segera menjadwalkan", ASK, {}),
        ("acc mas lanjut", "SETUJU", {}),
        ("Acc 👍", "SETUJU", {}),
        ("ACC. Segera ditindaklanjuti", "SETUJU", {}),
        ("stuju", "SETUJU", {}),
        ("Setujuu", "SETUJU", {}),
        ("sy setuju usulan sistem mhn segera dijadwalkan", "SETUJU", {}),
        ("saya setuju dengan usulan silakan dilanjutkan terima kasih", "SETUJU", {}),
        ("setuju kecuali jadwal", ASK, {}),
        ("Pripun nggih niki, kok bukan irban satu?", ASK, {}),
        ("mboten setuju", ASK, {}),
        ("mboten usah diteruskan", ASK, {}),
        ("ojo sik mas", ASK, {}),
        ("sik mas tak cek", ASK, {}),
        ("mengko sek tak delok", ASK, {}),
        ("ngge irban 3 mawon", ASK, {}),
        ("Irban 3 aja mas, dinkes ranah beliau", ASK, {}),
        ("irban tiga tindak lanjuti sesuai ketentuan", ASK, {}),
        ("Disposisi ke Irbanwil II utk ditelaah & ditindaklanjuti", "IRBAN", {"wilayah": "II"}),
        ("Ysh. Irban I\nMohon ditelaah sesuai ketentuan, laporkan hasilnya", ASK, {}),
        ("Kpd Irban II tlg segera ditelaah tks", "IRBAN", {"wilayah": "II"}),
        ("irban 1 atau 3 ya mas?", ASK, {}),
        ("Irban III kan masih cuti", ASK, {}),
        ("IRBAN KHUSUS mohon telaah", "IRBAN", {"wilayah": "Khusus"}),
        ("kembalikan mas, opd nya keliru harusnya dinkes bukan bpkad", "KEMBALIKAN", {}),
        ("Kembalikan: uraian belum jelas, mohon diperbaiki dulu", "KEMBALIKAN", {}),
        ("mohon dikembalikan krn tdk ada surat pengantar dr pimpinan", "KEMBALIKAN", {}),
        ("Bismillah, setuju 🙏", "SETUJU", {}),
        (
            (
                "Assalamualaikum warahmatullahi wabarakatuh salam sejahtera bagi kita semua om "
                "swastiastu namo buddhaya salam kebajikan\nSetuju"
            ),
            "SETUJU",
            {},
        ),
        (
            ("Setuju.\n\nSari Contoh, S.H.\nPembina Tk. I\nNIP. 19750101 200003 2 001\nSekretaris Inspektorat"),
            "SETUJU",
            {},
        ),
        ("Setuju\n\nTerkirim dari hp, maaf singkat", ASK, {}),
        ("SETUJU\n\nPesan ini bersifat rahasia", "SETUJU", {}),
        ("minggu depan saja ya mas, saya masih dl di surabaya", ASK, {}),
        ("Sy msh DL, tlg ke plh", ASK, {}),
        ("ini sudah saya disposisi kemarin lewat srikandi", ASK, {}),
        ("Sudah", ASK, {}),
        ("udah acc kemarin kan", ASK, {}),
        ("yo", ASK, {}),
        ("yo wis lanjut", ASK, {}),
        ("gas", ASK, {}),
        ("gaskeun mas", ASK, {}),
        ("oke deh lanjutkan saja sesuai prosedur", "SETUJU", {}),
        ("oke pak laksanakan", "SETUJU", {}),
        ("silakan dilanjut, tidak ada catatan", "SETUJU", {}),
        ("Mohon ijin pimpinan, kami sependapat dengan usulan, lanjut.", ASK, {}),
        ("saya kurang sreg", ASK, {}),
        ("Setuju tetapi tolong diperiksa lagi nomor suratnya", ASK, {}),
        ("setuju setuju saja tp kok mendadak", ASK, {}),
        ("Setuju, besok saya tanda tangan", ASK, {}),
        ("STATUS", "STATUS", {}),
        ("posisi surat sekarang di mana ya", ASK, {}),
        ("🙏🙏🙏", ASK, {}),
        ("👍👍", ASK, {}),
        ("Terima kasih atas informasinya, semangat", ASK, {}),
        ("semoga sehat selalu setuju", ASK, {}),
        ("Semoga sehat selalu, setuju", "SETUJU", {}),
        ("Semoga Bapak sehat selalu. Mohon dikembalikan krn OPD keliru", "KEMBALIKAN", {}),
        ("Semoga sehat selalu tolong dikembalikan\nSETUJU", ASK, {}),
        ("Kepada Yth. Admin mohon dikembalikan ke pemohon\nSETUJU", ASK, {}),
        ("Yth Admin tolong jangan diteruskan dulu\nSETUJU", ASK, {}),
        ("lanjut", ASK, {}),
        ("lanjut kalau lengkap", ASK, {}),
        ("lanjut besok", ASK, {}),
        ("lanjut ke irban 2 dan 3", ASK, {}),
        ("LANJUT: besok jam 9", ASK, {}),
        ("setuju, jadwalkan ulang", ASK, {}),
        ("setuju dikirim besok", ASK, {}),
        ("kirim ke irban 3 mas", ASK, {}),
        ("kirim", ASK, {}),
        ("data lengkap", ASK, {}),
        ("dokumen", ASK, {}),
        ("sudah saya cek", ASK, {}),
        ("sudah saya cek, setuju", "SETUJU", {}),
        ("sudah saya cek, ternyata opd nya salah", ASK, {}),
        ("sudah lengkap setuju", "SETUJU", {}),
        ("sudah lengkap?", ASK, {}),
        ("86", ASK, {}),
        ("setuju 86", "SETUJU", {}),
        ("insya Allah setuju", ASK, {}),
        ("alhamdulillah, setuju", "SETUJU", {}),
        ("Alhamdulillah sudah sembuh, baru bisa baca", ASK, {}),
        ("Bismillah semoga lancar", ASK, {}),
        ("Salam sejahtera untuk kita semua. ACC", "SETUJU", {}),
        ("Salam sehat selalu, irban 2 tindaklanjuti", "IRBAN", {"wilayah": "II"}),
        ("tgl brp ya jadwalnya", ASK, {}),
        ("saya ikut pendapat irban saja", ASK, {}),
        ("terserah", ASK, {}),
        ("manut", ASK, {}),
        ("sesuai aturan saja", ASK, {}),
        ("Irban I; Irban III koordinasi", ASK, {}),
        ("Setuju. Sent from my iPhone", "SETUJU", {}),
    ],
    "penugasan": [
        (
            "tugaskan bu rina dan pak joko kamis 26 nopember jam 10 pagi via zoom",
            "TUGASKAN",
            {"orang": ("rina", "joko"), "jadwal": "2026-11-26T10:00:00+07:00", "metode": "DARING"},
        ),
        (
            ("TUGASKAN: Rina Contoh\nJADWAL: Kamis ini jam 9 pagi\nMETODE: luring\nTEMPAT: ruang rapat"),
            "TUGASKAN",
            {"orang": ("rina",), "jadwal": "2026-11-26T09:00:00+07:00", "metode": "LURING"},
        ),
        (
            ("TUGASKAN: Rina Contoh; Joko Contoh\nJADWAL: minggu depan hari Senin pukul 09.00\nMETODE: daring"),
            "TUGASKAN",
            {"orang": ("rina", "joko"), "jadwal": "2026-11-30T09:00:00+07:00"},
        ),
        (
            ("TUGASKAN: Joko\nJADWAL: tgl 26 bsk jam 1 siang\nMETODE: zoom\nARAHAN: pelajari Perpres 12/2021 dulu"),
            "TUGASKAN",
            {"orang": ("joko",), "jadwal": "2026-11-26T13:00:00+07:00", "metode": "DARING"},
        ),
        (
            ("TUGASKAN: bu Rina\njadwal: hr kamis jam 9 pagi\nmetode: tatap muka\ntempat: aula inspektorat"),
            "TUGASKAN",
            {"orang": ("rina",), "jadwal": "2026-11-26T09:00:00+07:00", "metode": "LURING"},
        ),
        (
            (
                "TUGASKAN: bu Rina\nJADWAL: dua puluh enam november dua ribu dua puluh enam pukul "
                "sepuluh\nMETODE: daring"
            ),
            "TUGASKAN",
            {"orang": ("rina",)},
        ),
        ("tugaskan rina kamis depan jam 9", "TUGASKAN", {"orang": ("rina",)}),
        ("Mas Joko sama Mbak Rina saja yang berangkat ya", ASK, {}),
        ("tugaskan dewi", ASK, {}),
        ("tugaskan siapa saja yang longgar", ASK, {}),
        ("Rina sedang audit, Joko cuti. Siapa lagi ya?", ASK, {}),
        ("Siap, segera saya tunjuk petugasnya", ASK, {}),
        ("nanti sy tunjuk", ASK, {}),
        ("Bu Rina sudah saya tugaskan kemarin di desa X", ASK, {}),
        ("jangan bu Rina, beliau masih di lapangan", ASK, {}),
        ("alihkan ke irban 3 krn dinkes masuk wilayah 3", "ALIHKAN", {"wilayah": "III"}),
        ("Mhn dialihkan ke Irban I, objeknya Kec. Sooko", ASK, {}),
        ("bukan wilayah kami", ASK, {}),
        ("ok", ASK, {}),
        ("baik terima kasih", NOTHING, {}),
        (
            (
                "TUGASKAN: Rina Contoh, S.E., M.M.\nJADWAL: Jumat 27 November 2026 pukul 08.30 WIB"
                "\nMETODE: luring\nTEMPAT: Ruang Rapat Irban II lt. 2\nARAHAN: siapkan dasar hukum "
                "hibah; SAMPAIKAN\n\nIrban Dua Contoh\nNIP. 19700101 199503 1 001"
            ),
            "TUGASKAN",
            {"orang": ("rina",), "jadwal": "2026-11-27T08:30:00+07:00", "metode": "LURING"},
        ),
        (
            (
                "saya tugaskan sdri Rina Contoh dan sdr Joko Contoh melaksanakan konsultasi pada "
                "hari kamis tanggal dua puluh enam november pukul sembilan pagi secara daring"
            ),
            "TUGASKAN",
            {"orang": ("rina", "joko")},
        ),
        (
            "tugaskan rina melaksanakan konsultasi kamis jam 9",
            "TUGASKAN",
            {"orang": ("rina",), "jadwal": "2026-11-26T09:00:00+07:00"},
        ),
        (
            "TUGASKAN: Rina\nJADWAL: tanggal dua puluh tujuh november jam sembilan pagi",
            "TUGASKAN",
            {"jadwal": "2026-11-27T09:00:00+07:00"},
        ),
        (
            "TUGASKAN: Rina\nJADWAL: kamis tanggal dua puluh tujuh november jam sembilan",
            "TUGASKAN",
            {"jadwal": "kamis tanggal dua puluh tujuh november jam sembilan"},
        ),
        (
            "TUGASKAN: Rina\nJADWAL: tiga puluh november dua ribu dua puluh enam pukul delapan",
            "TUGASKAN",
            {"jadwal": "2026-11-30T08:00:00+07:00"},
        ),
        ("TUGASKAN: Rina\nJADWAL: minggu depan", "TUGASKAN", {"jadwal": "minggu depan"}),
        (
            "TUGASKAN: Rina\nJADWAL: pekan ini hari Jumat pukul 08.00",
            "TUGASKAN",
            {"jadwal": "2026-11-27T08:00:00+07:00"},
        ),
        ("TUGASKAN: Rina\nJADWAL: besok tgl 26 jam 9", "TUGASKAN", {"jadwal": "besok tgl 26 jam 9"}),
        ("TUGASKAN: Rina\nJADWAL: dua hari lagi jam 9", "TUGASKAN", {"jadwal": "dua hari lagi jam 9"}),
    ],
    "konsultasi": [
        ("siap 86", "SIAP", {}),
        ("Siap 86 ndan", "SIAP", {}),
        ("siap pak irban laksanakan tugas", "SIAP", {}),
        ("siap hadir sesuai jadwal", "SIAP", {}),
        ("Nggih siap bu", "SIAP", {}),
        ("sendiko dawuh", ASK, {}),
        ("Siap melaksanakan 🫡", "SIAP", {}),
        ("insya Allah siap", "SIAP", {}),
        ("siap, tp jam 9 saya masih ada exit meeting", ASK, {}),
        ("wah maaf belum bisa", ASK, {}),
        ("Wah maaf pak belum bisa, kamis masih audit di desa", ASK, {}),
        ("berhalangan krn anak sakit", "BERHALANGAN", {}),
        ("Mohon ijin berhalangan hadir, sedang diklat di Ciawi s.d. tgl 27", "BERHALANGAN", {}),
        ("mohon maaf saya berhalangan dikarenakan sedang cuti melahirkan", "BERHALANGAN", {}),
        ("tdk berhalangan, siap", ASK, {}),
        ("belum siap bahan bu, tapi nanti siap", ASK, {}),
        ("LANJUT: Selasa 1 Desember 2026 jam 10 pagi", "LANJUT", {"jadwal": "2026-12-01T10:00:00+07:00"}),
        ("lanjut sesi kedua hari selasa tgl 1 desember jam 10 pagi", "LANJUT", {"jadwal": "2026-12-01T10:00:00+07:00"}),
        ("BA menyusul besok ya", ASK, {}),
        ("Hasil sudah saya taruh di meja bu irban", ASK, {}),
        (
            (
                "HASIL\nTANGGAL: 26-11-2026\nTEMPAT: zoom\nHADIR: 5 orang\nPERMASALAHAN: hibah aset "
                "belum dicatat\nDATA: NPHD\nPEMBAHASAN: sesuai Permendagri 19/2016\nSARAN: segera "
                "dicatat"
            ),
            "HASIL",
            {},
        ),
        (
            (
                "Hasil konsultasi\nMasalah : hibah blm dicatat\nPembahasan : sudah dijelaskan PSAP "
                "07\nSaran : catat di neraca"
            ),
            "HASIL",
            {},
        ),
        ("terima kasih bu", NOTHING, {}),
        ("lanjut mas", ASK, {}),
        ("insya Allah siap kalau sehat", ASK, {}),
        ("insyaAllah siap hadir", "SIAP", {}),
        ("insya Allah", ASK, {}),
        ("86", ASK, {}),
        ("siap, sesuai perintah", "SIAP", {}),
        ("siap irban", "SIAP", {}),
    ],
    "pelaporan": [
        ("setuju kecuali jadwal", ASK, {}),
        ("setuju, kirim ke pak inspektur", "SETUJU", {}),
        ("acc mas, lanjut ke pak inspektur", "SETUJU", {}),
        ("Sudah bagus, setuju", "SETUJU", {}),
        ("Sdh ok", ASK, {}),
        ("ok mantap", "SETUJU", {}),
        ("bagus", ASK, {}),
        ("Perbaiki: simpulan no 2, kalimatnya rancu", "PERBAIKI", {}),
        ("tlg diperbaiki simpulan no dua, typo", "PERBAIKI", {}),
        ("mhn disempurnakan bagian saran sesuai permendagri 77", "PERBAIKI", {}),
        ("masih ada yg salah ketik", ASK, {}),
        ("kok beda dengan BA ya?", ASK, {}),
        ("setuju asal simpulan diganti", ASK, {}),
        ("Setuju.\nNB: tolong tanggalnya dibetulkan", ASK, {}),
        ("sy baca dulu", ASK, {}),
        ("lanjut mas", "SETUJU", {}),
        ("tidak ada koreksi, monggo lanjut", "SETUJU", {}),
        ("lanjut kirim ke pak inspektur", "SETUJU", {}),
        ("kirim ulang draftnya", ASK, {}),
        ("setuju, kirimkan", "SETUJU", {}),
        ("jangan dikirim dulu", ASK, {}),
        ("sudah saya periksa, setuju", "SETUJU", {}),
        ("sudah saya periksa ada salah di hal 2", ASK, {}),
    ],
    "inspektur": [
        ("Terima", "TERIMA", {}),
        ("TERIMA\n\nDrs. Hadi Contoh, M.Si.\nInspektur\nNIP. 19680101 199303 1 001", "TERIMA", {}),
        ("ok lanjut", ASK, {}),
        ("ACC", ASK, {}),
        ("terima kasih", NOTHING, {}),
        ("Terima kasih, lanjutkan", ASK, {}),
        ("baik, saya terima laporannya", ASK, {}),
        ("UDK", ASK, {}),
        ("Perbaiki: lampirkan dasar hukum", "PERBAIKI", {}),
        ("Perbaiki lagi ya", ASK, {}),
        ("terima dgn catatan", ASK, {}),
        ("Trima", ASK, {}),
        ("lanjut mas", ASK, {}),
        ("lanjut", ASK, {}),
        ("Bismillah\nTERIMA", "TERIMA", {}),
        ("Semoga sehat selalu\nTERIMA", "TERIMA", {}),
        ("86", ASK, {}),
    ],
    "arsip": [
        ("ARSIP: 700/045 / lemari 2 rak 3", "ARSIP", {}),
        ("sdh diarsip di lemari 2", ASK, {}),
        ("Arsip 700.1/12/2026 / boks 4", "ARSIP", {}),
        ("arsip nanti menyusul mas", ASK, {}),
    ],
    "persiapan": [
        ("Siap: ruang rapat utama lt 2", "SIAP", {}),
        ("siap, link https://zoom.us/j/123?pwd=abc", "SIAP", {}),
        ("Link zoom: https://zoom.us/j/123 passcode 123456", "SIAP", {}),
        ("siap pak segera disiapkan", ASK, {}),
        ("ruang rapat masih dipakai", ASK, {}),
        ("link menyusul", ASK, {}),
        ("lanjut mas", ASK, {}),
        ("siap 86", ASK, {}),
    ],
    "pemohon": [
        ("Nggih siap hadir 🙏", "HADIR", {}),
        ("siap hadir terima kasih", "HADIR", {}),
        ("InsyaAllah hadir pak bersama 2 staf", "HADIR", {}),
        ("Baik pak kami usahakan hadir", ASK, {}),
        ("ok", "HADIR", {}),
        ("baik terima kasih", NOTHING, {}),
        ("mohon maaf kami tidak bisa hadir, kadis ada rapat", ASK, {}),
        ("mohon dijadwalkan ulang hr jumat jam 9 pagi", "JADWAL", {"jadwal": "2026-11-27T09:00:00+07:00"}),
        ("bisa diundur minggu depan hari Senin jam 10?", "JADWAL", {"jadwal": "2026-11-30T10:00:00+07:00"}),
        ("Dibatalkan saja pak, sudah ketemu solusinya", "BATAL", {}),
        ("BATAL: sudah konsultasi langsung", "BATAL", {}),
        ("tidak jadi batal", ASK, {}),
        ("u1 4 u2 4 u3 3 u4 4 u5 4 u6 4 u7 4 u8 3 u9 4 saran ruang tunggunya diperluas", "SURVEI", {}),
        ("empat semua, terima kasih pelayanannya", NOTHING, {}),
        ("hadir bersama 3 orang staf", "HADIR", {}),
        ("hadir bersama 3 orang staf tapi terlambat", ASK, {}),
        ("tidak hadir bersama 2 staf", ASK, {}),
        ("semoga sehat selalu, kami hadir", "HADIR", {}),
        ("Sudah", NOTHING, {}),
        ("sudah kami kirim lewat WA", NOTHING, {}),
        ("sudah sangat membantu, terima kasih", NOTHING, {}),
    ],
    "permohonan": [
        ("NIP: 198501012010012001\nNo HP: 0812 3456 7890", "DATA", {}),
        ("besok kami kirim surat tugasnya", NOTHING, {}),
    ],
}
ROWS = [(step, *row) for step, rows in REPLIES.items() for row in rows]


@pytest.mark.parametrize(("step", "text", "wanted", "named"), ROWS)
def test_a_reply_is_taken_as_a_careful_secretary_takes_it(
    step: str, text: str, wanted: str, named: dict[str, object]
) -> None:
    answer = dibaca(step, text)
    found = ASK if answer.ragu else str(answer.jawaban) if answer.jawaban else NOTHING
    assert found == wanted, answer
    for field, value in named.items():
        assert said(answer, field) == (alamat(*value) if isinstance(value, tuple) else value), answer


def said(answer: Answer, field: str) -> object:
    """A field of the answer; a time as ISO text, or as it was written where it could not be settled."""
    value: object = getattr(answer, field)
    if field == "jadwal":
        return answer.jadwal.isoformat() if answer.jadwal else answer.jadwal_teks
    return answer.metode.name if field == "metode" and answer.metode else value


def test_items_without_labels_are_taken_where_they_were_asked_for() -> None:
    text = "berikut kami lengkapi\nNIP 198501012010012001\nno hp 08123456789"
    answer = dibaca("permohonan", text, kekurangan=("nip", "nomor_hp"))
    assert str(answer.jawaban) == "DATA"
    assert set(answer.permohonan) == {"nip", "nomor_hp"}


def test_the_table_is_of_a_size_that_means_something() -> None:
    assert len(ROWS) >= 150
    assert {step for step, *_ in ROWS} >= {
        "penerusan", "disposisi", "penugasan", "konsultasi", "pelaporan", "inspektur", "arsip", "persiapan", "pemohon"
    }  # fmt: skip
