"""Entities: who and what the reports speak of, and on which words their identity rests."""

from collections import defaultdict

from graph.errors import UnknownId
from graph.ids import prefix_of
from graph.labels import LABEL_OF_PREFIX
from graph.store import GraphStore

from ..cursors import decode
from ..schemas.requests import ENTITY_LABELS, EntityQuery
from ..schemas.world import (
    EntityDetail,
    EntityList,
    EntitySummary,
    IdentityOut,
    Location,
    MentionOut,
    RecordOut,
)
from .reports import some_reports
from .rows import Row, after, page_of, rows

MAX_RECORDS = 500
MAX_MENTIONS = 2000

_LIST = f"""
MATCH (w:{"|".join(ENTITY_LABELS)})<-[:IDENTIFIED_AS]-(r:Record)
WHERE r.superseded_by IS NULL AND ($label IS NULL OR $label IN labels(w))
  AND ($after_name IS NULL OR w.name > $after_name OR (w.name = $after_name AND w.id > $after_id))
WITH w, collect(DISTINCT r.name) AS names, count(DISTINCT r.report_id) AS reports
WHERE $name IS NULL OR toLower(w.name) CONTAINS toLower($name)
   OR any(x IN names WHERE toLower(x) CONTAINS toLower($name))
RETURN w.id AS id, labels(w)[0] AS label, w.name AS name, w.kind AS kind, names, reports
ORDER BY name, id
LIMIT $limit
"""
_ONE = {
    label: f"""
MATCH (w:{label} {{id: $id}})<-[:IDENTIFIED_AS]-(r:Record)
WHERE r.superseded_by IS NULL
RETURN w.id AS id, labels(w)[0] AS label, w.name AS name, w.kind AS kind, collect(DISTINCT r.name) AS names,
       count(DISTINCT r.report_id) AS reports, w.gazetteer AS gazetteer, w.latitude AS latitude,
       w.longitude AS longitude, w.country AS country
"""
    for label in ENTITY_LABELS
}
_RECORDS = {
    label: f"""
MATCH (w:{label} {{id: $id}})<-[i:IDENTIFIED_AS]-(r:Record)
WHERE r.superseded_by IS NULL
RETURN r.id AS id, r.name AS name, r.kind AS kind, r.report_id AS report, r.quote AS quote, r.start AS start,
       r.end AS end, i.reason AS reason, i.score AS score, i.decided_by AS decided_by
ORDER BY report, start, id
LIMIT $limit
"""
    for label in ENTITY_LABELS
}
_MENTIONS = {
    label: f"""
MATCH (w:{label} {{id: $id}})<-[:IDENTIFIED_AS]-(r:Record)<-[:REFERS_TO]-(m:Mention)-[:IN_SENTENCE]->(s:Sentence)
WHERE m.superseded_by IS NULL AND r.superseded_by IS NULL
RETURN r.id AS record, m.id AS id, m.quote AS quote, m.form AS form, m.start AS start, m.end AS end,
       s.text AS sentence, s.id AS sentence_id
ORDER BY record, start, id
LIMIT $limit
"""
    for label in ENTITY_LABELS
}


def entity_list(store: GraphStore, query: EntityQuery) -> EntityList:
    """A page of entities, by name."""
    key = decode(query.cursor, (str, str))
    parameters = {
        "name": query.name,
        "label": query.label,
        **after(key, "after_name", "after_id"),
        "limit": query.limit + 1,
    }
    shown, cursor = page_of(rows(store, _LIST, parameters), query.limit, lambda row: (row["name"], row["id"]))
    return EntityList(items=[_summary(row) for row in shown], next=cursor)


def entity_detail(store: GraphStore, ident: str) -> EntityDetail:
    """An entity with its records, their reasons and their words.

    Raises:
        UnknownId: no such entity.
    """
    label = LABEL_OF_PREFIX[prefix_of(ident)]
    found = rows(store, _ONE[label], {"id": ident})
    if not found:
        raise UnknownId("no entity has this id", hint="GET /v1/entities lists the entities")
    records = rows(store, _RECORDS[label], {"id": ident, "limit": MAX_RECORDS + 1})
    mentions = rows(store, _MENTIONS[label], {"id": ident, "limit": MAX_MENTIONS + 1})
    words: dict[str, list[MentionOut]] = defaultdict(list)
    for row in mentions[:MAX_MENTIONS]:
        words[row["record"]].append(MentionOut(**{name: row[name] for name in MentionOut.model_fields}))
    return EntityDetail(
        entity=_summary(found[0]),
        location=_location(found[0]),
        records=[_record(row, words[row["id"]]) for row in records[:MAX_RECORDS]],
        reports=some_reports(store, sorted({row["report"] for row in records})),
        truncated=len(records) > MAX_RECORDS or len(mentions) > MAX_MENTIONS,
    )


def _summary(row: Row) -> EntitySummary:
    fields = {name: row[name] for name in EntitySummary.model_fields}
    return EntitySummary(**{**fields, "names": sorted(row["names"])})


def _location(row: Row) -> Location | None:
    return None if row["gazetteer"] is None else Location(**{name: row[name] for name in Location.model_fields})


def _record(row: Row, mentions: list[MentionOut]) -> RecordOut:
    identity = IdentityOut(reason=row["reason"], score=row["score"], decided_by=row["decided_by"])
    names = ("id", "name", "kind", "report", "quote", "start", "end")
    return RecordOut(**{name: row[name] for name in names}, identity=identity, mentions=mentions)
