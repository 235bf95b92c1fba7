"""A subgraph as JSON Graph Format, version 2, and back: plain data, ready for ``json.dumps``."""

from collections.abc import Mapping
from typing import Any

from .interchange import decode, decode_claim, encode, encode_claim, known, label_of, type_of, unreadable
from .subgraph import Edge, Node, Subgraph
from .writes import Value


def to_jgf(subgraph: Subgraph) -> dict[str, object]:
    """The subgraph as a JGF document with one graph.

    A node's ``label`` is what a person reads, as the format wants it; our label is in its ``metadata``, beside
    the properties. An edge's ``relation`` is its type. The graph's ``metadata`` holds the claims.
    """
    return {
        "graph": {
            "directed": True,
            "nodes": {
                node.id: {
                    "label": node.name,
                    "metadata": {"label": node.label.value, "properties": _encoded(node.properties)},
                }
                for node in subgraph.nodes
            },
            "edges": [
                {
                    "id": edge.id,
                    "source": edge.start,
                    "target": edge.end,
                    "relation": edge.type.value,
                    "metadata": {"properties": _encoded(edge.properties)},
                }
                for edge in subgraph.edges
            ],
            "metadata": {
                "claims": [encode_claim(claim) for claim in subgraph.claims],
                "truncated": subgraph.truncated,
                "total_nodes": subgraph.total_nodes,
            },
        }
    }


def from_jgf(document: Mapping[str, object]) -> Subgraph:
    """The subgraph of a JGF document that ``to_jgf`` made.

    Raises:
        BadInput: the document is no JGF, or it lacks what casegraph puts into its metadata.
    """
    match document:
        case {
            "graph": {
                "nodes": dict(nodes),
                "edges": list(edges),
                "metadata": {"claims": list(claims), "truncated": bool(truncated), "total_nodes": int(total)},
            }
        }:
            return Subgraph(
                nodes=tuple(_node(ident, data) for ident, data in nodes.items()),
                edges=tuple(_edge(data) for data in edges),
                claims=tuple(decode_claim(claim) for claim in claims),
                truncated=truncated,
                total_nodes=total,
            )
    unreadable("this is no JSON Graph Format document of casegraph's")


def _node(ident: str, data: object) -> Node:
    match data:
        case {"metadata": {"label": label, "properties": dict(properties)}}:
            return Node(ident, label_of(label), _decoded(properties))
    unreadable("a node of the JSON graph lacks its label or its properties")


def _edge(data: object) -> Edge:
    match data:
        case {
            "id": str(ident),
            "source": str(start),
            "target": str(end),
            "relation": relation,
            "metadata": {"properties": dict(properties)},
        }:
            return Edge(ident, type_of(relation), start, end, _decoded(properties))
    unreadable("an edge of the JSON graph lacks its id, its ends or its properties")


def _encoded(properties: Mapping[str, Value]) -> dict[str, object]:
    return {name: encode(value) for name, value in known(properties).items()}


def _decoded(properties: Mapping[str, Any]) -> dict[str, Value]:
    return {name: decode(value) for name, value in properties.items()}
