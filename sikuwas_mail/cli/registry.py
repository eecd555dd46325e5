"""The one table of commands: name, where it is written, its help and an example; read without importing any."""

from dataclasses import dataclass
from importlib.util import find_spec

PROGRAM = "sikuwas-mail"


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: `sasaran` is "module:function" below sikuwas_mail.cli."""

    nama: str
    sasaran: str
    ringkas: str
    contoh: tuple[str, ...]
    uraian: str = ""

    @property
    def modul(self) -> str:
        """Full name of the module that defines the command."""
        return f"sikuwas_mail.cli.{self.sasaran.partition(':')[0]}"

    @property
    def fungsi(self) -> str:
        """Name of the function in that module."""
        return self.sasaran.partition(":")[2]


GROUPS: dict[str, str] = {
    "kasus": "Kasus konsultasi: daftar, keadaan, berkas.",
    "surat": "Surel masuk: apa yang terjadi pada masing-masing, dan mengapa.",
    "antrean": "Surel keluar: antrean pengiriman.",
    "templat": "Templat surat dan dokumen.",
    "config": "Konfigurasi: nilai yang berlaku dan skemanya.",
    "oauth": "Izin OAuth2 untuk kotak surat Google dan Microsoft 365.",
    "layanan": "Layanan sistem: pemasangan.",
}

ENTRIES: tuple[Entry, ...] = (
    Entry(
        "demo",
        "demo:demo",
        "Memeragakan kedelapan langkah tanpa konfigurasi dan tanpa jaringan.",
        ("demo --out hasil-demo",),
        "Menjalankan server surel tertanam, memainkan semua peran melalui SMTP dan IMAP sungguhan, lalu menulis "
        "galeri index.html, surat, dokumen, dan kasus.json.",
    ),
    Entry(
        "init",
        "init:init",
        "Menyiapkan folder baru: config.toml, berkas kunci, dan templat.",
        ("init /srv/sikuwas", "init . --user inspektorat@contoh.go.id --uji it@contoh.go.id --ya"),
        "Mengajukan enam pertanyaan (atau membaca opsi), lalu menulis config.toml berketerangan, berkas kunci, dan "
        "salinan templates/. Berkas yang sudah ada tidak ditimpa.",
    ),
    Entry(
        "check",
        "check:check",
        "Memeriksa konfigurasi, kotak surat, SMTP, templat, basis data, jam, dan kalender.",
        ("check --offline", "check --send nama@contoh.go.id", "check --json"),
        "Satu baris untuk setiap pemeriksaan: apa, di mana, dan cara memperbaikinya.",
    ),
    Entry(
        "run",
        "run:run",
        "Menjalankan layanan di latar depan.",
        ("run", "run --once", "run --once --now 2026-11-23T08:00:00+07:00", "run --once --gladi gladi"),
        "Dengan --once: mengambil semua surel yang ada, memutuskan, mengirim semua yang jatuh tempo, lalu selesai. "
        'Dalam mode = "langsung" layanan tidak berjalan (78) selama check --offline menemukan kesalahan.',
    ),
    Entry(
        "status",
        "status:status",
        "Menampilkan detak, antrean, sambungan, dan keterlambatan.",
        ("status", "status --json", "status --healthy"),
    ),
    Entry(
        "periksa-jejak",
        "periksa_jejak:check",
        "Memeriksa bahwa tidak ada catatan jejak audit yang diubah atau hilang.",
        ("periksa-jejak", "periksa-jejak --json", "periksa-jejak --kepala 120:3f9ac1d20b7e4a55"),
        "Setiap peristiwa dirantai dengan sidik semua peristiwa sebelumnya. Baris kepala yang dicetak dapat disimpan "
        "di tempat lain (buku, cetakan) untuk membuktikan kelak bahwa tidak ada yang dipotong.",
    ),
    Entry(
        "kasus list",
        "kasus:list_",
        "Menampilkan daftar kasus.",
        ("kasus list", "kasus list --since 2026-11-01 --limit 20", "kasus list --json"),
    ),
    Entry("kasus show", "kasus:show", "Menampilkan satu kasus.", ("kasus show SKW-2026-0001",)),
    Entry(
        "kasus why",
        "kasus:why",
        "Menjelaskan mengapa kasus ada di langkahnya, siapa yang ditunggu, dan apa yang terjadi berikutnya.",
        ("kasus why SKW-2026-0001",),
    ),
    Entry(
        "kasus export",
        "kasus:export",
        "Menyimpan seluruh berkas satu kasus sebagai ZIP.",
        ("kasus export SKW-2026-0001 --out SKW-2026-0001.zip",),
    ),
    Entry(
        "surat list",
        "surat:list_",
        "Menampilkan surel masuk dan hasilnya.",
        ("surat list --since 2026-11-01", "surat list --json"),
    ),
    Entry("surat show", "surat:show", "Menampilkan satu surel masuk.", ("surat show 12",)),
    Entry(
        "surat parse",
        "surat:parse",
        "Menampilkan apa yang dipahami dari berkas surel mentah; tanpa konfigurasi.",
        ("surat parse balasan.eml --json",),
    ),
    Entry("surat retry", "surat:retry", "Mengolah ulang satu surel yang dikarantina.", ("surat retry 12",)),
    Entry(
        "antrean list", "antrean:list_", "Menampilkan surel keluar.", ("antrean list --limit 20", "antrean list --json")
    ),
    Entry("antrean retry", "antrean:retry", "Mengirim ulang satu surel yang gagal.", ("antrean retry 7",)),
    Entry("templat list", "templat:list_", "Menampilkan semua templat.", ("templat list",)),
    Entry("templat lint", "templat:lint", "Memeriksa semua templat.", ("templat lint",)),
    Entry(
        "templat preview",
        "templat:preview",
        "Membuat pratinjau satu templat dengan data contoh.",
        ("templat preview tugas-disposisi --out pratinjau.html",),
    ),
    Entry("rekap", "rekap:rekap", "Membuat rekapitulasi satu bulan.", ("rekap 2026-10 --out rekap",)),
    Entry(
        "papan",
        "papan:papan",
        "Menulis papan kasus untuk layar kantor.",
        ("papan --out papan.html",),
        "Satu halaman HTML statis: kasus berjalan menurut langkah dan pemegang, tanpa nama orang dan tanpa isi "
        "permohonan. Dengan [papan] berkas, layanan menulisnya sendiri setiap beberapa menit.",
    ),
    Entry("backup", "cadangan:backup", "Membuat cadangan, juga selama layanan berjalan.", ("backup --to cadangan",)),
    Entry(
        "restore",
        "cadangan:restore",
        "Memulihkan cadangan ke tempat kosong dan memeriksanya.",
        ("restore cadangan/sikuwas-2026-11-23.tar.gz --to pulih",),
    ),
    Entry(
        "bangun-ulang",
        "bangun_ulang:rebuild",
        "Membangun ulang basis data dari arsip surel mentah.",
        ("bangun-ulang --to bangun", "bangun-ulang --to bangun --json"),
        "Memutar ulang semua surel dalam arsip menurut urutan diterima ke basis data kosong, lalu membandingkan kasus "
        "dan keputusannya. Surat tidak dikirim ulang. Kode keluar 1 bila ada yang berbeda.",
    ),
    Entry(
        "config show",
        "config_show:show",
        "Menampilkan nilai yang berlaku dan asalnya; sandi tidak pernah ditampilkan.",
        ("config show", "config show --changed", "config show --json"),
    ),
    Entry(
        "config schema",
        "config_show:schema",
        "Menulis skema JSON config.toml untuk penyunting teks.",
        ("config schema --out config.schema.json",),
    ),
    Entry(
        "oauth masuk",
        "oauth:sign_in",
        "Menyetujui layanan memakai kotak surat Google atau Microsoft 365.",
        ("oauth masuk",),
        "Membuka persetujuan OAuth2 satu kali; token disimpan (0600) dan diperbarui sendiri sebelum berakhir.",
    ),
    Entry(
        "oauth status", "oauth:status", "Menampilkan keadaan izin OAuth2; token tidak ditampilkan.", ("oauth status",)
    ),
    Entry(
        "layanan pasang",
        "layanan:install",
        "Memasang layanan systemd, atau menampilkan berkasnya.",
        ("layanan pasang", "layanan pasang --tampilkan", "layanan pasang --pengguna sikuwas"),
        "Menulis /etc/systemd/system/sikuwas-mail.service untuk config.toml ini. Di Windows menampilkan langkahnya.",
    ),
    Entry(
        "bundle",
        "bundle:bundle",
        "Menyusun bahan diagnosis tanpa sandi dan tanpa data pribadi.",
        ("bundle --out bahan.zip",),
    ),
    Entry(
        "completion",
        "completion:completion",
        "Menulis skrip pelengkap perintah untuk bash, zsh, atau fish.",
        ("completion bash > /etc/bash_completion.d/sikuwas-mail",),
    ),
)


def registered() -> tuple[Entry, ...]:
    """The entries whose module exists."""
    return tuple(e for e in ENTRIES if find_spec(e.modul) is not None)
