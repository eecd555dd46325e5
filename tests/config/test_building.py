"""The configuration becomes the values of the core: working days by decree, the desk, the key that tokens hang on."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from minimal import BASE

from sikuwas_mail.config import KeyFault, example_file, load, read_keys
from sikuwas_mail.config.doubts import doubtful_nip
from sikuwas_mail.config.freezing import freeze
from sikuwas_mail.config.holidays import year_of
from sikuwas_mail.core.sop import Langkah, Peran

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def configured(folder: Path, more: str = "") -> Path:
    file = folder / "config.toml"
    file.write_text(BASE + "\n" + more, encoding="utf-8")
    file.chmod(0o640)
    return file


def working_days(config_file: Path, first: date, last: date) -> int:
    kalender = load(config_file, {}).calendar()
    return sum(kalender.is_working_day(first + timedelta(days=i)) for i in range((last - first).days + 1))


@pytest.mark.parametrize(
    "first, last, days",
    [
        (date(2025, 1, 1), date(2025, 12, 31), 237),
        (date(2026, 1, 1), date(2026, 12, 31), 240),
        (date(2027, 1, 1), date(2027, 12, 31), 242),
        (date(2026, 11, 1), date(2026, 11, 30), 21),
        (date(2026, 12, 1), date(2026, 12, 31), 21),
        (date(2027, 1, 1), date(2027, 1, 31), 19),
        (date(2027, 3, 1), date(2027, 3, 31), 15),
    ],
)
def test_working_days_follow_the_decrees(tmp_path: Path, first: date, last: date, days: int) -> None:
    assert working_days(configured(tmp_path), first, last) == days


@pytest.mark.parametrize("tahun", [2025, 2026, 2027, 2028])
def test_a_frozen_year_is_what_the_library_says(tahun: int) -> None:
    file = Path(__file__).parents[2] / "sikuwas_mail" / "config" / "libur" / f"{tahun}.toml"
    assert file.read_text(encoding="utf-8") == freeze(tahun)


def test_the_office_adds_and_takes_away_days(tmp_path: Path) -> None:
    file = configured(
        tmp_path, "[kalender]\ntambah = [2026-11-23]\nhapus = [2026-12-24]\njam.sabtu = ['08.00-12.00']\n"
    )
    kalender = load(file, {}).calendar()
    assert not kalender.is_working_day(date(2026, 11, 23))
    assert kalender.is_working_day(date(2026, 12, 24))
    assert kalender.is_working_day(date(2026, 11, 28))
    assert not kalender.is_working_day(date(2026, 11, 29))


def test_fasting_months_have_their_own_hours(tmp_path: Path) -> None:
    kalender = load(configured(tmp_path), {}).calendar()
    start = datetime(2027, 3, 1, 14, 50, tzinfo=kalender.zona)
    assert kalender.add(start, 30) == datetime(2027, 3, 2, 8, 20, tzinfo=kalender.zona)


def test_the_desk_holds_what_the_file_says(tmp_path: Path) -> None:
    more = '[sop.norma]\npenugasan = 90\n[keamanan]\nkebijakan = { pengarsipan = "token+lulus" }\n'
    more += '[nomor]\nmode = "manual"\n'
    more += '[[wilayah]]\nkode = "2"\nperangkat_daerah = [{ nama = "Badan Contoh", alias = ["BC"] }]\n'
    desk = load(configured(tmp_path, more), {}).desk(NOW, (b"k" * 32,), urut_kasus={2026: 7}, urut_naskah={2026: 9})
    assert desk.norma_dari(Langkah.PENUGASAN) == 90
    assert desk.norma_dari(Langkah.DISPOSISI) == 10
    assert desk.aturan.kebijakan == {Langkah.PENGARSIPAN: "token+lulus"}
    assert (desk.penomoran.otomatis, desk.penomoran.berikut, desk.urut_kasus) == (False, {2026: 9}, {2026: 7})
    assert desk.wilayah_dari("bc") == "II"
    assert [p.nama for p in desk.pejabat(Peran.IRBAN, NOW, "II")] == ["Contoh Irban"]
    assert (desk.alamat, desk.alihkan_ke) == ("sikuwas@contoh.go.id", "uji@contoh.go.id")


def test_the_rehearsal_mailbox_decides_nothing_once_it_is_for_real(tmp_path: Path) -> None:
    file = configured(tmp_path)
    file.write_text(file.read_text().replace('mode = "uji"', 'mode = "langsung"'))
    assert load(file, {}).desk(NOW, (b"k" * 32,)).alihkan_ke == ""


def test_letterhead_and_style_come_from_their_sections(tmp_path: Path) -> None:
    more = '[instansi]\nnama = "INSPEKTORAT CONTOH"\nlambang = "lambang.png"\n[dokumen]\nkertas = "A4"\n'
    config = load(configured(tmp_path, more), {})
    assert (config.kop().nama, config.kop().lambang) == ("INSPEKTORAT CONTOH", str(tmp_path / "lambang.png"))
    assert (config.gaya().kertas, config.gaya().penandatangan_surat_tugas) == ("A4", Peran.IRBAN)


def test_the_example_of_the_office_has_no_doubt_but_its_passwords() -> None:
    config = load(example_file(), {})
    assert {w.kunci for w in config.warnings_at(date(2026, 11, 23))} == {"imap.password_file", "smtp.password_file"}


def test_a_year_without_decree_and_an_empty_office_are_doubts(tmp_path: Path) -> None:
    told = " ".join(str(w) for w in load(configured(tmp_path), {}).warnings_at(date(2027, 11, 23)))
    assert "libur 2028 belum ditetapkan" in told
    assert "Ramadan 2028 belum diisi" in told
    assert "tidak ada sekretaris yang menjabat" in told
    assert "tidak ada inspektur yang menjabat" in told
    assert "tidak ada admin" not in told
    assert year_of(1999) is None


@pytest.mark.parametrize(
    "nip, sound",
    [
        ("197203151998031004", True),
        ("199608182022211001", True),  # PPPK: no month in digits 13-14
        ("", True),
        ("-", True),
        ("197213151998031004", False),
        ("197203151980031004", False),
        ("197203152030031004", False),
        ("197203151998131004", False),
        ("197203151998033004", False),
        ("197203151998031000", False),
    ],
)
def test_a_nip_is_doubted_for_what_cannot_be(nip: str, sound: bool) -> None:
    assert (doubtful_nip(nip, date(2026, 11, 23)) == "") is sound


def test_the_first_start_makes_a_key_and_keeps_it(tmp_path: Path) -> None:
    config = load(configured(tmp_path), {})
    (key,) = read_keys(config, letters_sent=False)
    assert len(key) >= 32
    assert config.key_file.stat().st_mode & 0o777 == 0o600
    assert read_keys(config, letters_sent=True) == (key,)


def test_two_keys_hold_during_a_rotation_the_new_one_first(tmp_path: Path) -> None:
    config = load(configured(tmp_path), {})
    (first,) = read_keys(config, letters_sent=False)
    config.key_file.rename(config.key_file.with_name("sikuwas.kunci.lama"))
    both = read_keys(config, letters_sent=False)
    assert both[1] == first != both[0]


def test_a_key_lost_after_letters_were_sent_is_not_replaced(tmp_path: Path) -> None:
    config = load(configured(tmp_path), {})
    with pytest.raises(KeyFault, match="SKW-201"):
        read_keys(config, letters_sent=True)
    assert not config.key_file.exists()


@pytest.mark.parametrize("mode, size, kode", [(0o644, 64, "SKW-204"), (0o600, 31, "SKW-205")])
def test_a_key_that_is_short_or_open_to_others_is_refused(tmp_path: Path, mode: int, size: int, kode: str) -> None:
    config = load(configured(tmp_path), {})
    config.key_file.parent.mkdir()
    config.key_file.write_bytes(b"k" * size)
    config.key_file.chmod(mode)
    with pytest.raises(KeyFault, match=kode) as caught:
        read_keys(config, letters_sent=False)
    assert caught.value.exit_code == 78
