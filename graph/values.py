"""Property values on their way in and out: what both engines store alike, and nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from neo4j import graph as bolt
from neo4j import time

from .errors import BadInput, InvalidFact
from .labels import Label, Rel
from .subgraph import Edge, Node
from .writes import Value

INT64 = 2**63
_LABELS = frozenset(Label)
_RELS = frozenset(Rel)


def stored_properties(properties: Mapping[str, object]) -> dict[str, object]:
    """Properties as they are sent to the store; None removes a property.

    Raises:
        InvalidFact: a value that the engines would refuse, or would store differently.
    """
    return {name: _stored(value, name) for name, value in properties.items()}


def _stored(value: object, name: str) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, name)
    if isinstance(value, int):
        return _integer(value, name)
    if isinstance(value, float):
        return value
    if isinstance(value, datetime):
        return _moment(value, name)
    if isinstance(value, (list, tuple)):
        return _list(value, name)
    raise InvalidFact(f"the property {name} has a value of a kind that no store keeps: {type(value).__name__}")


def _text(value: str, name: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidFact(f"the property {name} holds half a character (a lone surrogate)") from None
    if "\x00" in value:
        raise InvalidFact(f"the property {name} holds a NUL character")
    return str(value)  # an enum's member becomes its plain word


def _integer(value: int, name: str) -> int:
    if not -INT64 <= value < INT64:
        raise InvalidFact(f"the property {name} does not fit into 64 bits")
    return value


def _moment(value: datetime, name: str) -> datetime:
    if value.tzinfo is None:
        raise InvalidFact(f"the property {name} is a time without a zone")
    return value.astimezone(UTC)


def _list(values: Sequence[object], name: str) -> list[object]:
    kinds = {type(value) for value in values}
    if kinds == {int, float}:  # Neo4j makes all of them floats, ArcadeDB keeps both: say it for them
        return [float(value) for value in values if isinstance(value, (int, float))]
    if not kinds <= {str, int, float, bool} or len(kinds) > 1:
        raise InvalidFact(f"the property {name} is a list of several kinds, of lists, or with nothing in it")
    return [_stored(value, name) for value in values]


def plain(value: object, ends: Mapping[str, str]) -> object:
    """A value from the driver as plain data: nodes and edges of the graph, UTC datetimes, ISO text, lists.

    Args:
        ends: ids by element id, for relationships whose nodes did not come along.
    """
    if isinstance(value, bolt.Node):
        return _node(value)
    if isinstance(value, bolt.Relationship):
        return _edge(value, ends)
    if isinstance(value, bolt.Path):
        return [plain(part, ends) for part in _parts(value)]
    if isinstance(value, (time.DateTime, datetime)):
        return _utc(value)
    if isinstance(value, (time.Date, time.Time, time.Duration)):
        return value.iso_format()
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    if isinstance(value, (list, tuple)):  # a point is a tuple
        return [plain(part, ends) for part in value]
    if isinstance(value, Mapping):
        return {str(key): plain(part, ends) for key, part in value.items()}
    return value


def nodes_left_out(values: Iterable[object]) -> Iterator[str]:
    """Element ids of the ends of relationships that came without them."""
    for value in values:
        if isinstance(value, bolt.Relationship):
            yield from (node.element_id for node in value.nodes if node is not None and "id" not in node)
        elif isinstance(value, (list, tuple)):
            yield from nodes_left_out(value)
        elif isinstance(value, Mapping) and not isinstance(value, bolt.Entity):
            yield from nodes_left_out(value.values())


def _parts(path: bolt.Path) -> Iterator[object]:
    yield path.start_node
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        yield relationship
        yield node


def _utc(value: "time.DateTime | datetime") -> datetime:
    moment = value.to_native() if isinstance(value, time.DateTime) else value
    # ArcadeDB gives a stored moment back without its zone; only UTC is ever stored
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _node(node: bolt.Node) -> Node:
    ident = node.get("id")
    label = next((Label(label) for label in sorted(node.labels) if label in _LABELS), None)
    if label is None or not isinstance(ident, str):
        raise BadInput("the query returns a node that is not part of this graph")
    return Node(ident, label, _properties(node))


def _edge(relationship: bolt.Relationship, ends: Mapping[str, str]) -> Edge:
    ident = relationship.get("id")
    if relationship.type not in _RELS or not isinstance(ident, str):
        raise BadInput("the query returns a relationship that is not part of this graph")
    start, end = ("" if node is None else str(node.get("id") or ends[node.element_id]) for node in relationship.nodes)
    return Edge(ident, Rel(relationship.type), start, end, _properties(relationship))


def _properties(entity: bolt.Entity) -> dict[str, Value]:
    found = {name: plain(value, {}) for name, value in sorted(entity.items()) if name != "id"}
    return cast("dict[str, Value]", found)  # only what ``stored_properties`` lets through is in the store
