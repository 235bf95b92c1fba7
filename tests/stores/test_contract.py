"""What every store does, on every engine."""

from graph.dump import dump
from graph.plan import plan
from graph.store import GraphStore
from tests.readings import first, second


def test_a_written_report_is_there(every_store: GraphStore) -> None:
    summary = every_store.write(plan(first()))
    assert summary.nodes_created == len(plan(first()).nodes)
    assert summary.superseded == 0
    report = every_store.report(first().document.id)
    assert report is not None and report["name"] == "one.txt"


def test_writing_again_changes_nothing(every_store: GraphStore) -> None:
    every_store.write(plan(first()))
    every_store.write(plan(second()))
    before = list(dump(every_store))
    for reading in (first(), second()):
        summary = every_store.write(plan(reading))
        assert (summary.nodes_created, summary.relationships_created, summary.superseded) == (0, 0, 0)
    assert list(dump(every_store)) == before
