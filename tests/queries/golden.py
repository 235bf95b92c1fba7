"""Recorded answers of every stored question: which arguments, and what a store answers."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from graph.plan import plan
from graph.reading import Reading
from graph.store import GraphStore
from graph.subgraph import Edge, Node, Subgraph
from ingest.extract.reader import default_extractor
from ingest.files import files_under
from ingest.metadata import KnownMetadata
from ingest.read import read_file
from ingest.segment import document_of
from queries.catalogue import Catalogue, Question, Shape, ask, ask_graph
from queries.examples import find_examples
from tests.queries.places import third
from tests.readings import first, second

SAMPLES = Path(__file__).parents[2] / "samples"
FOLDER = Path(__file__).parent.parent / "golden" / "queries"
EVENTS = 6  # cases for questions about an event

# Further arguments, each added to the example's
VARIANTS: dict[str, list[dict[str, object]]] = {
    "events/statements": [{"include_unofficial": True}],
    "figures/casualties": [{"measure": "killed"}, {"measure": "displaced"}],
    "find": [{"text": "ostraven"}, {"text": "solen"}, {"text": "no such name"}],
    "picture/around": [{"depth": 1}, {"depth": 3}, {"types": ["VICTIM_IN"]}, {"min_certainty": "verified"}],
    "quality/proposals": [{"report_id": third().document.id}, {"state": "accepted"}, {"state": "rejected"}],
    "where/events": [{"include_contained": False}],
    "where/events_graph": [{"include_contained": False}],
}


def by_hand() -> tuple[Reading, ...]:
    """Three readings that hold what the samples do not say: a place in a place, a fate unknown, an official denial."""
    return (first(), second(), third())


@cache
def readings() -> tuple[Reading, ...]:
    """The reports that the recorded answers rest on: the hand-made ones, and the samples as they are read."""
    received = (one for path in files_under([SAMPLES]) for one in read_file(path, KnownMetadata()))
    reader = default_extractor()
    return (*by_hand(), *(reader.read(document_of(one)) for one in received))


def fill(store: GraphStore, told: Iterable[Reading] | None = None) -> None:
    """Writes readings, by default those made by hand."""
    for reading in by_hand() if told is None else told:
        store.write(plan(reading))


def cases(store: GraphStore, question: Question) -> Iterator[dict[str, object]]:
    """Arguments worth recording: an example of the store, variants, and more than one event."""
    known = find_examples(store)
    usual: dict[str, object] = {name: known[name] for name, param in question.params.items() if param.required}
    yield usual
    for variant in VARIANTS.get(question.id, []):
        yield {**usual, **variant}
    if "event_id" in question.params:
        rows = store.read("MATCH (e:Event) RETURN e.id AS id ORDER BY id LIMIT $limit", {"limit": EVENTS}).rows
        for (event,) in rows:
            if event != usual.get("event_id"):
                yield {**usual, "event_id": event}


def answer(store: GraphStore, question: Question, arguments: dict[str, object]) -> dict[str, object]:
    """What a store says, as JSON."""
    if question.shape is Shape.GRAPH:
        return _drawn(ask_graph(store, question, arguments))
    table = ask(store, question, arguments)
    return {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}


def _drawn(picture: Subgraph) -> dict[str, object]:
    def node(one: Node) -> list[str]:
        return [one.id, one.label.value, one.name]

    def edge(one: Edge) -> list[str]:
        return [one.id, one.type.value, one.start, one.end]

    return {"nodes": sorted(map(node, picture.nodes)), "edges": sorted(map(edge, picture.edges))}


def path(question: Question) -> Path:
    """Where a question's answers are recorded."""
    return FOLDER / f"{question.id}.json"


def recorded(question: Question) -> list[dict[str, object]]:
    """The recorded cases: arguments and answer."""
    held = json.loads(path(question).read_text(encoding="utf-8"))
    assert isinstance(held, list)
    return held


def record(store: GraphStore, catalogue: Catalogue) -> None:
    """Asks everything and writes it down."""
    for question in catalogue:
        held = [{"arguments": case, "answer": answer(store, question, case)} for case in cases(store, question)]
        path(question).parent.mkdir(parents=True, exist_ok=True)
        path(question).write_text(json.dumps(held, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
