"""Loads the trained reader's network, after checking every file of it against the manifest that is shipped with it."""

import hashlib
from functools import lru_cache
from pathlib import Path

from graph.errors import ModelAltered

from ..neural.network import Network
from .manifest import check_files, parse_manifest

FOLDER = Path(__file__).parent / "reader"
_MANIFEST = "SHA256SUMS"
_HINT = "Install casegraph again: the reader's files are part of it, and only the published ones are read with."


def reader_digest(folder: Path = FOLDER) -> str:
    """The SHA-256 of the manifest: names the network in a run.

    Raises:
        ModelAltered: there is no manifest.
    """
    try:
        return hashlib.sha256((folder / _MANIFEST).read_bytes()).hexdigest()
    except FileNotFoundError as error:
        raise ModelAltered(f"the reader's manifest {_MANIFEST} is missing", hint=_HINT) from error


def check_reader(folder: Path = FOLDER) -> None:
    """Compares every file with the manifest.

    Raises:
        ModelAltered: a file is missing or is not the published one.
    """
    reader_digest(folder)
    manifest = parse_manifest((folder / _MANIFEST).read_text(encoding="ascii").splitlines())
    check_files(folder, manifest, what="the reader's file", hint=_HINT)


@lru_cache(maxsize=1)
def load_reader() -> Network:
    """The checked network, loaded once per process.

    Raises:
        ModelAltered: a file is missing or not the published one.
    """
    check_reader()
    return Network(FOLDER)
