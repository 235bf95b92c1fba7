"""Equal input, equal graph: on both engines, in any order, byte for byte."""

from collections.abc import Iterable, Iterator
from itertools import permutations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.dump import dump
from graph.labels import VOLATILE, Label, Rel
from graph.location import EmbeddedLocation
from graph.plan import plan
from graph.reading import Reading
from graph.store import GraphStore, open_store
from tests.readings import first, second
from tests.strategies import RUNS, corpora, documents, readings

SLOW = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_store(EmbeddedLocation(tmp_path_factory.mktemp("embedded") / "store")) as opened:
        yield opened


def written(store: GraphStore, found: Iterable[Reading]) -> list[str]:
    """The dump after these readings were written into the emptied store, in this order."""
    empty(store)
    for reading in found:
        store.write(plan(reading))
    return list(dump(store))


def empty(store: GraphStore) -> None:
    store._connection.write(lambda tx: tx.run("MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n").consume())


def test_both_engines_hold_the_same_bytes(any_store: GraphStore, store: GraphStore) -> None:
    for order in permutations((first(), second())):
        assert "\n".join(written(any_store, order)) == "\n".join(written(store, (first(), second())))


def test_cypher_25_changes_nothing(neo4j_calendar_store: GraphStore, store: GraphStore) -> None:
    found = (second(), first())
    assert written(neo4j_calendar_store, found) == written(store, found)


@SLOW
@given(corpora(), st.randoms(use_true_random=False))
def test_random_readings_give_the_same_graph_in_any_order(
    store: GraphStore, found: list[Reading], random: Random
) -> None:
    assert written(store, found) == written(store, random.sample(found, len(found)))


@SLOW
@given(corpora(max_size=3))
def test_random_readings_give_the_same_graph_on_neo4j(
    neo4j_store: GraphStore, store: GraphStore, found: list[Reading]
) -> None:
    assert written(neo4j_store, found) == written(store, found)


@SLOW
@given(st.data())
def test_a_better_reader_and_back(store: GraphStore, data: st.DataObject) -> None:
    doc = data.draw(documents())
    one, two = (data.draw(readings(doc, run)) for run in RUNS)
    other = data.draw(readings().filter(lambda reading: reading.document.id != doc.id))
    alone = _live(written(store, [one, other]))
    assert _live(written(store, [two, other, one])) == alone
    assert _live(written(store, [one, other, two, one])) == alone
    assert _live(written(store, [two, one, other, one])) == alone


@SLOW
@given(corpora(max_size=3), st.data())
def test_keeping_apart_and_back(store: GraphStore, found: list[Reading], data: st.DataObject) -> None:
    before = written(store, found)
    records = sorted(edge.start for edge in store.edges() if edge.type is Rel.IDENTIFIED_AS)
    if not records:
        return
    record = data.draw(st.sampled_from(records))
    store.keep_apart(record, reason="random", decided_by="a test")
    report = next(r.document.id for r in found if any(x.id_in(r.document.id) == record for x in r.records))
    held = list(dump(store))
    for reading in found:
        store.write(plan(reading, store.apart(reading.document.id)))
    assert list(dump(store)) == held
    assert store.apart(report) == {record}
    store.rejoin(record)
    assert [line for line in dump(store) if '"judgement:' not in line] == before


@SLOW
@given(corpora(max_size=3), st.data())
def test_deciding_on_proposals_and_back(store: GraphStore, found: list[Reading], data: st.DataObject) -> None:
    before = written(store, found)
    proposed = [node.id for node in store.nodes() if node.label is Label.PROPOSAL]
    for ident in proposed:
        if data.draw(st.booleans()):
            store.accept(ident, decided_by="a test")
        else:
            store.reject(ident, reason="random", decided_by="a test")
    held = list(dump(store))
    for reading in found:
        store.write(plan(reading))
    assert list(dump(store)) == held
    for ident in proposed:
        store.reopen(ident)
    claims = {line.split('"id":"')[1].split('"')[0] for line in dump(store) if '"superseded_by":"judgement:' in line}
    taken_back = [line for line in dump(store) if '"judgement:' not in line]
    left = [line for line in taken_back if '"Proposal"' in line or not any(claim in line for claim in claims)]
    assert left == before


def test_no_time_of_processing_is_in_the_dump(store: GraphStore) -> None:
    lines = written(store, (first(), second()))
    assert lines and not any(f'"{name}"' in line for line in lines for name in VOLATILE)


def _live(lines: list[str]) -> list[str]:
    """Without superseded nodes and what hangs on them."""
    gone = {line.split('"id":"')[1].split('"')[0] for line in lines if '"superseded_by"' in line}
    return [line for line in lines if not any(f'"{ident}"' in line for ident in gone)]
