"""The project's own files, as the tests of the house look at them."""

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("graph", "ingest", "queries", "api")


@cache
def files() -> tuple[Path, ...]:
    """Every file but those that .gitignore names, which here are plain names of files and folders.

    Looks at the disk, so that it works in an unpacked archive too.
    """
    ignored = (ROOT / ".gitignore").read_text(encoding="ascii").splitlines()
    names = [".git", *(line.rstrip("/") for line in ignored)]
    found = []
    for folder, folders, held in os.walk(ROOT):
        folders[:] = [f for f in folders if not any(fnmatch(f, name) for name in names)]
        found += [Path(folder, f) for f in held if not any(fnmatch(f, name) for name in names)]
    return tuple(sorted(found))


def texts() -> Iterator[tuple[Path, str]]:
    """Files that are text, relative to the root, with their text."""
    for path in files():
        data = path.read_bytes()
        if b"\0" not in data:
            yield path.relative_to(ROOT), data.decode("utf-8", "replace")


def package_files() -> list[Path]:
    """Files of the four packages, relative to the root."""
    found = (path.relative_to(ROOT) for path in files())
    return [path for path in found if path.parts[0] in PACKAGES]
