"""Reports: the list, one with its sentences, and how much was read in it."""

from typing import Any

from graph.errors import UnknownId
from graph.labels import Label
from graph.store import GraphStore
from ingest.pipeline import Outcome, ReportResult

from ..cursors import decode
from ..schemas.reports import Counts, ReaderOut, Receipt, ReportDetail, ReportList, ReportSummary, SentenceOut
from ..schemas.requests import Paging
from .rows import after, page_of, rows

_SUMMARY = """
RETURN r.id AS id, r.name AS name, r.title AS title, r.publisher AS publisher, r.published AS published,
       r.url AS url, r.language AS language, r.status AS status, r.characters AS characters, r.sha256 AS sha256
ORDER BY name, id
"""
_LIST = f"""
MATCH (r:Report)
WHERE $after_name IS NULL OR r.name > $after_name OR (r.name = $after_name AND r.id > $after_id)
{_SUMMARY}
LIMIT $limit
"""
_SOME = f"""
MATCH (r:Report)
WHERE r.id IN $ids
{_SUMMARY}
"""
_SENTENCES = """
MATCH (r:Report {id: $id})<-[:IN_REPORT]-(s:Sentence)
WHERE s.superseded_by IS NULL AND ($after_start IS NULL OR s.start > $after_start)
OPTIONAL MATCH (s)-[:REPEATS]->(first:Sentence)
RETURN s.id AS id, s.index AS index, s.section AS section, s.start AS start, s.end AS end, s.text AS text,
       first.id AS repeats
ORDER BY start, id
LIMIT $limit
"""
_COUNTS = {
    name: f"MATCH (n:{label} {{report_id: $id}}) WHERE n.superseded_by IS NULL RETURN count(n) AS number"
    for name, label in {
        "sentences": Label.SENTENCE,
        "mentions": Label.MENTION,
        "records": Label.RECORD,
        "claims": Label.CLAIM,
        "statements": Label.STATEMENT,
    }.items()
}


def report_list(store: GraphStore, query: Paging) -> ReportList:
    """A page of reports, by name."""
    key = decode(query.cursor, (str, str))
    found = rows(store, _LIST, {**after(key, "after_name", "after_id"), "limit": query.limit + 1})
    shown, cursor = page_of(found, query.limit, lambda row: (row["name"], row["id"]))
    return ReportList(items=[ReportSummary.of(row) for row in shown], next=cursor)


def some_reports(store: GraphStore, ids: list[str]) -> list[ReportSummary]:
    """These reports, by name."""
    return [ReportSummary.of(row) for row in rows(store, _SOME, {"ids": ids})]


def report_detail(store: GraphStore, ident: str, query: Paging) -> ReportDetail:
    """A report with a page of its sentences.

    Raises:
        UnknownId: no such report.
    """
    known = report_properties(store, ident)
    key = decode(query.cursor, (int,))
    found = rows(store, _SENTENCES, {"id": ident, **after(key, "after_start"), "limit": query.limit + 1})
    shown, cursor = page_of(found, query.limit, lambda row: (row["start"],))
    return ReportDetail(
        report=ReportSummary.of(known),
        reader=ReaderOut(
            extractor=known["extractor"], version=known["extractor_version"], model_digest=known["model_digest"]
        ),
        notes=known["notes"] or [],
        counts=report_counts(store, ident),
        sentences=[SentenceOut(**row) for row in shown],
        next=cursor,
    )


def receipt(store: GraphStore, result: ReportResult) -> Receipt:
    """What became of a report that was sent.

    Raises:
        UnknownId: the report is not in the store after all.
    """
    assert result.report_id is not None
    known = report_properties(store, result.report_id)
    return Receipt(
        id=result.report_id,
        name=str(known["name"]),
        outcome="unchanged" if result.outcome is Outcome.UNCHANGED else "done",
        note=result.reason,
        counts=report_counts(store, result.report_id),
    )


def report_counts(store: GraphStore, ident: str) -> Counts:
    """How much was read in a report."""
    return Counts(**{name: rows(store, cypher, {"id": ident})[0]["number"] for name, cypher in _COUNTS.items()})


def report_properties(store: GraphStore, ident: str) -> dict[str, Any]:
    """The properties of a report's node, with its id.

    Raises:
        UnknownId: no such report.
    """
    found = store.report(ident)
    if found is None:
        raise UnknownId("no report has this id", hint="GET /v1/reports lists the reports")
    return {**found, "id": ident}
