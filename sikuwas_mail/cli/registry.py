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
        ("init /srv/sikuwas", "init . --user inspektorat@contoh.go.id --imap-host mail.contoh.go.id --ya"),
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
        ("run", "run --once", "run --once --now 2026-11-23T08:00:00+07:00"),
        "Dengan --once: mengambil semua surel yang ada, memutuskan, mengirim semua yang jatuh tempo, lalu selesai.",
    ),
    Entry(
        "status",
        "status:status",
        "Menampilkan detak, antrean, sambungan, dan keterlambatan.",
        ("status", "status --json", "status --healthy"),
    ),
    Entry("kasus list", "kasus:list_", "Menampilkan daftar kasus.", ("kasus list", "kasus list --json")),
    Entry("kasus show", "kasus:show", "Menampilkan satu kasus.", ("kasus show SKW-2026-0001",)),
    Entry(
        "kasus export",
        "kasus:export",
        "Menyimpan seluruh berkas satu kasus sebagai ZIP.",
        ("kasus export SKW-2026-0001 --out SKW-2026-0001.zip",),
    ),
    Entry("surat list", "surat:list_", "Menampilkan surel masuk dan hasilnya.", ("surat list --json",)),
    Entry("surat show", "surat:show", "Menampilkan satu surel masuk.", ("surat show 12",)),
    Entry(
        "surat parse",
        "surat:parse",
        "Menampilkan apa yang dipahami dari berkas surel mentah; tanpa konfigurasi.",
        ("surat parse balasan.eml --json",),
    ),
    Entry("surat retry", "surat:retry", "Mengolah ulang satu surel yang dikarantina.", ("surat retry 12",)),
    Entry("antrean list", "antrean:list_", "Menampilkan surel keluar.", ("antrean list --json",)),
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
    Entry("backup", "cadangan:backup", "Membuat cadangan, juga selama layanan berjalan.", ("backup --to cadangan",)),
    Entry(
        "restore",
        "cadangan:restore",
        "Memulihkan cadangan ke tempat kosong dan memeriksanya.",
        ("restore cadangan/sikuwas-2026-11-23.tar.gz --to pulih",),
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
)


def registered() -> tuple[Entry, ...]:
    """The entries whose module exists."""
    return tuple(e for e in ENTRIES if find_spec(e.modul) is not None)
