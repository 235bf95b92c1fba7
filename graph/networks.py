"""A subgraph as a networkx network, and back. GraphML and JGF, its two plain text forms, are found here too."""

from collections.abc import Mapping
from typing import Any

import networkx as nx

from .graphml import from_graphml, to_graphml
from .interchange import known, label_of, type_of, unreadable
from .jgf import from_jgf, to_jgf
from .subgraph import ClaimDetail, Edge, Node, Subgraph
from .writes import Value

__all__ = ["from_graphml", "from_jgf", "from_network", "to_graphml", "to_jgf", "to_network"]

_ESCAPE = "property:"
_RESERVED = frozenset({"label", "type", "position"})


def to_network(subgraph: Subgraph) -> "nx.MultiDiGraph[str]":
    """The subgraph as a directed multigraph.

    Nodes are keyed by id, with ``label`` and their properties as attributes. Edges are keyed by id, with
    ``type``, ``position`` (their place in the subgraph) and their properties. The network itself carries
    ``claims``, ``truncated`` and ``total_nodes``. A property that is called like one of the attributes above
    gets the prefix ``property:``.
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        claims=subgraph.claims, truncated=subgraph.truncated, total_nodes=subgraph.total_nodes
    )
    for node in subgraph.nodes:
        network.add_nodes_from([(node.id, {"label": node.label.value, **_attributes(node.properties)})])
    for position, edge in enumerate(subgraph.edges):
        data: dict[str, Any] = {"type": edge.type.value, "position": position, **_attributes(edge.properties)}
        network.add_edge(edge.start, edge.end, key=edge.id)
        network.edges[edge.start, edge.end, edge.id].update(data)
    return network


def from_network(network: "nx.MultiDiGraph[str]") -> Subgraph:
    """The subgraph of a network that ``to_network`` made, or of a part of one.

    A node without attributes is the end of an edge whose node the subgraph did not hold; it stays left out.

    Raises:
        BadInput: a label, a relationship type, a claim or a property is none of casegraph's.
    """
    claims = tuple(network.graph.get("claims", ()))
    if not all(isinstance(claim, ClaimDetail) for claim in claims):
        unreadable("a claim of the network is no claim")
    nodes = tuple(
        Node(ident, label_of(data.get("label")), _properties(data)) for ident, data in network.nodes(data=True) if data
    )
    edges = [
        (data.get("position", 0), Edge(key, type_of(data.get("type")), start, end, _properties(data)))
        for start, end, key, data in network.edges(keys=True, data=True)
    ]
    edges.sort(key=lambda placed: placed[0])
    return Subgraph(
        nodes=nodes,
        edges=tuple(edge for _, edge in edges),
        claims=claims,
        truncated=bool(network.graph.get("truncated", False)),
        total_nodes=int(network.graph.get("total_nodes", len(nodes))),
    )


def _attributes(properties: Mapping[str, Value]) -> dict[str, Value]:
    return {
        _ESCAPE + name if name in _RESERVED or name.startswith(_ESCAPE) else name: value
        for name, value in known(properties).items()
    }


def _properties(data: Mapping[str, Any]) -> dict[str, Value]:
    return known({name.removeprefix(_ESCAPE): data[name] for name in data if name not in _RESERVED})
