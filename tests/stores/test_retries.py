"""A transaction that runs twice writes once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from neo4j import ManagedTransaction
from neo4j.exceptions import ConstraintError, Neo4jError, SessionExpired

from graph.dump import dump
from graph.errors import StoreError
from graph.plan import plan
from graph.store import GraphStore
from graph.writes import WriteSummary
from graph.writing import write_plan
from tests.readings import first, second


@pytest.mark.parametrize("error", [SessionExpired, ConstraintError])
def test_a_write_that_is_tried_again_writes_once(any_store: GraphStore, error: type[Exception]) -> None:
    any_store.write(plan(second()))
    any_store.write(plan(first()))
    wanted = list(dump(any_store))
    any_store._connection.write(lambda tx: tx.run("MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n").consume())
    any_store.write(plan(second()))
    runs: list[WriteSummary] = []

    def work(tx: ManagedTransaction) -> WriteSummary:
        runs.append(write_plan(tx, plan(first()), datetime.now(UTC)))
        if len(runs) == 1:
            raise error("the first try is lost")
        return runs[-1]

    assert any_store._connection.write(work) == runs[0] == runs[1]
    assert list(dump(any_store)) == wanted


def test_a_race_is_tried_again_once_only(any_store: GraphStore) -> None:
    runs = []

    def work(tx: ManagedTransaction) -> None:
        runs.append(tx)
        raise ConstraintError("somebody else was first")

    with pytest.raises(StoreError):
        any_store._connection.write(work)
    assert len(runs) == 2


def test_a_failed_write_leaves_nothing(any_store: GraphStore) -> None:
    any_store.write(plan(second()))
    before = list(dump(any_store))

    def work(tx: ManagedTransaction) -> None:
        write_plan(tx, plan(first()), datetime.now(UTC))
        raise Neo4jError("the machine is tired")

    with pytest.raises(StoreError):
        any_store._connection.write(work)
    assert list(dump(any_store)) == before


def test_writers_at_once_do_not_overlook_each_other(every_store: GraphStore) -> None:
    shared = [plan(first()), plan(second())]
    for made in shared:
        every_store.write(made)
    wanted = list(dump(every_store))
    for _ in range(3):
        every_store._connection.write(
            lambda tx: tx.run("MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n").consume()
        )
        with ThreadPoolExecutor(4) as pool:
            summaries = list(pool.map(every_store.write, shared * 2))
        assert sum(summary.nodes_created for summary in summaries) == len({n.id for p in shared for n in p.nodes})
        assert list(dump(every_store)) == wanted
