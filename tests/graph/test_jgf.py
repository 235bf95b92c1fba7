import json
from copy import deepcopy

import pytest
from hypothesis import given

from graph.errors import BadInput
from graph.jgf import from_jgf, to_jgf
from graph.subgraph import Subgraph

from .strategies import PLAIN, UNTIMED, subgraphs

# what the schema of JSON Graph Format 2 allows, and the type it asks for
GRAPH = {"id": str, "label": str, "directed": bool, "type": str, "metadata": dict, "nodes": dict, "edges": list}
NODE = {"label": str, "metadata": dict}
EDGE = {"id": str, "source": str, "target": str, "relation": str, "directed": bool, "label": str, "metadata": dict}


@UNTIMED
@given(subgraphs())
def test_json_text_gives_back_the_subgraph(subgraph: Subgraph) -> None:
    text = json.dumps(to_jgf(subgraph), allow_nan=False)
    assert from_jgf(json.loads(text)) == subgraph


@UNTIMED
@given(subgraphs())
def test_the_document_keeps_to_version_2_of_the_format(subgraph: Subgraph) -> None:
    document = json.loads(json.dumps(to_jgf(subgraph)))
    assert list(document) == ["graph"]
    graph = document["graph"]
    items = [
        (graph, GRAPH),
        *((node, NODE) for node in graph["nodes"].values()),
        *((edge, EDGE) for edge in graph["edges"]),
    ]
    for item, allowed in items:
        assert all(isinstance(value, allowed[name]) for name, value in item.items())


def test_labels_are_what_a_person_reads() -> None:
    graph = to_jgf(PLAIN)["graph"]
    assert graph["nodes"]["person:1"]["label"] == "Tomas Varga"
    assert graph["nodes"]["person:1"]["metadata"]["label"] == "Person"
    assert graph["edges"][0]["relation"] == "VICTIM_IN"


def _broken(*path: object, value: object = None) -> dict:
    document = deepcopy(json.loads(json.dumps(to_jgf(PLAIN))))
    *way, last = path
    place = document
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return document


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"graph": {"nodes": {}, "edges": []}},
        _broken("graph", "nodes", value=[]),
        _broken("graph", "metadata", "total_nodes", value="2"),
        _broken("graph", "nodes", "person:1", "metadata", "label"),
        _broken("graph", "nodes", "person:1", "metadata", "label", value="Culprit"),
        _broken("graph", "nodes", "person:1", "metadata", "label", value=7),
        _broken("graph", "nodes", "person:1", "metadata", "properties", "name", value={"datetime": "soon"}),
        _broken("graph", "nodes", "person:1", "metadata", "properties", "name", value={"float": "much"}),
        _broken("graph", "nodes", "person:1", "metadata", "properties", "name", value={"a": 1}),
        _broken("graph", "nodes", "person:1", "metadata", "properties", "name", value=["a", 1]),
        _broken("graph", "nodes", "person:1", "metadata", "properties", "name", value=[["a"]]),
        _broken("graph", "edges", 0, "id"),
        _broken("graph", "edges", 0, "relation", value="KILLED"),
        _broken("graph", "edges", 0, "metadata"),
        _broken("graph", "metadata", "claims", 0, value="claim:1"),
        _broken("graph", "metadata", "claims", 0, "speakers"),
        _broken("graph", "metadata", "claims", 0, "verdict", value="guilty"),
        _broken("graph", "metadata", "claims", 0, "speakers", 0, value=7),
        _broken("graph", "metadata", "claims", 0, "scope_open", value="no"),
        _broken("graph", "metadata", "claims", 0, "evidence", 0, "start", value="here"),
    ],
)  # fmt: skip
def test_a_foreign_document_is_refused(document: dict) -> None:
    with pytest.raises(BadInput) as caught:
        from_jgf(document)
    assert caught.value.hint
