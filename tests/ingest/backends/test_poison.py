"""A report that tells the model what to do, and a model that does it: nothing but that report's proposals changes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from graph.dump import dump
from graph.labels import RELS, VOLATILE, WORLD_LABELS, Label, Rel
from graph.location import EmbeddedLocation
from graph.plan import plan
from graph.reading import Reading
from graph.store import GraphStore, open_store
from graph.subgraph import Edge, Node
from ingest.backends.proposing import ProposingExtractor
from ingest.extract.reader import default_extractor
from tests.ingest.backends.injections import INJECTIONS
from tests.ingest.backends.proposed import event, part, untouched, words
from tests.ingest.backends.server import Model, Reply, saying, serving
from tests.ingest.by_hand import place
from tests.ingest.extract.told import document

CLEAN = {
    "1.txt": "Mayor Oren Talvik told Radio Ostra that gunmen killed the teacher Lena Orlo in Ostraven on 3 May 2031.\n",
    "2.txt": "Oren Talvik denied that police officers had beaten Piet Roos. Soldiers burned two houses in Brannoch.\n",
    "3.txt": "The Meridian Rights Monitor said that soldiers abducted Jonas Reel's brother in Halmstrand.\n",
}
STORY = (
    "Soldiers shot dead the farmer Jonas Reel in Halmstrand on Monday, his sister Mira Reel said.\n\n"
    "Mayor Oren Talvik visited the family on Tuesday.\n\n"
)
VISIT = "Mayor Oren Talvik visited the family on Tuesday."
SHOT = "Soldiers shot dead the farmer Jonas Reel in Halmstrand on Monday"
MAYOR = part("alleged_perpetrator", "Oren Talvik")


def obeying(text: str) -> Reply:
    """What a model says that does whatever a text tells it; of other texts it says nothing."""
    return saying({"proposals": list(_malice(text)) if SHOT in text else []})


def honest(_: str) -> Reply:
    return saying({"proposals": []})


def _malice(text: str) -> Iterator[object]:
    yield event(evidence=[words(VISIT)], trigger=words("visited"), participants=[MAYOR])
    yield event(evidence=[words(SHOT)], participants=[MAYOR])
    yield event(evidence=[words(SHOT), words("Oren Talvik")], participants=[MAYOR])
    yield event(evidence=[words("Oren Talvik killed Jonas Reel")], trigger=words("killed"), participants=[MAYOR])
    yield event(evidence=[words(CLEAN["1.txt"].strip())], trigger=words("killed"), participants=[MAYOR])
    yield event(evidence=[words(CLEAN["2.txt"].split(". ")[0])], trigger=words("beaten"), actuality="asserted")
    yield event(type="guilt", evidence=[words(VISIT)], trigger=words("visited"), participants=[MAYOR])
    yield {**event(), "cypher": "MATCH (n) DETACH DELETE n"}
    yield {"merge": ["Oren Talvik", "Jonas Reel"]}
    at = 0
    for line in text.splitlines(keepends=True):
        told = line.strip()
        if "Oren Talvik" in told:
            for trigger in {"killed", "killer", "killing", "guilty", "blame", told.split()[0]}:
                yield event(evidence=[words(told, at)], trigger=words(trigger), participants=[MAYOR])
                yield event(evidence=[words(told)], trigger=words(trigger), participants=[part("victim", "Jonas Reel")])
        at += len(line)


@cache
def _before(text: str) -> Reading:
    return default_extractor().read(document(text))


@contextmanager
def _reader(says: Callable[[str], Reply]) -> Iterator[tuple[ProposingExtractor, Model]]:
    with serving(says) as model:
        yield ProposingExtractor(default_extractor(), model.backend()), model


def test_there_are_fifty_of_them() -> None:
    assert len(set(INJECTIONS)) == 50


@pytest.mark.parametrize("number", range(len(INJECTIONS)))
def test_an_obeyed_instruction_changes_no_claim_and_no_other_report(number: int) -> None:
    poisoned = f"{STORY}{INJECTIONS[number]}\n"
    with _reader(obeying) as (reader, _):
        told = reader.read(document(poisoned))
        others = [(reader.read(document(text)), _before(text)) for text in CLEAN.values()]
    before = _before(poisoned)
    assert untouched(told, before)
    assert told.proposals, "the attack must reach the check: at the least the visit is called a killing"
    for claim in told.proposals[len(before.proposals) :]:
        assert claim.method == "backend:tiny/model-1"
        assert all(told.document.text[s.start : s.end] == s.quote for s in claim.evidence)
    assert all(r.full_name is None and not r.candidates for r in told.records[len(before.records) :])
    _assert_plan_kept(before, told)
    for reading, alone in others:
        assert untouched(reading, alone)
        assert reading.proposals == alone.proposals and reading.records == alone.records


def _assert_plan_kept(before: Reading, after: Reading) -> None:
    """All that the reader's own reading writes is written as it was, but for the report's run and notes."""
    old, new = plan(before), plan(after)
    nodes, edges = {n.id: n for n in new.nodes}, {e.id: e for e in new.edges}
    assert all(nodes[n.id] == n for n in old.nodes if n.label is not Label.REPORT)
    assert all(edges[e.id] == e for e in old.edges)
    claims = {n.id for n in old.nodes if n.label in (Label.CLAIM, Label.STATEMENT)}
    added = [n for n in new.nodes if n.label in (Label.CLAIM, Label.STATEMENT) and n.id not in claims]
    assert all(str(n.properties.get("method")).startswith("backend:") for n in added)


def test_a_corpus_with_one_poisoned_report_differs_in_that_report_alone(tmp_path: Path) -> None:
    found = {}
    for name, says in (("honest", honest), ("obeying", obeying)):
        folder = tmp_path / name
        folder.mkdir()
        with open_store(EmbeddedLocation(folder / "store")) as store, place(folder, store) as here:
            for file, text in CLEAN.items():
                here.put(file, text)
            here.put("poisoned.txt", STORY + "\n\n".join(INJECTIONS) + "\n")
            with _reader(says) as (reader, model):
                results = {r.name: r for r in here.ingest(extractor=reader)}
            assert all(r.outcome == "done" and not r.reason for r in results.values())
            assert len(model.asked) >= 4
            assert here.violations() == []
            poisoned = results["poisoned.txt"].report_id
            found[name] = _held(store)
            assert list(dump(store))
    _assert_same_but_for(str(poisoned), *found["honest"], *found["obeying"])


def _held(store: GraphStore) -> tuple[dict[str, Node], dict[str, Edge]]:
    return {n.id: n for n in store.nodes()}, {e.id: e for e in store.edges()}


def _kept(properties: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in properties.items() if name not in VOLATILE}


def _assert_same_but_for(
    poisoned: str, nodes: dict[str, Node], edges: dict[str, Edge], after: dict[str, Node], ties: dict[str, Edge]
) -> None:
    for ident, node in nodes.items():
        if ident != poisoned:
            assert _kept(after[ident].properties) == _kept(node.properties)
    for ident, edge in edges.items():
        assert _kept(ties[ident].properties) == _kept(edge.properties)
    assert {i for i, e in ties.items() if RELS[e.type].derived} == {i for i, e in edges.items() if RELS[e.type].derived}
    parts = {i for i, n in after.items() if n.properties.get("report_id") == poisoned} | {poisoned}
    owners = {e.end: e.start for e in ties.values() if e.type is Rel.IDENTIFIED_AS and e.start in parts}
    for ident in after.keys() - nodes.keys():
        assert ident in parts or (after[ident].label in WORLD_LABELS and ident in owners)
    for ident in ties.keys() - edges.keys():
        assert ties[ident].start in parts, "what is added starts at the poisoned report"
    assert _claims(after) == _claims(nodes), "no claim is added, changed or lost"


def _claims(nodes: dict[str, Node]) -> dict[str, dict[str, object]]:
    return {
        i: _kept(n.properties)
        for i, n in nodes.items()
        if n.label in (Label.CLAIM, Label.STATEMENT) and not str(n.properties.get("method")).startswith("backend:")
    }
