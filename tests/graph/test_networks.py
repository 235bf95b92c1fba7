import networkx as nx
import pytest
from hypothesis import given

from graph.errors import BadInput
from graph.networks import from_network, to_network
from graph.subgraph import Subgraph

from .strategies import PLAIN, UNTIMED, subgraphs


@UNTIMED
@given(subgraphs())
def test_a_network_gives_back_the_subgraph(subgraph: Subgraph) -> None:
    assert from_network(to_network(subgraph)) == subgraph


def test_attributes_are_plain() -> None:
    network = to_network(PLAIN)
    assert network.nodes["person:1"] == {"label": "Person", "name": "Tomas Varga", "kind": "Person"}
    edge = network.edges["person:1", "event:1", "edge:1"]
    assert edge["type"] == "VICTIM_IN"
    assert edge["certainty"] == "testimony"
    assert network.graph["claims"][0].speakers == ("Meridian Rights Monitor", "Ilse Varga")


def test_a_network_does_not_share_its_lists_with_the_subgraph() -> None:
    network = to_network(PLAIN)
    network.edges["person:1", "event:1", "edge:1"]["claim_ids"].append("claim:2")
    assert PLAIN.edges[0].claim_ids == ["claim:1"]


def test_a_part_of_a_network_is_a_subgraph() -> None:
    part = from_network(to_network(PLAIN).subgraph(["person:1"]))
    assert [node.id for node in part.nodes] == ["person:1"]
    assert part.edges == ()


@pytest.mark.parametrize(
    ("node", "edge", "claims"),
    [
        ({"label": "Culprit"}, {"type": "VICTIM_IN"}, ()),
        ({"name": "no label"}, {"type": "VICTIM_IN"}, ()),
        ({"label": "Person"}, {"type": "KILLED"}, ()),
        ({"label": "Person"}, {}, ()),
        ({"label": "Person"}, {"type": "VICTIM_IN"}, ("claim:1",)),
    ],
)
def test_a_foreign_network_is_refused(node: dict, edge: dict, claims: tuple) -> None:
    network = nx.MultiDiGraph(claims=claims)
    network.add_node("person:1", **node)
    network.add_edge("person:1", "person:1", key="edge:1", **edge)
    with pytest.raises(BadInput) as caught:
        from_network(network)
    assert caught.value.hint
