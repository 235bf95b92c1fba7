"""From ids and links to a subgraph: nodes, edges with their properties, the claims that they stand on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import cast

from .claim_details import chunks, claim_details
from .ids import prefix_of
from .labels import LABEL_OF_PREFIX, LABELS, Label, Rel
from .reach import TIMEOUT, Link, by_label
from .store import GraphStore
from .subgraph import Edge, Node, Subgraph
from .writes import Value

_NODES = {label: f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n" for label in Label}


def _edges_query(label: Label, along: bool) -> str:
    arrow = "-[r]->" if along else "<-[r]-"
    return (
        f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}){arrow}(m) WHERE r.id IN row.edges "
        "RETURN r.id, type(r), n.id, m.id, properties(r)"
    )


_EDGES = {(label, along): _edges_query(label, along) for label in Label for along in (True, False)}


def fill(store: GraphStore, shown: Sequence[str], links: Iterable[Link], *, total: int) -> Subgraph:
    """The subgraph of these nodes, in this order, and these links between them, with claims.

    Args:
        total: nodes within reach, shown or not.
    """
    nodes = fetch_nodes(store, shown)
    place = {node.id: position for position, node in enumerate(nodes)}
    edges = [edge for edge in fetch_edges(store, links) if edge.start in place and edge.end in place]
    edges.sort(key=lambda edge: (place[edge.start], place[edge.end], edge.type, edge.id))
    claims = [ident for ident in shown if prefix_of(ident) == LABELS[Label.CLAIM].prefix]
    claims += [ident for edge in edges for ident in edge.claim_ids]
    return Subgraph(
        nodes=nodes,
        edges=tuple(edges),
        claims=claim_details(store, claims),
        truncated=total > len(nodes),
        total_nodes=total,
    )


def fetch_nodes(store: GraphStore, idents: Sequence[str]) -> tuple[Node, ...]:
    """The nodes of these ids, in this order; ids that no node has are passed over."""
    found: dict[str, Node] = {}
    for label, ids in by_label(idents).items():
        for chunk in chunks(ids):
            for (node,) in store.read(_NODES[label], {"ids": chunk}, timeout=TIMEOUT).rows:
                assert isinstance(node, Node)
                found[node.id] = node
    return tuple(found[ident] for ident in idents if ident in found)


def fetch_edges(store: GraphStore, links: Iterable[Link]) -> list[Edge]:
    """The relationships of these links with their properties."""
    links = list(links)
    degree = Counter(end for link in links for end in (link.near, link.far))
    rows: dict[tuple[Label, bool], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        # each is looked for at the end that has fewer, or a hub would be gone through once for each of its own
        near = degree[link.near] <= degree[link.far]
        end, along = (link.near, link.along) if near else (link.far, not link.along)
        rows[LABEL_OF_PREFIX[prefix_of(end)], along][end].append(link.edge)
    found = []
    for query, wanted in rows.items():
        for ids in chunks(sorted(wanted)):
            asked = [{"id": ident, "edges": wanted[ident]} for ident in ids]
            found += [_edge(row, query[1]) for row in store.read(_EDGES[query], {"rows": asked}, timeout=TIMEOUT).rows]
    return found


def _edge(row: tuple[object, ...], along: bool) -> Edge:
    ident, rel, near, far, properties = cast("tuple[str, str, str, str, dict[str, Value]]", row)
    start, end = (near, far) if along else (far, near)
    return Edge(ident, Rel(rel), start, end, {name: properties[name] for name in sorted(properties) if name != "id"})
