"""Events: what is said to have happened, who is said to have a part in it, and who denies it."""

from graph.errors import UnknownId
from graph.store import GraphStore

from ..cursors import decode
from ..schemas.claims import WorldRef
from ..schemas.requests import EventQuery
from ..schemas.world import EventDetail, EventList, EventSummary, Participant, RoleClaim
from .claims import claims_by_id
from .rows import Row, after, page_of, rows

MAX_CLAIMS = 500

_SUMMARY = """
WITH v, collect(DISTINCT r.name) AS names, count(DISTINCT r.report_id) AS reports
WHERE $name IS NULL OR toLower(v.name) CONTAINS toLower($name)
   OR any(x IN names WHERE toLower(x) CONTAINS toLower($name))
RETURN v.id AS id, v.name AS name, v.event_type AS type, names, reports
ORDER BY name, id
LIMIT $limit
"""
_LIST = f"""
MATCH (v:Event)<-[:IDENTIFIED_AS]-(r:Record)
WHERE r.superseded_by IS NULL AND ($type IS NULL OR v.event_type = $type)
  AND ($after_name IS NULL OR v.name > $after_name OR (v.name = $after_name AND v.id > $after_id))
{_SUMMARY}
"""
_ONE = f"""
MATCH (v:Event {{id: $id}})<-[:IDENTIFIED_AS]-(r:Record)
WHERE r.superseded_by IS NULL
{_SUMMARY}
"""
_CLAIMS = """
MATCH (v:Event {id: $id})<-[:IDENTIFIED_AS]-(r:Record)<-[:ABOUT]-(c:Claim)-[e:EVIDENCED_BY {order: 1}]->(s:Sentence)
WHERE c.superseded_by IS NULL
RETURN DISTINCT c.id AS id, c.report_id AS report, e.start AS start
ORDER BY report, start, id
LIMIT $limit
"""
# Roles are read from claims, not from derived edges: those leave out what is denied or only threatened.
_ROLES = """
MATCH (v:Event {id: $id})<-[:IDENTIFIED_AS]-(r:Record)<-[:ABOUT]-(c:Claim)-[a:ABOUT]->(p:Record)
WHERE c.superseded_by IS NULL AND a.of = r.id
OPTIONAL MATCH (p)-[:IDENTIFIED_AS]->(w)
RETURN DISTINCT a.slot AS role, p.id AS record, p.name AS record_name, w.id AS world, labels(w)[0] AS label,
       w.name AS world_name, c.id AS id, c.quote AS quote, a.quote AS words, c.certainty AS certainty,
       c.polarity AS polarity, c.actuality AS actuality, c.speakers AS speakers, c.report_id AS report
ORDER BY role, report, id, record
LIMIT $limit
"""


def event_list(store: GraphStore, query: EventQuery) -> EventList:
    """A page of events, by name."""
    key = decode(query.cursor, (str, str))
    parameters = {
        "name": query.name,
        "type": query.type,
        **after(key, "after_name", "after_id"),
        "limit": query.limit + 1,
    }
    shown, cursor = page_of(rows(store, _LIST, parameters), query.limit, lambda row: (row["name"], row["id"]))
    return EventList(items=[_summary(row) for row in shown], next=cursor)


def event_detail(store: GraphStore, ident: str) -> EventDetail:
    """An event with its participants and its claims.

    Raises:
        UnknownId: no such event.
    """
    found = rows(store, _ONE, {"id": ident, "name": None, "limit": 1})
    if not found:
        raise UnknownId("no event has this id", hint="GET /v1/events lists the events")
    claims = rows(store, _CLAIMS, {"id": ident, "limit": MAX_CLAIMS + 1})
    roles = rows(store, _ROLES, {"id": ident, "limit": MAX_CLAIMS + 1})
    return EventDetail(
        event=_summary(found[0]),
        participants=_participants(roles[:MAX_CLAIMS]),
        claims=claims_by_id(store, [row["id"] for row in claims[:MAX_CLAIMS]]),
        truncated=max(len(claims), len(roles)) > MAX_CLAIMS,
    )


def _summary(row: Row) -> EventSummary:
    return EventSummary(**{**row, "names": sorted(row["names"])})


def _participants(roles: list[Row]) -> list[Participant]:
    """One a role and world node; a record that is nobody in the world (a time) stands for itself."""
    found: dict[tuple[str, str], Participant] = {}
    for row in roles:
        entity = WorldRef.or_none(row["world"], row["label"], row["world_name"])
        key = (row["role"], row["world"] or row["record"])
        name = entity.name if entity else row["record_name"]
        participant = found.setdefault(key, Participant(role=row["role"], name=name, entity=entity, claims=[]))
        participant.claims.append(RoleClaim(**{field: row[field] for field in RoleClaim.model_fields}))
    return list(found.values())
