"""The disk is full at one write after the other: nothing is lost, nothing is spoilt, and it goes on by itself."""

from pathlib import Path

import filled
import pytest
from small_disk import SmallDisk


def test_a_disk_that_is_full_at_any_write_loses_nothing_and_spoils_nothing(tmp_path: Path) -> None:
    try:
        with SmallDisk(tmp_path / "kecil") as disk:
            found = filled.play(disk, length=1, every=16)
    except PermissionError:
        pytest.skip("mounting a small file system is not allowed here")
    assert found.full >= 5
    assert found.decided == 2
    assert not found.faults
