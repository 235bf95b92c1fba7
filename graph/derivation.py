"""Derived relationships in the store: which claims stand behind a pair, asked of the store itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from neo4j import ManagedTransaction

from .derive import Link, LiveClaim, Pair, anchor, contributions, derived_edges
from .ids import prefix_of
from .labels import LABEL_OF_PREFIX, Label
from .statements import delete_edges, fetch_batches, located, write_edges
from .vocabulary import Actuality, Certainty, Slot
from .writes import EdgeWrite

_CLAIMS = (
    "UNWIND $rows AS id MATCH (c:Claim {id: id}) WHERE c.superseded_by IS NULL "
    "RETURN c.id, c.report_id, c.certainty, c.polarity, c.actuality, c.quote, c.relation, c.predicate, c.speakers"
)
_LINKS = (
    "UNWIND $rows AS id MATCH (c:Claim {id: id})-[e:ABOUT]->(r:Record) OPTIONAL MATCH (r)-[:IDENTIFIED_AS]->(w) "
    "RETURN c.id, e.slot, r.id, e.of, w.id"
)
_SOURCES = (
    "UNWIND $rows AS id MATCH (c:Claim {id: id})-[e:CITES]->(r:Record) OPTIONAL MATCH (r)-[:IDENTIFIED_AS]->(w) "
    "RETURN c.id, e.order, w.id"
)
_OF_REPORT = "UNWIND $rows AS id MATCH (c:Claim {report_id: id}) WHERE c.superseded_by IS NULL RETURN c.id"
_OF_RECORD = (
    "UNWIND $rows AS id MATCH (:Record {id: id})<-[:ABOUT|CITES]-(c:Claim) "
    "WHERE c.superseded_by IS NULL RETURN DISTINCT c.id"
)


def pairs_of_report(tx: ManagedTransaction, report: str) -> set[Pair]:
    """The pairs that a report's live claims support, as the store stands."""
    return _pairs(_load(tx, _ids(tx, _OF_REPORT, [report])))


def pairs_of_record(tx: ManagedTransaction, record: str) -> set[Pair]:
    """The pairs that the live claims which use a record support, as the store stands."""
    return _pairs(_load(tx, _ids(tx, _OF_RECORD, [record])))


def pairs_of_claim(tx: ManagedTransaction, claim: str) -> set[Pair]:
    """The pairs that one claim supports while it is live."""
    return _pairs(_load(tx, [claim]))


def rebuild(tx: ManagedTransaction, pairs: Collection[Pair], now: datetime) -> None:
    """Makes the derived relationships of these pairs what the live claims of all reports say."""
    touched = {edge.id: edge for edge in map(_bare_edge, pairs)}
    claims = _load(tx, _ids_around(tx, {anchor(pair) for pair in pairs}))
    # an edge that is not touched may have claims beyond those loaded here
    wanted = {edge.id: edge for edge in derived_edges(claims) if edge.id in touched}
    delete_edges(tx, (located(edge) for ident, edge in touched.items() if ident not in wanted))
    write_edges(tx, wanted.values(), now)


def _bare_edge(pair: Pair) -> EdgeWrite:
    start, end = LABEL_OF_PREFIX[prefix_of(pair.start)], LABEL_OF_PREFIX[prefix_of(pair.end)]
    return EdgeWrite(pair.type, start, pair.start, end, pair.end, key=(pair.relation,))


def _pairs(claims: Iterable[LiveClaim]) -> set[Pair]:
    return {pair for claim in claims for pair in contributions(claim)}


def _ids_around(tx: ManagedTransaction, anchors: Iterable[str]) -> list[str]:
    by_label: dict[Label, list[str]] = defaultdict(list)
    for ident in anchors:
        by_label[LABEL_OF_PREFIX[prefix_of(ident)]].append(ident)
    found: set[str] = set()
    for label in sorted(by_label):
        statement = _OF_REPORT if label is Label.REPORT else _of_world(label)
        found.update(_ids(tx, statement, sorted(by_label[label])))
    return sorted(found)


def _of_world(label: Label) -> str:
    return (
        f"UNWIND $rows AS id MATCH (:{label} {{id: id}})<-[:IDENTIFIED_AS]-(:Record)<-[:ABOUT]-(c:Claim) "
        "WHERE c.superseded_by IS NULL RETURN DISTINCT c.id"
    )


def _ids(tx: ManagedTransaction, statement: str, rows: list[str]) -> list[str]:
    return [str(ident) for (ident,) in fetch_batches(tx, statement, rows)]


def _load(tx: ManagedTransaction, ids: list[str]) -> list[LiveClaim]:
    links: dict[object, list[Link]] = defaultdict(list)
    for claim, slot, record, of, world in fetch_batches(tx, _LINKS, ids):
        links[claim].append(Link(slot=Slot(str(slot)), record=str(record), of=_text(of), world=_text(world)))
    sources: dict[object, list[tuple[int, str | None]]] = defaultdict(list)
    for claim, order, world in fetch_batches(tx, _SOURCES, ids):
        sources[claim].append((int(str(order)), _text(world)))
    return [
        LiveClaim(
            id=str(ident),
            report=str(report),
            certainty=Certainty(str(certainty)),
            polarity=str(polarity),
            actuality=Actuality(str(actuality)),
            quote=str(quote),
            relation=_text(relation),
            predicate=str(predicate),
            speakers=tuple(speakers) if isinstance(speakers, list) else (),
            sources=tuple(world for _, world in sorted(sources[ident], key=lambda source: source[0])),
            links=tuple(links[ident]),
        )
        for ident, report, certainty, polarity, actuality, quote, relation, predicate, speakers in fetch_batches(
            tx, _CLAIMS, ids
        )
    ]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
