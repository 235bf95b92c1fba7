"""Texts to measure on, from outside the project: a folder of .txt files or JSON Lines of id, text, publish_date."""

import json
from collections.abc import Iterator
from pathlib import Path

from graph.document import Document, Metadata
from graph.ids import sha256_of
from ingest.read import Received
from ingest.segment import document_of


def documents(source: Path) -> Iterator[Document]:
    """The documents of a folder or a file of rows, in order of name or line."""
    for name, text, published in _rows(source):
        data = text.encode("utf-8")
        known = Metadata(name=name, published=published)
        yield document_of(
            Received(original=data, sha256=sha256_of(data), metadata=known, text=text, notes=(), source=name)
        )


def _rows(source: Path) -> Iterator[tuple[str, str, str | None]]:
    if source.is_dir():
        for path in sorted(source.glob("*.txt")):
            yield path.name, path.read_bytes().decode("utf-8"), None
        return
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            yield str(row["id"]), row["text"], row.get("publish_date")
