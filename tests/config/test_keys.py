"""The key file: made once, checked always, two of them while a rotation lasts."""

import stat
from pathlib import Path

import pytest

from sikuwas_mail.config import Config, KeyFault, load, read_keys
from sikuwas_mail.core import trust
from sikuwas_mail.core.incoming import Acuan, Envelope
from tests.core.scene import SEKRETARIS, Langkah, Scene, desk
from tests.minimal import BASE


@pytest.fixture
def config(tmp_path: Path) -> Config:
    file = tmp_path / "config.toml"
    file.write_text(BASE, encoding="utf-8")
    return load(file, {})


def test_the_first_start_makes_a_key_that_only_its_owner_reads(config: Config) -> None:
    (key,) = read_keys(config, letters_sent=False)
    assert len(key) >= 32
    assert stat.S_IMODE(config.key_file.stat().st_mode) == 0o600
    assert read_keys(config, letters_sent=True) == (key,)


def test_once_letters_left_a_lost_key_is_not_replaced(config: Config) -> None:
    with pytest.raises(KeyFault, match="SKW-201"):
        read_keys(config, letters_sent=True)
    assert not config.key_file.exists()


@pytest.mark.parametrize(
    ("mode", "size", "fault"), [(0o644, 64, "SKW-204"), (0o600, 31, "SKW-205"), (0o620, 64, "204")]
)
def test_a_short_or_readable_key_is_refused_and_never_shown(config: Config, mode: int, size: int, fault: str) -> None:
    config.key_file.parent.mkdir(parents=True, exist_ok=True)
    config.key_file.write_bytes(b"K" * size)
    config.key_file.chmod(mode)
    with pytest.raises(KeyFault, match=fault) as caught:
        read_keys(config, letters_sent=False)
    assert "KKKK" not in str(caught.value)


def test_during_a_rotation_letters_of_both_keys_are_answered(config: Config) -> None:
    (old,) = read_keys(config, letters_sent=False)
    before = Scene(desk=desk(kunci=(old,))).until(Langkah.DISPOSISI)
    letter = before.task_letter(SEKRETARIS)
    config.key_file.rename(config.key_file.with_name(config.key_file.name + ".lama"))
    config.key_file.write_bytes(b"n" * 64)
    config.key_file.chmod(0o600)
    keys = read_keys(config, letters_sent=True)
    assert keys == (b"n" * 64, old)
    answer = Envelope((SEKRETARIS.email,), acuan=(Acuan("ref", "SKW-2026-0001", letter.token),))
    assert before.case is not None
    for known, granted in ((keys, True), (keys[:1], False)):
        verdict = trust.authorise(answer, before.case, desk(kunci=known), before.now)
        assert isinstance(verdict, trust.Grant) is granted
