"""Every fault of a config.toml is told in one run, at its line and column, in Indonesian, and never with a secret."""

from collections.abc import Callable
from pathlib import Path

import pytest
from minimal import BASE

from sikuwas_mail.config import Config, ConfigFaults, load

Refused = Callable[[str], list[str]]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    def judge(text: str, env: dict[str, str] | None = None) -> list[str]:
        file = tmp_path / "config.toml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigFaults) as caught:
            load(file, env or {})
        return [str(f) for f in caught.value.faults]

    return judge


def accepted(tmp_path: Path, text: str, env: dict[str, str] | None = None) -> Config:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, env or {})


def test_a_plain_configuration_is_accepted(tmp_path: Path) -> None:
    config = accepted(tmp_path, BASE)
    assert config.imap.port == 993
    assert config.alamat == "sikuwas@contoh.go.id"
    assert config.operator == "admin@contoh.go.id"


def test_five_faults_give_five_positions_in_one_run(refused: Refused) -> None:
    text = BASE.replace('mode = "uji"', 'mode = "ujii"').replace('host = "127.0.0.1"\nuser', 'server = "x"\nuser')
    text = text.replace('peran = "admin"', 'peran = "admin"\nnip = "12345"\nmulai = 2026-05-01\nsampai = 2026-01-01')
    text += "\n[pengingat]\neskalasi = -1.0\n"
    assert refused(text) == [
        'config.toml:1:1: mode: nilai tidak dikenal: "ujii"; mungkin maksudnya "uji"; yang ada: "uji", "langsung"',
        'config.toml:5:1: imap.server: kunci tidak dikenal; mungkin maksudnya "host"',
        'config.toml:23:1: petugas[2].nip: NIP harus 18 angka atau "-"; tertulis 5 karakter',
        "config.toml:25:1: petugas[2].sampai: tanggal selesai 2026-01-01 mendahului tanggal mulai 2026-05-01",
        "config.toml:28:1: pengingat.eskalasi: harus lebih dari 0.0",
    ]


CASES = {
    "tls none to another machine": (
        ('host = "127.0.0.1"\nuser', 'host = "mail.contoh.go.id"\ntls = "none"\nuser'),
        'config.toml:6:1: imap.tls: "none" hanya untuk server di mesin ini',
    ),
    "port in quotes": (
        ('user = "sikuwas', 'port = "993"\nuser = "sikuwas'),
        "config.toml:6:1: imap.port: harus bilangan bulat tanpa tanda kutip",
    ),
    "port out of range": (
        ('user = "sikuwas', 'port = 70000\nuser = "sikuwas'),
        "config.toml:6:1: imap.port: harus paling banyak 65535",
    ),
    "password given twice": (
        ('password = "SENTINEL-SANDI"', 'password = "SENTINEL-SANDI"\npassword_file = "x"'),
        "config.toml:8:1: imap.password_file: password juga diisi; pilih salah satu",
    ),
    "rehearsal without mailbox": (
        ('alihkan_ke = "uji@contoh.go.id"', ""),
        'config.toml:1:1: alihkan_ke: wajib diisi selama mode = "uji"',
    ),
    "host missing": (('host = "127.0.0.1"\nuser', "user"), "config.toml:4:2: imap.host: wajib diisi"),
    "section missing": (
        ('[smtp]\nhost = "127.0.0.1"\nfrom = "SIKUWAS <sikuwas@contoh.go.id>"\n', ""),
        "config.toml:1:1: smtp: bagian [smtp] wajib ada",
    ),
    "misspelt section": (
        ("[imap]", "[imapp]"),
        'config.toml:4:2: imapp: kunci tidak dikenal; mungkin maksudnya "imap"',
    ),
    "key of another section": (
        ("[smtp]\n", "[smtp]\nidle = true\n"),
        'config.toml:10:1: smtp.idle: kunci tidak dikenal; mungkin maksudnya "imap.idle"',
    ),
    "unknown zone": (
        ("[imap]", '[instansi]\nzona = "WIB"\n[imap]'),
        'config.toml:5:1: instansi.zona: zona waktu tidak dikenal: "WIB"; mungkin maksudnya "Asia/Jakarta"',
    ),
    "address used twice": (
        ('"admin@contoh.go.id"', '"Irban@contoh.go.id"'),
        'config.toml:21:1: petugas[2].email: "irban@contoh.go.id" sudah dipakai Contoh Irban (irban)',
    ),
    "alias of another": (
        ('peran = "admin"', 'alias = ["irban@contoh.go.id"]\nperan = "admin"'),
        'config.toml:22:1: petugas[2].alias: "irban@contoh.go.id" sudah dipakai',
    ),
    "official with our own address": (
        ('"admin@contoh.go.id"', '"sikuwas@contoh.go.id"'),
        "config.toml:21:1: petugas[2].email: alamat ini milik layanan sendiri",
    ),
    "irban without wilayah": (
        ('wilayah = "II"\n', ""),
        "config.toml:13:3: petugas[1].wilayah: wajib diisi untuk irban",
    ),
    "role in English": (
        ('peran = "admin"', 'peran = "secretary"'),
        'petugas[2].peran: nilai tidak dikenal: "secretary"; mungkin maksudnya "sekretaris"',
    ),
    "date in quotes": (
        ('peran = "admin"', 'peran = "admin"\nmulai = "2026-01-01"'),
        "config.toml:23:1: petugas[2].mulai: harus tanggal tanpa tanda kutip",
    ),
    "bad address in a list": (
        ('peran = "admin"', 'alias = ["a@b.id", "bukan alamat"]\nperan = "admin"'),
        "config.toml:22:20: petugas[2].alias[2]: harus satu alamat surel",
    ),
    "not TOML": (('mode = "uji"', 'mode = uji"'), "config.toml:1:8: TOML: bukan TOML yang sah: nilai tidak dikenal"),
}


@pytest.mark.parametrize("change, said", CASES.values(), ids=CASES.keys())
def test_a_fault_is_told_at_its_place_and_alone(refused: Refused, change: tuple[str, str], said: str) -> None:
    assert change[0] in BASE
    faults = refused(BASE.replace(*change, 1))
    assert [f for f in faults if said in f], faults
    assert len(faults) == 1


WHOLE_FAULTS = {
    '[[wilayah]]\nkode = "II"\n[[wilayah]]\nkode = "ii"\n': 'wilayah[2].kode: wilayah "II" ditulis dua kali',
    '[[wilayah]]\nkode = "II"\nperangkat_daerah = [{ nama = "BPKAD" }, { nama = "X", alias = ["bpkad"] }]\n': (
        'config.toml:26:55: wilayah[1].perangkat_daerah[2].alias: "bpkad" sudah ada di wilayah II'
    ),
    '[[pengganti]]\nmulai = 2026-01-01\nsampai = 2026-01-02\noleh = "irban@contoh.go.id"\nuntuk="admn@contoh.go.id"': (
        'pengganti[1].untuk: "admn@contoh.go.id" bukan alamat petugas; mungkin maksudnya "admin@contoh.go.id"'
    ),
    '[nomor]\npola = "{klasifikasi}/{nomer}/{tahun}"\n': "nomor.pola: isian {nomer} tidak dikenal",
    "[sop.norma]\npenugasn = 30\n": 'sop.norma.penugasn: kunci tidak dikenal: "penugasn"; mungkin',
    '[kalender]\njam = { senin = ["07.30-12.00", "13.00-12.00"] }\n': "config.toml:25:33: kalender.jam.senin[2]",
    '[database]\nurl = "postgresql://u:SENTINEL-SANDI@x/y"\n': 'mungkin maksudnya "postgresql+psycopg://…"',
    '[keamanan]\ndomain_pemohon = ["a.go.id"]\ndomain_ditolak = ["a.go.id"]\n': "juga tertulis di keamanan",
    "[pengingat]\nsetelah = [2.0, 1.0]\n": "pengingat.setelah: harus berurutan naik",
    '[surat]\nkirim_salinan = "inbox"\n': "surat.kirim_salinan: folder ini sama dengan imap.folder_masuk",
    '[dokumen]\nkertas = "Folio"\n': 'mungkin maksudnya "F4"',
    "[kalender]\ntambah = [2026-12-31]\nhapus = [2026-12-31]\n": "kalender.hapus: 2026-12-31 juga tertulis",
}


@pytest.mark.parametrize("more, said", WHOLE_FAULTS.items(), ids=range(len(WHOLE_FAULTS)))
def test_a_rule_between_keys_is_kept(refused: Refused, more: str, said: str) -> None:
    faults = refused(BASE + "\n" + more)
    assert len(faults) == 1, faults
    assert said in faults[0]
    assert "SENTINEL" not in faults[0]


def test_a_broken_line_does_not_hide_the_faults_below(refused: Refused) -> None:
    text = BASE.replace('alihkan_ke = "uji@contoh.go.id"', 'alihkan_ke = "uji@contoh.go.id').replace('"admin"', '"adm"')
    places = [f.split(": ")[0] for f in refused(text)]
    assert places == ["config.toml:2:31", "config.toml:22:1"]


def test_a_file_that_is_not_there_is_a_fault_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ConfigFaults, match="init") as caught:
        load(tmp_path / "config.toml", {})
    assert caught.value.exit_code == 78


def test_a_file_in_another_encoding_is_a_fault_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b'mode = "uji"\nalihkan_ke = "\xe9@x.id"\n')
    with pytest.raises(ConfigFaults, match=r"config\.toml:2:15: berkas: .*UTF-8"):
        load(file, {})


def test_notepad_may_save_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf" + BASE.replace("\n", "\r\n").encode())
    assert load(file, {}).mode == "uji"


def test_a_secret_is_in_no_repr_and_no_fault(tmp_path: Path, refused: Refused) -> None:
    config = accepted(tmp_path, BASE)
    assert "SENTINEL" not in repr(config) + str(config) + str(config.model_dump())
    wrong = BASE.replace("password =", "pasword =") + '\n[oauth2]\nclient_secret = ["SENTINEL-SANDI"]\n'
    faults = refused(wrong)
    assert len(faults) == 2
    assert "SENTINEL" not in " ".join(faults)


def test_the_same_person_may_hold_two_different_offices(tmp_path: Path) -> None:
    twice = BASE + '\n[[petugas]]\nnama = "Contoh Admin"\nemail = "admin@contoh.go.id"\nperan = "sekretaris"\n'
    assert len(accepted(tmp_path, twice).petugas) == 3
