"""The model is the published one, or nothing is read."""

from pathlib import Path

import pytest

from graph.errors import ModelAltered
from ingest.models.loader import check_model, load_model, manifest, manifest_digest, model_directory


def _copy(target: Path) -> Path:
    """The model's files as links: equal bytes without a second copy."""
    for name in manifest():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(model_directory() / name)
    return target


def test_the_installed_model_is_the_published_one() -> None:
    check_model(model_directory())


def test_a_missing_file_is_noticed(tmp_path: Path) -> None:
    (_copy(tmp_path) / "meta.json").unlink()
    with pytest.raises(ModelAltered, match=r"meta\.json is missing") as caught:
        check_model(tmp_path)
    assert "pip install" in caught.value.hint


def test_one_altered_byte_is_noticed(tmp_path: Path) -> None:
    path = _copy(tmp_path) / "ner" / "moves"
    data = bytearray(path.read_bytes())
    path.unlink()
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelAltered, match="not the published one"):
        check_model(tmp_path)


def test_the_model_cuts_no_sentences() -> None:
    doc = load_model()("It rained. The mill burned. Nobody came.")
    assert [token.i for token in doc if token.is_sent_start] == [0]


def test_the_digest_names_the_manifest() -> None:
    assert len(manifest_digest()) == 64 and load_model() is load_model()
