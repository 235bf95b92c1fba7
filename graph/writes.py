"""Writes as plain data: what shall stand in the graph, said without a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .errors import InvalidFact
from .ids import make_id
from .labels import Label, Rel

Scalar = str | int | float | bool | datetime
Value = Scalar | list[str] | list[int] | list[float] | None
Properties = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class NodeWrite:
    """A node that shall exist with these properties. None removes a property."""

    label: Label
    id: str
    properties: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EdgeWrite:
    """A relationship that shall exist between two nodes, found by label and id.

    ``id`` follows from type, ends and ``key`` (what tells parallel relationships apart).
    """

    type: Rel
    start_label: Label
    start: str
    end_label: Label
    end: str
    properties: Properties = field(default_factory=dict)
    key: tuple[str | int, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", make_id("edge", self.type, self.start, self.end, *self.key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All writes of one report, to be done in one transaction or not at all.

    Attributes:
        run: digest of who read and with what metadata; a live node of this report that is not in the plan
            is superseded by it, never deleted.
    """

    report: str
    run: str
    nodes: tuple[NodeWrite, ...]
    edges: tuple[EdgeWrite, ...]

    def __post_init__(self) -> None:
        ids = [node.id for node in self.nodes]
        known = set(ids)
        if len(known) != len(ids):
            raise InvalidFact("a plan writes one node twice")
        if any(edge.start not in known or edge.end not in known for edge in self.edges):
            raise InvalidFact("a plan ties a node that it does not write")


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """What a transaction changed: counts of nodes and relationships."""

    nodes_created: int = 0
    relationships_created: int = 0
    superseded: int = 0
