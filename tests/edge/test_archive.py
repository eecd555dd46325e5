"""The archive keeps bytes under their own fingerprint."""

import contextlib
import hashlib
import os
import resource
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sikuwas_mail.edge.archive import Archive, ArchiveCorrupt, ArchiveUnavailable


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "data" / "arsip")


def files(archive):
    return sorted(p.relative_to(archive.folder).as_posix() for p in archive.folder.rglob("*") if p.is_file())


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_what_is_put_is_got_under_its_sha256(archive, data):
    sha256 = archive.put(data, "eml")
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert archive.get(sha256) == data


def test_a_file_lies_where_its_name_says_and_is_its_owners_alone(archive):
    sha256 = archive.put(b"surat", ".EML")
    assert files(archive) == [f"{sha256[:2]}/{sha256[2:]}.eml"]
    path = archive.path(sha256)
    assert path is not None and path.stat().st_mode & 0o077 == 0


def test_the_same_bytes_are_stored_once(archive):
    first = archive.put(b"surat", "eml")
    stamp = archive.path(first).stat().st_mtime_ns
    assert archive.put(b"surat", "docx") == first
    assert len(files(archive)) == 1
    assert archive.path(first).stat().st_mtime_ns == stamp


@pytest.mark.parametrize("name", ["", "0" * 63, "../" * 21 + "x", "*" * 64, "A" * 64, "0" * 64])
def test_a_name_that_is_none_of_ours_has_no_bytes(archive, name):
    archive.put(b"surat", "eml")
    assert archive.get(name) is None


def test_a_strange_ending_does_not_lead_elsewhere(archive):
    sha256 = archive.put(b"x", "/../../etc")
    assert files(archive) == [f"{sha256[:2]}/{sha256[2:]}.bin"]


def test_a_damaged_file_is_noticed_and_mended_by_the_next_put(archive):
    sha256 = archive.put(b"surat", "eml")
    archive.put(b"lain", "eml")
    archive.path(sha256).write_bytes(b"sura7")
    with pytest.raises(ArchiveCorrupt, match="rusak"):
        archive.get(sha256)
    assert list(archive.damaged()) == [archive.path(sha256)]
    archive.put(b"surat", "eml")
    assert archive.get(sha256) == b"surat"
    assert list(archive.damaged()) == []


def test_a_full_disk_leaves_no_half_file(archive):
    archive.put(b"surat", "eml")
    before = files(archive)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    previous = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(ArchiveUnavailable):
            archive.put(os.urandom(20_000), "eml")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, previous)
    assert files(archive) == before


def test_a_folder_that_cannot_be_made_is_a_clear_message(tmp_path):
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(ArchiveUnavailable, match="Arsip"):
        Archive(tmp_path / "berkas" / "arsip").put(b"x", "eml")


def test_a_batch_is_readable_at_once_and_on_the_disk_at_its_end(archive, monkeypatch):
    synced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (synced.append(str(Path(f"/proc/self/fd/{fd}").readlink())), real(fd)))
    names = []
    with archive.together():
        for n in range(5):
            names.append(archive.put(b"surat %d" % n, "eml"))
            assert archive.get(names[-1]) == b"surat %d" % n
        assert not [s for s in synced if s.endswith(".eml")]
    paths = [str(archive.path(name)) for name in names]
    assert set(paths) <= set(synced)
    folders = {str(archive.path(name).parent) for name in names}
    assert folders <= set(synced) and max(map(synced.index, paths)) < len(synced) - 1


def test_a_file_of_a_batch_that_broke_off_is_synced_when_it_is_put_again(archive, monkeypatch):
    with contextlib.suppress(RuntimeError), archive.together():
        name = archive.put(b"surat", "eml")
        raise RuntimeError
    synced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (synced.append(str(Path(f"/proc/self/fd/{fd}").readlink())), real(fd)))
    with archive.together():
        assert archive.put(b"surat", "eml") == name
    assert str(archive.path(name)) in synced


def test_bytes_under_a_strange_ending_are_found(archive):
    assert archive.get(archive.put(b"tabel", "ods")) == b"tabel"
