"""The canonical dump: the whole graph as sorted text, equal for equal graphs on any engine."""

from collections.abc import Iterator, Mapping

from .ids import canonical_json
from .labels import VOLATILE, Label
from .store import GraphStore
from .writes import Value


def dump(store: GraphStore) -> Iterator[str]:
    """JSON lines without line ends: nodes by label and id, then relationships by type and id.

    Left out are what depends on when something was done and the store's own version.
    """
    for node in store.nodes():
        if node.label is not Label.SCHEMA_VERSION:
            yield canonical_json({"label": node.label, "id": node.id, "properties": _lasting(node.properties)})
    for edge in store.edges():
        yield canonical_json(
            {
                "type": edge.type,
                "id": edge.id,
                "start": edge.start,
                "end": edge.end,
                "properties": _lasting(edge.properties),
            }
        )


def _lasting(properties: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in properties.items() if name not in VOLATILE}
