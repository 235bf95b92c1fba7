"""Texts to measure on, from outside the project: a folder of .txt files or JSON Lines of id, text, publish_date."""

import gzip
import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TextIO, cast

from graph.document import Document, Metadata
from graph.ids import sha256_of
from ingest.read import Received
from ingest.segment import document_of


def documents(source: Path) -> Iterator[Document]:
    """The documents of a folder or a file of rows, in order of name or line; one at a time."""
    for name, text, published in _rows(source):
        data = text.encode("utf-8")
        known = Metadata(name=name, published=published)
        yield document_of(
            Received(original=data, sha256=sha256_of(data), metadata=known, text=text, notes=(), source=name)
        )


def digest(source: Path) -> str:
    """Changes with any text of a folder or file."""
    paths = sorted(source.glob("*.txt")) if source.is_dir() else [source]
    return sha256("".join(sha256(path.read_bytes()).hexdigest() for path in paths).encode()).hexdigest()


def shorten(source: Path, limit: int, target: Path) -> Path:
    """Writes the first records of a file of rows to another file, gold and all."""
    with opened(source) as rows, target.open("w", encoding="utf-8") as file:
        file.writelines(islice((row for row in rows if row.strip()), limit))
    return target


def opened(path: Path) -> TextIO:
    """A file of rows, packed or not."""
    if path.suffix == ".gz":
        return cast(TextIO, gzip.open(path, "rt", encoding="utf-8"))
    return path.open(encoding="utf-8")


def _rows(source: Path) -> Iterator[tuple[str, str, str | None]]:
    if source.is_dir():
        for path in sorted(source.glob("*.txt")):
            yield path.name, path.read_bytes().decode("utf-8"), None
        return
    with opened(source) as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                yield str(row["id"]), row["text"], row.get("publish_date")
