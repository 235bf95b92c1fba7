"""Files of a model and their SHA-256, as ``sha256sum`` prints them: what is missing or altered is an error."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.errors import ModelAltered


def parse_manifest(lines: Iterable[str]) -> dict[str, str]:
    """Digests by file name."""
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def check_files(directory: Path, manifest: Mapping[str, str], *, what: str, hint: str) -> None:
    """Compares every file of a directory with a manifest.

    Args:
        what: the model, as an error names it ("the reader's file").

    Raises:
        ModelAltered: a file is missing or is not the published one.
    """
    for name, digest in manifest.items():
        path = directory / name
        if not path.is_file():
            raise ModelAltered(f"{what} {name} is missing", hint=hint)
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        if found != digest:
            raise ModelAltered(f"{what} {name} is not the published one", hint=hint)
