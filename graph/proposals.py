"""A person's decisions on proposals: accepting one, rejecting one, and taking either back.

Accepting writes the claim that the proposal would be, beside it and with the same words; rejecting changes nothing
but what awaits review. Every decision is a judgement of its own and is never overwritten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from neo4j import ManagedTransaction

from .derivation import pairs_of_claim, rebuild
from .errors import BadInput, UnknownId
from .ids import make_id
from .judgements import judgement_node
from .labels import RELS, Label, Rel
from .statements import write_edges, write_nodes
from .vocabulary import Verdict
from .writes import EdgeWrite, NodeWrite

# The properties that tell parallel relationships of a proposition apart, as ``graph.plan`` writes them.
_KEYS: dict[Rel, tuple[str, ...]] = {
    Rel.EVIDENCED_BY: ("start", "end"),
    Rel.ABOUT: ("slot", "of"),
    Rel.CITES: ("order",),
    Rel.CONTENT_OF: (),
}
_NOT_OF_A_CLAIM = frozenset({"id", "claim_id", "superseded_by", "superseded_at"})
_DECISIONS = (
    "MATCH (p:Proposal {id: $id}) OPTIONAL MATCH (p)<-[:ACCEPTS|REJECTS]-(j:Judgement) "
    "RETURN properties(p) AS proposal, count(j) AS decisions, sum(CASE WHEN j.live THEN 1 ELSE 0 END) AS live"
)
_TAKE_BACK = (
    "MATCH (:Proposal {id: $id})<-[:ACCEPTS|REJECTS]-(j:Judgement) WHERE j.live "
    "SET j.live = false, j.retracted_at = $now RETURN j.id AS judgement"
)
# a claim that the reader has come to stand by itself has lost its ``proposal_id``, and stays
_LET_GO = (
    "MATCH (c:Claim {id: $claim}) WHERE c.proposal_id = $id AND c.superseded_by IS NULL "
    "SET c.superseded_by = $judgement, c.superseded_at = $now"
)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on a proposal.

    Attributes:
        claim: the id of the claim that now stands, or None: the proposal was rejected.
    """

    judgement: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """A proposal as it is stored, with how many decisions were made on it and how many of these stand."""

    id: str
    properties: dict[str, object]
    decisions: int
    live: int

    @property
    def claim(self) -> str:
        return str(self.properties["claim_id"])


def accept(tx: ManagedTransaction, proposal: str, reason: str | None, decided_by: str, now: datetime) -> Decided:
    """Makes a proposal a claim, with the relationships that follow from it.

    Raises:
        UnknownId: no live proposal has this id.
        BadInput: it is decided already.
    """
    held = _awaiting(tx, proposal)
    judgement = _judge(tx, held, Rel.ACCEPTS, reason, decided_by, now)
    told = {name: value for name, value in held.properties.items() if name not in _NOT_OF_A_CLAIM}
    live = {"proposal_id": proposal, "superseded_by": None, "superseded_at": None}
    write_nodes(tx, [NodeWrite(Label.CLAIM, held.claim, {**told, **live})], now)  # type: ignore[dict-item]
    admits = EdgeWrite(Rel.ADMITS, Label.JUDGEMENT, judgement, Label.CLAIM, held.claim)
    write_edges(tx, [*_ties(tx, held), admits], now)
    rebuild(tx, pairs_of_claim(tx, held.claim), now)
    return Decided(judgement, held.claim)


def reject(tx: ManagedTransaction, proposal: str, reason: str, decided_by: str, now: datetime) -> Decided:
    """Takes a proposal off the list of what awaits a decision. Raises as ``accept``."""
    return Decided(_judge(tx, _awaiting(tx, proposal), Rel.REJECTS, reason, decided_by, now))


def reopen(tx: ManagedTransaction, proposal: str, now: datetime) -> None:
    """Takes back the decision on a proposal; the claim that stood by it alone is marked as superseded.

    Raises:
        UnknownId: no proposal has this id.
        BadInput: nobody has decided on it.
    """
    held = _held(tx, proposal)
    taken_back = tx.run(_TAKE_BACK, id=proposal, now=now).single()
    if taken_back is None:
        raise BadInput("no decision on this proposal stands", hint='The question "quality/proposals" lists them.')
    pairs = pairs_of_claim(tx, held.claim)
    tx.run(_LET_GO, id=proposal, claim=held.claim, judgement=taken_back["judgement"], now=now).consume()
    rebuild(tx, pairs, now)


def _held(tx: ManagedTransaction, proposal: str) -> _Held:
    found = tx.run(_DECISIONS, id=proposal).single()
    if found is None:
        raise _unknown(proposal)
    return _Held(proposal, dict(found["proposal"]), found["decisions"], found["live"])


def _awaiting(tx: ManagedTransaction, proposal: str) -> _Held:
    held = _held(tx, proposal)
    if held.live:
        raise BadInput("this proposal is decided already", hint="Take that decision back first.")
    if held.properties.get("superseded_by") is not None:
        raise _unknown(proposal)
    return held


def _unknown(proposal: str) -> UnknownId:
    return UnknownId(
        f"no live proposal has the id {proposal}", hint='The question "quality/proposals" lists what awaits a decision.'
    )


def _judge(tx: ManagedTransaction, held: _Held, how: Rel, reason: str | None, decided_by: str, now: datetime) -> str:
    judgement = make_id(Label.JUDGEMENT.lower(), held.id, how, held.decisions)
    verdict, name = (Verdict.POSITIVE, "accepted") if how is Rel.ACCEPTS else (Verdict.NEGATIVE, "rejected")
    node = judgement_node(judgement, name, verdict, reason, decided_by, now)
    write_nodes(tx, [node], now)
    write_edges(tx, [EdgeWrite(how, Label.JUDGEMENT, judgement, Label.PROPOSAL, held.id)], now)
    return judgement


def _ties(tx: ManagedTransaction, held: _Held) -> Iterator[EdgeWrite]:
    """The claim's relationships: those of its proposal, with the ids that a reader's would have."""
    for rel, names in _KEYS.items():
        (end,) = RELS[rel].ends
        statement = f"MATCH (:Proposal {{id: $id}})-[e:{rel}]->(b:{end}) RETURN b.id AS end, properties(e) AS held"
        for row in list(tx.run(statement, id=held.id)):
            properties = {name: value for name, value in row["held"].items() if name != "id"}
            key = tuple(properties.get(name) or "" for name in names)
            yield EdgeWrite(rel, Label.CLAIM, held.claim, end, row["end"], properties, key=key)
