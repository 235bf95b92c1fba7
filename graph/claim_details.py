"""Claims as readers see them: words, sentences, report, chain of speakers, certainty."""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from .store import GraphStore
from .subgraph import ClaimDetail, EvidenceSpan

CHUNK = 500  # ids a query
_DETAILS = (
    "UNWIND $ids AS id "
    "MATCH (c:Claim {id: id})-[e:EVIDENCED_BY]->(s:Sentence)-[:IN_REPORT]->(r:Report) "
    "RETURN c.id, r.id, r.name, r.published, c.kind, c.predicate, c.certainty, c.polarity, c.actuality, "
    "c.scope_open, c.speakers, collect([e.order, e.quote, e.start, e.end, s.text, s.id, s.start])"
)

_Described = tuple[str, str, str, str | None, str, str, str, str, str, bool]  # as ``ClaimDetail`` begins
_Spans = list[tuple[int, str, int, int, str, str, int]]


def claim_details(store: GraphStore, claim_ids: Iterable[str]) -> tuple[ClaimDetail, ...]:
    """The claims of these ids, superseded ones too, each once: report by report, in reading order.

    Ids that are no claim's are passed over.
    """
    found = [_detail(row) for ids in chunks(sorted(set(claim_ids))) for row in store.read(_DETAILS, {"ids": ids}).rows]
    return tuple(sorted(found, key=lambda claim: (claim.report_name, claim.report, claim.evidence[0].start, claim.id)))


def chunks(ids: Sequence[str]) -> Iterator[list[str]]:
    """Ids, as many at a time as one query takes."""
    for start in range(0, len(ids), CHUNK):
        yield list(ids[start : start + CHUNK])


def _detail(row: tuple[object, ...]) -> ClaimDetail:
    described = cast("_Described", row[:10])
    speakers, spans = cast("tuple[list[str] | None, _Spans]", row[10:])
    evidence = tuple(EvidenceSpan(*span[1:]) for span in sorted(spans))
    return ClaimDetail(*described, tuple(speakers or ()), evidence)
