"""Claims that stand because a person accepted them, whatever a later reading of the report says.

They stay as long as the report's reading still holds every record and statement that they are about.
"""

from collections import defaultdict
from collections.abc import Iterator

from neo4j import ManagedTransaction

from .statements import fetch_batches, run_batches
from .writes import Plan

_ACCEPTED = (
    "UNWIND $rows AS id MATCH (c:Claim {report_id: id})<-[:ADMITS]-(j:Judgement)-[:ACCEPTS]->(p:Proposal) "
    "WHERE j.live RETURN c.id, p.id"
)
_ABOUT = "UNWIND $rows AS id MATCH (c:Claim {id: id})-[:ABOUT|CITES|CONTENT_OF]->(b) RETURN c.id, b.id"
_MAKE_LIVE = (
    "UNWIND $rows AS row MATCH (c:Claim {id: row.claim}) "
    "SET c.proposal_id = row.proposal, c.superseded_by = null, c.superseded_at = null"
)


def uphold(tx: ManagedTransaction, plan: Plan) -> frozenset[str]:
    """Makes live what a person accepted and the plan does not say itself; the ids of these claims."""
    planned = {node.id for node in plan.nodes}
    accepted = dict(_accepted(tx, plan.report))
    uses: dict[str, set[str]] = defaultdict(set)
    unsaid = sorted(accepted.keys() - planned)
    for claim, used in fetch_batches(tx, _ABOUT, unsaid):
        uses[str(claim)].add(str(used))
    kept = [claim for claim in unsaid if uses[claim] <= planned]
    for _ in run_batches(tx, _MAKE_LIVE, [{"claim": claim, "proposal": accepted[claim]} for claim in kept]):
        pass
    return frozenset(kept)


def _accepted(tx: ManagedTransaction, report: str) -> Iterator[tuple[str, str]]:
    return ((str(claim), str(proposal)) for claim, proposal in fetch_batches(tx, _ACCEPTED, [report]))
