"""``verify``, ``doctor`` and ``browser-kit``: looking after a store."""

from pathlib import Path
from typing import Annotated

import typer

from graph.errors import CasegraphError
from ingest.verify import verify
from queries.browser_kit import write_kit
from queries.examples import find_examples

from ..health import findings
from ..text import printable
from .common import StoreOption, errors, existing, settings


def verify_command(
    originals: Annotated[bool, typer.Option("--originals", help="Also hash and read every original again.")] = False,
    store: StoreOption = None,
) -> None:
    """Check every quote against its sentence and every invariant of the graph; --originals goes back to the files."""
    count = 0
    with existing(store) as parts:
        for violation in verify(parts.store, parts.archive, parts.ledger, originals=originals):
            count += 1
            typer.echo(f"{violation.kind}  {violation.id}  {printable(violation.message)}")
    if count:
        errors().print(f"{count} violations; the store is not to be relied on until they are explained")
        raise typer.Exit(CasegraphError.exit_code)
    typer.echo("every quote and every invariant holds")


def doctor_command(store: StoreOption = None) -> None:
    """Say what is installed, which engine is used, what is wrong and what to do."""
    healthy = True
    for finding in findings(settings(store)):
        healthy &= finding.good
        typer.echo(f"{'ok     ' if finding.good else 'PROBLEM'}  {finding.about}: {printable(finding.state)}")
        if finding.advice:
            typer.echo(f"         {finding.advice}")
    if not healthy:
        raise typer.Exit(CasegraphError.exit_code)


def browser_kit_command(
    directory: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder to write into.")],
    store: StoreOption = None,
) -> None:
    """Write what Neo4j Browser needs: the stored questions as saved Cypher, a style, examples, a guide.

    With a store, the examples are filled with ids from it.
    """
    with existing(store) as parts:
        paths = write_kit(parts.catalogue, directory, find_examples(parts.store))
    for path in paths:
        typer.echo(str(path))
