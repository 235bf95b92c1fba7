"""Claims: lists by report, event, entity, and one with everything it rests on."""

from graph.errors import UnknownId
from graph.ids import prefix_of
from graph.labels import LABEL_OF_PREFIX
from graph.neighbourhood import claim_details
from graph.store import GraphStore

from ..cursors import decode
from ..schemas.claims import (
    AboutOut,
    CitationOut,
    ClaimFull,
    ClaimList,
    ClaimOut,
    FigureOut,
    StatementOut,
    WorldRef,
    claim_fields,
)
from ..schemas.requests import ENTITY_LABELS, ClaimQuery
from .rows import Row, after, page_of, rows

_REST = """
MATCH (c)-[e:EVIDENCED_BY {order: 1}]->(s:Sentence)
WHERE c.superseded_by IS NULL
  AND ($report IS NULL OR c.report_id = $report)
  AND ($certainty IS NULL OR c.certainty = $certainty)
  AND ($kind IS NULL OR c.kind = $kind)
  AND ($entity IS NULL OR EXISTS { (c)-[:ABOUT|CITES]->(x:Record)-[:IDENTIFIED_AS]->(w) WHERE w.id = $entity })
  AND ($after_report IS NULL OR c.report_id > $after_report
       OR (c.report_id = $after_report AND e.start > $after_start)
       OR (c.report_id = $after_report AND e.start = $after_start AND c.id > $after_id))
RETURN DISTINCT c.id AS id, c.report_id AS report, e.start AS start
ORDER BY report, start, id
LIMIT $limit
"""
# The first MATCH says where to start: at the world node if one is named, since its claims are few.
_ALL = f"MATCH (c:Claim){_REST}"
_OF_EVENT = f"MATCH (v:Event {{id: $event}})<-[:IDENTIFIED_AS]-(r:Record)<-[:ABOUT]-(c:Claim){_REST}"
_OF_ENTITY = {
    label: f"MATCH (v:{label} {{id: $entity}})<-[:IDENTIFIED_AS]-(r:Record)<-[:ABOUT|CITES]-(c:Claim){_REST}"
    for label in ENTITY_LABELS
}
_FULL = """
MATCH (c:Claim {id: $id})
RETURN c.superseded_by IS NOT NULL AS superseded, c.method AS method, c.score AS score,
       c.relation AS relation, c.object_text AS object_text,
       c.measure AS measure, c.comparator AS comparator, c.low AS low, c.low_inclusive AS low_inclusive,
       c.high AS high, c.high_inclusive AS high_inclusive, c.unit AS unit, c.population AS population,
       c.population_words AS population_words, c.verification AS verification, c.figure_quote AS figure_quote
"""
_CHAIN = """
MATCH (c:Claim {id: $id})-[e:CITES]->(r:Record)
OPTIONAL MATCH (r)-[:IDENTIFIED_AS]->(w)
RETURN e.order AS order, r.name AS speaker, r.id AS record, w.id AS world, labels(w)[0] AS label, w.name AS name,
       e.mode AS mode, e.cue AS cue
ORDER BY order
"""
_ABOUT = """
MATCH (c:Claim {id: $id})-[e:ABOUT]->(r:Record)
OPTIONAL MATCH (r)-[:IDENTIFIED_AS]->(w)
RETURN e.slot AS slot, r.name AS words, r.id AS record, w.id AS world, labels(w)[0] AS label, w.name AS name,
       e.of AS of_event, e.quote AS quote
ORDER BY slot, record, of_event
"""
_STATEMENT = """
MATCH (c:Claim {id: $id})-[:CONTENT_OF]->(t:Statement)-[:SPOKEN_BY]->(r:Record)
RETURN t.id AS id, t.act AS act, t.mode AS mode, t.capacity AS capacity, t.official AS official,
       r.name AS speaker, t.quote AS quote
ORDER BY id
LIMIT 1
"""


def claim_list(store: GraphStore, query: ClaimQuery) -> ClaimList:
    """A page of claims, report by report, in the order of the text."""
    key = decode(query.cursor, (str, int, str))
    parameters = {
        **query.model_dump(include={"report", "event", "entity", "certainty", "kind"}, mode="json"),
        **after(key, "after_report", "after_start", "after_id"),
        "limit": query.limit + 1,
    }
    found = rows(store, _cypher(query), parameters)
    shown, cursor = page_of(found, query.limit, lambda row: (row["report"], row["start"], row["id"]))
    return ClaimList(items=claims_by_id(store, [row["id"] for row in shown]), next=cursor)


def claims_by_id(store: GraphStore, ids: list[str]) -> list[ClaimOut]:
    """Claims in the order of their ids in the list."""
    details = {claim.id: claim for claim in claim_details(store, ids)}
    return [ClaimOut.of(details[ident]) for ident in ids]


def claim_full(store: GraphStore, ident: str) -> ClaimFull:
    """A claim with its chain, its evidence, and what it is about.

    Raises:
        UnknownId: no such claim.
    """
    found = rows(store, _FULL, {"id": ident})
    if not found:
        raise UnknownId("no claim has this id", hint="GET /v1/claims lists the claims")
    (claim,) = claim_details(store, [ident])
    row, here = found[0], {"id": ident}
    statements = rows(store, _STATEMENT, here)
    return ClaimFull(
        **claim_fields(claim),
        superseded=row["superseded"],
        method=row["method"],
        score=row["score"],
        relation=row["relation"],
        object_text=row["object_text"],
        chain=[_citation(link) for link in rows(store, _CHAIN, here)],
        about=[_about(link) for link in rows(store, _ABOUT, here)],
        figure=FigureOut(**{name: row[name] for name in FigureOut.model_fields}) if row["measure"] else None,
        statement=StatementOut(**statements[0]) if statements else None,
    )


def _cypher(query: ClaimQuery) -> str:
    if query.event is not None:
        return _OF_EVENT
    if query.entity is not None:
        return _OF_ENTITY[LABEL_OF_PREFIX[prefix_of(query.entity)]]
    return _ALL


def _citation(row: Row) -> CitationOut:
    entity = WorldRef.or_none(row["world"], row["label"], row["name"])
    names = ("order", "speaker", "record", "mode", "cue")
    return CitationOut(**{name: row[name] for name in names}, entity=entity)


def _about(row: Row) -> AboutOut:
    entity = WorldRef.or_none(row["world"], row["label"], row["name"])
    names = ("slot", "record", "of_event", "quote")
    return AboutOut(**{name: row[name] for name in names}, name=row["words"], entity=entity)
