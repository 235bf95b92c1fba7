"""How two things are linked: paths over derived relationships, each hop with the words that it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import ceil, log2

import networkx as nx

from .claim_details import claim_details
from .errors import BadArgument
from .fill import fetch_edges, fetch_nodes
from .ids import prefix_of
from .labels import LABELS, Label, Rel
from .neighbourhood import node_of
from .reach import CITED, FRONTIER, Link, Reach, check
from .store import GraphStore
from .subgraph import ClaimDetail, Edge, Node
from .vocabulary import CERTAINTY_RANK, Certainty

LONGEST, MOST_PATHS = 8, 20
_TRIED = 200  # paths looked at, cheapest first, before giving up on finding more that are short enough
_PASSING = {LABELS[label].prefix: 2.0 for label in (Label.PLACE, Label.REPORT)}


@dataclass(frozen=True, slots=True)
class Hop:
    """One relationship of a path, as the clearest of its claims puts it.

    Attributes:
        start: where the path comes from.
        end: where the path goes to.
        along: the relationship runs from ``start`` to ``end``; else it runs the other way.
        relation: what a LINKED_TO means, else None.
        claim: id of the clearest claim.
        report: id of the claim's report.
        speakers: outermost first; () if the report itself says so.
        polarity: ``-`` where the claim denies what its quote says, else ``+``.
        claims: ids of all claims behind the relationship.
    """

    start: Node
    end: Node
    type: Rel
    along: bool
    relation: str | None
    edge: str
    claim: str
    quote: str
    report: str
    report_name: str
    speakers: tuple[str, ...]
    certainty: Certainty
    polarity: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EvidencePath:
    """Hops from one thing to another."""

    hops: tuple[Hop, ...]

    @property
    def weakest(self) -> Hop:
        """The hop that is least certain; of several the first."""
        return max(self.hops, key=lambda hop: CERTAINTY_RANK[hop.certainty])


def evidence_paths(store: GraphStore, start: str, end: str, *, max_hops: int = 6, limit: int = 3) -> list[EvidencePath]:
    """Paths between two world nodes or reports, the most telling first; [] if there is none.

    Short paths come first, but a path through what much else is linked to (a country, a large organisation)
    counts as longer: everybody is linked by those. Relationships are followed in both directions. From a node
    with thousands of neighbours only the best evidenced are followed, so a path through it may be missed.

    Args:
        max_hops: 1 to 8.
        limit: paths that are returned at most, 1 to 20.

    Raises:
        BadArgument: a number is out of bounds, both ends are the same, or an end is neither of the world nor a report.
        UnknownId: nothing has one of the ids.
    """
    check("max_hops", max_hops, LONGEST)
    check("limit", limit, MOST_PATHS)
    if start == end:
        raise BadArgument("a path needs two different ends", hint="Give two different ids.")
    for ident in (start, end):
        if node_of(store, ident).label not in CITED:
            raise BadArgument(
                "a path ends at a person, group, organisation, place, thing, event or report",
                hint='Ask the question "find" for a name to get its id.',
            )
    links = _around(store, start, end, max_hops)
    routes = list(islice(_routes(links, start, end, max_hops), limit))
    return _with_evidence(store, routes, links)


def _around(store: GraphStore, start: str, end: str, max_hops: int) -> list[Link]:
    """All links of a path of this length, met from either end half way."""
    found: dict[str, Link] = {}
    for ident, levels in ((start, ceil(max_hops / 2)), (end, max_hops // 2)):
        reach = Reach(store, [ident], CITED)
        reach.walk(levels, FRONTIER)
        found |= reach.links
    return [found[edge] for edge in sorted(found)]


def _routes(links: Iterable[Link], start: str, end: str, max_hops: int) -> Iterator[list[str]]:
    """Ids along each path, the cheapest first."""
    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from((link.near, link.far) for link in links)
    if start not in network or end not in network:
        return
    before = nx.single_source_shortest_path_length(network, start, cutoff=max_hops)
    after = nx.single_source_shortest_path_length(network, end, cutoff=max_hops)
    if end not in before:
        return
    near = network.subgraph(ident for ident in before if before[ident] + after.get(ident, max_hops + 1) <= max_hops)
    price = {ident: 0.0 if ident in (start, end) else _price(ident, network.degree[ident]) for ident in near}
    weighted: nx.Graph[str] = nx.Graph()
    weighted.add_weighted_edges_from((one, other, 1 + (price[one] + price[other]) / 2) for one, other in near.edges)
    for route in islice(nx.shortest_simple_paths(weighted, start, end, weight="weight"), _TRIED):
        if len(route) <= max_hops + 1:
            yield route


def _price(ident: str, degree: int) -> float:
    """What it costs to pass through a node: the more it is linked to, the less a link through it says."""
    return log2(max(degree, 2) / 2) + _PASSING.get(prefix_of(ident), 0.0)


def _with_evidence(store: GraphStore, routes: Sequence[Sequence[str]], links: Iterable[Link]) -> list[EvidencePath]:
    used = {frozenset(pair) for route in routes for pair in pairwise(route)}
    edges = fetch_edges(store, (link for link in links if frozenset((link.near, link.far)) in used))
    claims = {claim.id: claim for claim in claim_details(store, (ident for edge in edges for ident in edge.claim_ids))}
    nodes = {node.id: node for node in fetch_nodes(store, sorted({ident for route in routes for ident in route}))}
    best: dict[frozenset[str], tuple[tuple[int, int, str], ClaimDetail, Edge]] = {}
    for edge in edges:
        for claim in (claims[ident] for ident in edge.claim_ids):
            pair, candidate = frozenset((edge.start, edge.end)), (_clarity(claim), claim, edge)
            if pair not in best or candidate[0] < best[pair][0]:
                best[pair] = candidate
    return [
        EvidencePath(tuple(
            _hop(nodes[one], nodes[other], *best[frozenset((one, other))][1:]) for one, other in pairwise(route)
        ))
        for route in routes
    ]  # fmt: skip


def _clarity(claim: ClaimDetail) -> tuple[int, int, str]:
    """Sorts the clearest first, as derived edges choose their quote."""
    return CERTAINTY_RANK[Certainty(claim.certainty)], len(claim.evidence[0].quote), claim.id


def _hop(start: Node, end: Node, claim: ClaimDetail, edge: Edge) -> Hop:
    relation = edge.properties.get("relation")
    return Hop(
        start=start,
        end=end,
        type=edge.type,
        along=edge.start == start.id,
        relation=str(relation) if relation else None,
        edge=edge.id,
        claim=claim.id,
        quote=claim.evidence[0].quote,
        report=claim.report,
        report_name=claim.report_name,
        speakers=claim.speakers,
        certainty=Certainty(claim.certainty),
        polarity=claim.polarity,
        claims=tuple(edge.claim_ids),
    )
