"""``export``, ``dump`` and ``extract``: everything out."""

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from graph.dump import dump
from graph.errors import BadArgument
from graph.gold_export import gold_records
from graph.plan import plan
from graph.subgraph import Edge, Node
from graph.writes import Value
from ingest.extract.base import Extractor
from ingest.files import Original
from ingest.formats.content import Reader
from ingest.metadata import KnownMetadata
from ingest.read import Received, receive
from ingest.segment import document_of

from .common import OutputOption, StoreOption, errors, existing, output, write_lines


class ExportFormat(StrEnum):
    """Formats of a whole store."""

    JSONL = "jsonl"
    GRAPHML = "graphml"
    TURTLE = "turtle"
    TRIG = "trig"
    CSV = "csv"


def export_command(
    format: Annotated[ExportFormat, typer.Option(help="How to write it.")],
    output_file: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Write the whole store.

    jsonl: mentions, events, claims and times, a record a line. csv: one row for each claim and span.

    \b
    casegraph export --format trig -o case.trig
    """
    from graph.export import Format, export  # networkx and rdflib take a second to import; few verbs need them

    with existing(store) as parts, output(output_file) as file:
        if format is ExportFormat.JSONL:
            file.writelines(map(_json_line, gold_records(parts.store.nodes(), parts.store.edges())))
        else:
            export(parts.store, Format(format.value), file)


def dump_command(output_file: OutputOption = None, store: StoreOption = None) -> None:
    """Canonical dump: every node and relationship as sorted JSON Lines, without processing times.

    Equal input gives equal bytes, in any order of reading and on both engines.
    """
    with existing(store) as parts:
        write_lines(dump(parts.store), output_file)


def extract_command(
    source: Annotated[Path, typer.Argument(metavar="INPUT.jsonl", help="Records {id, text, publish_date}.")],
    output_file: OutputOption = None,
) -> None:
    """Read texts without any store, for measuring: records in, mentions, events, claims and times out."""
    from ingest.extract.reader import default_extractor

    rows = list(_rows(source))
    extractor = default_extractor()
    with output(output_file) as file, Progress(console=errors(), transient=True) as progress:
        for row in progress.track(rows, description="reading"):
            file.writelines(map(_json_line, _extracted(row, extractor)))


def _extracted(received: Received, extractor: Extractor) -> Iterator[dict[str, object]]:
    writes = plan(extractor.read(document_of(received)))
    nodes = [Node(node.id, node.label, _present(node.properties.items())) for node in writes.nodes]
    edges = [Edge(e.id, e.type, e.start, e.end, _present(e.properties.items())) for e in writes.edges]
    return gold_records(nodes, edges)


def _present(items: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    return {key: value for key, value in items if value is not None}


def _rows(source: Path) -> Iterator[Received]:
    if not source.is_file():
        raise BadArgument(f"there is no file {source}", hint="name a file of JSON Lines")
    with source.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                ident, text, published = row["id"], row["text"], row.get("publish_date")
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise BadArgument(
                    f"{source}:{number} is not a record", hint='a line is {"id": ..., "text": ..., "publish_date": ...}'
                ) from error
            original = Original(
                source=f"{source}:{number}",
                name=str(ident),
                data=str(text).encode("utf-8", "replace"),
                reader=Reader.TEXT,
            )
            yield receive(original, KnownMetadata(published=published))


def _json_line(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"
