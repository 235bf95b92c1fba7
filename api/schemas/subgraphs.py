"""Subgraphs and paths as answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel, Field

from graph.paths import EvidencePath, Hop
from graph.subgraph import Edge, Node, Subgraph
from graph.writes import Value

from ..plain import moment
from .claims import ClaimOut, WorldRef

Plain = str | int | float | bool | list[str] | list[int] | list[float] | None


class NodeOut(BaseModel):
    """A node."""

    id: str
    label: str
    properties: dict[str, Plain]

    @classmethod
    def of(cls, node: Node) -> Self:
        """From the graph's own type."""
        return cls(id=node.id, label=node.label.value, properties=_properties(node.properties))


class EdgeOut(BaseModel):
    """An edge. ``claims`` are the ids of the claims that it stands on."""

    id: str
    source: str
    target: str
    type: str
    properties: dict[str, Plain]
    claims: list[str]

    @classmethod
    def of(cls, edge: Edge) -> Self:
        """From the graph's own type."""
        properties = _properties(edge.properties)
        properties.pop("claim_ids", None)
        return cls(
            id=edge.id,
            source=edge.start,
            target=edge.end,
            type=edge.type.value,
            properties=properties,
            claims=edge.claim_ids,
        )


class Meta(BaseModel):
    """What the picture leaves out."""

    truncated: bool = Field(description="Something within reach is not shown")
    total_nodes: int = Field(description="Nodes within reach, shown or not")
    shown_nodes: int
    shown_edges: int
    depth: int | None
    max_nodes: int | None


class SubgraphOut(BaseModel):
    """Nodes, the edges between them, and the claims that the edges stand on."""

    nodes: list[NodeOut]
    edges: list[EdgeOut]
    claims: list[ClaimOut]
    meta: Meta

    @classmethod
    def of(cls, subgraph: Subgraph, *, depth: int | None = None, max_nodes: int | None = None) -> Self:
        """From the graph's own type; depth and number are those that were asked for."""
        return cls(
            nodes=[NodeOut.of(node) for node in subgraph.nodes],
            edges=[EdgeOut.of(edge) for edge in subgraph.edges],
            claims=[ClaimOut.of(claim) for claim in subgraph.claims],
            meta=Meta(
                truncated=subgraph.truncated,
                total_nodes=subgraph.total_nodes,
                shown_nodes=len(subgraph.nodes),
                shown_edges=len(subgraph.edges),
                depth=depth,
                max_nodes=max_nodes,
            ),
        )


class HopOut(BaseModel):
    """One relationship of a path, as the clearest of its claims puts it."""

    start: WorldRef
    end: WorldRef
    type: str
    along: bool = Field(description="The relationship runs from start to end; else the other way")
    relation: str | None = Field(description="What a LINKED_TO means")
    edge: str
    claim: str = Field(description="The clearest claim")
    quote: str
    report: str
    report_name: str
    speakers: list[str] = Field(description="Outermost first; empty: the report itself")
    certainty: str
    polarity: str = Field(description='"+", or "-" for a denial')
    claims: list[str] = Field(description="All claims behind the relationship")
    weakest: bool = Field(description="No hop of this path is less certain")

    @classmethod
    def of(cls, hop: Hop, *, weakest: bool) -> Self:
        """From the graph's own type."""
        names = cls.model_fields.keys() - {"start", "end", "type", "speakers", "claims", "weakest"}
        return cls(
            **{name: getattr(hop, name) for name in names},
            start=WorldRef.of(hop.start.id, hop.start.label, hop.start.name),
            end=WorldRef.of(hop.end.id, hop.end.label, hop.end.name),
            type=hop.type.value,
            speakers=list(hop.speakers),
            claims=list(hop.claims),
            weakest=weakest,
        )


class PathOut(BaseModel):
    """A chain of claims from one node to another."""

    hops: list[HopOut]

    @classmethod
    def of(cls, path: EvidencePath) -> Self:
        """From the graph's own type."""
        return cls(hops=[HopOut.of(hop, weakest=hop is path.weakest) for hop in path.hops])


class PathList(BaseModel):
    """Paths, the most telling first."""

    items: list[PathOut]


def subgraph_json(subgraph: Subgraph) -> dict[str, Any]:
    """A subgraph as the JSON that the API answers with."""
    return SubgraphOut.of(subgraph).model_dump(mode="json")


def _properties(properties: Mapping[str, Value]) -> dict[str, Plain]:
    return {key: moment(value) if isinstance(value, datetime) else value for key, value in properties.items()}
