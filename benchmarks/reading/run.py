"""Reads texts, writes the measuring export, and lets an external scorer judge it.

    python -m benchmarks.reading.run --input TEXTS --gold gold.json --scorer score.py --output export.jsonl

``--input`` is a folder of .txt files or a file of JSON Lines {id, text, publish_date}. The scorer is run as
``python SCORER EXPORT --gold GOLD``; what it prints is printed. Gold texts and scorers are no part of the project.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from graph.gold_export import gold_records
from graph.plan import plan
from graph.reading import Reading
from graph.subgraph import Edge, Node
from ingest.extract.baseline import default_extractor

from .texts import documents


def records(reading: Reading) -> Iterator[dict[str, object]]:
    """The export of one reading, by way of the graph that it would become."""
    writes = plan(reading)
    nodes = (Node(node.id, node.label, node.properties) for node in writes.nodes)
    edges = (Edge(edge.id, edge.type, edge.start, edge.end, edge.properties) for edge in writes.edges)
    return gold_records(nodes, edges)


def main() -> int:
    """Returns the scorer's exit code, 0 without one."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--input", type=Path, required=True, help="folder of .txt files, or JSON Lines")
    options.add_argument("--output", type=Path, required=True, help="where the export goes")
    options.add_argument("--gold", type=Path, help="the gold file that the scorer compares with")
    options.add_argument("--scorer", type=Path, help="a script that takes the export and --gold")
    options.add_argument("--misses", action="store_true", help="ask the scorer for every miss")
    given = options.parse_args()
    extractor = default_extractor()
    with given.output.open("w", encoding="utf-8") as file:
        for document in documents(given.input):
            for record in records(extractor.read(document)):
                file.write(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n")
    if given.scorer is None:
        return 0
    command = [sys.executable, str(given.scorer), str(given.output)]
    command += ["--gold", str(given.gold)] if given.gold else []
    command += ["--misses"] if given.misses else []
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
