"""The measuring export of texts, kept beside a stamp that says who read what."""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.document import Document
from graph.gold_export import gold_records
from graph.plan import plan
from graph.reading import Reading
from graph.subgraph import Edge, Node
from ingest.extract.base import Extractor

from . import stamp
from .texts import documents


def records(reading: Reading) -> Iterator[dict[str, object]]:
    """The export of one reading, by way of the graph that it would become."""
    writes = plan(reading)
    nodes = (Node(node.id, node.label, node.properties) for node in writes.nodes)
    edges = (Edge(edge.id, edge.type, edge.start, edge.end, edge.properties) for edge in writes.edges)
    return gold_records(nodes, edges)


def write_export(texts: Path, target: Path, extractor: Extractor) -> None:
    """Reads all texts and writes what was found, a record a line. The target appears when it is complete."""
    part = target.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        for document in _told(target.stem, documents(texts)):
            for record in records(extractor.read(document)):
                file.write(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n")
    part.replace(target)


def kept_export(texts: Path, target: Path, extractor: Extractor, *, again: bool = False) -> None:
    """Writes an export unless a complete one by the same reader of the same texts is there.

    A change of code under one version of the reader is said, not acted on: that is what ``again`` is for.
    """
    stamp_file = target.with_suffix(".stamp")
    kept, now = stamp.read(stamp_file), stamp.stamp(texts, extractor.run)
    if not again and target.is_file() and stamp.same(kept, now):
        warning = "" if kept == now else "; the CODE HAS CHANGED since, --again reads anew"
        print(f"{target.stem}: kept {target}{warning}", file=sys.stderr)
        return
    stamp_file.unlink(missing_ok=True)
    write_export(texts, target, extractor)
    stamp.write(stamp_file, now)


def _told(name: str, texts: Iterable[Document]) -> Iterator[Document]:
    """The same texts; how many are done stands on stderr, at every text where somebody may be looking on."""
    start, words = time.monotonic(), 0
    done = f"{name}: no texts"
    for number, text in enumerate(texts, start=1):
        yield text
        words += len(text.text.split())
        done = f"{name}: {number} texts, {words} words, {words / (time.monotonic() - start):.0f} words/s"
        if sys.stderr.isatty():
            print(f"\r{done} ", end="", file=sys.stderr, flush=True)
    print(f"\r{done} " if sys.stderr.isatty() else done, file=sys.stderr, flush=True)
