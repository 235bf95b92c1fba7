"""``ingest``: reports in."""

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from graph.errors import CasegraphError
from ingest.backends.wish import BackendKind, Wish
from ingest.files import files_under
from ingest.metadata import KnownMetadata
from ingest.pipeline import Outcome, ReportResult, ingest

from ..settings import backend_from
from ..text import printable
from ..wiring import backend_warning
from .common import StoreOption, errors, opened


def ingest_command(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders to read.")],
    store: StoreOption = None,
    title: Annotated[str | None, typer.Option(help="Title; for one report only.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published the reports.")] = None,
    published: Annotated[str | None, typer.Option(help="When: YYYY-MM-DD, YYYY-MM or YYYY.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published; for one report only.")] = None,
    language: Annotated[str | None, typer.Option(help="Language code, such as en.")] = None,
    backend: Annotated[
        BackendKind | None, typer.Option(help="Let a model propose more, beside the reader. Default: none.")
    ] = None,
    backend_url: Annotated[
        str | None, typer.Option(help="Address of the chat endpoint; text of reports goes there.")
    ] = None,
    backend_model: Annotated[
        str | None, typer.Option(help="Model of the back end: a name, or for gliner a folder.")
    ] = None,
) -> None:
    """Read reports into the store: .txt .md .html .json .jsonl, files and folders.

    Each report ends as done, unchanged or failed with a reason. Reading a report again changes nothing, and an
    interrupted run goes on where it stopped when it is started again.

    \b
    casegraph ingest reports/ --publisher "Shoreline Group"
    casegraph ingest note.txt --published 2031-04-22 --store case-12
    casegraph ingest reports/ --backend chat --backend-url http://127.0.0.1:8080/v1 --backend-model local
    """
    wish = backend_from(os.environ, backend, url=backend_url, model=backend_model)
    known = KnownMetadata(title=title, publisher=publisher, published=published, url=url, language=language)
    total = sum(1 for _ in files_under(paths))
    counts: Counter[Outcome] = Counter()
    console = errors()
    _warn(wish, console)
    try:
        with opened(store, backend=wish) as parts, _progress() as progress:
            task = progress.add_task("reading", total=total)
            for result in ingest(
                paths,
                known=known,
                store=parts.store,
                archive=parts.archive,
                ledger=parts.ledger,
                extractor=parts.extractor(),
            ):
                counts[result.outcome] += 1
                progress.update(task, completed=min(sum(counts.values()), total))
                typer.echo(_line(result))
    except KeyboardInterrupt:
        console.print(f"stopped after {sum(counts.values())} reports; run the same command again to go on")
        raise typer.Exit(130) from None
    console.print(", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome))
    if counts[Outcome.FAILED]:
        raise typer.Exit(CasegraphError.exit_code)


def _warn(wish: Wish | None, console: Console) -> None:
    """Says where the text goes, at every run, before anything is opened or sent."""
    if wish is not None:
        console.print(printable(backend_warning(wish)), style="bold red", markup=False)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # lines on the same terminal are drawn above the bar; lines into a pipe stay standard output
    console = errors()
    return Progress(
        *columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty(), disable=not console.is_terminal
    )


def _line(result: ReportResult) -> str:
    tail = result.reason or (f"{result.claims} claims" if result.outcome is Outcome.DONE else "")
    return f"{result.outcome.value:<9} {printable(result.name)}  {result.report_id or '-'}  {printable(tail)}".rstrip()
