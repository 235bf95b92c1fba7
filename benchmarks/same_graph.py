"""Reads a folder of reports on both engines, forwards, backwards and again, and prints the hash of each dump.

``python -m benchmarks.same_graph FOLDER``; starts and stops its own Neo4j, as the tests do.
"""

import hashlib
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from graph.dump import dump
from graph.location import EmbeddedLocation, Neo4jLocation
from graph.store import open_store
from ingest.archive import Archive
from ingest.extract.reader import default_extractor
from ingest.ledger import Ledger
from ingest.metadata import KnownMetadata
from ingest.pipeline import ingest
from tests import neo4j_server


def hashes(location: EmbeddedLocation | Neo4jLocation, files: list[Path], beside: Path) -> Iterator[tuple[str, str]]:
    """What was done and the SHA-256 of the dump after it."""
    with open_store(location) as store:
        ledger = Ledger(beside / "ledger.sqlite3")
        for what in ("read", "read again"):
            begun = time.perf_counter()
            results = list(
                ingest(
                    files, known=KnownMetadata(), store=store, archive=Archive(beside / "originals"), ledger=ledger,
                    extractor=default_extractor(),
                )
            )  # fmt: skip
            seconds = time.perf_counter() - begun
            digest = hashlib.sha256("\n".join(dump(store)).encode()).hexdigest()
            outcomes = ", ".join(sorted({result.outcome.value for result in results}))
            yield f"{store.kind.value:<9} {what:<10} {len(results)} reports {outcomes:<10} {seconds:6.1f} s", digest
        ledger.close()


def main(folder: Path) -> int:
    """Prints a line a run; 1 if two dumps differ."""
    forwards = sorted(path for path in folder.iterdir() if path.is_file())
    found: set[str] = set()
    for order, files in (("forwards", forwards), ("backwards", forwards[::-1])):
        for engine in ("embedded", "neo4j"):
            with tempfile.TemporaryDirectory() as name:
                home = Path(name)
                if engine == "embedded":
                    rows = list(hashes(EmbeddedLocation(home / "graph"), files, home))
                else:
                    with neo4j_server.running(neo4j_server.LTS, home / "server") as location:
                        rows = list(hashes(location, files, home))
            for what, digest in rows:
                print(f"{order:<9} {what}  {digest}")
                found.add(digest)
    return int(len(found) != 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
