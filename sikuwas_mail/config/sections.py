"""The tables of config.toml, one class each; a default here is the default of the house."""

from datetime import date, time
from typing import Literal

from pydantic import Field, SecretStr

from sikuwas_mail.config import kinds as k
from sikuwas_mail.config.kinds import Section
from sikuwas_mail.core.sop import Langkah, Peran

Tls = Literal["ssl", "starttls", "none"]
Auth = Literal["password", "oauth2-google", "oauth2-microsoft"]
Kebijakan = Literal["token", "token+lulus", "token+konfirmasi"]


class Instansi(Section):
    """The office as its letterhead names it."""

    pemerintah: k.Isi = "PEMERINTAH KABUPATEN MOJOKERTO"
    nama: k.Isi = "INSPEKTORAT"
    alamat: k.Isi = "Jl. R.A. Basuni No. 19 C Telp. (0321) 329188, Fax. (0321) 329188"
    kota: k.Isi = "MOJOKERTO"
    zona: k.Zona = "Asia/Jakarta"
    kode_tiket: k.KodeTiket = "SKW"
    laman: str = ""
    pos_el: k.AlamatAtauKosong = ""
    kode_pos: str = ""
    lambang: str = ""
    salam: k.Benar = False


class Imap(Section):
    """The mailbox that is read."""

    host: k.Host
    port: k.Port = 993
    tls: Tls = "ssl"
    user: k.Isi
    password: SecretStr | None = None
    password_file: str = ""
    auth: Auth = "password"
    ca_file: str = ""
    folder_masuk: k.Isi = "INBOX"
    folder_selesai: k.Isi = "SIKUWAS/Selesai"
    folder_periksa: k.Isi = "SIKUWAS/Perlu-Dilihat"
    idle: k.Benar = True
    poll_detik: k.Positif = 60


class Smtp(Section):
    """The server that letters leave by."""

    host: k.Host
    port: k.Port = 587
    tls: Tls = "starttls"
    user: str = ""
    password: SecretStr | None = None
    password_file: str = ""
    auth: Auth = "password"
    ca_file: str = ""
    pengirim: k.Pengirim = Field(alias="from")
    plus_address: k.Benar = False
    maks_per_menit: k.TakNegatif = 0

    @property
    def nama_pengirim(self) -> str:
        """The display name of `from`."""
        return k.split_sender(self.pengirim)[0]

    @property
    def alamat(self) -> str:
        """The address of `from`, lower case: the bot's own."""
        return k.split_sender(self.pengirim)[1]


class Oauth2(Section):
    """The registered application that logs in where `auth` is oauth2-…"""

    client_id: str = ""
    client_secret: SecretStr | None = None
    client_secret_file: str = ""
    tenant: str = "common"
    alur: Literal["perangkat", "aplikasi"] = "perangkat"  # a person's consent, or the application by itself
    server: k.ServerToken = ""  # empty: Google's or Microsoft's own
    token_file: str = ""  # empty: oauth2.token beside the database


class Database(Section):
    """Where the journal lives; the URL may hold a password and is kept secret."""

    url: SecretStr = SecretStr("sqlite:///data/sikuwas.db")


class Arsip(Section):
    """Where finished documents are kept, and what the schedule of retention (JRA) says; nothing is destroyed."""

    folder: k.Isi = "data/arsip"
    aktif_tahun: k.TakNegatif = 2
    inaktif_tahun: k.TakNegatif = 3
    keterangan: Literal["musnah", "permanen", "dinilai kembali"] = "dinilai kembali"


class Keamanan(Section):
    """Whom to believe."""

    authserv_id: str = ""
    kanal_online: tuple[k.Alamat, ...] = ()
    kunci_file: str = ""
    domain_pemohon: tuple[k.Domain, ...] = ()
    domain_ditolak: tuple[k.Domain, ...] = ("mojokertokota.go.id",)
    kebijakan: dict[Langkah, Kebijakan] = Field(default_factory=dict)
    pengarsipan_tanpa_hasil: Kebijakan = "token"  # where a mail bears no result of sender tests
    masa_token_hari: k.Positif = 180
    masa_konfirmasi_jam: k.Positif = 24


class Surat(Section):
    """How letters are made and kept."""

    templat_folder: str = ""
    kirim_salinan: str = "SIKUWAS/Terkirim"
    maks_lampiran: k.Positif = 15  # megabytes of one letter


class Nomor(Section):
    """How nomor naskah are given."""

    pola: k.Pola = "{klasifikasi}/{urut}/{unit}/{tahun}"
    klasifikasi: k.Klasifikasi = "700"
    unit: k.Isi = "416-060"
    mode: Literal["otomatis", "manual"] = "otomatis"
    mulai: k.Positif = 1  # first number of the block reserved for this program, each year
    sampai: k.TakNegatif = 0  # last one; 0: no end. Beyond it Admin is asked for each number


class Petugas(Section):
    """An official; dated, never a constant."""

    nama: k.Isi
    email: k.Alamat
    peran: k.PeranPetugas
    nip: k.Nip = ""
    pangkat: str = ""
    jabatan: str = ""
    alias: tuple[k.Alamat, ...] = ()
    wilayah: k.Wilayah = ""
    mulai: k.Tanggal | None = None
    sampai: k.Tanggal | None = None
    cadangan: k.AlamatAtauKosong = ""
    mengaudit: tuple[k.Isi, ...] = ()  # perangkat daerah he audited


class Pemohon(Section):
    """Who else may apply: villages are no perangkat daerah."""

    desa: Literal["terima", "tolak"] = "terima"
    tembusan_desa: tuple[k.Alamat, ...] = ()


class Pengganti(Section):
    """A dated substitute."""

    untuk: k.Alamat
    oleh: k.Alamat
    sebagai: Literal["Plh", "Plt"] = "Plh"
    mulai: k.Tanggal
    sampai: k.Tanggal
    dasar: str = ""


class PerangkatDaerah(Section):
    """An office that may apply."""

    nama: k.Isi
    alias: tuple[k.Isi, ...] = ()
    domain: tuple[k.Domain, ...] = ()


class Wilayah(Section):
    """The offices one Irban looks after."""

    kode: k.Wilayah
    perangkat_daerah: tuple[PerangkatDaerah, ...] = ()


class Sop(Section):
    """The office's own norms, in working minutes."""

    norma: dict[Langkah, k.Positif] = Field(default_factory=dict)
    sesi_menit: k.Positif = 120


class Jam(Section):
    """Working spans of the week; a day left out keeps its default, an empty list is a day off."""

    senin: tuple[k.Rentang, ...] | None = None
    selasa: tuple[k.Rentang, ...] | None = None
    rabu: tuple[k.Rentang, ...] | None = None
    kamis: tuple[k.Rentang, ...] | None = None
    jumat: tuple[k.Rentang, ...] | None = None
    sabtu: tuple[k.Rentang, ...] | None = None
    minggu: tuple[k.Rentang, ...] | None = None


class Ramadan(Section):
    """First and last day of one month of fasting."""

    mulai: k.Tanggal
    sampai: k.Tanggal


_RAMADAN = (
    Ramadan(mulai=date(2026, 2, 19), sampai=date(2026, 3, 20)),
    Ramadan(mulai=date(2027, 2, 8), sampai=date(2027, 3, 9)),
)


class Kalender(Section):
    """Office hours, and what the decree of the year says otherwise here."""

    jam: Jam = Field(default_factory=Jam)
    jam_ramadan: Jam = Field(default_factory=Jam)
    ramadan: tuple[Ramadan, ...] = _RAMADAN
    tambah: tuple[k.Tanggal, ...] = ()
    hapus: tuple[k.Tanggal, ...] = ()


class Dokumen(Section):
    """How documents look and who signs."""

    kertas: Literal["F4", "A4"] = "F4"
    huruf: Literal["Arial", "Bookman Old Style"] = "Arial"
    penandatangan_surat_tugas: k.Penandatangan = Peran.IRBAN
    pdf: k.Benar = False  # PDF beside Surat Tugas, Berita Acara, Laporan: 1.5 s a decision, needs LibreOffice


class TandaTangan(Section):
    """Electronic signatures of returned PDFs: whose certificates are trusted; empty: none is verified."""

    akar: tuple[k.Isi, ...] = ()  # files with root certificates (PEM or DER)


class Pengingat(Section):
    """When people are reminded: multiples of the norm, working days for the applicant."""

    setelah: tuple[k.Pecahan, ...] = (1.0, 2.0)
    eskalasi: k.Pecahan = 3.0
    ringkasan_pagi: k.JamAtauKosong = time(7, 45)
    ingat_pemohon: tuple[k.Positif, ...] = (2, 5)
    tutup_pemohon: k.Positif = 10
    survei: k.TakNegatif = 5  # working days after the end of a case; 0: no reminder


class Rekap(Section):
    """The monthly recap."""

    kirim: k.Benar = True
    penerima: tuple[k.Alamat, ...] = ()  # empty: Sekretaris and Inspektur
    hari_kerja_ke: k.Positif = 1  # sent on this working day of the month after
    minimal_survei: k.Positif = 5  # answers from which the survey is shown


class Papan(Section):
    """The board of the office's screen."""

    berkas: str = ""  # HTML file the daemon writes; empty: none
    setiap_menit: k.Positif = 5


class Pemantauan(Section):
    """Who is told when something is wrong, and who notices silence."""

    operator: k.AlamatAtauKosong = ""
    ping_url: k.Laman = ""
    diam_menit: k.Positif = 30
    metrik_file: str = ""  # Prometheus's text file, written by the daemon; empty: none


class Cadangan(Section):
    """Backups."""

    folder: k.Isi = "data/cadangan"
    simpan: k.Positif = 14
