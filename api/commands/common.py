"""What every verb shares: its store, its output, its way of telling errors."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

from graph.errors import BadArgument
from ingest.backends.wish import Wish

from ..settings import Settings, settings_from
from ..wiring import Parts, wire

StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="DIR",
        help="Directory of the embedded store. Default: CASEGRAPH_STORE, else ./casegraph-store; "
        "without --store, CASEGRAPH_NEO4J_URI puts the graph into Neo4j.",
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output.")
]


def settings(store: Path | None) -> Settings:
    """The settings of this run."""
    return settings_from(os.environ, store)


def opened(store: Path | None, *, bolt_port: int | None = None, backend: Wish | None = None) -> Parts:
    """The parts, wired; use as a context manager."""
    return wire(replace(settings(store), backend=backend), bolt_port=bolt_port)


def existing(store: Path | None) -> Parts:
    """The parts for a verb that only reads: an embedded store that is not there is a mistake, not a new store.

    Raises:
        BadArgument: there is no store in that directory.
    """
    found = settings(store)
    if found.neo4j is None and not found.directory.is_dir():
        raise BadArgument(
            f"there is no store in {found.directory}",
            hint="name the right directory with --store, or make one with: casegraph ingest PATH --store DIR",
        )
    return wire(found)


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """Where a verb writes. A file appears only when it is complete, so that none is left half-written."""
    if path is None:
        yield sys.stdout
        return
    if not path.parent.is_dir():
        raise BadArgument(f"there is no directory {path.parent}", hint="make it first, or name another file")
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_lines(lines: Iterable[str], path: Path | None) -> None:
    """Writes lines to a file or to standard output."""
    with output(path) as file:
        for line in lines:
            file.write(line + "\n")


def errors() -> Console:
    """The console for progress and errors: standard error, so that output can be piped."""
    return Console(stderr=True, highlight=False, soft_wrap=True)
