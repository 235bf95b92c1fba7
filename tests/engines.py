"""Fixtures: stores on real engines, and where the browser is.

``embedded_store``       a fresh embedded store
``neo4j_store``          a store on a real Neo4j 5.26, emptied
``neo4j_calendar_store`` a store on a real Neo4j of this year (its Cypher is Cypher 25), emptied
``any_store``            runs a test on the embedded store and on Neo4j 5.26
``every_store``          runs a test on all three

A machine without what Neo4j or Chromium need leaves those tests out and says so once, loudly, at the end;
``CASEGRAPH_REQUIRE_ALL=1`` makes that a failure. ``CASEGRAPH_TEST_NEO4J_URI`` (``_USER``, ``_PASSWORD``)
uses a server that runs already in place of both Neo4j.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.location import EmbeddedLocation, Neo4jLocation
from graph.store import GraphStore, open_store
from tests import neo4j_server
from tests.requirements import chromium_path, given_server, missing

__all__ = ["chromium_path"]


def stores(*names: str) -> list[str]:
    """Those of the store fixtures that can run here."""
    return [name for name in names if name not in missing()]


@pytest.fixture
def embedded_store(tmp_path: Path) -> Iterator[GraphStore]:
    with open_store(EmbeddedLocation(tmp_path / "store")) as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_location(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jLocation]:
    yield from _server(neo4j_server.LTS, tmp_path_factory)


@pytest.fixture(scope="session")
def neo4j_calendar_location(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jLocation]:
    yield from _server(neo4j_server.CALENDAR, tmp_path_factory)


def _server(release: neo4j_server.Release, folders: pytest.TempPathFactory) -> Iterator[Neo4jLocation]:
    given = given_server()
    if given is not None:
        yield given
        return
    with neo4j_server.running(release, folders.mktemp("neo4j") / "home") as location:
        yield location


@pytest.fixture
def neo4j_store(neo4j_location: Neo4jLocation) -> Iterator[GraphStore]:
    yield from _emptied(neo4j_location)


@pytest.fixture
def neo4j_calendar_store(neo4j_calendar_location: Neo4jLocation) -> Iterator[GraphStore]:
    yield from _emptied(neo4j_calendar_location)


def _emptied(location: Neo4jLocation) -> Iterator[GraphStore]:
    neo4j_server.empty(location)
    with open_store(location) as store:
        yield store


@pytest.fixture(params=stores("embedded_store", "neo4j_store"))
def any_store(request: pytest.FixtureRequest) -> GraphStore:
    store = request.getfixturevalue(request.param)
    assert isinstance(store, GraphStore)
    return store


@pytest.fixture(params=stores("embedded_store", "neo4j_store", "neo4j_calendar_store"))
def every_store(request: pytest.FixtureRequest) -> GraphStore:
    store = request.getfixturevalue(request.param)
    assert isinstance(store, GraphStore)
    return store
