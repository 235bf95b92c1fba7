"""The whole picture: every world node and derived relationship, one connected part after the other."""

from collections.abc import Iterable, Iterator
from typing import cast

from .fill import fill
from .labels import DERIVED_RELS, Rel
from .reach import MOST, Link, best_first, check
from .store import WHOLE_STORE_TIMEOUT, GraphStore
from .subgraph import Subgraph

_LINKS = tuple(
    f"MATCH (n)-[r:{rel}]->(m) RETURN n.id, collect([r.id, m.id, size(r.claim_ids), r.certainty])"
    for rel in DERIVED_RELS
    if rel is not Rel.CITES_SOURCE  # it starts at a report
)
_WORLD = "MATCH (r:Record)-[:IDENTIFIED_AS]->(n) WHERE r.superseded_by IS NULL RETURN DISTINCT n.id"


def whole_picture(store: GraphStore, *, max_nodes: int = 500) -> Subgraph:
    """World nodes with their derived relationships and claims: the largest connected part first, then the next.

    A part is shown from its best evidenced node outwards, so that what is shown hangs together.

    Args:
        max_nodes: nodes that are returned at most, 1 to 5000; ``total_nodes`` says how many there are.

    Raises:
        BadArgument: ``max_nodes`` is out of bounds.
    """
    check("max_nodes", max_nodes, MOST)
    links = list(_all_links(store))
    nodes = {cast("str", ident) for (ident,) in store.read(_WORLD, timeout=WHOLE_STORE_TIMEOUT).rows}
    order = [ident for part in _parts(nodes, links) for ident in part]
    shown = order[:max_nodes]
    inside = set(shown)
    between = [link for link in links if link.near in inside and link.far in inside]
    return fill(store, shown, between, total=len(order))


def _all_links(store: GraphStore) -> Iterator[Link]:
    for query in _LINKS:
        rows = store.read(query, timeout=WHOLE_STORE_TIMEOUT).rows
        for near, collected in cast("tuple[tuple[str, list[tuple[str, str, int, str]]], ...]", rows):
            for edge, far, claims, certainty in collected:
                yield Link(edge, near, far, True, claims, certainty, 0)


def _parts(nodes: Iterable[str], links: Iterable[Link]) -> list[list[str]]:
    """Connected parts, the one with most nodes first, then by most claims, then by id; each in order of reach."""
    around: dict[str, list[Link]] = {ident: [] for ident in nodes}
    for link in links:
        around.setdefault(link.near, []).append(link)
        around.setdefault(link.far, []).append(link.reversed())
    weight = {ident: sum(link.claims for link in met) for ident, met in around.items()}
    parts = []
    seen: set[str] = set()
    for ident in sorted(around, key=lambda ident: (-weight[ident], ident)):
        if ident not in seen:
            parts.append(_outwards(ident, around))
            seen.update(parts[-1])
    return sorted(parts, key=lambda part: (-len(part), -sum(weight[ident] for ident in part), part[0]))


def _outwards(start: str, around: dict[str, list[Link]]) -> list[str]:
    order, level = [start], [start]
    seen = {start}
    while level:
        level = best_first(link for ident in level for link in around[ident] if link.far not in seen)
        seen.update(level)
        order += level
    return order
