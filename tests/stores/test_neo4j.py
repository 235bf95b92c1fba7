"""Neo4j in particular: who may log in, who answers, and that it has nothing to say against our Cypher."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from neo4j import GraphDatabase, NotificationDisabledClassification, NotificationMinimumSeverity

from graph.dump import dump
from graph.engine import EngineKind, connect
from graph.errors import BadInput, SchemaMismatch, StoreError, StoreUnavailable, WrongPassword
from graph.labels import Rel
from graph.location import Neo4jLocation
from graph.plan import plan
from graph.schema import VERSION
from graph.store import GraphStore, open_store
from tests.readings import first, second
from tests.requirements import given_server


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(Neo4jLocation("bolt://127.0.0.1:1", "neo4j", "secret"))


def test_a_wrong_password_is_said_to_be_wrong(neo4j_location: Neo4jLocation) -> None:
    with pytest.raises(WrongPassword) as caught:
        open_store(replace(neo4j_location, password="wrong"))
    assert caught.value.hint and "wrong" not in str(caught.value)


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(StoreUnavailable) as caught:
        open_store(Neo4jLocation("bolt://127.0.0.1:1", "neo4j", "x"))
    assert "127.0.0.1:1" in caught.value.hint


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "127.0.0.1:7687", "", "bolt://127.0.0.1:1/?a=b"])
def test_what_is_no_address_is_refused(uri: str) -> None:
    with pytest.raises(BadInput, match="no address"):
        open_store(Neo4jLocation(uri, "neo4j", "x"))


def test_a_database_that_is_not_there_is_named(neo4j_location: Neo4jLocation) -> None:
    with pytest.raises(StoreUnavailable, match="nowhere"):
        open_store(replace(neo4j_location, database="nowhere"))


def test_a_store_of_another_version_is_refused(neo4j_location: Neo4jLocation, neo4j_store: GraphStore) -> None:
    def set_version(version: int) -> None:
        neo4j_store._connection.write(
            lambda tx: tx.run("MATCH (s:SchemaVersion) SET s.version = $v", v=version).consume()
        )

    set_version(99)
    try:
        with pytest.raises(SchemaMismatch, match="99"):
            open_store(neo4j_location)
    finally:
        set_version(VERSION)


def test_ids_are_unique_by_constraint(neo4j_store: GraphStore) -> None:
    neo4j_store.write(plan(first()))
    with pytest.raises(StoreError, match="Constraint"):
        neo4j_store._connection.write(
            lambda tx: tx.run("MATCH (c:Claim) WITH c LIMIT 1 CREATE (:Claim {id: c.id})").consume()
        )
    shown = neo4j_store.read("SHOW CONSTRAINTS YIELD labelsOrTypes, type RETURN labelsOrTypes[0]")
    assert len(shown.rows) == 15


@pytest.fixture(params=["neo4j_location", "neo4j_calendar_location"])
def strict_store(request: pytest.FixtureRequest) -> Iterator[GraphStore]:
    """A store whose driver warns of everything the server finds wrong with a statement; warnings are errors here."""
    location = request.getfixturevalue(request.param)
    with open_store(location):
        pass
    connection = connect(location)
    driver = GraphDatabase.driver(
        location.uri,
        auth=(location.user, location.password),
        warn_notification_severity=NotificationMinimumSeverity.INFORMATION,
        notifications_disabled_classifications=[NotificationDisabledClassification.UNRECOGNIZED],
    )
    with GraphStore(replace(connection, writer=driver, reader=driver)) as store:
        yield store
    connection.close()


def test_neo4j_has_nothing_against_our_cypher(strict_store: GraphStore) -> None:
    assert strict_store.kind is EngineKind.NEO4J
    strict_store._connection.write(lambda tx: tx.run("MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n").consume())
    one = first()
    for reading in (one, second(), replace(one, claims=one.claims[:2]), one):
        strict_store.write(plan(reading))
    record = next(edge.start for edge in strict_store.edges() if edge.type is Rel.IDENTIFIED_AS)
    strict_store.keep_apart(record, reason="x", decided_by="y")
    strict_store.rejoin(record)
    assert strict_store.apart(one.document.id) == frozenset()
    assert strict_store.report(one.document.id)
    assert list(dump(strict_store))
    assert strict_store.read_graph("MATCH ()-[e:VICTIM_IN]->() RETURN e").edges


def test_the_releases_are_those_that_are_pinned(neo4j_store: GraphStore, neo4j_calendar_store: GraphStore) -> None:
    if given_server() is None:
        assert neo4j_store.version == "Neo4j/5.26.30"
        assert neo4j_calendar_store.version == "Neo4j/2026.08.1"
