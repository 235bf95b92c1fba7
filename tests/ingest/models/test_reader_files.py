"""The reader's files: what is missing or altered is an error, never another reader."""

import shutil
from pathlib import Path

import pytest

from graph.errors import ModelAltered
from ingest.models.reader import FOLDER, check_reader, reader_digest


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "reader"))


def test_the_shipped_files_are_the_published_ones() -> None:
    check_reader()
    assert len(reader_digest()) == 64


@pytest.mark.parametrize("name", ["encoder.onnx", "heads.npz", "tokenizer.json"])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelAltered, match=f"{name} is missing"):
        check_reader(copy)


@pytest.mark.parametrize("name", ["encoder.onnx", "heads.npz", "tokenizer.json"])
def test_an_altered_file_is_named(copy: Path, name: str) -> None:
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    with pytest.raises(ModelAltered, match=f"{name} is not the published one"):
        check_reader(copy)


def test_without_a_manifest_nothing_is_read(copy: Path) -> None:
    (copy / "SHA256SUMS").unlink()
    with pytest.raises(ModelAltered, match="SHA256SUMS is missing"):
        check_reader(copy)


def test_the_weights_stay_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 80_000_000
