"""The door for questions: it reads, in time, and nothing else."""

import time
from datetime import UTC, datetime

import pytest

from graph.engine import EngineKind
from graph.errors import BadInput, StoreError
from graph.labels import Label, Rel
from graph.plan import plan
from graph.store import GraphStore
from graph.subgraph import Edge, Node
from tests.readings import first

WRITES = {
    "create": "CREATE (:Person {id: 'person:x'})",
    "merge": "MERGE (:Person {id: 'person:x'})",
    "set": "MATCH (n:Report) SET n.name = 'changed'",
    "remove": "MATCH (n:Report) REMOVE n.name",
    "label": "MATCH (n:Report) SET n:Person",
    "delete": "MATCH (n) DETACH DELETE n",
    "relationship": "MATCH (a:Report) MATCH (b:Claim) CREATE (a)-[:ABOUT {id: 'x'}]->(b)",
    "subquery": "MATCH (n:Report) CALL (n) { CREATE (m:Person {id: 'person:x'}) RETURN m } RETURN m",
    "index": "CREATE INDEX foreign IF NOT EXISTS FOR (n:Report) ON (n.name)",
    "user": "CREATE USER intruder SET PASSWORD 'long enough 1'",
    "file": "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
    "web": "LOAD CSV FROM 'http://127.0.0.1:9/x.csv' AS line RETURN line",
}
# rows that follow from each other one at a time, so that every engine can be stopped between two of them
ENDLESS = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a * b AS c WHERE c < 0 RETURN count(c)"


@pytest.mark.parametrize("cypher", WRITES.values(), ids=WRITES)
def test_no_query_does_more_than_read(every_store: GraphStore, cypher: str) -> None:
    every_store.write(plan(first()))
    before = list(every_store.nodes()), list(every_store.edges())
    with pytest.raises(BadInput):
        every_store.read(cypher)
    assert (list(every_store.nodes()), list(every_store.edges())) == before


def test_a_query_that_takes_too_long_is_stopped(every_store: GraphStore) -> None:
    start = time.monotonic()
    with pytest.raises(StoreError, match="took too long") as caught:
        every_store.read(ENDLESS, timeout=1.0)
    assert caught.value.hint
    assert time.monotonic() - start < 30
    assert every_store.read("RETURN 1 AS one").rows == ((1,),), "the store still answers"


def test_the_embedded_engine_is_left_alone_where_it_cannot_be_stopped(embedded_store: GraphStore) -> None:
    stubborn = "RETURN size([x IN range(1, 20000) WHERE any(y IN range(1, 20000) WHERE y = -x)]) AS s"
    with pytest.raises(StoreError, match="took too long"):
        embedded_store.read(stubborn, timeout=0.5)
    assert embedded_store.read("RETURN 1 AS one").rows == ((1,),)


@pytest.mark.parametrize(
    "cypher", ["MATCH (", "RETURN nobody", "RETURN $missing", "RETURN 1 / 0", "CALL no.such.procedure()", ""]
)
def test_a_query_that_does_not_run_is_the_callers_fault(every_store: GraphStore, cypher: str) -> None:
    with pytest.raises(BadInput) as caught:
        every_store.read(cypher)
    assert caught.value.hint


def test_rows_are_plain(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    table = every_store.read(
        "MATCH (r:Report) RETURN r AS report, r.ingested_at AS at, [1, 2.5] AS list, {a: [null]} AS map, "
        "date('2031-05-09') AS day, duration('P1D') AS long, null AS nothing"
    )
    assert table.columns == ("report", "at", "list", "map", "day", "long", "nothing")
    ((report, at, numbers, mapping, day, long, nothing),) = table.rows
    assert isinstance(report, Node) and report.label is Label.REPORT and "id" not in report.properties
    assert isinstance(at, datetime) and at.tzinfo is UTC
    assert (numbers, mapping, day, long, nothing) == ([1, 2.5], {"a": [None]}, "2031-05-09", "P1D", None)


def test_without_rows_neo4j_still_names_columns(every_store: GraphStore) -> None:
    table = every_store.read("MATCH (n:Report) RETURN n.id AS id, n AS node")
    assert table.rows == ()
    assert table.columns == (("id", "node") if every_store.kind is EngineKind.NEO4J else ())


def test_values_travel_as_parameters(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    table = every_store.read("MATCH (r:Report {name: $name}) RETURN r.id", {"name": "one.txt' OR true //"})
    assert table.rows == ()


def test_a_relationship_knows_its_ends_even_alone(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    alone = every_store.read("MATCH ()-[e:VICTIM_IN]->() RETURN e ORDER BY e.id").rows
    ends = every_store.read("MATCH (a)-[e:VICTIM_IN]->(b) RETURN a.id, b.id ORDER BY e.id").rows
    assert [(edge.start, edge.end) for (edge,) in alone if isinstance(edge, Edge)] == [tuple(row) for row in ends]
    nested = every_store.read("MATCH ()-[e:VICTIM_IN]->() RETURN {all: collect(e)} AS found").rows
    assert {e.id for e in nested[0][0]["all"]} == {e.id for (e,) in alone}  # type: ignore[index, union-attr]


def test_a_graph_is_what_stands_anywhere_in_the_rows(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    found = every_store.read_graph(
        "MATCH p = (:Person)-[:VICTIM_IN]->(e:Event) MATCH (:Person)-[l:LINKED_TO]->() RETURN p, [l] AS links, e"
    )
    assert {edge.type for edge in found.edges} == {Rel.VICTIM_IN, Rel.LINKED_TO}
    assert {node.label for node in found.nodes} == {Label.PERSON, Label.EVENT}
    assert found.total_nodes == len(found.nodes) == len({node.id for node in found.nodes})
    assert found.claims == () and not found.truncated
    assert every_store.read_graph("RETURN 1 AS one").nodes == ()


def test_what_is_not_of_this_graph_is_not_passed_on(neo4j_store: GraphStore) -> None:
    assert neo4j_store.kind is EngineKind.NEO4J
    neo4j_store._connection.write(lambda tx: tx.run("CREATE (:Stranger {id: 'x'})-[:STRANGE]->(:Person)").consume())
    for cypher in ("MATCH (n:Stranger) RETURN n", "MATCH (n:Person) RETURN n", "MATCH ()-[e:STRANGE]->() RETURN e"):
        with pytest.raises(BadInput, match="not part of this graph"):
            neo4j_store.read(cypher)
