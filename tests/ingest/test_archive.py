import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import StoreDamaged, StoreError, UnknownId
from graph.ids import sha256_of
from ingest.archive import Archive

DATA = b"Ilse Varga waited."


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "originals")


def kept(archive: Archive) -> Path:
    sha256 = sha256_of(DATA)
    return archive.directory / sha256[:2] / sha256


def test_what_is_put_is_got(archive: Archive) -> None:
    sha256 = archive.put(DATA)
    assert sha256 == sha256_of(DATA)
    assert archive.get(sha256) == DATA
    assert sha256 in archive
    assert list(archive.hashes()) == [sha256]


@settings(deadline=None)
@given(data=st.binary())
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    archive = Archive(tmp_path_factory.getbasetemp() / "any")
    assert archive.get(archive.put(data)) == data


def test_the_same_bytes_are_kept_once(archive: Archive) -> None:
    archive.put(DATA)
    before = kept(archive).stat()
    archive.put(DATA)
    assert kept(archive).stat().st_ino == before.st_ino
    assert len(list(archive.hashes())) == 1


def test_only_the_owner_may_look(archive: Archive) -> None:
    archive.put(DATA)
    for path in (archive.directory, kept(archive).parent):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept(archive).stat().st_mode) == 0o600


def test_nothing_is_left_beside(archive: Archive) -> None:
    archive.put(DATA)
    assert [path.name for path in kept(archive).parent.iterdir()] == [sha256_of(DATA)]


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64, "0" * 64 + "\n"])
def test_what_was_never_put_is_unknown(archive: Archive, sha256: str) -> None:
    with pytest.raises(UnknownId):
        archive.get(sha256)
    assert sha256 not in archive


def test_one_changed_bit_is_found_and_put_right(archive: Archive) -> None:
    archive.put(b"another")
    sha256 = archive.put(DATA)
    kept(archive).write_bytes(bytes([DATA[0] ^ 1]) + DATA[1:])
    with pytest.raises(StoreDamaged):
        archive.get(sha256)
    assert [problem.sha256 for problem in archive.verify()] == [sha256]
    archive.put(DATA)
    assert list(archive.verify()) == []


def test_a_leftover_of_a_crash_is_no_original(archive: Archive) -> None:
    archive.put(DATA)
    (kept(archive).parent / ".half").write_bytes(b"half")
    assert list(archive.hashes()) == [sha256_of(DATA)]
    assert list(archive.verify()) == []


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError) as caught:
        Archive(tmp_path / "file" / "originals")
    assert caught.value.hint


def test_a_full_disk_is_said_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    """The limit on file sizes stands in for the disk: the write fails in the middle, as it would there."""
    script = (
        "import resource, signal, sys; from pathlib import Path; from ingest.archive import Archive\n"
        "from graph.errors import StoreError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: Archive(Path(sys.argv[1])).put(bytes(5000))\n"
        "except StoreError as error: sys.exit(str(error))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "o")], capture_output=True, text=True, check=False
    )
    assert "cannot be written" in ended.stderr
    assert [path for path in (tmp_path / "o").rglob("*") if path.is_file()] == []


def test_many_put_the_same_at_once(archive: Archive) -> None:
    parts = [os.urandom(1000) for _ in range(5)] * 8
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(archive.put, parts)) == [sha256_of(part) for part in parts]
    assert len(list(archive.hashes())) == 5
    assert list(archive.verify()) == []
