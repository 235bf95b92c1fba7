"""What is around one thing, and the whole picture: pieces of the graph small enough to look at."""

from collections.abc import Sequence
from typing import NoReturn

from .claim_details import claim_details
from .components import whole_picture
from .errors import UnknownId
from .fill import fetch_nodes, fill
from .ids import prefix_of
from .labels import DERIVED_RELS, LABEL_OF_PREFIX, LABELS, WORLD_LABELS, Label, Rel
from .reach import CLOSING, EVIDENCE, FRONTIER, MOST, REPORT, TIMEOUT, WORLD, Reach, check
from .store import GraphStore
from .subgraph import Node, Subgraph

__all__ = ["claim_details", "neighbourhood", "node_of", "whole_picture"]

DEEPEST = 4
_RESTING = (LABELS[Label.CLAIM].prefix, LABELS[Label.STATEMENT].prefix)
_EDGE = {
    rel: f"MATCH (n)-[r:{rel}]->(m) WHERE r.id = $id RETURN n, r, m"
    for rel in (*DERIVED_RELS, *(rel for rel in Rel if rel not in DERIVED_RELS))
}


def neighbourhood(store: GraphStore, ident: str, *, depth: int = 1, max_nodes: int = 200) -> Subgraph:
    """What is around a node, or a relationship with its two ends.

    A person, group, organisation, place, thing or event is shown with others of these and with the reports that
    cite it, along derived relationships, nearest and best evidenced first. Anything else is shown with where it
    stands and what stands on it; its sentences with their report, its records with who they are taken to be. A
    report is shown in reading order. Claims come with their words, sentences and speakers.

    Args:
        depth: relationships from the middle to the edge, 1 to 4.
        max_nodes: nodes that are returned at most, 1 to 5000. The subgraph says whether there are more, and how
            many; where a level has thousands, that number is what was counted, and a lower bound.

    Raises:
        BadArgument: ``depth`` or ``max_nodes`` is out of bounds.
        UnknownId: nothing has this id.
    """
    check("depth", depth, DEEPEST)
    check("max_nodes", max_nodes, MOST)
    if prefix_of(ident) == "edge":
        return _edge(store, ident)
    label = node_of(store, ident).label
    if label in WORLD_LABELS:
        reach = Reach(store, [ident], WORLD)
        reach.walk(depth, max(FRONTIER, max_nodes))
        order: Sequence[str] = reach.order
    else:
        reach = Reach(store, [ident], REPORT if label is Label.REPORT else EVIDENCE)
        reach.walk(depth + (label is Label.REPORT), max(FRONTIER, max_nodes))
        reach.close(CLOSING)
        order = _as_it_is_read(reach) if label is Label.REPORT else reach.order
    shown = order[:max_nodes]
    return fill(store, shown, reach.between(shown), total=len(order))


def node_of(store: GraphStore, ident: str) -> Node:
    """The node with this id.

    Raises:
        UnknownId: there is none.
    """
    nodes = fetch_nodes(store, [ident]) if prefix_of(ident) in LABEL_OF_PREFIX else ()
    return nodes[0] if nodes else _unknown()


def _edge(store: GraphStore, ident: str) -> Subgraph:
    for query in _EDGE.values():
        found = store.read_graph(query, {"id": ident}, timeout=TIMEOUT)
        if found.edges:
            claims = claim_details(store, found.edges[0].claim_ids)
            return Subgraph(found.nodes, found.edges, claims, total_nodes=len(found.nodes))
    _unknown()


def _unknown() -> NoReturn:
    raise UnknownId("nothing in this store has that id", hint='Ask the question "find" for a name to get its id.')


def _as_it_is_read(reach: Reach) -> list[str]:
    """A report's surroundings: who it cites; each sentence with what rests on it; other sentences; the rest."""
    report, *others = reach.order
    starts = {link.far: link.place for link in reach.links.values() if link.near == report}
    rests: dict[str, tuple[int, int, int]] = {}
    for link in reach.links.values():
        if link.near in starts and prefix_of(link.far) in _RESTING:
            sentence = starts[link.near]
            rests[link.near] = (1, sentence, -1)
            rests[link.far] = min(rests.get(link.far, (2, 0, 0)), (1, sentence, link.place))

    def key(ident: str) -> tuple[int, int, int]:
        if prefix_of(ident) == LABELS[Label.SENTENCE].prefix:
            return rests.get(ident, (2, starts.get(ident, 0), 0))
        return rests.get(ident, (0, 0, 0) if ident in starts else (3, 0, 0))

    return [report, *sorted(others, key=key)]  # what is equal stays nearest and best evidenced first
