"""A piece of the graph on its way out: nodes and edges as plain data, ready for any format."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .labels import Label, Rel
from .writes import Value


@dataclass(frozen=True, slots=True)
class Node:
    """A node with its label and properties (``id`` not repeated among them)."""

    id: str
    label: Label
    properties: Mapping[str, Value] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What a person reads on it."""
        return str(self.properties.get("name") or self.id)


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship with its ends' ids and properties."""

    id: str
    type: Rel
    start: str
    end: str
    properties: Mapping[str, Value] = field(default_factory=dict)

    @property
    def claim_ids(self) -> list[str]:
        """The claims that a derived edge stands on; [] for others."""
        ids = self.properties.get("claim_ids")
        return [str(ident) for ident in ids] if isinstance(ids, list) else []


@dataclass(frozen=True, slots=True)
class EvidenceSpan:
    """Where a claim stands: the words, their offsets, and the sentence and report around them."""

    quote: str
    start: int
    end: int
    sentence: str
    sentence_id: str
    sentence_start: int


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """A claim as readers of a subgraph see it: words, chain of speakers, certainty, sentences."""

    id: str
    report: str
    report_name: str
    published: str | None
    kind: str
    predicate: str
    certainty: str
    polarity: str
    actuality: str
    scope_open: bool
    speakers: tuple[str, ...]
    evidence: tuple[EvidenceSpan, ...]


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes, edges between them, and the claims that the edges stand on.

    Attributes:
        truncated: something reachable was left out to keep to ``max_nodes``.
        total_nodes: nodes within reach, shown or not.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    claims: tuple[ClaimDetail, ...] = ()
    truncated: bool = False
    total_nodes: int = 0

    def node(self, ident: str) -> Node | None:
        """The node with this id, or None."""
        return next((node for node in self.nodes if node.id == ident), None)
