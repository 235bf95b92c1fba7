import os
import subprocess
import sys

import networkx as nx
import pytest
from hypothesis import given

from graph.errors import BadInput
from graph.graphml import from_graphml, to_graphml
from graph.labels import Label, Rel
from graph.subgraph import Edge, Node, Subgraph

from .strategies import PLAIN, UNTIMED, subgraphs

TEXT = to_graphml(PLAIN)


@UNTIMED
@given(subgraphs())
def test_the_text_gives_back_the_subgraph(subgraph: Subgraph) -> None:
    text = to_graphml(subgraph).encode().decode()
    assert from_graphml(text) == subgraph


@UNTIMED
@given(subgraphs())
def test_networkx_reads_every_document(subgraph: Subgraph) -> None:
    network = nx.parse_graphml(to_graphml(subgraph), force_multigraph=True)
    assert network.number_of_edges() == len(subgraph.edges)
    assert {node.label for node in subgraph.nodes} == {data["label"] for _, data in network.nodes(data=True) if data}


def test_networkx_finds_plain_attributes() -> None:
    network = nx.parse_graphml(TEXT)
    assert network.nodes["person:1"] == {"kind": "Person", "label": "Person", "name": "Tomas Varga"}
    edge = network.edges["person:1", "event:1"]
    assert edge["label"] == "VICTIM_IN"
    assert edge["claim_ids"] == 'json:["claim:1"]'
    assert network.graph["total_nodes"] == 2


def test_plain_types_are_the_types_of_graphml() -> None:
    properties = {"name": "x", "count": 3, "share": 0.5, "open": True, "huge": 2**63, "endless": float("inf")}
    network = nx.parse_graphml(to_graphml(Subgraph((Node("thing:1", Label.THING, properties),))))
    assert network.nodes["thing:1"] == {
        "label": "Thing", "name": "x", "count": 3, "share": 0.5, "open": True,
        "huge": "json:9223372036854775808", "endless": 'json:{"float": "inf"}',
    }  # fmt: skip


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = "from tests.graph.strategies import PLAIN; from graph.graphml import to_graphml; print(to_graphml(PLAIN), end='')"
    for seed in "012":
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        out = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True, text=True)
        assert out.stdout == TEXT


def test_the_order_of_properties_does_not_matter() -> None:
    other = Subgraph((Node("thing:1", Label.THING, {"b": 1, "a": 2}),))
    assert to_graphml(other) == to_graphml(Subgraph((Node("thing:1", Label.THING, {"a": 2, "b": 1}),)))


def test_thousands_of_nodes_convert() -> None:
    nodes = tuple(Node(f"thing:{n}", Label.THING, {"name": str(n)}) for n in range(3000))
    edges = tuple(Edge(f"edge:{n}", Rel.LINKED_TO, f"thing:{n % 3000}", f"thing:{n * 7 % 3000}") for n in range(9000))
    subgraph = Subgraph(nodes, edges, total_nodes=3000)
    assert from_graphml(to_graphml(subgraph)) == subgraph


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not XML",
        "<graphml/>",
        TEXT.replace("</graphml>", ""),
        TEXT.replace("\n<graph ", "\n<!DOCTYPE x [<!ENTITY a 'b'>]><graph "),
        TEXT.replace("xmlns=", "xmlns:other="),
        TEXT.replace(' id="person:1"', ""),
        TEXT.replace(' id="edge:1"', ""),
        TEXT.replace('source="person:1"', ""),
        TEXT.replace(">Person<", ">Culprit<"),
        TEXT.replace(">VICTIM_IN<", ">KILLED<"),
        TEXT.replace('<key id="k0"', '<key id="other"'),
        TEXT.replace('attr.name="claims"', 'attr.name="opinions"'),
        TEXT.replace(">false<", ">perhaps<"),
        TEXT.replace(">2<", ">two<"),
        TEXT.replace(">[{", ">{").replace("}]<", "}<"),
        TEXT.replace("json:[", "json:"),
        TEXT.replace("json:[", "json:[7, "),
    ],
)
def test_a_foreign_document_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        from_graphml(text)
    assert caught.value.hint
